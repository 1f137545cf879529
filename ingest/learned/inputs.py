"""What the network sees of each character, as numbers: goes out (characters, columns) ids.

Columns: the character (an id of `pretrained`), what the rules propose there, the word it is in and its place in it,
what the word is to the lexicons, whether a time or an amount stands there, whether it is in a heading.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from ingest import lexicon
from ingest.learned import pretrained
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names, titles
from ingest.mentions.tokens import Tokens
from ingest.model import Sentence

CLASSES = (
    "Platform", "Enterprise", "Agency", "Institution", "Project", "Parcel", "Talent", "Person", "Place", "Industry",
    "Policy", "Honour",
)  # fmt: skip
CODE = {cls: i + 1 for i, cls in enumerate(CLASSES)}
TAGS = (
    "x", "n", "nr", "ns", "nt", "nz", "v", "vn", "a", "b", "c", "d", "f", "m", "p", "q", "r", "t", "u", "j", "l", "i",
    "k", "eng", "s", "y", "z", "ad", "an", "vd", "g", "h", "e", "o",
)  # fmt: skip
_TAG_CODE = {tag: i for i, tag in enumerate(TAGS)}
_LENGTHS = 5
SIZES = (4 * (len(CLASSES) + 1), 4 * len(TAGS), 4 * _LENGTHS, 64, 8)  # of the columns after the first
Ids = npt.NDArray[np.int32]
Stretch = tuple[int, int]


def encode(
    clean: str,
    tokens: Tokens,
    proposals: Iterable[Candidate],
    times: Sequence[Stretch],
    amounts: Sequence[Stretch],
    sentences: Sequence[Sentence],
) -> Ids:
    """The ids of a text's characters, of shape (len(clean), 1 + len(SIZES)); all stretches in offsets of `clean`."""
    ids = np.zeros((len(clean), 1 + len(SIZES)), dtype=np.int32)
    ids[:, 0] = pretrained.table()[np.frombuffer(clean.encode("utf-32-le"), dtype=np.uint32)]
    for candidate in sorted(proposals, key=lambda c: (c.score, c.end - c.start)):
        code = CODE[candidate.cls] * 4
        ids[candidate.start : candidate.end, 1] = code + 1
        ids[candidate.end - 1, 1] = code + 2
        ids[candidate.start, 1] = code + 3
    ids[:, 2:5] = _words(tokens, len(clean))
    for column, (stretches, code) in enumerate(((times, 1), (amounts, 2))):
        del column
        for start, end in stretches:
            ids[start:end, 5] = code
    for sentence in sentences:
        if sentence.heading:
            ids[sentence.start : sentence.end, 5] += 4
    return ids


def _words(tokens: Tokens, size: int) -> Ids:
    stops, generic, places = names().stops, names().generic, lexicon.places()
    industries, official = lexicon.industries(), titles().official
    lengths = np.array([len(w) for w in tokens.words], dtype=np.int64)
    tags = np.array([_TAG_CODE.get(x, _TAG_CODE.get(x[:1], 0)) for x in tokens.tags], dtype=np.int32)
    kinds = np.array(
        [
            (w in stops) + 2 * (w in generic) + 4 * (w in places) + 8 * (w in industries) + 16 * (w in official)
            for w in tokens.words
        ],
        dtype=np.int32,
    )
    where = np.full(size, 1, dtype=np.int32)
    starts = np.array(tokens.starts, dtype=np.int64)
    where[starts] = 0
    where[starts + lengths - 1] = 2
    where[starts[lengths == 1]] = 3
    columns = np.zeros((size, 3), dtype=np.int32)
    columns[:, 0] = np.repeat(tags, lengths) * 4 + where
    columns[:, 1] = np.repeat(np.minimum(lengths, _LENGTHS) - 1, lengths) * 4 + where
    columns[:, 2] = np.repeat(kinds, lengths)
    return columns


def stretches(sentences: Sequence[Sentence], size: int, *, width: int = 144) -> list[Stretch]:
    """The pieces of a text that the network reads at once: whole sentences together, up to `width` characters.

    A longer sentence is cut. Every character of a sentence is in one piece, and pieces do not overlap.
    """
    pieces: list[Stretch] = []
    for sentence in sentences:
        end = min(sentence.end, size)
        if pieces and end - pieces[-1][0] <= width and sentence.start >= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], end)
            continue
        for start in range(sentence.start, end, width):
            pieces.append((start, min(start + width, end)))
    return pieces
