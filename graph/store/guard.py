"""What a query may not ask for: comes in SPARQL text, goes out nothing, or a QueryError that names the place.

The engine follows SERVICE to any host and has no switch against it, so the text is examined before the engine
sees it. The examination refuses what it cannot rule out: where "<" may open an IRI or compare two values, and
the two readings differ in what is a string or a comment, a query that has the word in it is turned away.
"""

import re

from graph.store.base import QueryError

_ECHAR = r"\\[tbnrf\"'\\]"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_NAME = r"[^\W\d_][\w.\-]*+"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<comment>\#[^\r\n]*+)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
    | (?P<escaped><(?=[^<>"{{}}|^`\x00-\x20]*\\))
    | (?P<string>
        \"\"\"(?:\"{{0,2}}(?:[^"\\]|{_ECHAR}))*+\"\"\"
      | '''(?:'{{0,2}}(?:[^'\\]|{_ECHAR}))*+'''
      | "(?!"")(?:[^"\\\r\n]|{_ECHAR})*+"
      | '(?!'')(?:[^'\\\r\n]|{_ECHAR})*+'
      )
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*+)
    | (?P<prefixed>(?P<prefix>(?:{_NAME})?:)(?:(?:[\w:]|{_ESCAPED})(?:[\w.\-:]|{_ESCAPED})*+)?)
    | (?P<word>[\w.\-]+)
    | (?P<quote>["'])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACKETS = re.compile(r"[{}()\[\]]")
_DEEPEST = 200
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_SAFE_IRI = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.\-]*://.*|[\w:./%\-]*)>", re.DOTALL)


def refuse_service(sparql: str) -> None:
    """Raise QueryError where the query calls another server (SERVICE), or may do so."""
    if "service" not in sparql.lower():
        return
    for token in _TOKEN.finditer(sparql):
        kind, text = token.lastgroup, token.group()
        if kind == "prefixed":
            text = token["prefix"]
        calls = kind in ("prefixed", "word") and "service" in text.lower()
        unclear = kind in ("quote", "escaped") or (kind == "iri" and not _SAFE_IRI.fullmatch(text))
        if calls or unclear:
            raise QueryError(_refusal(sparql, token.start(), unclear=unclear))


def refuse_nesting(sparql: str) -> None:
    """Raise QueryError where brackets are nested so deep that the engine's parser would run out of stack."""
    depth = deepest = 0
    for sign in _BRACKETS.finditer(sparql):
        depth += 1 if sign.group() in "{([" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise QueryError(
            f"括号嵌套 {deepest} 层，最多 {_DEEPEST} 层 (brackets are nested {deepest} deep, {_DEEPEST} are allowed)"
        )


def is_update(sparql: str) -> bool:
    """Tell whether the text starts, after its prefixes and comments, as a SPARQL update does."""
    words = (t.group().upper() for t in _TOKEN.finditer(sparql) if t.lastgroup == "word")
    return next((w for w in words if w not in ("PREFIX", "BASE")), "") in _UPDATES


def _refusal(sparql: str, at: int, *, unclear: bool) -> str:
    line = sparql.count("\n", 0, at) + 1
    column = at - (sparql.rfind("\n", 0, at) + 1) + 1
    if unclear:
        return (
            f"第 {line} 行第 {column} 列有歧义，不能排除 SERVICE，查询不予执行；请写完整的 IRI、成对的引号 "
            f"(line {line}, column {column} can be read in two ways and SERVICE cannot be ruled out: "
            "write whole IRIs and closed strings)"
        )
    return (
        f"第 {line} 行第 {column} 列：不允许 SERVICE，查询只在本图谱库内进行 "
        f"(line {line}, column {column}: SERVICE is refused, queries stay within this store)"
    )
