"""The endpoint as the clients ask it that people have: SPARQLWrapper, rdflib's own, curl."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from graph.store import open_store
from tests import graphs
from tests.serving import served

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
SELECT = (
    "SELECT ?l { ?e a <https://w3id.org/chantu/ontology#Platform> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
)
CONSTRUCT = "CONSTRUCT { ?e ?p ?o } WHERE { ?e a <https://w3id.org/chantu/ontology#Parcel> ; ?p ?o }"
NAMES = {"云栈小镇", "听澜大厦", "松涛科技园"}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("clients") / "store"
    store = graphs.fill(open_store(str(folder)))
    del store
    with served(folder) as address:
        yield f"{address}/sparql"


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_gets_rows(endpoint: str, method: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setMethod(method)
    client.setQuery(SELECT)
    client.setReturnFormat(JSON)
    found: Any = client.queryAndConvert()
    assert {row["l"]["value"] for row in found["results"]["bindings"]} == NAMES


def test_sparqlwrapper_gets_the_other_forms(endpoint: str) -> None:
    def told(query: str, form: str) -> Any:
        client = SPARQLWrapper(endpoint)
        client.setQuery(query)
        client.setReturnFormat(form)
        return client.queryAndConvert()

    assert told(SELECT, XML).getElementsByTagName("result").length == len(NAMES)
    assert set(told(SELECT, CSV).decode().split()[1:]) == NAMES
    assert len(Graph().parse(data=told(CONSTRUCT, TURTLE), format="turtle")) > 0


def test_rdflib_asks_as_a_store(endpoint: str) -> None:
    graph = Graph(SPARQLStore(endpoint))
    assert {str(row[0]) for row in graph.query(SELECT)} == NAMES  # type: ignore[index]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
def test_curl_gets_rows(endpoint: str) -> None:
    command = ["curl", "-sS", "--data-urlencode", f"query={SELECT}", endpoint]
    done = subprocess.run(command, capture_output=True, check=True, timeout=30)
    assert {row["l"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]} == NAMES
