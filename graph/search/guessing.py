"""Which names may be meant where typing went wrong: ranks as of graph.search.fitting, all behind those of what fits.

An input method gives other characters of the same sound; fingers make one character (in letters, one letter) wrong,
leave it out, double it, or swap it with the next. Few characters say too little to guess from, and so does what very
many names have.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from graph.rdf import fold
from graph.search.fitting import Ranks, fits_whole, fits_words, nothing, words
from graph.search.forms import Forms
from graph.search.lines import NO_LINES, Lines, Numbers
from graph.search.sounds import is_spelt, southern, southern_sounds, spoken

SAME_SOUND, SOUTHERN_SOUND, ERROR, ERROR_IN_PART, WORDS = range(10, 15)
_COMMON = 5000  # names: a text that so many have says too little to start from
_MANY = 20  # names: what more have in them, but for an error, is no guess
_WORDS = 3  # words at most, of which any may be mistyped


@dataclass(frozen=True, slots=True)
class _Least:
    """How many sounds or letters it takes to guess by southern sounds, by a whole name, by a part of one."""

    southern: int
    whole: int
    part: int


_SOUNDS = _Least(southern=3, whole=3, part=5)
_LETTERS = _Least(southern=4, whole=5, part=7)


def guesses(forms: Forms, typed: str) -> Ranks:
    """Which names may be meant, taking what was typed as a whole or, where not all is letters, word by word.

    Names that fit are among them.
    """
    ranks = _alike(forms, fold(typed))
    parts = words(typed)
    if len(parts) > _WORDS or is_spelt(fold(typed)):
        return ranks
    return np.minimum(ranks, fits_words(forms, parts, _fits_or_alike, WORDS))


def _fits_or_alike(forms: Forms, word: str) -> Ranks:
    return np.minimum(fits_whole(forms, word), _alike(forms, word))


def _alike(forms: Forms, wanted: str) -> Ranks:
    """Which names sound like a folded text, or nearly."""
    ranks = nothing(forms)
    sounds = "" if is_spelt(wanted) else spoken(wanted, forms.read).sounds
    lines, least = (forms.alike, _SOUNDS) if sounds else (forms.letters, _LETTERS)
    said = southern_sounds(sounds) if sounds else southern(wanted)
    if len(said) >= least.part:
        ranks[_in_part(lines, said)] = ERROR_IN_PART
    if len(said) >= least.whole:
        ranks[_whole(lines, said, least.whole)] = ERROR
    if len(said) >= least.southern:
        ranks[lines.rarely_having(said, _COMMON)] = SOUTHERN_SOUND
    if len(sounds) > 1:
        ranks[forms.sounds.rarely_having(sounds, _COMMON)] = SAME_SOUND
    return ranks


def _whole(lines: Lines, said: str, least: int) -> list[int]:
    """The lines that are `said` but for one error."""
    numbers = lines.near(said)
    return _extract(lines, numbers[lines.lengths(numbers) >= least], said, OSA.distance, 1)


def _in_part(lines: Lines, said: str) -> list[int]:
    """The lines that have `said` in them but for one error: one half of it, or it with its middle swapped, is there."""
    half = len(said) // 2
    swapped = said[: half - 1] + said[half] + said[half - 1] + said[half + 1 :]
    having = (lines.rarely_having(piece, _COMMON) for piece in (said[:half], said[half:], swapped))
    numbers = reduce(np.union1d, having, NO_LINES)
    numbers = numbers[lines.lengths(numbers) >= len(said)]
    all_but_one = 100 * (1 - 1 / len(said)) - 0.01  # the ratio of texts of one length that differ in one character
    found = _extract(lines, numbers, said, fuzz.partial_ratio, all_but_one)
    return found if len(found) <= _MANY else []


def _extract(lines: Lines, numbers: Numbers, said: str, scorer: Callable[..., float], cutoff: float) -> list[int]:
    found = process.extract(said, lines.texts(numbers), scorer=scorer, score_cutoff=cutoff, limit=None)
    return [int(numbers[at]) for _, _, at in found]
