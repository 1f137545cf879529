"""Texts of our own as documents and gold files in the form of the annotation guide, so that one scorer measures all.

python -m training.gold FOLDER         those that are not taught, into FOLDER/documents and FOLDER/gold
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from training.marked import Marked
from training.texts import is_kept_out, own

_CUT = 2  # lines; a name of more may have been cut in two


def gold(document: Marked) -> dict[str, Any]:
    """The gold file of a marked text."""
    names: dict[int, dict[str, None]] = defaultdict(dict)
    for mark in document.marks:
        if not mark.anaphor:
            written = document.text[mark.start : mark.end]
            names[mark.entity] |= dict.fromkeys(_read(written))
    entities = []
    for entity, cls in document.classes.items():
        known = sorted(names[entity], key=len, reverse=True)
        name = document.named.get(entity) or known[0]
        told = document.triggers.get(entity)
        aliases = [n for n in known if n != name] + ([told] if told and told != name else [])
        entities.append({"id": f"e{entity}", "type": cls, "name": name, "aliases": aliases})
    return {
        "document": f"{document.name}.txt",
        "start": 0,
        "end": len(document.text),
        "entities": entities,
        "relations": [{"s": f"e{s}", "p": p, "o": f"e{o}"} for s, p, o in document.relations],
        "observations": [
            {"s": f"e{o.subject}", "indicator": o.indicator, "measure": o.measure, "value": o.value, "unit": o.unit,
             "period": o.period, "evidence": o.evidence}
            for o in document.observations
        ],
        "dates": [{"s": f"e{s}", "property": p, "date": d} for s, p, d in document.dates],
    }  # fmt: skip


def _read(written: str) -> list[str]:
    """A name as it stands, and without what stands between its first line and its last: a page number, a box."""
    lines = written.split("\n")
    whole = "".join(written.split())
    around = "".join((lines[0] + lines[-1]).split())
    return [whole, around] if len(lines) > _CUT else [whole]


def write(folder: Path) -> int:
    """Write the documents that are not taught; gives how many."""
    count = 0
    for name in ("documents", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for document in own():
        if is_kept_out(document.name):
            (folder / "documents" / f"{document.name}.txt").write_text(document.text, "utf-8")
            said = json.dumps(gold(document), ensure_ascii=False)
            (folder / "gold" / f"{document.name}.json").write_text(said, "utf-8")
            count += 1
    return count


if __name__ == "__main__":
    print(write(Path(sys.argv[1])), "documents")
