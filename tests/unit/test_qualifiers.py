"""What a sentence says more of a relation, and the edges that it draws."""

import pytest

from ingest import boundaries
from ingest.model import Relation
from ingest.qualifiers import qualifiers
from tests.unit.marked import read


def told(marked: str, predicate: str) -> set[tuple[str, str | int]]:
    """The qualifiers of the relation between the entities marked s and o, read over the whole text."""
    case = read(marked)
    (s, *_), (o, *_) = case.subjects, case.objects
    return set(qualifiers(case.reading, Relation(s, predicate, o, 0, len(case.reading.text.clean), 0.9)))


@pytest.mark.parametrize(
    ("subject", "role"),
    [("青梧区政府", "role-host"), ("云栈小镇管委会", "role-inCharge"), ("长桥商会", "role-coOrganizer")],
)
def test_the_word_nearest_to_an_organizer_tells_its_role(subject: str, role: str) -> None:
    text = "由青梧区政府主办，云栈小镇管委会承办，长桥商会协办的[o Event 云栈创新大会]举行。"
    marked = text.replace(subject, f"[s Agency {subject}]")
    assert told(marked, "organizes") == {("organizerRole", role)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[o Enterprise 远岫生物]是[s Enterprise 沐石控股]的全资子公司。", "shareholding-whollyOwned"),
        ("[s Enterprise 沐石控股]参股[o Enterprise 远岫生物]。", "shareholding-minority"),
        ("[s Enterprise 沐石控股]旗下的[o Enterprise 远岫生物]投产。", "shareholding-subsidiary"),
        ("[s Enterprise 沐石控股]与甲公司共同出资组建[o Enterprise 远岫生物]。", "shareholding-jointVenture"),
    ],
)
def test_how_a_firm_is_held(text: str, kind: str) -> None:
    assert told(text, "shareholderOf") == {("shareholdingKind", kind)}


def test_a_word_within_a_name_tells_nothing() -> None:
    assert told("[s Enterprise 沐石控股集团]与[o Enterprise 远岫生物]同楼。", "shareholderOf") == set()


def test_who_gave_an_honour() -> None:
    text = "[s Platform 云栈小镇]被[- Agency 省发改委]认定为[o Honour 省级特色小镇]。"
    case = read(text)
    giver = next(i for i, e in enumerate(case.reading.entities) if e.name == "省发改委")
    assert told(text, "holdsHonour") == {("givenBy", giver)}


def test_a_relation_without_such_words_has_no_qualifier() -> None:
    assert told("[s Enterprise 远岫生物]位于[o Platform 云栈小镇]。", "locatedIn") == set()


def edges(marked: str) -> list[tuple[str, str, str]]:
    case = read(marked)
    return [(case.name(b.subject), b.direction.removeprefix("direction-"), b.by) for b in boundaries.find(case.reading)]


def test_the_four_sides_of_a_park() -> None:
    assert edges("[- Platform 云栈小镇]规划范围东至听涛东路，南至望江河、西邻青梧山，北以松风街为界。") == [
        ("云栈小镇", "east", "听涛东路"),
        ("云栈小镇", "south", "望江河"),
        ("云栈小镇", "west", "青梧山"),
        ("云栈小镇", "north", "松风街"),
    ]


def test_sides_written_without_a_comma() -> None:
    assert edges("[- Parcel BX01-02地块]东至甲子路南至乙丑河。") == [
        ("BX01-02地块", "east", "甲子路"),
        ("BX01-02地块", "south", "乙丑河"),
    ]


def test_one_side_alone_is_no_edge_and_a_firm_has_none() -> None:
    assert edges("[- Platform 云栈小镇]东邻望江河。") == []
    assert edges("[- Enterprise 远岫生物]东至听涛路，南至望江河。") == []
