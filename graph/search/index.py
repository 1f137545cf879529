"""The index of names: entities' names come in once, what was typed comes in often, the entities meant go out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from graph.rdf import CT, fold
from graph.search.fitting import ITSELF, NONE, fits
from graph.search.forms import forms
from graph.search.guessing import ERROR, guesses
from graph.search.lines import Numbers

NAMES = """PREFIX ct: <https://w3id.org/chantu/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?e ?c ?label ?name { ?e rdfs:label ?label ; a ?c ; rdfs:label|skos:altLabel ?name
  FILTER(STRSTARTS(STR(?c), STR(ct:))) }"""
_WEIGHT = {"Platform": 3, "Project": 2, "Enterprise": 2, "Parcel": 1, "Talent": 1, "Event": 1}
_ENOUGH = 10  # entities: where so many fit there is no need to guess
_SHORTEST = 2  # characters of a name that is looked for in a sentence
_GUESSES = 20  # entities that are guessed at most


@dataclass(frozen=True, slots=True)
class Hit:
    """A found entity: IRI, class (local name), label, the name that fitted, and whether that is but a guess."""

    iri: str
    cls: str
    label: str
    name: str
    guess: bool = False


class Index:
    """Names of one version of a store, in the order in which those that fit equally well are told."""

    def __init__(self, names: Sequence[Hit]) -> None:
        """Index the names."""
        keyed = [((-_WEIGHT.get(h.cls, 0), len(f := fold(h.name)), h.label, f), h) for h in names]
        keyed.sort(key=lambda k: k[0])
        self._hits = [hit for _, hit in keyed]
        self._forms = forms([key[3] for key, _ in keyed])
        self._entities, _ = _numbered(hit.iri for hit in self._hits)
        self._classes, self._class_numbers = _numbered(hit.cls for hit in self._hits)

    def find(
        self, text: str, limit: int, *, guess: bool = False, classes: Collection[str] = ()
    ) -> tuple[list[Hit], int]:
        """At most `limit` entities that `text` means, of the classes where any are given, and how many in all.

        With `guess`, where few names fit, those that may be meant follow; where some fit, only the likely ones.
        """
        if not self._hits or not fold(text):
            return [], 0
        among = np.ones(len(self._hits), bool)
        if classes:
            among = np.isin(self._classes, [self._class_numbers[c] for c in classes if c in self._class_numbers])
        ranks = fits(self._forms, text)
        found = np.flatnonzero((ranks != NONE) & among)
        found = found[np.argsort(ranks[found], kind="stable")]
        entities = self._entities[found]
        total = int(np.count_nonzero(np.bincount(entities)))
        hits = self._told(found, limit)
        if not guess or total >= _ENOUGH or (ranks[found] == ITSELF).any():
            return hits, total
        others = among & ~np.isin(self._entities, entities)
        meant = self._meant(text, others, ERROR if total else NONE - 1)
        return hits + meant[: limit - len(hits)], total + len(meant)

    def within(self, text: str) -> tuple[list[Hit], str]:
        """The entities that a sentence names, the longest names first, and the sentence (folded) without them.

        A name within a longer one is not counted.
        """
        rest, hits = fold(text), list[Hit]()
        numbers = self._forms.written.inside(rest, _SHORTEST)
        for number in sorted(numbers.tolist(), key=lambda n: -len(self._forms.written[n])):
            name = self._forms.written[number]
            if name in rest or (hits and fold(hits[-1].name) == name):
                hits.append(self._hits[number])
                rest = rest.replace(name, " ")
        return hits, rest

    def _meant(self, text: str, among: npt.NDArray[np.bool_], worst: int) -> list[Hit]:
        """The names that may be meant: nearest in sound first, of those the ones nearest in writing."""
        ranks = guesses(self._forms, text)
        numbers = np.flatnonzero((ranks <= worst) & among).tolist()
        wanted = fold(text)
        numbers.sort(key=lambda n: (ranks[n], OSA.distance(wanted, self._forms.written[n]), n))
        return [replace(hit, guess=True) for hit in self._told(numbers, _GUESSES)]

    def _told(self, numbers: Iterable[int], limit: int) -> list[Hit]:
        """The first entities of names, each by its first name."""
        best: dict[str, Hit] = {}
        for number in numbers:
            best.setdefault(self._hits[number].iri, self._hits[number])
            if len(best) >= limit:
                break
        return list(best.values())


def _numbered(items: Iterable[str]) -> tuple[Numbers, dict[str, int]]:
    known: dict[str, int] = {}
    return np.fromiter((known.setdefault(item, len(known)) for item in items), np.int64), known


def index(rows: Iterable[Iterable[object]]) -> Index:
    """The index of the rows that a store answers NAMES with."""
    hits = []
    for row in rows:
        iri, cls, label, name = (getattr(t, "value", "") for t in row)
        hits.append(Hit(iri, cls.removeprefix(CT), label, name))
    return Index(hits)
