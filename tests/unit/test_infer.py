"""What is inferred can be asked for: classes above those carried, the other direction of a relation."""

from collections.abc import Sequence

import pyoxigraph as ox
import pytest

import ontology
from graph.store.infer import Schema, expand, schema

CT = "https://w3id.org/chantu/ontology#"
PREFIXES = f"PREFIX ct: <{CT}>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nPREFIX : <http://a.example/>\n"
SCHEMA = schema(ontology.load())
STATED = """
  :town a ct:Platform ; rdfs:label "云栈小镇" ; ct:partOf :zone .
  :zone a ct:Platform ; rdfs:label "东湾开发区" .
  :firm a ct:Enterprise ; rdfs:label "星河科技" ; ct:locatedIn :town ; ct:cooperatesWith :lab .
  :shop a ct:Enterprise ; rdfs:label "青禾软件" ; ct:locatedIn :town .
  :lab a ct:Institution ; rdfs:label "海风实验室" ; ct:locatedIn :zone ; ct:cooperatesWith :bureau .
  :bureau a ct:Agency ; rdfs:label "经济局" ; ct:operates :zone .
  :wang a ct:Person ; rdfs:label "王一" ; ct:worksFor :firm .
  :li a ct:Talent ; rdfs:label "李二" ; ct:founded :firm .
"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    filled = ox.Store()
    filled.update(f"{PREFIXES} INSERT DATA {{ GRAPH :document {{ {STATED} }} }}")
    return filled


def plain(query: str) -> str:
    """What expand makes of the query, the prefixes before it left out and ct: in the place of its IRI."""
    expanded = expand(PREFIXES + query, SCHEMA)
    assert expanded.startswith(PREFIXES)
    return " ".join(expanded.removeprefix(PREFIXES).replace(CT, "ct:").split())


def rows(store: ox.Store, query: str) -> Sequence[tuple[str, ...]]:
    """The rows of a query with its variables first, IRIs of the example by local name, sorted."""
    answer = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    names = tuple(v.value for v in answer.variables)
    found = [tuple(str(t).strip('<">').removeprefix("http://a.example/") for t in solution) for solution in answer]
    return [names, *sorted(found)]


def inferred(store: ox.Store, query: str) -> Sequence[tuple[str, ...]]:
    """The rows of a query once it is expanded, which has to change it."""
    expanded = expand(PREFIXES + query, SCHEMA)
    assert expanded != PREFIXES + query
    return rows(store, expanded.removeprefix(PREFIXES))


SAME_ROWS = [  # what is inferred, and the same in terms of what is stored
    ("?p ct:hosts ?e", "?e ct:locatedIn ?p"),
    (f"?p <{CT}hosts> ?e", "?e ct:locatedIn ?p"),
    (":town ct:hosts ?e ; ct:partOf ?zone", "?e ct:locatedIn :town . :town ct:partOf ?zone"),
    (":town ct:hosts ?e , :shop", "?e ct:locatedIn :town . :shop ct:locatedIn :town"),
    ("?e ^ct:hosts ?p", "?e ct:locatedIn ?p"),
    ("?e ^ct:hosts/ct:partOf ?p", "?e ct:locatedIn/ct:partOf ?p"),
    ("?zone ct:hasPart/ct:hosts ?e", "?e ct:locatedIn/ct:partOf ?zone"),
    ("?zone ct:hasPart*/ct:hosts ?e", "?e ct:locatedIn/ct:partOf* ?zone"),
    (":zone (ct:hasPart|ct:hosts)+ ?e", "?e (ct:partOf|ct:locatedIn)+ :zone"),
    ("?e ^(ct:hosts) ?p", "?e ct:locatedIn ?p"),
    ("?p ct:hosts? ?e", "?e ct:locatedIn? ?p"),
    ("?x rdfs:label ?l . [ ct:hosts ?x ] rdfs:label ?q", "?x rdfs:label ?l ; ct:locatedIn/rdfs:label ?q"),
    ("?x ct:partOf [ ct:hosts ?y ; rdfs:label ?l ]", "?x ct:partOf _:z . ?y ct:locatedIn _:z . _:z rdfs:label ?l"),
    ("?x a ct:Platform OPTIONAL { ?x ct:hosts ?e }", "?x a ct:Platform OPTIONAL { ?e ct:locatedIn ?x }"),
    ("{ ?x ct:hosts ?e } UNION { ?x ct:employs ?e }", "{ ?e ct:locatedIn ?x } UNION { ?e ct:worksFor ?x }"),
    ("GRAPH ?g { ?x ct:hosts ?e }", "GRAPH ?g { ?e ct:locatedIn ?x }"),
    ("?x a ct:Platform MINUS { ?x ct:hosts :firm }", "?x a ct:Platform MINUS { :firm ct:locatedIn ?x }"),
    ("?x a ct:Platform FILTER EXISTS { ?x ct:hosts :lab }", "?x a ct:Platform FILTER EXISTS { :lab ct:locatedIn ?x }"),
    ("?x a ct:Platform FILTER(?x = :a || NOT EXISTS { ?x ct:hosts :lab })", "?x a ct:Platform FILTER(?x = :town)"),
    ("{ SELECT ?p (COUNT(?e) AS ?n) { ?p ct:hosts ?e } GROUP BY ?p }", "VALUES (?p ?n) { (:town 2) (:zone 1) }"),
    ("?a ct:cooperatesWith :lab", "VALUES ?a { :firm :bureau }"),
    ("?a ^ct:cooperatesWith :lab", "VALUES ?a { :firm :bureau }"),
    (":firm ct:cooperatesWith+ ?a", "VALUES ?a { :firm :lab :bureau }"),
    ("?x a ct:Organization", "VALUES ?x { :firm :shop :lab :bureau }"),
    ("?x a ct:Person", "VALUES ?x { :wang :li }"),
    ("?x a <http://www.w3.org/ns/prov#Person>", "VALUES ?x { :wang :li }"),
    (f"?x <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{CT}Person>", "VALUES ?x { :wang :li }"),
    ("?x a ct:Organization ; ct:operates ?y", "VALUES (?x ?y) { (:bureau :zone) }"),
    ("?x ct:operates ?y ; a ct:Organization .", "VALUES (?x ?y) { (:bureau :zone) }"),
    ("?x a ct:Actor;a ct:Organization;;ct:operates ?y;a ct:Agency;.", "VALUES (?x ?y) { (:bureau :zone) }"),
    ("?x a ct:Agency , ct:Organization", "VALUES ?x { :bureau }"),
    ("?x a ct:Actor , ct:Organization ; ct:partOf? :bureau", "VALUES ?x { :bureau }"),
    ("?x ct:partOf ?z . ?z ^ct:operates [ a ct:Organization ]", "VALUES (?x ?z) { (:town :zone) }"),
    ("[ a ct:Organization ; ct:cooperatesWith ?x ] rdfs:label '星河科技'", "VALUES ?x { :lab }"),
    ("_:b a ct:Person ; ct:founded ?x", "VALUES ?x { :firm }"),
    ("_:b ct:founded ?x . ?x a ct:Organization . _:b rdfs:label ?l", "VALUES (?x ?l) { (:firm '李二') }"),
    (":firm a ct:Organization . ?x ct:founded :firm", "VALUES ?x { :li }"),
    (":town a ct:Organization . ?x ct:founded :firm", "VALUES ?x { }"),
    ("BIND(:li AS ?x) ?x a ct:Person", "VALUES ?x { :li }"),
    ("?x ct:founded :firm OPTIONAL { ?x a ct:Organization , ?c }", "BIND(:li AS ?x) OPTIONAL { :a a ?c }"),
    (
        "?x ct:locatedIn ?y OPTIONAL { ?y ct:partOf ?z } ?z a ct:Organization ; a ct:Actor",
        "?x ct:locatedIn ?y OPTIONAL { ?y ct:partOf ?z } VALUES ?z { :firm :shop :lab :bureau }",
    ),
    ("?x rdfs:label ?l MINUS { ?x a ct:Actor }", "?x rdfs:label ?l FILTER(?x IN (:wang, :li))"),
    ("GRAPH ?g { ?x a ct:Person }", "VALUES (?g ?x) { (:document :wang) (:document :li) }"),
    ("?x a ct:Person FILTER NOT EXISTS { ?x ct:founded [ a ct:Organization ] }", "VALUES ?x { :wang }"),
    ("{ SELECT ?x { ?x a ct:Person } ORDER BY ?x LIMIT 1 }", "VALUES ?x { :li }"),
    ("{ SELECT * { ?x ct:founded [ a ct:Organization ] } }", "VALUES ?x { :li }"),
]


@pytest.mark.parametrize(("asked", "stored"), SAME_ROWS)
@pytest.mark.parametrize("form", ["SELECT * {{ {} }}", "SELECT DISTINCT * WHERE{{{}\n}}"])
def test_the_same_rows_come_for_what_is_inferred(store: ox.Store, form: str, asked: str, stored: str) -> None:
    assert inferred(store, form.format(asked)) == rows(store, form.format(stored))


def test_an_inverse_is_asked_for_backwards() -> None:
    assert plain("SELECT ?e { ?p ct:hosts ?e }") == "SELECT ?e { ?p ^<ct:locatedIn> ?e }"
    assert plain("SELECT ?e { ?e ^ct:hosts ?p }") == "SELECT ?e { ?e ^(^<ct:locatedIn>) ?p }"


def test_a_symmetric_relation_is_asked_for_both_ways() -> None:
    both = "(<ct:cooperatesWith>|^<ct:cooperatesWith>)"
    assert plain("SELECT ?a { ?a ct:cooperatesWith* ?b }") == f"SELECT ?a {{ ?a {both}* ?b }}"


def test_a_class_becomes_those_that_entities_carry() -> None:
    assert plain("SELECT ?x { ?x a ct:Person ; rdfs:label ?l }") == (
        "SELECT ?x { { { ?x a <ct:Person> } UNION { ?x a <ct:Talent> } } ?x rdfs:label ?l }"
    )


def test_what_else_is_said_of_it_stays_together() -> None:
    person = "{ { ?x a <ct:Person> } UNION { ?x a <ct:Talent> } }"
    asked = "ASK { ?x a ct:Person ; a ct:Person ;; rdfs:label ?l ; a ct:Person ; a ct:Talent . ?y ?p ?x }"
    assert plain(asked) == f"ASK {{ {person} {person} {person} ?x rdfs:label ?l ; ; a ct:Talent . ?y ?p ?x }}"
    assert plain("ASK { ?y ?p ?x . ?x a ct:Person . }") == f"ASK {{ ?y ?p ?x . {person} . }}"


def test_the_class_of_what_has_no_name_becomes_a_variable_of_its_own() -> None:
    assert plain("SELECT ?x { [ a ct:Person ] ?__c1 ?x }") == (
        "SELECT ?x { VALUES ?__c_1 { <ct:Person> <ct:Talent> } [ a ?__c_1 ] ?__c1 ?x }"
    )


@pytest.mark.parametrize(
    "query", ["SELECT*{?x ct:founded [a ct:Actor]}", "DESCRIBE * { ?x ct:founded [ a ct:Actor ] }"]
)
def test_that_variable_is_not_among_all(query: str) -> None:
    form = query[: query.index("*")].strip()
    assert plain(query).startswith(f"{form} ?x {{ VALUES ?__c1")


def test_where_all_variables_are_none_the_rows_still_count(store: ox.Store) -> None:
    assert len(inferred(store, "SELECT * { [] a ct:Person }")) == 1 + 2


def test_ask_construct_and_describe_are_expanded(store: ox.Store) -> None:
    asked = store.query(expand(f"{PREFIXES} ASK {{ :li a ct:Person }}", SCHEMA), use_default_graph_as_union=True)
    assert bool(asked)
    described = "DESCRIBE ?p FROM :document WHERE { ?p ct:hosts :lab }"
    assert plain(described) == "DESCRIBE ?p FROM :document WHERE { ?p ^<ct:locatedIn> :lab }"
    constructed = "CONSTRUCT { ?p ct:hosts ?e . ?e a ct:Actor } WHERE { ?p ct:hosts ?e }"
    assert plain(constructed) == constructed.replace("WHERE { ?p ct:hosts", "WHERE { ?p ^<ct:locatedIn>")


def test_a_pattern_that_is_the_template_too_stays_the_template() -> None:
    assert plain("CONSTRUCT FROM :document WHERE { ?p ct:hosts ?e }") == (
        "CONSTRUCT { ?p ct:hosts ?e } FROM :document WHERE { ?p ^<ct:locatedIn> ?e }"
    )


@pytest.mark.parametrize(
    ("prologue", "verb"),
    [
        (f"PREFIX : <{CT}>", ":hosts"),
        ("prefix c: <https://w3id.org/chantu/>", r"c:ontology\#hosts"),
        ("PREFIX ct: <http://a.example/> # not the last\n" + PREFIXES, "ct:hosts"),
        ("BASE <https://w3id.org/chantu/x> PREFIX ct: <ontology#>", "ct:hosts"),
        ("BASE <https://w3id.org/chantu/ontology>", "<#hosts>"),
    ],
)
def test_names_are_read_as_the_prologue_says(prologue: str, verb: str) -> None:
    query = f"{prologue} SELECT ?e {{ ?p {verb} ?e }}"
    assert expand(query, SCHEMA) == query.replace(f" {verb} ", f" ^<{CT}locatedIn> ")


UNCHANGED = [
    "SELECT * { ?p ct:locatedIn ?e ; a ct:Enterprise , ?c }",
    'SELECT * { ?p rdfs:label \'ct:hosts\' , """?p ct:hosts ?e " """@zh , \'?x a ct:Person\'^^:t # ?p ct:hosts ?e\n }',
    "SELECT * { ?p :hosts ?e ; :ct:hosts ?f }",
    "SELECT * { ct:hosts rdfs:label ?l . ?x rdfs:seeAlso ct:hosts , ct:Organization , (ct:hosts [ ?p ct:hosts ]) }",
    "SELECT * { ?s ?p ?e FILTER(?p = ct:hosts || ?e IN (ct:Person, ct:Actor)) BIND(ct:hosts AS ?h) }",
    "SELECT (IF(?p = ct:hosts, ct:Person, 1.5e3) AS ?h) { ?s ?p -1 , true } GROUP BY ?p HAVING(?p != ct:hosts)",
    "SELECT * { VALUES ?p { ct:hosts UNDEF } VALUES (?c ?d) { (ct:Person 'x'@zh) } ?s ?p ?c } VALUES ?d { ct:hosts }",
    "CONSTRUCT { ?p ct:hosts ?e . ?e a ct:Organization } WHERE { ?e ct:locatedIn ?p }",
    "CONSTRUCT WHERE { ?e ct:locatedIn ?p }",
    "DESCRIBE ct:hosts",
    "SELECT * { ?s !ct:hosts ?o }",
    "SELECT * { ?s !^ct:hosts ?o ; !(ct:hosts|^ct:locatedIn|a)+ ?q }",
    "SELECT * { ?s !(ct:locatedIn|ct:cooperatesWith) ?o }",
    "SELECT * { ?x ct:locatedIn/a ct:Organization ; a? ct:Person }",
    "SELECT * { ?x a ?c . ?c rdfs:subClassOf ct:Organization }",
    "INSERT DATA { :a ct:hosts :b }",
    "DELETE WHERE { :a ct:hosts ?b }",
    "SELECT * { SERVICE :there { ?p ct:hosts ?e } }",
    "SELECT * { ?p ct:hosts ?e",
    "SELECT * { ?p ct:hosts ?e } }",
    "SELECT * { ?x A ct:Person }",
    "SELECT * { ?x a ct:Person ?y a ct:Platform }",
    "SELECT * { OPTIONAL ?x a ct:Person }",
    "SELECT * { ?p ct:hosts 'open }",
    "SELECT ?x { ?p ct:hosts ?e } GROUP BY ?p ?x ORDER",
    "SELECT * { ?p unknown:hosts ?e . ?e a ct:Person }",
    "SELECT * { <<( ?p ct:hosts ?e )>> ct:evidence ?x }",
    "SELECT * " + "{" * 5000 + "?p ct:hosts ?e" + "}" * 5000,
    "",
]


@pytest.mark.parametrize("query", UNCHANGED)
def test_the_rest_is_left_as_it_is(query: str) -> None:
    assert expand(PREFIXES + query, SCHEMA) == PREFIXES + query


def test_the_schema_is_what_the_ontology_states() -> None:
    assert SCHEMA.inverses[f"{CT}hosts"] == f"{CT}locatedIn"
    assert f"{CT}locatedIn" not in SCHEMA.inverses
    assert SCHEMA.symmetric == {f"{CT}cooperatesWith"}
    assert SCHEMA.subclasses[f"{CT}Organization"] == tuple(CT + c for c in ("Agency", "Enterprise", "Institution"))
    assert SCHEMA.subclasses[f"{CT}Person"] == (f"{CT}Person", f"{CT}Talent")
    assert SCHEMA.subclasses["http://www.w3.org/ns/prov#Person"][1:] == (f"{CT}Person", f"{CT}Talent")
    assert f"{CT}Enterprise" not in SCHEMA.subclasses


def test_any_schema_will_do() -> None:
    query = "SELECT ?x { ?x a <a:A> ; <a:p> ?y ; <a:q> ?z }"
    assert expand(query, Schema(inverses={}, subclasses={}, symmetric=frozenset())) is query
    known = Schema(inverses={"a:p": "a:r"}, subclasses={"a:A": ("a:B",)}, symmetric=frozenset(["a:q"]))
    assert expand(query, known) == "SELECT ?x { { { ?x a <a:B> } } ?x ^<a:r> ?y ; (<a:q>|^<a:q>) ?z }"
