"""The endpoint as a page of another origin asks it: fetch in a real browser."""

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

QUERY = (
    "SELECT ?l { ?e a <https://w3id.org/chantu/ontology#Platform> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l } "
    "LIMIT 3"
)


class _Blank(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Blank)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_page_of_another_origin_gets_its_answer(browser: Browser, address: str, elsewhere: str) -> None:
    page = browser.new_page()
    page.goto(elsewhere)
    rows = page.evaluate(
        """async ([address, query]) => {
          const response = await fetch(address + "/sparql", {
            method: "POST", body: new URLSearchParams({query}),
            headers: {Accept: "application/sparql-results+json"},
          });
          return (await response.json()).results.bindings.length;
        }""",
        [address, QUERY],
    )
    page.close()
    assert rows == 3
