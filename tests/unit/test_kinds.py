"""What names say of themselves: kinds of platforms and events, ranks, and the place of an industry in the tree."""

import pytest

import ontology
from ontology.tree import tree

TOLD = {t.property: t for t in ontology.tellings()}
INDUSTRY = "https://w3id.org/chantu/industry/"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云栈小镇", "kind-characteristicTown"),
        ("青梧经济技术开发区", "kind-developmentZone"),
        ("青梧高新技术产业开发区", "kind-highTechZone"),
        ("松涛科技园", "kind-park"),
        ("望江综合保税区", "kind-bondedZone"),
        ("长桥科技企业孵化器", "kind-incubator"),
        ("听澜大厦", "kind-building"),
        ("云栈", ""),
    ],
)
def test_a_platforms_name_tells_its_kind(name: str, kind: str) -> None:
    assert TOLD["platformKind"].of(name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("远岫研发中心开工仪式", "stage-started"),
        ("远岫研发中心竣工验收", "stage-completed"),
        ("云栈创新大会", "event-conference"),
        ("望江时尚博览会", "event-exhibition"),
        ("BX01-02地块出让", "stage-landSupplied"),
        ("远岫生物上市", "event-listing"),
    ],
)
def test_an_events_name_tells_its_kind(name: str, kind: str) -> None:
    assert TOLD["eventKind"].of(name) == kind


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("国家级科技企业孵化器", "national"),
        ("省级特色小镇", "provincial"),
        ("市级示范园区", "municipal"),
        ("优秀企业", ""),
    ],
)
def test_an_honours_name_tells_its_rank(name: str, rank: str) -> None:
    assert TOLD["rank"].of(name) == (f"rank-{rank}" if rank else "")


@pytest.mark.parametrize(
    ("name", "relation", "concept"),
    [
        ("半导体", "exactMatch", "chain-semiconductors"),
        ("集成电路产业", "exactMatch", "chain-semiconductors"),
        ("第九代半导体", "broader", "chain-semiconductors"),
        ("开采专业及辅助性活动", "exactMatch", "gb-11"),
    ],
)
def test_an_industry_has_a_place_in_the_tree(name: str, relation: str, concept: str) -> None:
    place = tree().place(name)
    assert place is not None
    assert (place.relation, place.concept) == (relation, INDUSTRY + concept)


def test_what_the_tree_lacks_has_no_place() -> None:
    assert tree().place("云锦观星") is None
