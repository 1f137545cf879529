"""Fits the tagger to annotated documents and writes model.npz; or measures it on documents left out of training.

    python -m ingest.tagger.train GOLD.json… --documents DIR [--documents DIR] [--folds 5]

Needs python-crfsuite (the `train` extra). With --folds nothing is written: precision, recall and F1 of the spans of
documents not trained on are printed.
"""

import argparse
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.layout import lay_out
from ingest.mentions import proposals
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import tokenize
from ingest.sections import divide
from ingest.tagger.features import CLASS_CODE, extract
from ingest.tagger.model import Model, tag

TAGS = ("O", *(f"{p}-{c}" for c in CLASS_CODE for p in "BI"))
_FOCUS = ("focusesOn", "inIndustry")


class Example:
    """One annotated stretch: its feature ids, its sentences as (start, end), and the spans that are right."""

    def __init__(self, path: Path, documents: Sequence[Path]) -> None:
        gold = json.loads(path.read_text("utf-8"))
        file = next(d / gold["document"] for d in documents if (d / gold["document"]).exists())
        text, blocks = lay_out(file.read_bytes().decode("utf-8"))
        _, sentences = divide(text, blocks)
        tokens = tokenize(text.clean)
        self.name = path.name
        self.group = gold["document"]
        self.ids = extract(text.clean, tokens, proposals(text.clean, tokens))
        self.sentences = [
            (s.start, s.end) for s in sentences if gold["start"] <= text.origin[s.start] < gold["end"]
        ]
        self.spans = list(_labelled(text.clean, gold, self.sentences))


def _labelled(clean: str, gold: dict[str, Any], sentences: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    folded, positions = _squeeze(clean)
    first, last = sentences[0][0], sentences[-1][1]
    focus = _evidence(folded, positions, gold)
    found: list[tuple[int, int, str]] = []
    for entity in gold["entities"]:
        if entity["type"] == "Event":
            continue
        for name in {entity["name"], *entity.get("aliases", [])}:
            wanted = _squeeze(name)[0]
            for match in re.finditer(re.escape(wanted), folded) if len(wanted) > 1 else ():
                a, b = positions[match.start()], positions[match.end() - 1] + 1
                if clean[a - 1 : a] == "《" and clean[b : b + 1] == "》" and entity["type"] == "Policy":
                    a, b = a - 1, b + 1
                if b < len(clean) and clean[b] == "）" and "（" in clean[a:b] and "）" not in clean[a:b]:
                    b += 1
                if clean[a - 1 : a] == "“" and "”" in clean[a:b]:
                    a -= 1
                if entity["type"] == "Industry" and not any(x <= a and b <= y for x, y in focus):
                    continue
                if first <= a and b <= last:
                    found.append((a, b, entity["type"]))
    found.sort(key=lambda f: (f[0] - f[1], f[0]))
    taken: set[int] = set()
    for a, b, cls in found:
        if not any(i in taken for i in range(a, b)):
            taken.update(range(a, b))
            yield Candidate(a, b, cls, 1.0)


def _evidence(folded: str, positions: Sequence[int], gold: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the text says that somebody is in an industry: only there an industry is a name to be found."""
    places: list[tuple[int, int]] = []
    for relation in gold["relations"]:
        if relation["p"] in _FOCUS:
            at = folded.find(_squeeze(relation["evidence"])[0])
            if at >= 0:
                end = at + len(_squeeze(relation["evidence"])[0]) - 1
                places.append((positions[at], positions[min(end, len(positions) - 1)] + 1))
    return places


def _squeeze(text: str) -> tuple[str, list[int]]:
    kept = [(i, c) for i, c in enumerate(text) if c.isalnum()]
    return "".join(c.casefold() for _, c in kept), [i for i, _ in kept]


def fit(examples: Sequence[Example], *, iterations: int, l1: float, l2: float) -> Model:
    """Train on the examples."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": l1, "c2": l2, "max_iterations": iterations, "feature.possible_transitions": True})
    for example in examples:
        for start, end in example.sentences:
            labels = ["O"] * (end - start)
            for span in example.spans:
                if start <= span.start and span.end <= end:
                    labels[span.start - start] = f"B-{span.cls}"
                    for i in range(span.start + 1, span.end):
                        labels[i - start] = f"I-{span.cls}"
            trainer.append([list(map(str, row)) for row in example.ids[start:end].tolist()], labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return _read(tagger.info())


def _read(info: Any) -> Model:
    index = {t: i for i, t in enumerate(TAGS)}
    moves = np.full((len(TAGS), len(TAGS)), 0, dtype=np.float32)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            if after.startswith("I-") and before[2:] != after[2:]:
                moves[i, j] = -1e4
    for (before, after), weight in info.transitions.items():
        if moves[index[before], index[after]] == 0:
            moves[index[before], index[after]] = weight
    rows: dict[int, npt.NDArray[np.float32]] = defaultdict(lambda: np.zeros(len(TAGS), dtype=np.float32))
    for (feature, label), weight in info.state_features.items():
        if abs(weight) > 1e-3:
            rows[int(feature)][index[label]] = weight
    ids = np.array(sorted(rows), dtype=np.uint32)
    return Model(TAGS, ids, np.stack([rows[int(i)] for i in ids]), moves)


def cross_validate(examples: Sequence[Example], folds: int, **settings: Any) -> None:
    """Print span scores by class on documents that were left out."""
    groups = sorted({e.group for e in examples})
    random.Random(7).shuffle(groups)
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for fold in range(folds):
        out = set(groups[fold::folds])
        model = fit([e for e in examples if e.group not in out], **settings)
        for example in (e for e in examples if e.group in out):
            got = {(c.start, c.end, c.cls) for c in tag(model, example.ids, example.sentences)}
            want = {(c.start, c.end, c.cls) for c in example.spans}
            for kind in ("all", *CLASS_CODE):
                a = {x for x in got if kind in ("all", x[2])}
                b = {x for x in want if kind in ("all", x[2])}
                tallies[kind][0] += len(a & b)
                tallies[kind][1] += len(a)
                tallies[kind][2] += len(b)
    for kind, (right, found, wanted) in tallies.items():
        p, r = right / max(1, found), right / max(1, wanted)
        sys.stdout.write(f"{kind:12} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} wanted {wanted}\n")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--documents", action="append", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--l1", type=float, default=0.1)
    parser.add_argument("--l2", type=float, default=0.05)
    options = parser.parse_args()
    examples = [Example(path, options.documents) for path in options.gold]
    settings = {"iterations": options.iterations, "l1": options.l1, "l2": options.l2}
    if options.folds:
        cross_validate(examples, options.folds, **settings)
        return 0
    model = fit(examples, **settings)
    target = Path(__file__).parent / "model.npz"
    np.savez_compressed(
        target, tags=np.array(model.tags), ids=model.ids, weights=model.weights.astype(np.float16), moves=model.moves
    )
    sys.stdout.write(f"{target}: {len(model.ids)} features, {target.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
