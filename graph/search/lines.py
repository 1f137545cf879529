"""Many texts as one, line by line: a stretch of text comes in, the numbers of the lines that have it go out.

The long text is searched from end to end, which takes a few milliseconds for a million characters and no more memory
than the texts and a number for each.
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
NO_LINES: Numbers = np.empty(0, np.int64)


class Lines:
    """Texts without line breaks, numbered from 0."""

    def __init__(self, joined: str) -> None:
        """`joined` holds the texts with a line break between them."""
        self._all = f"\n{joined}\n"
        codes = np.frombuffer(self._all.encode("utf-32-le"), "<u4")
        self._starts = 1 + np.flatnonzero(codes == ord("\n"))
        self._first, self._last = codes[self._starts[:-1]], codes[self._starts[1:] - 2]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self._all[self._starts[number] : self._starts[number + 1] - 1]

    def texts(self, numbers: Numbers) -> list[str]:
        """The lines of these numbers."""
        ends = self._starts[numbers + 1] - 1
        return [self._all[a:b] for a, b in zip(self._starts[numbers].tolist(), ends.tolist(), strict=True)]

    def lengths(self, numbers: Numbers) -> Numbers:
        """How many characters these lines have."""
        return self._starts[numbers + 1] - self._starts[numbers] - 1

    def near(self, wanted: str) -> Numbers:
        """The lines that may be `wanted` with one error: at most a character longer or shorter, one end the same."""
        same = (self._first == ord(wanted[0])) | (self._last == ord(wanted[-1]))
        return np.flatnonzero(same & (abs(np.diff(self._starts) - 1 - len(wanted)) <= 1))

    def inside(self, text: str, least: int) -> Numbers:
        """The lines of at least so many characters that stand in `text`."""
        signs = [ord(c) for c in set(text)]
        lengths = np.diff(self._starts) - 1
        likely = np.flatnonzero(
            (lengths >= least) & (lengths <= len(text)) & np.isin(self._first, signs) & np.isin(self._last, signs)
        )
        found: Numbers = likely[np.array([line in text for line in self.texts(likely)], bool)]
        return found

    def having(self, wanted: str) -> tuple[Numbers, Numbers]:
        """The lines that have `wanted` anywhere, and those of them that begin with it, in order."""
        places = self._places(wanted)
        numbers = np.searchsorted(self._starts, places, "right") - 1
        return _once(numbers), numbers[self._starts[numbers] == places]

    def rarely_having(self, wanted: str, most: int) -> Numbers:
        """The lines that have `wanted` anywhere, in order; none where it stands in more than `most` places."""
        return self.having(wanted)[0] if self._all.count(wanted) <= most else NO_LINES

    def beginning(self, wanted: str) -> Numbers:
        """The lines that begin with `wanted`, in order: less work where many have it elsewhere."""
        return np.searchsorted(self._starts, self._places(f"\n{wanted}") + 1)

    def _places(self, wanted: str) -> Numbers:
        """Where `wanted` begins: told by what splitting leaves, as a loop over a hundred thousand places is slow."""
        if (at := self._all.find(wanted)) < 0:
            return NO_LINES
        between = self._all[at + len(wanted) :].split(wanted)[:-1]
        steps = np.fromiter(map(len, between), np.int64, len(between)) + len(wanted)
        return at + np.concatenate(([0], np.cumsum(steps)))


def _once(numbers: Numbers) -> Numbers:
    """Numbers in order without what is there repeatedly."""
    return numbers[np.diff(numbers, prepend=-1) > 0]
