"""The graph, or a view of it, as a file.

A store and a path go in, and the file is written in the format that its suffix names: .nq, .trig, .ttl and .jsonld
hold the graph as RDF; .zip (CSV), .xlsx, .graphml, .gexf and .html the network of entities. Those are the FORMATS that
a view can be written in, too; their writers load libraries that a server's workers do without.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.export import triples
from graph.export.errors import ExportError, UnknownSuffixError
from graph.export.triples import PREFIXES
from graph.store.base import Store

if TYPE_CHECKING:
    from graph.view import View

__all__ = ["FORMATS", "PREFIXES", "ExportError", "Format", "UnknownSuffixError", "export"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of views: suffix, media type, whether it tells sentences, and its writer, which raises ExportError."""

    suffix: str
    media: str
    quoted: bool
    write: Callable[["View"], bytes]


def _csv(view: "View") -> bytes:
    from graph.export.tables import csv_files

    return csv_files(view)


def _xlsx(view: "View") -> bytes:
    from graph.export.tables import xlsx

    return xlsx(view)


def _graphml(view: "View") -> bytes:
    from graph.export.networks import graphml

    return graphml(view)


def _gexf(view: "View") -> bytes:
    from graph.export.networks import gexf

    return gexf(view)


def _html(view: "View") -> bytes:
    from graph.draw import draw

    return draw(view.network, view.title, places=view.places, quotes=view.quotes, left_out=view.left_out).encode()


_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, Format] = {
    "csv": Format(".zip", "application/zip", quoted=True, write=_csv),
    "xlsx": Format(".xlsx", _SHEETS, quoted=True, write=_xlsx),
    "graphml": Format(".graphml", "application/graphml+xml", quoted=False, write=_graphml),
    "gexf": Format(".gexf", "application/gexf+xml", quoted=False, write=_gexf),
    "html": Format(".html", "text/html", quoted=True, write=_html),
}
_TRIPLES: Mapping[str, Callable[[Store, Path], None]] = {
    ".nq": triples.nquads,
    ".trig": triples.trig,
    ".ttl": triples.turtle,
    ".jsonld": triples.jsonld,
}
_VIEWS = {format_.suffix: format_ for format_ in FORMATS.values()}


def export(store: Store, path: Path) -> None:
    """Write the store to the file, whole or not at all; raises ExportError, StoreError."""
    suffix = path.suffix.lower()
    if suffix not in _TRIPLES and suffix not in _VIEWS:
        known = " ".join((*_TRIPLES, *_VIEWS))
        raise UnknownSuffixError(f"不认识的后缀 {suffix or path.name}，可用 (unknown suffix, known are)：{known}")
    part = path.with_name(path.name + ".part")
    try:
        if suffix in _TRIPLES:
            _TRIPLES[suffix](store, part)
        else:
            _network(store, part, _VIEWS[suffix])
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path} 写不了：{reason} (cannot be written: {reason})") from error
    finally:
        part.unlink(missing_ok=True)


def _network(store: Store, path: Path, format_: Format) -> None:
    from graph.view import read_view

    path.write_bytes(format_.write(read_view(store, quoted=format_.quoted)))
