"""Names by their endings: firms, parks, agencies, institutions, projects, policies. Rules: ingest/rules/names.yaml."""

import re
from collections.abc import Iterator

from ingest import lexicon
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import Names, names
from ingest.mentions.tokens import Tokens

_LONGEST = 34
_JOINTS = frozenset("·—-+&/.")
_CLOSING = {"”": "“", "）": "（", "》": "《", "’": "‘"}
_NUMBER = re.compile(r"[\d.]+$|[一二三四五六七八九十百两]+$")
_YEAR = re.compile(r"\d{4}年")
_ENDS_WITH_ONE = frozenset("园局城")


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Every stretch that ends like a name and has a name before its ending."""
    rules = names()
    for match in rules.suffix.finditer(clean):
        suffix = match.group()
        start, end = match.span()
        if not _ends_word(clean, tokens, start, end):
            continue
        cls, weak = rules.classes[suffix]
        left = left_end(clean, tokens, start, rules, firm=cls == "Enterprise" and len(suffix) > 3)
        left = _trimmed(clean, left, start, rules)
        core = clean[left:start]
        if not _is_name(core, tokens, left, start, rules, weak=weak):
            continue
        if (
            cls in ("Platform", "Project", "Institution")
            and rules.rank.match(core)
            and not _has_brand(tokens, left, start, rules)
        ):
            continue
        yield Candidate(left, end, cls, 0.55 if weak else 0.8 + min(len(suffix), 6) / 50)
    for match in rules.complete.finditer(clean):
        if tokens.is_start(match.start()) and _ends_word(clean, tokens, match.start(), match.end()):
            yield Candidate(match.start(), match.end(), rules.whole[match.group()], 0.78)
    for match in rules.collective.finditer(clean):
        yield Candidate(match.start(), match.end(), "Platform", 0.9)


def _ends_word(clean: str, tokens: Tokens, start: int, end: int) -> bool:
    index = tokens.at(end - 1)
    if tokens.starts[index] + len(tokens.words[index]) != end:
        return False
    if end - start == 1 and clean[start] in _ENDS_WITH_ONE:
        return clean[start] == "局" or tokens.starts[index] == start
    return True


def left_end(  # noqa: C901 - one stop after the other
    clean: str, tokens: Tokens, start: int, rules: Names, *, firm: bool
) -> int:
    """The leftmost offset that the name ending at `start` may begin at; a `firm` may hold any character."""
    index = tokens.at(start)
    left = tokens.starts[index]
    if left < start:  # the ending begins inside a word: 产业园 in “产业园”, 区政府 in “区|政府”
        left = start if tokens.words[index] in rules.stops else left
    while index > 0 and start - left < _LONGEST:
        index -= 1
        word = tokens.words[index]
        at = tokens.starts[index]
        if word in _CLOSING:
            opened = clean.rfind(_CLOSING[word], max(0, at - 24), at)
            if opened < 0 or "。" in clean[opened:at] or "，" in clean[opened:at] or "\n" in clean[opened:at]:
                break
            if word == "）" and (opened == 0 or not _in_name(clean[opened - 1])):
                break
            left = opened
            index = tokens.at(opened)
            continue
        if word in _JOINTS:
            if at == 0 or not _in_name(clean[at - 1]):
                break
            left = at
            continue
        if not _in_name(word[-1]):
            break
        if word in rules.stops and not (word in rules.ambiguous and _opens(clean, at, tokens, index, rules, firm=firm)):
            break
        if len(word) > 1 and tokens.tags[index][0] in _STOP_TAGS and word not in rules.generic:
            break
        left = at
    return left


def _opens(clean: str, at: int, tokens: Tokens, index: int, rules: Names, *, firm: bool) -> bool:
    """Whether an ambiguous character (上, 中, 大…) belongs to the name: it follows a mark, a stop or a place."""
    if at == 0 or not clean[at - 1].isalnum():
        return True
    before = tokens.words[index - 1]
    if before.isdigit() or tokens.tags[index - 1] == "m":
        return False
    return firm or before in rules.stops - rules.ambiguous or before in lexicon.places()


_STOP_TAGS = frozenset("vdpcurytmqzo")


def _in_name(char: str) -> bool:
    return char.isalnum() or char in "）”"


def _trimmed(clean: str, left: int, start: int, rules: Names) -> int:
    while left < start:
        word = next((w for w in rules.trim if clean.startswith(w, left) and left + len(w) < start), None)
        if word is None:
            year = _YEAR.match(clean, left, start)
            if year is None:
                return left
            left = year.end()
            continue
        left += len(word)
    return left


def _is_name(core: str, tokens: Tokens, left: int, start: int, rules: Names, *, weak: bool) -> bool:
    """Whether something in the core tells which one is meant."""
    if len(core) < 2 and not core.isalnum():
        return False
    if not core or _NUMBER.match(core):
        return False
    return (
        _has_brand(tokens, left, start, rules)
        or (not weak and any(p in core for p in ("“", "（")) and len(core) > 3)
        or (not weak and bool(_place_in(core)))
    )


def _has_brand(tokens: Tokens, left: int, start: int, rules: Names) -> bool:
    index = tokens.at(left)
    while index < len(tokens.words) and tokens.starts[index] < start:
        word = tokens.words[index]
        if any(c.isalnum() for c in word) and word not in rules.generic and not _NUMBER.match(word):
            return True
        index += 1
    return False


def _place_in(core: str) -> bool:
    return core in lexicon.places()
