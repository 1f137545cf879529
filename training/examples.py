"""Annotated documents as the learned components are taught: gold files and marked texts come in, Examples go out.

Offsets are those of the repaired text (`Text.clean`), end exclusive; entities are indexes into `entities`.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.layout import lay_out
from ingest.model import Entity, Mention, Section, Sentence, Text, outermost
from ingest.sections import divide
from training.marked import Marked

_FOCUS = ("focusesOn", "inIndustry")
_CUT = re.compile(r"[。；！？]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure as annotated; `stretch` is where its evidence stands, or None where it was not found."""

    subject: int
    indicator: str
    measure: str
    value: float
    unit: str
    period: str | None
    stretch: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated document.

    `names` are the spans that the tagger is to find, none inside another; `mentions` all places of all entities,
    nested ones, those of events and pronoun-like ones too.
    """

    name: str
    group: str
    document: str
    issued: str | None
    text: Text
    sections: Sequence[Section]
    sentences: Sequence[Sentence]
    entities: Sequence[Entity]
    names: Sequence[Mention]
    mentions: Sequence[Mention]
    relations: frozenset[tuple[int, str, int]]
    dates: frozenset[tuple[int, str, str]]
    figures: Sequence[Labelled]

    def dated(self, issued: str | None) -> "Example":
        """The same with the document's own date (EDTF)."""
        return replace(self, issued=issued)


def from_marked(document: Marked) -> Example:
    """The example of a marked text of our own."""
    text, blocks = lay_out(document.text)
    sections, sentences = divide(text, blocks)
    at = _places(text, len(document.text))
    ids = {entity: i for i, entity in enumerate(document.classes)}
    spans: list[Mention] = []
    surfaces: dict[int, dict[str, int]] = defaultdict(dict)
    for mark in document.marks:
        span = at(mark.start, mark.end)
        if span is None:
            continue
        spans.append(Mention(span[0], span[1], ids[mark.entity], mark.anaphor))
        if not mark.anaphor:
            surface = text.surface(*span)
            surfaces[ids[mark.entity]][surface] = surfaces[ids[mark.entity]].get(surface, 0) + 1
    squeezed, positions = squeeze(text.clean)
    for entity, trigger in document.triggers.items():
        found = find(squeezed, positions, trigger)
        if found:
            spans.append(Mention(*found, ids[entity]))
    entities = []
    for entity, index in ids.items():
        names = sorted(surfaces[index], key=len, reverse=True)
        name = document.named.get(entity) or (names[0] if names else "")
        entities.append(Entity(document.classes[entity], name, tuple(n for n in names if n != name)))
    spans = sorted(set(spans), key=lambda m: (m.start, -m.end))
    return Example(
        document.name, "own", document.name, document.issued, text, sections, sentences, entities,
        list(outermost(m for m in spans if not m.anaphor and entities[m.entity].cls != "Event")), spans,
        frozenset((ids[s], p, ids[o]) for s, p, o in document.relations),
        frozenset((ids[s], p, d) for s, p, d in document.dates),
        [
            Labelled(ids[o.subject], o.indicator, o.measure, o.value, o.unit, o.period,
                     find(squeezed, positions, o.evidence))
            for o in document.observations
        ],
    )  # fmt: skip


def from_gold(path: Path, folders: Sequence[Path], group: str) -> Example:
    """The example of a gold file in the form of the annotation guide; the part it covers is the whole text."""
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    file = next(f / gold["document"] for f in folders if (f / gold["document"]).exists())
    raw = file.read_bytes().decode("utf-8")[gold["start"] : gold["end"]]
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    squeezed, positions = squeeze(text.clean)
    entities = [Entity(e["type"], e["name"], tuple(e.get("aliases", ()))) for e in gold["entities"]]
    ids = {e["id"]: i for i, e in enumerate(gold["entities"])}
    focus = [s for r in gold["relations"] if r["p"] in _FOCUS for s in [find(squeezed, positions, r["evidence"])] if s]
    mentions = sorted(_named(text.clean, squeezed, positions, entities, focus), key=lambda m: (m.start, -m.end))
    mentions += _told(squeezed, positions, entities, mentions, gold, ids)
    mentions = sorted(set(mentions), key=lambda m: (m.start, -m.end))
    return Example(
        path.stem, group, gold["document"], None, text, sections, sentences, entities,
        list(outermost(m for m in mentions if entities[m.entity].cls != "Event")), mentions,
        frozenset((ids[r["s"]], r["p"], ids[r["o"]]) for r in gold["relations"]),
        frozenset((ids[d["s"]], d.get("property", "date"), d["date"]) for d in gold.get("dates", [])),
        [
            Labelled(ids[o["s"]], o["indicator"], o["measure"], float(o["value"]), o["unit"], o.get("period"),
                     find(squeezed, positions, o["evidence"]))
            for o in gold["observations"]
        ],
    )  # fmt: skip


def squeeze(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, and where each stands."""
    kept = [(i, c) for i, c in enumerate(text) if c.isalnum()]
    return "".join(c.casefold() for _, c in kept), [i for i, _ in kept]


def find(squeezed: str, positions: Sequence[int], stretch: str) -> tuple[int, int] | None:
    """Where a stretch stands; white space, punctuation and the width of characters aside."""
    wanted = squeeze(unicodedata.normalize("NFKC", stretch))[0]
    at = squeezed.find(wanted) if wanted else -1
    return (positions[at], positions[at + len(wanted) - 1] + 1) if at >= 0 else None


def _places(text: Text, size: int) -> Callable[[int, int], tuple[int, int] | None]:
    kept: dict[int, int] = {offset: i for i, offset in reversed(list(enumerate(text.origin)))}

    def at(start: int, end: int) -> tuple[int, int] | None:
        inside = [kept[i] for i in range(start, min(end, size)) if i in kept]
        return (min(inside), max(inside) + 1) if inside else None

    return at


def _named(
    clean: str,
    squeezed: str,
    positions: Sequence[int],
    entities: Sequence[Entity],
    focus: Sequence[tuple[int, int]],
) -> Iterator[Mention]:
    """Every place of every name; a shorter name inside a longer one of another entity only where that is usual."""
    found: list[Mention] = []
    for index, entity in enumerate(entities):
        for name in {entity.name, *entity.aliases}:
            wanted = squeeze(name)[0]
            for match in re.finditer(re.escape(wanted), squeezed) if len(wanted) > 1 else ():
                a, b = positions[match.start()], positions[match.end() - 1] + 1
                if _CUT.search(clean[a:b].replace(name, "")):
                    continue
                a, b = _whole(clean, a, b, entity.cls)
                if entity.cls == "Industry" and not any(x <= a and b <= y for x, y in focus):
                    continue
                found.append(Mention(a, b, index))
    free = {m.entity for m in outermost(_by_length(m for m in found if entities[m.entity].cls != "Event"))}
    end = 0
    for mention in sorted(set(found), key=lambda m: (m.start, -m.end)):
        cls = entities[mention.entity].cls
        if cls == "Event" or mention.start >= end:
            end = end if cls == "Event" else mention.end
            yield mention
        elif mention.end <= end and mention.entity not in free:
            yield mention  # it stands nowhere else, so it is meant here


def _whole(clean: str, a: int, b: int, cls: str) -> tuple[int, int]:
    """The stretch of a name with the marks that belong to it."""
    if cls == "Policy" and clean[a - 1 : a] == "《" and clean[b : b + 1] == "》":
        a, b = a - 1, b + 1
    if clean[b : b + 1] == "）" and "（" in clean[a:b] and "）" not in clean[a:b]:
        b += 1
    if clean[a - 1 : a] == "“" and "”" in clean[a:b] and "“" not in clean[a:b]:
        a -= 1
    return a, b


def _by_length(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(set(mentions), key=lambda m: (m.start, -m.end))


def _told(
    squeezed: str,
    positions: Sequence[int],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    gold: Mapping[str, Any],
    ids: Mapping[str, int],
) -> list[Mention]:
    """Places of events that the text tells without their name: the last words of the name, in its evidence."""
    named = {m.entity for m in mentions}
    told: list[Mention] = []
    for event, index in ids.items():
        if entities[index].cls != "Event" or index in named:
            continue
        said = [d["evidence"] for d in gold["dates"] if d["s"] == event]
        said += [r["evidence"] for r in gold["relations"] if event in (r["s"], r["o"])]
        name = squeeze(entities[index].name)[0]
        for stretch in said:
            found = find(squeezed, positions, stretch)
            piece = _common(squeezed, positions, found, name) if found else None
            if piece:
                told.append(Mention(*piece, index))
                break
    return told


def _common(squeezed: str, positions: Sequence[int], stretch: tuple[int, int], name: str) -> tuple[int, int] | None:
    """The longest ending of the name, or else its longest part, that stands in the stretch."""
    low = next(i for i, p in enumerate(positions) if p >= stretch[0])
    high = next((i for i, p in enumerate(positions) if p >= stretch[1]), len(positions))
    inside = squeezed[low:high]
    pieces = [name[i:] for i in range(len(name) - 1)]
    pieces += [name[a:b] for n in range(len(name), 1, -1) for a in range(len(name) - n + 1) for b in [a + n]]
    for piece in pieces:
        at = inside.find(piece)
        if at >= 0:
            return positions[low + at], positions[low + at + len(piece) - 1] + 1
    return None
