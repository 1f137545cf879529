"""/api/terms : the ontology's terms for those who write queries, found by label, local name, pinyin or initials."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from pypinyin import Style, lazy_pinyin
from rapidfuzz import fuzz
from rdflib import OWL, RDF, RDFS, SH, URIRef
from rdflib.term import Literal

import ontology
from graph.rdf import fold

router = APIRouter(prefix="/api", tags=["JSON"])
_KINDS = (
    ("class", (OWL.Class,)),
    ("property", (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)),
    ("individual", (OWL.NamedIndividual,)),
)
_LIKE = 55  # of 100: names less alike are not near
_WORD = 10  # how much a common word of two names counts
_LEFT_OUT = {SH.NodeShape, ontology.CT.Unit}  # figures carry a unit's name, not its IRI


class TermModel(BaseModel):
    """A term of the ontology; colour and shape are those of a class that is drawn."""

    iri: str = Field(examples=["https://w3id.org/chantu/ontology#locatedIn"])
    name: str = Field(examples=["ct:locatedIn"], description="as queries write it")
    kind: str = Field(examples=["property"], description="class, property or individual")
    label: str = Field(examples=["位于"])
    label_en: str = Field(examples=["located in"])
    comment: str
    colour: str
    shape: str


class NearModel(BaseModel):
    """What a name may mean: whether a term has it, and those with names like it."""

    known: bool
    near: list[TermModel]


@dataclass(frozen=True, slots=True)
class _Indexed:
    term: TermModel
    names: tuple[str, ...]  # label, English label, local name, folded
    sounds: tuple[str, ...]  # initials and pinyin of the label


@router.get("/terms", summary="本体的术语，按名称、拼音或首字母 · terms of the ontology by name, pinyin or initials")
def found(
    q: str = Query("", max_length=100, description="空着即全部 (empty for all)"), limit: int = Query(500, ge=1, le=500)
) -> list[TermModel]:
    """The terms that fit, best first."""
    return terms(q, limit)


@router.get("/terms/near", summary="写错的术语可能是哪个 · the terms that a wrong name may mean")
def meant(name: str = Query(min_length=1, max_length=100, examples=["settledIn"])) -> NearModel:
    """Whether the ontology has a term of that local name, and where not, those that are near it."""
    known = (ontology.CT[name], None, None) in ontology.load()
    return NearModel(known=known, near=[] if known else near(name))


def near(name: str, limit: int = 3) -> list[TermModel]:
    """At most `limit` terms of our own whose local or English name is like `name`, nearest first.

    A name with a capital is that of a class. What a term's comment says in so many words is near too.
    """
    wanted, classes = fold(name), name[:1].isupper()
    words = _words(name)
    scored = []
    for indexed in _index():
        term = indexed.term
        local = term.name.removeprefix("ct:")
        if local == term.name or "-" in local or (term.kind == "class") != classes:
            continue
        alike = max(fuzz.ratio(wanted, fold(local)), fuzz.ratio(wanted, fold(term.label_en).replace(" ", "")))
        score = 100 if wanted in fold(term.label + term.comment) else alike + _WORD * len(words & _words(local))
        if score >= _LIKE:
            scored.append((-score, term.name, term))
    return [term for *_, term in sorted(scored, key=lambda s: s[:2])[:limit]]


def _words(name: str) -> set[str]:
    """The words of a name such as locatedIn."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}


def terms(text: str, limit: int = 500) -> list[TermModel]:
    """At most `limit` terms that `text` may mean, best first; all of them, by name, where it holds no letter."""
    wanted = fold(text)
    if not wanted:
        return [t.term for t in _index()][:limit]
    scored = [(score, t) for t in _index() if (score := _score(wanted, t)) is not None]
    scored.sort(key=lambda s: (s[0], len(s[1].term.label), s[1].term.name))
    return [t.term for _, t in scored][:limit]


def _score(wanted: str, indexed: _Indexed) -> int | None:
    """0 for a name itself, 1 for its beginning, 2 for its sound's beginning, 3 inside a name; None: does not fit."""
    if wanted in indexed.names:
        return 0
    if any(n.startswith(wanted) for n in indexed.names):
        return 1
    if any(s.startswith(wanted) for s in indexed.sounds):
        return 2
    return 3 if any(wanted in n for n in indexed.names) else None


@cache
def _index() -> tuple[_Indexed, ...]:
    return tuple(_indexed(term) for term in sorted(_read(), key=lambda t: t.name))


def _indexed(term: TermModel) -> _Indexed:
    syllables = [fold(s) for s in lazy_pinyin(term.label, style=Style.NORMAL)]
    names = (fold(term.label), fold(term.label_en), fold(term.name.partition(":")[2]))
    return _Indexed(term, names, ("".join(s[:1] for s in syllables), "".join(syllables)))


def _read() -> Iterator[TermModel]:
    graph = ontology.load()
    for node in set(graph.subjects(RDFS.label, None)):
        types = set(graph.objects(node, RDF.type))
        kind = next((kind for kind, of in _KINDS if types & set(of)), "")
        if not isinstance(node, URIRef) or not kind or types & _LEFT_OUT:
            continue
        said = {
            (p, o.language): str(o)
            for p in (RDFS.label, RDFS.comment)
            for o in graph.objects(node, p)
            if isinstance(o, Literal)
        }
        drawn = ontology.classes().get(str(node).removeprefix(ontology.CT))
        yield TermModel(
            iri=str(node), name=graph.namespace_manager.normalizeUri(str(node)), kind=kind,
            label=said.get((RDFS.label, "zh"), ""), label_en=said.get((RDFS.label, "en"), ""),
            comment=said.get((RDFS.comment, "zh"), ""),
            colour=drawn.colour if drawn else "", shape=drawn.shape if drawn else "",
        )  # fmt: skip
