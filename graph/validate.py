"""Validation against the ontology's shapes (SHACL): come in the quads of a document or a store, go out violations.

The core constraints run in pySHACL, document by document, so that a large store needs no more memory than its largest
document. Constraints written in SPARQL run in Oxigraph on what is asked about: a document's quads, or the whole store,
where alone a circle over several documents shows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

import ontology
from graph.rdf import CT, ct
from graph.store.base import Solutions, Store
from ontology.shapes import read_shapes

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_PREFIXES = f"""PREFIX ct: <{CT}> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> """
_DOCUMENTS = f"SELECT DISTINCT ?d {{ ?d a <{CT}Document> }} ORDER BY ?d"
# What a document's own graph speaks of and others share: its entities, the triples and heads of its statements.
_SHARED = f"""{_PREFIXES} CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ SELECT DISTINCT ?s {{ GRAPH <DOCUMENT> {{ {{ ?s ct:mention ?m }} UNION {{ ?s ct:evidence ?v }} }} }} }}
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ ?g a ct:Document }}
  FILTER(isLiteral(?o) || ?p = rdf:type || STRSTARTS(STR(?o), STR(ct:))
    || EXISTS {{ GRAPH <DOCUMENT> {{ ?o ct:mention ?om }} }}) }}"""
_OWN = f"{_PREFIXES} CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <DOCUMENT> {{ ?s ?p ?o }} }}"


@dataclass(frozen=True, slots=True)
class Violation:
    """One result: the shape's local name, IRIs of the node and the path ("" for none), the value as N3, messages."""

    shape: str
    focus: str
    path: str
    value: str
    message: str
    message_en: str


def check(triples: Iterable[ox.Triple]) -> list[Violation]:
    """The violations of what one document says, in order; the triples must be all that it says."""
    given = list(triples)
    held = ox.Store()
    held.extend(ox.Quad(t.subject, t.predicate, t.object) for t in given)
    present = {t.predicate.value for t in given} | {t.object.value for t in given if isinstance(t.object, ox.NamedNode)}
    asked = (query for query in _queries() if not query.targets.isdisjoint(present))
    found = [*_core(given), *(v for query in asked for v in _solved(query, held.query(query.query)))]
    return sorted(set(found), key=_order)


def check_store(store: Store) -> Iterator[Violation]:
    """The violations of a whole store: of its documents one by one, then those that only the whole shows."""
    seen: set[Violation] = set()
    for document in _column(store, _DOCUMENTS):
        triples = [t for query in (_OWN, _SHARED) for t in _constructed(store, query, document)]
        new = set(_core(dict.fromkeys(triples))) - seen
        seen |= new
        yield from sorted(new, key=_order)
    for shape in _queries():
        answer = store.query(shape.query)
        if isinstance(answer, Solutions):
            yield from sorted(
                _rows(shape, (dict(zip(answer.variables, r, strict=True)) for r in answer.rows)), key=_order
            )


def _order(violation: Violation) -> tuple[str, str, str, str]:
    return violation.shape, violation.focus, violation.path, violation.value


@dataclass(frozen=True, slots=True)
class _Query:
    """A constraint as a query over all its focus nodes; `targets` are the classes and properties it is aimed at."""

    shape: str
    targets: frozenset[str]
    query: str
    message: str
    message_en: str


@cache
def _shapes() -> Graph:
    return read_shapes(ontology.load())


@cache
def _core_shapes() -> Graph:
    """The shapes that have core constraints, with those and nothing else: pySHACL looks through all of it each time."""
    shapes, core = _shapes(), Graph()
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        if any((shape, predicate, None) in shapes for predicate in (SH.property, SH.pattern)):
            waiting = [shape]
            while waiting:
                node = waiting.pop()
                for predicate, value in shapes.predicate_objects(node):
                    if predicate != SH.sparql:
                        core.add((node, predicate, value))
                        if isinstance(value, BNode):
                            waiting.append(value)
    return core


@cache
def _targets() -> Mapping[URIRef, frozenset[Node]]:
    """The classes and properties that each shape with core constraints is aimed at; none where others refer to it."""
    core = _core_shapes()
    found: dict[URIRef, set[Node]] = defaultdict(set)
    for shape in core.objects(None, SH.node):
        if isinstance(shape, URIRef):
            found[shape] = set()
    for predicate in _TARGETS:
        for shape, target in core.subject_objects(predicate):
            if isinstance(shape, URIRef):
                found[shape].add(target)
    return {shape: frozenset(targets) for shape, targets in found.items()}


@cache
def _queries() -> tuple[_Query, ...]:
    """The constraints in SPARQL, each as one query over all its focus nodes."""
    shapes = _shapes()
    declared = ((shapes.value(d, SH.prefix), shapes.value(d, SH.namespace)) for d in shapes.objects(None, SH.declare))
    prefixes = " ".join(sorted(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in declared))
    found = []
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql), key=lambda pair: str(pair[0])):
        classes = " ".join(f"<{c}>" for c in sorted(map(str, shapes.objects(shape, SH.targetClass))))
        aims = {str(o) for p in _TARGETS for o in shapes.objects(shape, p)}
        targets = [f"VALUES ?shaped {{ {classes} }} $this a ?shaped ."] if classes else []
        targets += [f"$this <{p}> [] ." for p in shapes.objects(shape, SH.targetSubjectsOf)]
        targets += [f"[] <{p}> $this ." for p in shapes.objects(shape, SH.targetObjectsOf)]
        select = str(shapes.value(constraint, SH.select))
        before, _, body = select.partition("{")
        zh, en = _messages(shapes, constraint)
        query = f"{prefixes} {before.replace('SELECT', 'SELECT DISTINCT', 1)} {{ {' '.join(targets)} {body}"
        found.append(_Query(_local(shape), frozenset(aims), query, zh, en))
    return tuple(found)


def _core(triples: Iterable[ox.Triple]) -> Iterator[Violation]:
    data = Graph()
    for triple in triples:
        if triple.predicate != _TEXT:  # pySHACL copies literals into its report, and no core constraint reads on
            data.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
        else:
            data.add((_term(triple.subject), _term(triple.predicate), Literal("")))
    present = {*data.objects(None, RDF.type), *data.predicates()}
    used: list[str | URIRef] = [s for s, aims in _targets().items() if not aims or not aims.isdisjoint(present)]
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_core_shapes(), use_shapes=used)
    if conforms or not isinstance(report, Graph):
        return
    for result in report.objects(None, SH.result):
        focus, path, value = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
        shape = report.value(result, SH.sourceShape)
        zh, en = _messages(report, result)
        yield Violation(
            _local(_named(shape)), str(focus), "" if path is None or isinstance(path, BNode) else str(path),
            "" if value is None else value.n3(), zh, en,
        )  # fmt: skip


_TEXT = ct("text")
_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")


def _named(shape: Node | None) -> Node:
    """The node shape that a property shape without a name stands in."""
    shapes = _shapes()
    while isinstance(shape, BNode):
        above = next(shapes.subjects(SH.property, shape), None)
        shape = above if above is not None else next(shapes.subjects(None, shape), URIRef(""))
    return shape if shape is not None else URIRef("")


def _solved(shape: _Query, answer: object) -> Iterator[Violation]:
    if isinstance(answer, ox.QuerySolutions):
        names = [v.value for v in answer.variables]
        yield from _rows(shape, (dict(zip(names, row, strict=True)) for row in answer))


def _rows(shape: _Query, rows: Iterable[dict[str, object]]) -> Iterator[Violation]:
    for row in rows:
        focus, path, value = row.get("this"), row.get("path"), row.get("value")
        yield Violation(
            shape.shape, focus.value if isinstance(focus, ox.NamedNode) else str(focus),
            path.value if isinstance(path, ox.NamedNode) else "", "" if value is None else str(value),
            shape.message, shape.message_en,
        )  # fmt: skip


def _term(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=None if term.datatype == _STRING else URIRef(term.datatype.value))
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise TypeError(term)


def _messages(graph: Graph, node: Node) -> tuple[str, str]:
    spoken = {m.language: str(m) for m in graph.objects(node, SH.resultMessage) if isinstance(m, Literal)}
    spoken |= {m.language: str(m) for m in graph.objects(node, SH.message) if isinstance(m, Literal)}
    return spoken.get("zh", ""), spoken.get("en", "")


def _constructed(store: Store, query: str, document: str) -> Iterator[ox.Triple]:
    answer = store.query(query.replace("DOCUMENT", document))
    yield from getattr(answer, "triples", ())


def _column(store: Store, query: str) -> list[str]:
    answer = store.query(query)
    rows: Sequence[tuple[object, ...]] = list(answer.rows) if isinstance(answer, Solutions) else []
    return [row[0].value for row in rows if isinstance(row[0], ox.NamedNode)]


def _local(node: Node) -> str:
    return str(node).removeprefix(CT)
