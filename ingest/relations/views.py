"""From sentences to views: comes in a reading, goes out its sentences as short texts that patterns match.

In a view every mention, and every enumeration of mentions (甲、乙和丙), is one character that says which contract
classes stand there. What brackets hold is a view of its own behind the word before them, and so is the inside of a
name that has names in it. Numbers are 0, quotation marks are gone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.model import Mention, Reading

THINGS = ("Enterprise", "Institution", "Agency", "Platform", "Project", "Parcel", "Place")
PEOPLE = ("Person", "Talent")
OTHERS = ("Industry", "Honour", "Policy")

CLAUSE_ENDS = "，；。：！？\n"
SENTENCE_ENDS = "；。！？\n"
_REACH = 200  # characters within which the start or end of a clause is looked for

_BASE = 0xE000
_PEOPLE_BASE = _BASE + (1 << len(THINGS))
_OTHERS_BASE = _PEOPLE_BASE + (1 << len(PEOPLE))
_CODE = {c: _BASE + (1 << i) for i, c in enumerate(THINGS)}
_CODE |= {c: _PEOPLE_BASE + (1 << i) for i, c in enumerate(PEOPLE)}
_CODE |= {c: _OTHERS_BASE + i for i, c in enumerate(OTHERS)}
_LAST = _OTHERS_BASE + len(OTHERS) - 1
ANY = f"{chr(_BASE)}-{chr(_LAST)}"  # for a character class: whatever stands for mentions

_ODD = re.compile(rf"[”》](?:[、，]?)[“《]|[“”‘’\"《》【】「」\s]+|\d[\d.,]*[余多]?|[{ANY}]")
_LIST = re.compile(
    rf"[{ANY}](?:(?:、|和|以?及|，以及)[{ANY}](?![{ANY}]))+(?:与[{ANY}](?=等|两|均|都))?"
    rf"|[{ANY}]与[{ANY}](?=等|两|均|都|先后|共同|联合|合资)"
)
_ASIDE_LIMIT = 400  # characters; a longer bracket is no remark on the word before it
_ANCHOR = 8  # characters back to the mention that a bracket is a remark on


@dataclass(frozen=True, slots=True)
class View:
    """A text for patterns: `offsets[i]` is where `text[i]` stands in the clean text, `groups[i]` the mentions it is.

    `places` are the keys of `groups` in order. `whole` is the mention whose name this is the inside of, or None;
    `aside` says that the text stood in brackets.
    """

    text: str
    offsets: Sequence[int]
    groups: Mapping[int, tuple[Mention, ...]]
    places: Sequence[int]
    sentence: int
    whole: Mention | None = None
    aside: bool = False


@cache
def codes(classes: frozenset[str]) -> str:
    """Give all characters that may stand for a mention or enumeration with one of `classes` in it."""
    things = sum(1 << i for i, c in enumerate(THINGS) if c in classes)
    people = sum(1 << i for i, c in enumerate(PEOPLE) if c in classes)
    found = [_BASE + m for m in range(1, 1 << len(THINGS)) if m & things]
    found += [_PEOPLE_BASE + m for m in range(1, 1 << len(PEOPLE)) if m & people]
    found += [_CODE[c] for c in OTHERS if c in classes]
    return "".join(map(chr, found))


def sentence_views(reading: Reading) -> Iterator[View]:
    """Give the views of every sentence that names something, in order; the insides of names are not among them."""
    mentions = reading.outermost()
    at = 0
    for index, sentence in enumerate(reading.sentences):
        while at < len(mentions) and mentions[at].start < sentence.start:
            at += 1
        first = at
        while at < len(mentions) and mentions[at].end <= sentence.end:
            at += 1
        if at > first:
            flat = _flatten(reading, sentence.start, sentence.end, mentions[first:at])
            yield from _without_brackets(*flat, index)


def name_views(reading: Reading) -> Iterator[View]:
    """Give the inside of every name that holds other names, once for each spelling in the document."""
    seen: set[tuple[int, int, str]] = set()
    stack: list[tuple[Mention, list[Mention]]] = []
    named = [m for m in reading.mentions if not m.anaphor and reading.entities[m.entity].cls != "Event"]
    sentence = 0
    for mention in [*named, None]:
        while stack and (mention is None or mention.start >= stack[-1][0].end):
            whole, inner = stack.pop()
            surface = (whole.entity, len(inner), reading.text.clean[whole.start : whole.end])
            if inner and surface not in seen:
                seen.add(surface)
                while sentence + 1 < len(reading.sentences) and reading.sentences[sentence].end <= whole.start:
                    sentence += 1
                text, offsets, groups = _flatten(reading, whole.start, whole.end, inner)
                yield View(text, offsets, groups, list(groups), sentence, whole=whole)
        if mention is None:
            return
        if stack and mention.entity != stack[-1][0].entity:
            stack[-1][1].append(mention)
        stack.append((mention, []))


def _flatten(
    reading: Reading, start: int, end: int, mentions: Sequence[Mention]
) -> tuple[str, list[int], dict[int, tuple[Mention, ...]]]:
    """Put a character for every mention of the stretch."""
    pieces: list[str] = []
    offsets: list[int] = []
    groups: dict[int, tuple[Mention, ...]] = {}
    at = start
    for mention in mentions:
        if mention.start < at:
            continue
        _append(reading.text.clean, at, mention.start, pieces, offsets)
        groups[len(offsets)] = (mention,)
        pieces.append(chr(_CODE[reading.entities[mention.entity].cls]))
        offsets.append(mention.start)
        at = mention.end
    _append(reading.text.clean, at, end, pieces, offsets)
    return "".join(pieces), offsets, groups


def _append(clean: str, start: int, end: int, pieces: list[str], offsets: list[int]) -> None:
    at = start
    for match in _ODD.finditer(clean, start, end):
        if match.start() > at:
            pieces.append(clean[at : match.start()])
            offsets.extend(range(at, match.start()))
        odd = match.group()
        put = "0" if odd[0].isdigit() else "、" if odd[0] in "”》" and odd[-1] in "“《" else ""
        if put:
            pieces.append(put)
            offsets.append(match.start())
        at = match.end()
    pieces.append(clean[at:end])
    offsets.extend(range(at, end))


def _without_brackets(
    text: str, offsets: list[int], groups: dict[int, tuple[Mention, ...]], sentence: int
) -> Iterator[View]:
    if "（" not in text:
        yield _view(text, offsets, groups, range(len(text)), sentence)
        return
    outside: list[int] = []
    stack: list[list[int]] = []
    asides: list[list[int]] = []
    for i, char in enumerate(text):
        if char == "（":
            stack.append([*_anchor(text, stack[-1] if stack else outside, groups), i])
        elif char == "）" and stack:
            asides.append([*stack.pop(), i])
        else:
            (stack[-1] if stack else outside).append(i)
    for opened in stack:  # a bracket that never closes holds nothing back
        outside += opened[1:]
    yield _view(text, offsets, groups, sorted(outside) if stack else outside, sentence)
    for aside in asides:
        if len(aside) <= _ASIDE_LIMIT and any(i in groups for i in aside):
            yield _view(text, offsets, groups, aside, sentence, aside=True)


def _anchor(text: str, before: Sequence[int], groups: Mapping[int, tuple[Mention, ...]]) -> Sequence[int]:
    """Give what stands before a bracket, back to the nearest mention of the clause."""
    for back in range(1, min(len(before), _ANCHOR) + 1):
        if before[-back] in groups:
            return before[-back:]
        if text[before[-back]] in "，；。：、":
            break
    return before[-1:]


def _view(
    text: str,
    offsets: Sequence[int],
    groups: Mapping[int, tuple[Mention, ...]],
    kept: Sequence[int],
    sentence: int,
    *,
    aside: bool = False,
) -> View:
    """Make the view of the characters `kept`, with every enumeration in it made one."""
    picked = text if len(kept) == len(text) else "".join([text[i] for i in kept])
    cuts: list[tuple[int, int, str, tuple[Mention, ...]]] = []
    for match in _LIST.finditer(picked):
        cuts += _runs(picked, match.start(), match.end(), kept, groups)
    pieces: list[str] = []
    new_offsets: list[int] = []
    new_groups: dict[int, tuple[Mention, ...]] = {}
    at = 0
    for start, end, code, members in [*cuts, (len(picked), len(picked), "", ())]:
        for i in range(at, start):
            if kept[i] in groups:
                new_groups[len(new_offsets) + i - at] = groups[kept[i]]
        pieces += (picked[at:start], code)
        new_offsets.extend([offsets[kept[i]] for i in range(at, start)])
        if members:
            new_groups[len(new_offsets)] = members
            new_offsets.append(offsets[kept[start]])
        at = end
    return View("".join(pieces), new_offsets, new_groups, list(new_groups), sentence, aside=aside)


def _runs(
    text: str, start: int, end: int, kept: Sequence[int], groups: Mapping[int, tuple[Mention, ...]]
) -> list[tuple[int, int, str, tuple[Mention, ...]]]:
    """Part the enumeration text[start:end] where the kind of thing changes (firms, people, industries…)."""
    found: list[tuple[int, int, str, tuple[Mention, ...]]] = []
    code, first, last = 0, -1, -1
    members: list[Mention] = []

    def close() -> None:
        if len(members) > 1:
            found.append((first, last + 1, chr(code), tuple(members)))

    for i in range(start, end):
        if kept[i] not in groups:
            continue
        this = ord(text[i])
        if members and _family(this) == _family(code):
            code |= this
        else:
            close()
            members, code, first = [], this, i
        members += groups[kept[i]]
        last = i
    close()
    return found


def _family(code: int) -> int:
    """Say what one enumeration may hold together: 0 for things, 1 for people, else the code itself."""
    return 0 if code < _PEOPLE_BASE else 1 if code < _OTHERS_BASE else code


@cache
def classes_at(char: str) -> frozenset[str]:
    """Give the contract classes that the character of a mention or enumeration stands for."""
    code = ord(char)
    if code < _PEOPLE_BASE:
        return frozenset(c for i, c in enumerate(THINGS) if code - _BASE & 1 << i)
    if code < _OTHERS_BASE:
        return frozenset(c for i, c in enumerate(PEOPLE) if code - _PEOPLE_BASE & 1 << i)
    return frozenset((OTHERS[code - _OTHERS_BASE],))


def last_of(signs: str, text: str, at: int) -> int:
    """Find where the stretch without `signs` starts that ends at `at`."""
    low = max(0, at - _REACH)
    return max(low, *(text.rfind(sign, low, at) + 1 for sign in signs))


def first_of(signs: str, text: str, at: int) -> int:
    """Find where the stretch without `signs` ends that starts at `at`."""
    high = min(len(text), at + _REACH)
    return min((i for sign in signs if (i := text.find(sign, at, high)) >= 0), default=high)


def is_mention(char: str) -> bool:
    """Tell whether the character of a view stands for a mention or enumeration."""
    return _BASE <= ord(char) <= _LAST
