"""The first look at a text: comes in what rules and lexicons know of it, go out names, happenings and states.

The states of the characters are kept for the second look (ingest.learned.judging), when names have become entities.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.learned import inputs, network, pieces, reader
from ingest.learned.crf import Span
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import Tokens
from ingest.model import DateSpan, Happening, Sentence
from ingest.quantities import Quantity

_BEFORE = 60  # characters before its word in which a happening's stretch may start
_BEGINS = 0.15  # how likely its start has to be at least


@dataclass(frozen=True)
class Seen:
    """What the network sees in a text; offsets are those of `Text.clean`."""

    names: Sequence[Candidate]
    happenings: Sequence[Happening]
    states: network.Floats


def see(
    clean: str,
    tokens: Tokens,
    proposed: Iterable[Candidate],
    times: Sequence[DateSpan],
    amounts: Sequence[Quantity],
    sentences: Sequence[Sentence],
) -> Seen:
    """Look at a whole text."""
    net, reads = network.load(), reader.load()
    stretches = inputs.stretches(clean, sentences)
    cut = pieces.cut(clean, inputs.windows(stretches), reads.vocabulary)
    ids = inputs.encode(
        clean, tokens, proposed, [(t.start, t.end) for t in times], [(q.start, q.end) for q in amounts], sentences,
        cut.place,
    )  # fmt: skip
    states = net.states(ids, stretches, reads.read(cut, *net.taken), cut.owner)
    names = [Candidate(s.start, s.end, s.tag, s.score) for s in net.names(states, stretches)]
    begins = net.starts(states)
    return Seen(names, _happenings(net.happenings(states, stretches), begins, sentences), states)


def _happenings(words: Sequence[Span], begins: network.Floats, sentences: Sequence[Sentence]) -> list[Happening]:
    found: list[Happening] = []
    at, free = 0, 0
    for word in words:
        while at + 1 < len(sentences) and sentences[at + 1].start <= word.start:
            at += 1
        low = max(free, sentences[at].start, word.start - _BEFORE)
        start = word.start
        if low < word.start:
            best = low + int(begins[low : word.start + 1].argmax())
            if begins[best] >= _BEGINS:
                start = best
        found.append(Happening(start, word.end, word.start, word.score))
        free = word.end
    return found
