"""A SPARQL 1.1 server for tests: Oxigraph behind HTTP on a free port of this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox


@contextmanager
def serving(*, union: bool = True) -> Iterator[str]:
    """Serve an empty store and give the address of its queries; updates go to …/update beside it."""
    store = ox.Store()

    class Handler(BaseHTTPRequestHandler):
        """The query and update operations of the SPARQL 1.1 Protocol, by POST with the text as the body."""

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            try:
                if self.path == "/query":
                    self.answer(store.query(text, use_default_graph_as_union=union))
                elif self.path == "/update":
                    store.update(text)
                    self.reply(204, b"", "text/plain")
                else:
                    self.reply(404, b"nothing here", "text/plain")
            except SyntaxError as error:
                self.reply(400, str(error).encode(), "text/plain")

        def answer(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
            if isinstance(result, ox.QueryTriples):
                body = ox.serialize(result, format=ox.RdfFormat.N_TRIPLES)
                self.reply(200, body or b"", "application/n-triples")
            else:
                body = result.serialize(format=ox.QueryResultsFormat.JSON)
                self.reply(200, body or b"", "application/sparql-results+json")

        def reply(self, status: int, body: bytes, media: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/query"
        server.shutdown()
        thread.join(5)
