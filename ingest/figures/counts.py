"""What is counted: comes in a number with its counter and the words around, goes out the indicator of the noun."""

import re
from dataclasses import dataclass

from ingest.figures.lexicon import MASKS, NAME, Lexicon, Word
from ingest.figures.said import Spoken
from ingest.quantities import Quantity

_WINDOW = 18  # characters behind the number in which its noun stands
_SCOPE = 24  # no longer are the words for the part that is counted
_PRODUCED = 24  # characters between 年产 and how many
_PLAIN = frozenset(
    ("企业", "项目", "人才", "活动", "楼宇", "专利", "公司", "员工", "就业", "带动就业", "吸纳就业", "在职员工")
)
_PART = re.compile("(?:^其中|^包括|^内有|的|类|级|以上|[以之]下)$|^(?:其中|包括)")
_IS = re.compile("为|是|属于?")
_OF_MONEY = re.compile("[亿万]元(?:及?以上)?的?$")
_FIRMS_LISTED = re.compile(f"{MASKS['Enterprise']}[”）]*$|{NAME}[”）]*等$")
_PROJECTS_LISTED = re.compile(f"(?:有|含|包括|为).*{MASKS['Project']}(?:项目)?$")
_HOLDERS = re.compile(f"{MASKS['Policy']}”?$")
_THEIRS = re.compile(r"的(?:\d|目标|任务|计划)")  # 100个项目的目标, 108家企业的160个产品
_ALONE = re.compile("(?:左右|以上)?(?:[，。；：、（）！？|]|$)")
_WHEN = re.compile(r"(?:\d{4}年|去年|上年|今年)[底末]?的?$")
_ALIKE = re.compile("(?:左右|以上)?、")
_PEOPLE = re.compile(f"[{MASKS['Person']}{MASKS['Talent']}]$")


@dataclass(frozen=True, slots=True)
class Counted:
    """The indicator of a count; `is_figure` is False for counts that have none of their own (新增…家)."""

    indicator: str
    scope: str | None
    sureness: float
    is_figure: bool = True


_NOTHING = Counted("", None, 0.0, is_figure=False)


def count(lexicon: Lexicon, q: Quantity, gap: str, after: str, spoken: Spoken, before: str) -> Counted | None:
    """What the number counts: the noun behind it, else the one before it, else what was counted last.

    `gap` is the text between the last number or the start of the clause and this one, `after` what follows it in the
    clause, `before` the sentence up to the clause.
    """
    produced = _produced(lexicon, q, gap, spoken)
    if produced is not None:
        return produced
    if _PEOPLE.search(gap):
        return None  # 张三、李四两位: they are named
    noun, scope, sureness = _noun(lexicon, q, gap, after, spoken, before)
    if not noun:
        return None
    if _is_no_part(lexicon, noun, gap, after):
        return _NOTHING
    noun = _enterprise(lexicon, noun, scope, gap, after, spoken)
    is_new = noun in lexicon.not_new and lexicon.says("newness", gap[-10:])
    in_programme = noun == "enterpriseCount" and MASKS["Policy"] in scope
    if is_new or in_programme:
        return Counted(noun, None, 0.0, is_figure=False)
    return Counted(noun, _trim(lexicon, scope), sureness)


def _noun(lexicon: Lexicon, q: Quantity, gap: str, after: str, spoken: Spoken, before: str) -> tuple[str, str, float]:
    """The indicator of the counted noun, the noun with its own words, and how sure that is; all empty for none."""
    right = _right(lexicon, q, after)
    if right is not None:
        return right.indicator, after[: right.end], 0.9
    left = _left(lexicon, q, gap)
    if left is not None:
        return *left, 0.9
    leant = _leant(lexicon, q, gap, after, spoken, before)
    is_storey = after.startswith(("层", "期"))
    return leant or ("" if is_storey else lexicon.by_unit.get(q.word, "")), "", 0.75


def _produced(lexicon: Lexicon, q: Quantity, gap: str, spoken: Spoken) -> Counted | None:
    """Goods by the piece: 年产电池30万套, and 、…20万件 after it."""
    if not lexicon.fits("capacity", q):
        return None
    words = [w for w in lexicon.find(gap) if w.indicator == "capacity"]
    if words and len(gap) - words[-1].end <= _PRODUCED:
        return Counted("capacity", _trim(lexicon, gap[words[-1].end :].lstrip("为达到")), 0.9)
    last = spoken.recent[-1] if spoken.recent else None
    if last is not None and last.indicator == "capacity" and gap.startswith("、"):
        return Counted("capacity", _trim(lexicon, gap), 0.85)
    return None


def _right(lexicon: Lexicon, q: Quantity, after: str) -> Word | None:
    """The noun behind the number: 23个重大项目, 12幢楼宇, 4家为上市企业; the last of nouns that touch (人才项目)."""
    linked = _IS.match(after)
    start = linked.end() if linked else 0
    stop = lexicon.says("stops", after, start, _WINDOW + 6)
    end = min(stop.start() if stop else len(after), _WINDOW)
    words = [w for w in lexicon.find(after, start, min(len(after), end + 8)) if w.start < end]
    if not words:
        return None
    head = words[0]
    for word in words[1:]:
        touches = word.start == head.end and (word.indicator in lexicon.counted or not word.indicator)
        if touches or not lexicon.fits(head.indicator, q):
            head = word
    rest = after[head.end :]
    is_whose = rest.startswith("的") and not _THEIRS.match(rest)
    return None if is_whose or not lexicon.fits(head.indicator, q) else head


def _left(lexicon: Lexicon, q: Quantity, gap: str) -> tuple[str, str] | None:
    """The noun before the number: 企业119家, 高层次人才100名; with the words that belong to it."""
    bare = lexicon.about.sub("", gap)
    for _ in range(3):
        words = [w for w in lexicon.find(bare, max(0, len(bare) - _SCOPE)) if w.end == len(bare)]
        if words:
            if not lexicon.fits(words[-1].indicator, q):
                return None
            verbs = lexicon.patterns["verbs"].finditer(bare, 0, words[-1].start)
            marks = (bare.rfind(c, 0, words[-1].start) + 1 for c in "，。；、：（）")
            return words[-1].indicator, bare[max((*marks, *(m.end() for m in verbs))) :]
        if _PROJECTS_LISTED.search(bare) and lexicon.fits("projectCount", q):
            return "projectCount", ""
        if _HOLDERS.search(bare) and lexicon.fits("talentCount", q):
            return "talentCount", ""
        bare = lexicon.about.sub("", lexicon.fillers.sub("", bare)).rstrip("，：:“”")
    return None


def _leant(lexicon: Lexicon, q: Quantity, gap: str, after: str, spoken: Spoken, before: str) -> str:
    """The noun said before that a bare number leans on: 其中…的9个, 1-7月完成13个, 共9个, 亿元以上的3个."""
    if lexicon.fits("visitorCount", q) and any(w.indicator == "visitorCount" for w in lexicon.find(gap)):
        return "visitorCount"
    gap = _WHEN.sub("", gap)
    bare = lexicon.fillers.sub("", lexicon.about.sub("", gap))
    if not _ALONE.match(after) or re.search(f"{NAME}$", bare):
        return ""
    if _OF_MONEY.search(bare) and lexicon.fits("projectCount", q):
        return "projectCount"
    last = spoken.recent[-1].quantity if spoken.recent else None
    leans = (
        not bare
        or (_PART.search(bare) and not lexicon.find(bare))
        or (_ALIKE.match(gap) and last is not None and last.word == q.word)
        or (spoken.counted == "projectCount" and lexicon.says("stages", bare))
        or lexicon.goes_on.search(gap)
    )
    if not leans:
        return ""
    if lexicon.fits(spoken.counted, q):
        return spoken.counted
    words = [w.indicator for w in lexicon.find(before) if lexicon.fits(w.indicator, q)]
    return words[-1] if words and not spoken.recent else ""


def _is_no_part(lexicon: Lexicon, noun: str, gap: str, after: str) -> bool:
    """Whether those counted are no part of a subject, or of a kind that the vocabulary has no indicator for."""
    around = gap + "\n" + after
    if lexicon.says("not_counted", around):
        return True
    if not noun.endswith(("nterpriseCount", "CompanyCount")):
        return False
    if lexicon.says("threshold", around) or lexicon.says("busy", after):
        return True
    is_named = _FIRMS_LISTED.search(gap) and not lexicon.says("verbs", gap)
    return bool(is_named) and not lexicon.says("settle", after)  # named firms that do something of their own


def _enterprise(lexicon: Lexicon, noun: str, scope: str, gap: str, after: str, spoken: Spoken) -> str:
    """The indicator that enterprises have by their kind and by whether they are new."""
    if noun not in ("enterpriseCount", "newEnterpriseCount"):
        return noun
    for kind, indicator in (
        ("listed", "listedCompanyCount"), ("large", "largeEnterpriseCount"), ("high_tech", "highTechCount")
    ):  # fmt: skip
        if lexicon.says(kind, scope):
            return indicator
    around = gap + after
    brought = lexicon.says("brought", around) and not lexicon.says("so_far", around)
    if brought or lexicon.says("new", around):
        return "newEnterpriseCount"
    if lexicon.says("all", around):
        return "enterpriseCount"
    last = spoken.recent[-1] if spoken.recent else None
    has_no_verb = not scope or gap == scope  # 新引进企业630家，特色企业259家
    is_after_new = has_no_verb and last is not None and last.indicator == "newEnterpriseCount"
    return "newEnterpriseCount" if is_after_new or (not scope and noun == "newEnterpriseCount") else "enterpriseCount"


def _trim(lexicon: Lexicon, scope: str) -> str | None:
    """The words for the part that is counted, or None where they say nothing of a part."""
    bare = re.sub("[“”‘’]", "", scope)
    while (beside := lexicon.patterns["beside"].match(bare)) is not None and beside.end():
        bare = bare[beside.end() :]
    bare = bare.strip("的，、 约近超共计有为")
    return None if not bare or bare in _PLAIN or len(bare) > _SCOPE or not bare.isprintable() else bare
