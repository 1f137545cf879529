"""Facts drawn at random with the stretch they were read at: documents come in, a line for each fact goes out.

    python -m bench.evidence DOCUMENTS [--facts 30] [--seed 7]

A relation's evidence should name both ends, or one of them where the other is what the paragraph or the heading above
speaks about; a date's or figure's should hold its number. The last line counts.
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
    """A fact in words, the document's stretch that states it, and whether that holds what the fact says."""

    document: str
    words: str
    stretch: str
    verdict: str


def facts(document: str, text: str) -> Iterator[Fact]:
    """Every fact of a document."""
    read = pipeline.analyse(document, text)
    for s in read.statements:
        name, evidence = read.entities[s.subject].names[0], s.evidence[0]
        if isinstance(s.object, str):
            yield _fact(document, f"{name} {s.predicate} {s.object}", text, evidence, _dated(text, evidence))
        else:
            words = f"{name} {s.predicate} {read.entities[s.object].names[0]}"
            yield _fact(document, words, text, evidence, _named(read, (s.subject, s.object), text, evidence))
    for o in read.observations:
        words = f"{read.entities[o.subject].names[0]} {o.indicator} {o.measure} {o.value} {o.unit}"
        yield _fact(document, words, text, o.evidence, _dated(text, o.evidence))


def _fact(document: str, words: str, text: str, evidence: Evidence, verdict: str) -> Fact:
    return Fact(document, words, "".join(text[evidence.start : evidence.end].split()), verdict)


def _dated(text: str, evidence: Evidence) -> str:
    return "holds it" if _DIGITS.search(text, evidence.start, evidence.end) else "does not hold it"


def _named(read: DocumentFacts, ends: Sequence[int], text: str, evidence: Evidence) -> str:
    stretch = "".join(text[evidence.start : evidence.end].split())
    named = sum(any("".join(n.split()) in stretch for n in read.entities[e].names) for e in ends)
    if named == len(ends) or (named and _STANDS_IN.search(stretch)):
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
