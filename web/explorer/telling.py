"""From numbers of an Atlas to what is told of them: entities and statements come in, models go out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.atlas.around import together
from graph.atlas.topology import Atlas
from graph.store.base import Store
from web import views
from web.explorer.models import Part, QuoteModel, Source, Statement, Thing
from web.terms import address

_AT_ONCE = 300  # statements named in one query
_DATED = ("Event", "Project")


def thing(atlas: Atlas, entity: int) -> Thing:
    """An entity."""
    iri = atlas.iris[entity]
    return Thing(
        iri=iri, label=atlas.labels[entity], cls=atlas.class_of(entity), href=address(iri),
        degree=atlas.degree(entity), mentions=int(atlas.mentions[entity]), dates=list(atlas.dates.get(entity, ())),
    )  # fmt: skip


def part(store: Store, atlas: Atlas, edges: Sequence[int], total: int, besides: Iterable[int] = ()) -> Part:
    """Some statements with their ends and sources; entities besides stand first, in their order."""
    entities = dict.fromkeys([*besides, *together(atlas, edges)])
    places = _sources(store, [atlas.statements[e] for e in edges])
    told = []
    for edge in edges:
        subject, object_ = int(atlas.subjects[edge]), int(atlas.objects[edge])
        known = places.get(atlas.statements[edge], {})
        told.append(
            Statement(
                iri=atlas.statements[edge], subject=atlas.iris[subject], object=atlas.iris[object_],
                predicate=atlas.predicate_names[atlas.predicates[edge]],
                confidence=round(float(atlas.confidences[edge]), 3), evidences=sum(known.values()),
                sources=sorted(known), dates=dates_of(atlas, subject, object_),
            )
        )  # fmt: skip
    documents = sorted({d for known in places.values() for d in known})
    return Part(
        things=[thing(atlas, e) for e in entities], statements=told, sources=_titles(store, documents), total=total
    )


def dates_of(atlas: Atlas, *ends: int) -> list[str]:
    """When something between these was so: the dates of an event or a project among them."""
    for cls in _DATED:
        for end in ends:
            if atlas.class_of(end) == cls and end in atlas.dates:
                return list(atlas.dates[end])
    return []


def quote(found: views.Quote) -> QuoteModel:
    """A place that states a fact."""
    return QuoteModel.model_validate(found, from_attributes=True)


def _sources(store: Store, statements: Sequence[str]) -> dict[str, dict[str, int]]:
    """For each statement its documents, and how many places of each state it."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for at in range(0, len(statements), _AT_ONCE):
        values = " ".join(f"<{s}>" for s in statements[at : at + _AT_ONCE])
        query = f"""SELECT ?s ?d (COUNT(DISTINCT ?v) AS ?n) {{ VALUES ?s {{ {values} }}
          ?s ct:evidence ?v . ?v ct:document ?d }} GROUP BY ?s ?d"""
        for row in views.rows(store, query):
            found[row["s"]][row["d"]] = int(row["n"])
    return found


def _titles(store: Store, documents: Sequence[str]) -> list[Source]:
    found = []
    for at in range(0, len(documents), _AT_ONCE):
        values = " ".join(f"<{d}>" for d in documents[at : at + _AT_ONCE])
        query = f"""SELECT ?d ?t ?i ?when {{ VALUES ?d {{ {values} }} OPTIONAL {{ ?d dcterms:title ?t }}
          OPTIONAL {{ ?d dcterms:identifier ?i }} OPTIONAL {{ ?d dcterms:issued ?when }} }}"""
        for row in views.rows(store, query):
            title = row.get("t") or row.get("i", "")
            found.append(Source(iri=row["d"], title=title, href=address(row["d"]), issued=row.get("when", "")))
    return sorted(found, key=lambda s: (s.issued, s.title))
