"""Happenings whose subject does not stand before the verb: comes in an action at its place, goes out whom it befell.

成立某学会, 上年开工的某项目 tell it behind the verb; in 2007年6月开园 it is what was spoken of before.
"""

import re

from ingest.events.knowledge import Action, knowledge
from ingest.events.view import Line
from ingest.model import DateSpan, Mention, Reading

_TIMED = re.compile(r"[前拟将]|预计|计划")  # right behind or before the verb: not yet, or only a time
_NEAR = 1  # characters between a verb and its object
_QUALIFIED = 16  # characters that may stand between a verb and 的 (2016年落户某开发区的某企业)


def object_of(reading: Reading, line: Line, verb: re.Match[str], action: Action) -> Mention | None:
    """What stands behind the verb as its object or, after 的, as what it qualifies; None if nothing fits."""
    clean = reading.text.clean
    for mention in line.mentions:
        gap = clean[verb.end() : mention.start]
        if mention.start < verb.end() or reading.entities[mention.entity].cls not in action.of or mention.anaphor:
            continue
        qualifies = gap.endswith("的") and len(gap) <= _QUALIFIED and not re.search(r"[，。；：、]", gap)
        if qualifies and _date_before(line, verb, clean) and not action.honour:
            return mention
        is_object = action.object and len(gap.strip("了“《")) <= _NEAR and not re.search(r"[，。；：、的于在]", gap)
        return mention if is_object else None
    return None


def subject_of(reading: Reading, line: Line, verb: re.Match[str], action: Action) -> Mention | None:
    """Whom an action right behind its date befell: the first of the sentence that fits, else what it speaks about.

    Goes out as a mention of it that spans date and action.
    """
    clean = reading.text.clean
    date = _date_before(line, verb, clean)
    if date is None or action.place or action.honour or _TIMED.match(clean, verb.end()):
        return None
    earlier = [m for m in line.mentions if m.end <= verb.start()]
    fitting = next((m for m in earlier if reading.entities[m.entity].cls in action.of), None)
    entity = fitting.entity if fitting else reading.topics[line.number]
    if entity is None or reading.entities[entity].cls not in action.of:
        return None
    return Mention(date.start, verb.end(), entity, anaphor=True)


def _date_before(line: Line, verb: re.Match[str], clean: str) -> DateSpan | None:
    """The date right before the verb, nothing between them but how it came about."""
    for date in line.dates:
        near = date.end <= verb.start() and knowledge().behind_date.fullmatch(clean, date.end, verb.start())
        if near and not date.planned:
            return date
    return None
