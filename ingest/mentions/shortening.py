"""What ingest/rules/shortforms.yaml and divisions.yaml say of how names are shortened, compiled once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest import rules


@dataclass(frozen=True, slots=True)
class Shortening:
    """How names are shortened.

    `tails`, `usual`, `bodies` and `same` are as in shortforms.yaml; `ranks` are levels of places, the highest first.
    The patterns from `legal` to `level` find how a name ends: a firm's (`legal`), an autonomous area's (`peoples`), a
    branch's, that of no contraction (`full`), of what has parts (`parted`), of a park, zone, plan, place (`level`). At
    a name's start `parent` finds the body that another is within, `region` a country, a region or a `scope`: what
    stands where a place could and says none (全省). `outer` finds levels wherever they stand.
    """

    tails: Mapping[str, Sequence[str]]
    usual: Mapping[str, Sequence[tuple[str, str]]]
    bodies: Mapping[str, str]
    same: Mapping[str, str]
    ranks: Sequence[Sequence[str]]
    legal: re.Pattern[str]
    peoples: re.Pattern[str]
    branch: re.Pattern[str]
    full: re.Pattern[str]
    parted: re.Pattern[str]
    park: re.Pattern[str]
    zone: re.Pattern[str]
    plan: re.Pattern[str]
    level: re.Pattern[str]
    parent: re.Pattern[str]
    scope: re.Pattern[str]
    region: re.Pattern[str]
    outer: re.Pattern[str]


@cache
def shortening() -> Shortening:
    """The rules of shortforms.yaml, and what they need of divisions.yaml and names.yaml."""
    raw, divisions = rules.load("shortforms.yaml"), rules.load("divisions.yaml")
    policy = rules.load("names.yaml")["policy"]
    levels = _any(divisions["levels"])
    scope = f"[全本我]{levels}"
    region = f"{_any([*raw['provinces'], *raw['quarters']])}{_any(raw['sides'])}"
    return Shortening(
        tails=raw["tails"],
        usual={cls: tuple(group["words"].items()) for group in raw["usual"] for cls in group["of"]},
        bodies=raw["bodies"],
        same=raw["same"],
        ranks=divisions["ranks"],
        legal=re.compile(f"(?:（[^）]*）)?{_any(raw['legal'])}+$"),
        peoples=re.compile(f"{_any(raw['peoples'])}+自治$"),
        branch=re.compile(f"{_any(raw['branches'])}$"),
        full=re.compile(f"(?:{_any(raw['full'])}|{levels}[委府])$"),
        parted=re.compile(f"{_any(raw['parted'])}$"),
        park=re.compile(f"{_any(raw['parks'])}(?:园区?|区)$"),
        zone=re.compile(f"{_any(raw['zones'])}$"),
        plan=re.compile(f"{_any([*policy['plans'], *policy['short']])}$"),
        level=re.compile(f"{_any(divisions['called'])}$"),
        parent=re.compile(f"^.{{2,}}?{_any(raw['parents'])}(?=.{{3}})"),
        scope=re.compile(scope),
        region=re.compile(f"{scope}|{_any(raw['countries'])}|{region}"),  # 新西兰 before 新西
        outer=re.compile(f"(?<=.){_any(divisions['outer'])}"),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{rules.any_of(words)})"
