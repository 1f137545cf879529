"""A validation report: come in violations, goes out text, JSON, or the report that SHACL defines as Turtle."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import BinaryIO

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node
from rdflib.util import from_n3

from graph.rdf import CT
from graph.validate import Violation


def write_report(violations: Iterable[Violation], format_: str, out: BinaryIO) -> int:
    """Write the violations as "table" (a line each, as they come), "json" or "ttl"; return how many there are."""
    if format_ == "table":
        count = 0
        for v in violations:
            count += 1
            out.write(f"{v.shape}\t{v.focus}\t{v.path}\t{v.value}\t{v.message} ({v.message_en})\n".encode())
        return count
    every = list(violations)
    if format_ == "json":
        out.write(json.dumps([asdict(v) for v in every], ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        out.write(report(every).serialize(format="turtle", encoding="utf-8"))
    return len(every)


def report(violations: Iterable[Violation]) -> Graph:
    """The violations as a sh:ValidationReport."""
    graph, top = Graph(), BNode()
    graph.add((top, RDF.type, SH.ValidationReport))
    for v in violations:
        result = BNode()
        graph.add((top, SH.result, result))
        graph.add((result, RDF.type, SH.ValidationResult))
        graph.add((result, SH.resultSeverity, SH.Violation))
        graph.add((result, SH.focusNode, URIRef(v.focus)))
        graph.add((result, SH.sourceShape, URIRef(CT + v.shape)))
        graph.add((result, SH.resultMessage, Literal(v.message, lang="zh")))
        graph.add((result, SH.resultMessage, Literal(v.message_en, lang="en")))
        if v.path:
            graph.add((result, SH.resultPath, URIRef(v.path)))
        value = from_n3(v.value) if v.value else None
        if isinstance(value, Node):
            graph.add((result, SH.value, value))
    graph.add((top, SH.conforms, Literal((top, SH.result, None) not in graph)))
    return graph
