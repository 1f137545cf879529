"""Which area: comes in the words around a number of square metres, go out the indicators that it may be.

总建筑面积 says it; 面积 and 总面积 leave it to what has the area, to the unit and to words nearby (楼, 用地, 核心区).
"""

from collections.abc import Sequence

from ingest.figures.lexicon import Lexicon, Word
from ingest.quantities import Quantity

_NEAR = 24
_BEHIND = 8
_ALL = ("Platform", "Place", "Project", "Parcel", "Event", "Institution")


def named(lexicon: Lexicon, q: Quantity, word: str, indicator: str, context: str) -> tuple[tuple[str, str], ...]:
    """Class and indicator of everything that an open word such as 总面积 may mean; nothing where `word` is plain."""
    if lexicon.areas["core"].search(_label(context)) and indicator in ("plannedArea", "coreArea"):
        return (("Platform", "coreArea"), ("Place", "coreArea"))
    if word not in lexicon.open_areas:
        return ()
    near = context[-3 * _NEAR :]
    is_large = bool(lexicon.areas["large_units"].fullmatch(q.word))
    is_floor = bool(lexicon.areas["floor"].search(near)) and not is_large and "占地" not in word
    is_land = bool(lexicon.areas["land"].search(near))
    bare = "landArea" if is_land and not is_large else "floorArea" if word == "面积" and not is_large else "plannedArea"
    platform = "floorArea" if is_floor and not is_land else bare
    built = "floorArea" if is_floor and not is_land else "landArea"
    return (
        ("Parcel", "landArea"), ("Project", built), ("Platform", platform), ("Place", "plannedArea"),
        ("Event", "landArea"), ("Institution", built),
    )  # fmt: skip


def unnamed(lexicon: Lexicon, q: Quantity, gap: str, after: str, context: str) -> tuple[str, float]:
    """The indicator of an area that no word names: 核心区1.1平方千米, 22万平方米办公楼宇, 拿地4公顷."""
    near, behind = gap[-_NEAR:], after[:_BEHIND]
    if lexicon.areas["core"].search(near):
        return "coreArea", 0.8
    if lexicon.areas["land"].search(behind.split("，")[0]):
        return "landArea", 0.85
    if lexicon.areas["floor"].search(near) or lexicon.areas["floor"].search(behind.split("，")[0]):
        return "floorArea", 0.7
    if lexicon.areas["large_units"].fullmatch(q.word):
        return "plannedArea", 0.7
    if lexicon.areas["land_units"].fullmatch(q.word) and lexicon.areas["land"].search(context):
        return "landArea", 0.6
    return "", 0.0


def last_word(words: Sequence[Word], text: str) -> str:
    """The last of the words as written, or ""."""
    return text[words[-1].start : words[-1].end] if words else ""


def _label(context: str) -> str:
    """What stands before the first colon, where that is near: 核心区块：."""
    head, colon, _ = context[:_NEAR].partition("：")
    return head if colon else ""
