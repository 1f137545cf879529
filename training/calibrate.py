"""What is set by texts that are not taught: the network's facts of them come in, shifts and curves go into the weights.

    python -m training.calibrate

A shift makes a tagger readier, or less ready, to see a name or a happening; a network taught until it knows its texts
by heart sees too many in others. The one with the best F1 is kept. A curve gives for a fact's score the share of facts
with such a score that are right (isotonic regression, which only ever rises): a fact of the whole way is wrong also
where a name was read wrong, of which its score knows nothing.
"""

import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

import ingest.learned
from ingest import pipeline
from ingest.facts import DocumentFacts
from ingest.learned import network
from ingest.learned.network import CURVE, KINDS_OF_FACT, SHIFT, WEIGHTS
from training.examples import squeeze
from training.gold import gold
from training.marked import Marked
from training.texts import is_kept_out, own
from training.worth import threshold

_SHIFTS = {"triggers": (0.0, -0.25, -0.5, -0.75), "names": (0.0, 0.25, 0.5, 0.75)}
_ENTITIES = "entities"
_KNOTS = 20
_ALIKE = 0.5  # bigram Dice from which two events are the same, as the scorer has it
_NEAR = 0.005
Row = tuple[str, float, bool]


def judged(document: Marked) -> list[Row]:
    """Every entity and fact read in a document: its kind, its score, and whether the annotation has it."""
    facts = pipeline.analyse(f"{document.name}.txt", document.text, least=0.0)
    same = _matched(facts, document)
    return [*((_ENTITIES, 1.0, i in same) for i in range(len(facts.entities))), *_facts(facts, same, document)]


def _facts(facts: DocumentFacts, same: dict[int, int], document: Marked) -> Iterator[Row]:
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


def read_all(documents: Sequence[Marked]) -> list[Row]:
    """The rows of documents, read on all cores by the network as it now is in memory."""
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(mp_context=context) as pool:
        return [row for rows in pool.map(judged, documents, chunksize=4) for row in rows]


def quality(rows: Iterable[Row], documents: Iterable[Marked]) -> float:
    """The mean over entities and kinds of facts of the best F1 that a threshold brings."""
    wanted: Counter[str] = Counter()
    for d in documents:
        wanted[_ENTITIES] += len(d.classes)
        wanted["relations"] += len(d.relations)
        wanted["dates"] += len(d.dates)
        wanted["observations"] += len(d.observations)
    kept = list(rows)
    return float(np.mean([threshold([r[1:] for r in kept if r[0] == kind], wanted[kind])[1] for kind in wanted]))


def curve(rows: Iterable[Row], kind: str) -> npt.NDArray[np.float32]:
    """Knots of the curve of a kind of fact, of shape (2, knots): scores, and the share that is right."""
    pairs = sorted((score, right) for k, score, right in rows if k == kind)
    scores = np.array([p[0] for p in pairs])
    shares = isotonic_regression(np.array([float(p[1]) for p in pairs])).x
    parts = [part for part in np.array_split(np.arange(len(pairs)), _KNOTS) if len(part)]
    knots = [(scores[part].mean(), shares[part].mean()) for part in parts]
    return np.array(knots, dtype=np.float32).T


def main() -> int:
    """The command."""
    path = Path(ingest.learned.__file__).parent / WEIGHTS
    net = network.load()
    net.curves.clear()
    net.weights.update({name + SHIFT: np.zeros((), dtype=np.float32) for name in _SHIFTS})
    documents = [d for d in own() if is_kept_out(d.name)]
    found: list[Row] = []
    best = (-1.0, 0.0)
    for name, shifts in _SHIFTS.items():
        best = (best[0], 0.0)
        for shift in shifts:
            if found and not shift:
                continue  # as the shift before was left
            net.weights[name + SHIFT] = np.array(shift, dtype=np.float32)
            rows = read_all(documents)
            worth = quality(rows, documents)
            sys.stdout.write(f"{name} {shift:+.2f}: mean F1 {worth:.4f}\n")
            sys.stdout.flush()
            if worth <= best[0]:
                break  # further on it only falls
            best, found = (worth, shift), rows
        net.weights[name + SHIFT] = np.array(best[1], dtype=np.float32)
    stored = {k: v for k, v in np.load(path, allow_pickle=False).items() if not k.startswith(CURVE)}
    stored |= {name + SHIFT: net.weights[name + SHIFT] for name in _SHIFTS}
    for kind in KINDS_OF_FACT:
        stored[f"{CURVE}{kind}"] = curve(found, kind)
        sys.stdout.write(f"{kind} {np.round(stored[CURVE + kind], 2).tolist()}\n")
    np.savez_compressed(path, **stored)
    return 0


if __name__ == "__main__":
    sys.exit(main())
