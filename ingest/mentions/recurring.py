"""Names found once are names everywhere: the other places of a document where the same characters stand."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.mentions.candidate import Candidate

_SURE = 0.5
_CLASSES = frozenset(
    {"Platform", "Enterprise", "Agency", "Institution", "Project", "Parcel", "Talent", "Person", "Policy"}
)


def find(clean: str, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Further mentions of the chosen names, longest first, where nothing was chosen."""
    names: dict[str, Candidate] = {}
    for candidate in chosen:
        name = clean[candidate.start : candidate.end]
        known = names.get(name)
        sure = candidate.score >= _SURE and candidate.cls in _CLASSES and len(name) > 2
        if sure and (known is None or known.score < candidate.score):
            names[name] = candidate
    by_head: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        by_head[name[:2]].append(name)
    taken = bytearray(len(clean))
    for candidate in chosen:
        taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
    free = 0
    heads = re.compile("|".join(re.escape(h) for h in by_head) or "(?!)")
    for match in _overlapping(heads, clean):
        at = match.start()
        here = next((n for n in by_head[match[0]] if clean.startswith(n, at)), None)
        if at < free or here is None or any(taken[at : at + len(here)]):
            continue
        yield Candidate(at, at + len(here), names[here].cls, names[here].score * 0.9)
        free = at + len(here)


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)
