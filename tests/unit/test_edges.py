"""Names have both marks of a pair or neither."""

import pytest

from ingest.mentions.candidate import Candidate
from ingest.mentions.edges import whole


@pytest.mark.parametrize(
    ("before", "marked", "behind", "name"),
    [
        ("实施", "“云鲤英才计划", "”以来", "“云鲤英才计划”"),
        ("实施“", "云鲤英才计划”", "以来", "“云鲤英才计划”"),
        ("按《", "园区八条》", "执行", "《园区八条》"),
        ("走进", "云鲤食品（定西", "）有限公司", "云鲤食品（定西）"),
        ("走进", "云鲤食品（一间", "小厂）", "云鲤食品"),
        ("郑工（", "何青梧）", "说", "何青梧"),
        ("另有（", "（何青梧", "）", "何青梧"),
        ("人称", "“药谷", "的园区", "药谷"),
        ("走进", "云鲤“药谷”", "园区", "云鲤“药谷”"),
    ],
)
def test_the_other_mark_is_taken_in_or_the_one_left_out(before: str, marked: str, behind: str, name: str) -> None:
    clean = before + marked + behind
    found = whole(clean, Candidate(len(before), len(before + marked), "Policy", 0.8))
    assert clean[found.start : found.end] == name
    assert (found.cls, found.score) == ("Policy", 0.8)


def test_a_mark_alone_stays_as_it_is() -> None:
    assert whole("一“二", Candidate(1, 2, "Policy", 0.8)) == Candidate(1, 2, "Policy", 0.8)
