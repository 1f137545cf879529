"""What the query editor offers: the ontology's terms by label, name, pinyin; where YASGUI's files are."""

from pathlib import Path

import pytest

from web.completion import meant, near, terms
from web.npm import folders


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("位于", "ct:locatedIn"),
        ("located in", "ct:locatedIn"),
        ("locatedin", "ct:locatedIn"),
        ("weiyu", "ct:locatedIn"),
        ("平台", "ct:Platform"),
        ("platform", "ct:Platform"),
        ("pt", "ct:Platform"),
        ("营业收入", "ct:revenue"),
    ],
)
def test_a_term_is_found_by_its_names_and_by_how_they_sound(typed: str, name: str) -> None:
    assert terms(typed)[0].name == name


def test_a_part_of_a_name_finds_what_holds_it_after_what_begins_with_it() -> None:
    names = [t.label for t in terms("产业")]
    beginning = [n.startswith("产业") for n in names]
    assert beginning[0]
    assert beginning == sorted(beginning, reverse=True)


def test_nothing_fits_nonsense() -> None:
    assert terms("乙己丁壬") == []


def test_no_text_gives_every_term_once_with_its_label_and_kind() -> None:
    found = terms("", 500)
    assert len({t.iri for t in found}) == len(found)
    assert {t.kind for t in found} == {"class", "property", "individual"}
    assert all(t.label and t.name.partition(":")[2] for t in found)
    assert not [t for t in found if t.name.endswith("Shape")]


def test_a_class_tells_how_it_is_drawn() -> None:
    platform = next(t for t in terms("平台") if t.name == "ct:Platform")
    assert (platform.kind, platform.shape) == ("class", "hexagon")
    assert platform.colour.startswith("#")


def test_no_more_terms_than_asked_for() -> None:
    assert len(terms("", 7)) == 7


def test_packages_that_are_not_whole_are_not_served(tmp_path: Path) -> None:
    folder = tmp_path / "@zazuko" / "yasgui" / "build"
    assert folders(tmp_path) == {}
    folder.mkdir(parents=True)
    (folder / "yasgui.min.js").touch()
    assert folders(tmp_path) == {}
    (folder / "yasgui.min.css").touch()
    assert folders(tmp_path) == {"yasgui": folder}


@pytest.mark.parametrize(
    ("written", "name"),
    [("settledIn", "ct:locatedIn"), ("develop", "ct:develops"), ("落户", "ct:locatedIn"), ("Platfrom", "ct:Platform")],
)
def test_a_name_that_no_term_has_leads_to_those_near_it(written: str, name: str) -> None:
    assert near(written)[0].name == name


def test_a_term_that_there_is_needs_no_other() -> None:
    assert meant("locatedIn").known
    assert not meant("locatedIn").near
    assert not meant("xyzzy").near
