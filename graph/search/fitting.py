"""How well names fit what was typed: a rank for every name, the best 0, `NONE` where it does not fit.

The name itself, its beginning, a part of it, its pinyin, its initials; or several words, in any order, each of which
fits. What is typed in letters is a word apart from characters beside it.
"""

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from graph.rdf import fold
from graph.search.forms import Forms
from graph.search.sounds import is_spelt

Ranks = npt.NDArray[np.int8]
Fitting = Callable[[Forms, str], Ranks]

ITSELF, BEGINNING, PART, SAID, SAID_INSIDE, WORDS = range(6)
NONE = 99
_WORD = re.compile(r"[㐀-鿿]+|[^\s㐀-鿿]+")
_WORDS = 8  # words at most
_INITIALS = 2  # initials that may stand inside a name's: one is among those of half of all names
_LETTERS = 4  # letters of pinyin that may stand inside a name's


def fits(forms: Forms, typed: str) -> Ranks:
    """How the names fit, taking what was typed as a whole or word by word."""
    wanted = fold(typed)
    ranks = fits_whole(forms, wanted)
    if is_spelt(wanted) and (ranks != NONE).any():  # spaces parted syllables, not words
        return ranks
    return np.minimum(ranks, fits_words(forms, words(typed), fits_whole, WORDS))


def fits_whole(forms: Forms, wanted: str) -> Ranks:
    """How the names fit one folded text."""
    ranks = nothing(forms)
    if not wanted:
        return ranks
    for form, inside in ((forms.initials, _INITIALS), (forms.pinyin, _LETTERS)):
        if len(wanted) < inside:
            ranks[form.beginning(wanted)] = SAID
            continue
        having, begun = form.having(wanted)
        ranks[having] = np.minimum(ranks[having], SAID_INSIDE)
        ranks[begun] = SAID
    having, begun = forms.written.having(wanted)
    ranks[having] = PART
    ranks[begun] = BEGINNING
    ranks[begun[forms.written.lengths(begun) == len(wanted)]] = ITSELF
    return ranks


def fits_words(forms: Forms, parts: list[str], one: Fitting, rank: int) -> Ranks:
    """`rank` for the names that every one of the words fits by itself."""
    ranks = nothing(forms)
    fitting = np.full(len(ranks), bool(parts))
    for word in parts:
        fitting &= one(forms, word) != NONE
        if not fitting.any():
            break
    ranks[fitting] = rank
    return ranks


def words(typed: str) -> list[str]:
    """The words of what was typed, folded, the longest first; none where it is a single word, or a whole text."""
    found = dict.fromkeys(filter(None, map(fold, _WORD.findall(typed))))
    return sorted(found, key=len, reverse=True) if 1 < len(found) <= _WORDS else []


def nothing(forms: Forms) -> Ranks:
    """No name fits."""
    return np.full(len(forms.written), NONE, np.int8)
