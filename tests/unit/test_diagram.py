"""The picture of the ontology: what is in it, and that nothing in it covers anything else."""

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

import ontology
from ontology.terms import EntityClass, Property, below
from web.diagram import Drawing, Rect, diagram, draw

CLASSES, RELATIONS = ontology.classes(), ontology.relations()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return draw(CLASSES, RELATIONS)


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own


def test_every_class_that_entities_carry_is_a_box_in_its_colour(drawing: Drawing) -> None:
    shown = below("Entity", CLASSES)
    svg = diagram(CLASSES, RELATIONS, "图")
    assert shown <= {*drawing.boxes, *drawing.frames}
    assert all(f'stroke="{CLASSES[name].colour}"' in svg for name in shown)
    assert {text for name in shown for text in (CLASSES[name].label, CLASSES[name].label_en)} <= set(texts(svg))


def test_every_relation_is_said_in_chinese() -> None:
    said = {part.strip(" ↔") for text in texts(diagram(CLASSES, RELATIONS, "图")) for part in text.split("·")}
    assert {r.label for r in RELATIONS.values()} <= said


def test_a_named_frame_holds_the_classes_under_it_and_no_others(drawing: Drawing) -> None:
    for name in drawing.frames.keys() & CLASSES.keys():
        within = {box for box, at in drawing.boxes.items() if drawing.frames[name].holds(at)}
        assert within == below(name, CLASSES) - {name}


def test_arrows_say_exactly_what_the_relations_say(drawing: Drawing) -> None:
    places = {**drawing.frames, **drawing.boxes}

    def classes(place: str) -> set[str]:
        return {c for c in below("Entity", CLASSES) if places[place].holds(places[c])}

    for name, relation in RELATIONS.items():
        arrows = [a for a in drawing.arrows if name in a.relations]
        assert set().union(*(classes(a.source) for a in arrows)) == relation.domain
        assert set().union(*(classes(a.target) for a in arrows)) == relation.range


def test_relations_between_the_same_two_share_an_arrow(drawing: Drawing) -> None:
    ends = [(a.source, a.target) for a in drawing.arrows]
    assert len(ends) == len(set(ends))
    assert ("organizes", "participatesIn") in [a.relations for a in drawing.arrows if a.target == "Event"]


def test_no_label_covers_another_or_a_box_that_is_not_its_own(drawing: Drawing) -> None:
    for one, other in combinations(drawing.labels, 2):
        assert not one.room.meets(other.room), (one, other)
    for label in drawing.labels:
        for name, box in drawing.boxes.items():
            assert not label.room.meets(box) or box.holds(label.room), (label, name)


def test_no_line_runs_through_a_label_and_no_frame_cuts_one(drawing: Drawing) -> None:
    for label in drawing.labels:
        for arrow in drawing.arrows:
            assert not any(label.room.meets(piece) for piece in arrow.segments), (label, arrow)
        for name, frame in drawing.frames.items():
            assert not label.room.meets(frame) or frame.holds(label.room), (label, name)


def test_no_arrow_runs_through_a_box(drawing: Drawing) -> None:
    for arrow in drawing.arrows:
        for name, box in drawing.boxes.items():
            assert not any(piece.meets(box) for piece in arrow.segments), (arrow, name)


def test_arrows_begin_and_end_at_the_edge_of_what_they_join(drawing: Drawing) -> None:
    places = {**drawing.frames, **drawing.boxes}

    def on_edge(at: Rect, x: float, y: float) -> bool:
        across = at.left <= x <= at.right and y in (at.top, at.bottom)
        return across or (at.top <= y <= at.bottom and x in (at.left, at.right))

    for arrow in drawing.arrows:
        assert on_edge(places[arrow.source], *arrow.points[0]), arrow
        assert on_edge(places[arrow.target], *arrow.points[-1]), arrow


def test_everything_is_within_the_picture(drawing: Drawing) -> None:
    assert all(drawing.room.holds(box) for box in drawing.boxes.values())
    assert all(drawing.room.holds(label.room) for label in drawing.labels)
    assert all(drawing.room.holds(piece) for arrow in drawing.arrows for piece in arrow.segments)


def test_it_has_a_title_for_those_who_do_not_see_it_and_no_script_or_style() -> None:
    svg = diagram(CLASSES, RELATIONS, "类 <与> 关系")
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert root.get("aria-label") == root[0].text == "类 <与> 关系"
    assert root[0].tag == f"{SVG}title"
    assert "style=" not in svg
    assert "<script" not in svg


def test_the_same_terms_give_the_same_picture() -> None:
    classes, relations = dict(reversed([*CLASSES.items()])), dict(reversed([*RELATIONS.items()]))
    assert diagram(CLASSES, RELATIONS, "图") == diagram(classes, relations, "图")


def test_a_class_and_relations_that_the_tables_lack_are_drawn_too() -> None:
    bank = EntityClass("Bank", "银行", "Bank", "", "", frozenset({"Entity"}), "#123456", "dot", "银")
    lends = Property(
        "lends", "贷款", "lends", "", "", "", "", frozenset({"Bank"}), frozenset({"Event"}), symmetric=False,
        single=frozenset(),
    )  # fmt: skip
    within = Property(
        "owes", "拆借", "owes", "", "", "", "", frozenset({"Bank"}), frozenset({"Bank"}), symmetric=False,
        single=frozenset(),
    )  # fmt: skip
    made = draw({**CLASSES, "Bank": bank}, {**RELATIONS, "lends": lends, "owes": within})
    assert made.room.holds(made.boxes["Bank"])
    assert {"银行", "贷款", "拆借"} <= {label.text for label in made.labels}
    assert all(len(set(a.points)) > 1 for a in made.arrows)
