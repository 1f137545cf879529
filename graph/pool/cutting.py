"""The engine's own output, cut after so many rows: bytes come in as they are written, blocks go out.

Rows are counted by what parts them in the engine's output, which no value can hold: in JSON the end of a term and a row
with the beginning of the next, in XML angle brackets, in TSV line ends, all escaped in values; in CSV line ends between
quotes are passed over.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

_BLOCK = 64 * 1024
_SEAM = 1024  # bytes held back, so that a mark across two blocks is seen


@dataclass(frozen=True, slots=True)
class _Form:
    """How rows are parted: the `mark`, and how many `more` marks there are than rows up to the end of the last allowed.

    `kept` bytes of that mark belong to the answer. `certain`: there is a row too many once that mark is seen; `end`
    closes a cut answer.
    """

    mark: re.Pattern[bytes]
    more: int
    kept: int
    certain: bool
    end: bytes


_CSV = re.compile(rb'"|\r\n')
_FORMS = {
    "json": _Form(re.compile(rb'"\}\},\{"[^"\\{}\s,:]+":\{"type":"'), 0, 3, certain=True, end=b"]}}"),
    "xml": _Form(re.compile(b"<result>"), 1, 0, certain=True, end=b"</results></sparql>"),
    "tsv": _Form(re.compile(rb"\n"), 1, 1, certain=False, end=b""),
    "csv": _Form(_CSV, 1, 2, certain=False, end=b""),
}


class Cutting:
    """A file to write an answer to; after `rows` rows the rest is dropped and the answer closed properly.

    `cut` tells, after close(), whether there was more.
    """

    def __init__(self, format_: str, rows: int, send: Callable[[bytes], None]) -> None:
        """`format_` is json, xml, csv or tsv; `send` takes the blocks."""
        self._form, self._send = _FORMS[format_], send
        self._left = rows + self._form.more  # marks up to the one that ends the last row allowed
        self._held = bytearray()
        self._quoted = False
        self._full = False
        self.cut = False

    def write(self, data: bytes) -> int:
        """Take what the engine writes."""
        if self._full:
            self.cut = self.cut or bool(data)
            return len(data)
        self._held += data
        if len(self._held) >= _BLOCK + _SEAM:
            self._pass(len(self._held) - _SEAM)
        return len(data)

    def flush(self) -> None:
        """Nothing to do: blocks go out when they are full."""

    def close(self) -> None:
        """Pass on what is held, and the end of a cut answer."""
        if not self._full:
            self._pass(len(self._held))
        if self.cut and self._form.end:
            self._send(self._form.end)

    def _pass(self, end: int) -> None:
        """Send what is held up to `end`, or up to the end of the last row allowed."""
        marks = list(islice(self._marks(end), self._left))
        self._left -= len(marks)
        if self._left:
            self._send(bytes(self._held[:end]))
            del self._held[:end]
            return
        stop = marks[-1] + self._form.kept
        self._send(bytes(self._held[:stop]))
        self._full = True
        self.cut = self._form.certain or len(self._held) > stop
        self._held.clear()

    def _marks(self, end: int) -> Iterator[int]:
        """Where the marks that begin before `end` are."""
        for found in self._form.mark.finditer(self._held):
            if found.start() >= end:
                return
            if found.group() == b'"':
                self._quoted = not self._quoted
            elif not self._quoted:
                yield found.start()
