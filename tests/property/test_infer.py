"""Whatever the text, nothing is raised and no error mended; what is asked for comes as if it had all been written."""

import re

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

import ontology
from graph.store.infer import expand, schema

SCHEMA = schema(ontology.load())
EMPTY = ox.Store()
PREFIX = "PREFIX ct: <https://w3id.org/chantu/ontology#> "
NEUTRAL = (
    "SELECT ASK CONSTRUCT DESCRIBE WHERE DISTINCT * { } [ ] ( ) . ; , ?x ?y $z a ct:locatedIn ct:Enterprise _:b <a:b> "
    "'t' \"\"\" ' \\ @zh ^^ ^ / | + ? ! 1 -2.5 true FILTER EXISTS NOT OPTIONAL UNION MINUS GRAPH VALUES BIND AS # < > "
    ": PREFIX BASE GROUP BY ORDER LIMIT"
).split()
INFERRED = ["ct:hosts", "ct:Organization", "ct:cooperatesWith", "a ct:Person", "^ct:hosts+", "[ a ct:Actor ]"]
WHOLE = [
    "SELECT * { ?x a ct:Actor ; ct:cooperatesWith/ct:hosts+ ?y , [ a ct:Actor ; ct:hosts _:b ] . _:b a ct:Actor }",
    "SELECT ?x (COUNT(*) AS ?n) { OPTIONAL { ?x a ct:Person . } GRAPH ?g { ?x ct:hosts 'a'@zh , -1 } } GROUP BY ?x",
    "CONSTRUCT { ?x a ct:Actor } { { ?x a ct:Actor } UNION { SELECT * { ?x ct:hosts ?y } } MINUS { ?x a ct:Actor } }",
    "ASK { VALUES ?x { <a:b> } ?x a ct:Organization ; ct:partOf ( ?y [ ct:hosts ?z ] ) ; a ct:Actor FILTER(?x < ?y) }",
]
STATED = """
  <a:zone> a ct:Platform . <a:town> a ct:Platform ; ct:partOf <a:zone> . <a:wang> a ct:Person .
  <a:firm> a ct:Enterprise ; ct:locatedIn <a:town> ; ct:cooperatesWith <a:lab> .
  <a:lab> a ct:Institution ; ct:locatedIn <a:zone> ; ct:cooperatesWith <a:bureau> .
  <a:bureau> a ct:Agency ; ct:operates <a:zone> . <a:li> a ct:Talent ; ct:founded <a:firm> .
"""
ENDS = st.sampled_from(["?x", "?y", "?z", "<a:firm>", "<a:zone>", "<a:lab>"])
CLASSES = st.sampled_from(["Organization", "Person", "Actor", "Entity", "Platform"]).map("a ct:{}".format)
PATHS = st.recursive(
    st.sampled_from("hosts hasPart cooperatesWith locatedIn foundedBy operatedBy".split()).map("ct:{}".format),
    lambda p: (
        st.builds("({}{}{})".format, p, st.sampled_from("/|"), p)
        | st.builds("(^{}{})".format, p, st.sampled_from(["", "+"]))
    ),
    max_leaves=4,
)
CLAUSES = st.lists(CLASSES | st.builds("{} {}".format, PATHS, ENDS), min_size=1, max_size=3).map(" ; ".join)
NODES = ENDS | CLAUSES.map("[ {} ]".format)
TRIPLES = st.builds("{} {} . ".format, ENDS, CLAUSES) | st.builds("{} {} {} . ".format, NODES, PATHS, NODES)
GROUPS = st.recursive(
    st.lists(TRIPLES, min_size=1, max_size=3).map("".join),
    lambda g: (
        st.builds("{} OPTIONAL {{ {} }} {}".format, g, g, g)
        | st.builds("{{ {} }} UNION {{ {} }} {}".format, g, g, g)
        | st.builds("{} MINUS {{ {} }}".format, g, g)
        | st.builds("{} FILTER NOT EXISTS {{ {} }}".format, g, g)
        | st.builds("{} {{ SELECT ?x WHERE {{ {} }} }}".format, g, g)
        | st.builds("{{ SELECT * {{ {} }} }} {}".format, g, g)
    ),
    max_leaves=4,
)


def stated() -> ox.Store:
    store = ox.Store()
    store.update(f"{PREFIX} INSERT DATA {{ {STATED} }}")
    return store


def closed() -> ox.Store:
    """The same with all that can be inferred written into it."""
    store = stated()
    for asked, is_stored in SCHEMA.inverses.items():
        store.update(f"INSERT {{ ?y <{asked}> ?x }} WHERE {{ ?x <{is_stored}> ?y }}")
    for symmetric in SCHEMA.symmetric:
        store.update(f"INSERT {{ ?y <{symmetric}> ?x }} WHERE {{ ?x <{symmetric}> ?y }}")
    for above, classes in SCHEMA.subclasses.items():
        for carried in classes:
            store.update(f"INSERT {{ ?x a <{above}> }} WHERE {{ ?x a <{carried}> }}")
    return store


BARE, FULL = stated(), closed()


def rows(store: ox.Store, query: str) -> list[str]:
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted({str([answer.variables, *solution]) for solution in answer})


@given(st.sampled_from(["DISTINCT *", "?x", "*"]), GROUPS)
def test_what_is_asked_for_comes_as_if_it_had_been_written(form: str, group: str) -> None:
    query = f"{PREFIX} SELECT {form} WHERE {{ {group} VALUES ?some {{ 1 }} }}"
    assert rows(BARE, expand(query, SCHEMA)) == rows(FULL, query)


def parses(text: str) -> bool:
    try:
        EMPTY.query(text)
    except (SyntaxError, ValueError):
        return False
    return True


@given(st.text() | st.lists(st.sampled_from(NEUTRAL + INFERRED)).map(" ".join))
def test_nothing_is_raised_and_what_cannot_be_read_stays(text: str) -> None:
    for query in (text, PREFIX + text, f"{PREFIX} SELECT * {{ {text} }}", f"{PREFIX} SELECT * {{ ?x {text} }}"):
        expanded = expand(query, SCHEMA)
        assert expanded == query or (parses(query) and parses(expanded))


@given(st.text() | st.lists(st.sampled_from(NEUTRAL)).map(" ".join))
def test_what_names_nothing_to_infer_stays(text: str) -> None:
    for query in (text, PREFIX + text, f"{PREFIX} SELECT * {{ ?x {text} }}"):
        assert expand(query, SCHEMA) == query


@given(st.sampled_from(WHOLE), st.integers(min_value=0), st.sampled_from(["", *NEUTRAL, *INFERRED]))
def test_a_syntax_error_is_not_mended(query: str, at: int, piece: str) -> None:
    assert expand(PREFIX + query, SCHEMA) != PREFIX + query
    pieces = re.findall(r"[\w:?'@]+|\S", query)
    pieces[at % len(pieces)] = piece
    broken = PREFIX + " ".join(pieces)
    assert parses(broken) or expand(broken, SCHEMA) == broken
