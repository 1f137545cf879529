"""/ontology : the vocabulary as a page; as Turtle, JSON-LD or RDF/XML by content negotiation, or by suffix.

Come in the ontology, its shapes, its industry tree and its change log; go out their terms one by one, each under its
local name, so that the IRI of a term leads to its entry on the page. What an entry tells stands in _ROWS.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Graph, URIRef
from rdflib.paths import Path, mul_path
from rdflib.term import Literal, Node

import ontology
from ontology.shapes import read_shapes
from ontology.tree import tree
from web.context import TEMPLATES, PageError, page
from web.diagram import diagram
from web.negotiate import choose

router = APIRouter(include_in_schema=False)
_CT, _SCHEMA = ontology.CT, URIRef("https://w3id.org/chantu/ontology")
_FORMS = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}
_SUFFIXES = {"ttl": "text/turtle", "jsonld": "application/ld+json", "rdf": "application/rdf+xml"}
_PICTURE = "本体图：对象的类和它们之间的关系 (diagram of the classes of entities and the relations between them)"

_ITEMS: Path = mul_path(RDF.rest, "*") / RDF.first
_ABOVE = RDFS.subClassOf | RDFS.subPropertyOf
_OF = RDFS.domain / ((OWL.unionOf / _ITEMS) * "?")
_INTO = RDFS.range / (((OWL.unionOf | OWL.oneOf) / _ITEMS) * "?")
_TARGET = SH.targetClass | SH.targetSubjectsOf | SH.targetObjectsOf
_ROWS: Sequence[tuple[str, str, Path | URIRef]] = (
    ("类别", "Type", RDF.type), ("上级", "Broader", _ABOVE), ("下级", "Narrower", ~_ABOVE),
    ("等同于并集", "Union of", OWL.equivalentClass / OWL.unionOf / _ITEMS),
    ("从", "Domain", _OF), ("到", "Range", _INTO), ("约束的是", "Target", _TARGET),
    ("属性只到", "Only to", RDFS.subClassOf / (OWL.onProperty | OWL.allValuesFrom / ((OWL.unionOf / _ITEMS) * "?"))),
    ("细分", "Qualifies", _CT.qualifies), ("由它细分", "Qualified by", ~_CT.qualifies),
    ("近义", "Close match", SKOS.closeMatch), ("相关", "Related match", SKOS.relatedMatch),
    ("同义", "Exact match", SKOS.exactMatch), ("例词", "Examples", SKOS.example),
    ("属性", "Properties", ~_OF), ("指向它的", "Range of", ~_INTO),
    ("两两互斥", "Disjoint", ~(OWL.members / _ITEMS) / OWL.members / _ITEMS), ("约束", "Shapes", ~_TARGET),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """How a term or a word is mentioned: its text, the entry that tells more, what it is called in full."""

    text: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry; `values` are its literals by the local names of their properties, `rules` are path and messages."""

    id: str
    code: str
    label: str
    label_en: str
    comment: str
    comment_en: str
    rows: Sequence[tuple[str, str, Sequence[Name]]]
    values: Mapping[str, Sequence[str]]
    rules: Sequence[tuple[Name, str, str]]
    under: Sequence["Term"]  # what belongs to it: a kind's individuals, the inverse of a property


@dataclass(slots=True)
class Concept:
    """A concept of the industry tree: its texts by property and language, and those under it."""

    id: str
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    under: list["Concept"] = field(default_factory=list)


@router.get("/ontology")
def vocabulary(request: Request) -> Response:
    """The ontology."""
    media = _chosen(request, ("text/html", *_FORMS))
    if media in _FORMS:
        response = Response(_written("ontology", media), media_type=media)
    else:
        response = page(request, "ontology.html", rendered=_body())
    response.headers.update({"Vary": "Accept", "Content-Location": f"/ontology/{_version()}"})
    return response


@router.get("/ontology.{suffix}")
def serialized(suffix: str) -> Response:
    """The ontology in the form that a suffix names: what links can lead to."""
    if suffix not in _SUFFIXES:
        raise PageError(404, "no-such-form", f"可用的后缀 (suffixes)：{'、'.join(_SUFFIXES)}", "/ontology")
    return Response(_written("ontology", _SUFFIXES[suffix]), media_type=_SUFFIXES[suffix])


@router.get("/ontology/{part}")
def part_of(request: Request, part: str) -> Response:
    """A part of it: its shapes, its industry tree; or the ontology itself where the version is the one that is here."""
    if part == _version():
        return vocabulary(request)
    if part not in ("shapes", "industries"):
        told = f"这里没有本体的 {part} 版，只有 {_version()} 版 (there is no version {part} here, only {_version()})"
        raise PageError(404, "no-such-version", told, f"/ontology/{_version()}")
    media = _chosen(request, tuple(_FORMS))
    return Response(_written(part, media), media_type=media, headers={"Vary": "Accept"})


def _chosen(request: Request, offers: Sequence[str]) -> str:
    media = choose(request.headers.get("accept"), offers)
    if media is None:
        raise PageError(406, "not-acceptable", f"可用的格式 (what can be sent)：{'、'.join(offers)}")
    return media


@cache
def _version() -> str:
    return str(ontology.load().value(_SCHEMA, OWL.versionIRI)).rpartition("/")[2]


@cache
def _written(part: str, media: str) -> bytes:
    if part == "industries":
        prefixes = {"industry": "https://w3id.org/chantu/industry/", "ct": str(_CT), "skos": str(SKOS)}
        return ox.serialize(tree().triples, format=ox.RdfFormat.from_media_type(media), prefixes=prefixes) or b""
    graph = read_shapes(ontology.load()) if part == "shapes" else ontology.load()
    return graph.serialize(format=_FORMS[media], encoding="utf-8")


@cache
def _graph() -> Graph:
    """The ontology in the order of its files, and its shapes."""
    graph = ontology.read(resources.files("ontology"))
    for triple in sorted(read_shapes(graph)):
        graph.add(triple)
    return graph


@cache
def _body() -> str:
    """All that the page shows, as HTML."""
    log = (resources.files("ontology") / "CHANGES.md").read_text(encoding="utf-8").split("\n## ")[1:]
    made = TEMPLATES.get_template("ontology.html").make_module({
        "head": {_qname(p): str(o) for p, o in ontology.load().predicate_objects(_SCHEMA)},
        "title": _texts(_SCHEMA, DCTERMS.title), "description": _texts(_SCHEMA, DCTERMS.description),
        "changes": [(part.splitlines()[0], re.findall(r"^- (.*?) \| (.*)$", part, re.MULTILINE)) for part in log],
        "picture": diagram(ontology.classes(), ontology.relations(), _PICTURE),
        "sections": _sections(), "schemes": _schemes(), "suffixes": _SUFFIXES,
    })  # fmt: skip
    return str(made.__dict__["body"]())


def _sections() -> Mapping[str, Sequence[Term]]:
    """The entries by the part of the page that they stand in; an inverse and an individual stand under another."""
    graph, found = _graph(), defaultdict(list)
    kinds = {_id(kind) for kind in graph.transitive_subjects(RDFS.subClassOf, _CT.Kind)}
    for node in sorted(set(graph.subjects(RDFS.label, None)), key=_rank):
        types, ends = set(graph.objects(node, RDF.type)), {_id(end) for end in graph.objects(node, _OF | _INTO)}
        choices = {
            "shapes": SH.NodeShape in types and (node, None, None) in ontology.load(),
            "derived": SH.NodeShape in types,
            "indicators": _CT.Indicator in types, "units": _CT.Unit in types,
            "under": OWL.NamedIndividual in types or (node, OWL.inverseOf, None) in graph,
            "relations": _id(node) in ontology.relations(),
            "kinds": bool(kinds & {_id(node), *ends}) or node == _CT.qualifies,
            "evidence": not str(node).startswith(_CT) or bool(ends & {"oa-TextPositionSelector", "Document"}),
            "classes": bool({OWL.Class, OWL.AnnotationProperty} & types),
            "figures": True,
        }  # fmt: skip
        found[next(part for part, holds in choices.items() if holds)].append(_term(node))
    return found


def _rank(node: Node) -> tuple[object, ...]:
    """Classes below the ones they are under, what is an entity first; the rest by name."""
    above = [_id(n) for n in _graph().transitive_objects(node, RDFS.subClassOf) if str(n).startswith(_CT)]
    return above[-1:] != ["Entity"], above[::-1], str(node)


def _term(node: Node) -> Term:
    graph = _graph()
    said = {_id(p): [str(o) for o in graph.objects(node, p) if isinstance(o, Literal)] for p in graph.predicates(node)}
    rows = [(zh, en, _names(graph.objects(node, path))) for zh, en, path in _ROWS]
    above = [n for n in graph.objects(node, _ABOVE * "+") if str(n).startswith(_CT)]
    rows.append(("继承的属性", "Inherited", _names(p for n in above for p in graph.objects(n, ~_OF))))
    return Term(
        _id(node), _qname(node), *_texts(node, RDFS.label), *_texts(node, RDFS.comment),
        rows=[row for row in rows if row[2]], values=said, rules=sorted(_rules(node)),
        under=[_term(n) for n in graph.objects(node, ~RDF.type | ~OWL.inverseOf)],
    )  # fmt: skip


def _rules(node: Node) -> Iterator[tuple[Name, str, str]]:
    """What the shape of a class, or this shape, demands."""
    for shape in (node, *ontology.load().subjects(SH.targetClass, node)):
        for part in (shape, *_graph().objects(shape, SH.property | SH.sparql)):
            about = _names(_graph().objects(part, SH.path | SH.path / SH.inversePath))
            if any(_graph().objects(part, SH.message)):
                yield (about[0] if about else Name(""), *_texts(part, SH.message))


def _names(nodes: Iterable[Node]) -> list[Name]:
    """Each once, and no inverses, which stand with what they are the inverse of."""
    found = []
    for node in dict.fromkeys(nodes):
        label = "" if isinstance(node, Literal) else _texts(node, RDFS.label)[0]
        if label and not _graph().value(node, OWL.inverseOf):
            found.append(Name(label, f"#{_id(node)}", _qname(node)))
        elif not label and not isinstance(node, BNode):
            found.append(Name(_qname(node) if isinstance(node, URIRef) else str(node), "", str(node)))
    return found


def _schemes() -> list[Concept]:
    """The schemes of the industry tree with their concepts under them."""
    found: dict[str, Concept] = {}
    for triple in tree().triples:
        subject, predicate, last = (re.split("[/#]", str(n).strip("<>"))[-1] for n in triple)
        concept, text = found.setdefault(subject, Concept(subject)), triple.object
        language = text.language if isinstance(text, ox.Literal) else None
        key = f"{predicate}_{language}" if language else predicate
        concept.texts[key].append(text.value if isinstance(text, ox.Literal) else last)
    for concept in found.values():
        for above in concept.texts["broader"] or concept.texts["topConceptOf"]:
            found[above].under.append(concept)
    return [c for c in found.values() if "ConceptScheme" in c.texts["type"]]


def _texts(node: Node, predicate: URIRef) -> tuple[str, str]:
    said = {o.language: str(o) for o in _graph().objects(node, predicate) if isinstance(o, Literal)}
    return said.get("zh", ""), said.get("en", "")


def _qname(node: Node | None) -> str:
    return ontology.load().namespace_manager.normalizeUri(str(node))


def _id(node: Node | None) -> str:
    """The local name; of terms of other vocabularies with their prefix before it."""
    return str(node).removeprefix(_CT) if str(node).startswith(_CT) else _qname(node).replace(":", "-")
