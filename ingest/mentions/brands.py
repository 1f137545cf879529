"""Firms without a firm's ending: items of lists of firms, who stands behind a parcel.

Rules: contexts.yaml, names.yaml.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest import lexicon, rules
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names
from ingest.mentions.tokens import Tokens

_ITEM = re.compile(r"[一-鿿A-Za-z\d\-·&.]{2,14}(?:（[^）]{1,8}）)?$")
_ENUMERATION = re.compile(r"[^，。；：！？\n]{2,16}(?:、[^，。；：！？\n、]{2,18}){1,14}")


def find(clean: str, tokens: Tokens, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Firms in lists that the text calls firms; `known` are the candidates found before."""
    firms = {c.end for c in known if c.cls == "Enterprise"}
    taken = bytearray(len(clean))
    for c in known:
        if c.cls not in ("Industry", "Place"):
            taken[c.start : c.end] = b"\x01" * (c.end - c.start)
    after, before, acquirer = _compiled()
    for match in _ENUMERATION.finditer(clean):
        stretch = match.group()
        called = after.search(stretch)
        opened = before.search(stretch[: stretch.index("、")])
        start = match.start() + (opened.end() if opened else 0)
        end = match.start() + called.start() if called else match.end()
        near = any(e in firms for e in range(start + 1, end + 1))
        if called or (opened and near):
            yield from _items(clean, tokens, start, end, taken)
    for match in acquirer.finditer(clean):
        yield Candidate(match.start(1), match.end(1), "Enterprise", 0.7)


def _items(clean: str, tokens: Tokens, start: int, end: int, taken: bytearray) -> Iterator[Candidate]:
    at = start
    for piece in re.split(r"(、|和|及|与)", clean[start:end]):
        a, b = at, at + len(piece)
        at = b
        if piece in ("、", "和", "及", "与", "") or any(taken[a:b]):
            continue
        stretch = clean[a:b]
        if _ITEM.match(stretch) and _like_a_brand(tokens, a, b):
            yield Candidate(a, b, "Enterprise", 0.45)


def _like_a_brand(tokens: Tokens, start: int, end: int) -> bool:
    stops = names().stops
    generic = names().generic
    industries = lexicon.industries()
    index = tokens.at(start)
    own = False
    while index < len(tokens.words) and tokens.starts[index] < end:
        word = tokens.words[index]
        if word in stops or (len(word) > 1 and tokens.tags[index][0] in "vdpcurm"):
            return False
        own = own or (word not in generic and word not in industries and not word.isdigit())
        index += 1
    return own


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    raw = rules.load("contexts.yaml")["firm"]

    return (
        re.compile(rf"(?:等)?(?:\d+|[一二三四五六七八九十两多数]+)?(?:余|多)?(?:{rules.any_of(raw['after'])})"),
        re.compile(rules.any_of(raw["before"])),
        re.compile(rf"(?:{rules.any_of(rules.load('names.yaml')['plots'])})（([一-鿿A-Za-z\d]{{2,12}})）"),
    )
