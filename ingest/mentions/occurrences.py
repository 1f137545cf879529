"""Where any of many names stands in a text, in time that grows with the text and not with the number of names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator


def occurrences(clean: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Every offset at which a name of two characters or more stands, with the longest that does; in order."""
    known = {name for name in names if len(name) > 1}
    lengths: dict[str, set[int]] = defaultdict(set)  # of the names that begin with two characters
    for name in known:
        lengths[name[:2]].add(len(name))
    longest_first = {head: sorted(some, reverse=True) for head, some in lengths.items()}
    firsts = "".join(sorted({head[0] for head in lengths}))
    for match in re.finditer(f"[{re.escape(firsts)}]", clean) if firsts else ():
        at = match.start()
        tried = (clean[at : at + n] for n in longest_first.get(clean[at : at + 2], ()))
        here = next((name for name in tried if name in known), None)
        if here is not None:
            yield at, here
