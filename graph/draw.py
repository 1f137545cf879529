"""A network as one HTML file: comes in a networkx graph, goes out a page that asks nothing of any host.

pyvis fills the page and brings vis-network; its own template loads style sheets and scripts from other hosts, so the
page is ours. Where and how large everything is, is decided here, and the browser only draws. pyvis looks through all
nodes whenever it adds an edge, so its lists are filled at once.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.layout import Position
from graph.look import Look, importance, looks, relation
from graph.network import Network
from graph.quotes import Quote

if TYPE_CHECKING:
    from markupsafe import Markup

_PAGE = Path(__file__).parent / "page"
_HEADING = "产图 Chantu"
_NAMED = 120  # edges up to which each bears its name
_FAST = 500  # nodes from which on edges are not drawn while the view is dragged
LIMIT = 5000


@dataclass(frozen=True, slots=True)
class _Script:
    """A script of the page, and its digest as the page's policy names it: no other script may run."""

    text: "Markup"
    digest: str


def draw(
    graph: Network,
    heading: str = "",
    *,
    limit: int = LIMIT,
    places: Mapping[str, Position] | None = None,
    quotes: Mapping[str, Sequence[Quote]] | None = None,
    left_out: int = 0,
) -> str:
    """Draw the network as a page of HTML; beyond `limit` entities only those of highest PageRank, and it says so.

    `places` (pixels, y downwards) are where entities are drawn, `quotes` the sentences of each statement; it says too
    that so many entities and statements were `left_out` because they are no longer there.
    """
    shown: Network = graph if len(graph) <= limit else graph.subgraph(list(importance(graph))[:limit])
    drawn = looks(shown, {iri: place for iri, place in (places or {}).items() if iri in shown})
    page = _page(heading or _HEADING)
    page.nodes = _nodes(shown, drawn)
    page.node_ids = [node["id"] for node in page.nodes]
    page.node_map = dict(zip(page.node_ids, page.nodes, strict=True))
    documents: dict[str, int] = {}
    page.edges = _edges(shown, {iri: number for number, iri in enumerate(drawn)}, quotes or {}, documents)
    page.set_options(json.dumps(_options(shown)))
    legend = Counter(look.style for look in drawn.values()).most_common()
    page.templateEnv.globals.update(
        legend=legend,
        styles=[asdict(style) for style, _ in legend],
        relations={name: relation(name) for name in {e["predicate"] for e in page.edges}},
        documents=list(documents),
        notices=_notices(len(graph), len(shown), left_out),
        entities=len(shown),
        statements=shown.size(),
        library=_library(),
        script=_script((_PAGE / "network.js").read_text("utf-8")),
    )
    html: str = page.generate_html()
    return html


def _notices(entities: int, shown: int, left_out: int) -> list[tuple[str, str]]:
    """What the page does not show, in Chinese and English."""
    found = []
    if shown < entities:
        found.append(
            (
                f"共 {entities} 个对象，图中只画最重要的 {shown} 个。",
                f"Only the {shown} most important of {entities} entities are drawn.",
            )
        )
    if left_out:
        found.append(
            (
                f"有 {left_out} 个对象或关系已不在图谱里，没有画。",
                f"{left_out} entities or relations are no longer in the graph and not drawn.",
            )
        )
    return found


def _page(heading: str) -> Any:
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network as Page

    page = Page(directed=True, heading=heading, cdn_resources="in_line")
    page.templateEnv = Environment(loader=FileSystemLoader(_PAGE), autoescape=True)
    page.templateEnv.policies["json.dumps_function"] = _json
    page.path = "network.html"
    return page


def _json(data: object, **_: object) -> str:
    """The data as compact JSON that holds no address: what looks like one in a document cannot be taken for a link."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("//", "/\\/")


@cache
def _library() -> _Script:
    """The script of vis-network, without the name of a file that is not there."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2"
    return _script((folder / "vis-network.min.js").read_text("utf-8").split("//# sourceMappingURL")[0])


def _script(text: str) -> _Script:
    from markupsafe import Markup

    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return _Script(Markup(text), digest)  # noqa: S704 - a file of ours or of pyvis


def _nodes(shown: Network, drawn: Mapping[str, Look]) -> list[dict[str, object]]:
    return [
        {
            "id": number,
            "label": shown.nodes[iri]["label"],
            "cls": look.style.cls,
            "mentions": shown.nodes[iri]["mentions"],
            "size": look.size,
            "x": look.x,
            "y": look.y,
            "iri": iri,
        }
        for number, (iri, look) in enumerate(drawn.items())
    ]


def _edges(
    shown: Network, number: Mapping[str, int], quotes: Mapping[str, Sequence[Quote]], documents: dict[str, int]
) -> list[dict[str, object]]:
    """The edges, with quotes as [document, before, exact, after, confidence]; the titles of `documents` are noted."""
    return [
        {
            "id": count,
            "from": number[subject],
            "to": number[object_],
            **data,
            "quotes": [
                [documents.setdefault(q.title, len(documents)), q.before, q.exact, q.after, q.confidence]
                for q in quotes.get(statement, ())
            ],
        }
        for count, (subject, object_, statement, data) in enumerate(shown.edges(keys=True, data=True))
    ]


def _options(shown: Network) -> dict[str, object]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "hideEdgesOnDrag": len(shown) > _FAST,
            "tooltipDelay": 120,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
        "nodes": {"borderWidth": 1},
        "edges": {
            "smooth": False,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
            "font": {"size": 10 if shown.size() <= _NAMED else 0, "align": "middle"},
        },
    }
