"""Names found once are names everywhere: the other places of a document where the same characters stand."""

from collections.abc import Iterator, Sequence

from ingest.mentions.candidate import Candidate
from ingest.mentions.occurrences import occurrences

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
    taken = bytearray(len(clean))
    for candidate in chosen:
        taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
    free = 0
    for at, here in occurrences(clean, names):
        if at < free or any(taken[at : at + len(here)]):
            continue
        yield Candidate(at, at + len(here), names[here].cls, names[here].score * 0.9)
        free = at + len(here)
