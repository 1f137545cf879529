"""The ontology for Python: come in the Turtle files beside it, read once; go out its terms as typed data.

A name, a label, a unit or a word stands in a Turtle file and nowhere in Python.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from ontology.kinds import Kind, Telling, read_kinds, read_tellings
from ontology.terms import (
    CT,
    ID,
    EntityClass,
    Indicator,
    Measure,
    OntologyError,
    Property,
    Unit,
    below,
    read_classes,
    read_indicators,
    read_measures,
    read_properties,
    read_relations,
    read_units,
)

__all__ = [
    "CT",
    "ID",
    "EntityClass",
    "Indicator",
    "Kind",
    "Measure",
    "OntologyError",
    "Property",
    "Telling",
    "Unit",
    "classes",
    "indicators",
    "kinds",
    "load",
    "measures",
    "most_specific",
    "properties",
    "read",
    "relations",
    "tellings",
    "units",
]


@cache
def load() -> Graph:
    """The whole ontology as one graph. Raises OntologyError."""
    return read(resources.files("ontology"))


def read(folder: Traversable) -> Graph:
    """The Turtle files of a folder as one graph. Raises OntologyError with the file and the line of what is wrong."""
    graph = Graph()
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".ttl"):
            _parse(file, graph)
    return graph


@cache
def classes() -> Mapping[str, EntityClass]:
    """The classes of the vocabulary by local name."""
    return read_classes(load())


@cache
def properties() -> Mapping[str, Property]:
    """Every property of the vocabulary by local name; domains and ranges as the most specific classes they allow."""
    return read_properties(load(), classes())


@cache
def relations() -> Mapping[str, Property]:
    """The properties between entities that documents state (not their inverses)."""
    return read_relations(load(), classes(), properties())


@cache
def indicators() -> Mapping[str, Indicator]:
    """The indicators by local name."""
    return read_indicators(load())


@cache
def measures() -> Mapping[str, Measure]:
    """What numbers say about their indicators, by the names that figures carry."""
    return read_measures(load())


@cache
def units() -> Mapping[str, Unit]:
    """The units by the way they are written."""
    return read_units(load())


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds that things are sorted by, by local name."""
    return read_kinds(load())


@cache
def tellings() -> tuple[Telling, ...]:
    """The properties whose values words in names and sentences tell."""
    return read_tellings(load(), properties())


def most_specific(name: str) -> frozenset[str]:
    """The classes that entities carry among `name` and what is under it. Raises KeyError for an unknown class."""
    return below(name, classes())


def _parse(file: Traversable, graph: Graph) -> None:
    written = file.read_bytes()
    try:
        graph.parse(data=written.decode("utf-8"), format="turtle")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise OntologyError(f"ontology/{file.name}:{line}: 不是 UTF-8 编码 (not UTF-8)") from error
    except BadSyntax as error:
        reason = error.args[-1]
        raise OntologyError(
            f"ontology/{file.name}:{error.lines + 1}: 不合 Turtle 语法 (not Turtle): {reason}"
        ) from error
