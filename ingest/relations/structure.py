"""Relations that the layout states: between the columns of a table, and between a heading and the one above it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from ingest.figures import grid
from ingest.figures.grid import BETWEEN, Cell
from ingest.figures.headings import bare
from ingest.model import Mention, Reading, Relation
from ingest.relations.context import Context
from ingest.relations.matching import Found
from ingest.relations.rulebook import HeadingRule, RowRule

_AND = re.compile("[与和、]")  # 项目与主体


def rows(reading: Reading, rules: Sequence[RowRule], context: Context) -> Iterator[Found]:
    """Read what tables state whose columns have headings; of a row that is several sentences each by itself."""
    if not BETWEEN.search(reading.text.clean):
        return
    lines = grid.rows(reading.text.clean)
    line = at = 0
    for index, sentence in enumerate(reading.sentences):
        while line < len(lines) and lines[line].end <= sentence.start:
            line += 1
        if line == len(lines) or lines[line].start >= sentence.end:
            continue
        inside_row = lines[line].cells
        first = bisect_right(inside_row, sentence.start, key=lambda c: c.end)
        cells = inside_row[first : bisect_left(inside_row, sentence.end, key=lambda c: c.start)]
        while at < len(reading.mentions) and reading.mentions[at].start < sentence.start:
            at += 1
        inside = _in_cells(reading, cells, at)
        titles = [{bare(c.column), *_AND.split(bare(c.column))} for c in cells]
        for rule in rules:
            places = _places(titles, rule)
            if places is not None:
                yield from _read_row(reading, rule, places, inside, index, context)


def headed(reading: Reading, rules: Sequence[HeadingRule], heads: Sequence[Sequence[int]]) -> Iterator[Found]:
    """Read what stands under what: a heading's own entity and the nearest fitting one in the headings above it."""
    for number, section in enumerate(reading.sections):
        for rule in rules:
            own = [e for e in heads[number] if reading.entities[e].cls in rule.classes["s"]][:1]
            above = section.parent
            while own and above is not None:
                over = [e for e in heads[above] if reading.entities[e].cls in rule.classes["o"] and e not in own]
                if over:
                    end = section.start + len(section.heading)
                    yield Found(
                        Relation(own[0], rule.relation, over[0], section.start, end, rule.confidence), rule.name
                    )
                    break
                above = reading.sections[above].parent


def _places(titles: Sequence[AbstractSet[str]], rule: RowRule) -> Mapping[str, int] | None:
    """The columns of a rule's subject and object, -1 for one that is not there; None where the rule says nothing."""
    places = {
        role: next((i for i, title in enumerate(titles) if not title.isdisjoint(words)), -1)
        for role, words in rule.columns.items()
    }
    return places if places["s"] >= 0 and (places["o"] >= 0 or rule.otherwise) else None


def _in_cells(reading: Reading, cells: Sequence[Cell], at: int) -> list[list[Mention]]:
    """Give the mentions of every cell that are part of no longer one; a bar alone has no cells."""
    inside: list[list[Mention]] = [[] for _ in cells]
    if not cells:
        return inside
    column, last = 0, -1
    mentions = reading.mentions
    while at < len(mentions) and mentions[at].start < cells[-1].end:
        mention = mentions[at]
        at += 1
        if mention.start < last or reading.entities[mention.entity].cls == "Event":
            continue
        while mention.start >= cells[column].end:
            column += 1
        inside[column].append(mention)
        last = mention.end
    return inside


def _read_row(
    reading: Reading,
    rule: RowRule,
    columns: Mapping[str, int],
    inside: Sequence[Sequence[Mention]],
    sentence: int,
    context: Context,
) -> Iterator[Found]:
    def members(role: str) -> list[int]:
        column = columns[role]
        found = inside[column] if 0 <= column < len(inside) else ()
        return [m.entity for m in found if reading.entities[m.entity].cls in rule.classes[role]]

    subjects, objects, confidence = members("s"), members("o"), rule.confidence
    if subjects and not objects and rule.otherwise:
        meant = context.around(sentence, rule.classes["o"], subjects)
        objects, weight = meant or ([], 1.0)
        confidence = round(confidence * weight, 3)
    span = reading.sentences[sentence]
    for s in subjects:
        for o in objects:
            if s != o:
                yield Found(Relation(s, rule.relation, o, span.start, span.end, confidence), rule.name)
