"""The language of the relation rules: comes in a pattern as written in the YAML files, goes out a compiled one.

    {s} {o}              a mention, or an enumeration of mentions, that may be subject or object of the relation
    {s:Project|Parcel}   the same, of these classes only
    {Person}             a mention that the pattern needs, but that is not in the relation
    {o?} at the start    not named here: the nearest that fits of what the clause, the sentence, the paragraph or the
                         headings above speak about; {s!} only what the clause or else the paragraph speaks
                         about; {o^} only what the paragraph and the headings speak about
    {s*} {o*} at the end  all that fit, up to the next full stop or semicolon
    {s&o}                an enumeration: every two of its members are related
    …  ~  ……             up to 16 characters without a mention; up to 24 of the same clause; up to 80 of the same
                         sentence; …8 ~40 ……20 other numbers
    <words>              one of a list of words.yaml
    (落户|入驻)  内?       one of several words; a character that may be missing
    !(作为|的)  !{Person}  none of these follows; no such mention stands directly before
    ^  $                 start and end of a clause

Spaces mean nothing. ~ and …… never run over a mention that would fit the slot before or behind: the nearest is taken.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.relations.views import ANY, codes

_TOKEN = re.compile(r"\s+|(!?)\{([^{}]*)\}|<([^<>]+)>|(……|…|~)(\d*)|(!\(|[()|?^$])|([^\s{}<>…~()|?!^$]+)")
_SLOT = re.compile(r"(?:(s&o|[so])([?!^*])?)?:?((?:[A-Z][a-z]+)(?:\|[A-Z][a-z]+)*)?")
_IMPLIED, _REST = ("?", "!", "^"), "*"
_LIMITS = {"…": "16", "~": "24", "……": "80"}
_BREAKS = "，；。：！？\n"
_STOPS = "；。！？\n"
_SIGNS = {"(": "(?:", "!(": "(?!", "^": f"(?:(?<=[{_BREAKS}、])|^)", "$": f"(?=[{_BREAKS}]|$)"}


class PatternError(ValueError):
    """A pattern that does not follow the language; the message says where."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; groups `s`, `o`, `t` (its first <list>, else its first words in brackets) where it has them.

    `implied` is "s" or "o" where that one is to be found before the match, `manner` its mark (?, ! or ^), `named` holds
    those in it, `rest` is the one that all that fits behind the match is; `classes` says what may stand in s and o, `needs` what has to be there for a match. With
    `pairs`, `s` is an enumeration.
    """

    regex: re.Pattern[str]
    implied: str | None
    manner: str
    named: frozenset[str]
    rest: str | None
    classes: Mapping[str, frozenset[str]]
    needs: tuple[frozenset[str], ...]
    pairs: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    role: str | None
    classes: frozenset[str]
    mark: str


def compile_pattern(
    source: str, subject: frozenset[str], object_: frozenset[str], words: Mapping[str, tuple[str, ...]]
) -> Pattern:
    """Compile `source` for a relation from `subject` classes to `object_` classes.

    Raises:
        PatternError: `source` has an unknown word list, slot or sign, or names no subject or no object.

    """
    tokens = _tokens(source)
    slots = {i: _slot(body, subject, object_, source) for i, (kind, body) in enumerate(tokens) if kind == "slot"}
    bracketed = _bracketed(tokens)
    implied = [i for i, slot in slots.items() if slot.mark in _IMPLIED]
    if implied and implied != [0]:
        raise PatternError(f"in “{source}”: an implied slot such as {{o?}} stands first")
    if any(slot.mark == _REST and i != len(tokens) - 1 for i, slot in slots.items()):
        raise PatternError(f"in “{source}”: a slot such as {{s*}} stands last")
    lead = 1 if implied else 0
    pieces: list[str] = []
    marked = any(kind == "list" for kind, _ in tokens)  # a named list says more than words written out
    for i in range(lead, len(tokens)):
        kind, body = tokens[i]
        if kind == "slot" and slots[i].mark == _REST:
            continue
        if kind == "slot":
            role = slots[i].role
            name = f"?P<{'s' if role == 's&o' else role}>" if role else "?:"
            pieces.append(f"({name}[{codes(slots[i].classes)}])")
        elif kind == "barred":
            pieces.append(f"(?<![{codes(_slot(body, subject, object_, source).classes)}])")
        elif kind == "gap":
            pieces.append(_gap(body, *_beside(slots, i)))
        elif kind == "list":
            if body not in words:
                raise PatternError(f"in “{source}”: words.yaml has no list {body}")
            first = all(kind != "list" for kind, _ in tokens[:i])
            pieces.append(f"({'?P<t>' if first else '?:'}{_alternatives(words[body])})")
        elif kind == "sign":
            named = body == "(" and not marked
            marked = marked or named
            pieces.append("(?P<t>" if named else _SIGNS.get(body, body))
        else:
            pieces.append(re.escape(body))
    try:
        regex = re.compile("".join(pieces))
    except re.error as error:
        raise PatternError(f"in “{source}”: {error}") from error
    needed = [slot for i, slot in slots.items() if i not in bracketed]
    return _checked(source, regex, needed, subject, object_)


def _checked(
    source: str, regex: re.Pattern[str], slots: list[_Slot], subject: frozenset[str], object_: frozenset[str]
) -> Pattern:
    classes = {slot.role: slot.classes for slot in slots if slot.role}
    pairs = "s&o" in classes
    if pairs:
        classes = {"s": subject & classes["s&o"], "o": object_ & classes["s&o"]}
    if set(classes) != {"s", "o"}:
        raise PatternError(f"“{source}” must have one {{s}} and one {{o}}, or {{s&o}}")
    implied = next((slot for slot in slots if slot.mark in _IMPLIED), None)
    rest = next((slot.role for slot in slots if slot.mark == _REST), None)
    needs = tuple(slot.classes for slot in slots if slot is not implied)
    role, manner = (implied.role, implied.mark) if implied else (None, "")
    named = frozenset(r for r in ("s", "o") if r not in (role, rest) and not pairs)
    return Pattern(regex, role, manner, named, rest, classes, needs, pairs)


def _tokens(source: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise PatternError(f"in “{source}”: cannot read “{source[at : at + 8]}”")
        at = match.end()
        barred, slot, name, gap, limit, sign, text = match.groups()
        if slot is not None:
            found.append(("barred" if barred else "slot", slot))
        elif name:
            found.append(("list", name))
        elif gap:
            found.append(("gap", gap + (limit or "")))
        elif sign:
            found.append(("sign", sign))
        elif text:
            found.append(("text", text))
    return found


def _bracketed(tokens: Sequence[tuple[str, str]]) -> set[int]:
    """The numbers of the tokens inside brackets: what may be missing, or must be."""
    found: set[int] = set()
    depth = 0
    for i, (_, body) in enumerate(tokens):
        depth += (body in ("(", "!(")) - (body == ")")
        if depth:
            found.add(i)
    return found


def _slot(body: str, subject: frozenset[str], object_: frozenset[str], source: str) -> _Slot:
    match = _SLOT.fullmatch(body)
    if match is None or not body:
        raise PatternError(f"in “{source}”: cannot read the slot {{{body}}}")
    role, mark, named = match.groups()
    given = frozenset(named.split("|")) if named else None
    allowed = {"s": subject, "o": object_, "s&o": subject & object_}.get(role or "")
    if allowed is not None:
        classes = allowed if given is None else given
        if not classes <= (subject | object_ if role == "s&o" else allowed):
            raise PatternError(f"in “{source}”: {{{body}}} has classes that the relation does not allow")
    elif given is None:
        raise PatternError(f"in “{source}”: the slot {{{body}}} names no class")
    else:
        classes = given
    return _Slot(role, classes, mark or "")


def _beside(slots: Mapping[int, _Slot], at: int) -> list[_Slot]:
    """The slots next before and behind a place."""
    before = max((i for i in slots if i < at and slots[i].mark not in _IMPLIED), default=None)
    behind = min((i for i in slots if i > at), default=None)
    return [slots[i] for i in (before, behind) if i is not None]


def _gap(body: str, *beside: _Slot) -> str:
    kind = body.rstrip("0123456789")
    limit = body[len(kind) :] or _LIMITS[kind]
    held = ANY if kind == "…" else "".join(codes(slot.classes) for slot in beside)
    return f"[^{_STOPS if kind == '……' else _BREAKS}{held}]{{0,{limit}}}?"


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
