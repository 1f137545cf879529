"""The words of figures: comes in rules/figures/*.yaml and the indicators of the ontology, goes out compiled."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import ontology
from ingest import rules
from ingest.quantities import AREA, MONEY, Quantity, words_of_about

ACTUAL, TARGET, GROWTH, SHARE, COMPLETION = "actual", "target", "growth", "share", "completion"
FILL = "\x01"  # stands for every character inside brackets
CONNECTORS = frozenset(("、", "和", "及", "与", "以及", "和约", "、约", "、近"))
_CLASSES = (
    "Platform", "Enterprise", "Agency", "Institution", "Project", "Parcel", "Talent", "Person", "Place", "Policy"
)  # fmt: skip
MASKS: Mapping[str, str] = {cls: chr(0xE000 + i) for i, cls in enumerate(_CLASSES)}
NAME = f"[{chr(0xE000)}-{chr(0xE000 + len(_CLASSES) - 1)}]"


@dataclass(frozen=True, slots=True)
class Word:
    """An indicator's word found in a text; `indicator` is "" for words that only look like one."""

    start: int
    end: int
    indicator: str


@dataclass(frozen=True)
class Lexicon:
    """What rules/figures/*.yaml say: words of indicators, facts about indicators, and `patterns` by their names there.

    `about` is what leaves a number open (约), `fillers` what may stand between a noun and its number, `goes_on` what
    stands before an amount that goes on from the last; all three end where they are searched.
    """

    words: re.Pattern[str]
    indicators: Mapping[str, str]
    rates: tuple[str, ...]
    units: Mapping[str, frozenset[str]]
    counted: Mapping[str, Sequence[str]]
    as_counts: frozenset[str]
    by_unit: Mapping[str, str]
    subjects: Mapping[str, Sequence[str]]
    not_new: frozenset[str]
    open_areas: frozenset[str]
    lasting: frozenset[str]
    built: frozenset[str]
    flows: frozenset[str]
    row_names: Sequence[str]
    columns: tuple[str, ...]
    compared: tuple[str, ...]
    patterns: Mapping[str, re.Pattern[str]]
    about: re.Pattern[str]
    fillers: re.Pattern[str]
    goes_on: re.Pattern[str]

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Word]:
        """The indicator words in text[start:end], the longest at each place, in order; 建设用地 + 面积 are one."""
        found: list[Word] = []
        for match in self.words.finditer(text, start, len(text) if end is None else end):
            indicator = "" if text.endswith(self.rates, 0, match.start()) else self.indicators[match.group()]
            touches = found and found[-1].end == match.start() and found[-1].indicator
            if touches and match.group() in self.open_areas:
                found[-1] = Word(found[-1].start, match.end(), found[-1].indicator)
            else:
                found.append(Word(match.start(), match.end(), indicator))
        return found

    def fits(self, indicator: str, quantity: Quantity) -> bool:
        """Whether a quantity of this unit can be the indicator's."""
        if not indicator or quantity.is_ratio:
            return False
        if quantity.unit == "1":
            return quantity.word in self.counted.get(indicator, ())
        if quantity.unit == AREA and indicator in self.as_counts:
            return True
        kinds = self.units[indicator]
        return quantity.unit in kinds or bool(quantity.unit in MONEY and kinds & MONEY)

    def unit(self, indicator: str, quantity: Quantity) -> str:
        """The unit in which the quantity is the indicator's: its own, or 1 where it is a ratio or taken for a count."""
        is_count = quantity.unit == AREA and indicator in self.as_counts
        return "1" if quantity.is_ratio or is_count else quantity.unit

    def says(self, name: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place in text[start:end] where a pattern of that name stands."""
        return self.patterns[name].search(text, start, len(text) if end is None else end)

    def is_all(self, name: str, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether text[start:end] is one match of the pattern of that name."""
        return self.patterns[name].fullmatch(text, start, len(text) if end is None else end) is not None

    def opens(self, name: str, text: str, start: int = 0) -> bool:
        """Whether a pattern of that name stands at text[start:]."""
        return self.patterns[name].match(text, start) is not None


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    known, raw = _load("indicators"), _load("patterns")
    indicators = {word: name for name, i in ontology.indicators().items() for word in i.words}
    for name, more in known["words"].items():
        indicators |= dict.fromkeys(more, name)
    indicators |= dict.fromkeys(known["ignored"], "")
    about = _any(map(re.escape, words_of_about()))
    return Lexicon(
        words=re.compile(_any(re.escape(w) + ("(?!业)" if w.endswith("企") else "") for w in indicators)),
        indicators=indicators,
        rates=tuple(known["rates"]),
        units={name: frozenset(i.units) for name, i in ontology.indicators().items()},
        counted=known["counts"],
        by_unit=known["by_unit"],
        subjects=known["subjects"],
        not_new=frozenset(known["not_new"]),
        open_areas=frozenset(known["open_areas"]),
        lasting=frozenset(known["lasting"]),
        built=frozenset(known["built"]),
        flows=frozenset(known["flows"]),
        row_names=known["row_names"],
        columns=tuple(known["columns"]),
        compared=tuple(known["compared"]),
        as_counts=frozenset(known["as_counts"]),
        patterns={name: re.compile(_any(words)) for name, words in raw.items()},
        about=re.compile(f"(?:{about}){{1,2}}$"),
        fillers=re.compile(f"(?:{_any(raw['fillers'])}){{0,6}}$"),
        goes_on=re.compile(f"(?:{_any(raw['goes_on'])})了?(?:{about}){{0,2}}$"),
    )


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = rules.load(f"figures/{name}.yaml")
    return loaded


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
