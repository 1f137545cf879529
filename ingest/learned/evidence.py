"""Where a fact is said: comes in a reading and two of its places, go out the stretches of text that state the fact."""

from collections.abc import Sequence

from ingest.learned.nodes import Nodes
from ingest.model import Reading

_LONG = 160  # characters; of a longer sentence the clauses that a fact spans are its evidence
_PASSAGE = 240  # characters; ends further apart are quoted apart
_BREAKS = "，；。\n"


def stretches(reading: Reading, n: Nodes, one: int, other: int) -> Sequence[tuple[int, int]]:
    """The stretches, offsets in the text, that state what holds between the nodes `one` and `other`.

    The sentence with both, or the passage from one to the other. Of places far apart, as a heading and a line of the
    list below it, first the later's sentence and then the earlier's.
    """
    ends = sorted((one, other), key=lambda i: (n.start[i], -n.end[i]))
    first, last = int(n.start[ends[0]]), int(max(n.end[ends[0]], n.end[ends[1]]))
    earlier, later = (int(n.sentence[i]) for i in ends)
    if earlier == later:
        return (_around(reading, later, first, last),)
    low = _around(reading, earlier, first, int(n.end[ends[0]]))
    high = _around(reading, later, int(n.start[ends[1]]), last)
    return ((low[0], high[1]),) if high[1] - low[0] <= _PASSAGE else (high, low)


def _around(reading: Reading, index: int, first: int, last: int) -> tuple[int, int]:
    """The sentence around clean[first:last], or of a long one the clauses that it spans."""
    clean, sentence = reading.text.clean, reading.sentences[index]
    start, end = sentence.start, max(sentence.end, last)
    if end - start > _LONG:
        start = max(start, *(clean.rfind(b, start, first) + 1 for b in _BREAKS))
        end = min((i for b in _BREAKS if (i := clean.find(b, last, end)) >= 0), default=end)
    return start, end
