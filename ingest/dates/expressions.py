"""Words of time: comes in a stretch of text, go out its time expressions, unresolved (去年 is still "one year back").

An expression is a run of tokens that touch: 去年 + 3月 + 1日, 2020年 + 前三季度, 本月 + 初.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest import rules

_YEAR = r"(?:19[4-9]|20[0-9])[0-9]"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TO = "[-—~至到]"
_EDGE = r"(?:初(?![步级创期次中])|[底末](?![端线])|中(?=[，。、；：）]))"
_THIRD = "[上中下]旬"
_COUNT = r"\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|(?<![一二三四五六七八九])[一二两三四五六七八九]"
_DAY_OF_WEEK = "[一二三四五六日天]"
_HAN_MONTH = "十[一二]?|[一二三四五六七八九]"
_HAN_DAY = "三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
MARKS = "·•●○◎◆◇■□▪★☆※▲△▶►◀▷▸"  # what opens an item of a list
_ZEROS = "〇○◯零0Oo"  # as they are typed: 二00七年, 二OO七年
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys(_ZEROS, 0) | {"两": 2}
_HAN_YEAR = f"([一二][{_ZEROS}九][{_ZEROS}一二三四五六七八九]{{2}})年"
_WEEK = "一二三四五六日天"
_MONTHS = 12
_OPEN = "，。；：、（至到-—~于在“ |" + MARKS  # a bare 18日 stands only behind one of these


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression `clean[start:end]`: what it says, and nothing that it leaves out.

    `years_on`, `months_on`, `days_on` are distances from the issue where `anchor` is "issued", else from what was
    spoken of last. `part` is the first and last month of a part of a year; (0, 0) is the month of issue.
    `weekday` counts from 1, Monday, in the week `weeks_on` weeks from the issue; `since` is a time that has not ended.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    last_year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    part: tuple[int, int] | None = None
    years_on: int | None = None
    months_on: int | None = None
    days_on: int | None = None
    weekday: int | None = None
    weeks_on: int = 0
    since: bool = False
    anchor: str = ""

    @property
    def names_year(self) -> bool:
        """Whether the expression itself says which year it means."""
        return self.year is not None or self.years_on is not None

    @property
    def names_month(self) -> bool:
        """Whether the expression itself says which month it means."""
        return self.month is not None or self.months_on is not None


def words() -> dict[str, Any]:
    """What rules/dates.yaml says."""
    loaded: dict[str, Any] = rules.load("dates.yaml")
    return loaded


def pattern(form: str) -> re.Pattern[str]:
    """The form as a pattern, with the words of rules/dates.yaml where it has their keys: 年<aims>."""
    return rules.pattern("dates.yaml", form)


def expressions(clean: str, start: int, end: int) -> Iterator[Expression]:
    """The time expressions in clean[start:end], in order."""
    current: Expression | None = None
    for match in _tokens().finditer(clean, start, end):
        reader = _READERS.get(match.lastgroup or "")
        token = reader(match, Expression(match.start(), match.end(), match.group())) if reader else None
        if token is None:
            continue
        joined = _join(current, token, clean) if current is not None else None
        if joined is not None:
            current = joined
            continue
        if current is not None and _stands(current, clean, start):
            yield current
        current = token
    if current is not None and _stands(current, clean, start):
        yield current


@cache
def _tokens() -> re.Pattern[str]:
    known = words()
    kinds = [known[unit][anchor] for unit in ("years", "months", "days") for anchor in ("issued", "context")]
    named = rules.any_of({w for kind in (*kinds, known["parts"]) for w in kind})
    measured = f"(?:{rules.any_of(known['measured'])})"
    return re.compile(
        rf"(?P<iso>(?<![A-Za-z0-9\-/.])({_YEAR})([-./])({_MONTH})\3({_DAY})(?![A-Za-z0-9\-/]|\.\d))"
        rf"|(?P<dotted>(?<![A-Za-z0-9/.])(?<!\D-)({_YEAR})\.(?:(0[1-9]|1[0-2])(?![A-Za-z0-9/.]|-(?!{_YEAR})|{measured})"
        rf"|(?:(?<=[\n（(—~至\-]\d{{4}}\.)|(?=[1-9][—~至\-]+{_YEAR}))([1-9])(?![\d.A-Za-z/]|-(?!{_YEAR})|\s?{measured})))"
        r"|(?P<entry>(?<![^\n])(?:(0[1-9]|1[0-2])[.·]([0-2]\d|3[01])|(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9]))"
        rf"(?!\d(?!\d{{3}})|[./·的]|[万亿千百平公亩吨%％]))"
        rf"|(?P<boxed>[\[【〔（]({_YEAR})年?[\]】〕）](?={_MONTH}月))"
        rf"|(?P<years>(?<!\d)({_YEAR})年?{_TO}({_YEAR})年(?!鉴))"
        rf"|(?P<rowyears>(?<![^\t|\n ])({_YEAR})[-—~]{{1,2}}({_YEAR})(?![^\t|\n ]))"
        rf"|(?P<year>(?<!\d)({_YEAR})年(?!鉴)(?:度|年?{_EDGE})?)"
        rf"|(?P<hanyear>{_HAN_YEAR})"
        rf"|(?P<months>(?<!\d)({_MONTH})(?:月?份?{_TO}|、)({_MONTH})月(?!\d|{_DAY}日)(?:份|间)?)"
        rf"|(?P<month>(?<!\d)({_MONTH})月(?:份|{_EDGE}|{_THIRD})?)"
        rf"|(?P<days>(?<![\d.])({_DAY})日?(?:{_TO}|、)({_DAY})日)"
        rf"|(?P<day>(?<![\d.])({_DAY})[日号])"
        rf"|(?P<hanmonth>({_HAN_MONTH})月(?:份|{_EDGE}|{_THIRD}|({_HAN_DAY})日))"
        rf"|(?P<barehan>(?<!第)({_HAN_MONTH})月(?![内间间里来中之份饼球亮]))"
        rf"|(?P<first>(?<![以之日月目])前({_COUNT})个?月(?![内里前后]))"
        rf"|(?P<firstquarters>前([2-4])个?季度)"
        rf"|(?P<quarters>(?<!\d)(?:([1-4])(?:{_TO}|、))?([1-4])季度|([一二三])(?:{_TO}|、)([二三四])季度)"
        rf"|(?P<yearsago>(?<![\d第])({_COUNT})年前(?![后列期半沿端三中十的]))"
        rf"|(?P<ago>({_COUNT})(年[前后]的?(?=\d{{1,2}}月)|[天日]前|[天日]后))"
        rf"|(?P<week>({rules.any_of(known['weeks'])})(?:个?星期|周)({_DAY_OF_WEEK}))"
        rf"|(?P<plan>“?({rules.any_of(known['five_years'])})”?({rules.any_of(known['plan_parts'])}))"
        rf"|(?P<ignored>{rules.any_of(known['ignored'])})"
        rf"|(?P<word>({named})(?:年?{_EDGE})?)"
    )


def _groups(match: re.Match[str]) -> list[str]:
    return [g for g in match.groups() if g is not None][1:]


def _read_iso(match: re.Match[str], token: Expression) -> Expression:
    year, _, month, day = _groups(match)
    return replace(token, year=int(year), month=int(month), day=int(day))


def _read_dotted(match: re.Match[str], token: Expression) -> Expression:
    year, month = _groups(match)
    return replace(token, year=int(year), month=int(month))


def _read_entry(match: re.Match[str], token: Expression) -> Expression:
    month, day = map(int, _groups(match))
    return replace(token, month=month, day=day)


def _read_years(match: re.Match[str], token: Expression) -> Expression:
    first, last = map(int, _groups(match))
    return replace(token, year=first, last_year=last)


def _read_year(match: re.Match[str], token: Expression) -> Expression:
    return replace(token, year=int(_groups(match)[0]), part=_middle(token.text))


def _read_han_year(match: re.Match[str], token: Expression) -> Expression:
    return replace(token, year=int(_digits(_groups(match)[0])))


def years_in_digits(line: str) -> str:
    """The line with its years in Arabic digits: 二〇〇七年 is 2007年."""
    return re.sub(_HAN_YEAR, lambda found: f"{_digits(found[1])}年", line)


def _digits(han: str) -> str:
    return "".join(str(_HAN_DIGITS[c]) for c in han)


def _read_months(match: re.Match[str], token: Expression) -> Expression | None:
    first, last = map(int, _groups(match))
    return replace(token, part=(first, last)) if first < last else None


def _read_month(match: re.Match[str], token: Expression) -> Expression:
    return replace(token, month=int(_groups(match)[0]))


def _read_days(match: re.Match[str], token: Expression) -> Expression | None:
    first, last = map(int, _groups(match))
    return replace(token, day=first, last_day=last) if first < last else None


def _read_day(match: re.Match[str], token: Expression) -> Expression:
    return replace(token, day=int(_groups(match)[0]))


def _read_han_month(match: re.Match[str], token: Expression) -> Expression:
    month, *day = map(number, _groups(match))
    return replace(token, month=month, day=day[0] if day else None)


def _read_first(match: re.Match[str], token: Expression) -> Expression | None:
    last = number(_groups(match)[0])
    return replace(token, part=(1, last)) if 1 < last <= _MONTHS else None


def _read_quarters(match: re.Match[str], token: Expression) -> Expression | None:
    quarters = [number(g) for g in _groups(match)]
    return replace(token, part=(quarters[0] * 3 - 2, quarters[-1] * 3)) if quarters == sorted(quarters) else None


def _read_first_quarters(match: re.Match[str], token: Expression) -> Expression:
    return replace(token, part=(1, number(_groups(match)[0]) * 3))


def _read_years_ago(match: re.Match[str], token: Expression) -> Expression:
    return replace(token, years_on=-number(_groups(match)[0]), anchor="issued")


def _read_week(match: re.Match[str], token: Expression) -> Expression:
    which, day = _groups(match)
    weeks = words()["weeks"][which]
    return replace(token, days_on=0, weekday=min(_WEEK.index(day), 6) + 1, weeks_on=weeks, anchor="issued")


def _read_ago(match: re.Match[str], token: Expression) -> Expression:
    count, unit = _groups(match)
    if unit.startswith("年后"):
        return replace(token, years_on=number(count), anchor="context")
    if unit[0] == "年":
        return replace(token, years_on=-number(count), anchor="issued")
    if unit.endswith("前"):
        return replace(token, days_on=-number(count), anchor="issued")
    return replace(token, days_on=number(count), anchor="context")


def _read_plan(match: re.Match[str], token: Expression) -> Expression:
    plan, what = _groups(match)
    begins: int = words()["five_years"][plan]
    first, *last = (begins + years for years in words()["plan_parts"][what])
    return replace(token, year=first, last_year=last[0] if last and last[0] > first else None, since=not last)


def _read_word(match: re.Match[str], token: Expression) -> Expression | None:
    known, word = words(), _groups(match)[0]
    for anchor in ("issued", "context"):
        if word in known["years"][anchor]:
            return replace(token, years_on=known["years"][anchor][word], anchor=anchor, part=_middle(token.text))
        if word in known["months"][anchor]:
            return replace(token, months_on=known["months"][anchor][word], anchor=anchor)
        if word in known["days"][anchor]:
            return replace(token, days_on=known["days"][anchor][word], anchor=anchor)
    before = match.string[token.start - 1 : token.start]
    if word[0] == "年" and (before.isdigit() or before in known["lengths_after"]):
        return None
    first, last = known["parts"][word]
    return replace(token, part=(first, last))


_READERS: Mapping[str, Callable[[re.Match[str], Expression], Expression | None]] = {
    "iso": _read_iso, "dotted": _read_dotted, "entry": _read_entry, "boxed": _read_year, "years": _read_years,
    "rowyears": _read_years, "year": _read_year, "hanyear": _read_han_year, "months": _read_months,
    "month": _read_month, "days": _read_days, "day": _read_day, "hanmonth": _read_han_month,
    "barehan": _read_han_month, "first": _read_first, "firstquarters": _read_first_quarters,
    "quarters": _read_quarters, "yearsago": _read_years_ago, "ago": _read_ago, "week": _read_week,
    "plan": _read_plan, "word": _read_word,
}  # fmt: skip


def _middle(text: str) -> tuple[int, int] | None:
    """June for 2019年中, nothing for the other edges: 2019年底 says no month."""
    return (6, 6) if text.endswith("中") else None


def number(text: str) -> int:
    """十二 → 12, 二十 → 20, 12 → 12."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = _HAN_DIGITS[ones] if ones else 0
    return value + ((_HAN_DIGITS[tens] if tens else 1) * 10 if ten else 0)


def _join(left: Expression, right: Expression, clean: str) -> Expression | None:
    """The two as one expression, where they touch and the right one goes on where the left one stops."""
    between = clean[left.end : right.start]
    if between not in ("", "的") or left.last_year is not None or left.days_on is not None or left.day is not None:
        return None
    if right.names_year or right.months_on is not None or right.days_on is not None:
        return None
    text = clean[left.start : right.end]
    if left.names_year and not left.names_month and left.part is None and (right.names_month or right.part):
        return replace(left, end=right.end, text=text, month=right.month, day=right.day, part=right.part)
    if left.names_month and right.day is not None and not right.names_month and not between:
        return replace(left, end=right.end, text=text, day=right.day, last_day=right.last_day)
    return None


def _stands(found: Expression, clean: str, start: int) -> bool:
    """Whether the expression is a time of its own and no basis of comparison (比上年), adjective or bare number."""
    known = words()
    before = clean[found.start - 1] if found.start > start else ""
    if before in known["compared_before"] or clean.startswith(tuple(known["compared_after"]), found.end):
        return False
    if clean.startswith("同期", found.end) and before in known["compared_with"]:
        return False
    if found.text in known["dependent_parts"]:
        return False
    opens = not before or before in _OPEN
    if found.month is not None and not found.names_year and found.text[-1] == "月" and not found.text[0].isdecimal():
        return opens
    if found.day is not None and not found.names_month:
        if clean.startswith(("内", "游", "均"), found.end) or found.text[-1] != "日":
            return False
        goes_on = before not in known["counts_before"] and clean.startswith(tuple(known["day_goes_on"]), found.end)
        return opens or goes_on
    return True
