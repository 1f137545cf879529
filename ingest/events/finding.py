"""Events found: comes in a reading, go out stretches that name a happening, each with the things it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.events import elided
from ingest.events.knowledge import Action, Knowledge, knowledge
from ingest.events.view import Line, outermost
from ingest.model import DateSpan, Mention, Reading

_TITLE_LENGTH = 42
_SHORT_TITLE = 5  # characters; what is shorter (年会, 本次大会) tells not which one
_HAN_BEFORE = re.compile(r"[一-鿿A-Za-z]{2}")
_EDGE = re.compile(r"[，。；：！？、（）\n|【】《》]")
_GAP = 14  # characters that may stand between a thing and what happened to it
_REACH = 4  # characters between the action and where it leads
_AGENT = "由经被在于"  # it did not happen to what stands behind one of these
_COUNTED = re.compile(r"[\d两]+[个家宗幢]|两宗")
_LIST = re.compile(
    r"[、和与及]|以及|等\d*[个家宗]?(?:重大|重点|产业)?(?:项目|地块|企业)?|\d+[个家宗幢](?:重大|重点|产业)?(?:项目|地块|企业|留用地项目)?|（[^）]{1,12}）|两宗地块|“[^”]{1,8}”工程项目"
)


@dataclass(frozen=True, slots=True)
class Happening:
    """`clean[start:end]` names an event read in `line`; its action stands at `verb`; `about` are the mentions in it."""

    start: int
    end: int
    line: int
    verb: int
    kind: str
    about: tuple[Mention, ...]
    place: int | None = None
    name: str = ""  # where the text's words do not stand together


def titled(reading: Reading, line: Line) -> Iterator[Happening]:
    """Names that end like an event's title."""
    rules, clean = knowledge(), reading.text.clean
    done = line.sentence.start
    for match in rules.title.finditer(clean, line.sentence.start, line.sentence.end):
        if clean[match.end() : match.end() + 1] == "暨":  # two titles of one event
            continue
        start, end = _title(clean, max(done, line.sentence.start), match, rules)
        name = clean[start:end].strip("“”暨")
        if len(name) < _SHORT_TITLE or name in rules.generic or not _HAN_BEFORE.search(name[: match.start() - start]):
            continue
        done = end
        inside = tuple(m for m in line.mentions if start <= m.start and m.end <= end)
        yield Happening(start, end, line.number, match.start(), "title", inside)


def _title(clean: str, low: int, match: re.Match[str], rules: Knowledge) -> tuple[int, int]:
    """The stretch of a title: a whole quotation where it ends one, else back to a mark or a word that opens it."""
    end = match.end()
    if clean[end : end + 1] == "”":
        opened = clean.rfind("“", max(low, end - _TITLE_LENGTH), end)
        if opened >= 0:
            return opened + 1, end
    start = max(low, end - _TITLE_LENGTH)
    for edge in _EDGE.finditer(clean, start, match.start()):
        closed = clean.find("）", edge.start(), match.end()) if edge.group() == "（" else -1
        if edge.group() == "）" or closed > 0:
            continue
        start = edge.end()
    inner = clean.find("“", start, match.start())
    for stop in rules.title_stop.finditer(clean, start, match.start()):
        quoted = 0 <= inner <= stop.start() <= clean.find("”", inner, end)
        if not quoted and (stop.end() < match.start() or stop.group() != "等"):
            start = stop.end()
    return start, end


def happened(reading: Reading, line: Line, *, in_year: bool) -> Iterator[Happening]:
    """A named thing and an action, in a sentence that dates it; `in_year` that what stands above names a year."""
    if line.sentence.heading or not (_dated(line) or in_year):
        return
    rules, clean = knowledge(), reading.text.clean
    for match in rules.action.finditer(clean, line.sentence.start, line.sentence.end):
        for action in rules.actions[match.group()]:
            found = list(_acted(reading, line, match, action))
            yield from found
            if found:
                break


def _acted(reading: Reading, line: Line, match: re.Match[str], action: Action) -> Iterator[Happening]:
    """What one action tells: of what stands behind it, before it, or was spoken of."""
    clean = reading.text.clean
    behind = elided.object_of(reading, line, match, action) if _dated(line) else None
    if behind is not None:
        yield Happening(
            behind.start,
            behind.end,
            line.number,
            match.start(),
            match.group(),
            (behind,),
            None,
            _name(clean, behind, match),
        )
        return
    found = _subject(reading, line, match, action)
    if found is None:
        left_out = elided.subject_of(reading, line, match, action)
        if left_out is not None:
            start, end = left_out.start, left_out.end
            yield Happening(start, end, line.number, match.start(), match.group(), (left_out,), None, match.group())
        return
    group, adjacent = found
    if not adjacent and not _dated(line):
        return
    end, place = match.end(), None
    if action.place or action.honour:
        wanted = ("Platform", "Place") if action.place else ("Honour",)
        if action.honour and not any("-" in d.edtf and not d.planned for d in line.dates):
            return
        following = next((m for m in line.mentions if 0 <= m.start - match.end() <= _REACH), None)
        if following is None or reading.entities[following.entity].cls not in wanted:
            return
        end, place = following.end, following.entity if action.place else None
    yield from _named(clean, line, group, match, end, place, adjacent=adjacent)


def _name(clean: str, about: Mention, verb: re.Match[str]) -> str:
    return clean[about.start : about.end] + verb.group()


def _named(
    clean: str,
    line: Line,
    group: list[Mention],
    verb: re.Match[str],
    end: int,
    place: int | None,
    *,
    adjacent: bool,
) -> Iterator[Happening]:
    """One happening for things that are counted together (A、B等3个项目竣工), else one for each of them."""
    joint = len(group) == 1 or _COUNTED.search(clean, group[-1].end, verb.start()) is not None
    rest = clean[verb.start() : end]
    if adjacent and joint:
        about = tuple(m for m in line.mentions if group[0].start <= m.start and m.end <= end)
        yield Happening(group[0].start, end, line.number, verb.start(), verb.group(), about, place)
        return
    for m in group:
        name = clean[m.start : m.end] + rest
        yield Happening(m.start, m.end, line.number, verb.start(), verb.group(), (m,), place, name)


def _subject(reading: Reading, line: Line, verb: re.Match[str], action: Action) -> tuple[list[Mention], bool] | None:
    """The things that an action happens to, and whether they stand right before it."""
    rules, clean = knowledge(), reading.text.clean
    low = line.sentence.start
    row = "|" in clean[low : line.sentence.end]
    clause = low if row else max(low, *(clean.rfind(x, low, verb.start()) + 1 for x in "，；。："))
    names = outermost(reading, line.mentions)
    before = [i for i, m in enumerate(names) if m.end <= verb.start() and m.start >= clause]
    fitting = [
        i
        for i in before
        if reading.entities[names[i].entity].cls in action.of and clean[names[i].start - 1] not in _AGENT
    ]
    if not fitting or _denied(clean, clause, names[fitting[-1]], verb, rules):
        return None
    index = fitting[0] if row else fitting[-1]
    mention = names[index]
    if mention.anaphor and reading.entities[mention.entity].cls == "Platform":
        return None
    tail = _LIST_TAIL.match(clean, mention.end, line.sentence.end)
    adjacent = rules.between.fullmatch(clean, tail.end() if tail else mention.end, verb.start()) is not None
    if not adjacent and not row and verb.start() - mention.end > _GAP:
        return None
    return (_enumeration(clean, names, index) if not row else [mention]), adjacent and not mention.anaphor


def _aside(clean: str, mentions: Sequence[Mention], index: int) -> bool:
    """Whether a name only says who did it or where: 由某公司, 在某市某区."""
    while index and mentions[index - 1].end == mentions[index].start:
        index -= 1
    return clean[mentions[index].start - 1] in _AGENT


_LIST_TAIL = re.compile(
    r"(?:（[^）]{1,12}）)?(?:等)?(?:\d+|两)?[个家宗幢]?(?:重大|重点|产业|留用地)?(?:项目|地块|企业)?"
)


def _denied(clean: str, low: int, mention: Mention, verb: re.Match[str], rules: Knowledge) -> bool:
    """Whether the clause says that it has not happened, or after the verb that it is only a time (竣工后)."""
    start = max(
        low, clean.rfind("，", low, mention.start) + 1, clean.rfind("。", low, mention.start) + 1, mention.start - 12
    )
    if rules.denied.search(clean, start, mention.start) or rules.denied.search(clean, mention.end, verb.start()):
        return True
    return clean[verb.end() : verb.end() + 1] in ("后", "前")


def _enumeration(clean: str, mentions: Sequence[Mention], index: int) -> list[Mention]:
    """The mentions that are listed with the one at `index`, itself last."""
    group = [mentions[index]]
    while index > 0:
        before = mentions[index - 1]
        between = clean[before.end : group[0].start]
        if before.end > group[0].start or not between or not _LIST.fullmatch(between.strip("“”")):
            break
        group.insert(0, before)
        index -= 1
    return group


def _dated(line: Line) -> bool:
    return any(not d.planned for d in line.dates)


def signed(reading: Reading, line: Line) -> Iterator[Happening]:
    """Two parties and 签订…协议, in a sentence that dates it."""
    rules, clean = knowledge(), reading.text.clean
    if not line.dates:
        return
    for match in rules.signing.finditer(clean, line.sentence.start, line.sentence.end):
        agreement = rules.agreement.search(clean, match.end(), min(line.sentence.end, match.end() + 40))
        parties = [
            m
            for m in line.mentions
            if m.end <= match.start() and reading.entities[m.entity].cls in
            ("Enterprise", "Institution", "Agency", "Platform", "Place")
        ]  # fmt: skip
        clause = clean.rfind("。", line.sentence.start, match.start())
        near = [m for m in parties if match.start() - m.end < 40 and m.start > clause]
        if agreement and len(near) >= 2 and not rules.denied.search(clean, near[-1].end, match.start()):
            end = agreement.end() + (clean[agreement.end() : agreement.end() + 1] == "》")
            first = near[0]
            yield Happening(first.start, end, line.number, match.start(), "签约", tuple(near))


def headed(reading: Reading, line: Line, following: Line | None) -> Happening | None:
    """A 【…】 heading that tells what happened."""
    rules, clean = knowledge(), reading.text.clean
    sentence = line.sentence
    if not sentence.heading or sentence.section is None or clean[sentence.start - 1 : sentence.start] != "【":
        return None
    title = clean[sentence.start : sentence.end]
    if title in rules.topics or any(m.start == sentence.start and m.end == sentence.end for m in line.mentions):
        return None
    if not title.endswith(rules.heading_ends) or following is None or not following.dates:
        return None
    return Happening(sentence.start, sentence.end, line.number, sentence.end - 2, "heading", line.mentions)


def first_date(line: Line, at: int, *, inside: Mention | None = None) -> DateSpan | None:
    """The date that an action at `at` happened on: the last before it in the sentence, else the first after it.

    A year inside the event's own name (`inside`) counts only where the sentence has no other date.
    """
    actual = [d for d in line.dates if not d.planned]
    own = next((d for d in actual if inside is not None and d.start == inside.start and d.end < inside.end), None)
    if own is not None and inside is not None and inside.end - own.end <= _GAP:  # 2007年6月开园
        return own
    if inside is not None:
        outer = [d for d in actual if not (inside.start <= d.start and d.end <= inside.end)]
        actual = outer or actual
    before = [d for d in actual if d.start <= at]
    return before[-1] if before else (actual[0] if actual else None)
