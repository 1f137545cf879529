"""Annotated texts of our own: a file with marked documents comes in, text with mentions and facts goes out.

A file holds documents one below the other:

    === name 2021-05-12                     the document's own date (EDTF) or -
    {1:Enterprise|砚石微}落户{2:Platform|{3:Place|梅塘镇}智芯谷}，{1~|该公司}…
    ---
    1 locatedIn 2
    1 obs investment actual 1200000000 CNY 2021 "总投资12亿元"
    4 Event "砚石微项目签约" @ "签署投资协议"
    4 date 2021-05-11

`{id:Class|…}` marks the first place of an entity, `{id|…}` a later one, `{id~|…}` a pronoun-like one; marks nest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = re.compile(r"=== (\S+) (\S+)")
_OPEN = re.compile(r"\{(\d+)(?::(\w+)|(~))?\|")
_OBSERVED = re.compile(r'(\d+) obs (\w+) (\w+) (\S+) (\S+) (\S+) "([^"]+)"')
_EVENT = re.compile(r'(\d+) Event "([^"]+)"(?: @ "([^"]+)")?')
_RELATED = re.compile(r"(\d+) (\w+) (\d+)")
_DATED = re.compile(r"(\d+) (date|startDate|endDate) (\S+)")


class MarkedError(ValueError):
    """A document that is not written as it should be; the message names it and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text, offsets in characters, end exclusive; `anaphor` for 该公司, 小镇, 其."""

    start: int
    end: int
    entity: int
    anaphor: bool


@dataclass(frozen=True, slots=True)
class Observed:
    """A figure as annotated: subject, indicator, measure, value in the base unit, unit, period or None, evidence."""

    subject: int
    indicator: str
    measure: str
    value: float
    unit: str
    period: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Marked:
    """An annotated document. `classes` and `named` go by entity id; `triggers` holds the word that tells an event."""

    name: str
    issued: str | None
    text: str
    marks: tuple[Mark, ...]
    classes: dict[int, str]
    named: dict[int, str]
    triggers: dict[int, str]
    relations: tuple[tuple[int, str, int], ...]
    dates: tuple[tuple[int, str, str], ...]
    observations: tuple[Observed, ...]


@dataclass(slots=True)
class _Facts:
    named: dict[int, str] = field(default_factory=dict)
    triggers: dict[int, str] = field(default_factory=dict)
    relations: list[tuple[int, str, int]] = field(default_factory=list)
    dates: list[tuple[int, str, str]] = field(default_factory=list)
    observations: list[Observed] = field(default_factory=list)


def read(path: Path) -> Iterator[Marked]:
    """The documents of a file; raises MarkedError."""
    for part in re.split(r"(?m)^(?==== )", path.read_text("utf-8")):
        if part.strip():
            yield parse(part)


def parse(part: str) -> Marked:
    """One document from its `=== ` line on; raises MarkedError."""
    head, _, rest = part.partition("\n")
    found = _HEAD.fullmatch(head.strip())
    if not found:
        raise MarkedError(f"not a head line: {head!r}")
    body, cut, tail = rest.partition("\n---\n")
    if not cut:
        raise MarkedError(f"{found[1]}: no line --- between text and facts")
    text, marks, classes = _unmarked(found[1], body)
    facts = _Facts()
    for line in tail.splitlines():
        if line.strip():
            _fact(found[1], line.strip(), facts)
    classes |= dict.fromkeys(facts.named, "Event")
    issued = None if found[2] == "-" else found[2]
    return Marked(
        found[1], issued, text, tuple(marks), classes, facts.named, facts.triggers,
        tuple(facts.relations), tuple(facts.dates), tuple(facts.observations),
    )  # fmt: skip


def _fact(name: str, line: str, into: _Facts) -> None:
    if m := _OBSERVED.fullmatch(line):
        try:
            value = float(m[4])
        except ValueError:
            raise MarkedError(f"{name}: value is no number: {line}") from None
        period = None if m[6] == "-" else m[6]
        into.observations.append(Observed(int(m[1]), m[2], m[3], value, m[5], period, m[7]))
    elif m := _EVENT.fullmatch(line):
        into.named[int(m[1])] = m[2]
        if m[3]:
            into.triggers[int(m[1])] = m[3]
    elif m := _DATED.fullmatch(line):
        into.dates.append((int(m[1]), m[2], m[3]))
    elif m := _RELATED.fullmatch(line):
        into.relations.append((int(m[1]), m[2], int(m[3])))
    else:
        raise MarkedError(f"{name}: not a fact: {line}")


def _unmarked(name: str, body: str) -> tuple[str, list[Mark], dict[int, str]]:
    parts: list[str] = []
    marks: list[Mark] = []
    classes: dict[int, str] = {}
    opened: list[tuple[int, int, bool]] = []
    at = length = 0
    while at < len(body):
        if body[at] == "{":
            m = _OPEN.match(body, at)
            if not m:
                raise MarkedError(f"{name}: not a mark: {body[at : at + 20]!r}")
            if m[2] and classes.setdefault(int(m[1]), m[2]) != m[2]:
                raise MarkedError(f"{name}: {m[1]} has two classes: {body[at : at + 20]!r}")
            opened.append((int(m[1]), length, bool(m[3])))
            at = m.end()
        elif body[at] == "}":
            if not opened:
                raise MarkedError(f"{name}: }} without {{: {body[max(0, at - 20) : at + 1]!r}")
            entity, start, anaphor = opened.pop()
            marks.append(Mark(start, length, entity, anaphor))
            at += 1
        else:
            parts.append(body[at])
            length += 1
            at += 1
    if opened:
        raise MarkedError(f"{name}: {{ without }} for {opened[-1][0]}")
    return "".join(parts), sorted(marks, key=lambda k: (k.start, -k.end)), classes


def documents(paths: Sequence[Path]) -> Iterator[Marked]:
    """The documents of several files."""
    for path in paths:
        yield from read(path)
