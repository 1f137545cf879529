"""Where names begin and end: come in names as the network marked them, go out without what is none of theirs."""

from collections.abc import Container, Sequence
from dataclasses import replace

from ingest.mentions import told
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import titles
from ingest.model import Text

_PROPER = frozenset({"Platform", "Enterprise", "Institution", "Agency", "Project"})  # 数控机床 is part of many names
_SHORTEST = 4  # characters of a name that is looked for inside another
_PERSONS = frozenset({"Person", "Talent"})
_GIVEN = 2  # characters of a person's name
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"))


def whole(clean: str, name: Candidate) -> Candidate:
    """The name with the other mark that stands right beside it, or else without the mark and what lies behind it.

    A bracket that holds nothing but the name is none of its own.
    """
    start, end = name.start, name.end
    for opening, closing in _PAIRS:
        inside = clean[start:end]
        more = inside.count(opening) - inside.count(closing)
        if more > 0:
            at = inside.rfind(opening)
            if clean.startswith(closing, end) and (at or opening != "（"):
                end += 1
            elif at:
                end = start + at
            else:
                start += 1
        elif more < 0 and opening != "（" and clean.startswith(opening, start - 1):
            start -= 1
        elif more < 0 and inside.endswith(closing):
            end -= 1
    return replace(name, start=start, end=end) if start < end else name


def untitled(clean: str, names: Sequence[Candidate]) -> list[Candidate]:
    """The names, of a person's title and name (副指挥某某) only the name; a title alone names nobody.

    What leaves a single character is a name that begins like a title: 关长某.
    """
    found = []
    for name in names:
        title = titles().pattern.match(clean, name.start, name.end) if name.cls in _PERSONS else None
        left = name.end - title.end() if title else name.end - name.start
        if left:
            found.append(replace(name, start=name.end - left) if left >= _GIVEN else name)
    return found


def parted(text: Text, names: Sequence[Candidate]) -> list[Candidate]:
    """The names, of two that were taken for one only the latter: 某区某市某区, or letters that a break parts from 某区.

    The latter is named elsewhere, and what stands before it is a name too or a line break stands between them; or the
    former is, and the words between them say that both are one thing's names (某谷写作某小镇).
    """
    clean = text.clean
    known = {(n.cls, clean[n.start : n.end]) for n in names if n.cls in _PROPER}
    found = []
    for name in names:
        joints = range(name.start + 1, name.end - _SHORTEST + 1)
        cut = (at for at in joints if (name.cls, clean[at : name.end]) in known)
        at = next((at for at in cut if _is_joint(text, known, name, at)), name.start)
        word = told.between(clean[at : name.end])
        if word and (name.cls, clean[at : at + word[0]]) in known:
            at += word[1]
        found.append(replace(name, start=at))
    return found


def _is_joint(text: Text, known: Container[tuple[str, str]], name: Candidate, at: int) -> bool:
    before, after = text.clean[name.start : at], text.clean[at : name.end]
    doubled = after.endswith(before) and (name.cls, before) in known
    return doubled or "\n" in text.raw[text.origin[at - 1] : text.origin[at]]
