"""Facts drawn at random with the stretch they were read at: documents come in, a line for each fact goes out.

    python -m bench.evidence DOCUMENTS [--facts 30] [--seed 7]

A relation's evidence, all of its stretches, should name both ends, or one of them where the other is what the
paragraph or the heading above speaks about; a date's or figure's should hold its number. The last line counts.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import pipeline, readers
from ingest.facts import DocumentFacts, Evidence

_DIGITS = re.compile(r"[\d一二三四五六七八九十百千两]|[今去前明当同昨次]年|[昨今当近]日|上半年|下半年|年底")
_STANDS_IN = re.compile(r"该|其|园区|小镇|公司|项目|企业|平台|基地|中心|我区|全区|全市|区|园")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in words, the document's stretches that state it, and whether they hold what the fact says."""

    document: str
    words: str
    stretch: str
    verdict: str


def facts(document: str, text: str) -> Iterator[Fact]:
    """Every fact of a document."""
    read = pipeline.analyse(document, text)
    for s in read.statements:
        name, said = read.entities[s.subject].names[0], _said(text, s.evidence)
        if isinstance(s.object, str):
            yield Fact(document, f"{name} {s.predicate} {s.object}", said, _dated(said))
        else:
            words = f"{name} {s.predicate} {read.entities[s.object].names[0]}"
            yield Fact(document, words, said, _named(read, (s.subject, s.object), said))
    for o in read.observations:
        words = f"{read.entities[o.subject].names[0]} {o.indicator} {o.measure} {o.value} {o.unit}"
        said = _said(text, [o.evidence])
        yield Fact(document, words, said, _dated(said))


def _said(text: str, evidence: Sequence[Evidence]) -> str:
    return " … ".join("".join(text[e.start : e.end].split()) for e in evidence)


def _dated(said: str) -> str:
    return "holds it" if _DIGITS.search(said) else "does not hold it"


def _named(read: DocumentFacts, ends: Sequence[int], said: str) -> str:
    named = sum(any("".join(n.split()) in said for n in read.entities[e].names) for e in ends)
    if named == len(ends) or (named and _STANDS_IN.search(said)):
        return "holds it"
    return "holds one end, the other stands above" if named else "does not hold it"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--facts", type=int, default=30)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    files = sorted(p for p in options.documents.iterdir() if readers.is_readable(p))
    known = [f for p in files for f in facts(p.name, readers.read(p))]
    drawn = random.Random(options.seed).sample(known, min(options.facts, len(known)))  # noqa: S311 - no secret
    for fact in drawn:
        print(f"{fact.verdict} | {fact.words} | {fact.stretch[:120]}")
    print(", ".join(f"{n} {verdict}" for verdict, n in Counter(f.verdict for f in drawn).most_common()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
