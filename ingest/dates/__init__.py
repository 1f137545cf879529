"""Time: comes in a text with its sections and sentences, go out the document's own date and every time it names.

Times are EDTF (levels 0 and 1 without qualifiers), resolved against the document's own date; offsets are those of
`Text.clean`, end exclusive.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence

from ingest.dates.around import plans
from ingest.dates.calendar import Partial, Period, parse
from ingest.dates.context import Context
from ingest.dates.expressions import MARKS, Expression, expressions, words
from ingest.dates.issue import issued, reported, speaks_from_its_day
from ingest.dates.lasting import lengthen
from ingest.dates.year import happenings
from ingest.model import DateSpan, Section, Sentence, Text

__all__ = ["find", "issued"]

_BREAKS = "，。；：、！？\n|"
_RANGE = ("至", "到", "-", "—", "~", "——")
_SINCE = re.compile(r"(?:以来|起?至今(?![年天日晚晨早])|起[，,]?用(\d{1,2})年)")
_TITLES = re.compile(r"《[^》\n]{1,120}》")
_CLAUSE = 60  # a word of planning governs a time no further on than this many characters
_LEAD = 6  # characters that may stand between the start of a clause and the date that opens it


def find(
    text: Text, sections: Sequence[Section], sentences: Sequence[Sentence], issued: str | None
) -> tuple[DateSpan, ...]:
    """Every time that the text names, in reading order; `issued` is what `issued()` returned."""
    clean = text.clean
    context = _context(text, sentences, issued)
    found: list[DateSpan] = []
    years: list[int | None] = [None] * len(sections)
    end, first = -1, 0
    for sentence in sentences:
        begins = sentence.start != end
        if begins:
            context.turn_paragraph()
        context.turn_sentence()
        end = sentence.end
        context.heading_year = _heading_year(sentence.section, sections, years)
        context.titled_year = _titled_year(clean, sentence)
        inside = _in_sentence(clean, sentence, context)
        alone = _alone(clean, sentence, inside)
        if alone is not None and sentence.heading and sentence.section is not None:
            years[sentence.section] = alone.year
            context.turn_heading(alone)
        elif alone is not None:
            context.stand_alone(alone)
        elif sentence.heading and not inside:
            context.turn_heading(None)
        first = len(found) if begins else first
        found += [DateSpan(a, b, p.edtf(), planned) for a, b, p, planned in inside]
        lengthen(clean, sentence, found, first)
        first = len(found) - len(inside)
    return tuple(found)


def _context(text: Text, sentences: Sequence[Sentence], issued: str | None) -> Context:
    """What is known before the text begins."""
    issue = parse(issued).start if issued else None
    year = reported(text, sentences, issue) if issue else None
    if issue is None or issue.month or year is None:
        is_news = issue is not None and bool(issue.day) and speaks_from_its_day(text.clean)
        return Context(issue, year, is_news=is_news)
    return Context(Partial(year))


_Found = tuple[int, int, Period, bool]


def _in_sentence(clean: str, sentence: Sentence, context: Context) -> list[_Found]:
    """Start, end, period and whether planned, of every time in the sentence."""
    found: list[_Found] = []
    at = sentence.start
    for expression in _outside_titles(clean, sentence):
        if clean.find("；", at, expression.start) >= 0:
            context.turn_thought()
        at = expression.end
        planned = _is_planned(clean, sentence.start, expression.start, expression.end)
        period = context.resolve(expression, planned=planned, is_origin=_is_origin(clean, expression))
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
            if not found and _begins(clean, sentence, expression):
                context.open(expression, period.start)
            found.append((expression.start, end, period, planned))
            if not planned and _opens(clean, sentence.start, expression):
                context.paragraph_year = period.start.year
    return found


def _outside_titles(clean: str, sentence: Sentence) -> Iterator[Expression]:
    """The sentence's time expressions, those in the titles of books and papers left out."""
    titles = _titles(clean, sentence)
    for expression in expressions(clean, sentence.start, sentence.end):
        while titles and titles[0][1] <= expression.start:
            titles.popleft()
        if not titles or titles[0][0] > expression.start:
            yield expression


def _titled_year(clean: str, sentence: Sentence) -> int | None:
    """The year in the name of a happening that the sentence tells of: 2021某地某产业大会."""
    named = happenings().search(clean, sentence.start, sentence.end)
    return int(named[1]) if named else None


def _is_origin(clean: str, expression: Expression) -> bool:
    """Whether the expression is but a year in which something was founded."""
    is_year = expression.year is not None and not expression.names_month and expression.part is None
    return is_year and clean.startswith(tuple(words()["founded_after"]), expression.end)


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
    return plans(before) or clean.startswith(tuple(words()["planned_after"]), end)


def _clause(clean: str, start: int, at: int) -> int:
    """Where the clause around `at` starts, as far back as matters."""
    start = max(start, at - _CLAUSE)
    return max(start, max(clean.rfind(b, start, at) for b in _BREAKS) + 1)


def _opens(clean: str, start: int, expression: Expression) -> bool:
    """Whether the expression names a year and opens a clause, so that what follows happens in that year."""
    if not expression.names_year or not clean.startswith(("，", ",", "、", "："), expression.end):
        return False
    return expression.start - _clause(clean, start, expression.start) <= _LEAD


def _begins(clean: str, sentence: Sentence, expression: Expression) -> bool:
    """Whether the expression is what a paragraph begins with."""
    is_first = sentence.start == 0 or clean[sentence.start - 1] == "\n"
    return is_first and expression.start - sentence.start <= 1


def _alone(clean: str, sentence: Sentence, found: Sequence[_Found]) -> Partial | None:
    """The date of a sentence or heading that is a date and nothing else to speak of."""
    if len(found) != 1 or found[0][2].start.year != found[0][2].end.year:
        return None
    a, b = found[0][:2]
    rest = (clean[sentence.start : a] + clean[b : sentence.end]).strip(" :：、—-（）附" + MARKS)
    return found[0][2].start if not rest or rest in words()["dated_headings"] else None


def _heading_year(section: int | None, sections: Sequence[Section], years: Sequence[int | None]) -> int | None:
    while section is not None:
        if years[section] is not None:
            return years[section]
        section = sections[section].parent
    return None
