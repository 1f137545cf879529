"""Says what is wrong with annotated texts of our own: files come in, one line per defect goes out.

python -m training.check FILE…          exit status 1 where there is a defect
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import ontology
from training.marked import Marked, MarkedError, documents

_EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_MEASURES = ("actual", "target", "growth", "share", "completion")
_DATABLE = {"date": ("Event",), "startDate": ("Project",), "endDate": ("Project",)}


def defects(document: Marked) -> Iterator[str]:
    """What is wrong with one document, a line each."""
    yield from _marks(document)
    yield from _relations(document)
    yield from _dates(document)
    yield from _observations(document)


def _marks(document: Marked) -> Iterator[str]:
    for mark in document.marks:
        if mark.entity not in document.classes:
            yield f"{mark.entity}: marked, but no class given"
        if mark.start == mark.end:
            yield f"{mark.entity}: an empty mark"
    for entity, cls in document.classes.items():
        if cls not in ontology.classes():
            yield f"{entity}: no class {cls}"
    squeezed = squeeze(document.text)
    for entity, trigger in document.triggers.items():
        if squeeze(trigger) not in squeezed:
            yield f"{entity}: trigger {trigger!r} is not in the text"
    marked = {m.entity for m in document.marks if not m.anaphor}
    for entity, cls in document.classes.items():
        if entity not in marked and not (cls == "Event" and entity in document.triggers):
            yield f"{entity}: never marked (an Event needs a mark or a trigger)"


def _relations(document: Marked) -> Iterator[str]:
    relations = ontology.relations()
    for s, p, o in document.relations:
        line = f"{s} {p} {o}"
        if p not in relations:
            yield f"{line}: no such relation"
            continue
        known = [document.classes.get(x) for x in (s, o)]
        if None in known:
            yield f"{line}: an id that is not in the text"
        elif known[0] not in relations[p].domain or known[1] not in relations[p].range:
            yield f"{line}: {p} does not go from {known[0]} to {known[1]}"
        elif s == o:
            yield f"{line}: to itself"


def _dates(document: Marked) -> Iterator[str]:
    for s, p, value in document.dates:
        if not _EDTF.fullmatch(value):
            yield f"{s} {p} {value}: not EDTF"
        if document.classes.get(s) not in _DATABLE[p]:
            yield f"{s} {p}: {document.classes.get(s)} has no {p}"


def _observations(document: Marked) -> Iterator[str]:
    squeezed = squeeze(document.text)
    for o in document.observations:
        line = f"{o.subject} obs {o.indicator} {o.measure} {o.value:g}"
        indicator = ontology.indicators().get(o.indicator)
        if indicator is None:
            yield f"{line}: no such indicator"
            continue
        if o.measure not in _MEASURES:
            yield f"{line}: no such measure"
        units = {"1"} if o.measure in _MEASURES[2:] else set(indicator.units)
        if o.unit not in units:
            yield f"{line}: unit {o.unit}, not one of {sorted(units)}"
        if o.period and not _EDTF.fullmatch(o.period):
            yield f"{line}: period {o.period} is not EDTF"
        if o.subject not in document.classes:
            yield f"{line}: an id that is not in the text"
        if squeeze(o.evidence) not in squeezed:
            yield f"{line}: evidence is not in the text: {o.evidence}"


def squeeze(text: str) -> str:
    """Text without white space."""
    return re.sub(r"\s+", "", text)


def main() -> int:
    """The command."""
    wrong = count = relations = 0
    for path in map(Path, sys.argv[1:]):
        try:
            for document in documents([path]):
                count += 1
                relations += len(document.relations)
                for defect in defects(document):
                    wrong += 1
                    print(f"{path.name} {document.name}: {defect}")
        except MarkedError as error:
            wrong += 1
            print(f"{path.name}: {error}")
    print(f"{count} documents, {relations} relations, {wrong} defects")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
