"""A limit on rows: comes in a query's text, goes out the text that yields at most one row more than is allowed."""

from graph.store.lexer import UnreadableError, outermost


def limited(sparql: str, rows: int) -> str:
    """The query with LIMIT rows + 1, so that one row too many tells that the answer was cut.

    A smaller LIMIT of its own stays; ASK needs none; a text that cannot be read is returned as it is.
    """
    try:
        outer = outermost(sparql)
    except UnreadableError:
        return sparql
    if not any(t.key in ("SELECT", "CONSTRUCT", "DESCRIBE") for t in outer):
        return sparql
    for number, token in enumerate(outer):
        if token.key == "LIMIT" and number + 1 < len(outer):
            own = outer[number + 1]
            if own.text.isdigit() and int(own.text) > rows:
                return f"{sparql[: own.start]}{rows + 1}{sparql[own.end :]}"
            return sparql
    end = next((t.start for t in outer if t.key == "VALUES"), len(sparql))
    return f"{sparql[:end]}\nLIMIT {rows + 1}\n{sparql[end:]}"


def has_dataset(sparql: str) -> bool:
    """Whether a query says itself what its graphs are (FROM)."""
    if "from" not in sparql.lower():
        return False
    try:
        return any(t.key == "FROM" for t in outermost(sparql))
    except UnreadableError:
        return False
