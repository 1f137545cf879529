"""What no rule joins: entities compared by their names, their places and the words around; and how that is learned."""

from itertools import count

import pytest

from ingest.mentions import aliases, coreference
from ingest.mentions.candidate import Candidate
from ingest.mentions.occurrences import occurrences
from tests.clocks import least_seconds
from training.coreference import cases, judged, weights
from training.marked import parse


def entities_of(clean: str, cls: str, *names: str) -> list[set[str]]:
    """The names of every entity of a text in which these names of one class stand."""
    spans = [Candidate(at, at + len(name), cls, 1.0) for at, name in occurrences(clean, names)]
    found, _ = aliases.cluster(clean, sorted(spans, key=lambda c: (c.start, -c.end)))
    return [{e.name, *e.aliases} for e in found]


@pytest.mark.parametrize(
    ("clean", "one", "other"),
    [
        ("云鲤谷，当地人唤作“河埠磁谷”，占地3平方公里。", "云鲤谷", "河埠磁谷"),
        ("云鲤新材料产业园（Yunli Material Park）占地3平方公里。", "云鲤新材料产业园", "Yunli Material Park"),
    ],
)
def test_what_the_text_calls_otherwise_is_the_same(clean: str, one: str, other: str) -> None:
    assert len(entities_of(clean, "Platform", one, other)) == 1


@pytest.mark.parametrize(
    ("cls", "clean", "one", "other"),
    [
        ("Platform", "全市有云鲤新材料产业园、河埠片区等园区9个。", "云鲤新材料产业园", "河埠片区"),
        ("Enterprise", "青梧新材料公司与云栈科技公司签约。", "青梧新材料公司", "云栈科技公司"),
        ("Project", "云鲤减速器项目一期投产，云鲤减速器项目二期开工。", "云鲤减速器项目一期", "云鲤减速器项目二期"),
    ],
)
def test_what_stands_side_by_side_is_not(cls: str, clean: str, one: str, other: str) -> None:
    assert entities_of(clean, cls, one, other) == [{one}, {other}]


def test_the_likeliest_is_taken() -> None:
    clean = (
        "苏州云栈智能装备股份有限公司2009年在河埠落户。2015年，云栈智能挂牌。"
        "云栈智能的子公司云栈（常州）传动有限公司去年投产。云栈今年已有员工860人。"
    )
    names = ("苏州云栈智能装备股份有限公司", "云栈智能", "云栈（常州）传动有限公司", "云栈")
    found = entities_of(clean, "Enterprise", *names)
    assert {"苏州云栈智能装备股份有限公司", "云栈智能", "云栈"} in found


def test_time_grows_with_the_number_of_names() -> None:
    def read(number: int) -> None:
        firms = [f"深圳市{chr(0x4E00 + i // 50)}{chr(0x6000 + i % 50)}智能科技有限公司" for i in range(number)]
        entities_of("。".join(firms), "Enterprise", *firms)

    assert least_seconds(lambda: read(400)) < 4 * 2 * least_seconds(lambda: read(100))


TEXT = """=== t{n} 2021-05-12
{{1:Platform|云鲤谷}}，当地人唤作“{{{id}{cls}|河埠磁谷}}”，占地3平方公里。
---
1 obs landArea actual 3000000 m2 - "占地3平方公里"
"""


def test_what_is_annotated_as_one_thing_is_learned() -> None:
    one = cases(parse(TEXT.format(n=1, id=1, cls="")))
    two = cases(parse(TEXT.format(n=2, id=2, cls=":Platform")))
    assert [(case.same, case.facts) for case in (*one, *two)] == [(True, 1), (False, 0)]
    assert judged(one, weights([*one, *one, *one, *one])) == (one, [])
    assert judged(two, weights([*two, *two, *two, *two])) == ([], [])


def features_of(clean: str, cls: str, *names: str) -> frozenset[str]:
    """What is told of the only pair of a text."""
    spans = sorted((Candidate(at, at + len(n), cls, 1.0) for at, n in occurrences(clean, names)), key=lambda c: c.start)
    ((_, found),) = coreference.pairs(clean, *aliases.by_rules(clean, spans))
    return found


def test_what_is_told_of_a_pair() -> None:
    found = features_of("河埠磁谷2009年建园，2015年更名挂牌，即今天的云鲤谷。", "Platform", "河埠磁谷", "云鲤谷")
    assert {coreference.ALWAYS, "class Platform", "rank 0", "word 更名", "word 挂牌 0", "told 0", "left 的"} <= found


def test_firms_of_two_places_are_told_apart() -> None:
    text = "云栈传动（常州）有限公司与云栈传动（无锡）有限公司签约。"
    found = features_of(text, "Enterprise", "云栈传动（常州）有限公司", "云栈传动（无锡）有限公司")
    assert {"way whole elsewhere", "legal 11"} <= found


def test_a_long_name_takes_no_longer_than_its_beginning() -> None:
    runs = count()

    def read() -> None:
        one, other = f"{'云鲤' * 1500}{next(runs)}园", "鲤河" * 1500  # another name in every run: nothing is remembered
        features_of(f"{one}，{other}。", "Project", one, other)

    assert least_seconds(read) < 1
