"""Quantities: comes in a stretch of text, go out its numbers that have a unit, in the unit's base unit, exactly.

Read are 1.2万人, 3000余万元, 52 628.39平方米 (the repair has dropped the space), 一百二十家, 300~500家, 15亿~20亿元,
百分之三十, 百分之六点八, 三分之一, 四成, 四成五, 六成半, 翻一番, 同比-5.2%, and
lists that share a unit (1.2万、2.5万和0.8万平方米).
Labels (第10期, 5G, GS1103-02), years and numbers without a known unit are none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import Any

import ontology
from ingest import rules

RATIOS = frozenset("%‰成倍") | {"分之"}
MONEY = frozenset(("CNY", "USD", "JPY"))
AREA = "m2"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_ARABIC = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?"
_HAN_DIGITS = "[零〇一二两三四五六七八九十百千万亿]"
_HAN = rf"{_HAN_DIGITS}{{1,24}}(?:点[零〇一二两三四五六七八九]{{1,4}}[万亿]{{0,2}})?"
_TIMES = "万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百"
_TO = "[~—至到-]{1,2}"
_TENTH = (
    r"[，。；：！？）)”\s|]|$|以上|以下|左右|的|多"  # behind 四成五; in 四成五金企业 the digit begins something new
)
_PLACES = Decimal(1).scaleb(-6)  # what does not come out even is cut here
_LARGEST = Decimal(10) ** 18  # in base units; a thousand times what the world earns in a year
_MINUS = ("-", "−", "－")
_TIMES_BEFORE = re.compile(r"(?:上年|去年|前年|上期|同期|\d年)的(?:近|约|超)?$")  # 上年的1.7倍 is 0.7 more
_LONG_BACK = 6
_LOOK_BACK = 4  # characters before a number that say 约, 超过, 不低于


@dataclass(frozen=True, slots=True)
class Quantity:
    """The number with unit `clean[start:end]`, in the base unit; ratios are parts of one, and only they may be below 0.

    `word` is the unit as written (家, 元, %), `bound` says that 以上 or 以下 follows, `value_max` ends a range.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    word: str
    value_max: Decimal | None = None
    approximate: bool = False
    bound: bool = False

    @property
    def is_ratio(self) -> bool:
        """Whether the number compares: percent, tenths, times, fractions."""
        return self.word in RATIOS


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The quantities in text[start:end], in order; they do not overlap. Numbers beyond any sense are none."""
    for quantity in _written(text, start, len(text) if end is None else end):
        if max(quantity.value, quantity.value_max or quantity.value) <= _LARGEST:
            yield quantity


def _written(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _matches(text, start, end):
        if match["ratio"]:
            yield from _ratio(match)
        elif match["doubled"]:
            yield _doubled(match)
        elif _is_amount(match, text, start):
            yield from _shared(match)
            yield _quantity(match, text, start)


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the pattern finds, with ranges cut short whose ends have other units (9.8亿元-4.0% is none)."""
    at = start
    while match := _pattern().search(text, at, end):
        inner = match["inner"]
        if inner and _base(inner) != _base(match["unit"]):
            match = _pattern().search(text, at, match.end("inner")) or match
        yield match
        at = match.end()


def _base(word: str) -> tuple[str, bool]:
    """What a unit counts, ratios apart."""
    return _units()[word][0], word in RATIOS


def number(text: str) -> Decimal | None:
    """The value of a number in Arabic or Chinese digits, with 万 and 亿: 1.2万, 十二, 一亿零三百万; else None."""
    match = re.fullmatch(rf"({_ARABIC})({_TIMES})?", text)
    if match:
        return Decimal(match[1].replace(",", "")) * _times(match[2] or "")
    return _chinese(text) if re.fullmatch(_HAN, text) else None


def exact(value: Fraction) -> Decimal:
    """The fraction as a decimal, to six places where it has no end."""
    with localcontext() as context:
        context.prec += len(str(value.numerator // value.denominator))
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(decimal) != value:
            decimal = decimal.quantize(_PLACES)
        return decimal.normalize() if decimal != decimal.to_integral_value() else decimal.quantize(Decimal(1))


def words_of_about() -> list[str]:
    """The words before a number that leave it open: 约, 超过, 不低于."""
    words: list[str] = _words()["about_before"]
    return words


def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = rules.load("quantities.yaml")
    return loaded


@cache
def _units() -> Mapping[str, tuple[str, Fraction]]:
    """Base unit and factor of every unit word."""
    found = {word: ("1", Fraction(1)) for word in _words()["counters"]}
    found |= {u.word: (u.base, u.factor) for u in ontology.units().values()}
    found |= {word: found[same] for word, same in _words()["spellings"].items() if same in found}
    return found


@cache
def _pattern() -> re.Pattern[str]:
    units = sorted(_units(), key=len, reverse=True)
    blocked = _words()["no_unit_before"]
    listed = "|".join(
        re.escape(u) + (f"(?!{'|'.join(map(re.escape, blocked[u]))})" if u in blocked else "") for u in units
    )
    one = rf"(?:{_ARABIC})[余多来]?(?:(?:{_TIMES}) ?)?[余多]?"
    shared = rf"(?P<shared>(?:(?:{_ARABIC})(?:{_TIMES})?(?:[、和及→]|以及)){{1,8}})?"
    amount = rf"{shared}(?P<low>{one}|{_HAN}[余多]?)(?:(?P<inner>{listed})?{_TO}(?P<high>{one}))?"
    return re.compile(
        rf"(?P<ratio>百分之(?P<hundredths>{_HAN}|{_ARABIC})|(?P<below>[二三四五六七八九十]{{1,2}})分之(?P<above>[一二两三四五六七八九十]{{1,2}}))"
        r"|(?P<doubled>翻了?(?:近|约|超)?(?P<doublings>[一两二三四]?)番)"
        rf"|(?:(?<![A-Za-z0-9.零〇一二两三四五六七八九十百千万亿])|(?<=[A-Za-z])(?=\d{{1,5}}(?:\.\d{{1,3}})?[万亿])){amount}(?P<unit>{listed})"
        rf"(?:(?<=成)(?P<tenth>[一二三四五六七八九半])(?={_TENTH}))?(?P<after>{'|'.join(_words()['about_after'])})?"
    )


def _is_amount(match: re.Match[str], text: str, start: int) -> bool:
    """Whether the number is no label (第10期, A-3) and no round word (百亿级)."""
    at = match.start("low")
    before = text[max(start, at - _LOOK_BACK) : at]
    low = match["low"].rstrip("余多")
    if low[0].isascii() and before.endswith("数"):
        before = ""  # 总数420名, but not 数十家
    is_number = before.endswith("号") and _units()[match["unit"]][0] != "1"  # 6号1.25万平方米
    if not is_number and before.endswith(tuple(_words()["label_before"])):
        return False
    if _is_minus(match, before):
        return True
    is_plot = _units()[match["unit"]][0] == AREA and re.search("[A-Z-]", before[:-1])
    if before[-1:] == "/" and low[0].isascii() and (is_plot or "一" <= before[-2:-1] <= "鿿"):
        return not _is_rate(text, match.end())  # a plot and its size, A-02/58亩, or two amounts, 38个/152亿元
    if before[-1:] in ("-", "−", "/") or (before[-1:] == "—" and before[-2:-1].isascii() and before[-2:-1].isalnum()):
        return False
    if low[0].isascii():
        return not _is_rate(text, match.end())
    if not any(c in _DIGITS for c in low) and low[0] != "十":
        is_money = _units()[match["unit"]][0] in MONEY
        return is_money and before.endswith(tuple(_words()["round_after"])) and len(low) > 1
    is_article = low == "一" and _units()[match["unit"]] == ("1", Fraction(1)) and match["unit"] not in RATIOS  # 一家
    return bool(_chinese(low)) and not is_article


def _is_minus(match: re.Match[str], before: str) -> bool:
    """Whether the stroke before the number is its sign: 同比-5.2%."""
    is_sign = before[-1:] in _MINUS and not (before[-2:-1].isascii() and before[-2:-1].isalnum())
    return is_sign and match["unit"] in RATIOS


def _is_rate(text: str, end: int) -> bool:
    """Whether the amount that ends here is per something (万元/亩, 元每平方米); 万吨/年 is what a year brings."""
    if text.startswith("每", end):
        return text[end - 1 : end] == "元"
    return text.startswith("/", end) and text.startswith(tuple(_words()["per"]), end + 1)


def _shared(match: re.Match[str]) -> Iterator[Quantity]:
    """The numbers before the last of a list, which have its unit and, where none has its own, its 万 or 亿."""
    written = match["shared"]
    if not written or not _is_list(match, written):
        return
    base, factor = _units()[match["unit"]]
    unit = _words()["spellings"].get(match["unit"], match["unit"])
    scale = 1 if re.search(_TIMES, written) else _scale(match["low"])
    for item in re.finditer(rf"({_ARABIC})({_TIMES})?", written):
        start = match.start() + item.start()
        value = exact(Fraction(number(item.group()) or 0) * scale * factor)
        yield Quantity(start, match.start() + item.end(), value, base, unit)


def _is_list(match: re.Match[str], written: str) -> bool:
    """Whether the numbers are of one list, and not the mark of an item (1、5家) or a label."""
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    if not before or before[-1] in "\n|-/第" or before.endswith(tuple(_words()["label_before"])):
        return False
    return written[-1] in "和及→" or "." in written or bool(re.search(_TIMES, written))


def _quantity(match: re.Match[str], text: str, start: int) -> Quantity:
    base, factor = _units()[match["unit"]]
    low, inner = _amount(match["low"])
    value_max = None
    if match["high"]:
        high, inner_high = _amount(match["high"])
        if low < high and not re.search(_TIMES, match["low"]) and low * _scale(match["high"]) < high:
            low *= _scale(match["high"])
        inner, value_max = inner or inner_high, exact(Fraction(high) * factor)
    at = match.start("low")
    before = text[max(start, at - _LOOK_BACK) : at]
    about = before.endswith(tuple(_words()["about_before"])) and not before.endswith("不过")
    after = match["after"] or ""
    unit = _words()["spellings"].get(match["unit"], match["unit"])
    value = exact(Fraction(low) * factor + _hundredths(match["tenth"]))
    if match["unit"] == "倍" and _TIMES_BEFORE.search(text[max(start, at - _LONG_BACK) : at]):
        value, value_max = value - 1, None if value_max is None else value_max - 1
    if _is_minus(match, before) and value_max is None:
        value = -value
    return Quantity(
        match.start("low"), match.end(), value, base, unit,
        value_max=value_max if value_max is not None and value_max > value else None,
        approximate=bool(inner or about or after), bound=after.startswith("以"),
    )  # fmt: skip


def _hundredths(tenth: str | None) -> Fraction:
    """What 四成五 and 六成半 have beyond the tenths."""
    return Fraction(5 if tenth == "半" else _DIGITS[tenth], 100) if tenth else Fraction(0)


def _ratio(match: re.Match[str]) -> Iterator[Quantity]:
    if match["hundredths"]:
        above: Decimal | None = number(match["hundredths"])
        below: Decimal | None = Decimal(100)
    else:
        above, below = _chinese(match["above"]), _chinese(match["below"])
    if above is None or not below:
        return  # 十分之一一
    value = Fraction(above) / Fraction(below)
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    about = before.endswith(tuple(_words()["about_before"]))
    yield Quantity(match.start(), match.end(), exact(value), "1", "分之", approximate=about)


def _doubled(match: re.Match[str]) -> Quantity:
    """翻番 and 翻一番 add as much again, 翻两番 three times as much."""
    times = int(_chinese(match["doublings"] or "一") or 1)
    about = len(match.group().strip("翻了番")) > len(match["doublings"])
    return Quantity(match.start(), match.end(), Decimal(2**times - 1), "1", "倍", approximate=about)


def _amount(written: str) -> tuple[Decimal, bool]:
    """The value of 3000余万, and whether 余 or 多 leaves it open."""
    bare = re.sub("[余多来]", "", written.replace(" ", ""))
    return number(bare) or Decimal(0), bare != written.replace(" ", "")


def _times(word: str) -> int:
    """万 → 10000, 百万 → 1000000, 万亿 → 10**12."""
    product = 1
    for char in word:
        product *= {**_SMALL, "万": 10**4, "亿": 10**8}[char]
    return product


def _scale(written: str) -> int:
    match = re.search(_TIMES, written)
    return _times(match.group()) if match else 1


def _pointed(whole: Decimal | None, digits: str, scale: str) -> Decimal | None:
    """三 点 二 万."""
    if whole is None:
        return None
    return (whole + Decimal("0." + "".join(str(_DIGITS[c]) for c in digits))) * _times(scale)


def _chinese(text: str) -> Decimal | None:
    """The value of a number in Chinese digits, or None where the characters make none."""
    if "点" in text:
        whole, _, part = text.partition("点")
        digits = part.rstrip("万亿")
        return _pointed(_chinese(whole), digits, part[len(digits) :])
    if all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text)) if len(text) == 1 or "〇" in text else None
    for large, factor in (("亿", 10**8), ("万", 10**4)):
        if large in text:
            left, _, right = text.rpartition(large)
            high, low = _chinese(left or "一"), _chinese(right.lstrip("零〇") or "零")
            return None if high is None or low is None else high * factor + low
    total = digit = 0
    last = 10**4
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif _SMALL[char] < last:
            total, digit, last = total + (digit or 1) * _SMALL[char], 0, _SMALL[char]
        else:
            return None
    return Decimal(total + digit)
