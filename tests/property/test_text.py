"""Whatever the file holds, the repaired text is a view of it: nothing invented, offsets inside, order kept."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import lay_out
from ingest.sections import divide

documents = st.text(
    alphabet=st.sampled_from(
        "云栈小镇位于江边，。；：、（）()“”【】《》,.:|#*-—·0123456789０１ＡＢab \t\u3000\n\r年月日亿元家等和与"
    ),
    max_size=400,
)


@given(documents)
def test_each_clean_character_stands_in_the_file(raw: str) -> None:
    text, blocks = lay_out(raw)
    for clean, at in zip(text.clean, text.origin, strict=True):
        assert 0 <= at < len(raw)
        if clean != "\n":
            assert _alike(clean, raw[at])
    for block in blocks:
        inside = list(text.origin[block.start : block.end])
        assert inside == sorted(inside)


@given(documents)
def test_sentences_follow_each_other(raw: str) -> None:
    text, blocks = lay_out(raw)
    _, sentences = divide(text, blocks)
    at = 0
    for sentence in sentences:
        assert at <= sentence.start < sentence.end <= len(text.clean)
        at = sentence.end


def _alike(clean: str, raw: str) -> bool:
    same = unicodedata.normalize("NFKC", clean) == unicodedata.normalize("NFKC", raw)
    return same or not raw.isalnum()
