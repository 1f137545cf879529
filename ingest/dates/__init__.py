"""Time: comes in a text with its sections and sentences, go out the document's own date and every time it names.

Times are EDTF (levels 0 and 1 without qualifiers), resolved against the document's own date; offsets are those of
`Text.clean`, end exclusive.
"""

import re
from collections import deque
from collections.abc import Sequence

from ingest.dates.calendar import Partial, Period, parse
from ingest.dates.context import Context
from ingest.dates.expressions import Expression, expressions, words
from ingest.dates.issue import issued
from ingest.model import DateSpan, Section, Sentence, Text

__all__ = ["find", "issued"]

_BREAKS = "，。；：、！？\n|"
_RANGE = ("至", "到", "-", "—", "~", "——")
_SINCE = re.compile(r"(?:以来|起?至今|起[，,]?用(\d{1,2})年)")
_TITLES = re.compile(r"《[^》\n]{1,120}》")
_CLAUSE = 60  # a word of planning governs a time no further on than this many characters
_LEAD = 6  # characters that may stand between the start of a clause and the date that opens it


def find(
    text: Text, sections: Sequence[Section], sentences: Sequence[Sentence], issued: str | None
) -> tuple[DateSpan, ...]:
    """Every time that the text names, in reading order; `issued` is what `issued()` returned."""
    clean = text.clean
    context = Context(parse(issued).start if issued else None)
    found: list[DateSpan] = []
    years: list[int | None] = [None] * len(sections)
    end = -1
    for sentence in sentences:
        if sentence.start != end:
            context.turn_paragraph()
        context.turn_sentence()
        end = sentence.end
        context.heading_year = _heading_year(sentence.section, sections, years)
        inside = _in_sentence(clean, sentence, context)
        alone = _alone(clean, sentence, inside)
        if alone is not None and sentence.heading and sentence.section is not None:
            years[sentence.section] = alone
        elif alone is not None:
            context.line_year = alone
        elif sentence.heading:
            context.line_year = None
        found += [DateSpan(a, b, p.edtf(), planned) for a, b, p, planned in inside]
    return tuple(found)


_Found = tuple[int, int, Period, bool]


def _in_sentence(clean: str, sentence: Sentence, context: Context) -> list[_Found]:
    """Start, end, period and whether planned, of every time in the sentence."""
    titles = _titles(clean, sentence)
    found: list[_Found] = []
    for expression in expressions(clean, sentence.start, sentence.end):
        while titles and titles[0][1] <= expression.start:
            titles.popleft()
        if titles and titles[0][0] <= expression.start:
            continue
        planned = _is_planned(clean, sentence.start, expression.start, expression.end)
        period = context.resolve(expression, planned=planned)
        if period is None:
            continue
        end = expression.end
        since = _SINCE.match(clean, end, sentence.end)
        if since and period.start == period.end:
            period, end = _since(period, since, context.issued), since.end()
        if context.issued is not None and period.start.first() > context.issued.last():
            planned = True
        if found and clean[found[-1][1] : expression.start] in _RANGE and _follows(found[-1][2], period):
            start, _, before, was_planned = found.pop()
            found.append((start, end, Period(before.start, period.end), planned or was_planned))
        else:
            found.append((expression.start, end, period, planned))
            if not planned and _opens(clean, sentence.start, expression):
                context.paragraph_year = period.start.year
    return found


def _titles(clean: str, sentence: Sentence) -> deque[tuple[int, int]]:
    """Where the sentence names books and papers: the years in their titles are not the text's."""
    if clean.find("《", sentence.start, sentence.end) < 0:
        return deque()
    return deque(m.span() for m in _TITLES.finditer(clean, sentence.start, sentence.end))


def _since(period: Period, since: re.Match[str], issue: Partial | None) -> Period:
    """2019年以来 goes on until the issue, 从2020年起用10年 for ten years."""
    if since[1]:
        return Period(period.start, Partial(period.start.year + int(since[1]) - 1))
    if issue is None or period.start.year >= issue.year:
        return period
    return Period(period.start, Partial(issue.year) if not period.start.month else issue)


def _follows(first: Period, second: Period) -> bool:
    return first.start == first.end and second.start == second.end and first.start.first() < second.start.first()


def _is_planned(clean: str, start: int, at: int, end: int) -> bool:
    """Whether a word of planning governs clean[at:end], in its clause from `start` or right after."""
    before = clean[_clause(clean, start, at) : at]
    if any(word in before for word in words()["planned_before"]):
        return True
    return clean.startswith(tuple(words()["planned_after"]), end)


def _clause(clean: str, start: int, at: int) -> int:
    """Where the clause around `at` starts, as far back as matters."""
    start = max(start, at - _CLAUSE)
    return max(start, max(clean.rfind(b, start, at) for b in _BREAKS) + 1)


def _opens(clean: str, start: int, expression: Expression) -> bool:
    """Whether the expression names a year and opens a clause, so that what follows happens in that year."""
    if not expression.names_year or not clean.startswith(("，", ",", "、", "："), expression.end):
        return False
    return expression.start - _clause(clean, start, expression.start) <= _LEAD


def _alone(clean: str, sentence: Sentence, found: Sequence[_Found]) -> int | None:
    """The year of a sentence or heading that is a date and nothing else to speak of."""
    if len(found) != 1 or found[0][2].start.year != found[0][2].end.year:
        return None
    a, b = found[0][:2]
    rest = (clean[sentence.start : a] + clean[b : sentence.end]).strip(" ·●◆:：、—-（）")
    return found[0][2].start.year if not rest or rest in words()["dated_headings"] else None


def _heading_year(section: int | None, sections: Sequence[Section], years: Sequence[int | None]) -> int | None:
    while section is not None:
        if years[section] is not None:
            return years[section]
        section = sections[section].parent
    return None
