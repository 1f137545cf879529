"""Names inside names: the firm in 江川实业产业用房, the park in 云栈小镇管委会. Rules: contexts.yaml."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest import lexicon
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names, rules
from ingest.mentions.tokens import Tokens

_HAN = re.compile(r"[一-鿿]")
_BRANDS = frozenset({"nz", "nt", "nrt", "nr", "nrfg"})
_LONGEST = 4  # characters of a brand
_COMMITTEE = re.compile(r"(?:党工委|工委|管委会|管理委员会|管理办公室|建设指挥部)$")


def find(clean: str, tokens: Tokens, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """The further names that chosen names begin with."""
    project, firm, brand = _compiled()
    firms = {clean[c.start : c.end] for c in chosen if c.cls == "Enterprise"}
    cores = {f[:n] for f in map(_without_place, firms) for n in (2, 3, 4) if len(f) >= n}
    for candidate in chosen:
        text = clean[candidate.start : candidate.end]
        if candidate.cls == "Project":
            end = project.search(text)
            head = text[: end.start()] if end else ""
            if (
                len(head) >= 2
                and (head in firms or head in cores or firm.search(head))
                and head not in lexicon.places()
            ):
                yield Candidate(candidate.start, candidate.start + len(head), "Enterprise", candidate.score * 0.8)
            elif brand.search(text) and (length := _brand(text, tokens, candidate, firm)):
                yield Candidate(candidate.start, candidate.start + length, "Enterprise", candidate.score * 0.6)
        elif candidate.cls == "Agency":
            end = _COMMITTEE.search(text)
            head = text[: end.start()] if end else ""
            ending = names().suffix.search(head[-6:]) if len(head) >= 3 else None
            if ending and names().classes.get(ending.group(), ("", False))[0] == "Platform" and len(head) > 3:
                yield Candidate(candidate.start, candidate.start + len(head), "Platform", candidate.score * 0.8)


def _brand(text: str, tokens: Tokens, candidate: Candidate, firm: re.Pattern[str]) -> int:
    """The length of a brand that a project's name begins with: characters that make no word, or a word for a brand."""
    index = tokens.at(candidate.start)
    if tokens.starts[index] != candidate.start:
        return 0
    length = 0
    while length < len(text) and len(tokens.words[index]) == 1 and _HAN.match(tokens.words[index]):
        if tokens.words[index] in names().stops:
            return 0
        length += 1
        index += 1
    if length == 0 and tokens.tags[index] in _BRANDS and tokens.words[index] not in _known():
        length = len(tokens.words[index])
        index += 1
    if not 2 <= length <= _LONGEST or length >= len(text) - 1:
        return 0
    following = tokens.words[index]
    return length + len(following) if firm.fullmatch(following) and length + len(following) < len(text) else length


@cache
def _known() -> frozenset[str]:
    return names().generic | frozenset(lexicon.places()) | lexicon.industries()


def _without_place(name: str) -> str:
    for length in (4, 3, 2):
        if name[:length] in lexicon.places() and len(name) > length + 3:
            return name[length:]
    return name


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    raw = rules("contexts.yaml")["nested"]

    def any_of(words: list[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    return (
        re.compile(f"(?:{any_of(raw['project_ends'])})(?:（.{{1,4}}）|[一二三]期)?$"),
        re.compile(f"(?:{any_of(raw['firm_ends'])})$"),
        re.compile(f"(?:{any_of(raw['brand_ends'])})(?:（[^）]{{1,8}}）)?$"),
    )
