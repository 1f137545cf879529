"""The forms in which names are looked for: names come in, a text of each form to be searched goes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.search.lines import Lines
from graph.search.sounds import Reading, all_spoken, one_by_one, southern, southern_sounds, together

_MANY = 30_000  # names


@dataclass(frozen=True, slots=True)
class Forms:
    """The same names, in the same order, in every form; `read` tells how they were read.

    `letters` are the southern pinyin, `alike` the southern sounds.
    """

    written: Lines
    pinyin: Lines
    initials: Lines
    sounds: Lines
    alike: Lines
    letters: Lines
    read: Reading


def forms(folded: Sequence[str]) -> Forms:
    """The forms of folded names; of very many, the pinyin is told character by character."""
    read = one_by_one if len(folded) > _MANY else together
    said = all_spoken(folded, read)
    return Forms(
        written=Lines("\n".join(folded)),
        pinyin=Lines(said.pinyin),
        initials=Lines(said.initials),
        sounds=Lines(said.sounds),
        alike=Lines(southern_sounds(said.sounds)),
        letters=Lines(southern(said.pinyin)),
        read=read,
    )
