"""A stretch of a document is told with the sentence that it stands in."""

import pytest

from graph.quotes import sentence

TEXT = "云栈小镇位于青梧区。远岫生物落户云栈小镇，投资三亿元！\n听澜大厦在望江路"


@pytest.mark.parametrize(
    ("stretch", "before", "after"),
    [
        ("落户云栈小镇", "远岫生物", "，投资三亿元！"),
        ("云栈小镇位于青梧区", "", "。"),
        ("云栈小镇位于青梧区。", "", ""),
        ("青梧区。远岫生物", "云栈小镇位于", "落户云栈小镇，投资三亿元！"),
        ("望江路", "听澜大厦在", ""),
        (TEXT, "", ""),
    ],
)
def test_a_stretch_has_its_sentence_around_it(stretch: str, before: str, after: str) -> None:
    start = TEXT.index(stretch)
    assert sentence(TEXT, start, start + len(stretch)) == (before, stretch, after)


def test_of_a_sentence_without_end_only_the_nearest_part_is_told() -> None:
    whole = "前" * 500 + "云栈小镇" + "后" * 500
    assert sentence(whole, 500, 504) == ("…" + "前" * 120, "云栈小镇", "后" * 120 + "…")


def test_a_document_whose_text_is_not_there_is_told_without() -> None:
    assert sentence("", 10, 20) == ("", "", "")
