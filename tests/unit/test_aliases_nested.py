"""Names that other names begin with: a builder's brand, the park of a committee."""

import pytest

from ingest.mentions import nested
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import tokenize


def inner(*named: tuple[str, str]) -> list[tuple[str, str]]:
    """Class and text of the names inside the last of those that stand in a text."""
    clean = "。".join(name for _, name in named)
    spans = []
    at = 0
    for cls, name in named:
        spans.append(Candidate(at, at + len(name), cls, 1.0))
        at += len(name) + 1
    start = spans[-1].start
    return [(c.cls, clean[c.start : c.end]) for c in nested.find(clean, tokenize(clean), spans) if c.start >= start]


@pytest.mark.parametrize(
    ("outer", "known", "found"),
    [
        (("Project", "云栈科技灯塔车间"), ("Enterprise", "云栈科技"), ("Enterprise", "云栈科技")),
        (("Project", "云栈灯塔车间"), ("Enterprise", "江州云栈网络有限公司"), ("Enterprise", "云栈")),
        (("Project", "河埠大学中试线"), ("Institution", "河埠大学"), ("Institution", "河埠大学")),
        (("Agency", "河埠氢谷发展服务局"), ("Platform", "河埠氢谷"), ("Platform", "河埠氢谷")),
        (("Institution", "河埠大学发酵研究院"), ("Institution", "河埠大学"), ("Institution", "河埠大学")),
    ],
)
def test_a_name_begins_with_one_known_from_elsewhere(
    outer: tuple[str, str], known: tuple[str, str], found: tuple[str, str]
) -> None:
    assert inner(known, outer) == [found]


@pytest.mark.parametrize(
    ("outer", "known"),
    [
        (("Project", "智能灯塔车间"), ("Enterprise", "智能云栈公司")),
        (("Institution", "河埠理工大学"), ("Institution", "河埠理工")),
        (("Platform", "河埠氢谷科创楼"), ("Platform", "河埠氢谷")),
    ],
    ids=["a general word", "a university's own end", "a part of a park"],
)
def test_what_is_no_name_of_another(outer: tuple[str, str], known: tuple[str, str]) -> None:
    assert inner(known, outer) == []
