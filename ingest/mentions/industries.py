"""Industries: words of the industry list, and lists where the text says what is developed. Rules: contexts.yaml."""

import re
from collections.abc import Iterator
from functools import cache

from ingest import lexicon, rules
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import Tokens

_STOP = re.compile(r"[，。；：\n！？）]|等|为主|为核心|为重点|为主导|为特色|为引领|为支撑")
_SPLIT = re.compile(r"、|和|及|与|以及|/")
_COUNT = re.compile(
    r"[一二三四五六七八九十两\d]+[大个条类](?:主导|特色|重点|支柱|新兴|战略性|核心|先进)?(?:产业|方向|领域|板块|业态|赛道|集群|行业).*$"
)
_ITEM = re.compile(r"^[一-鿿A-Za-z\d+\-“”]{2,14}$")
_BAD = re.compile(
    r"[的了在将被把个家名万亿元]|项目|企业|平台|园区|小镇|人才|环境|能力|水平|体系|模式|目标|机制|政策|工作|中心|基地|格局|优势|品牌|高地|名城|产业园|新城|生态圈|公司"
)


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Industry words anywhere, and items of lists that a verb of focus opens."""
    listed = _words()
    taken = 0
    for match in listed.finditer(clean):
        if match.start() < taken or not _bounded(tokens, match.start(), match.end()):
            continue
        taken = match.end()
        yield Candidate(match.start(), match.end(), "Industry", 0.4)
    before, ends = _compiled()
    for match in before.finditer(clean):
        stop = _STOP.search(clean, match.end(), match.end() + 80)
        end = stop.start() if stop else min(len(clean), match.end() + 80)
        yield from _items(clean, match.end(), end, ends)


def _items(clean: str, start: int, end: int, ends: re.Pattern[str]) -> Iterator[Candidate]:
    count = _COUNT.search(clean, start, end)
    if count:
        end = count.start()
    pieces: list[tuple[int, int]] = []
    at = start
    for cut in _SPLIT.finditer(clean, start, end):
        pieces.append((at, cut.start()))
        at = cut.end()
    pieces.append((at, end))
    fits = [bool(_ITEM.match(clean[a:b])) and not _BAD.search(clean[a:b]) for a, b in pieces]
    known = [clean[a:b] in lexicon.industries() or bool(ends.search(clean[a:b])) for a, b in pieces]
    for (a, b), fit, sure in zip(pieces, fits, known, strict=True):
        if fit and (sure or sum(known) * 2 >= len(pieces) > 1):
            yield Candidate(a, b, "Industry", 0.5)


def _bounded(tokens: Tokens, start: int, end: int) -> bool:
    last = tokens.at(end - 1)
    return tokens.is_start(start) and tokens.starts[last] + len(tokens.words[last]) == end


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"(?:{rules.any_of(lexicon.industries())})(?:产业(?!园|链|集群|基地|平台|化))?")


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = rules.load("contexts.yaml")["industry"]

    return re.compile(rules.any_of(raw["before"])), re.compile(f"(?:{rules.any_of(raw['ends'])})$")
