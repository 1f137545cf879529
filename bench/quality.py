"""Extraction measured against annotated documents (make eval): precision, recall and F1, into docs/quality.md.

Comes in the folder with gold, documents and the scorer (default: ../shared); goes out a table for the real documents,
the composed documents developed on, and the composed documents put aside (bench/set_aside.txt).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.export import export
from graph.store import open_store
from ingest import pipeline
from ontology import CT
from training.gold import write

_SURE = 0.9
_TOGETHER = 8  # gold files scored in one graph
_MAIN = ("entities", "observations", "periods", "dates", "relations")


def main() -> int:
    """Measure, print and, with --write, keep the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=["real", "composed", "aside", "own"], action="append")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    aside = {x for x in Path("bench/set_aside.txt").read_text("utf-8").split() if x[0].isalpha() and "-" in x}
    composed = sorted((options.shared / "composed" / "gold").glob("*.json"))
    sets = {
        "real": (options.shared / "documents", sorted((options.shared / "gold").glob("*.json"))),
        "composed": (options.shared / "composed" / "documents", [p for p in composed if p.stem not in aside]),
        "aside": (options.shared / "composed" / "documents", [p for p in composed if p.stem in aside]),
    }
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        write(own)
        sets["own"] = (own / "documents", sorted((own / "gold").glob("*.json")))
        for name in options.set or sets:
            documents, gold = sets[name]
            report = measure(options.shared, documents, gold, errors=options.errors)
            lines += [f"## {name}", "", *_table(report), "", *_sureness(options.shared, documents, gold), ""]
    sys.stdout.write("\n".join(lines))
    if options.write:
        head = (Path(__file__).parent / "quality_head.md").read_text("utf-8")
        Path("docs/quality.md").write_text(head + "\n" + "\n".join(lines), "utf-8")
    return 0


def measure(
    shared: Path, documents: Path, gold: Sequence[Path], *, errors: bool = False, sure: float = 0.0
) -> dict[str, dict[str, Any]]:
    """Ingest the documents that the gold files speak of and score the graphs, without facts less sure than `sure`.

    A few documents at a time: the scorer looks at the whole graph for every document. Counts are summed up.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    by_document = sorted(gold, key=lambda p: (json.loads(p.read_text("utf-8"))["document"], p))
    for at in range(0, len(by_document), _TOGETHER):
        report = _score(shared, documents, by_document[at : at + _TOGETHER], errors=errors, sure=sure)
        for kind, r in report.items():
            counts[kind].update(found=r["found"], wanted=r["wanted"], right=round(r["precision"] * r["found"]))
    return {kind: _figures(count) for kind, count in counts.items()}


def _figures(count: Counter[str]) -> dict[str, Any]:
    right, found, wanted = count["right"], count["found"], count["wanted"]
    return {
        "precision": right / found if found else 0.0, "recall": right / wanted if wanted else 0.0,
        "f1": 2 * right / (found + wanted) if found + wanted else 0.0, "found": found, "wanted": wanted,
    }  # fmt: skip


def _score(
    shared: Path, documents: Path, gold: Sequence[Path], *, errors: bool, sure: float
) -> dict[str, dict[str, Any]]:
    """What the scorer says of a few documents."""
    names = {json.loads(p.read_text("utf-8"))["document"] for p in gold}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"{folder}/store")
        pipeline.ingest([documents / n for n in sorted(names)], store)
        graph = Path(folder) / "graph.nq"
        export(store, graph)
        if sure:
            _keep_sure(graph, sure)
        command = [sys.executable, str(shared / "eval" / "score.py"), *map(str, gold), "--graph", str(graph)]
        if errors:
            sys.stdout.write(subprocess.run([*command, "--errors"], capture_output=True, check=True, text=True).stdout)
        run = subprocess.run([*command, "--json"], capture_output=True, check=True, text=True)
        report: dict[str, dict[str, Any]] = json.loads(run.stdout)
        return report


def _keep_sure(graph: Path, sure: float) -> None:
    """Leave out of an exported graph the statements and figures whose confidence is below `sure`."""
    store = ox.Store()
    store.bulk_load(path=str(graph))
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(f"{CT}confidence"), None, None)):
        if isinstance(quad.object, ox.Literal) and float(quad.object.value) < sure:
            for other in list(store.quads_for_pattern(quad.subject, None, None, None)):
                store.remove(other)
    store.dump(str(graph), ox.RdfFormat.N_QUADS)


def _sureness(shared: Path, documents: Path, gold: Sequence[Path]) -> list[str]:
    """How many of the facts with a confidence of at least 0.9 are right."""
    report = measure(shared, documents, gold, sure=_SURE)
    right = {kind: report.get(kind, {"precision": 0.0, "found": 0}) for kind in ("relations", "observations", "dates")}
    said = ", ".join(f"{kind} {r['precision']:.3f} of {r['found']}" for kind, r in right.items())
    return [f"Right among facts with a confidence of {_SURE} and more: {said}."]


def _table(report: dict[str, dict[str, Any]]) -> list[str]:
    rows = ["| | precision | recall | F1 | found | wanted |", "|---|---|---|---|---|---|"]
    for name in [*_MAIN, *(k for k in report if k not in _MAIN)]:
        if name in report:
            r = report[name]
            rows.append(
                f"| {name} | {r['precision']:.3f} | {r['recall']:.3f} | {r['f1']:.3f} | {r['found']} | {r['wanted']} |"
            )
    return rows


if __name__ == "__main__":
    sys.exit(main())
