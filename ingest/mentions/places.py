"""Administrative areas: names of the division list and names that end like one."""

import re
from collections.abc import Iterator

from ingest import lexicon
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import Tokens

_ENDING = re.compile(r"(?:街道|社区|村|镇|乡|省|市|区|县)(?!级|长|委|政府|场|民|值|域|块|间|内|外|位|别|容|集|面)")


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Places; several in a row (浙江省杭州市拱墅区) come out one by one."""
    known = lexicon.places()
    for index, word in enumerate(tokens.words):
        at = tokens.starts[index]
        if len(word) >= 2 and (word in known):
            end = at + len(word)
            longer = clean[at : end + 2]
            grown = next((w for w in (longer, longer[:-1]) if w != word and w in known), word)
            yield Candidate(at, at + len(grown), "Place", 0.5 if len(grown) == 2 else 0.6)
    for match in _ENDING.finditer(clean):
        for length in (4, 3, 2):
            start = match.start() - length
            if start >= 0 and clean[start : match.end()] in known:
                yield Candidate(start, match.end(), "Place", 0.6)
                break
        else:
            yield from _unlisted(clean, tokens, match)


def _unlisted(clean: str, tokens: Tokens, match: re.Match[str]) -> Iterator[Candidate]:
    """A sub-district, community or village of two or three characters that no list holds."""
    if match.group() not in ("街道", "社区", "村"):
        return
    for length in (2, 3):
        start = match.start() - length
        stretch = clean[start : match.start()]
        if start >= 0 and re.fullmatch(r"[一-鿿]+", stretch) and tokens.is_start(start):
            index = tokens.at(start)
            if tokens.tags[index][0] not in "vdpcurm" and stretch not in ("乡镇", "各", "本", "农", "城市", "新农"):
                yield Candidate(start, match.end(), "Place", 0.5)
                return
