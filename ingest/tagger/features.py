"""What the tagger sees of each character, as numbers: (characters × templates) feature ids.

Every template hashes a few symbols around a character (characters, words, parts of speech, what the rules propose)
into one of 2^22 ids, so that training and use share one definition and no dictionary has to be kept.
"""

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from ingest import lexicon
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names, titles
from ingest.mentions.tokens import Tokens

IDS = 1 << 22
_CLASSES = (
    "Platform", "Enterprise", "Agency", "Institution", "Project", "Parcel", "Talent", "Person", "Place", "Industry",
    "Policy", "Honour",
)  # fmt: skip
CLASS_CODE = {cls: i + 1 for i, cls in enumerate(_CLASSES)}
_Ids = npt.NDArray[np.uint32]
_MULTIPLIERS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1)


def extract(clean: str, tokens: Tokens, proposals: Iterable[Candidate]) -> _Ids:
    """Feature ids of shape (len(clean), number of templates)."""
    chars = np.frombuffer(clean.encode("utf-32-le"), dtype=np.uint32).copy()
    kinds = _kinds(chars)
    word, tag, place_in_word, kind_of_word, length = _words(tokens, len(clean))
    before, after = _neighbours(tokens, len(clean))
    proposed = _proposed(proposals, len(clean))
    ahead = _ahead(proposed, chars)
    c = {d: _shift(chars, d) for d in (-3, -2, -1, 0, 1, 2, 3)}
    k = {d: _shift(kinds, d) for d in (-1, 0, 1)}
    t = {d: _shift(tag, d) for d in (-1, 0, 1)}
    p = {d: _shift(proposed, d) for d in (-1, 0, 1)}
    templates: Sequence[tuple[npt.NDArray[np.uint32], ...]] = (
        (c[0],), (c[-1],), (c[1],), (c[-2],), (c[2],),
        (c[-1], c[0]), (c[0], c[1]), (c[-2], c[-1]), (c[1], c[2]), (c[-1], c[0], c[1]), (c[-3], c[-2], c[-1]),
        (c[1], c[2], c[3]),
        (k[-1], k[0], k[1]),
        (word, place_in_word), (before,), (after,), (before, place_in_word), (after, place_in_word), (before, after),
        (tag, place_in_word, length), (t[-1], t[0], t[1], place_in_word), (kind_of_word, place_in_word),
        (p[0],), (p[-1], p[0]), (p[0], p[1]), (p[0], place_in_word, kind_of_word), (p[0], before), (p[0], after),
        (ahead,), (ahead, before), (ahead, c[-1]), (ahead, tag, place_in_word), (ahead, place_in_word, word),
    )  # fmt: skip
    ids = np.empty((len(clean), len(templates)), dtype=np.uint32)
    for i, parts in enumerate(templates):
        ids[:, i] = _hash(i, parts)
    return ids


def _hash(template: int, parts: Sequence[npt.NDArray[np.uint32]]) -> _Ids:
    value = np.full(len(parts[0]), (template + 1) * 0x01000193 & 0xFFFFFFFF, dtype=np.uint32)
    for part, multiplier in zip(parts, _MULTIPLIERS, strict=False):
        value = (value ^ part) * np.uint32(multiplier)
        value ^= value >> np.uint32(15)
    return value & np.uint32(IDS - 1)


def _shift(values: npt.NDArray[np.uint32], by: int) -> npt.NDArray[np.uint32]:
    moved = np.zeros_like(values)
    if by == 0:
        return values
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def _kinds(chars: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """1 Han, 2 digit, 3 Latin, 4 Chinese numeral, else the character itself (punctuation tells much)."""
    kinds = chars + np.uint32(16)
    kinds[(chars >= 0x4E00) & (chars <= 0x9FFF)] = 1
    kinds[(chars >= 48) & (chars <= 57)] = 2
    kinds[((chars >= 65) & (chars <= 90)) | ((chars >= 97) & (chars <= 122))] = 3
    kinds[np.isin(chars, [ord(x) for x in "一二三四五六七八九十百两"])] = 4
    return kinds


def _words(tokens: Tokens, size: int) -> tuple[npt.NDArray[np.uint32], ...]:
    """Per character: hash of its word, of its tag, its place in the word (B I E S), the word's kind, its length."""
    stops, generic, places = names().stops, names().generic, lexicon.places()
    industries, official = lexicon.industries(), titles().official
    lengths = np.array([len(w) for w in tokens.words], dtype=np.int64)
    hashes = np.array([zlib.crc32(w.encode()) for w in tokens.words], dtype=np.uint32)
    tags = np.array([zlib.crc32(x.encode()) for x in tokens.tags], dtype=np.uint32)
    kinds = np.array(
        [
            (w in stops) + 2 * (w in generic) + 4 * (w in places) + 8 * (w in industries) + 16 * (w in official)
            for w in tokens.words
        ],
        dtype=np.uint32,
    )
    where = np.full(size, 1, dtype=np.uint32)
    starts = np.array(tokens.starts, dtype=np.int64)
    where[starts] = 0
    ends = starts + lengths - 1
    where[ends] = 2
    where[starts[lengths == 1]] = 3
    return (
        np.repeat(hashes, lengths),
        np.repeat(tags, lengths),
        where,
        np.repeat(kinds, lengths),
        np.repeat(np.minimum(lengths, 5).astype(np.uint32), lengths),
    )


def _neighbours(tokens: Tokens, size: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    hashes = np.array([zlib.crc32(w.encode()) for w in tokens.words], dtype=np.uint32)
    lengths = np.array([len(w) for w in tokens.words], dtype=np.int64)
    return np.repeat(_shift(hashes, -1), lengths), np.repeat(_shift(hashes, 1), lengths)


def _proposed(proposals: Iterable[Candidate], size: int) -> npt.NDArray[np.uint32]:
    """Per character what the rules propose: class and place (begin, inside, end), surest last."""
    codes = np.zeros(size, dtype=np.uint32)
    for candidate in sorted(proposals, key=lambda c: (c.score, c.end - c.start)):
        code = CLASS_CODE[candidate.cls] * 4
        codes[candidate.start : candidate.end] = code + 1
        codes[candidate.end - 1] = code + 2
        codes[candidate.start] = code + 3
    return codes


def _ahead(proposed: npt.NDArray[np.uint32], chars: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Per character the class of the next proposed name to end within 16 characters and the clause, and how near."""
    size = len(proposed)
    ends = np.flatnonzero(proposed % 4 == 2)
    if not len(ends):
        return np.zeros(size, dtype=np.uint32)
    stops = np.flatnonzero(np.isin(chars, [ord(x) for x in "，。；：、！？\n"]))
    positions = np.arange(size)
    following = np.searchsorted(ends, positions)
    next_end = np.where(following < len(ends), ends[np.minimum(following, len(ends) - 1)], size + 99)
    stop_at = np.searchsorted(stops, positions)
    next_stop = np.where(stop_at < len(stops), stops[np.minimum(stop_at, len(stops) - 1)] if len(stops) else size, size)
    distance = next_end - positions
    near = (distance < 16) & (next_end < np.maximum(next_stop, positions + 1))
    classes = proposed[np.minimum(next_end, size - 1)] // 4
    bucket = np.minimum(distance, 15) // 4
    return np.where(near, classes * 8 + bucket + 1, 0).astype(np.uint32)
