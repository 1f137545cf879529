"""Words with their places and parts of speech, by jieba: comes in repaired text, goes out a `Tokens` over it."""

from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import jieba
import jieba.posseg

jieba.setLogLevel(60)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text: `words[i]` stands at `starts[i]` and has the dictionary's tag `tags[i]` ("x": none)."""

    words: list[str]
    starts: "array[int]"
    tags: list[str]

    def at(self, offset: int) -> int:
        """The index of the word that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def is_start(self, offset: int) -> bool:
        """Whether a word starts at `offset`."""
        return self.starts[self.at(offset)] == offset


def tokenize(clean: str) -> Tokens:
    """Segment without guessing at unknown words: those come out character by character, as names mostly do."""
    tag = _tags()
    words = list(jieba.cut(clean, HMM=False))
    starts = array("I")
    at = 0
    for word in words:
        starts.append(at)
        at += len(word)
    return Tokens(words, starts, [tag.get(w, "x") for w in words])


@cache
def _tags() -> Mapping[str, str]:
    jieba.initialize()
    jieba.posseg.dt.initialize()
    tags: Mapping[str, str] = jieba.posseg.dt.word_tag_tab
    return tags
