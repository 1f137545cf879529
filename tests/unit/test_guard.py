"""SERVICE is refused however it is written; the word in names, texts and comments is not."""

import pytest

from graph.store.base import QueryError
from graph.store.guard import is_update, refuse_service

REFUSED = [
    "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
    "SELECT * { service silent ?where { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE<http://a.example/>{} }",
    "SELECT * { LATERAL SERVICE <http://a.example/> {} }",
    "SELECT * { SERVICESILENT<http://a.example/>{} }",
    "PREFIX : <http://a.example/> SELECT * { SERVICE:x {} }",
    "SELECT * { ?s ?p trueSERVICE<http://a.example/>{} }",
    "SELECT * { # a comment\n SERVICE <http://a.example/> {} }",
]
HIDDEN = [  # one reading of these has the word in a string, a comment or an IRI, the other one calls a server
    "FILTER(1<2)SERVICE#>\n {service}{{}}",
    "FILTER('a'<'>') SERVICE {service} {{}} #'\n",
    "FILTER(?a<ex:b#>'''\n) SERVICE {service} {{}} #'''\n",
    "VALUES ?x {{'''a'}} SERVICE {service} {{}} #\\z'''\n",
    "?s ?p ex:.SERVICE {service} {{}}",
    "?s ?p <http://a.example/\\u0041'> . SERVICE {service} {{}} #'\n",
]
ALLOWED = [
    "SELECT * { ?s ?p 'SERVICE <http://a.example/> {}' }",
    'SELECT * { ?s ?p """one " SERVICE""" , "a \\" SERVICE" , "" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://a.example/>",
    "SELECT ?service $serviceTwo { ?service ?p ?o FILTER(?p<?o) }",
    "PREFIX ex: <http://a.example/service#> SELECT * { ?s ex:service ex:SERVICE }",
    "BASE <http://a.example/> SELECT * { ?s <service> 'x'@service }",
    "SELECT * { ?s ?p ?o FILTER(?s<?o) }",
]


@pytest.mark.parametrize("query", REFUSED + [f"SELECT * {{ {h.format(service='ex:a')} }}" for h in HIDDEN])
def test_another_server_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        refuse_service(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_the_word_alone_is_allowed(query: str) -> None:
    refuse_service(query)


def test_the_refusal_names_the_place() -> None:
    with pytest.raises(QueryError, match="line 2, column 3"):
        refuse_service("SELECT * {\n  SERVICE <http://a.example/> {} }")


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", True),
        ("# insert\nPREFIX ex: <http://a.example/>\ndelete where { ?s ?p ?o }", True),
        ("LOAD <http://a.example/>", True),
        ("PREFIX insert: <http://a.example/> SELECT * { ?s ?p ?o }", False),
        ("ASK { ?s ?p 'DELETE' }", False),
        ("", False),
    ],
)
def test_updates_are_told_from_queries(text: str, update: bool) -> None:
    assert is_update(text) is update
