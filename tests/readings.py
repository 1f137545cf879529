"""Readings for tests of one step: a text and its names come in, the reading goes out that the step would get."""

from ingest import dates
from ingest.layout import lay_out
from ingest.model import Entity, Mention, Reading, Source
from ingest.reference import resolve
from ingest.sections import divide


def read(raw: str, names: dict[str, str]) -> Reading:
    """A reading of `raw` in which the given names (name → class) are found wherever they stand."""
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    entities = [Entity(cls, name) for name, cls in names.items()]
    mentions = []
    for number, name in enumerate(names):
        at = text.clean.find(name)
        while at >= 0:
            mentions.append(Mention(at, at + len(name), number))
            at = text.clean.find(name, at + 1)
    mentions.sort(key=lambda m: (m.start, -m.end))
    issued = dates.issued(text, sentences)
    spans = dates.find(text, sections, sentences, issued)
    found, topics = resolve(text.clean, sections, sentences, entities, mentions)
    source = Source("a.txt", raw, "", issued)
    return Reading(source, text, sections, sentences, spans, entities, found, topics)
