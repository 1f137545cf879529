"""The language of the relation rules: comes in a pattern as written in the YAML files, goes out a compiled one.

    {s} {o}              a mention, or an enumeration of mentions, that may be subject or object of the relation
    {s:Project|Parcel}   the same, of these classes only
    {Person}             a mention that the pattern needs, but that is not in the relation
    {o?} at the start    not named here: the nearest that fits of what the clause, the sentence, the paragraph or the
                         headings above speak about; {s!} only what the clause or else the paragraph speaks
                         about; {o^} only what the paragraph and the headings speak about
    {s*} at the end      all that fit, up to the next full stop or semicolon
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

from ingest.relations.views import ANY, CLAUSE_ENDS, SENTENCE_ENDS, codes

_TOKEN = re.compile(
    r"\s+|!\{(?P<barred>[^{}]*)\}|\{(?P<slot>[^{}]*)\}|<(?P<list>[^<>]+)>|(?P<gap>(?:……|…|~)\d*)"
    r"|(?P<sign>!\(|[()|?^$])|(?P<text>[^\s{}<>…~()|?!^$]+)"
)
_SLOT = re.compile(r"(?:(s&o|[so])([?!^*])?)?:?((?:[A-Z][a-z]+)(?:\|[A-Z][a-z]+)*)?")
_IMPLIED, _REST = ("?", "!", "^"), "*"
_CELL_END = "|"
_LIMITS = {"…": "16", "~": "24", "……": "80"}
_SIGNS = {"(": "(?:", "!(": "(?!", "^": f"(?:(?<=[{CLAUSE_ENDS}、])|^)", "$": f"(?=[{CLAUSE_ENDS}]|$)"}


class PatternError(ValueError):
    """A pattern that does not follow the language; the message says where."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; groups `s`, `o`, `t` (its first <list>, else its first words in brackets) where it has them.

    `classes` says what may stand in s and o, `needs` what has to be there for a match. `named` are the roles that the
    match itself names; `implied` is the one to be found before it, `manner` its mark; `rest` is the one that is all
    that fits behind it. With `pairs`, `s` is an enumeration.
    """

    regex: re.Pattern[str]
    classes: Mapping[str, frozenset[str]]
    needs: tuple[frozenset[str], ...]
    named: frozenset[str]
    implied: str | None
    manner: str
    rest: str | None
    pairs: bool


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    body: str
    is_bracketed: bool  # stands in brackets: may be missing, or must be


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
    allowed = {"s": subject, "o": object_}
    tokens = _tokens(source)
    slots = {i: _slot(t.body, allowed, source) for i, t in enumerate(tokens) if t.kind in ("slot", "barred")}
    for i, slot in slots.items():
        if (slot.mark in _IMPLIED and i != 0) or (slot.mark == _REST and i != len(tokens) - 1):
            raise PatternError(f"in “{source}”: {{o?}} stands first, {{s*}} stands last")
    key = _key_word(tokens)
    pieces = [_piece(tokens, slots, i, words, source, is_key=i == key) for i in range(len(tokens))]
    try:
        regex = re.compile("".join(pieces))
    except re.error as error:
        raise PatternError(f"in “{source}”: {error}") from error
    needed = [s for i, s in slots.items() if tokens[i].kind == "slot" and not tokens[i].is_bracketed]
    return _pattern(source, regex, needed, allowed)


def _pattern(
    source: str, regex: re.Pattern[str], slots: Sequence[_Slot], allowed: Mapping[str, frozenset[str]]
) -> Pattern:
    classes = {slot.role: slot.classes for slot in slots if slot.role}
    pairs = "s&o" in classes
    if pairs:
        classes = {role: allowed[role] & classes["s&o"] for role in ("s", "o")}
    if set(classes) != {"s", "o"}:
        raise PatternError(f"“{source}” must have one {{s}} and one {{o}}, or {{s&o}}")
    implied = next((slot for slot in slots if slot.mark in _IMPLIED), None)
    rest = next((slot.role for slot in slots if slot.mark == _REST), None)
    needs = tuple(slot.classes for slot in slots if slot is not implied)
    role, manner = (implied.role, implied.mark) if implied else (None, "")
    named = frozenset(() if pairs else {"s", "o"} - {role, rest})
    return Pattern(regex, classes, needs, named, role, manner, rest, pairs)


def _tokens(source: str) -> list[_Token]:
    found: list[_Token] = []
    at = depth = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise PatternError(f"in “{source}”: cannot read “{source[at : at + 8]}”")
        at = match.end()
        if match.lastgroup is not None:
            body = match[match.lastgroup]
            depth += (body in ("(", "!(")) - (body == ")")
            found.append(_Token(match.lastgroup, body, depth > 0))
    return found


def _key_word(tokens: Sequence[_Token]) -> int | None:
    """Find the token whose words a negation before them would deny: a named list says more than others."""
    lists = [i for i, t in enumerate(tokens) if t.kind == "list"]
    brackets = [i for i, t in enumerate(tokens) if t.body == "("]
    return next(iter(lists or brackets), None)


def _piece(
    tokens: Sequence[_Token],
    slots: Mapping[int, _Slot],
    at: int,
    words: Mapping[str, tuple[str, ...]],
    source: str,
    *,
    is_key: bool,
) -> str:
    """Give the regular expression of one token."""
    kind, body = tokens[at].kind, tokens[at].body
    if kind == "slot":
        return _slot_piece(slots[at])
    if kind == "barred":
        return f"(?<![{codes(slots[at].classes)}])"
    if kind == "gap":
        return _gap(body, _beside(tokens, slots, at))
    if kind == "list":
        if body not in words:
            raise PatternError(f"in “{source}”: words.yaml has no list {body}")
        longest_first = sorted(words[body], key=len, reverse=True)
        return f"({'?P<t>' if is_key else '?:'}{'|'.join(map(re.escape, longest_first))})"
    if kind == "sign":
        return "(?P<t>" if is_key else _SIGNS.get(body, body)
    return re.escape(body)


def _slot_piece(slot: _Slot) -> str:
    if slot.mark:  # found outside the match
        return ""
    name = f"?P<{slot.role[0]}>" if slot.role else "?:"
    return f"({name}[{codes(slot.classes)}])"


def _slot(body: str, allowed: Mapping[str, frozenset[str]], source: str) -> _Slot:
    match = _SLOT.fullmatch(body)
    if match is None or not body:
        raise PatternError(f"in “{source}”: cannot read the slot {{{body}}}")
    role, mark, named = match.groups()
    given = frozenset(named.split("|")) if named else None
    if role is None:
        if given is None:
            raise PatternError(f"in “{source}”: the slot {{{body}}} names no class")
        return _Slot(None, given, "")
    fitting = allowed["s"] | allowed["o"] if role == "s&o" else allowed[role]
    if given is not None and not given <= fitting:
        raise PatternError(f"in “{source}”: {{{body}}} has classes that the relation does not allow")
    return _Slot(role, fitting if given is None else given, mark or "")


def _beside(tokens: Sequence[_Token], slots: Mapping[int, _Slot], at: int) -> list[_Slot]:
    """Give the slots next before and behind a gap."""
    named = [i for i in slots if tokens[i].kind == "slot" and slots[i].mark not in _IMPLIED]
    before = max((i for i in named if i < at), default=None)
    behind = min((i for i in named if i > at), default=None)
    return [slots[i] for i in (before, behind) if i is not None]


def _gap(body: str, beside: Sequence[_Slot]) -> str:
    kind = body.rstrip("0123456789")
    limit = body[len(kind) :] or _LIMITS[kind]
    held = ANY if kind == "…" else "".join(codes(slot.classes) for slot in beside)
    return f"[^{_CELL_END}{SENTENCE_ENDS if kind == '……' else CLAUSE_ENDS}{held}]{{0,{limit}}}?"
