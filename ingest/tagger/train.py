"""Fits the tagger to annotated documents and writes model.npz; or measures it on documents left out of training.

    python -m ingest.tagger.train [GOLD.json…] [--documents DIR]… [--folds 5]

The corpus beside this module is always used.
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.layout import lay_out
from ingest.mentions import proposals
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import tokenize
from ingest.model import Text
from ingest.sections import divide
from ingest.tagger import phrases
from ingest.tagger.augment import pool_of, swap
from ingest.tagger.features import CLASS_CODE, extract
from ingest.tagger.model import Model, tag

TAGS = ("O", *(f"{p}-{c}" for c in CLASS_CODE for p in "BI"))
_FOCUS = ("focusesOn", "inIndustry")


@dataclass(frozen=True)
class Example:
    """An annotated text: feature ids, sentences as (start, end), right spans; texts of a group stay together."""

    group: str
    clean: str
    ids: npt.NDArray[np.uint32]
    sentences: list[tuple[int, int]]
    spans: list[Candidate]


def from_gold(path: Path, documents: Sequence[Path]) -> Example:
    """The annotated stretch of a gold file."""
    gold = json.loads(path.read_text("utf-8"))
    file = next(d / gold["document"] for d in documents if (d / gold["document"]).exists())
    text, sentences, ids = _seen(file.read_bytes().decode("utf-8"))
    inside = [s for s in sentences if gold["start"] <= text.origin[s[0]] < gold["end"]]
    return Example(gold["document"], text.clean, ids, inside, list(_labelled(text.clean, gold, inside)))


def from_corpus(path: Path) -> Iterator[Example]:
    """The texts of a corpus file: `=== id` lines part them, `{Class|name}` marks a name."""
    for piece in re.split(r"^=== (?=\S)", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, marked = piece.split("\n", 1)
        yield from_marked(f"{path.stem}/{name.strip()}", marked)


def from_phrases(rounds: int) -> Iterator[Example]:
    """Texts made of phrases, every phrase `rounds` times."""
    rng = random.Random(5)  # noqa: S311 - reproducible, no secret
    for number, marked in enumerate(phrases.texts(rounds, rng)):
        yield from_marked(f"phrases/{number}", marked)


def from_marked(group: str, marked: str) -> Example:
    """A text in which `{Class|name}` marks the names."""
    raw, marks = unmark(marked)
    text, sentences, ids = _seen(raw)
    clean_at = {origin: i for i, origin in enumerate(text.origin)}
    spans: list[Candidate] = []
    for start, end, cls in marks:
        kept = [clean_at[i] for i in range(start, end) if i in clean_at]
        if kept and kept[-1] - kept[0] + 1 == len(kept):
            spans.append(Candidate(kept[0], kept[-1] + 1, cls, 1.0))
    return Example(group, text.clean, ids, sentences, spans)


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A marked text bare of its marks, and the marks as start, end (in the bare text) and class."""
    parts: list[str] = []
    marks: list[tuple[int, int, str]] = []
    at = length = 0
    for match in re.finditer(r"\{(\w+)\|([^{}]*)\}", marked):
        before = marked[at : match.start()]
        parts += [before, match[2]]
        length += len(before)
        marks.append((length, length + len(match[2]), match[1]))
        length += len(match[2])
        at = match.end()
    parts.append(marked[at:])
    return "".join(parts), marks


def _seen(raw: str) -> tuple[Text, list[tuple[int, int]], npt.NDArray[np.uint32]]:
    text, blocks = lay_out(raw)
    _, sentences = divide(text, blocks)
    tokens = tokenize(text.clean)
    return text, [(s.start, s.end) for s in sentences], extract(text.clean, tokens, proposals(text.clean, tokens))


def _labelled(  # noqa: C901 - one condition per habit of the annotation
    clean: str, gold: dict[str, Any], sentences: Sequence[tuple[int, int]]
) -> Iterator[Candidate]:
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


def augmented(examples: Sequence[Example], copies: int) -> list[Example]:
    """The examples, and `copies` of each with other names in it."""
    rng = random.Random(11)  # noqa: S311 - reproducible, no secret
    pool = pool_of([(e.clean, e.spans) for e in examples])
    made = list(examples)
    for example in examples:
        for _ in range(copies):
            first, last = example.sentences[0][0], example.sentences[-1][1]
            spans = [s for s in example.spans if first <= s.start and s.end <= last]
            clean, sentences, moved = swap(example.clean, example.sentences, spans, pool, rng)
            tokens = tokenize(clean)
            ids = extract(clean, tokens, proposals(clean, tokens))
            made.append(Example(example.group, clean, ids, sentences, moved))
    return made


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


def cross_validate(
    examples: Sequence[Example], always: Sequence[Example], folds: int, copies: int, **settings: Any
) -> None:
    """Print span scores by class on documents that were left out; those of `always` are in every training."""
    groups = sorted({e.group for e in examples})
    random.Random(7).shuffle(groups)  # noqa: S311 - folds, no secret
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for fold in range(folds):
        out = set(groups[fold::folds])
        model = fit(augmented([*(e for e in examples if e.group not in out), *always], copies), **settings)
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
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--documents", action="append", type=Path, default=[])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--copies", type=int, default=4, help="texts with other names in them, for each text")
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--l1", type=float, default=0.1)
    parser.add_argument("--l2", type=float, default=0.05)
    options = parser.parse_args()
    examples = [from_gold(path, options.documents) for path in options.gold]
    corpus = [e for path in sorted((Path(__file__).parent / "corpus").glob("*.txt")) for e in from_corpus(path)]
    settings = {"iterations": options.iterations, "l1": options.l1, "l2": options.l2}
    if options.folds:
        cross_validate(examples, corpus, options.folds, options.copies, **settings)
        return 0
    model = fit(augmented([*examples, *corpus], options.copies), **settings)
    target = Path(__file__).parent / "model.npz"
    np.savez_compressed(
        target, tags=np.array(model.tags), ids=model.ids, weights=model.weights.astype(np.float16), moves=model.moves
    )
    sys.stdout.write(f"{target}: {len(model.ids)} features, {target.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
