"""The words of figures: comes in rules/figures.yaml and the indicators of the ontology, goes out compiled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

import ontology
from ingest.quantities import MONEY, Quantity

ACTUAL, TARGET, GROWTH, SHARE, COMPLETION = "actual", "target", "growth", "share", "completion"
FILL = "\x01"  # stands for every character inside brackets
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
    """Everything rules/figures.yaml says, with its word lists as patterns."""

    words: re.Pattern[str]
    indicators: Mapping[str, str]
    units: Mapping[str, frozenset[str]]
    counted: Mapping[str, frozenset[str]]
    by_unit: Mapping[str, str]
    stages: tuple[str, ...]
    subjects: Mapping[str, Sequence[str]]
    lasting: frozenset[str]
    not_new: frozenset[str]
    row_names: Sequence[str]
    columns: Sequence[str]
    oblique: frozenset[str]
    oblique_verbs: tuple[str, ...]
    fillers: re.Pattern[str]
    about: re.Pattern[str]
    goes_on: re.Pattern[str]
    not_between: re.Pattern[str]
    not_before: re.Pattern[str]
    not_said_of: re.Pattern[str]
    target_before: re.Pattern[str]
    target_after: re.Pattern[str]
    target_own: re.Pattern[str]
    real: re.Pattern[str]
    changes: re.Pattern[str]
    rates: tuple[str, ...]
    open_areas: frozenset[str]
    of_year: re.Pattern[str]
    ratios: Mapping[str, re.Pattern[str]]
    enterprises: Mapping[str, re.Pattern[str]]
    newness: re.Pattern[str]
    not_counted: re.Pattern[str]
    threshold: re.Pattern[str]
    areas: Mapping[str, re.Pattern[str]]

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Word]:
        """The indicator words in text[start:end], the longest at each place, in order; 建设用地 + 面积 are one."""
        found: list[Word] = []
        for match in self.words.finditer(text, start, len(text) if end is None else end):
            indicator = "" if text.endswith(self.rates, 0, match.start()) else self.indicators[match.group()]
            if found and found[-1].end == match.start() and match.group() in self.open_areas and found[-1].indicator:
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
        kinds = self.units[indicator]
        return quantity.unit in kinds or bool(quantity.unit in MONEY and kinds & MONEY)


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    raw = yaml.safe_load((resources.files("ingest") / "rules" / "figures.yaml").read_text("utf-8"))
    indicators = {word: name for name, i in ontology.indicators().items() for word in i.words}
    for name, more in raw["words"].items():
        indicators |= dict.fromkeys(more, name)
    indicators |= dict.fromkeys(raw["ignored"], "")
    targets, areas = raw["targets"], raw["areas"]
    return Lexicon(
        words=_any(indicators),
        indicators=indicators,
        units={name: frozenset(i.units) for name, i in ontology.indicators().items()},
        counted={name: frozenset(words) for name, words in raw["counts"].items()},
        by_unit=raw["by_unit"],
        stages=tuple(raw["stages"]),
        subjects=raw["subjects"],
        lasting=frozenset(raw["lasting"]),
        not_new=frozenset(raw["not_new"]),
        row_names=raw["row_names"],
        columns=raw["columns"],
        oblique=frozenset(raw["oblique"]),
        oblique_verbs=tuple(raw["oblique_verbs"]),
        fillers=re.compile(f"(?:{_any(raw['fillers']).pattern}){{0,6}}$"),
        about=re.compile(f"(?:{_any(_about()).pattern}){{1,2}}$"),
        goes_on=re.compile(f"(?:{_any(raw['goes_on']).pattern})了?(?:{_any(_about()).pattern}){{0,2}}$"),
        not_between=re.compile(f"{_any(w for w in raw['not_between'] if w != '每').pattern}|每(?!年)"),
        not_before=re.compile(f"(?:{_any(raw['not_before']).pattern})了?$"),
        not_said_of=_any(raw["not_said_of"]),
        target_before=re.compile("|".join(targets["before"])),
        target_own=_any(targets["own"]),
        target_after=_any(targets["after"]),
        real=_any(targets["real"]),
        changes=_any(raw["changes"]),
        rates=tuple(raw["rates"]),
        open_areas=frozenset(raw["open_areas"]),
        of_year=_any(targets["of_year"]),
        ratios={kind: _any(words) for kind, words in raw["ratios"].items()},
        enterprises={kind: _any(words) for kind, words in raw["enterprises"].items()},
        newness=_any(raw["newness"]),
        not_counted=_any(raw["not_counted"]),
        threshold=re.compile(raw["threshold"]),
        areas={kind: _any(words) for kind, words in areas.items()},
    )


def _any(words: Any) -> re.Pattern[str]:
    """A pattern for any of the words, the longest first; 药企 is no word in 医药企业."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(re.escape(w) + ("(?!业)" if w.endswith("企") else "") for w in longest_first))


def _about() -> list[str]:
    raw = yaml.safe_load((resources.files("ingest") / "rules" / "quantities.yaml").read_text("utf-8"))
    words: list[str] = raw["about_before"]
    return words
