"""What happenings are called: come in a reading and stretches that tell of happenings, go out names.

A happening is called what its stretch says. A bare action (启用, 在某大厦揭牌, 被授予) has whom it befell put before,
and what it gives, founds or issues behind: 某小镇 + 入围 + 某名单.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.events.knowledge import knowledge
from ingest.model import Happening, Mention, Reading, Relation

_YEAR = 4  # characters of a date that is no finer than a year
_TITLE = 5  # characters at the end of a stretch in which a title's own word stands
_DOERS = frozenset({"Enterprise", "Institution", "Agency", "Platform", "Project", "Parcel", "Place"})
_SOMEBODY = frozenset({"Enterprise", "Institution", "Agency", "Platform"})  # a project's name may tell of its signing
_CALLED_AFTER = frozenset({"Project", "Enterprise", "Platform", "Parcel", "Institution"})
_GIVEN = frozenset({"Honour", "Policy", "Project", "Parcel", "Institution", "Enterprise", "Platform"})
_QUOTES = "“”‘’「」 　，、；："
_OPENS = "“《「‘（为了"  # what may stand between an action and what it gives
_BACK = 48  # characters before a stretch in which its action may stand
_NEST = 4  # names that may lie one within the other
_CLAUSE = "，；：。\n\t|"
_MEASURE = re.compile(r"[\d年月日上下旬初底至—\-、.万亿元股]+")
_BETWEEN = 2  # characters of it


def whole(reading: Reading, happening: Happening, starts: Sequence[int], sentences: Sequence[int]) -> Happening:
    """The happening from its action on, where its stretch holds only what was given or founded: (成立…)有限公司.

    A stretch within a name, its last word mostly, or a day or a sum by itself is told by the clause that ends with it:
    (某区设立某)保税区, (某项目并网)（6月30日）.
    """
    clean, rules = reading.text.clean, knowledge()
    object_ = _within(reading, happening, starts)
    if object_ is not None or _MEASURE.fullmatch(clean, happening.start, happening.end):
        low, end = (happening.start, happening.end) if object_ is None else (object_.start, object_.end)
        first = max(reading.sentences[max(0, bisect_right(sentences, low) - 1)].start, low - _BACK)
        start = max(first, *(clean.rfind(b, first, low) + 1 for b in _CLAUSE))
        word = happening.word if object_ else end
        told = _outside_dates(reading, start, low).strip(_OPENS)
        return replace(happening, start=start, end=end, word=word) if told else happening
    if any(p.search(clean, happening.start, happening.end) for p in (rules.action, rules.title)):
        return happening
    if not rules.noun.search(clean, happening.start, happening.end):
        return happening
    low = max(reading.sentences[max(0, bisect_right(sentences, happening.start) - 1)].start, happening.start - _BACK)
    actions = [m.start() for m in rules.given.finditer(clean, low, happening.start)]
    return replace(happening, start=actions[-1]) if actions else happening


def _within(reading: Reading, happening: Happening, starts: Sequence[int]) -> Mention | None:
    """The longest name that a happening's stretch lies in, if any."""
    at = bisect_right(starts, happening.start)
    around = [m for m in reading.mentions[max(0, at - _NEST) : at] if m.end >= happening.end and not m.anaphor]
    return min(around, key=lambda m: (m.start, -m.end), default=None)


def is_name(reading: Reading, happening: Happening, starts: Sequence[int]) -> bool:
    """Whether a happening's stretch is the name of somebody who may have done something, and no more: 某会展."""
    same = reading.mentions[bisect_left(starts, happening.start) : bisect_right(starts, happening.start)]
    doers = (m for m in same if not m.anaphor and reading.entities[m.entity].cls in _SOMEBODY)
    return any(m.end == happening.end for m in doers)


def named_after(reading: Reading, happening: Happening, starts: Sequence[int], sentences: Sequence[int]) -> str:
    """What a bare action is called after: the last thing named before it in its sentence, else what that is about.

    Nothing for a title, or where the stretch names somebody itself; a name behind 在, 由 or 赴, or at the end of the
    stretch behind its action, is not whom it befell.
    `starts` and `sentences` are where mentions and sentences start.
    """
    clean, rules = reading.text.clean, knowledge()
    inside = reading.mentions[bisect_left(starts, happening.start) : bisect_left(starts, happening.end)]
    title = rules.title.search(clean, max(happening.start, happening.end - _TITLE), happening.end)
    ended = [m for m in inside if m.start == happening.start or m.end < happening.end]
    free = [m for m in ended if not rules.leading.search(clean, happening.start, m.start)]
    titled = title is not None or rules.occasion.search(clean, happening.start, happening.end) is not None
    if titled or any(reading.entities[m.entity].cls in _DOERS for m in free):
        return ""
    sentence = max(0, bisect_right(sentences, happening.start) - 1)
    first = bisect_left(starts, reading.sentences[sentence].start)
    before = range(bisect_left(starts, happening.start) - 1, first - 1, -1)
    issues = rules.issuing.search(clean, max(happening.start, happening.end - _TITLE), happening.end)
    classes = _DOERS | {"Policy"} if issues else _DOERS
    named = (reading.mentions[i].entity for i in before)
    doer = next((e for e in named if reading.entities[e].cls in classes), None)
    doer = reading.topics[sentence] if doer is None else doer
    return "" if doer is None else reading.entities[doer].name


def befallen(reading: Reading, happening: Happening, starts: Sequence[int]) -> str:
    """What an action at the end of its stretch gives, founds or issues: the name right behind it, or ""."""
    clean, rules = reading.text.clean, knowledge()
    if not rules.giving.search(clean, max(happening.start, happening.end - _TITLE), happening.end):
        return ""
    at = bisect_left(starts, happening.end)
    given = reading.mentions[at] if at < len(reading.mentions) else None  # of those that start there the longest
    if given is None or given.anaphor or reading.entities[given.entity].cls not in _GIVEN:
        return ""
    between = clean[happening.end : given.start]
    return "" if len(between) > _BETWEEN or between.strip(_OPENS) else bare(clean[happening.end : given.end])


def undated(reading: Reading, happening: Happening, name: str) -> str:
    """The name without the days and months in it: 大厦6月28日封顶 is 大厦封顶. A year belongs to a title and stays."""
    kept = _outside_dates(reading, happening.start, happening.word, years=True)
    return bare(kept + reading.text.clean[happening.word : happening.end]) or name


def _outside_dates(reading: Reading, start: int, end: int, *, years: bool = False) -> str:
    """What stands between two places outside of dates; with `years` those no finer than a year stay."""
    clean, at, kept = reading.text.clean, start, ""
    for index in range(bisect_left(reading.dates, start, key=lambda d: d.start), len(reading.dates)):
        span = reading.dates[index]
        if span.end > end:
            break
        if not years or len(span.edtf) > _YEAR or not clean[span.start].isdigit():
            kept += clean[at : span.start]
            at = span.end
    return kept + clean[at:end]


def bare(stretch: str) -> str:
    """The stretch without marks around it, its quotation marks in pairs: 入选“某小镇 is 入选“某小镇”."""
    name = stretch.strip(_QUOTES)
    name = name.replace("（）", "").rstrip("（")
    for opening, closing in ("“”", "‘’", "「」"):
        more = name.count(opening) - name.count(closing)
        name = opening * -more + name + closing * more
    return name


def called(reading: Reading, relations: Iterable[Relation]) -> Reading:
    """The reading with bare actions called after what they surest involve: not the builder opens, but the building."""
    best: dict[int, tuple[float, int]] = {}
    for r in relations:
        if r.predicate == "involves" and reading.entities[r.object].cls in _CALLED_AFTER:
            best[r.subject] = max(best.get(r.subject, (0.0, -1)), (r.confidence, r.object))
    entities = list(reading.entities)
    sentences = [s.start for s in reading.sentences]
    starts = [m.start for m in reading.mentions]
    for m in reading.mentions:
        event = entities[m.entity]
        if event.cls != "Event" or m.entity not in best:
            continue
        before = named_after(reading, Happening(m.start, m.end, m.start, 1.0), starts, sentences)
        if before and event.name.startswith(before):
            other = reading.entities[best[m.entity][1]].name
            entities[m.entity] = replace(event, name=other + event.name.removeprefix(before))
    return replace(reading, entities=tuple(entities))
