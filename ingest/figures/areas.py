"""Which area: comes in the words around a number of square metres, go out the indicators that it may be.

总建筑面积 says it; 面积 and 总面积 leave it to what has the area, to the unit and to words nearby (楼, 用地, 核心区).
"""

from collections.abc import Sequence

from ingest.figures.lexicon import Lexicon, Word
from ingest.quantities import Quantity

_NEAR = 24  # characters before the number that say what has the area
_BEHIND = 8  # characters behind it that do


def named(
    lexicon: Lexicon, q: Quantity, word: str, indicator: str, start: str, near: str
) -> tuple[tuple[str, str], ...]:
    """Class and indicator of everything that an open word such as 总面积 may mean; nothing where `word` is plain.

    `start` is the start of the sentence, `near` the text right before the number.
    """
    if indicator in ("plannedArea", "coreArea") and lexicon.says("area_core", _label(start)):
        return (("Platform", "coreArea"), ("Place", "coreArea"))
    if word not in lexicon.open_areas:
        return ()
    is_large = lexicon.is_all("large_units", q.word)
    is_land = bool(lexicon.says("area_land", near))
    is_floor = bool(lexicon.says("area_floor", near)) and not is_land and not is_large and "占地" not in word
    built = "floorArea" if is_floor else "landArea"
    park = "plannedArea"
    if not is_large:
        park = "landArea" if is_land else "floorArea" if is_floor or word == "面积" else park
    return (
        ("Parcel", "landArea"), ("Project", built), ("Platform", park), ("Place", "plannedArea"),
        ("Event", "landArea"), ("Institution", built), ("Enterprise", built),
    )  # fmt: skip


def unnamed(lexicon: Lexicon, q: Quantity, gap: str, after: str, context: str) -> tuple[str, float]:
    """The indicator of an area that no word names (22万平方米办公楼宇, 拿地4公顷), and how sure that is."""
    near, behind = gap[-_NEAR:], after[:_BEHIND].split("，")[0]
    if lexicon.says("area_core", near):
        return "coreArea", 0.8
    if lexicon.says("area_land", behind):
        return "landArea", 0.85
    if lexicon.is_all("large_units", q.word):
        return "plannedArea", 0.7
    if lexicon.says("area_floor", near) or lexicon.says("area_floor", behind):
        return "floorArea", 0.7
    if lexicon.is_all("land_units", q.word) and lexicon.says("area_land", context):
        return "landArea", 0.6
    return "", 0.0


def last_word(words: Sequence[Word], text: str) -> str:
    """The last of the words as written, or nothing."""
    return text[words[-1].start : words[-1].end] if words else ""


def _label(context: str) -> str:
    """What stands before the first colon, where that is near: 核心区块：."""
    head, colon, _ = context[:_NEAR].partition("：")
    return head if colon else ""
