"""What must be answered and what was answered come in; what differs goes out in words, None where nothing does.

Blank nodes are the same up to their names, language tags up to case. Numbers and truth values are the same by value, or
only as they are written (`exact`). How often a row comes matters; its place matters only where the query orders.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]
Keyed = tuple[object, Row]
_XSD = "http://www.w3.org/2001/XMLSchema#"
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_FLOATS = {_XSD + name for name in ("double", "float")}
_INTEGERS = {
    _XSD + name
    for name in "integer nonPositiveInteger negativeInteger long int short byte nonNegativeInteger unsignedLong "
    "unsignedInt unsignedShort unsignedByte positiveInteger".split()
}
_DECIMAL, _BOOLEAN = _XSD + "decimal", _XSD + "boolean"
_TRUTH = {"1": "true", "0": "false"}
_SHOWN = 3  # of the rows or quads that differ


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer; each has a term or None for every variable."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


def read(text: bytes, format_: ox.QueryResultsFormat, exact: bool = False) -> Table | bool:
    """An answer in a standard results format; CSV does not say enough to be one (`read_csv`)."""
    results = ox.parse_query_results(text, format=format_)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    variables = tuple(variable.value for variable in results.variables)
    return Table(variables, tuple(tuple(_settled(row[name], exact) for name in variables) for row in results))


def read_csv(text: bytes, exact: bool = False) -> Table:
    """An answer as CSV, where an IRI is a string like any other and a number is known by its looks."""
    head, *lines = csv.reader(io.StringIO(text.decode(), newline=""))
    return Table(tuple(head), tuple(tuple(_cell(cell, exact) for cell in line) for line in lines))


def read_described(quads: Sequence[ox.Quad], exact: bool = False) -> Table | None:
    """An answer that a graph describes as an rs:ResultSet; None where it describes none."""
    of: dict[tuple[object, str], list[Term]] = defaultdict(list)
    for quad in quads:
        of[quad.subject, quad.predicate.value.removeprefix(_RS)].append(quad.object)
    roots = [quad.subject for quad in quads if quad.object == ox.NamedNode(_RS + "ResultSet")]
    if not roots:
        return None
    variables = tuple(sorted(_value(term) for term in of[roots[0], "resultVariable"]))
    rows = []
    for solution in of[roots[0], "solution"]:
        bound = {_value(of[b, "variable"][0]): _settled(of[b, "value"][0], exact) for b in of[solution, "binding"]}
        rows.append(tuple(bound.get(name) for name in variables))
    return Table(variables, tuple(rows))


def _value(term: Term) -> str:
    return term.value if isinstance(term, ox.Literal) else str(term)


def tables(expected: Table | bool, found: Table | bool, ordered: bool = False, reduced: bool = False) -> str | None:
    """How two answers differ; `reduced`: a row may come less often than is expected, but not never."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return None if expected == found else f"{_word(found)} instead of {_word(expected)}"
    if set(expected.variables) != set(found.variables):
        return f"the variables {found.variables} instead of {expected.variables}"
    places = [found.variables.index(name) for name in expected.variables]
    rows: Sequence[Row] = [tuple(row[place] for place in places) for row in found.rows]
    wanted: Sequence[Row] = expected.rows
    if reduced and set(rows) == set(wanted) and len(rows) <= len(wanted):
        return None
    if len(wanted) != len(rows):
        return f"{len(rows)} rows instead of {len(wanted)}: {_apart(wanted, rows)}"
    offered: dict[object, list[Row]] = defaultdict(list)
    for key, row in _keyed(rows, ordered):
        offered[key].append(row)
    if _paired(_keyed(wanted, ordered), offered, {}):
        return None
    return ("other rows or another order: " if ordered else "other rows: ") + _apart(wanted, rows)


def graphs(expected: Iterable[ox.Quad], found: Iterable[ox.Quad], exact: bool = False) -> str | None:
    """How two graphs differ."""
    wanted, given = _canonical(expected, exact), _canonical(found, exact)
    if wanted == given:
        return None
    missing, surplus = [q for q in wanted if q not in given], [q for q in given if q not in wanted]
    return f"lacks {[str(q) for q in missing[:_SHOWN]]}, has too much {[str(q) for q in surplus[:_SHOWN]]}"


def _canonical(quads: Iterable[ox.Quad], exact: bool) -> ox.Dataset:
    dataset = ox.Dataset(ox.Quad(q.subject, q.predicate, _settled(q.object, exact) or q.object) for q in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def _keyed(rows: Sequence[Row], ordered: bool) -> list[Keyed]:
    """Every row with what it must have in common with its partner; those without blank nodes first."""
    keyed = [((number if ordered else 0, _shape(row)), row) for number, row in enumerate(rows)]
    return sorted(keyed, key=lambda pair: sum(isinstance(term, ox.BlankNode) for term in pair[1]))


def _shape(row: Row) -> Row:
    return tuple(ox.BlankNode("any") if isinstance(term, ox.BlankNode) else term for term in row)


def _paired(wanted: Sequence[Keyed], offered: dict[object, list[Row]], names: dict[str, str]) -> bool:
    """Whether every row has a partner of its own, so that blank nodes are renamed one to one (`names`)."""
    if not wanted:
        return True
    (key, row), *rest = wanted
    candidates = offered.get(key, [])
    for place, candidate in enumerate(candidates):
        renamed = _renamed(row, candidate, names)
        if renamed is None:
            continue
        left = {**offered, key: candidates[:place] + candidates[place + 1 :]}
        if _paired(rest, left, renamed):
            return True
        if renamed == names:  # its other candidates would do no better
            return False
    return False


def _renamed(row: Row, candidate: Row, names: dict[str, str]) -> dict[str, str] | None:
    renamed = dict(names)
    for mine, theirs in zip(row, candidate, strict=True):
        if isinstance(mine, ox.BlankNode) and isinstance(theirs, ox.BlankNode):
            if mine.value not in renamed and theirs.value not in renamed.values():
                renamed[mine.value] = theirs.value
            elif renamed.get(mine.value) != theirs.value:
                return None
    return renamed


def _settled(term: Term | None, exact: bool) -> Term | None:
    """A term in the one way of writing it; a literal that its datatype does not allow stays as it is."""
    if not isinstance(term, ox.Literal):
        return term
    if term.language:
        return ox.Literal(term.value, language=term.language.lower())
    if exact:
        return term
    text, kind = term.value, term.datatype.value
    try:
        if kind in _FLOATS:
            return ox.Literal(repr(float(text)), datatype=term.datatype)
        if kind in _INTEGERS:
            return ox.Literal(str(int(text)), datatype=ox.NamedNode(_XSD + "integer"))
        if kind == _DECIMAL:
            return ox.Literal(_plain(text), datatype=term.datatype)
    except (ValueError, InvalidOperation):
        return term
    return ox.Literal(_TRUTH.get(text, text), datatype=term.datatype) if kind == _BOOLEAN else term


def _plain(text: str) -> str:
    number = Decimal(text)
    return format(number.normalize(), "f") if number else "0"


def _cell(text: str, exact: bool) -> Term | None:
    if not text:
        return None
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    try:
        return ox.Literal(text if exact else _plain(text))
    except InvalidOperation:
        return ox.Literal(text)


def _apart(wanted: Sequence[Row], rows: Sequence[Row]) -> str:
    """The first rows of either side that the other does not have, blank nodes taken for the same."""
    mine, theirs = [_shape(row) for row in wanted], [_shape(row) for row in rows]
    lacking = [_shown(row) for row in mine if row not in theirs][:_SHOWN]
    surplus = [_shown(row) for row in theirs if row not in mine][:_SHOWN]
    return f"lacks {lacking}, has too much {surplus}"


def _shown(row: Row) -> str:
    return " ".join("-" if term is None else str(term) for term in row)


def _word(answer: Table | bool) -> str:
    return str(answer).lower() if isinstance(answer, bool) else "a table"
