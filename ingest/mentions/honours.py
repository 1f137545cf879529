"""Honours: what a verb of award is followed by, if it reads like a title, rank, list or prize. Rules: contexts.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest import rules
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import Tokens

_CLAUSE = re.compile(r"[，。；：\n！？（]|并(?!购)|以及")


@dataclass(frozen=True, slots=True)
class _Awards:
    """How honours are read.

    `verbs` finds what they follow, `joints` what stands between two; of a stretch behind a verb, `lead` and `tail` find
    what is cut off; `ends` and `levels` what it needs. `rank` finds an honour that no verb needs to open.
    """

    verbs: re.Pattern[str]
    joints: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    ends: re.Pattern[str]
    levels: re.Pattern[str]
    rank: re.Pattern[str]


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Honours after a verb of award, and ranks such as 省级特色小镇 wherever they stand."""
    awards = _awards()
    for match in awards.verbs.finditer(clean):
        if not tokens.is_start(match.start()) or (match.start() and clean[match.start() - 1] in "未不"):
            continue
        stop = _CLAUSE.search(clean, match.end(), match.end() + 60)
        end = stop.start() if stop else min(len(clean), match.end() + 60)
        at = match.end()
        for piece in _pieces(clean, at, end, awards):
            yield from _honour(clean, *piece, awards, strong=match.group() != "通过")
    for match in awards.rank.finditer(clean):
        yield Candidate(match.start(), match.end(), "Honour", 0.6)


def _pieces(clean: str, start: int, end: int, awards: _Awards) -> Iterator[tuple[int, int]]:
    at = start
    for cut in awards.joints.finditer(clean, start, end):
        yield at, cut.start() + (clean[cut.start()] == "”")
        at = cut.end()
    yield at, end


def _honour(clean: str, start: int, end: int, awards: _Awards, *, strong: bool) -> Iterator[Candidate]:
    stretch = clean[start:end]
    lead = awards.lead.match(stretch)
    if lead:
        start += lead.end()
        stretch = clean[start:end]
    quoted = re.match(r"“([^”]{2,30})”(?=等?(?:称号|荣誉|$|等|、|和))", stretch)
    if quoted:
        yield Candidate(start + 1, start + 1 + len(quoted[1]), "Honour", 0.85)
        return
    tail = awards.tail.search(stretch)
    if tail:
        stretch = stretch[: tail.start()]
    fits = 4 <= len(stretch) <= 40 and awards.ends.search(stretch) and awards.levels.search(stretch)
    if fits and "的" not in stretch[2:-2]:
        yield Candidate(start, start + len(stretch), "Honour", 0.85 if strong else 0.5)


@cache
def _awards() -> _Awards:
    raw = {key: rules.any_of(words) for key, words in rules.load("contexts.yaml")["honour"].items()}
    return _Awards(
        verbs=re.compile(raw["verbs"]),
        joints=re.compile(rf"、(?={raw['begins']}|[“\d])|和(?={raw['begins']}|“)|”(?=“)"),
        lead=re.compile(f"^(?:{raw['lead']}|由.{{2,12}}?(?:{raw['given']})的)+"),
        tail=re.compile(f"的?(?:{raw['tail']})+$"),
        ends=re.compile(f"(?:{raw['ends']})”?$"),
        levels=re.compile(raw["levels"]),
        rank=re.compile(f"(?:{raw['ranks']})级[一-鿿]{{2,12}}?(?:{raw['rank_ends']})"),
    )
