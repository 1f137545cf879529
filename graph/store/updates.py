"""SPARQL updates from outside: the text comes in, it goes out checked and with the dataset that the request names."""

from graph.store.base import QueryError
from graph.store.guard import refuse_nesting, refuse_service
from graph.store.lexer import Token, UnreadableError, outermost, tokens


def checked(sparql: str) -> str:
    """The update as it is. Raises QueryError where it is nested too deep or would fetch from elsewhere."""
    refuse_nesting(sparql)
    refuse_service(sparql)
    if any(t.key == "LOAD" for t in _outer(sparql)):
        raise QueryError("不允许 LOAD：更新不从别处取数据 (LOAD is refused: nothing is fetched from elsewhere)")
    return sparql


def over(sparql: str, default: tuple[str, ...], named: tuple[str, ...]) -> str:
    """The update with USING clauses for these graphs in each of its operations that have a WHERE.

    Raises QueryError where the update says itself what it is over (USING, WITH), as the protocol asks.
    """
    if not default and not named:
        return sparql
    outer = _outer(sparql)
    if any(t.key in ("USING", "WITH") for t in outer):
        raise QueryError("请求和更新都说了用哪些图 (both the request and the update, by USING or WITH, name graphs)")
    using = "".join(f"USING <{g}> " for g in default) + "".join(f"USING NAMED <{g}> " for g in named)
    edits: list[tuple[int, str]] = []
    for before, token in zip([None, *outer], outer, strict=False):
        if token.key != "WHERE":
            continue
        if before is not None and before.key == "DELETE":  # DELETE WHERE { … } is short for DELETE { … } WHERE { … }
            pattern = sparql[token.end : _closing(sparql, token.end)]
            edits.append((token.start, f"{pattern} "))
        edits.append((token.start, using))
    for at, text in reversed(edits):
        sparql = sparql[:at] + text + sparql[at:]
    return sparql


def _closing(sparql: str, start: int) -> int:
    """Where the group that opens after `start` ends."""
    depth = 0
    for token in tokens(sparql):
        if token.start >= start and token.key in ("{", "}"):
            depth += 1 if token.key == "{" else -1
            if depth == 0:
                return token.end
    return len(sparql)


def _outer(sparql: str) -> list[Token]:
    try:
        return outermost(sparql)
    except UnreadableError as error:
        raise QueryError("更新有语法错误：引号不成对 (syntax error: a string does not end)") from error
