"""Text search in SPARQL: a query with `?entity ct:search "words"` comes in, goes out with what the index found.

The triple becomes VALUES with the entities whose names fit, by the index of names (graph.search): Chinese, a part of a
name, pinyin, initials. A thousand entities at most, the best first.
"""

from graph.search import Index
from graph.store.base import QueryError
from graph.store.lexer import Token, UnreadableError, tokens
from ontology import CT

_SEARCH = str(CT.search)
_MOST = 1000
_NAMES = ("name", "iri")


def found(sparql: str, index: Index) -> str:
    """The query with its searches carried out. Raises QueryError for a search that is written otherwise."""
    if "search" not in sparql:
        return sparql
    try:
        read = list(tokens(sparql))
    except UnreadableError:
        return sparql
    prefixes = _prefixes(read)
    edits: list[tuple[int, int, str]] = []
    for at, token in enumerate(read):
        if token.key not in _NAMES or _iri(token, prefixes) != _SEARCH or read[at - 1].key == "PREFIX":
            continue
        before, after = (read[at - 1] if at else None), (read[at + 1] if at + 1 < len(read) else None)
        alone = at < 2 or read[at - 2].key in ("{", "}", ".")
        if before is None or before.key != "variable" or after is None or after.key != "string" or not alone:
            raise QueryError('查找要单独写成一句：?entity ct:search "词" . (write a search as a triple of its own)')
        hits, _ = index.find(_text(after), _MOST)
        values = " ".join(f"<{hit.iri}>" for hit in hits)
        edits.append((before.start, after.end, f"VALUES {before.text} {{ {values} }}"))
    for start, end, text in reversed(edits):
        rest = sparql[end:]
        sparql = sparql[:start] + text + (rest.lstrip()[1:] if rest.lstrip().startswith(".") else rest)
    return sparql


def _prefixes(read: list[Token]) -> dict[str, str]:
    triples = zip(read, read[1:], read[2:], strict=False)
    return {b.text: c.text[1:-1] for a, b, c in triples if a.key == "PREFIX" and c.key == "iri"}


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    if token.key == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(f"{prefix}:", "") + local


def _text(token: Token) -> str:
    quote = 3 if token.text[:3] in ('"""', "'''") else 1
    return token.text[quote:-quote]
