"""Names that their own marks show: parcels by code, writings in 《》, programmes in “”. Rules: rules/names.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest import rules
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names
from ingest.mentions.suffixed import left_end
from ingest.mentions.tokens import Tokens

# Every repetition is bounded and a code starts where a run of letters and digits does: linear in any text.
_PART = r"[A-Z\d]{1,12}"
_CODE = rf"(?:[A-Z]{{1,6}}[A-Z\d]{{0,12}}(?:[-/.]{_PART}){{0,6}}|[A-Z]?\d{{1,4}}(?:-\d{{1,3}}){{1,6}})"
_BOOK = re.compile(r"《([^》\n]{2,50})》")


@dataclass(frozen=True, slots=True)
class _Marked:
    """What tells marked names: a `letter` is no `parcel`; in 《》 stand `press` and `policy`, a `programme` in “”."""

    parcel: re.Pattern[str]
    letter: re.Pattern[str]
    press: re.Pattern[str]
    policy: re.Pattern[str]
    programme: re.Pattern[str]


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Parcels, policies and press titles."""
    marked = _marked()
    for match in marked.parcel.finditer(clean):
        start = left_end(clean, tokens, match.start(), names(), firm=False)
        stretch = clean[start : match.end()]
        if re.search(r"\d", stretch) and not marked.letter.match(stretch) and len(stretch) >= 5:
            yield Candidate(start, match.end(), "Parcel", 0.95)
    for match in _BOOK.finditer(clean):
        if marked.press.search(match[1]):
            yield Candidate(match.start(1), match.end(1), "Institution", 0.9)
        elif marked.policy.search(match[1]):
            yield Candidate(match.start(), match.end(), "Policy", 0.95)
    for match in marked.programme.finditer(clean):
        yield Candidate(match.start(), match.end(), "Policy", 0.9)


@cache
def _marked() -> _Marked:
    raw = rules.load("names.yaml")
    plots, policy = rules.any_of(raw["plots"]), raw["policy"]
    behind = rules.any_of([*raw["plots"], *raw["grounds"]])
    alone = "|".join(f"(?<={block}){_CODE}" for block in raw["blocks"])
    written = rules.any_of([*policy["plans"], *policy["written"]])
    whose, purpose = rules.any_of(policy["of"]), rules.any_of(policy["for"])
    quoted = rules.any_of([*policy["plans"], *policy["quoted"]])
    return _Marked(
        parcel=re.compile(
            rf"(?<![A-Z\d])(?:{_CODE}(?:、{_CODE}|、\d{{1,4}}){{0,20}}号?(?:{behind}))"
            rf"|{alone}"
            rf"|[\[〔（(]\d{{4}}[\]〕）)]-?\d{{1,4}}(?:-\d+)?号(?:{plots})?"
            rf"|(?:19|20)\d{{2}}-[A-Z\d]{{1,4}}(?:-{_PART}){{0,6}}号(?:{plots})?"
        ),
        letter=re.compile(rf".*(?:{rules.any_of(raw['letters'])})\d*号$"),
        press=re.compile(f"(?:{rules.any_of(raw['press'])})$"),
        policy=re.compile(f"(?:{written})(?:（[^）]{{1,16}}）)?$"),
        programme=re.compile(rf"(?:{whose})?“([^”“\n]{{1,16}})”(?:{purpose})?(?:{quoted})"),
    )
