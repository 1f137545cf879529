"""What the network sees of each character, as numbers: goes out (characters, columns) ids.

Columns: the character (an id of `pretrained`), what the rules propose there, the word it is in and its place in it,
what the word is to the lexicons, whether a time or an amount stands there and whether it is in a heading; then, hashed,
the word itself and the pairs that the character makes with the one before and the one behind; last, whether a word of
happenings stands there (rules/events.yaml) and where in its piece the character is (ingest.learned.pieces).
"""

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from ingest import lexicon
from ingest.events.knowledge import knowledge
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
WIDTH = 112  # characters that are read at once
READ = 240  # characters that the reader reads at once
_CUTS = "，；、"
HASHED = 1 << 13
PLACES = 5  # a character is in no piece, a piece by itself, the first of one, inside one or the last of one
SIZES = (
    4 * (len(CLASSES) + 1),
    4 * len(TAGS),
    4 * _LENGTHS,
    64,
    8,
    HASHED,
    HASHED,
    HASHED,
    8,
    PLACES,
)  # after the first column
Ids = npt.NDArray[np.int32]
Stretch = tuple[int, int]


def encode(
    clean: str,
    tokens: Tokens,
    proposals: Iterable[Candidate],
    times: Sequence[Stretch],
    amounts: Sequence[Stretch],
    sentences: Sequence[Sentence],
    place: Ids,
) -> Ids:
    """The ids of a text's characters, of shape (len(clean), 1 + len(SIZES)); all stretches in offsets of `clean`.

    `place` (characters,) says where in its piece each is (0 to PLACES - 1).
    """
    ids = np.zeros((len(clean), 1 + len(SIZES)), dtype=np.int32)
    characters = np.frombuffer(clean.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    ids[:, 0] = pretrained.table()[characters]
    ids[1:, 7] = _pair(characters[:-1], characters[1:])
    ids[:-1, 8] = ids[1:, 7]
    for candidate in sorted(proposals, key=lambda c: (c.score, c.end - c.start)):
        code = CODE[candidate.cls] * 4
        ids[candidate.start : candidate.end, 1] = code + 1
        ids[candidate.end - 1, 1] = code + 2
        ids[candidate.start, 1] = code + 3
    ids[:, 2:5], ids[:, 6] = _words(tokens, len(clean))
    for places, code in ((times, 1), (amounts, 2)):
        for start, end in places:
            ids[start:end, 5] = code
    for number, pattern in enumerate(knowledge().kinds, start=1):
        for match in pattern.finditer(clean):
            ids[match.start() : match.end(), 9] = number
    for sentence in sentences:
        if sentence.heading:
            ids[sentence.start : sentence.end, 5] += 4
    ids[:, 10] = place
    return ids


def _pair(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    mixed: npt.NDArray[np.int64] = (first * 0x9E37 + second * 0x85EB + (first ^ second) * 0x27D) % (HASHED - 1) + 1
    return mixed


def _words(tokens: Tokens, size: int) -> tuple[Ids, Ids]:
    """Columns on the words that characters are in, and the hashed words."""
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
    hashed = np.array([zlib.crc32(w.encode()) % (HASHED - 1) + 1 for w in tokens.words], dtype=np.int32)
    return columns, np.repeat(hashed, lengths)


def stretches(clean: str, sentences: Sequence[Sentence]) -> list[Stretch]:
    """The pieces of a text that the network reads at once: whole sentences together, up to `WIDTH` characters.

    A longer sentence is cut, behind a comma where it can be. Every character of a sentence is in one piece, and
    pieces do not overlap.
    """
    pieces: list[Stretch] = []
    for sentence in sentences:
        start, end = sentence.start, min(sentence.end, len(clean))
        if pieces and end - pieces[-1][0] <= WIDTH and start >= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], end)
            continue
        while end - start > WIDTH:
            low, high = start + WIDTH // 2, start + WIDTH
            cut = max(clean.rfind(mark, low, high) for mark in _CUTS) + 1 or high
            pieces.append((start, cut))
            start = cut
        pieces.append((start, end))
    return pieces


def windows(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The pieces of a text that the reader reads at once: stretches that follow each other, up to `READ` characters."""
    joined: list[Stretch] = []
    for start, end in stretches:
        if joined and end - joined[-1][0] <= READ and start >= joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
