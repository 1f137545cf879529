"""The pieces of a SPARQL text: the text comes in, its tokens go out, spaces and comments left out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_PIECE = re.compile(
    rf"""
      (?P<space>\s+|\#[^\r\n]*+)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
    | (?P<string>
        \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"
      | '''(?:[^'\\]|\\.|'(?!''))*+'''
      | "(?!"")(?:[^"\\\r\n]|\\.)*+"
      | '(?!'')(?:[^'\\\r\n]|\\.)*+'
      )
    | (?P<language>@[A-Za-z]+(?:-{{1,2}}[A-Za-z0-9]+)*+)
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w(?:[\w\-]|\.++(?=[\w\-]))*+)
    | (?P<name>(?:[^\W\d_][\w\-]*+)?:(?:(?:[\w:]|{_ESCAPED})(?:[\w:\-]|{_ESCAPED}|\.++(?=[\w:\-%\\]))*+)?)
    | (?P<number>[+\-]?(?:[0-9]++(?:\.[0-9]++)?+|\.[0-9]++)(?:\.?[eE][+\-]?[0-9]++)?)
    | (?P<word>[^\W\d]\w*+)
    | (?P<other>\^\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)


class UnreadableError(Exception):
    """The text is not the SPARQL that is read here."""


class Token(NamedTuple):
    """A piece of the text; `key` is what it is known by: a keyword in capitals, "a", a sign, or else its kind."""

    key: str
    text: str
    start: int
    end: int


def outermost(text: str) -> list[Token]:
    """The tokens outside all brackets; raises UnreadableError at a string that does not end."""
    found, depth = [], 0
    for token in tokens(text):
        if token.key in ("{", "(", "["):
            depth += 1
        elif token.key in ("}", ")", "]"):
            depth -= 1
        elif depth == 0:
            found.append(token)
    return found


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens from left to right; raises UnreadableError at a string that does not end."""
    for found in _PIECE.finditer(text):
        kind, piece = found.lastgroup or "", found.group()
        if kind == "other" and piece in "\"'":
            raise UnreadableError
        if kind != "space":
            key = {"word": piece if piece == "a" else piece.upper(), "other": piece}.get(kind, kind)
            yield Token(key, piece, found.start(), found.end())
