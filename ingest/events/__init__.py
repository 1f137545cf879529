"""Events: comes in a reading, go out its happenings as entities, their dates, and who and what they concern."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.events import finding
from ingest.events.finding import Happening
from ingest.events.knowledge import knowledge
from ingest.events.projects import project_dates
from ingest.events.view import Line, lines, outermost
from ingest.model import DateSpan, Dating, Entity, Mention, Reading, Relation

_ABOUT = frozenset({"Enterprise", "Institution", "Platform", "Project", "Parcel", "Policy", "Honour"})
_ACTORS = frozenset({"Enterprise", "Institution", "Agency", "Platform", "Place"})
_PEOPLE = frozenset({"Person", "Talent"})
_GATHERED = re.compile(r"集中(?:开工|签约|竣工|启动|投产)|(?:签约|开工|奠基|启动)(?:仪式|活动)")
_LEADS = re.compile(r"(?:落户|入驻|进驻|落地|迁入|在)(?:于|在)?$")  # what stands behind is where, not what about
_SPOKEN_OF = 2  # sentences after a happening that still tell of it
_SAME = 0.5  # bigram Dice from which a heading and a sentence tell of the same happening

__all__ = ["date", "find", "relate"]


def find(reading: Reading) -> Reading:
    """The reading with events among its entities, and their mentions."""
    rows = lines(reading)
    entities = list(reading.entities)
    mentions = list(reading.mentions)
    known: dict[str, int] = {}
    heads: dict[int, int] = {}
    years = _years(rows)
    for number, row in enumerate(rows):
        following = rows[number + 1] if number + 1 < len(rows) else None
        for happening in _happenings(reading, row, following, in_year=years[number] is not None):
            name = happening.name or reading.text.clean[happening.start : happening.end].strip("“”")
            if happening.name and any(m.anaphor for m in happening.about):
                name = reading.entities[happening.about[0].entity].name + happening.kind
            section = row.sentence.section
            index = known.get(name)
            if index is None and happening.kind != "heading" and section in heads:
                head = heads[section]
                if _alike(name, entities[head].name):
                    index = head
                    entities[head] = replace(entities[head], aliases=(*entities[head].aliases, name))
            if index is None:
                index = len(entities)
                entities.append(Entity("Event", name))
            known[name] = index
            if happening.kind == "heading" and section is not None:
                heads[section] = index
            mentions.append(Mention(happening.start, happening.end, index))
            mentions += [m for m in happening.about if m not in row.mentions]
    mentions.sort(key=lambda m: (m.start, -m.end))
    return replace(reading, entities=tuple(entities), mentions=tuple(mentions))


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


def _happenings(reading: Reading, row: Line, following: Line | None, *, in_year: bool) -> Iterator[Happening]:
    """The happenings of one sentence; of two that overlap the first kind stays."""
    head = finding.headed(reading, row, following)
    if head is not None:
        yield head
        return
    if row.sentence.heading:
        return
    taken: list[tuple[int, int]] = []
    for happening in (
        *finding.signed(reading, row),
        *finding.happened(reading, row, in_year=in_year),
        *finding.titled(reading, row),
    ):
        if all(happening.end <= a or b <= happening.start for a, b in taken):
            taken.append((happening.start, happening.end))
            yield happening


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
            at = rows[number + 1] if row.sentence.heading and number + 1 < len(rows) else row
            span = finding.first_date(at, mention.start if at is row else at.sentence.end, inside=mention)
            if at is not row:
                actual = [d for d in at.dates if not d.planned]
                span = actual[0] if actual else None
            above = years[number]
            if span is None and above is not None:
                span = replace(above, edtf=above.edtf[:4])
            if span is not None:
                start, end = min(span.start, mention.start), max(span.end, mention.end)
                found[mention.entity] = Dating(mention.entity, "date", span.edtf, start, end, 0.8)
    return [*found.values(), *project_dates(reading, rows)]


def relate(reading: Reading) -> list[Relation]:
    """What events are about, where they happened, who organized them and who took part."""
    rows = lines(reading)
    found: list[Relation] = []
    for number, row in enumerate(rows):
        for mention in row.mentions:
            if reading.entities[mention.entity].cls == "Event" and not mention.anaphor:
                body = rows[number + 1] if row.sentence.heading and number + 1 < len(rows) else row
                found += _about(reading, row, body, mention)
                if _GATHERED.search(reading.text.clean, mention.start, mention.end):
                    following = rows[body.number + 1 : body.number + 1 + _SPOKEN_OF]
                    found += _gathered(reading, mention, (body, *following))
                found += _located(reading, body, mention)
                found += _roles(reading, body, mention)
                for later in _spoken_after(reading, rows, body):
                    found += _roles(reading, later, mention)
    return found


def _spoken_after(reading: Reading, rows: Sequence[Line], body: Line) -> Iterator[Line]:
    """The next sentences of the section that tell of no other happening: they go on about this one."""
    for row in rows[body.number + 1 : body.number + 1 + _SPOKEN_OF]:
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
    within = [m for m in row.mentions if event.start <= m.start and m.end <= event.end and m.entity != event.entity]
    return outermost(reading, within)


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
    named = outermost(reading, body.mentions)
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
