"""Made-up names: patterns of names (names.yaml) come in, names go out, made by chance from parts.

`{Class}` in a pattern is a name of that class, `<list>` an entry of a list or a number. No name is learnt by heart.
"""

import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ingest import lexicon

_GAP = re.compile(r"\{(\w+)\}|<(\w+)>")
_SHORTEST = 2  # characters of a name


@cache
def _rules() -> dict[str, Any]:
    folder = resources.files("training") / "phrases"
    rules: dict[str, Any] = yaml.safe_load((folder / "names.yaml").read_text("utf-8"))
    rules["patterns"] = {
        cls: [(p, w / len(group)) for w, group in groups.items() for p in group]
        for cls, groups in rules["patterns"].items()
    }
    rules["place"] = {
        level: sorted(n for n, of in lexicon.places().items() if of == level)
        for level in ("province", "city", "county", "town")
    }
    rules["industry"] = sorted(lexicon.industries())
    rules["surname"] = sorted(lexicon.surnames())
    return rules


def name(cls: str, rng: random.Random) -> str:
    """A made-up name of the class."""
    made = _from_pattern(_rules()["patterns"][cls], rng)
    return made if len(made) >= _SHORTEST else name(cls, rng)


def _from_pattern(patterns: Sequence[tuple[str, float]], rng: random.Random) -> str:
    pattern = rng.choices([p for p, _ in patterns], [w for _, w in patterns])[0]
    return _GAP.sub(lambda m: name(m[1], rng) if m[1] else _open(m[2], rng), pattern)


def _open(what: str, rng: random.Random) -> str:
    rules = _rules()
    if what in _FIGURES:
        return _FIGURES[what](rng)
    if what in rules["open"]:
        return _from_pattern([(p, 1.0) for p in rules["open"][what]], rng)
    return str(rng.choice(rules["lists"][what]))


def _place(rng: random.Random) -> str:
    level = rng.choices(("province", "city", "county", "town"), (2, 5, 4, 1))[0]
    return str(rng.choice(_rules()["place"][level]))


def _latin(rng: random.Random) -> str:
    made = "".join(rng.choices(_rules()["syllable"], k=rng.choice((2, 2, 3))))
    return rng.choice((made.upper(), made.title(), made.title()))


def _day(rng: random.Random) -> str:
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    return rng.choice((day, f"{rng.randint(2005, 2024)}年{day}", "近日", "昨日"))


_FIGURES: dict[str, Callable[[random.Random], str]] = {
    "place": _place,
    "industry": lambda rng: str(rng.choice(_rules()["industry"])),
    "brand": lambda rng: "".join(rng.choices(_rules()["brand"], k=rng.choice((2, 2, 2, 2, 3, 3, 4)))),
    "surname": lambda rng: str(rng.choice(_rules()["surname"])),
    "latin": _latin,
    "num": lambda rng: str(rng.choice((rng.randint(2, 99), rng.randint(100, 2000)))),
    "two": lambda rng: f"{rng.randint(1, 24):02d}",
    "n": lambda rng: rng.choice((str(rng.randint(1, 99)), str(rng.randint(100, 9999)), f"{rng.uniform(1, 99):.1f}")),
    "年": lambda rng: rng.choice((f"{rng.randint(2005, 2024)}年", "去年", "今年", "年内")),
    "月": lambda rng: f"{rng.randint(1, 12)}月",
    "日": _day,
    "亿": lambda rng: f"{rng.choice((rng.randint(1, 99), round(rng.uniform(1, 50), 1)))}亿元",
    "万": lambda rng: f"{rng.randint(1, 99) * 100}万元",
}
