"""Which places of a text may be related: comes in a reading with its nodes, go out pairs of nodes.

Near ones may be, and each with what it may be about wherever that stands: the topic of its sentence, what the headings
above name, the occasion, the time and the area that were spoken of, the last place of each kind in its section.
"""

from dataclasses import dataclass

import numpy as np

from ingest.events.knowledge import knowledge
from ingest.figures.grid import BETWEEN, rows
from ingest.figures.headings import bare
from ingest.learned.characters import Characters, word_code
from ingest.learned.inputs import CLASSES
from ingest.learned.nodes import KIND, Ints, Nodes
from ingest.model import Reading
from ingest.reference import areas_around, headings_of, main_area

_NEAR = 14  # nodes to either side that a node may be related to
_LISTED = ("Event", "Honour", "Industry", "Platform", "Enterprise", "Institution", "Place")  # and then a list of others
_ACROSS = 3  # sentences back
_ABOVE = 4  # names of headings that a node may be related to
_OPENS = 2  # characters before a time that opens a sentence
_ENDING = 2  # characters of a heading, its last
_TITLE = 6  # characters at the end of an event's name in which an occasion's own word stands


@dataclass(frozen=True, slots=True)
class Around:
    """What each node may be about, as indexes of nodes, -1 for none; a row for each node.

    `group` numbers enumerations, `first` and `last` are the nodes at their ends. `topic` is one node, `above` up to
    four that headings name, `occasion` the last and the first, `said` the last and the first time and the area,
    `latest` the last of each kind. `section` is a section's index, -1 outside of all. `column` tells the heading of
    a table's column, 0 where there is none. `honour` is the text's first: a notice names it, and a list follows.
    """

    group: Ints
    first: Ints
    last: Ints
    topic: Ints
    above: Ints
    occasion: Ints
    said: Ints
    latest: Ints
    section: Ints
    column: Ints
    honour: Ints


def around(reading: Reading, n: Nodes, text: Characters) -> Around:
    """What stands around each node."""
    group, first, last = _groups(text, n)
    topic, above = _topics(reading, n)
    section = _sections(reading, n)
    said = np.concatenate([_times_above(reading, n, section), _areas(reading, n)[:, None]], 1)
    occasion, latest = _occasions(reading, n), _latest(n, section)
    column, honour = _columns(reading.text.clean, n), _honours(n)
    return Around(group, first, last, topic, above, occasion, said, latest, section, column, honour)


def candidates(n: Nodes, near: Around) -> Ints:
    """Unordered pairs of node indexes, of shape (pairs, 2), some twice."""
    size = len(n.start)
    every = np.arange(size)
    found = []
    for step in range(1, _NEAR + 1):
        for other in (every - step, near.first - step, near.last + step):
            fits = (other >= 0) & (other < size)
            found.append(np.stack([every[fits], other[fits]], 1))
    pairs_ = np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int64)
    apart = np.abs(n.sentence[pairs_[:, 0]] - n.sentence[pairs_[:, 1]])
    section = near.section
    together = (apart == 0) | ((apart <= _ACROSS) & (section[pairs_[:, 0]] == section[pairs_[:, 1]]))
    about = [near.topic[:, None], near.above, near.occasion, near.said, near.latest, near.honour[:, None]]
    more = [np.stack([every, column], 1)[column >= 0] for column in np.concatenate(about, 1).T]
    return np.concatenate([pairs_[together], *more])


def _groups(text: Characters, n: Nodes) -> tuple[Ints, Ints, Ints]:
    """Enumerations (nodes of one kind with 、 or 和 between): per node its group, the group's first and last node."""
    size = len(n.start)
    if not size:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, empty
    gap = n.start[1:] - n.end[:-1]
    sign = text.at(n.end[:-1])
    quoted = (sign == ord("”")) | (sign == ord("“")) | (sign == ord("》"))
    listed = np.isin(np.where(quoted, text.at(n.end[:-1] + 1), sign), [ord(c) for c in "、和与及|"])
    joined = listed & (gap >= 1) & (gap <= 3) & (n.kind[1:] == n.kind[:-1]) & (n.sentence[1:] == n.sentence[:-1])
    group = np.concatenate([[0], np.cumsum(~joined)])
    first = np.searchsorted(group, group, side="left")
    last = np.searchsorted(group, group, side="right") - 1
    return group, first, last


def _topics(reading: Reading, n: Nodes) -> tuple[Ints, Ints]:
    """Per node the last earlier place of its sentence's topic, and places of what the headings above name; -1: none.

    What a heading names has its place there; the topic and the area that the text is about, where they are first named.
    """
    size = len(n.start)
    topic = np.full(size, -1, dtype=np.int64)
    above = np.full((size, _ABOVE), -1, dtype=np.int64)
    headed = _headed(reading, n)
    main = main_area(reading.sentences, reading.entities, reading.mentions)
    latest: dict[int, int] = {}
    firsts: dict[int, int] = {}
    named = n.kind < len(CLASSES)
    chains: dict[int, dict[int, int | None]] = {}
    for i in range(size):
        index = int(n.sentence[i])
        spoken = reading.topics[index] if reading.topics else None
        if index not in chains:
            chain: dict[int, int | None] = {}
            section = reading.sentences[index].section if reading.sentences else None
            while section is not None:
                for entity, place in headed[section]:
                    chain.setdefault(entity, place)
                section = reading.sections[section].parent
            if spoken is not None:
                chain = {spoken: chain.get(spoken), **chain}
            if main is not None:
                chain.setdefault(main, None)
            chains[index] = chain
        topic[i] = -1 if spoken is None else latest.get(spoken, -1)
        places = (firsts.get(e, -1) if place is None else place for e, place in chains[index].items())
        found = [place for place in places if 0 <= place < i][:_ABOVE]
        above[i, : len(found)] = found
        if named[i]:
            latest[int(n.ref[i])] = i
            firsts.setdefault(int(n.ref[i]), i)
    return topic, above


def _headed(reading: Reading, n: Nodes) -> list[list[tuple[int, int | None]]]:
    """For each section the entities that its heading names, and the node of each there."""
    headed: list[list[tuple[int, int | None]]] = []
    heads = headings_of(reading.sections, reading.entities, reading.mentions)
    for section, entities in zip(reading.sections, heads, strict=True):
        low, high = np.searchsorted(n.start, [section.start, section.start + len(section.heading)])
        inside = {int(n.ref[i]): int(i) for i in range(low, high) if n.kind[i] < len(CLASSES)}
        headed.append([(entity, inside.get(entity)) for entity in entities])
    return headed


def _sections(reading: Reading, n: Nodes) -> Ints:
    sections = np.array([-1 if s.section is None else s.section for s in reading.sentences], dtype=np.int64)
    return sections[n.sentence] if len(sections) else n.sentence


def _honours(n: Nodes) -> Ints:
    """Per node the first honour of the text, if it stands before; -1: none."""
    honours = np.flatnonzero(n.kind == KIND["Honour"])
    first = int(honours[0]) if len(honours) else len(n.start)
    return np.where(np.arange(len(n.start)) > first, first, -1)


def _columns(clean: str, n: Nodes) -> Ints:
    """Per node a number for how the heading of its column ends (所在园区, 项目业主), 0 outside of tables."""
    cells = [c for row in rows(clean) for c in row.cells if c.column] if BETWEEN.search(clean) else []
    if not cells:
        return np.zeros(len(n.start), dtype=np.int64)
    starts, ends = (np.array([getattr(c, side) for c in cells], dtype=np.int64) for side in ("start", "end"))
    codes = np.array([word_code(bare(c.column)[-_ENDING:]) for c in cells], dtype=np.int64)
    at = np.searchsorted(starts, n.start, side="right") - 1
    return np.where((at >= 0) & (n.start < ends[at]), codes[at], 0)


def _occasions(reading: Reading, n: Nodes) -> Ints:
    """Per node the last earlier place of an occasion (an event with a title), and the first of the text; -1: none."""
    occasion, clean = knowledge().occasion, reading.text.clean
    size = len(n.start)
    here = np.full(size, -1, dtype=np.int64)
    for i in np.flatnonzero(n.kind == KIND["Event"]).tolist():
        start, end = int(n.start[i]), int(n.end[i])
        if occasion.search(clean[max(start, end - _TITLE) : end]):
            here[i] = i
    latest = np.concatenate([[-1], np.maximum.accumulate(here)[:-1]]) if size else here
    first = np.where(latest >= 0, latest[np.argmax(latest >= 0)] if size else -1, -1)
    return np.stack([latest, first], 1)


def _times_above(reading: Reading, n: Nodes, section: Ints) -> Ints:
    """Per node the last earlier time of its section that opens a sentence, and the section's first; -1: none.

    What happened is told one thing after the other below a 2019年， that is said once.
    """
    size = len(n.start)
    found = np.full((size, 2), -1, dtype=np.int64)
    opens = np.array([s.start for s in reading.sentences], dtype=np.int64)
    last = first = -1
    for i in range(size):
        if i and section[i] != section[i - 1]:
            last = first = -1
        found[i] = last, first
        if n.kind[i] == KIND["Time"]:
            first = i if first < 0 else first
            if n.start[i] - opens[n.sentence[i]] <= _OPENS:
                last = i
    return found


def _areas(reading: Reading, n: Nodes) -> Ints:
    """Per node the first place of the area that the text before it names most; -1: none."""
    around = areas_around(reading.sentences, reading.entities, reading.mentions)
    named = np.flatnonzero(n.kind < len(CLASSES))
    firsts = dict(zip(n.ref[named[::-1]].tolist(), named[::-1].tolist(), strict=True))
    places = np.array([-1 if area is None else firsts.get(area, -1) for area in around], dtype=np.int64)
    return places[n.sentence] if len(places) else np.full(len(n.start), -1, dtype=np.int64)


def _latest(n: Nodes, section: Ints) -> Ints:
    """Per node the last earlier place of each kind in its section, a column each; -1: none.

    An honour or a happening is named once, and a list of those whom it concerns follows, however long.
    """
    every = np.arange(len(n.start))
    found = np.full((len(every), len(_LISTED)), -1, dtype=np.int64)
    for column, kind in enumerate(_LISTED):
        here = np.where(n.kind == KIND[kind], every, -1)
        latest = np.concatenate([[-1], np.maximum.accumulate(here)[:-1]]) if len(every) else here
        found[:, column] = np.where(section[latest] == section, latest, -1)
    return found
