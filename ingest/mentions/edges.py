"""Names without half a pair of marks: comes in a name as the network marked it, goes out with both marks or neither."""

from dataclasses import replace

from ingest.mentions.candidate import Candidate

_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"))


def whole(clean: str, name: Candidate) -> Candidate:
    """The name with the other mark that stands right beside it, or else without the mark and what lies behind it.

    A bracket that holds nothing but the name is none of its own.
    """
    start, end = name.start, name.end
    for opening, closing in _PAIRS:
        inside = clean[start:end]
        more = inside.count(opening) - inside.count(closing)
        if more > 0:
            at = inside.rfind(opening)
            if clean.startswith(closing, end) and (at or opening != "（"):
                end += 1
            elif at:
                end = start + at
            else:
                start += 1
        elif more < 0 and opening != "（" and clean.startswith(opening, start - 1):
            start -= 1
        elif more < 0 and inside.endswith(closing):
            end -= 1
    return replace(name, start=start, end=end) if start < end else name
