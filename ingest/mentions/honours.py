"""Honours: what a verb of award is followed by, if it reads like a title, rank, list or prize. Rules: contexts.yaml."""

import re
from collections.abc import Iterator
from functools import cache

from ingest import rules
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import Tokens

_CLAUSE = re.compile(r"[，。；：\n！？（]|并(?!购)|以及")
_TAIL = re.compile(r"(?:的)?(?:荣誉称号|称号|荣誉|等|之一|殊荣|评定|认定|验收)+$")
_LEAD = re.compile(r"^(?:为|了|过|被|的|由.{2,12}?(?:颁发|授予|评选)的|到|其|全部|成功|正式)+")
_LIST = re.compile(r"、(?=[国省市区“全首\d])|和(?=[国省市区“全首])|”(?=“)")
_RANK = re.compile(
    r"(?:国家|省|市|区)级(?:[一-鿿]{2,12}?)(?:特色小镇|孵化器|众创空间|示范园区|示范基地|产业园|小微工业园|工业园|设计中心|设计基地|综合体|创新中心|高新区|开发区|技术中心)"
)


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Honours after a verb of award, and ranks such as 省级特色小镇 wherever they stand."""
    verbs, ends, levels = _compiled()
    for match in verbs.finditer(clean):
        if not tokens.is_start(match.start()) or (match.start() and clean[match.start() - 1] in "未不"):
            continue
        stop = _CLAUSE.search(clean, match.end(), match.end() + 60)
        end = stop.start() if stop else min(len(clean), match.end() + 60)
        at = match.end()
        for piece in _pieces(clean, at, end):
            yield from _honour(clean, *piece, ends, levels, strong=match.group() != "通过")
    for match in _RANK.finditer(clean):
        yield Candidate(match.start(), match.end(), "Honour", 0.6)


def _pieces(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for cut in _LIST.finditer(clean, start, end):
        yield at, cut.start() + (clean[cut.start()] == "”")
        at = cut.end()
    yield at, end


def _honour(
    clean: str, start: int, end: int, ends: re.Pattern[str], levels: re.Pattern[str], *, strong: bool
) -> Iterator[Candidate]:
    stretch = clean[start:end]
    lead = _LEAD.match(stretch)
    if lead:
        start += lead.end()
        stretch = clean[start:end]
    quoted = re.match(r"“([^”]{2,30})”(?=等?(?:称号|荣誉|$|等|、|和))", stretch)
    if quoted:
        yield Candidate(start + 1, start + 1 + len(quoted[1]), "Honour", 0.85)
        return
    tail = _TAIL.search(stretch)
    if tail:
        stretch = stretch[: tail.start()]
    if 4 <= len(stretch) <= 40 and ends.search(stretch) and levels.search(stretch) and "的" not in stretch[2:-2]:
        yield Candidate(start, start + len(stretch), "Honour", 0.85 if strong else 0.5)


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    raw = rules.load("contexts.yaml")["honour"]

    return (
        re.compile(rules.any_of(raw["verbs"])),
        re.compile(f"(?:{rules.any_of(raw['ends'])})”?$"),
        re.compile(rules.any_of(raw["levels"])),
    )
