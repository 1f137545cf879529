"""A line on each found entity that tells it from others of its kind: a store and hits come in, texts go out.

"位于 云栈小镇 · 所属产业 生物医药": context.yaml says which properties are told of which class, their labels are the
ontology's. Where none of them is known, the line says how often documents name the entity. Two queries, however many
hits there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import yaml
from rdflib import OWL

from graph.rdf import CT
from graph.search.index import Hit
from graph.store.base import Solutions, Store
from ontology import CT as TERMS
from ontology import EntityClass, Property, classes, load, properties

_PREFIXES = f"""PREFIX ct: <{CT}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> """
_MOST = 2  # properties told of an entity
_VALUES = 2  # values told of a property


_MENTION = "mention"
Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language says things: which of a term's labels is its own, and the forms of counts."""

    label: Callable[[EntityClass | Property], str]
    count: str
    more: str
    mentions: str


_WORDS: Mapping[Language, _Words] = {
    "zh": _Words(lambda term: term.label, "{what} {n} {unit}", " 等 {n} 个", "提及 {n} 处"),
    "en": _Words(lambda term: term.label_en, "{what}: {n}", ", {n} in all", "mentions: {n}"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """A property that is told, by local name; `of` and `unit` where its entities are counted."""

    name: str
    of: str = ""
    unit: str = ""

    @property
    def path(self) -> str:
        """The property as it is written in the graph; "^" before it where it leads backward."""
        forward = load().value(TERMS[self.name], OWL.inverseOf)
        return f"ct:{self.name}" if forward is None else f"^ct:{str(forward).removeprefix(CT)}"


@cache
def tellings() -> Mapping[str, tuple[Telling, ...]]:
    """What is told of each class, by local name."""
    text = resources.files("graph.search").joinpath("context.yaml").read_text("utf-8")
    return {
        cls: tuple(Telling(e) if isinstance(e, str) else Telling(e["count"], e["of"], e["unit"]) for e in entries)
        for cls, entries in yaml.safe_load(text).items()
    }


def contexts(store: Store, hits: Sequence[Hit], language: Language = "zh") -> list[str]:
    """A line for each hit, in the same order; "" where nothing is known. Names stay as documents have them."""
    wanted: dict[Telling, list[str]] = defaultdict(list)
    for hit in hits:
        for telling in tellings().get(hit.cls, ()):
            wanted[telling].append(hit.iri)
    related = _related(store, {t: iris for t, iris in wanted.items() if not t.of})
    unknown = [h.iri for h in hits if h.iri not in related]
    counted = _counted(store, {t: iris for t, iris in wanted.items() if t.of}, unknown)
    return [_line(hit.cls, related.get(hit.iri, {}), counted.get(hit.iri, {}), _WORDS[language]) for hit in hits]


def _line(cls: str, related: Mapping[str, Sequence[str]], counted: Mapping[str, int], words: _Words) -> str:
    said = []
    for telling in tellings().get(cls, ()):
        if telling.of and counted.get(telling.name):
            said.append(
                words.count.format(what=words.label(classes()[telling.of]), n=counted[telling.name], unit=telling.unit)
            )
        elif values := related.get(telling.name):
            more = words.more.format(n=len(values)) if len(values) > _VALUES else ""
            said.append(f"{words.label(properties()[telling.name])} {'、'.join(values[:_VALUES])}{more}")
    mentions = counted.get(_MENTION)
    return " · ".join(said[:_MOST]) or (words.mentions.format(n=mentions) if mentions else "")


def _related(store: Store, wanted: Mapping[Telling, Sequence[str]]) -> dict[str, dict[str, list[str]]]:
    """Per entity and property the labels of what it leads to, the surest first."""
    branches = []
    for number, (telling, iris) in enumerate(wanted.items()):
        path = telling.path
        ends = ("rdf:subject", "rdf:object") if path.startswith("ct:") else ("rdf:object", "rdf:subject")
        branches.append(
            f"""{{ VALUES ?e {{ {_listed(iris)} }}
              ?s {ends[0]} ?e ; rdf:predicate {path.lstrip("^")} ; {ends[1]} ?o{number}
              OPTIONAL {{ ?s ct:confidence ?sure }} OPTIONAL {{ ?o{number} rdfs:label ?l }} }}"""
        )
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    names = [telling.name for telling in wanted]
    for row in _rows(store, f"SELECT * {{ {' UNION '.join(branches)} }}") if branches else ():
        number, value = next((int(n[1:]), v) for n, v in row.items() if n[1:].isdigit())
        known = found[row["e"]][names[number]]
        label = row.get("l", value)
        known[label] = max(known.get(label, 0), float(row.get("sure", 1)))
    return {
        iri: {name: sorted(values, key=lambda v: (-values[v], v)) for name, values in told.items()}
        for iri, told in found.items()
    }


def _counted(
    store: Store, wanted: Mapping[Telling, Sequence[str]], unknown: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Per entity and property how many it leads to, and of the unknown entities how often they are mentioned."""
    names = [*(telling.name for telling in wanted), _MENTION]
    patterns = [(iris, f"?e {t.path} ?x . ?x a ct:{t.of}") for t, iris in wanted.items()]
    patterns += [(unknown, f"?e ct:{_MENTION} ?x")] if unknown else []
    branches = [
        f"{{ SELECT ?e (COUNT(DISTINCT ?x) AS ?n{n}) {{ VALUES ?e {{ {_listed(iris)} }} {pattern} }} GROUP BY ?e }}"
        for n, (iris, pattern) in enumerate(patterns)
    ]
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(store, f"SELECT * {{ {' UNION '.join(branches)} }}") if branches else ():
        for variable, value in row.items():
            if variable != "e":
                found[row["e"]][names[int(variable[1:])]] = int(value)
    return found


def _listed(iris: Sequence[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    answer = store.query(_PREFIXES + query)
    if not isinstance(answer, Solutions):
        raise TypeError(query)
    for row in answer.rows:
        yield {n: getattr(t, "value", "") for n, t in zip(answer.variables, row, strict=True) if t is not None}
