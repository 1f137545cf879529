"""What the explorer draws from: topology, homes, overviews, bundles, paths, on graphs small enough to check by hand."""

import pytest

from graph.atlas import overview as overviews
from graph.atlas.around import Bundle, bundles, page
from graph.atlas.homes import homes, within
from graph.atlas.overview import LONE, REST, members, overview, ways
from graph.atlas.paths import between, common, paths
from graph.atlas.topology import Atlas, atlas, survey
from graph.store.base import Store
from tests.atlases import atlas_of


def parks() -> Atlas:
    """Two parks in a district, one of them with a building; a firm in each, and a project of the first firm."""
    return atlas_of(
        ["Platform", "Platform", "Platform", "Enterprise", "Enterprise", "Enterprise", "Project", "Place", "Talent"],
        [
            (0, "locatedIn", 7), (1, "locatedIn", 7), (2, "locatedIn", 0),
            (3, "locatedIn", 0), (4, "locatedIn", 1), (5, "locatedIn", 2),
            (3, "develops", 6), (8, "worksFor", 3), (3, "cooperatesWith", 4),
        ],
    )  # fmt: skip


def named(known: Atlas, label: str) -> int:
    return known.labels.index(label)


def test_entities_and_statements_of_a_store_are_numbered(small: Store) -> None:
    known = survey(small)
    assert (len(known.iris), len(known.statements)) == (15, 16)
    town, firm = named(known, "云栈小镇"), named(known, "远岫生物科技有限公司")
    assert (known.class_of(town), int(known.mentions[town])) == ("Platform", 2)
    assert firm in known.others(town, known.edges_of(town))
    assert known.dates[named(known, "开工仪式")] == ["2019-11-08"]
    assert known.degree(town) == len(known.edges_of(town))


def test_the_topology_is_read_once_for_each_version(small: Store) -> None:
    assert atlas(small) is atlas(small)


def test_who_is_related_to_a_park_is_at_home_there_and_what_all_share_is_not() -> None:
    found = homes(parks())
    assert found.tolist() == [0, 1, 2, 0, 1, 2, 0, -1, 0]


@pytest.mark.parametrize("by", ways())
def test_an_overview_counts_everything(by: str) -> None:
    known = parks()
    found = overview(known, by)
    assert sum(g.size for g in found.groups) + found.lone == found.entities == 9
    assert all(sum(g.classes.values()) == g.size for g in found.groups)
    listed = [e for g in found.groups for e in members(known, by, g.key)]
    assert sorted([*listed, *members(known, by, LONE)]) == list(range(9)) if by != "class" else len(listed) == 9


def test_groups_hold_what_leads_from_one_to_another() -> None:
    found = overview(parks(), "platform")
    assert {(link.source, link.target): dict(link.predicates) for link in found.links} == {
        ("e0", "e1"): {"cooperatesWith": 1}, ("e0", "e2"): {"locatedIn": 1},
    }  # fmt: skip


def test_parks_that_belong_together_are_a_community() -> None:
    chain = [(n, "cooperatesWith", n + 1) for n in range(5) if n != 2]
    found = overview(
        atlas_of(["Platform"] * 6, [*chain, (0, "cooperatesWith", 2), (3, "cooperatesWith", 5)]), "community"
    )
    assert [g.size for g in found.groups] == [3, 3]
    assert found.groups[0].names


def test_groups_beyond_the_drawn_ones_are_one_more_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overviews, "GROUPS", 2)
    known = atlas_of(["Platform"] * 5, [])
    found = overview(known, "platform")
    assert [(g.size, g.rest) for g in found.groups] == [(1, 0), (1, 0), (3, 3)]
    assert members(known, "platform", REST).tolist() == [2, 3, 4]


def test_a_graph_of_nothing_has_an_overview() -> None:
    found = overview(atlas_of([], []), "platform")
    assert (found.groups, found.entities, found.lone) == ([], 0, 0)


def test_a_key_that_is_none_is_refused() -> None:
    for by, key in (("platform", "gone"), ("community", "gone"), ("class", "Nonsense")):
        with pytest.raises(KeyError):
            members(parks(), by, key)


def test_a_building_lies_in_the_district_of_its_park() -> None:
    known = parks()
    assert within(known, 2, 7)
    assert within(known, 7, 2)
    assert not within(known, 0, 1)


def test_both_ends_of_a_path_are_kept_however_much_lies_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.atlas.paths._LOOKED_AT", 3)
    between_ = [(n, "locatedIn", m) for n in range(2, 12) for m in (0, 1)]
    known = atlas_of(["Place", "Place", *["Enterprise"] * 10], between_)
    assert len(paths(known, 0, 1, 9)) == 3


def test_groups_do_not_cover_each_other() -> None:
    known = atlas_of(["Platform"] * 40, [(n, "cooperatesWith", 0) for n in range(1, 20)])
    groups = overview(known, "platform").groups
    for a in groups:
        for b in groups:
            assert a is b or (a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (a.radius + b.radius) ** 2


def test_relations_come_in_bundles_by_property_direction_and_class() -> None:
    assert bundles(parks(), 3) == [
        Bundle("cooperatesWith", outgoing=True, cls="Enterprise", count=1),
        Bundle("develops", outgoing=True, cls="Project", count=1),
        Bundle("locatedIn", outgoing=True, cls="Platform", count=1),
        Bundle("worksFor", outgoing=False, cls="Talent", count=1),
    ]


def test_a_symmetric_property_is_one_bundle_whoever_is_its_subject() -> None:
    both = atlas_of(["Enterprise"] * 3, [(0, "cooperatesWith", 1), (2, "cooperatesWith", 0)])
    assert bundles(both, 0) == [Bundle("cooperatesWith", outgoing=True, cls="Enterprise", count=2)]


def test_a_bundle_comes_in_pages_and_is_found_by_a_part_of_the_name() -> None:
    many = atlas_of(["Platform", *["Enterprise"] * 25], [(n, "locatedIn", 0) for n in range(1, 26)])
    (bundle,) = bundles(many, 0)
    seen = [int(e) for offset in (0, 10, 20) for e in page(many, 0, bundle, offset, 10)[0]]
    assert sorted(seen) == list(range(25))
    found, total = page(many, 0, bundle, 0, 10, "名2")
    assert (len(found), total) == (7, 7)


def test_what_most_is_said_of_stands_first_in_a_page() -> None:
    known = atlas_of(
        ["Platform", *["Enterprise"] * 3], [*((n, "locatedIn", 0) for n in (1, 2, 3)), (2, "cooperatesWith", 3)]
    )
    (firms,) = bundles(known, 0)
    assert [int(known.subjects[e]) for e in page(known, 0, firms, 0, 10)[0]] == [2, 3, 1]


def test_a_path_is_the_shortest_and_keeps_clear_of_what_is_shared() -> None:
    known = parks()
    assert [p.entities for p in paths(known, 8, 4, 3)] == [[8, 3, 4]]
    assert [p.entities for p in paths(known, 5, 4, 2, ["Place"])] == [[5, 2, 0, 3, 4]]
    assert paths(known, 3, 3, 2) == []
    assert paths(atlas_of(["Enterprise"] * 2, []), 0, 1, 2) == []


def test_every_statement_of_a_step_is_told() -> None:
    both = atlas_of(["Enterprise", "Enterprise"], [(0, "cooperatesWith", 1), (1, "shareholderOf", 0)])
    assert [p.steps for p in paths(both, 0, 1, 1)] == [[[0, 1]]]


def test_common_neighbours_are_those_of_all_the_rarest_first() -> None:
    known = parks()
    assert common(known, [0, 1]).tolist() == [7]
    assert common(known, [3, 4]).tolist() == []
    assert between(known, [0, 3, 6]).tolist() == [3, 6]
