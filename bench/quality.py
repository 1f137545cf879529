"""Extraction measured against annotated documents (make eval): precision, recall and F1, into docs/quality.md.

Comes in the folder with gold, documents and the scorer (default: ../shared); goes out a table for the real documents,
the composed documents developed on, and the composed documents put aside (bench/set_aside.txt).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.export import export
from graph.store import open_store
from ingest import pipeline

_MAIN = ("entities", "observations", "periods", "dates", "relations")


def main() -> int:
    """Measure, print and, with --write, keep the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=["real", "composed", "aside"], action="append")
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
    for name in options.set or sets:
        documents, gold = sets[name]
        lines += [f"## {name}", "", *_table(measure(options.shared, documents, gold, errors=options.errors)), ""]
    sys.stdout.write("\n".join(lines))
    if options.write:
        head = (Path(__file__).parent / "quality_head.md").read_text("utf-8")
        Path("docs/quality.md").write_text(head + "\n" + "\n".join(lines), "utf-8")
    return 0


def measure(shared: Path, documents: Path, gold: Sequence[Path], *, errors: bool) -> dict[str, dict[str, Any]]:
    """Ingest the documents that the gold files speak of and score the exported graph."""
    names = {json.loads(p.read_text("utf-8"))["document"] for p in gold}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"{folder}/store")
        pipeline.ingest([documents / n for n in sorted(names)], store)
        graph = Path(folder) / "graph.nq"
        export(store, graph)
        command = [sys.executable, str(shared / "eval" / "score.py"), *map(str, gold), "--graph", str(graph)]
        if errors:
            sys.stdout.write(subprocess.run([*command, "--errors"], capture_output=True, check=True, text=True).stdout)
        run = subprocess.run([*command, "--json"], capture_output=True, check=True, text=True)
        report: dict[str, dict[str, Any]] = json.loads(run.stdout)
        return report


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
