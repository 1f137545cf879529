"""The index of names by examples: what fits, what is guessed where typing went wrong, in what order, what is marked."""

import pytest

from graph.search import Hit, Index
from graph.search.context import tellings
from graph.search.marks import marks
from ontology import classes, most_specific, properties

NAMES = {
    "云栈小镇": "Platform",
    "云栈小镇管委会": "Agency",
    "拱桥运河小镇": "Platform",
    "听澜大厦": "Platform",
    "中航湾广场": "Platform",
    "智慧网谷": "Platform",
    "康桥街道": "Place",
    "栈州银行": "Enterprise",
    "远岫生物科技有限公司": "Enterprise",
    "沐石智能装备有限公司": "Enterprise",
    "远岫研发中心项目": "Project",
    "BX0101-02地块": "Parcel",
    "宋应星": "Talent",
    "HRG机器人集团": "Enterprise",
}
INDEX = Index(
    [
        *(Hit(f"urn:{name}", cls, name, name) for name, cls in NAMES.items()),
        Hit("urn:远岫生物科技有限公司", "Enterprise", "远岫生物科技有限公司", "岫生药业"),
    ]
)


def found(typed: str) -> list[str]:
    return [hit.label for hit in INDEX.find(typed, 20, guess=True)[0] if not hit.guess]


def guessed(typed: str) -> list[str]:
    return [hit.label for hit in INDEX.find(typed, 20, guess=True)[0] if hit.guess]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("云栈小镇", "云栈小镇"),  # itself
        ("云栈", "云栈小镇"),  # its beginning
        ("研发中心", "远岫研发中心项目"),  # a part
        ("岫生药业", "远岫生物科技有限公司"),  # another name
        ("yunzhanxiaozhen", "云栈小镇"),  # pinyin
        ("Yun Zhan", "云栈小镇"),  # syllable by syllable
        ("yinhang", "栈州银行"),  # a character as its neighbours have it read
        ("zhwg", "智慧网谷"),  # initials
        ("hrgjqr", "HRG机器人集团"),  # initials beside letters
        ("bx0101 02", "BX0101-02地块"),  # however it is punctuated
        ("ＢＸ0101", "BX0101-02地块"),  # or wide
    ],
)
def test_a_name_is_found_by_what_it_is_and_how_it_is_said(typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["小镇 拱桥", "运河　拱桥", "小镇 gongqiao", "拱桥xz", "xiaozhen 运河"])
def test_words_may_come_in_any_order_and_each_must_fit(typed: str) -> None:
    assert found(typed) == ["拱桥运河小镇"]


def test_a_word_that_does_not_fit_leaves_nothing() -> None:
    assert INDEX.find("拱桥 大厦", 20) == ([], 0)


def test_itself_comes_before_beginning_before_part_before_pinyin() -> None:
    names = ["栈桥", "大栈桥", "栈桥北里", "展翘"]
    index = Index([Hit(f"urn:{n}", "Place", n, n) for n in names])
    assert [hit.label for hit in index.find("栈桥", 9, guess=True)[0]] == ["栈桥", "栈桥北里", "大栈桥"]
    assert {hit.label for hit in index.find("zhanqiao", 9)[0]} == set(names)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("康侨", "康桥街道"),  # the same sound
        ("云站小真", "云栈小镇"),
        ("松应星", "宋应星"),  # another tone
        ("听蓝大下", "听澜大厦"),
        ("听南大厦", "听澜大厦"),  # n for l
        ("远秀身物科技", "远岫生物科技有限公司"),  # ng for n, in a part
        ("云栈小市", "云栈小镇"),  # another character
        ("智网谷", "智慧网谷"),  # one left out
        ("智慧慧网谷", "智慧网谷"),  # one doubled
        ("智网慧谷", "智慧网谷"),  # two swapped
        ("岫远生物科技", "远岫生物科技有限公司"),  # two swapped, in a part
        ("远岫研中心项目", "远岫研发中心项目"),
        ("zhonghngwan", "中航湾广场"),  # a letter left out
        ("zhong hang wna", "中航湾广场"),  # two swapped
        ("zhongkangwan", "中航湾广场"),  # a wrong one
        ("zonghanwan", "中航湾广场"),  # as the south says it
        ("小镇 拱侨", "拱桥运河小镇"),  # one word of several
    ],
)
def test_a_slip_in_typing_is_guessed(typed: str, meant: str) -> None:
    assert found(typed) == []
    assert guessed(typed)[0] == meant


@pytest.mark.parametrize("typed", ["康", "云市", "宋星", "市镇", "yzy", "abcd", "没有这样的名字", "桥桥"])
def test_little_gives_no_wild_guess(typed: str) -> None:
    assert guessed(typed) == []


def test_what_fits_comes_before_what_may_be_meant() -> None:
    index = Index([Hit(f"urn:{n}", "Place", n, n) for n in ("云展路", "云栈路", "云栈路北")])
    hits, total = index.find("云栈路北", 9, guess=True)
    assert ([(h.label, h.guess) for h in hits], total) == ([("云栈路北", False)], 1)
    hits, total = index.find("云展", 9, guess=True)
    assert [(h.label, h.guess) for h in hits] == [("云展路", False), ("云栈路", True), ("云栈路北", True)]
    assert total == 3
    assert index.find("云展", 9)[1] == 1


def test_among_guesses_the_nearer_in_sound_then_in_writing_is_first() -> None:
    index = Index([Hit(f"urn:{n}", "Place", n, n) for n in ("抗巧震", "康桥镇", "康桥正", "康桥县")])
    assert [hit.label for hit in index.find("康侨镇", 9, guess=True)[0]] == ["康桥镇", "抗巧震", "康桥正", "康桥县"]


def test_what_very_many_fit_is_no_guess() -> None:
    firms = [f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}有限公司" for n in range(300)]
    index = Index([Hit(f"urn:{n}", "Enterprise", n, n) for n in firms])
    assert index.find("某有限公司", 20, guess=True) == ([], 0)


def test_an_entity_comes_once_whichever_of_its_names_fit() -> None:
    hits, total = INDEX.find("岫", 20)
    assert (len(hits), total) == (2, 2)


def test_classes_limit_what_is_found_and_guessed() -> None:
    assert [h.cls for h in INDEX.find("云栈", 9, classes={"Agency"})[0]] == ["Agency"]
    assert INDEX.find("云栈", 9, classes={"Policy"}) == ([], 0)
    assert [h.label for h in INDEX.find("云站", 9, guess=True, classes={"Agency"})[0]] == ["云栈小镇管委会"]


def test_very_many_names_are_read_one_by_one_and_found_the_same() -> None:
    many = [Hit(f"urn:{n}", "Parcel", f"{n:05}号地", f"{n:05}号地") for n in range(30_001)]
    index = Index([*many, *(Hit(f"urn:{n}", cls, n, n) for n, cls in NAMES.items())])
    for typed in ("云栈小镇", "yunzhan", "zhwg", "云站小真", "智网谷", "zhonghngwan"):
        assert index.find(typed, 20, guess=True)[0][0].label == INDEX.find(typed, 20, guess=True)[0][0].label


@pytest.mark.parametrize(
    ("name", "typed", "marked"),
    [
        ("云栈小镇", "栈小", ["栈小"]),
        ("云栈小镇", "zhanxiao", ["栈小"]),
        ("云栈小镇", "xz", ["小镇"]),
        ("拱桥运河小镇", "小镇 拱桥", ["拱桥", "小镇"]),
        ("拱桥运河小镇", "运河 拱桥", ["拱桥运河"]),
        ("远岫（栈州）生物", "栈州生物", ["栈州）生物"]),
        ("𠮷云栈小镇", "云栈", ["云栈"]),
        ("云栈小镇管委会", "运站小真", ["云栈小镇"]),
        ("中航湾广场", "zhonghngwan", ["中航湾"]),
    ],
)  # fmt: skip
def test_the_part_that_fits_is_marked(name: str, typed: str, marked: list[str]) -> None:
    hit = Hit("urn:x", "Platform", name, name, guess=True)
    assert [name[start:end] for start, end in marks(hit, typed)] == marked


def test_what_is_told_of_a_class_is_of_the_ontology() -> None:
    for cls, told in tellings().items():
        assert cls in most_specific("Entity")
        for telling in told:
            assert cls in properties()[telling.name].domain, (cls, telling)
            assert not telling.of or telling.of in classes()
            assert telling.path.removeprefix("^").removeprefix("ct:") in properties()
    assert set(tellings()) == most_specific("Entity")
