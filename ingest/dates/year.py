"""The year of a text that speaks from its day but does not say its date: comes in the text, goes out a year.

What is said of each year that the text names (summed up, planned, told of a month, in the name of a happening …), what
stands around it, and ages (经过30年发展) speak for or against each year that the text may be of. How much, is learned
from annotated texts (training.issued) and kept in year.json: a log-linear model over the candidates.
"""

import datetime
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest import quantities
from ingest.dates.around import is_origin, plans, sentence_before, spanned
from ingest.dates.calendar import is_day
from ingest.dates.expressions import number, pattern, words

FILE = "year.json"
_FIRST, _LAST = 1990, 2050
_BACK = 6  # the text is no more than so many years older than the latest year that it names
_ON = 6  # and no more than so many younger
_FAR = 4  # years further apart than this are alike
_NEAR = 60  # 同年 so far behind a year means that year
_DIGITS = 4  # of a year
_LEFT, _RIGHT = 16, 24  # characters around a year that tell of it
_AGE = re.compile(  # how long ago something was: 始创于1993年，经过30年发展
    r"(?:(?<![第前后\d.])(\d{1,2})|(?<![第前后一二三四五六七八九十百])([一二三四五六七八九]?十[一二三四五六七八九]?|[两二三四五六七八九]))"
    r"个?多?(?:年(?![底末度])|周年|载|岁)"
)
_REACH, _BEHIND = 40, 30  # so far before and behind an age stands the year that it counts from
_OLDEST = 60
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTH = re.compile(r"年的?(1[0-2]|[1-9])月")
_END = re.compile("年[底末]")
_CODE = (re.compile(r"[〔（\[(A-Z-]$"), re.compile(r"[〕）\])-]"))
_TOLD_ON = "<told_on>"
_HAPPENING = r"(?<![\d.])((?:19|20)\d\d)(?![\d年])[^，。；：、|\d]{2,24}?<happenings>"
_AIM = r"(?:[底末初中]|\d{1,2}月底?|[一二三四]季度|[上下]半年|国庆)?(?:前|全面|正式){0,2}(?:<built>|<aims>)"
_SUM = r"(?:全年|度)?[^，。；、\d年]{0,8}?<summed_up>"
_BARE = re.compile(r"(?<![年\d./-])(1[0-2]|[1-9])月")
_DAY = re.compile(
    r"(?:(?:周|星期)([一二三四五六日天])[^，。\n]{0,3}[（(])?(?<![年\d])(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日"
    r"[）)\s]?[（(]?(?:(?:周|星期)([一二三四五六日天]))?"
)
_WEEK = "一二三四五六日"
_TO_COME = ("aim", "plan")


@dataclass(frozen=True, slots=True)
class Clue:
    """A year that the text names, how it speaks of it, and the month that it names with it (0: none)."""

    kind: str
    year: int
    month: int


def likely(clean: str) -> int | None:
    """The likeliest year of writing; None where the text names no year but such as are to come."""
    return likeliest(candidates(clean), _weights())


def likeliest(told: Mapping[int, Mapping[str, int]], weights: Mapping[str, float]) -> int | None:
    """The candidate for which most speaks, the latest of equals; None where there is none."""
    return max(told, key=lambda year: (sum(weights.get(f, 0.0) * n for f, n in told[year].items()), year), default=None)


def candidates(clean: str) -> Mapping[int, Mapping[str, int]]:
    """Every year in which the text may have been written, and what speaks for or against it; none if nothing does."""
    told = list(clues(clean))
    if all(c.kind in _TO_COME for c in told):
        return {}
    top = max(c.year for c in told)
    first = max(min(c.year for c in told), top - _BACK)
    leads = _BARE.search(clean)
    lead = int(leads[1]) if leads else 0
    said = [word for word in words()["years"]["issued"] if word in clean]
    days = list(_weekdays(clean))
    named = [(m.start(), int(m[1])) for m in _YEAR.finditer(clean)]
    ages = set(_ages(clean, named))
    may = sorted({*range(first, top + 1 + _ON), *(year for year in ages if year > top)})
    fitting = [year for year in may if all(_falls(year, *day) for day in days)] or may
    contexts: dict[int, set[str]] = defaultdict(set)
    for other, around in _contexts(clean, named):
        contexts[other] |= around
    return {
        year: _features(year, told, lead, said)
        | Counter({f"{one}@{_apart(other, year)}" for other, around in contexts.items() for one in around})
        | Counter(["age"] if year in ages else [])
        for year in fitting
    }


def clues(clean: str) -> Iterator[Clue]:
    """The years that the text names; of a span of years the first."""
    titled = {m.start(1) for m in happenings().finditer(clean)}
    sums = {q.start for q in quantities.find(clean)} - titled  # 2039万元 is none
    found = [m for m in _YEAR.finditer(clean) if _FIRST <= int(m[1]) <= _LAST and m.start() not in sums]
    for index, (match, span) in enumerate(spanned(clean, found)):
        if span is not None and span < match.start():
            continue
        following = found[index + 1].start() if index + 1 < len(found) else len(clean)
        month = _MONTH.match(clean, match.end())
        is_year = clean.startswith("年", match.end())
        if span is not None:
            kind = "span"
        elif match.start() in titled:
            kind = "happening"
        elif is_year:
            kind = _kind(clean, match.start(), match.end(), following)
        else:
            is_code = _CODE[0].search(clean, max(0, match.start() - 1), match.start()) and _CODE[1].match(
                clean, match.end()
            )
            kind = "code" if is_code else "bare"
        yield Clue(kind, int(match[1]), int(month[1]) if month else 0)


def _kind(clean: str, start: int, end: int, following: int) -> str:
    """How the text speaks of the year clean[start:end] that 年 follows; the next year stands at `following`."""
    known = words()
    sentence = sentence_before(clean, start)
    if plans(sentence.split("，")[-1]) or pattern(_AIM).match(clean, end + 1):
        return "aim"
    if plans(sentence):
        return "plan"
    if is_origin(clean, start, end + 1):
        return "origin"
    if clean.endswith((*known["until"], *known["up_to"]), 0, start):
        return "until"
    if clean.startswith("年度", end):
        return "business"
    if pattern(_SUM).match(clean, end + 1):
        return "sum"
    if _MONTH.match(clean, end):
        return "past" if pattern(_TOLD_ON).search(clean, end, min(following, end + _NEAR)) else "month"
    return "end" if _END.match(clean, end) else "plain"


def _features(year: int, told: Sequence[Clue], lead: int, said: Sequence[str]) -> Counter[str]:
    """What speaks for or against a year; `lead` is the first month named without a year."""
    found: Counter[str] = Counter()
    kinds: dict[str, set[int]] = defaultdict(set)
    for clue in told:
        kinds[clue.kind].add(clue.year)
        if lead and clue.year == year and clue.month and clue.kind in ("month", "past"):
            found["month later" if clue.month > lead + 1 else "month before"] = 1
    for kind, years in kinds.items():
        found[f"{kind} at {_apart(max(years), year)}"] = 1
        found.update(f"{kind} {where}" for n, where in ((-1, "before"), (0, "in"), (1, "after")) if year + n in years)
    top = _apart(max(clue.year for clue in told if clue.kind not in _TO_COME), year)
    found[f"top at {top}"] = 1
    found[f"all at {_apart(max(clue.year for clue in told), year)}"] = 1
    found.update(f"{word} {top}" for word in said)
    return found


def _contexts(clean: str, named: Sequence[tuple[int, int]]) -> Iterator[tuple[int, set[str]]]:
    """Each year with what stands around it: pairs of characters, what touches it, its month.

    What touches it, and whether it has a month, also together with words such as 今年 that the text uses anywhere; the
    month also against the last one that the text names without a year.
    """
    today = [word for word in words()["counted"] if word in clean]
    last = max((int(m[1]) for m in _BARE.finditer(clean)), default=0)
    for start, year in named:
        left = clean[max(0, start - _LEFT) : start].rpartition("\n")[2]
        right = clean[start + _DIGITS : start + _DIGITS + _RIGHT].partition("\n")[0]
        month = _MONTH.match(right)
        touches, dated = f"={right[:2]}", "month" if month else "no month"
        found = {"", touches, f"={right[:3]}", f"{left[-2:]}=", f"{left[-1:]}=", dated}
        found.update(f">{right[i : i + 2]}" for i in range(len(right) - 1))
        found.update(f"<{left[i : i + 2]}" for i in range(len(left) - 1))
        found.update(f"{one}&{word}" for one in (touches, dated) for word in today)
        if month and last:
            found.add("later" if int(month[1]) > last else "earlier")
        yield year, found


def _ages(clean: str, named: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The years of writing that an age and a year near it make: 始创于1993年，经过30年发展 was said in 2023."""
    at = 0
    for match in _AGE.finditer(clean):
        age = number(match[1] or match[2])
        while at < len(named) and named[at][0] + _DIGITS < match.start() - _REACH:
            at += 1
        for index in range(at, len(named)):
            start, year = named[index]
            if start - match.end() >= _BEHIND:
                break
            if 1 < age < _OLDEST and (start + _DIGITS <= match.start() or match.end() <= start):
                yield year + age


def _apart(one: int, year: int) -> int:
    return max(-_FAR, min(_FAR - 1, one - year))


def _falls(year: int, month: int, day: int, weekday: int) -> bool:
    """Whether the day is that weekday in the year."""
    return is_day(year, month, day) and datetime.date(year, month, day).weekday() == weekday


def _weekdays(clean: str) -> Iterator[tuple[int, int, int]]:
    """Month, day and weekday (0 for Monday) of days that are named with their weekday."""
    for match in _DAY.finditer(clean):
        named = match[1] or match[4]
        if named:
            yield int(match[2]), int(match[3]), _WEEK.index(named.replace("天", "日"))


def happenings() -> re.Pattern[str]:
    """The names of happenings that have their year in front: 2021某地某产业大会."""
    return pattern(_HAPPENING)


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads((resources.files("ingest.dates") / FILE).read_text("utf-8"))
    return weights
