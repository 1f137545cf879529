"""Word lists that are true of the language and the country in general, read once."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from ingest import rules


def _lines(name: str) -> list[str]:
    text = (resources.files("ingest") / "lexicon" / name).read_text("utf-8")
    return [x for x in text.splitlines() if x and not x.startswith("#")]


@cache
def places() -> Mapping[str, str]:
    """Name of an administrative division, official or short, → its level (region, province, city, county, town)."""
    levels: dict[str, str] = {}
    level = ""
    for line in _lines("places.txt"):
        if line.startswith("["):
            level = line.strip("[]")
            continue
        for name in line.split():
            levels.setdefault(name, level)
    ends = rules.load("divisions.yaml")["ends"]
    short: dict[str, str] = {}
    for name, of in levels.items():
        if of in ("province", "city", "county"):
            end = next((e for e in ends if name.endswith(e)), "")
            bare = name.removesuffix(end)
            if len(bare) >= 2:
                short.setdefault(bare, of)
    return {**{k: v for k, v in short.items() if k not in levels}, **levels}


@cache
def surnames() -> frozenset[str]:
    """Family names of one and two characters."""
    single, double = _lines("surnames.txt")
    return frozenset(single) | frozenset(double.split())


@cache
def industries() -> frozenset[str]:
    """Names of industries and links of industry chains."""
    return frozenset(w for line in _lines("industries.txt") for w in line.split())
