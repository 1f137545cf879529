"""A view as a stand-alone page: building it, beside pyvis used as its manual says, on the same graph in the same run.

Ours holds besides what pyvis draws the sentences, the search and the legend; both are given the places, as a view taken
from the explorer has them.
"""

import random
from collections.abc import Mapping, Sequence

import networkx as nx
from pyvis.network import Network as Page

from bench.clock import in_turns
from graph.draw import draw
from graph.layout import Position
from graph.look import looks, relation
from graph.network import Network
from graph.quotes import Quote
from graph.rdf import ID

_SIZES = ((1_250, 3_750), (2_500, 7_500), (5_000, 15_000))  # nodes and edges
_CLASSES = ("Enterprise", "Enterprise", "Enterprise", "Project", "Event", "Platform", "Industry", "Place")
_PREDICATES = ("locatedIn", "inIndustry", "develops", "cooperatesWith")


def run(rounds: int) -> None:
    """Print the times of both, their ratio, and how each grows."""
    print("## a stand-alone page against pyvis by its manual (places given, edges three times the nodes)")
    for entities, statements in _SIZES:
        graph, places, quotes = view(entities, statements)
        pair = in_turns(
            lambda g=graph, p=places, q=quotes: draw(g, places=p, quotes=q),  # type: ignore[misc]
            lambda g=graph, p=places: by_the_manual(g, p),  # type: ignore[misc]
            min(rounds, 3),
        )
        print(f"{entities:6,} nodes: ours {pair.ours:6.2f} s, pyvis {pair.theirs:6.2f} s, ratio {pair.ratio:6.3f}")
    laid = in_turns(lambda: draw(graph, quotes=quotes), lambda: None, 1)
    print(f"{entities:6,} nodes: ours {laid.ours:6.2f} s with the layout")
    print()


def view(
    entities: int, statements: int, seed: int = 7
) -> tuple[Network, Mapping[str, Position], Mapping[str, Sequence[Quote]]]:
    """A made-up network in which few have many relations; a place for each entity, a quote for each statement."""
    rng = random.Random(seed)  # noqa: S311 - the same every time is what is wanted
    graph: Network = nx.MultiDiGraph()
    iris = [f"{ID}enterprise/{number:012x}" for number in range(entities)]
    for number, iri in enumerate(iris):
        graph.add_node(iri, **{"label": f"第{number}家科技有限公司", "class": rng.choice(_CLASSES), "mentions": 3})
    quotes = {}
    for number in range(statements):
        subject, object_ = rng.choice(iris), iris[int(entities * rng.random() ** 3)]
        statement, predicate = f"{ID}statement/{number:016x}", rng.choice(_PREDICATES)
        graph.add_edge(subject, object_, key=statement, predicate=predicate, confidence=0.9, evidences=1)
        exact = f"{graph.nodes[subject]['label']}落户{graph.nodes[object_]['label']}"
        quotes[statement] = [
            Quote(f"第{number % 50}期简报", "", "", 0, len(exact), "近日，", exact, "，投资三亿元。", 0.9)
        ]
    places = {iri: (rng.uniform(-5000, 5000), rng.uniform(-5000, 5000)) for iri in iris}
    return graph, places, quotes


def by_the_manual(graph: Network, places: Mapping[str, Position]) -> str:
    """The page that pyvis makes of the same nodes and edges, added one by one."""
    page = Page(directed=True, cdn_resources="in_line")
    for iri, look in looks(graph, places).items():
        label = graph.nodes[iri]["label"]
        page.add_node(
            iri, label=label, title=label, color=look.style.colour, shape=look.style.shape, size=look.size,
            x=look.x, y=look.y,
        )  # fmt: skip
    for subject, object_, data in graph.edges(data=True):
        page.add_edge(subject, object_, title=relation(data["predicate"])[0])
    page.toggle_physics(False)
    html: str = page.generate_html()
    return html
