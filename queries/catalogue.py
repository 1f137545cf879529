"""The catalogue of stored queries: comes in a folder of .rq files, go out queries with titles and typed parameters.

A file is SPARQL that any engine answers as it stands. Comments at its head say what it is:

    # title: 某年各平台的营业收入
    # title@en: Revenue of every platform in a year
    # description: one or more lines
    # param: year xsd:gYear 年份 | year
    # takes: name Platform
    # words: 营收 产值
    # column: platformLabel link(?platform) 平台 | Platform

What a parameter takes are names of entities of these classes, or an Indicator, or a Year: it is filled with what a
sentence names. The words are others for what the question asks, by which it is found.
A column says what the page calls a variable, and how it shows its values; variables that are no column and that none
names stay unseen there. The ways: `link(?entity)`, the name of that entity; `source(?start ?end)`, the document's
sentence at these characters; `measure()`, an ontology's measure; `amount(?unit ?measure ?indicator)`, a figure, where
a word without ? is itself the unit or the measure; none, the value as it is.

Each parameter has a line of its own in the query, `VALUES ?year { "2019"^^xsd:gYear }`, whose term is the
default. Binding puts another term into that line.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

import ontology

_XSD = "http://www.w3.org/2001/XMLSchema#"
_HEADER = re.compile(r"#\s*(title|title@en|description|param|takes|words|column):\s*(.*\S)\s*")
_PARAMETER = re.compile(r"(\w+)\s+(\S+)\s+([^|]*?)\s*(?:\|\s*(.*))?")
_COLUMN = re.compile(r"(\w+)\s+(?:(link|source|measure|amount)\(([^)]*)\)\s+)?([^|]*?)\s*\|\s*(.*)")
_VALUES = re.compile(r"^(?P<indent>[ \t]*)VALUES \?(?P<name>\w+) \{ (?P<term>\S.*) \}[ \t]*$", re.MULTILINE)


class CatalogueError(Exception):
    """A stored query that is not there, or one that is not written as it must be."""


class ParameterError(CatalogueError):
    """A value that a query does not take; the message names the parameter and what it takes."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes: a variable of it, the datatype ("xsd:gYear"), labels, and the default as text.

    `takes` are the classes whose names it takes, or "Indicator" or "Year".
    """

    name: str
    datatype: str
    label_zh: str
    label_en: str
    default: str
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A variable as people see it: its titles, and how its values are shown ("": as they are), by what other values."""

    name: str
    title_zh: str
    title_en: str
    shown: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A question kept as a file; `text` is SPARQL with every parameter at its default."""

    name: str
    title_zh: str
    title_en: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    columns: tuple[Column, ...] = ()
    words: tuple[str, ...] = ()


def _written_as(pattern: str, datatype: str, wanted: str) -> Callable[[str], ox.Literal]:
    def literal(text: str) -> ox.Literal:
        if not re.fullmatch(pattern, text):
            raise ValueError(wanted)
        return ox.Literal(text, datatype=ox.NamedNode(_XSD + datatype))

    return literal


def _iri(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise ValueError("完整的 IRI (a whole IRI)") from error


_TERMS: Mapping[str, Callable[[str], ox.Literal | ox.NamedNode]] = {
    "xsd:string": ox.Literal,
    "rdf:langString": lambda text: ox.Literal(text, language="zh"),
    "xsd:gYear": _written_as("[0-9]{4}", "gYear", "四位数的年份，如 2019 (a year of four digits, such as 2019)"),
    "xsd:integer": _written_as("[+-]?[0-9]+", "integer", "整数 (a whole number)"),
    "xsd:decimal": _written_as("[+-]?[0-9]+([.][0-9]+)?", "decimal", "数 (a number)"),
    "xsd:anyURI": _iri,
}


@cache
def catalogue() -> tuple[StoredQuery, ...]:
    """Read all stored queries, by name; raises CatalogueError for a file that lacks what it must say."""
    return tuple(_complete(read(path)) for path in sorted(Path(__file__).parent.glob("*.rq")))


def find(name: str) -> StoredQuery:
    """Return the stored query of that name; raises CatalogueError, which lists the names there are."""
    for query in catalogue():
        if query.name == name:
            return query
    names = "、".join(q.name for q in catalogue())
    raise CatalogueError(f"没有名为 {name} 的查询 (no such query)。现有 (there are)：{names}")


def read(path: Path) -> StoredQuery:
    """Read an .rq file, which may have no header; raises CatalogueError where header and text do not agree."""
    try:
        return parse(path.stem, path.read_text("utf-8"))
    except OSError as error:
        raise CatalogueError(f"{path} 读不了：{error.strerror} (cannot be read: {error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path} 不是 UTF-8 文本 (is not UTF-8 text)") from error


def parse(name: str, text: str) -> StoredQuery:
    """Take a query's text apart; raises CatalogueError where header and text do not agree."""
    header: dict[str, list[str]] = {
        "title": [],
        "title@en": [],
        "description": [],
        "param": [],
        "takes": [],
        "words": [],
        "column": [],
    }
    for line in text.splitlines():
        if found := _HEADER.fullmatch(line):
            header[found[1]].append(found[2])
        elif line.strip() and not line.startswith("#"):
            break
    defaults = {m["name"]: m["term"] for m in _VALUES.finditer(text)}
    takes = {words[0]: tuple(words[1:]) for line in header["takes"] if (words := line.split())}
    return StoredQuery(
        name=name,
        title_zh=next(iter(header["title"]), name),
        title_en=next(iter(header["title@en"]), name),
        description="".join(header["description"]),
        parameters=tuple(_parameter(name, line, defaults, takes) for line in header["param"]),
        text=text,
        columns=tuple(_column(name, line) for line in header["column"]),
        words=tuple(" ".join(header["words"]).split()),
    )


def bind(query: StoredQuery, values: Mapping[str, str]) -> str:
    """Return the query's SPARQL with the values in the place of defaults; raises ParameterError.

    Each value becomes an RDF term of the parameter's datatype and is written as such: no value, whatever it
    holds, can become another part of the query.
    """
    known = {p.name: p for p in query.parameters}
    for name in values:
        if name not in known:
            takes = "、".join(known) or "没有参数 (none)"
            raise ParameterError(f"查询 {query.name} 没有参数 {name}；可用 (it takes)：{takes}")
    terms = {name: _term(known[name], text) for name, text in values.items()}

    def written(line: re.Match[str]) -> str:
        term = terms.get(line["name"])
        return f"{line['indent']}VALUES ?{line['name']} {{ {term} }}" if term is not None else line[0]

    return _VALUES.sub(written, query.text)


def _parameter(query: str, line: str, defaults: Mapping[str, str], takes: Mapping[str, tuple[str, ...]]) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None or found[2] not in _TERMS:
        known = " ".join(_TERMS)
        raise CatalogueError(
            f"查询 {query}：参数应写作“# param: 变量 类型 说明 | English”，类型可用 {known} "
            f"(a parameter is written: variable, datatype, label; not {line!r})"
        )
    name, datatype, label_zh, label_en = found.groups()
    if name not in defaults:
        raise CatalogueError(
            f"查询 {query}：参数 {name} 要有自成一行的 VALUES ?{name} {{ … }} (needs a VALUES line of its own)"
        )
    return Parameter(name, datatype, label_zh or name, label_en or name, _plain(defaults[name]), takes.get(name, ()))


def _column(query: str, line: str) -> Column:
    found = _COLUMN.fullmatch(line)
    if found is None:
        raise CatalogueError(
            f"查询 {query}：列应写作“# column: 变量 方式(…) 说明 | English” "
            f"(a column is written: variable, how it is shown, title; not {line!r})"
        )
    name, shown, by, title_zh, title_en = found.groups()
    return Column(name, title_zh, title_en, shown or "", tuple((by or "").split()))


def _plain(term: str) -> str:
    """Return the text of a term written in SPARQL: what stands in its quotes or angle brackets."""
    if quoted := re.match(r'"((?:[^"\\]|\\.)*)"', term):
        return quoted[1]
    return term.strip("<>")


def _term(parameter: Parameter, text: str) -> ox.Literal | ox.NamedNode:
    if "Indicator" in parameter.takes:
        text = next((name for name, i in ontology.indicators().items() if i.label == text), text)
    try:
        return _TERMS[parameter.datatype](text)
    except ValueError as error:
        raise ParameterError(
            f"参数 {parameter.name}（{parameter.label_zh}）应为{error}，不是 {text!r} (wrong value)"
        ) from error


def _complete(query: StoredQuery) -> StoredQuery:
    if query.name in (query.title_zh, query.title_en) or not query.description:
        raise CatalogueError(f"查询 {query.name} 缺 title、title@en 或 description (its header lacks one of these)")
    return query
