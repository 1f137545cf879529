"""A sentence and the names in it come in; the stored questions that it may mean go out, best first, with their values.

A question is found by the words it shares with the sentence: those of its title, description and columns, and the
`words` of the catalogue. A word that few questions have says more than one that many have.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import jieba

from graph.rdf import fold
from graph.search import Hit
from ontology import indicators, most_specific
from queries.catalogue import Parameter, StoredQuery, catalogue

jieba.setLogLevel(60)
_SAY_NOTHING = frozenset({"哪些", "什么", "怎么", "一个", "一条", "有关", "the", "of", "and", "in", "on", "a"})
_DECLARED, _BESIDE = 2.0, 1.0  # a word of the title or the catalogue's `words`; of the rest
_NAMED, _ANY = 2.0, 1.0  # a name that the question takes: of its own classes, of any class
_LEAST = 0.5  # of the best score
_MOST = 8  # questions
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Meant:
    """A stored question that a sentence may mean, and the values of its parameters that the sentence names."""

    query: StoredQuery
    values: Mapping[str, str]


def meant(sentence: str, names: Sequence[Hit], rest: str) -> list[Meant]:
    """The questions that `sentence` may mean; `names` are the entities in it, longest first, `rest` what is left of it.

    What was typed of a title, a description or a word finds those that have it and no other.
    """
    typed = fold(sentence)
    having = [q for q in catalogue() if typed and typed in _text(q)]
    words = {w for w in _cut(rest) | {w for w in _shared() if not w.isascii() and w in rest} if w not in _SAY_NOTHING}
    scored = []
    for query in having or catalogue():
        values = _values(query, names, sentence, rest)
        score = sum(
            _words(query).get(w, 0) * math.log(1 + len(catalogue()) / _shared()[w]) for w in words & set(_shared())
        )
        score += sum(_worth(p) for p in query.parameters if p.name in values)
        if score or having:
            scored.append((typed in fold(query.title_zh), score, Meant(query, values)))
    scored.sort(key=lambda s: (not s[0], -s[1]))
    best = max((score for _, score, _ in scored), default=0)
    return [m for _, score, m in scored if having or score >= _LEAST * best][: None if having else _MOST]


def _worth(parameter: Parameter) -> float:
    if set(parameter.takes) & {"Indicator", "Year"}:
        return 0
    return _ANY if "Entity" in parameter.takes else _NAMED


def _values(query: StoredQuery, names: Sequence[Hit], sentence: str, rest: str) -> dict[str, str]:
    found = {p.name: _value(p, names, sentence, rest) for p in query.parameters}
    return {name: value for name, value in found.items() if value}


def _value(parameter: Parameter, names: Sequence[Hit], sentence: str, rest: str) -> str:
    if "Year" in parameter.takes:
        year = _YEAR.search(sentence)
        return year[0] if year else ""
    if "Indicator" in parameter.takes:
        said = [(len(w), i.name) for i in indicators().values() for w in (i.label, *i.words) if w in rest]
        return max(said)[1] if said else ""
    classes = frozenset().union(*map(most_specific, parameter.takes))
    return next((hit.name for hit in names if hit.cls in classes), "")


def _cut(text: str) -> set[str]:
    return {w for w in jieba.lcut_for_search(text.casefold(), HMM=False) if len(w) > 1}


@cache
def _words(query: StoredQuery) -> Mapping[str, float]:
    beside = " ".join([query.description, *(c.title_zh for c in query.columns)])
    declared = {*query.words, *_cut(query.title_zh), *_cut(query.title_en)}
    return dict.fromkeys(_cut(beside), _BESIDE) | dict.fromkeys(declared, _DECLARED)


@cache
def _text(query: StoredQuery) -> str:
    return "\n".join(map(fold, (query.title_zh, query.title_en, query.description, *query.words)))


@cache
def _shared() -> Mapping[str, int]:
    """In how many questions each word is."""
    return Counter(word for query in catalogue() for word in _words(query) if len(word) > 1)
