"""Where any of many names stands in a text, in time that grows with the text and not with the number of names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator


def occurrences(clean: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Every offset at which a name of two characters or more stands, with the longest that does; in order."""
    by_head: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=len, reverse=True):
        if len(name) > 1:
            by_head[name[:2]].append(name)
    firsts = "".join(sorted({head[0] for head in by_head}))
    for match in re.finditer(f"[{re.escape(firsts)}]", clean) if firsts else ():
        at = match.start()
        here = next((n for n in by_head.get(clean[at : at + 2], ()) if clean.startswith(n, at)), None)
        if here is not None:
            yield at, here
