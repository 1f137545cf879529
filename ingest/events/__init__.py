"""Events: comes in a reading, go out its happenings as entities, their dates, and who and what they concern."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from ingest.events.knowledge import knowledge
from ingest.events.naming import bare, befallen, called, is_name, named_after, undated, whole
from ingest.events.projects import project_dates
from ingest.events.shortened import defined, meant, occurrences
from ingest.events.view import Line, lines
from ingest.model import DateSpan, Dating, Entity, Happening, Mention, Reading, Relation

_ABOUT = frozenset({"Enterprise", "Institution", "Platform", "Project", "Parcel", "Policy", "Honour"})
_ACTORS = frozenset({"Enterprise", "Institution", "Agency", "Platform", "Place"})
_PEOPLE = frozenset({"Person", "Talent"})
_GATHERED = re.compile(r"集中(?:开工|签约|竣工|启动|投产)|(?:签约|开工|奠基|启动)(?:仪式|活动)")
_LEADS = re.compile(r"(?:落户|入驻|进驻|落地|迁入|在)(?:于|在)?$")  # what stands behind is where, not what about
_GAP = 14  # characters between a year in an event's name and the rest of it
_SPOKEN_OF = 2  # sentences after a happening that still tell of it
_SAME = 0.6  # bigram Dice from which two stretches with one action tell of the same happening
_TURN = re.compile(r"第[一二三四五六七八九十百\d]+(?=[届次期轮批])")
_BACK = 12  # how many events back the same one may have been told
_TOLD = 0.6  # the part of a heading's event, in its order, that the event told under it has

__all__ = ["called", "date", "gather", "relate"]


def gather(reading: Reading, happenings: Sequence[Happening]) -> Reading:
    """The reading with events among its entities: stretches that tell of the same happening are one event.

    An event is called what its stretch says (ingest.events.naming). What a heading tells, the text under it tells
    again.
    """
    clean = reading.text.clean
    entities = list(reading.entities)
    mentions = list(reading.mentions)
    known: list[int] = []
    headed: dict[int, int] = {}
    shorts: dict[str, int] = {}
    sentences = [s.start for s in reading.sentences]
    starts = [m.start for m in reading.mentions]
    for seen in happenings:
        happening = whole(reading, seen, starts, sentences)
        name = bare(clean[happening.start : happening.end])
        action = undated(reading, happening, name)
        if not name or knowledge().empty.fullmatch(action) or is_name(reading, happening, starts):
            continue
        sentence = reading.sentences[max(0, bisect_right(sentences, happening.start) - 1)]
        full = named_after(reading, happening, starts, sentences) + action + befallen(reading, happening, starts)
        by_short = meant(clean, happening.start, happening.end, shorts)
        same = by_short
        if same is None:
            same = next((e for e in reversed(known[-_BACK:]) if _same(entities[e], full)), None)
        head = None if sentence.section is None or sentence.heading else headed.get(sentence.section)
        if same is None and head is not None and _tells(entities[head].name, full):
            same = head
        if same is None:
            same = len(entities)
            entities.append(Entity("Event", full, (name,) if full != name else ()))
            known.append(same)
            if sentence.heading and sentence.section is not None:
                headed[sentence.section] = same
        elif by_short is None and name not in (entities[same].name, *entities[same].aliases):
            entities[same] = _called(entities[same], name)
        mentions.append(Mention(happening.start, happening.end, same))
        short = defined(clean, happening.end)
        if short is not None:
            shorts.setdefault(short, same)
            entities[same] = _called(entities[same], short)
    mentions += _shortened(clean, happenings, shorts)
    mentions.sort(key=lambda m: (m.start, -m.end))
    return replace(reading, entities=tuple(entities), mentions=tuple(mentions))


def _shortened(clean: str, happenings: Sequence[Happening], shorts: Mapping[str, int]) -> Iterator[Mention]:
    """The places of events' short names that were not seen as happenings."""
    ends = [h.end for h in happenings]
    for start, end, short in occurrences(clean, shorts):
        after = bisect_right(ends, start)
        if after == len(happenings) or happenings[after].start >= end:
            yield Mention(start, end, shorts[short])


def _tells(head: str, name: str) -> bool:
    """Whether a name has most of a heading's characters in their order: 甲大厦竣工, 甲大厦项目完成竣工验收."""
    return LCSseq.similarity(head, name) >= _TOLD * len(head)


def _same(event: Entity, name: str) -> bool:
    bare = {n for n in event.aliases if event.name.endswith(n)}  # the action alone, which happens to others too
    known = {event.name, *event.aliases} - bare
    if _others_turn(known, name):
        return False
    return any(name[-2:] == n[-2:] and _alike(n, name) for n in known)


def _others_turn(known: Collection[str], name: str) -> bool:
    """Whether a name tells of another one of a row than the known names do: 第六届, 第七届."""
    turns = {t for k in known for t in _TURN.findall(k)}
    return bool(turns) and turns.isdisjoint(_TURN.findall(name) or turns)


def _called(event: Entity, name: str) -> Entity:
    """The event with one more name; the longest is its first."""
    names = sorted({event.name, *event.aliases, name}, key=lambda n: (-len(n), n))
    return replace(event, name=names[0], aliases=tuple(names[1:]))


def _years(rows: Sequence[Line]) -> list[DateSpan | None]:
    """For each sentence the last time named above it in its section."""
    found: list[DateSpan | None] = []
    section, last = None, None
    for row in rows:
        if row.sentence.section != section:
            section, last = row.sentence.section, None
        found.append(last)
        actual = [d for d in row.dates if not d.planned]
        last = actual[-1] if actual else last
    return found


def _alike(a: str, b: str) -> bool:
    x = Counter(a[i : i + 2] for i in range(len(a) - 1))
    y = Counter(b[i : i + 2] for i in range(len(b) - 1))
    return a in b or b in a or 2 * sum((x & y).values()) >= _SAME * (sum(x.values()) + sum(y.values()))


def date(reading: Reading) -> list[Dating]:
    """When events happened, and when projects began and ended or are to."""
    rows = lines(reading)
    found: dict[int, Dating] = {}
    years = _years(rows)
    for number, row in enumerate(rows):
        for mention in row.mentions:
            if reading.entities[mention.entity].cls != "Event" or mention.anaphor or mention.entity in found:
                continue
            if row.sentence.heading and number + 1 < len(rows):
                span = next((d for d in rows[number + 1].dates if not d.planned), None)
            else:
                span = _first_date(row.around(mention.start, mention.end), mention)
            above = years[number]
            if span is None and above is not None:
                span = replace(above, edtf=above.edtf[:4])
            if span is not None:
                start, end = min(span.start, mention.start), max(span.end, mention.end)
                found[mention.entity] = Dating(mention.entity, "date", span.edtf, start, end, 0.8)
    return [*found.values(), *project_dates(reading, rows)]


def _first_date(line: Line, event: Mention) -> DateSpan | None:
    """The date that an event happened on: the last before it in the sentence, else the first after it.

    A year inside the event's own name counts only where the sentence has no other date.
    """
    actual = [d for d in line.dates if not d.planned]
    own = next((d for d in actual if d.start == event.start and d.end < event.end), None)
    if own is not None and event.end - own.end <= _GAP:  # 2007年6月开园
        return own
    outer = [d for d in actual if not (event.start <= d.start and d.end <= event.end)]
    actual = outer or actual
    before = [d for d in actual if d.start <= event.start]
    return before[-1] if before else (actual[0] if actual else None)


def relate(reading: Reading) -> list[Relation]:
    """What events are about, where they happened, who organized them and who took part."""
    rows = lines(reading)
    found: list[Relation] = []
    for number, row in enumerate(rows):
        told = [m for m in row.mentions if reading.entities[m.entity].cls == "Event" and not m.anaphor]
        if not told:
            continue
        body = rows[number + 1] if row.sentence.heading and number + 1 < len(rows) else row
        following = rows[body.number + 1 : body.number + 1 + _SPOKEN_OF]
        spoken = list(_spoken_of(reading, body, following))
        for event in told:
            near = body.around(event.start, event.end)
            found += _about(reading, row, near, event)
            if _GATHERED.search(reading.text.clean, event.start, event.end):
                found += _gathered(reading, event, (near, *following))
            found += _located(reading, near, event)
            for one in (near, *(later.around(event.start, event.end) for later in spoken)):
                found += _roles(reading, one, event)
    return found


def _spoken_of(reading: Reading, body: Line, following: Sequence[Line]) -> Iterator[Line]:
    """The next sentences of the section that tell of no other happening: they go on about this one."""
    for row in following:
        other = row.sentence.heading or row.sentence.section != body.sentence.section
        if other or any(reading.entities[m.entity].cls == "Event" for m in row.mentions):
            return
        yield row


def _about(reading: Reading, row: Line, body: Line, event: Mention) -> Iterator[Relation]:
    inside = _inside(reading, row, event)
    if row.sentence.heading:
        name = reading.text.clean[event.start : event.end]
        inside += [m for m in body.mentions if any(n in name for n in _names(reading, m))]
    for m in inside:
        if reading.entities[m.entity].cls in _ABOUT and not _leads(reading.text.clean, event.start, m.start):
            end = max(m.end, event.end)
            yield Relation(event.entity, "involves", m.entity, min(m.start, event.start), end, 0.75)


def _leads(clean: str, start: int, end: int) -> bool:
    return _LEADS.search(clean[start:end]) is not None


def _inside(reading: Reading, row: Line, event: Mention) -> list[Mention]:
    """The mentions in an event's name that are no part of another name in it."""
    return reading.outermost(m for m in row.inside(event.start, event.end) if m.entity != event.entity)


def _gathered(reading: Reading, event: Mention, rows: Sequence[Line]) -> Iterator[Relation]:
    """The projects that a common start or signing is about: those of its sentence and the next of the paragraph."""
    end = rows[0].sentence.end
    for row in rows:
        if row.sentence.start > end or row.sentence.heading or (row is not rows[0] and row.dates):
            return
        end = row.sentence.end
        for m in row.mentions:
            if reading.entities[m.entity].cls == "Project" and not m.anaphor:
                yield Relation(
                    event.entity, "involves", m.entity, min(m.start, event.start), max(m.end, event.end), 0.65
                )


def _names(reading: Reading, mention: Mention) -> Sequence[str]:
    entity = reading.entities[mention.entity]
    return (entity.name, *entity.aliases)


def _located(reading: Reading, body: Line, event: Mention) -> Iterator[Relation]:
    """Where the sentence says 在…举行 or …落户 it; that a section is about a park tells too seldom."""
    clean = reading.text.clean
    place = None
    for m in body.mentions:
        cls = reading.entities[m.entity].cls
        after = clean[m.end : m.end + 4]
        if cls in ("Platform", "Place") and after[:2] in (
            "举行",
            "举办",
            "召开",
            "开幕",
            "揭牌",
            "内举",
            "启动",
            "成功",
        ):
            place = m
    inside = _inside(reading, body, event)
    if place is None:
        leading = [m for m in inside if _leads(clean, event.start, m.start)]
        place = next((m for m in leading if reading.entities[m.entity].cls in ("Platform", "Place")), None)
    if place is not None:
        a, b = min(place.start, event.start), max(place.end, event.end)
        yield Relation(event.entity, "locatedIn", place.entity, a, b, 0.8)


def _roles(reading: Reading, body: Line, event: Mention) -> Iterator[Relation]:
    rules, clean = knowledge(), reading.text.clean
    low, high = body.sentence.start, body.sentence.end
    named = reading.outermost(body.mentions)
    for match in rules.organizes.finditer(clean, low, high):
        clause = max(clean.rfind("，", low, match.start()), clean.rfind("。", low, match.start()), low - 1) + 1
        actors = [m for m in named if clause <= m.start and m.end <= match.start()]
        if not (event.start >= match.end() or event.end <= clause or match.start() > event.end):
            continue
        for m in actors:
            if (
                reading.entities[m.entity].cls in _ACTORS
                and m.entity != event.entity
                and clean[m.start - 1 : m.start] != "在"
            ):
                yield Relation(m.entity, "organizes", event.entity, clause, match.end(), 0.75)
    for match in rules.participates.finditer(clean, low, high):
        clause = max(clean.rfind("。", low, match.start()), clean.rfind("；", low, match.start()), low - 1) + 1
        for m in named:
            cls = reading.entities[m.entity].cls
            near = clause <= m.start and m.end <= match.start() and match.start() - m.end < 60
            if (
                near
                and (cls in _PEOPLE or (cls in _ACTORS and match.start() - m.end <= 4))
                and m.entity != event.entity
            ):
                yield Relation(m.entity, "participatesIn", event.entity, m.start, match.end(), 0.7)
