"""What is counted: comes in a number with its counter and the words around, goes out the indicator of the noun."""

import re
from dataclasses import dataclass

from ingest.figures.lexicon import MASKS, NAME, Lexicon, Word
from ingest.figures.said import Spoken
from ingest.quantities import Quantity

_WINDOW = 18  # characters behind the number in which its noun stands
_STOP = re.compile(r"[，。；：、（）！？|]|\d(?![\d层])|组成|实现|完成|位于|落户|集聚|集中|列入|在(?![建谈孵研库册校岗职])|与|和|及|为|将|占|均|被|由|把|使|分别")
_VERBS = (
    r"引进|引入|招引|集聚|聚集|汇聚|拥有|共有|现有|入驻|落户|落地|完成|实现|新增|培育|签约|举办|认定|吸引"
    r"|(?<=[共现还已内里中园])有|包含|含有|包括|其中|达到|成为|开工|竣工|签下|安排|列入"
)
_START = re.compile(f"[，。；、：（）]|{_VERBS}")
_PART = re.compile(r"(?:^其中|^包括|^内有|的|类|级|以上|[以之]下)$|^(?:其中|包括)")
_IS = re.compile("为|是|属于?")
_LISTED = re.compile(f"{MASKS['Enterprise']}[”）]*$|{NAME}[”）]*等$")
_THEIRS = re.compile(r"的(?:\d|目标|任务|计划)")  # 100个项目的目标, 108家企业的160个产品
_WHEN = re.compile("(?:\\d{4}年|去年|上年|今年)[底末]?的?$")
_BESIDE = re.compile("^(?:全年|累计|此次|本次|目前|已经?|新增|新引进|新招引|预计|可容纳|申请|共有?|现有|各类|先后)+")
_ALONE = re.compile("(?:左右|以上)?(?:[，。；：、（）！？|]|$)")
_ALIKE = re.compile("(?:左右|以上)?、")
_PEOPLE = re.compile(f"[{MASKS['Person']}{MASKS['Talent']}]$")
_HOLDS = re.compile("有|含|包括|为")
_OF_MONEY = re.compile(r"[亿万]元(?:以上|及以上)?的?$")
_PLAIN = frozenset(("企业", "项目", "人才", "活动", "楼宇", "专利", "公司", "员工"))
_PRODUCED = 24  # characters between 年产 and how many
_SCOPE = 24


@dataclass(frozen=True, slots=True)
class Counted:
    """The indicator of a count; `is_figure` is False for counts that have none of their own (新增…家)."""

    indicator: str
    scope: str | None
    sureness: float
    is_figure: bool = True


def count(lexicon: Lexicon, q: Quantity, gap: str, after: str, spoken: Spoken, before: str) -> Counted | None:
    """What the number counts: the noun behind it, else the one before it, else what was counted last.

    `gap` is the text between the last number or the start of the clause and this one, `before` that before the clause.
    """
    produced = _produced(lexicon, q, gap, spoken)
    if produced is not None:
        return produced
    if _PEOPLE.search(gap):
        return None
    right = _right(lexicon, q, after)
    left = None if right else _left(lexicon, q, gap)
    leans = False
    if right:
        noun, scope = right.indicator, after[: right.end]
    elif left:
        noun, scope = left
    else:
        leans, scope = True, ""
        noun = _leant(lexicon, q, gap, after, spoken, before) or (lexicon.by_unit.get(q.word, "") if after[:1] not in "层期" or not after else "")
    if not noun:
        return None
    around = gap + "\n" + after
    is_firm = noun.endswith(("nterpriseCount", "CompanyCount"))
    if lexicon.not_counted.search(around) or is_firm and lexicon.threshold.search(around):
        return Counted("", None, 0.0, is_figure=False)
    if is_firm and _LISTED.search(gap) and not re.search(_VERBS, gap) and not lexicon.enterprises["settle"].search(after):
        return Counted("", None, 0.0, is_figure=False)  # named firms that do something of their own
    noun = _enterprise(lexicon, noun, scope, gap, after, spoken)
    if noun in lexicon.not_new and lexicon.newness.search(gap[-10:]):
        return Counted(noun, None, 0.0, is_figure=False)
    if noun == "enterpriseCount" and MASKS["Policy"] in scope:  # firms in a programme are no part of the firms
        return Counted(noun, None, 0.0, is_figure=False)
    return Counted(noun, _trim(scope), 0.75 if leans else 0.9)


def _produced(lexicon: Lexicon, q: Quantity, gap: str, spoken: Spoken) -> Counted | None:
    """Goods by the piece: 年产电池30万套, and 、…20万件 after it."""
    if not lexicon.fits("capacity", q):
        return None
    words = [w for w in lexicon.find(gap) if w.indicator == "capacity"]
    if words and len(gap) - words[-1].end <= _PRODUCED:
        return Counted("capacity", _trim(gap[words[-1].end :].lstrip("为达到")), 0.9)
    last = spoken.recent[-1] if spoken.recent else None
    if last is not None and last.indicator == "capacity" and gap.startswith("、"):
        return Counted("capacity", _trim(gap), 0.85)
    return None


def _right(lexicon: Lexicon, q: Quantity, after: str) -> Word | None:
    """The noun behind the number: 23个重大项目, 12幢楼宇, 4家为上市企业; the last of nouns that touch (人才项目)."""
    linked = _IS.match(after)
    start = linked.end() if linked else 0
    stop = _STOP.search(after, start, _WINDOW + 6)
    end = min(stop.start() if stop else len(after), _WINDOW)
    words = [w for w in lexicon.find(after, start, min(len(after), end + 8)) if w.start < end]
    if not words:
        return None
    head = words[0]
    for word in words[1:]:
        if word.start == head.end or not lexicon.fits(head.indicator, q):
            head = word
    rest = after[head.end :]
    if not lexicon.fits(head.indicator, q) or rest.startswith("的") and not _THEIRS.match(rest):
        return None
    return head


def _left(lexicon: Lexicon, q: Quantity, gap: str) -> tuple[str, str] | None:
    """The noun before the number: 企业119家, 高层次人才100名; with the words that belong to it."""
    bare = lexicon.about.sub("", gap)
    for _ in range(3):
        words = [w for w in lexicon.find(bare, max(0, len(bare) - _SCOPE)) if w.end == len(bare)]
        if words:
            if not lexicon.fits(words[-1].indicator, q):
                return None
            begin = max((m.end() for m in _START.finditer(bare, 0, words[-1].start)), default=0)
            return words[-1].indicator, bare[begin:]
        is_listed = re.search(rf"{MASKS['Project']}(?:项目)?$", bare) and _HOLDS.search(bare)
        if is_listed and lexicon.fits("projectCount", q):
            return "projectCount", ""
        if re.search(rf"{MASKS['Policy']}[”]?$", bare) and lexicon.fits("talentCount", q):
            return "talentCount", ""
        bare = lexicon.about.sub("", lexicon.fillers.sub("", bare)).rstrip("，：:“”")
    return None


def _leant(lexicon: Lexicon, q: Quantity, gap: str, after: str, spoken: Spoken, before: str) -> str:
    """The noun said before that a bare number leans on: 其中…的9个, 1-7月完成13个, 共9个, 亿元以上的3个."""
    gap = _WHEN.sub("", gap)
    bare = lexicon.fillers.sub("", lexicon.about.sub("", gap))
    if re.search(f"{NAME}$", bare) or not _ALONE.match(after):
        return ""
    if _OF_MONEY.search(bare) and lexicon.fits("projectCount", q):
        return "projectCount"
    last = spoken.recent[-1].quantity if spoken.recent else None
    is_listed = _ALIKE.match(gap) and last is not None and last.word == q.word
    is_stage = spoken.counted == "projectCount" and bare.endswith(lexicon.stages)
    if bare and not is_listed and not is_stage and (not _PART.search(bare) or lexicon.find(bare)) and not lexicon.goes_on.search(gap):
        return ""
    if lexicon.fits(spoken.counted, q):
        return spoken.counted
    words = [w.indicator for w in lexicon.find(before) if lexicon.fits(w.indicator, q)]
    return words[-1] if words and not spoken.recent else ""


def _enterprise(lexicon: Lexicon, noun: str, scope: str, gap: str, after: str, spoken: Spoken) -> str:
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
    if kinds["all"].search(around):
        return "enterpriseCount"
    last = spoken.recent[-1] if spoken.recent else None
    goes_on = not scope or gap == scope  # no verb of its own: 新引进企业630家，特色企业259家
    is_after_new = last is not None and last.indicator == "newEnterpriseCount" and goes_on
    return "newEnterpriseCount" if is_after_new or not scope and noun == "newEnterpriseCount" else "enterpriseCount"


def _trim(scope: str) -> str | None:
    bare = _BESIDE.sub("", re.sub("[“”‘’]", "", scope)).strip("的，、 约近超共计有为")
    return None if not bare or bare in _PLAIN or len(bare) > _SCOPE or not bare.isprintable() else bare
