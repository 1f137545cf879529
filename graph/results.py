"""Answers as text: comes in the answer of a query, goes out the bytes of a standard results or RDF format.

Everything is written as it is read, so that an answer of any length needs no memory.
"""

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.export import PREFIXES
from graph.store.base import Answer, Boolean, Solutions, Term, Triples

_GRAPHS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
_TABLES = ("json", "xml", "csv", "tsv")
FORMATS = (*_TABLES, *_GRAPHS)
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


class FormatError(Exception):
    """A format that an answer of this kind cannot take; the message names those that it can."""


def write(answer: Answer, format_: str, out: BinaryIO) -> None:
    """Write the answer in one of FORMATS; raises FormatError, and QueryError where the query breaks off."""
    if isinstance(answer, Triples):
        if format_ not in _GRAPHS:
            known = "、".join(_GRAPHS)
            raise FormatError(f"CONSTRUCT 与 DESCRIBE 的结果是图，格式可用 (a graph is written as)：{known}")
        ox.serialize(answer.triples, out, _GRAPHS[format_], prefixes=PREFIXES)
    elif format_ not in _TABLES:
        known = "、".join(_TABLES)
        raise FormatError(f"SELECT 与 ASK 的结果是表，格式可用 (rows are written as)：{known}")
    elif isinstance(answer, Boolean):
        out.write(_boolean(answer.value, format_).encode())
    else:
        for text in {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}[format_](answer):
            out.write(text.encode())


def _boolean(value: bool, format_: str) -> str:
    word = "true" if value else "false"
    if format_ == "json":
        return f'{{"head":{{}},"boolean":{word}}}\n'
    if format_ == "xml":
        return f"{_XML_HEAD}<head></head><boolean>{word}</boolean></sparql>\n"
    return word + "\n"


def _json(answer: Solutions) -> Iterable[str]:
    yield f'{{"head":{json.dumps({"vars": answer.variables}, ensure_ascii=False)},"results":{{"bindings":['
    for number, row in enumerate(answer.rows):
        bound = zip(answer.variables, row, strict=True)
        binding = {name: _json_term(term) for name, term in bound if term is not None}
        yield (",\n" if number else "\n") + json.dumps(binding, ensure_ascii=False)
    yield "\n]}}\n"


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal(language=str()):
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        case ox.Literal() if term.datatype.value == _XSD_STRING:
            return {"type": "literal", "value": term.value}
        case ox.Literal():
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def _xml(answer: Solutions) -> Iterable[str]:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
    yield f"{_XML_HEAD}<head>{head}</head><results>\n"
    for row in answer.rows:
        bound = zip(answer.variables, row, strict=True)
        cells = (f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in bound if t is not None)
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results></sparql>\n"


def _xml_term(term: Term) -> str:
    match term:
        case ox.NamedNode():
            return f"<uri>{escape(term.value)}</uri>"
        case ox.BlankNode():
            return f"<bnode>{escape(term.value)}</bnode>"
        case ox.Literal():
            text = escape(_NOT_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
            if term.language:
                return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
            if term.datatype.value == _XSD_STRING:
                return f"<literal>{text}</literal>"
            return f"<literal datatype={quoteattr(term.datatype.value)}>{text}</literal>"
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return f"<triple>{''.join(f'<{n}>{_xml_term(t)}</{n}>' for n, t in parts.items())}</triple>"


def _csv(answer: Solutions) -> Iterable[str]:
    yield _csv_line(answer.variables)
    for row in answer.rows:
        yield _csv_line(
            "" if t is None else t.value if isinstance(t, ox.NamedNode | ox.Literal) else str(t) for t in row
        )


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _tsv(answer: Solutions) -> Iterable[str]:
    yield "\t".join(f"?{name}" for name in answer.variables) + "\n"
    for row in answer.rows:
        yield "\t".join("" if term is None else str(term) for term in row) + "\n"


def shown(term: Term | None) -> str:
    """Return a term as people read it: a literal's text, an IRI with its prefix; no character that moves a cursor."""
    if term is None:
        return ""
    text = term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace):
                text = f"{prefix}:{text.removeprefix(namespace)}"
                break
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)
