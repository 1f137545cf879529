"""Names inside names: the firm in 江川实业产业用房, the park in 云栈小镇管委会. Rules: contexts.yaml.

Where the firm in a project's name ends, the rules propose and a judge decides (ingest.learned.owners).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest import lexicon, rules
from ingest.mentions import shortforms
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names
from ingest.mentions.tokens import Tokens

_OWNERS = ("Enterprise", "Institution", "Platform")
_INNER = {"Project": ("Enterprise", "Institution"), "Agency": ("Platform",), "Institution": ("Institution",)}
_REST = {"Institution": 4}  # characters that at least follow the name in it: 大学 after it is its own end
_CLEAR = 0.8
_REACH = 16  # characters of a name within a name
_HAN = re.compile(r"[一-鿿]")
_BRANDS = frozenset({"nz", "nt", "nrt", "nr", "nrfg"})
_LONGEST = 4  # characters of a brand

Found = tuple[int, str, float]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of how the project's name clean[start:end] begins; what follows are lengths in characters.

    `named` is that of a name that the text names elsewhere, `ruled` that of what the rules take for a firm, 0 for none;
    `words` are those at which a word ends, `general` those of a general word or a place.
    """

    start: int
    end: int
    named: int
    ruled: int
    words: frozenset[int]
    general: frozenset[int]


Judge = Callable[[Sequence[Beginning]], Sequence[tuple[int, float]]]


def find(clean: str, tokens: Tokens, chosen: Sequence[Candidate], judge: Judge | None = None) -> Iterator[Candidate]:
    """The further names that chosen names begin with: one that the text names elsewhere, else what reads like one.

    `judge` tells for each project how long the firm's name is that its own begins with, 0 for none, and how surely;
    without one the rules do.
    """
    ruled = list(_ruled(clean, tokens, chosen))
    if judge is None:
        yield from ruled
        return
    projects = {c.start for c in chosen if c.cls == "Project"}
    yield from (c for c in ruled if c.start not in projects or c.cls != "Enterprise")
    scores = {c.start: c.score for c in chosen if c.cls == "Project"}
    begins = _beginnings(clean, tokens, chosen, ruled)
    taken = {c.start for c in ruled if c.cls != "Enterprise"}
    for one, (length, score) in zip(begins, judge(begins), strict=True):
        if length and one.start not in taken:
            yield Candidate(one.start, one.start + length, "Enterprise", scores[one.start] * score)


def beginnings(clean: str, tokens: Tokens, chosen: Sequence[Candidate]) -> list[Beginning]:
    """What is known of the beginnings of all chosen projects, in order."""
    return _beginnings(clean, tokens, chosen, list(_ruled(clean, tokens, chosen)))


def _beginnings(clean: str, tokens: Tokens, chosen: Sequence[Candidate], ruled: Sequence[Candidate]) -> list[Beginning]:
    known = _elsewhere(clean, chosen)
    read = {c.start: c.end - c.start for c in ruled if c.cls == "Enterprise"}
    found = []
    for project in (c for c in chosen if c.cls == "Project"):
        text = clean[project.start : project.end]
        named = _named("Project", text, known)
        words, index = set(), tokens.at(project.start)
        while index < len(tokens.words) and tokens.starts[index] < project.end:
            words.add(tokens.starts[index] + len(tokens.words[index]) - project.start)
            index += 1
        general = frozenset(n for n in range(2, min(len(text), _REACH) + 1) if text[:n] in _known())
        found.append(
            Beginning(project.start, project.end, named[0] if named else 0, read.get(project.start, 0),
                      frozenset(words), general)
        )  # fmt: skip
    return found


def _ruled(clean: str, tokens: Tokens, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    known = _elsewhere(clean, chosen)
    brands: set[str] = set()
    for candidate in chosen:
        if candidate.cls == "Enterprise":
            for form in shortforms.forms("Enterprise", clean[candidate.start : candidate.end]):
                brands.update(form.text[:n] for n in range(2, len(form.text) + 1))
    for candidate in chosen:
        text = clean[candidate.start : candidate.end]
        read = _reading(text, tokens, candidate)
        sure = read if read is not None and read[2] >= _CLEAR else None
        found = _named(candidate.cls, text, known) or sure or _branded(candidate.cls, text, brands) or read
        if found is not None:
            length, cls, score = found
            yield Candidate(candidate.start, candidate.start + length, cls, candidate.score * score)


def _elsewhere(clean: str, chosen: Sequence[Candidate]) -> Mapping[str, str]:
    """The class of every chosen name that another may begin with."""
    return {clean[c.start : c.end]: c.cls for c in chosen if c.cls in _OWNERS and c.end - c.start > 1}


def _named(cls: str, text: str, known: Mapping[str, str]) -> Found | None:
    """The longest name that the text names elsewhere and that this one begins with."""
    for length in range(min(len(text) - _REST.get(cls, 2), _REACH), 1, -1):
        owner = known.get(text[:length])
        if owner is not None and owner in _INNER.get(cls, ()):
            return length, owner, 0.8
    return None


def _branded(cls: str, text: str, brands: Collection[str]) -> Found | None:
    """The longest beginning of a project that a firm's name begins with too."""
    if cls == "Project":
        for length in range(min(len(text) - 2, _REACH), 1, -1):
            head = text[:length]
            if head in brands and head not in _known() and not head.isdigit():
                return length, "Enterprise", 0.7
    return None


def _reading(text: str, tokens: Tokens, candidate: Candidate) -> Found | None:
    """What reads like a firm before 产业用房, or like a park before 管委会."""
    project, firm, brand, committee = _compiled()
    if candidate.cls == "Project":
        end = project.search(text)
        head = text[: end.start()] if end else ""
        if len(head) >= 2 and firm.search(head) and head not in lexicon.places():
            return len(head), "Enterprise", 0.8
        if brand.search(text) and (length := _brand(text, tokens, candidate, firm)):
            return length, "Enterprise", 0.6
    elif candidate.cls == "Agency":
        end = committee.search(text)
        head = text[: end.start()] if end else ""
        ending = names().suffix.search(head[-6:]) if len(head) > 3 else None
        if ending and names().classes.get(ending.group(), ("", False))[0] == "Platform":
            return len(head), "Platform", 0.8
    return None


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


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    raw = rules.load("contexts.yaml")["nested"]

    return (
        re.compile(f"(?:{rules.any_of(raw['project_ends'])})(?:（.{{1,4}}）|[一二三]期)?$"),
        re.compile(f"(?:{rules.any_of(raw['firm_ends'])})$"),
        re.compile(f"(?:{rules.any_of(raw['brand_ends'])})(?:（[^）]{{1,8}}）)?$"),
        re.compile(f"(?:{rules.any_of(raw['committees'])})$"),
    )
