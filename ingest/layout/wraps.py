"""Whether a line goes on with the one above: two lines and their surroundings come in, a yes or no goes out.

A file that was wrapped by a machine or set in columns has lines of about one width, all but the last of a
paragraph; a page that ends cuts a long line in mid-sentence; a title or an item of a list does neither.
"""

import re
from collections.abc import Sequence

from ingest import rules
from ingest.layout import kinds
from ingest.layout.lines import Line
from ingest.text import breaks_word, joins_number

_REST = r"[一-鿿][，。；]|(?!<alone>)\w："  # one letter and a stop: the rest of a word that was cut
_NUMBER = re.compile(r"(?<![A-Za-z\d.\-])\d+余?$")
_AROUND = 8  # lines above and below that show the width of the text
_RAGGED = 8  # columns that lines of one width may differ in
_NARROWEST = 20  # columns of the narrowest text that is wrapped
_FULL = 0.72  # of the width, what a line fills that was wrapped before a long word or at a figure
_OVER = 1.2  # of the width, what a line fills that was not wrapped as the others were
_ALIKE = 2  # lines of about one width that show it
_CUT = 24  # characters of a line that a page may have cut
_BRACKET = 20  # characters between a bracket and the break inside it
_SHORTEST = 7  # characters of the shortest line that a word may be cut at the end of


class Wraps:
    """The widths of a document's text, place by place."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._known: dict[int, int] = {}

    def width(self, index: int) -> int:
        """The width in columns that the text around a line is wrapped at, or 0 where it is not wrapped."""
        if index not in self._known:
            self._known[index] = self._measure(index)
        return self._known[index]

    def fills(self, index: int) -> bool:
        """Whether the line is as wide as wrapped text around it."""
        width = self.width(index)
        return bool(width) and self._lines[index].edge >= width * _FULL

    def continues(self, first: Line, above: int, index: int) -> bool:
        """Whether a page, a column or a wrap, not the author, parted line `index` from line `above`.

        `first` is the line that the paragraph of `above` starts with.
        """
        before, line = self._lines[above], self._lines[index]
        if before.finished or self._is_apart(above, index):
            return False
        if before.row or line.row:
            return not line.row and _goes_on_in_cell(before, line)
        joint = joined(before, line)
        if joint is not None:
            return joint
        full = self._is_full(above, index, is_first=before is first)
        if full or before.text[-1] == "：":
            return full
        return self._is_cut(first, above, index)

    def _is_apart(self, above: int, index: int) -> bool:
        """Whether the line starts something of its own by its looks."""
        text = self._lines[index].text
        if kinds.is_item(text) or kinds.is_date(text) or self._lines[index].numbered:
            return True
        if kinds.is_bracketed(text):
            return not breaks_word(self._lines[above].text, text)
        return kinds.is_opening(text) or self.is_listed(index)

    def is_listed(self, index: int) -> bool:
        """Whether the line and one next to it are entries of a form or a list."""
        near = [*self._lines[max(0, index - 1) : index], *self._lines[index + 1 : index + 2]]
        for kind in (kinds.is_label, kinds.is_entry):
            if kind(self._lines[index].text) and any(kind(x.text) for x in near):
                return True
        return False

    def _is_full(self, above: int, index: int, *, is_first: bool) -> bool:
        """Whether the line above is as wide as the text around it, and the next no wider.

        Two titles, one below the other, are no running text.
        """
        width = self.width(above)
        before, line = self._lines[above], self._lines[index]
        if not width or (line.gap and not line.cut and not self.is_double_spaced(index)):
            return False
        running = not is_first or before.telling or line.telling
        return running and before.edge >= width * _FULL and line.edge <= width * _OVER

    def is_double_spaced(self, index: int) -> bool:
        """Whether most lines around have an empty line above them."""
        near = self._near(index)
        return 2 * sum(x.gap for x in near) > len(near)

    def _is_cut(self, first: Line, above: int, index: int) -> bool:
        """Whether the line above was cut in mid-sentence though it is not as wide as others."""
        before, line = self._lines[above], self._lines[index]
        width = self.width(above)
        fits = bool(width) and line.edge <= max(width, before.edge) * _OVER and (not line.gap or line.cut)
        if len(before.text) >= _SHORTEST and breaks_word(before.text, line.text):
            return before.telling or line.edge <= before.edge + _RAGGED or (fits and line.telling)
        told = before.telling or before is not first
        if not told or (line.indent > before.indent + 1 and before.indent < 2):
            return False
        if fits and self._is_prose(above):
            return True
        listed = (kinds.is_item(first.text) and first.text[0] != "【") or kinds.is_label(first.text)
        if _NUMBER.search(before.text):  # whose unit would stand here
            return False
        if line.cut and before is not first:
            return True
        return len(before.text) >= _CUT and (line.cut or (line.gap and not listed))

    def _is_prose(self, index: int) -> bool:
        """Whether most lines around hold the end of a sentence, as lists and forms do not."""
        near = self._near(index)
        return 2 * sum("。" in x.text for x in near) >= len(near)

    def _near(self, index: int) -> Sequence[Line]:
        return self._lines[max(0, index - _AROUND) : index + _AROUND + 1]

    def _measure(self, index: int) -> int:
        near = self._near(index)
        best = (0, 0)
        for edge in {x.edge for x in near if x.edge >= _NARROWEST and not x.finished and not x.row}:
            alike = [x for x in near if edge * _FULL <= x.edge <= edge and not x.row]
            wrapped = sum(not x.finished for x in alike)
            wider = sum(x.edge > edge * _OVER and not x.row for x in near)
            if (
                wrapped >= _ALIKE
                and wider <= len(alike)
                and 2 * sum(x.telling or x.finished for x in alike) >= len(alike)
            ):
                best = max(best, (wrapped, edge))
        return best[1]


def joined(before: Line, line: Line) -> bool | None:
    """What the characters on both sides of the break say; None where they say nothing."""
    end, start = before.text[-1], line.text[0]
    if end in "，、（《“" or (before.text.endswith("——") and before.text[0] != "—"):
        return True
    if (
        start in "，、。；：）》”"
        or rules.pattern("layout.yaml", _REST).match(line.text)
        or _is_bracket_open(before.text, line.text)
        or joins_number(before.text, line.text)
    ):
        return True
    return None


def _is_bracket_open(left: str, right: str) -> bool:
    """Whether a bracket that opens near the end of `left` closes near the start of `right`."""
    for opening, closing in ("（）", "《》", "“”"):
        opened = left.rfind(opening, max(0, len(left) - _BRACKET))
        if opened > left.rfind(closing):
            closed = right.find(closing, 0, _BRACKET)
            return closed >= 0 and opening not in right[:closed]
    return False


def _goes_on_in_cell(row: Line, line: Line) -> bool:
    """Whether the line stands below the last cell of the row: a cell that was wrapped."""
    return row.cell >= _NARROWEST and abs(row.cell - line.indent) <= 4
