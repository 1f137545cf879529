"""One test against the endpoint: comes in the test, goes out what is wrong, None where it passes."""

import re
from collections import defaultdict

import httpx
import pyoxigraph as ox

from tests.conformance import compare
from tests.conformance.endpoint import Endpoint, EndpointError, parsed, setting_up
from tests.conformance.manifest import Data, Evaluation, Syntax, Update, path_of

FORMATS = {
    ".srx": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    ".srj": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ".tsv": ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
}
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
_BASE = re.compile(r"^\s*BASE\s*<", re.IGNORECASE | re.MULTILINE)
_ORDERED = re.compile(r"\}[^{}]*\bORDER\s+BY\b[^{}]*$", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<", re.IGNORECASE)
_PROLOGUE = re.compile(r"(?:\s+|#.*\n|(?:BASE|PREFIX)\b[^<]*<[^>]*>)*", re.IGNORECASE)
_REDUCED = re.compile(r"\bSELECT\s+REDUCED\b", re.IGNORECASE)
_EVERYTHING = "SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
_KEPT = "https://w3id.org/chantu/id/graph/meta"  # where the server itself keeps the version of the store
_NOTHING = Data()


def evaluation(endpoint: Endpoint, test: Evaluation, exact: bool = False) -> str | None:
    """Put a query to its data and compare the answer, asked for in the format in which it is expected."""
    text, file = _based(test.query), path_of(test.result)
    plain = _COMMENT.sub("", text)
    data = None if _FROM.search(plain) else test.data
    ordered, reduced = bool(_ORDERED.search(plain)), bool(_REDUCED.search(plain))
    if file.suffix == ".csv":
        wanted, answer = file.read_bytes(), _answer(endpoint, text, "text/csv", data)
        return compare.tables(compare.read_csv(wanted, exact), compare.read_csv(answer, exact), ordered)
    if file.suffix in FORMATS:
        media, format_ = FORMATS[file.suffix]
        expected: compare.Table | bool | None = compare.read(file.read_bytes(), format_, exact)
    else:
        media, format_ = FORMATS[".srj"]
        expected = compare.read_described(parsed(test.result), exact)
    if expected is not None:
        return compare.tables(
            expected, compare.read(_answer(endpoint, text, media, data), format_, exact), ordered, reduced
        )
    triples = ox.parse(_answer(endpoint, text, "text/turtle", data), format=ox.RdfFormat.TURTLE)
    return compare.graphs(parsed(test.result), triples, exact)


def update(endpoint: Endpoint, test: Update) -> str | None:
    """Make an update over its data and compare the whole store after it with what must be there.

    The data come before it in the same request, but after its prefixes: the engine takes these at the start only.
    """
    text = _based(test.update)
    start = match.end() if (match := _PROLOGUE.match(text)) else 0
    response = endpoint.update(f"{text[:start]}\n{setting_up(test.data)} ;\n{text[start:]}")
    if not response.is_success:
        return _told(response)
    expected, found = _expected(test.result), _held(endpoint)
    for graph in sorted({*expected, *found}):
        apart = compare.graphs(expected.get(graph, []), found.get(graph, []))
        if apart:
            return f"{graph or 'the default graph'} {apart}"
    return None


def syntax(endpoint: Endpoint, test: Syntax) -> str | None:
    """Whether a text is taken if it is well-formed, and refused as a bad request if it is not."""
    text = path_of(test.text).read_text(encoding="utf-8")
    response = endpoint.update(text) if test.update else endpoint.query(text, "*/*", _NOTHING)
    if test.good:
        return None if response.is_success else _told(response)
    return None if response.status_code == httpx.codes.BAD_REQUEST else f"was not refused: {response.status_code}"


def _based(file: str) -> str:
    text = path_of(file).read_text(encoding="utf-8")
    return text if _BASE.search(text) else f"BASE <{file}>\n{text}"


def _answer(endpoint: Endpoint, text: str, media: str, data: Data | None = None) -> bytes:
    response = endpoint.query(text, media, data)
    if not response.is_success:
        raise EndpointError(_told(response))
    sent = response.headers.get("content-type", "").split(";")[0]
    if sent != media:
        raise EndpointError(f"answered with {sent} where {media} was asked for")
    return response.content


def _told(response: httpx.Response) -> str:
    return f"answered {response.status_code}: {' '.join(response.text.split())[:300]}"


def _expected(data: Data) -> dict[str, list[ox.Quad]]:
    """What a dataset holds, graph by graph; the default graph's name is empty."""
    expected: dict[str, list[ox.Quad]] = defaultdict(list)
    for graph, file in [("", file) for file in data.default] + list(data.named):
        expected[graph] += parsed(file)
    return expected


def _held(endpoint: Endpoint) -> dict[str, list[ox.Quad]]:
    """What the endpoint's store holds, in the same way."""
    media, format_ = FORMATS[".srj"]
    table = compare.read(_answer(endpoint, _EVERYTHING, media), format_)
    held: dict[str, list[ox.Quad]] = defaultdict(list)
    for s, p, o, g in [] if isinstance(table, bool) else table.rows:
        graph = g.value if isinstance(g, ox.NamedNode) else ""
        if graph == _KEPT:
            continue
        held[graph].append(ox.Quad(s, p, o))  # type: ignore[arg-type]  # bound by the query
    return held
