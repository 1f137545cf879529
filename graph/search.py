"""The text index: a store comes in, names that fit a few typed characters go out, best first.

A name is found by itself, its beginning, a part of it, its pinyin, or the initials of its pinyin.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from pypinyin import Style, lazy_pinyin

from graph.rdf import fold
from graph.store.base import Solutions, Store

NAMES = """PREFIX ct: <https://w3id.org/chantu/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?e ?c ?label ?name { ?e rdfs:label ?label ; a ?c ; rdfs:label|skos:altLabel ?name
  FILTER(STRSTARTS(STR(?c), STR(ct:))) }"""
_CT = "https://w3id.org/chantu/ontology#"
_MANY = 30_000  # names
_WEIGHT = {"Platform": 3, "Project": 2, "Enterprise": 2, "Parcel": 1, "Talent": 1, "Event": 1}


@dataclass(frozen=True, slots=True)
class Hit:
    """A found entity: IRI, class (local name), label, and the name that fitted."""

    iri: str
    cls: str
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class _Name:
    hit: Hit
    folded: str
    pinyin: str
    initials: str


class Index:
    """Names of one version of a store, each form of them in one long text that is searched from end to end.

    That takes a few milliseconds for a million names, and no more memory than the names.
    """

    def __init__(self, names: Sequence[Hit]) -> None:
        """Index the names; of very many, the pinyin is told character by character."""
        syllables = _one_by_one if len(names) > _MANY else _together
        self._names = [_indexed(hit, syllables(hit.name)) for hit in names]
        self._forms = [_Form([getattr(n, form) for n in self._names]) for form in ("folded", "pinyin", "initials")]

    def find(self, text: str, limit: int) -> tuple[list[Hit], int]:
        """At most `limit` entities whose name fits `text`, and how many fit in all."""
        wanted = fold(text)
        if not wanted:
            return [], 0
        numbers = {number for form in self._forms for number in form.having(wanted)}
        scored = [(score, self._names[n]) for n in numbers if (score := _score(wanted, self._names[n])) is not None]
        scored.sort(key=lambda s: (s[0], -_WEIGHT.get(s[1].hit.cls, 0), len(s[1].folded), s[1].hit.label))
        best: dict[str, Hit] = {}
        for _, name in scored:
            best.setdefault(name.hit.iri, name.hit)
        return list(best.values())[:limit], len(best)


class _Form:
    """Texts in one, line by line."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._all = "\n".join(texts)
        self._starts = array("L", accumulate((len(t) + 1 for t in texts), initial=0))

    def having(self, wanted: str) -> Iterator[int]:
        """The numbers of the texts that have `wanted` in them."""
        at = self._all.find(wanted)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._all.find(wanted, self._starts[number + 1])


def _together(name: str) -> list[str]:
    return lazy_pinyin(name, style=Style.NORMAL)


def _one_by_one(name: str) -> list[str]:
    return [_syllable(character) for character in name]


@cache
def _syllable(character: str) -> str:
    return "".join(lazy_pinyin(character, style=Style.NORMAL))


def _indexed(hit: Hit, syllables: Sequence[str]) -> _Name:
    return _Name(hit, fold(hit.name), fold("".join(syllables)), fold("".join(s[0] for s in syllables if s)))


def _score(wanted: str, name: _Name) -> int | None:
    """0 for the name itself, 1 for its beginning, 2 inside; 3 to 5 for pinyin and initials; None where nothing fits."""
    if name.folded == wanted:
        return 0
    if name.folded.startswith(wanted):
        return 1
    if wanted in name.folded:
        return 2
    if name.initials.startswith(wanted) or name.pinyin.startswith(wanted):
        return 3
    return 4 if wanted in name.initials or (len(wanted) > 3 and wanted in name.pinyin) else None


_built: dict[str, Index] = {}  # the index of the newest version, by version


def _index(store: Store) -> Index:
    version = store.version()
    known = _built.get(version)
    if known is not None:
        return known
    answer = store.query(NAMES)
    if not isinstance(answer, Solutions):
        raise TypeError(NAMES)
    _built.clear()
    return _built.setdefault(version, index(answer.rows))


def index(rows: Iterable[Iterable[object]]) -> Index:
    """The index of the rows that a store answers NAMES with."""
    hits = []
    for row in rows:
        iri, cls, label, name = (getattr(t, "value", "") for t in row)
        hits.append(Hit(iri, cls.removeprefix(_CT), label, name))
    return Index(hits)


def search(store: Store, text: str, limit: int = 20) -> tuple[list[Hit], int]:
    """At most `limit` entities that `text` may mean, and how many there are in all."""
    return _index(store).find(text, limit)
