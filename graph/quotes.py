"""The sentences behind statements: a store and statements come in, the places of documents that state them go out."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.rows import rows, text
from graph.store.base import Store

_PLACES = """SELECT ?st ?d ?a ?b ?c WHERE { ?st ct:evidence ?v . ?v ct:document ?d ; oa:start ?a ; oa:end ?b .
  FILTER(isIRI(?d)) OPTIONAL { ?v ct:confidence ?c } }"""
_ABOUT = """SELECT ?d ?t ?i WHERE { OPTIONAL { ?d dcterms:title ?t } OPTIONAL { ?d dcterms:identifier ?i } }"""
_TEXT = "SELECT ?d ?x WHERE { ?d ct:text ?x }"
_ENDS = "。！？\n"
_MARGIN = 120  # characters told before and after a stretch whose sentence is longer
_HELD = 20  # documents whose texts are held at once
_CERTAIN = 1.0  # what evidence without a confidence counts for

Address = Callable[[str, int, int], str]
_Row = tuple[str, str, int, int, float]


@dataclass(frozen=True, slots=True)
class Quote:
    """A place that states something: title, file name and address of the document, offsets (characters, end exclusive).

    The sentence is `before`, the stretch itself (`exact`) and `after`; `confidence` is from 0 to 1.
    """

    title: str
    file: str
    address: str
    start: int
    end: int
    before: str
    exact: str
    after: str
    confidence: float


def by_iri(document: str, start: int, end: int) -> str:
    """The address of a document where no server has one for it: its IRI."""
    return document


def read_quotes(store: Store, statements: Sequence[str], address: Address = by_iri) -> Mapping[str, Sequence[Quote]]:
    """The quotes of each statement, by title and place; `address` tells where a stretch of a document can be seen.

    Statements without evidence are not in it. Raises StoreError, and ValueError for a text that is no IRI.
    """
    places = sorted(set(_places(store, statements)), key=lambda row: row[1:4])
    documents = list(dict.fromkeys(row[1] for row in places))
    about = {text(d): (text(t), text(i)) for d, t, i in rows(store, _ABOUT, "?d", documents)}
    found: dict[str, list[Quote]] = defaultdict(list)
    for document, whole, stated in _with_text(store, places):
        title, file = about.get(document, ("", ""))
        for statement, _, start, end, confidence in stated:
            parts = sentence(whole, start, end)
            found[statement].append(
                Quote(title or file, file, address(document, start, end), start, end, *parts, confidence)
            )
    return {statement: sorted(quotes, key=lambda q: (q.title, q.start)) for statement, quotes in found.items()}


def sentence(whole: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before a stretch in its sentence, the stretch, and what stands after; "…" where much is left out."""
    low = max(whole.rfind(c, 0, start) for c in _ENDS) + 1
    stops = [at for c in _ENDS if (at := whole.find(c, max(start, end - 1))) >= 0]
    high = max(end, min(stops) + 1) if stops else len(whole)
    before, after = whole[low:start].lstrip(), whole[end:high].rstrip()
    if len(before) > _MARGIN:
        before = "…" + before[-_MARGIN:]
    if len(after) > _MARGIN:
        after = after[:_MARGIN] + "…"
    return before, whole[start:end], after


def _places(store: Store, statements: Sequence[str]) -> Iterator[_Row]:
    for statement, document, start, end, confidence in rows(store, _PLACES, "?st", statements):
        sure = float(text(confidence)) if confidence is not None else _CERTAIN
        yield text(statement), text(document), int(text(start)), int(text(end)), sure


def _with_text(store: Store, places: Sequence[_Row]) -> Iterator[tuple[str, str, list[_Row]]]:
    """Each document with its text and its places, which come in the order of documents."""
    stated = {document: list(some) for document, some in groupby(places, key=lambda row: row[1])}
    documents = list(stated)
    for at in range(0, len(documents), _HELD):
        some = documents[at : at + _HELD]
        texts = {text(d): text(x) for d, x in rows(store, _TEXT, "?d", some)}
        for document in some:
            yield document, texts.get(document, ""), stated[document]
