"""From lines to paragraphs: the lines of a document come in, groups of lines that belong together go out.

Page numbers and running heads are left out; captions and inset boxes stand as groups of their own behind the
paragraph that they cut in two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout import kinds
from ingest.layout.lines import Line
from ingest.layout.wraps import Wraps, joined
from ingest.text import breaks_word

_INSET = 16  # how many blocks an inset box may have
_MARKED_TITLE = 16  # the same for one whose mark items have, too, where wrapped text follows
_TITLE = 28  # characters of the longest title nobody marked
_FIRST_TITLE = 44  # the same for the title of the document
UNMARKED = 8  # the level of a title nobody marked
_MASTHEAD = 6  # lines at the head of a document where titles stand one below the other
_STACKED = 3  # short lines one below the other that are no list yet
_ENDED = re.compile(r".{1,3}[。，；]")  # the rest of a clause that was cut


@dataclass(slots=True)
class Group:
    """Lines of one paragraph, item, row or heading by their index; `aside` for what stands apart from the text."""

    lines: list[int]
    level: int = 0
    aside: bool = False


def group(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Group]]:
    """The lines that are kept, and which of them belong together, in the order in which they are read."""
    kept = _without_pages(lines)
    return kept, _Grouping(kept).groups()


class _Grouping:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._wraps = Wraps(lines)
        self._groups: list[Group] = []
        self._item_marks = {x.text[0] for x in lines if kinds.mark_of(x.text) and not kinds.heading_level(x.text)}
        self._open: Group | None = None  # the paragraph that the next line may go on with

    def groups(self) -> list[Group]:
        outside: Group | None = None
        for index, line in enumerate(self.lines):
            if line.boxed and not (index and self.lines[index - 1].boxed):
                outside, self._open = self._open, None
            elif not line.boxed and index and self.lines[index - 1].boxed:
                self._open, line.cut = outside, True
            self._take(index)
        self._name_document()
        return self._groups

    def _name_document(self) -> None:
        """Set the title of the document above all headings below it, unless it may be the first of several titles."""
        first = next((n for n, g in enumerate(self._groups[:_STACKED]) if g.level), None)
        if first is None or self._groups[first].level != UNMARKED:
            return
        below = self._groups[first + 1 : first + 2]
        alone = sum(g.level == UNMARKED for g in self._groups) == 1
        if alone or (below and below[0].level):
            self._groups[first].level = 1

    def _take(self, index: int) -> None:
        text = self.lines[index].text
        if (kinds.is_aside(text) and not text.startswith("#")) or self._is_running_head(index):
            self._groups.append(Group([index], aside=True))
            for line in self.lines[index + 1 : index + 2]:
                line.cut = True
            return
        if self._is_slogan(index):
            self._groups[-1].lines.append(index)
            return
        level = UNMARKED if self._is_headline(index) else self._marked(index)
        target = self._goes_on_with(index) if level == 0 else None
        if target is not None:
            target.lines.append(index)
            self._open = target
            return
        level = level or (UNMARKED if self._is_title(index) else 0)
        self._groups.append(Group([index], level))
        self._open = None if level else self._groups[-1]

    def _is_headline(self, index: int) -> bool:
        """Whether a name and a colon stand right above their slogan, where lines of running text stand apart."""
        near = self.lines[index : index + 2]
        if len(near) < 2 or near[1].gap or not self._wraps.is_double_spaced(index):
            return False
        if not near[0].gap and index and not self.lines[index - 1].finished:
            return False
        return kinds.is_named(near[0].text) and _is_short(near[1], _TITLE) and not kinds.is_no_title(near[1].text)

    def _is_slogan(self, index: int) -> bool:
        """Whether the line is the second of a headline."""
        return index > 0 and self._groups[-1].lines == [index - 1] and self._is_headline(index - 1)

    def _is_running_head(self, index: int) -> bool:
        """Whether a few words beside a page number stand between the two halves of a sentence."""
        near = self.lines[index : index + 2]
        if self._open is None or len(near) < 2 or not (near[0].cut or near[1].cut):
            return False
        before = self.lines[self._open.lines[-1]]
        if before.finished or not before.telling or not _is_short(near[0], _TITLE):
            return False
        return bool(joined(before, near[1])) or breaks_word(before.text, near[1].text)

    def _marked(self, index: int) -> int:
        """The level of a line that is a heading by its marks, unless it is one of a list of such."""
        text = self.lines[index].text
        level = kinds.heading_level(text)
        if level == 6 and kinds.mark_of(text) and self._is_listed(index, kinds.mark_of(text)):
            return 0
        if level == 0 and kinds.numbered_title(text) and self._stands_above(index):
            return 7
        return level

    def _is_listed(self, index: int, mark: str) -> bool:
        """Whether a marked line is an item among items: a neighbour has its mark, or it is a wrapped item."""
        near = (*self.lines[max(0, index - 1) : index], *self.lines[index + 1 : index + 2])
        if any(x.text[0] == mark for x in near):
            return True
        close = any(not x.gap and not x.finished for x in self.lines[index + 1 : index + 2])
        wrapped = self._wraps.fills(index) or (close and len(self.lines[index].text) > _MARKED_TITLE)
        return mark in self._item_marks and wrapped

    def _goes_on_with(self, index: int) -> Group | None:
        if self._open and self._wraps.continues(self.lines[self._open.lines[0]], self._open.lines[-1], index):
            return self._open
        return self._cut_by_inset(index)

    def _cut_by_inset(self, index: int) -> Group | None:
        """The paragraph above an inset box (headings, items) that the line goes on with, if one was cut there."""
        line = self.lines[index]
        if kinds.is_item(line.text) or line.row or line.boxed:
            return None
        for group_ in reversed(self._groups[-_INSET:]):
            first, last = self.lines[group_.lines[0]], self.lines[group_.lines[-1]]
            listed = kinds.is_label(first.text) or (kinds.is_item(first.text) and not _ENDED.match(line.text))
            if group_.level or group_.aside or first.row or listed:
                continue
            if not any(self.lines[i].telling for i in group_.lines) and not last.finished:
                continue
            cut = group_ is not self._groups[-1] and not last.finished
            return group_ if cut and (last.text[-1] in "，、" or breaks_word(last.text, line.text)) else None
        return None

    def _is_title(self, index: int) -> bool:
        """A short line without a full stop that stands above a longer one: a title nobody marked."""
        line = self.lines[index]
        if not _is_short(line, _FIRST_TITLE if index == 0 else _TITLE) or kinds.is_no_title(line.text):
            return False
        below = self.lines[index + 1 : index + 2]
        if below and line.telling and not below[0].gap and breaks_word(line.text, below[0].text):
            return False
        if self._wraps.is_listed(index) or (index > 0 and kinds.is_label(line.text)):
            return False
        if any(joined(line, below) for below in self.lines[index + 1 : index + 2]):
            return False
        first = index
        while first > 0 and index - first < _STACKED and _is_short(self.lines[first - 1], _TITLE):
            first -= 1
        if index - first >= _STACKED and index >= _MASTHEAD:
            return False
        return self._stands_above(index)

    def _stands_above(self, index: int, *, titled: bool = False) -> bool:
        """Whether a longer line, or a whole sentence, stands below, and the line is narrower than the text.

        A title may have a second line, which stands above the text then.
        """
        line = self.lines[index]
        near = self.lines[index + 1 : index + 4]
        below = next((x for x in near if x.text != line.text and not kinds.is_aside(x.text)), None)
        if below is None or (index > 2 and kinds.is_date(below.text)) or kinds.numbered_title(below.text):
            return False
        if self._wraps.fills(index) and not below.gap:
            return False
        if (index == 0 and below.gap) or kinds.is_opening(below.text):
            return True
        if len(below.text) > len(line.text) + 8 or (below.finished and not kinds.is_item(below.text)):
            return True
        second = not titled and below is self.lines[index + 1] and _is_short(below, _TITLE)
        return second and not kinds.is_item(below.text) and self._stands_above(index + 1, titled=True)


def _is_short(line: Line, longest: int) -> bool:
    """Whether the line is a few words without a stop."""
    text = line.text
    if not 2 <= len(text) <= longest or text[-1] in "，、：。；！？…" or line.row:
        return False
    stops = r"[。；]|，.*，|、.*、" if longest == _FIRST_TITLE and len(text) <= _TITLE else r"[，。；]|、.*、"
    return bool(re.search(r"[一-鿿]{2}", text)) and not re.search(stops, text)


def _without_pages(lines: Sequence[Line]) -> list[Line]:
    """The lines but for page numbers and bylines; the line after one knows of it."""
    kept: list[Line] = []
    cut = False
    for line in lines:
        if kinds.is_dropped(line.text) and not line.text.startswith("#"):
            cut = True
            continue
        line.cut, cut = cut, False
        kept.append(line)
    return kept
