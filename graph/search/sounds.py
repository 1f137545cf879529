"""How names are said: folded names come in, their pinyin, its initials and their sounds go out.

A sound is one character that stands for a syllable, so that names which sound alike can be compared as they are
written. The southern forms have one spelling, or one sound, for those that the south does not tell apart: zh and z,
ch and c, sh and s, n and l, ng and n. Letters and digits in names, and characters without a reading, stay as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pypinyin import Style, lazy_pinyin

Reading = Callable[[str], list[str]]  # a folded name: for each character its syllable, or itself
_SOUTHERN = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("n", "l"))
_HAN = range(0x4E00, 0xA000)  # their syllables are all there are
_FIRST = 0xE000  # sounds are of the private use area: no folded name has a character of it
_UNHEARD = "\uf8ff"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a name is to the ear, or many names with line breaks between them."""

    pinyin: str
    initials: str
    sounds: str


def together(folded: str) -> list[str]:
    """The syllables of a name, each character read as its neighbours have it (行 in 银行)."""
    syllables = lazy_pinyin(folded, style=Style.NORMAL, errors=_letters)
    return syllables if len(syllables) == len(folded) and all(syllables) else one_by_one(folded)


def one_by_one(folded: str) -> list[str]:
    """The syllables of a name, each character read as it is read mostly: for very many names."""
    return [_syllable(character) for character in folded]


def spoken(folded: str, read: Reading) -> Spoken:
    """How a folded name is said."""
    syllables = read(folded)
    sounds = "".join(_sound(c, s) for c, s in zip(folded, syllables, strict=True))
    return Spoken("".join(syllables), "".join(s[0] for s in syllables), sounds)


def all_spoken(folded: Sequence[str], read: Reading) -> Spoken:
    """How all the names are said."""
    joined = "\n".join(folded)
    if read is one_by_one:  # then the names may be read as one text
        syllables = {c: _syllable(c) for c in set(joined)}
        pinyin, initials = ({ord(c): s[:most] for c, s in syllables.items()} for most in (None, 1))
        sounds = {ord(c): _sound(c, s) for c, s in syllables.items()}
        return Spoken(*(joined.translate(table) for table in (pinyin, initials, sounds)))
    each = [spoken(name, read) for name in folded]
    return Spoken(*("\n".join(getattr(s, form) for s in each) for form in ("pinyin", "initials", "sounds")))


def southern(pinyin: str) -> str:
    """Pinyin without the differences that the south does not make."""
    for two, one in _SOUTHERN:
        pinyin = pinyin.replace(two, one)
    return pinyin


def southern_sounds(sounds: str) -> str:
    """Sounds without the differences that the south does not make."""
    return sounds.translate(_alike())


def is_spelt(folded: str) -> bool:
    """Whether a text has no character that is read as a syllable: letters and digits only."""
    return all(_syllable(c) == c for c in folded)


def _sound(character: str, syllable: str) -> str:
    return character if syllable == character else _sounds().get(syllable, _UNHEARD)


def _letters(run: str) -> Any:
    """What has no reading, character by character; pypinyin takes a list, though its types do not say so."""
    return list(run)


@cache
def _sounds() -> Mapping[str, str]:
    syllables = sorted({_syllable(chr(c)) for c in _HAN})
    return {syllable: chr(_FIRST + number) for number, syllable in enumerate(syllables)}


@cache
def _alike() -> Mapping[int, str]:
    """Of the sounds that the south does not tell apart, the one that stands for them."""
    first: dict[str, str] = {}
    return {ord(sound): first.setdefault(southern(syllable), sound) for syllable, sound in _sounds().items()}


@cache
def _syllable(character: str) -> str:
    return "".join(lazy_pinyin(character, style=Style.NORMAL)) or character
