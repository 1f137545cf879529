"""What stands around a year: comes in a text and where the year stands, goes out what that says of it."""

import re
from collections import deque
from collections.abc import Iterable, Iterator

from ingest.dates.expressions import words

_SENTENCE = 60  # a word of planning governs the years behind it in its sentence, this far
_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d年?[-—~至](?:19|20)\d\d年?")


def spanned(clean: str, years: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], int | None]]:
    """The years, in order, each with where the span of years (2019—2021年) starts that it stands in, or None."""
    spans = deque(m.span() for m in _SPAN.finditer(clean))
    for year in years:
        while spans and spans[0][1] <= year.start():
            spans.popleft()
        yield year, spans[0][0] if spans and spans[0][0] <= year.start() else None


def sentence_before(clean: str, at: int) -> str:
    """What stands before `at` in its sentence, as far back as matters."""
    return re.split("[。；\n]", clean[max(0, at - _SENTENCE) : at])[-1]


def plans(stretch: str) -> bool:
    """Whether a word of planning stands in the stretch and governs what stands behind it."""
    return any(word in stretch for word in words()["planned_before"])


def is_origin(clean: str, start: int, end: int) -> bool:
    """Whether the year clean[start:end] is one in which something began: 成立于2010年, 2010年成立."""
    known = words()
    return clean.endswith(tuple(known["founded_before"]), 0, start) or clean.startswith(
        tuple(known["founded_after"]), end
    )
