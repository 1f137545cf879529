"""The ontology as a picture: come in its classes and relations, goes out an SVG; the same terms give the same picture.

A frame stands for every class drawn inside it: a named one for a class (Actor), a dashed one for a union that has no
name. Places and the bends of arrows stand in the tables below; classes that these lack get a row of their own, arrows
go straight. Labels look for a free place beside their arrow.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, pairwise, product

from ontology.terms import EntityClass, Property, below

Point = tuple[float, float]
_PLACES = """
all-but-Honour 12 12 1044 604; Actor 262 38 500 424; Organization 290 102 408 130; Platform-Place 334 312 320 98;
Agency 312 140 108 52; Enterprise 440 140 108 52; Institution 568 140 108 52; Place 352 334 108 52;
Platform 484 328 150 64; Policy 64 334 120 52; Industry 900 62 120 52; Project 900 196 120 52;
Parcel 900 334 120 52; Event 370 524 280 56; Honour 370 676 280 52; Person 32 136 148 108; Talent 52 176 108 52
"""  # left, top, width, height; a name with a hyphen is that of a union without a class
_BENDS = """
Person>Organization 180 160 290 160; Person>Actor 180 214 262 214; Person>Event 46 244 46 566 370 566;
Actor>Policy 262 350 184 350; Actor>Event 580 462 580 524; Actor>Actor 262 404 226 404 226 440 262 440;
Actor>Institution 762 166 676 166; Organization>Organization 460 232 460 262 526 262 526 232;
Organization>Platform 590 232 590 328; Organization>Platform-Place 400 232 400 312;
Organization>Project 698 212 900 212; Organization>Parcel 680 232 680 288 870 288 870 348 900 348;
Enterprise>Industry 494 140 494 78 900 78; Institution>Industry 622 140 622 78 900 78;
Platform>Industry 634 344 780 344 780 98 900 98; Project>Industry 960 196 960 114; Project>Parcel 960 248 960 334;
Project>Platform-Place 900 232 850 232 850 372 654 372; Parcel>Platform-Place 900 372 654 372;
Platform>Platform-Place 584 392 584 436 638 436 638 410; Event>Platform-Place 400 524 400 410;
Event>Platform 510 524 510 392; Event>Organization 370 540 312 540 312 232; Event>Policy 370 540 100 540 100 386;
Event>Parcel 650 552 960 552 960 386; Event>Project 650 552 1038 552 1038 222 1020 222; Event>Honour 440 580 440 676;
all-but-Honour>Honour 580 616 580 676
"""  # the points of the way from one to the other
_WIDTH, _HEIGHT, _NAME, _BELOW, _SAID = 1068.0, 742.0, 16.0, 12.0, 14.0  # letters of classes, English, relations


@dataclass(frozen=True, slots=True)
class Rect:
    """A stretch of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Rect") -> bool:
        """Whether the two have more than an edge in common; a line counts as it lies inside the other."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Rect") -> bool:
        """Whether the other lies within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """What leads from one box or frame to another, and the names of the relations it stands for."""

    source: str
    target: str
    relations: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def segments(self) -> list[Rect]:
        """Its straight pieces."""
        return [Rect(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairwise(self.points)]


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text, the size of its letters, the room it takes."""

    text: str
    size: float
    room: Rect


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything is, before it is written as SVG."""

    boxes: Mapping[str, Rect]
    frames: Mapping[str, Rect]
    arrows: Sequence[Arrow]
    labels: Sequence[Label]
    room: Rect


def draw(classes: Mapping[str, EntityClass], relations: Mapping[str, Property]) -> Drawing:
    """Where the classes that entities carry, the relations between them, and their labels are in the picture."""
    shown = sorted(below("Entity", classes))
    places = {n: _rect(*at) for n, at in _rows(_PLACES).items() if n in classes or "-" in n}
    extra = [n for n in shown if n not in places]
    places |= {n: _rect(20 + 140 * i, _HEIGHT + 20, 120, 52) for i, n in enumerate(extra)}
    held = {n: frozenset(c for c in shown if at.holds(places[c])) for n, at in places.items()}
    frames = {n: at for n, at in places.items() if n not in shown or len(held[n]) > 1}
    boxes = {n: at for n, at in places.items() if n not in frames}
    labels = [label for n in places if n in classes for label in _named(classes[n], places[n], n in frames)]
    arrows = _arrows(relations, places, held)
    labels += _beside(arrows, relations, [*boxes.values(), *(label.room for label in labels)], [*frames.values()])
    return Drawing(boxes, frames, arrows, labels, _rect(0, 0, _WIDTH, _HEIGHT + (90 if extra else 0)))


def diagram(classes: Mapping[str, EntityClass], relations: Mapping[str, Property], title: str) -> str:
    """The picture as SVG, with `title` for those who do not see it; it takes the colour of the text around it."""
    made = draw(classes, relations)
    colours = {n: escape(c.colour) for n, c in classes.items() if c.colour}
    parts = [_outline(n, at, colours.get(n, "")) for n, at in {**made.frames, **made.boxes}.items()]
    for arrow in made.arrows:
        line = " ".join(f"{x:g},{y:g}" for x, y in arrow.points)
        joints = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="3.5"/>' for x, y in _joints(arrow, made.arrows))
        told = escape("；".join(f"{relations[r].label} {relations[r].label_en}" for r in arrow.relations))
        parts.append(
            f'<g class="arrow cls-{arrow.source}" color="{colours.get(arrow.source, "currentColor")}">'
            f'<title>{told}</title><polyline points="{line}" fill="none" stroke="currentColor" stroke-width="1.6"/>'
            f'<path d="{_head(*arrow.points[-2:])}"/>{joints}</g>'
        )
    for label in made.labels:
        (x, y), size = label.room.middle, label.size
        look = {_NAME: ' font-weight="600"', _BELOW: ' opacity=".75"'}.get(size, "")
        parts.append(f'<text x="{x:g}" y="{y + size * 0.36:g}" font-size="{size:g}"{look}>{escape(label.text)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {made.room.right:g} {made.room.bottom:g}" role="img" '
        f'aria-label="{escape(title)}" text-anchor="middle" fill="currentColor"><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg>"
    )


def _arrows(
    relations: Mapping[str, Property], places: Mapping[str, Rect], held: Mapping[str, frozenset[str]]
) -> list[Arrow]:
    """The arrows, one for all relations between the same two; `held` are the classes within each place."""
    bends = {ends: list(zip(at[::2], at[1::2], strict=True)) for ends, at in _rows(_BENDS).items()}
    between: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, known in sorted(relations.items()):
        for ends in product(_cover(known.domain, held), _cover(known.range, held)):
            between[ends].append(name)
    return [
        Arrow(a, b, tuple(names), tuple(bends.get(f"{a}>{b}") or _straight(places[a], places[b])))
        for (a, b), names in sorted(between.items())
    ]


def _cover(ends: Iterable[str], held: Mapping[str, frozenset[str]]) -> list[str]:
    """As few places as hold these classes and no others."""
    left, found = set(ends), []
    for place, members in sorted(held.items(), key=lambda p: (-len(p[1]), p[0])):
        if members and members <= left:
            found.append(place)
            left -= members
    return found


def _beside(
    arrows: Sequence[Arrow], relations: Mapping[str, Property], taken: Sequence[Rect], frames: Sequence[Rect]
) -> Iterator[Label]:
    """The labels of arrows; arrows of the same relations that start or end at the same point have one together."""
    filled = [*taken, *chain(*(a.segments for a in arrows))]
    ends = Counter((a.relations, a.points[i]) for a in arrows for i in (0, -1))
    told: set[tuple[tuple[str, ...], Point]] = set()
    for arrow in arrows:
        shared = {end for i in (0, -1) if ends[end := (arrow.relations, arrow.points[i])] > 1}
        if not shared & told:
            pieces = sorted(arrow.segments, key=lambda s: s.left + s.top - s.right - s.bottom)
            if shared:  # what they have in common comes first
                pieces = arrow.segments[:: 1 if ends[arrow.relations, arrow.points[0]] > 1 else -1]
            text = " · ".join(relations[r].label + (" ↔" if relations[r].symmetric else "") for r in arrow.relations)
            places = [p for piece in pieces for p in _places(piece, _width(text, _SAID) + 6, _SAID + 4)]
            whole = [p for p in places if all(f.holds(p) or not f.meets(p) for f in frames)]
            room = next((p for p in whole if not any(p.meets(f) for f in filled)), places[0])
            filled.append(room)
            yield Label(text, _SAID, room)
        told |= shared


def _places(piece: Rect, width: float, height: float) -> Iterator[Rect]:
    """Where a label can stand along a straight piece: in its middle first, above or right of it first."""
    for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.15, 0.85):
        x, y = piece.left + (piece.right - piece.left) * part, piece.top + (piece.bottom - piece.top) * part
        if piece.top == piece.bottom:
            yield from (_rect(x - width / 2, top, width, height) for top in (y - height - 2, y + 2))
        else:
            yield from (_rect(left, y - height / 2 - 5, width, height + 10) for left in (x + 2, x - 2 - width))


def _straight(a: Rect, b: Rect) -> list[Point]:
    """From the edge of one to the edge of the other; a loop where they lie in each other."""
    (x, y), (tx, ty) = a.middle, b.middle
    if a.holds(b) or b.holds(a):
        out = max(a.right, b.right) + 24
        return [(a.right, y - 10), (out, y - 10), (out, y + 10), (b.right, y + 10)]
    shares = [1 / max(abs(tx - x) / (r.right - r.left), abs(ty - y) / (r.bottom - r.top)) / 2 for r in (a, b)]
    return [(round(x + (tx - x) * s, 1), round(y + (ty - y) * s, 1)) for s in (shares[0], 1 - shares[1])]


def _joints(arrow: Arrow, arrows: Iterable[Arrow]) -> list[Point]:
    """Where an arrow bends off another one of the same relations."""
    others = [a for a in arrows if a.relations == arrow.relations]
    bends = [(p, a) for p in arrow.points[1:-1] for a in others if p not in a.points]
    return [p for p, a in bends if any(s.holds(Rect(*p, *p)) for s in a.segments)]


def _head(before: Point, tip: Point) -> str:
    """The path of an arrowhead."""
    at, way = complex(*tip), complex(*tip) - complex(*before)
    way /= abs(way) or 1
    corners = (at, at - way * (9 + 4j), at - way * (9 - 4j))
    return "M" + " L".join(f"{round(c.real, 1):g} {round(c.imag, 1):g}" for c in corners) + " Z"


def _outline(name: str, at: Rect, colour: str) -> str:
    dashes = ' stroke-dasharray="5 4"' if "-" in name else ""
    look = f'fill-opacity=".025" stroke="currentColor" stroke-opacity=".4"{dashes}'
    if colour:
        look = f'fill="{colour}" fill-opacity=".15" stroke="{colour}" stroke-width="1.8"'
    wide, high = at.right - at.left, at.bottom - at.top
    return f'<rect x="{at.left:g}" y="{at.top:g}" width="{wide:g}" height="{high:g}" rx="8" {look}/>'


def _named(known: EntityClass, at: Rect, heading: bool) -> Iterator[Label]:
    """The Chinese label of a class over the English one in the middle of a box, or before it in a frame's corner."""
    (x, y), wide, wide_en = at.middle, _width(known.label, _NAME), _width(known.label_en, _BELOW)
    left, left_en = (at.left + 10, at.left + wide + 18) if heading else (x - wide / 2, x - wide_en / 2)
    top, top_en = (at.top + 7, at.top + 8) if heading else (y - 20, y + 4)
    yield Label(known.label, _NAME, _rect(left, top, wide, _NAME + 3))
    yield Label(known.label_en, _BELOW, _rect(left_en, top_en, wide_en, _BELOW + 3))


def _rows(table: str) -> dict[str, list[float]]:
    return {name: [float(n) for n in at] for name, *at in (row.split() for row in table.split(";"))}


def _width(text: str, size: float) -> float:
    return round(size * sum(1.0 if ord(c) > 0x2E80 else 0.6 for c in text), 1)


def _rect(left: float, top: float, width: float, height: float) -> Rect:
    return Rect(*(round(n, 1) for n in (left, top, left + width, top + height)))
