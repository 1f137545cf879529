"""Industries: words of the industry list, and lists where the text says what is developed. Rules: contexts.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest import lexicon, rules
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import Tokens

_ITEM = re.compile(r"^[一-鿿A-Za-z\d+\-“”]{2,14}$")


@dataclass(frozen=True, slots=True)
class _Lists:
    """How lists of industries are read.

    `before` finds what opens a list, `stop` what ends it, `split` what stands between its items, `count` how many they
    are, said behind them; `ends` finds how the name of an industry ends, `bad` what none holds.
    """

    before: re.Pattern[str]
    stop: re.Pattern[str]
    split: re.Pattern[str]
    count: re.Pattern[str]
    ends: re.Pattern[str]
    bad: re.Pattern[str]


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Industry words anywhere, and items of lists that a verb of focus opens."""
    listed = _words()
    taken = 0
    for match in listed.finditer(clean):
        if match.start() < taken or not _bounded(tokens, match.start(), match.end()):
            continue
        taken = match.end()
        yield Candidate(match.start(), match.end(), "Industry", 0.4)
    lists = _lists()
    for match in lists.before.finditer(clean):
        stop = lists.stop.search(clean, match.end(), match.end() + 80)
        end = stop.start() if stop else min(len(clean), match.end() + 80)
        yield from _items(clean, match.end(), end, lists)


def _items(clean: str, start: int, end: int, lists: _Lists) -> Iterator[Candidate]:
    count = lists.count.search(clean, start, end)
    if count:
        end = count.start()
    pieces: list[tuple[int, int]] = []
    at = start
    for cut in lists.split.finditer(clean, start, end):
        pieces.append((at, cut.start()))
        at = cut.end()
    pieces.append((at, end))
    fits = [bool(_ITEM.match(clean[a:b])) and not lists.bad.search(clean[a:b]) for a, b in pieces]
    known = [clean[a:b] in lexicon.industries() or bool(lists.ends.search(clean[a:b])) for a, b in pieces]
    for (a, b), fit, sure in zip(pieces, fits, known, strict=True):
        if fit and (sure or sum(known) * 2 >= len(pieces) > 1):
            yield Candidate(a, b, "Industry", 0.5)


def _bounded(tokens: Tokens, start: int, end: int) -> bool:
    last = tokens.at(end - 1)
    return tokens.is_start(start) and tokens.starts[last] + len(tokens.words[last]) == end


@cache
def _words() -> re.Pattern[str]:
    parts = rules.any_of(rules.load("contexts.yaml")["industry"]["parts"])
    return re.compile(f"(?:{rules.any_of(lexicon.industries())})(?:产业(?!{parts}))?")


@cache
def _lists() -> _Lists:
    raw = {key: rules.any_of(words) for key, words in rules.load("contexts.yaml")["industry"].items()}
    return _Lists(
        before=re.compile(raw["before"]),
        stop=re.compile(rf"[，。；：\n！？）]|{raw['stop']}"),
        split=re.compile(f"、|{raw['joints']}|/"),
        count=re.compile(rf"[一二三四五六七八九十两\d]+[大个条类](?:{raw['said_of']})?(?:{raw['counted']}).*$"),
        ends=re.compile(f"(?:{raw['ends']})$"),
        bad=re.compile(raw["bad"]),
    )
