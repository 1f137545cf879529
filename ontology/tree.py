"""The industry tree: come in the Turtle files of ontology/industries/, go out its concepts, and the place of a name.

Chains, strategic emerging industries and the national classification are three schemes (SKOS); a name is looked for in
them in that order, as the first are the words that documents use.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pyoxigraph as ox

SCHEMES = ("chains", "strategic", "classification")  # the files, in the order a name is looked for
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_PREFERRED, _OTHER = ox.NamedNode(_SKOS + "prefLabel"), ox.NamedNode(_SKOS + "altLabel")
_ENDINGS = ("产业", "行业", "领域", "业")  # 生物医药产业 is 生物医药
_SHORTEST = 2  # characters of a label that places a longer name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name belongs: a property of SKOS (exactMatch or broader) and the IRI of a concept."""

    relation: str
    concept: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The triples of the tree, their digest, and for each scheme the concept of each Chinese label."""

    triples: Sequence[ox.Triple]
    digest: str
    schemes: Sequence[Mapping[str, str]]

    def place(self, name: str) -> Place | None:
        """The concept that a name is another name of, or the one it is a kind of; None where the tree has neither.

        A name is a kind of what it ends with (高端医疗器械: 医疗器械), else of the longest label it holds.
        """
        forms = _forms(name)
        ends = [form[i:] for form in forms for i in range(1, len(form) - _SHORTEST + 1)]
        parts = [name[i : i + n] for n in range(len(name) - 1, _SHORTEST, -1) for i in range(len(name) - n + 1)]
        for relation, words in (("exactMatch", forms), ("broader", ends), ("broader", parts)):
            for concepts in self.schemes:
                found = next((concepts[w] for w in words if w in concepts), None)
                if found:
                    return Place(relation, found)
        return None


@cache
def tree() -> Tree:
    """The tree that ships with the ontology."""
    triples: list[ox.Triple] = []
    digest = hashlib.sha1(usedforsecurity=False)
    schemes: list[Mapping[str, str]] = []
    for scheme in SCHEMES:
        written = (resources.files("ontology") / "industries" / f"{scheme}.ttl").read_bytes()
        digest.update(written)
        labels: dict[ox.NamedNode, list[tuple[ox.NamedNode, str]]] = defaultdict(list)
        for quad in ox.parse(written, format=ox.RdfFormat.TURTLE):
            triples.append(ox.Triple(quad.subject, quad.predicate, quad.object))
            is_label = isinstance(quad.object, ox.Literal) and quad.object.language == "zh"
            if is_label and isinstance(quad.subject, ox.NamedNode):
                labels[quad.predicate].append((quad.subject, quad.object.value))
        schemes.append({label: node.value for predicate in (_OTHER, _PREFERRED) for node, label in labels[predicate]})
    return Tree(tuple(triples), digest.hexdigest()[:12], schemes)


def _forms(name: str) -> list[str]:
    """The name itself, and without the words that say only that it is a trade."""
    bare = next((name.removesuffix(e) for e in _ENDINGS if name.endswith(e) and len(name) > len(e) + 1), name)
    return [name] if bare == name else [name, bare]
