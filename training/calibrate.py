"""How far a fact's score is to be believed: the network's facts of texts not taught come in, curves go out.

    python -m training.calibrate [FILE]      puts the curves into the weights

A fact of the whole way is wrong also where a name was read wrong, of which its score knows nothing. A curve gives for
a score the share of facts with such a score that are right (isotonic regression, which only ever rises).
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

import ingest.learned
from ingest import pipeline
from ingest.facts import DocumentFacts
from ingest.learned.network import CURVE, KINDS_OF_FACT, WEIGHTS
from training.examples import squeeze
from training.gold import gold
from training.marked import Marked
from training.texts import is_kept_out, own

_KNOTS = 20
_ALIKE = 0.5  # bigram Dice from which two events are the same, as the scorer has it
_NEAR = 0.005
Row = tuple[str, float, bool]


def judged(document: Marked) -> Iterator[Row]:
    """Every fact read in a document: its kind, its score, and whether the annotation has it."""
    facts = pipeline.analyse(f"{document.name}.txt", document.text)
    same = _matched(facts, document)
    told = set(document.relations) | {(o, p, s) for s, p, o in document.relations if p == "cooperatesWith"}
    classes = document.classes
    for s in facts.statements:
        score = max(e.confidence for e in s.evidence)
        if isinstance(s.object, str):
            yield "dates", score, any(same.get(s.subject) == x and s.object == d for x, _, d in document.dates)
        else:
            ends = same.get(s.subject, -1), same.get(s.object, -1)
            inner = s.predicate in ("locatedIn", "partOf") and {classes.get(e) for e in ends} == {"Platform"}
            names = ("locatedIn", "partOf") if inner else (s.predicate,)
            yield "relations", score, any((ends[0], p, ends[1]) in told for p in names)
    for o in facts.observations:
        right = any(
            same.get(o.subject) == w.subject
            and (o.indicator, o.measure, o.unit) == (w.indicator, w.measure, w.unit)
            and abs(float(o.value) - w.value) <= _NEAR * max(abs(w.value), 1e-9)
            for w in document.observations
        )
        yield "observations", o.evidence.confidence, right


def _matched(facts: DocumentFacts, document: Marked) -> dict[int, int]:
    """Which annotated entity each one read is, by class and a name in common, events by a similar name."""
    written = gold(document)["entities"]
    known = {int(e["id"][1:]): (e["type"], {squeeze(n)[0] for n in (e["name"], *e["aliases"])}) for e in written}
    same: dict[int, int] = {}
    for index, entity in enumerate(facts.entities):
        names = {squeeze(n)[0] for n in entity.names}
        for number, (cls, others) in known.items():
            if number not in same.values() and cls == entity.cls and (names & others or _alike(cls, names, others)):
                same[index] = number
                break
    return same


def _alike(cls: str, names: set[str], others: set[str]) -> bool:
    return cls == "Event" and any(
        a in b or b in a or _dice(a, b) >= _ALIKE for a in names for b in others if min(len(a), len(b)) > 3
    )


def _dice(a: str, b: str) -> float:
    one, two = ({x[i : i + 2] for i in range(len(x) - 1)} for x in (a, b))
    return 2 * len(one & two) / max(1, len(one) + len(two))


def curve(rows: list[Row], kind: str) -> npt.NDArray[np.float32]:
    """Knots of the curve of a kind of fact, of shape (2, knots): scores, and the share that is right."""
    pairs = sorted((score, right) for k, score, right in rows if k == kind)
    scores = np.array([p[0] for p in pairs])
    shares = isotonic_regression(np.array([float(p[1]) for p in pairs])).x
    parts = [part for part in np.array_split(np.arange(len(pairs)), _KNOTS) if len(part)]
    knots = [(scores[part].mean(), shares[part].mean()) for part in parts]
    return np.array(knots, dtype=np.float32).T


def main() -> int:
    """The command."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(ingest.learned.__file__).parent / WEIGHTS
    stored = {k: v for k, v in np.load(path, allow_pickle=False).items() if not k.startswith(CURVE)}
    np.savez_compressed(path, **stored)
    rows = [row for document in own() if is_kept_out(document.name) for row in judged(document)]
    for kind in KINDS_OF_FACT:
        stored[f"{CURVE}{kind}"] = curve(rows, kind)
        print(kind, np.round(stored[f"{CURVE}{kind}"], 2).tolist())
    np.savez_compressed(path, **stored)
    return 0


if __name__ == "__main__":
    sys.exit(main())
