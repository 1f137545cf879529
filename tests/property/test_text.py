"""Whatever the file holds, the repaired text is a view of it: nothing invented, offsets inside, order kept."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import lay_out
from ingest.sections import divide

documents = st.text(
    alphabet=st.sampled_from(
        "云栈小镇位于江边，。；：、（）()“”【】《》,.:|｜│#*-—·▲◎●①"
        "0123456789０１ＡＢab \t\u3000\n\n\r\f年月日亿元家等和与第一二章"
    ),
    max_size=400,
)
anything = st.text(max_size=200)
SIZE = 200_000


@given(documents | anything)
def test_each_clean_character_stands_in_the_file(raw: str) -> None:
    text, blocks = lay_out(raw)
    for clean, at in zip(text.clean, text.origin, strict=True):
        assert 0 <= at < len(raw)
        if clean != "\n":
            assert _alike(clean, raw[at])
    for block in blocks:
        assert all(a < b for a, b in pairwise(text.origin[block.start : block.end]))


@given(documents | anything)
def test_no_character_is_read_twice(raw: str) -> None:
    text, _ = lay_out(raw)
    kept = [at for clean, at in zip(text.clean, text.origin, strict=True) if clean != "\n"]
    assert len(kept) == len(set(kept))


@given(documents | anything)
def test_blocks_follow_each_other_and_hold_words(raw: str) -> None:
    text, blocks = lay_out(raw)
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text.clean)
        assert "\n" not in text.clean[block.start : block.end]
        at = block.end + 1


@given(documents)
def test_sentences_follow_each_other(raw: str) -> None:
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    at = 0
    for sentence in sentences:
        assert at <= sentence.start < sentence.end <= len(text.clean)
        assert sentence.section is None or sentence.section < len(sections)
        at = sentence.end


@pytest.mark.parametrize(
    "piece", ["，的", "1", "（", "）", "“", "【", " ", "\u3000", "的 ", "1 ", "的\t", "#", "—", "|", "二", "《的"]
)
def test_a_long_line_takes_no_longer_than_text(piece: str) -> None:
    lay_out("云栈")  # the dictionary is read once
    usual = _seconds("云栈小镇位于江边，2021年引进企业20家，总投资 5 0 亿元。\n" * (SIZE // 34))
    assert _seconds(piece * (SIZE // len(piece))) < 3 * usual + 0.1


def _seconds(raw: str) -> float:
    """The better of two runs, so that a pause of the machine does not count."""
    taken = []
    for _ in range(2):
        started = time.process_time()
        divide(*lay_out(raw))
        taken.append(time.process_time() - started)
    return min(taken)


def _alike(clean: str, raw: str) -> bool:
    """Whether a character is the raw one, in another width at most."""
    if clean.isspace() and raw.isspace():
        return True
    return unicodedata.normalize("NFKC", clean) == unicodedata.normalize("NFKC", raw) or not raw.isalnum()
