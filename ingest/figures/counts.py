"""What is counted: comes in a number with its counter and the words around, goes out the indicator of the noun."""

import re
from dataclasses import dataclass

from ingest.figures.lexicon import MASKS, Lexicon, Word
from ingest.quantities import Quantity

_WINDOW = 18  # characters behind the number in which its noun stands
_STOP = re.compile(r"[，。；：、（）！？|]|实现|完成|位于|落户|集聚|集中|在|与|和|及|为|将|占|均|被|由|把|使|分别")
_START = re.compile(r"[，。；、：（）]|引进|引入|招引|集聚|聚集|汇聚|拥有|共有|现有|入驻|落户|落地|完成|实现|新增|培育|签约|举办|认定|吸引|有|含|包括|其中|达|成为|开工|竣工|招|签下|安排|列入")
_PART = re.compile(r"(?:^其中|^包括|^另有?|^内有|的|类|级|以上|[以之]下)$|^(?:其中|包括)")
_PLAIN = frozenset(("企业", "项目", "人才", "活动", "楼宇", "专利", "公司", "员工"))
_SCOPE = 24


@dataclass(frozen=True, slots=True)
class Counted:
    """The indicator of a count; `is_figure` is False for counts that have none of their own (新增…家)."""

    indicator: str
    scope: str | None
    sureness: float
    is_figure: bool = True


def count(lexicon: Lexicon, q: Quantity, gap: str, after: str, last: str) -> Counted | None:
    """What the number counts: the noun behind it, else the one before it, else what was counted last."""
    right = _right(lexicon, q, after)
    noun, scope, sureness = "", None, 0.9
    if right is not None:
        noun, scope = right.indicator, after[: right.end]
    else:
        left = _left(lexicon, q, gap)
        if left is not None:
            noun, scope = left
        elif _leans(lexicon, gap) and lexicon.fits(last, q):
            noun, sureness = last, 0.75
    if not noun:
        noun = lexicon.by_unit.get(q.word, "") if after[:1] not in "层期" or not after else ""
        sureness = 0.7
    if not noun:
        return None
    around = gap + "\n" + after
    if lexicon.not_counted.search(around) or lexicon.threshold.search(around):
        return Counted(noun, None, 0.0, is_figure=False)
    noun = _enterprise(lexicon, noun, scope or "", gap, after)
    if noun in lexicon.not_new and lexicon.newness.search(gap[-10:]):
        return Counted(noun, None, 0.0, is_figure=False)
    return Counted(noun, _trim(scope), sureness)


def _right(lexicon: Lexicon, q: Quantity, after: str) -> Word | None:
    """The noun behind the number: 23个重大项目, 12幢楼宇; the last of nouns that touch (人才项目)."""
    stop = _STOP.search(after, 0, _WINDOW + 6)
    end = min(stop.start() if stop else len(after), _WINDOW)
    words = lexicon.find(after, 0, min(len(after), end + 8))
    words = [w for w in words if w.start < end]
    if not words or (words[0].start and after[0] in "（"):
        return None
    head = words[0]
    for word in words[1:]:
        if word.start == head.end or (not lexicon.fits(head.indicator, q) and head.indicator):
            head = word
    if not lexicon.fits(head.indicator, q) or after.startswith("的", head.end):
        return None
    return head


def _left(lexicon: Lexicon, q: Quantity, gap: str) -> tuple[str, str] | None:
    """The noun before the number: 企业119家, 高层次人才100名; with the words that belong to it."""
    bare = gap
    for _ in range(2):
        bare = lexicon.fillers.sub("", lexicon.about.sub("", bare))
    bare = bare.rstrip("，：:“”")
    words = [w for w in lexicon.find(bare, max(0, len(bare) - _SCOPE)) if w.end == len(bare)]
    if words and lexicon.fits(words[-1].indicator, q):
        begin = max((m.end() for m in _START.finditer(bare, 0, words[-1].start)), default=0)
        return words[-1].indicator, bare[begin:]
    if bare.endswith(MASKS["Policy"]) and lexicon.fits("talentCount", q):
        return "talentCount", ""
    return None


def _leans(lexicon: Lexicon, gap: str) -> bool:
    """Whether the words before the number lean on a noun said before: 其中…的, 1-7月完成, nothing at all."""
    bare = lexicon.fillers.sub("", lexicon.about.sub("", gap))
    return not bare or bool(_PART.search(bare)) or bool(lexicon.goes_on.search(gap))


def _enterprise(lexicon: Lexicon, noun: str, scope: str, gap: str, after: str) -> str:
    """The indicator that enterprises have by their kind and by whether they are new."""
    if noun not in ("enterpriseCount", "newEnterpriseCount"):
        return noun
    kinds = lexicon.enterprises
    for kind, indicator in (
        ("listed", "listedCompanyCount"), ("large", "largeEnterpriseCount"), ("high_tech", "highTechCount")
    ):  # fmt: skip
        if kinds[kind].search(scope):
            return indicator
    around = gap + after
    if kinds["new"].search(around):
        return "newEnterpriseCount"
    if kinds["brought"].search(around) and not kinds["so_far"].search(around):
        return "newEnterpriseCount"
    return "enterpriseCount"


def _trim(scope: str | None) -> str | None:
    bare = (scope or "").strip("的“”，、 约近超共计有")
    return None if not bare or bare in _PLAIN or len(bare) > _SCOPE or not bare.isprintable() else bare
