"""A network as one HTML file: comes in a networkx graph, goes out a page that asks nothing of any host.

pyvis fills the page and brings vis-network; its own template loads style sheets and scripts from other hosts, so the
page is ours. Places are computed here, and the browser only draws.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.layout import positions
from graph.network import Network, Standing, measure
from ontology import EntityClass, Property, classes, properties

_PAGE = Path(__file__).parent / "page"
_LABEL = 14  # characters of a label that are drawn; the whole of it is in the tooltip and beside the drawing
_SMALL = 120  # edges up to which each bears its name
_SHAPE, _COLOUR = "dot", "#7a8490"  # of a class that the ontology has not
_LABELLED_WITHIN = ("box", "ellipse")
_SIZES = (9.0, 34.0)  # pixels, radius of the least and of the most important node
LIMIT = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend."""

    cls: str
    label: str
    colour: str
    count: int


def draw(graph: Network, heading: str = "产图 Chantu", *, limit: int = LIMIT) -> str:
    """Draw the network as a page of HTML; beyond `limit` entities only those of highest PageRank, and it says so."""
    standings = measure(graph)
    shown = graph.subgraph([s.iri for s in standings[:limit]])
    notice = (
        f"共 {len(graph)} 个对象，图中只画最重要的 {len(shown)} 个。"
        f"Only the {len(shown)} most important of {len(graph)} entities are drawn."
        if len(shown) < len(graph)
        else ""
    )
    page = _page(heading)
    _add_nodes(page, shown, standings[:limit])
    _add_edges(page, shown)
    page.set_options(json.dumps(_options(len(shown))))
    page.templateEnv.globals.update(
        legend=_legend(shown), notice=notice, summary=f"{len(shown)} 个对象，{shown.size()} 条关系"
    )
    html: str = page.generate_html()
    return html


def _page(heading: str) -> Any:
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network as Page

    page = Page(directed=True, heading=heading, cdn_resources="in_line")
    page.templateEnv = Environment(loader=FileSystemLoader([_PAGE, Path(page.template_dir)]), autoescape=True)
    page.path = "network.html"
    return page


def _add_nodes(page: Any, shown: Network, standings: tuple[Standing, ...]) -> None:
    styles = classes()
    places = positions(shown)
    most = max((s.pagerank for s in standings), default=1.0)
    least, largest = _SIZES
    for standing in standings:
        style = styles.get(standing.cls)
        shape = style.shape if style else _SHAPE
        mentions = shown.nodes[standing.iri]["mentions"]
        x, y = places[standing.iri]
        about = f"{_label(styles, standing.cls)} · 提及 {mentions} 处 · 关系 {standing.degree} 条"
        page.add_node(
            standing.iri,
            label=standing.label if len(standing.label) <= _LABEL else standing.label[: _LABEL - 1] + "…",
            title=f"{standing.label}\n{about}",
            name=standing.label,
            about=about,
            cls=standing.cls,
            shape=shape,
            font={"color": "#ffffff", "strokeWidth": 0} if shape in _LABELLED_WITHIN else {},
            color=style.colour if style else _COLOUR,
            size=round(least + (largest - least) * math.sqrt(standing.pagerank / most), 1),
            x=x,
            y=y,
        )


def _add_edges(page: Any, shown: Network) -> None:
    labels = properties()
    named = shown.size() <= _SMALL
    for subject, object_, data in shown.edges(data=True):
        relation = _label(labels, data["predicate"])
        page.add_edge(
            subject,
            object_,
            relation=relation,
            title=f"{relation} · 可信度 {data['confidence']:.2f} · 出处 {data['evidences']} 处",
            label=relation if named else None,
        )


def _legend(shown: Network) -> list[Entry]:
    styles = classes()
    counts = Counter(data["class"] for _, data in shown.nodes(data=True))
    return [
        Entry(cls, _label(styles, cls), styles[cls].colour if cls in styles else _COLOUR, count)
        for cls, count in counts.most_common()
    ]


def _label(terms: Mapping[str, EntityClass] | Mapping[str, Property], name: str) -> str:
    """Return the Chinese label of a term; its name where a loaded file brought a term the ontology has not."""
    return terms[name].label if name in terms else name


def _options(count: int) -> dict[str, object]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "hideEdgesOnDrag": count > 500, "tooltipDelay": 120},
        "nodes": {"borderWidth": 1, "font": {"size": 14, "strokeWidth": 3}},
        "edges": {
            "smooth": False,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
            "color": {"color": "#9aa5b1", "highlight": "#1c2530", "hover": "#5b6774", "inherit": False},
            "font": {"size": 10, "align": "middle"},
        },
    }
