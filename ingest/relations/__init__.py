"""Relations: comes in a reading, goes out what its text says about how its entities are related.

The rules are in rules/relations/*.yaml; ingest.relations.pattern describes their language.
"""

from ingest.model import Reading, Relation
from ingest.relations.context import Context
from ingest.relations.matching import Found, Matcher
from ingest.relations.refine import refine
from ingest.relations.rulebook import rulebook
from ingest.relations.structure import headed, rows
from ingest.relations.views import name_views, sentence_views


def extract(reading: Reading) -> list[Relation]:
    """Read the relations that the text states, one for each place that states it; not those of events."""
    return [f.relation for f in trace(reading)]


def trace(reading: Reading) -> list[Found]:
    """Read what `extract` does, with the rule behind every relation."""
    book = rulebook()
    context = Context(reading)
    matcher = Matcher(reading, context)
    found = [f for view in sentence_views(reading) for f in matcher.match(view)]
    found += [f for view in name_views(reading) for f in matcher.match(view)]
    found += rows(reading, book.rows, context)
    found += headed(reading, book.headings, context.heads)
    return refine(reading, found)
