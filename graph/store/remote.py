"""A store behind a URL: any SPARQL 1.1 server whose default graph is the union of its named graphs."""

from collections.abc import Iterable, Iterator, Sequence
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from graph.store.base import Answer, Boolean, QueryError, Solutions, StoreError, Term, Triples
from graph.store.files import read_quads
from graph.store.guard import is_update, refuse_nesting, refuse_service
from graph.store.transaction import META, VERSION, update_text
from graph.store.updates import checked, over

_TIMEOUT = 300.0  # seconds without a byte
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_OUTSIDE_UNION = """SELECT ?s WHERE {
  { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
  FILTER NOT EXISTS { ?s ?p ?o }
}"""
_QUADS = f"""SELECT ?s ?p ?o ?g WHERE {{
  {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {META}) }}
  UNION {{ ?s ?p ?o FILTER NOT EXISTS {{ GRAPH ?any {{ ?s ?p ?o }} }} }}
}}"""
_COUNT = f"SELECT (COUNT(*) AS ?n) WHERE {{ {_QUADS} }}"
_VERSION = f"SELECT ?v WHERE {{ GRAPH {META} {{ {META} {VERSION} ?v }} }}"

_Quad = tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode, Term, ox.NamedNode | ox.BlankNode | None]


class RemoteStore:
    """A SPARQL 1.1 server, asked and told by POST.

    The update address follows from the query address: …/query has …/update beside it, …/sparql has
    …/sparql/update below it, any other address takes both.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        """Reach the server; raises StoreError where it does not answer or its default graph is no union."""
        self._url = url
        self._update_url = _update_url(url)
        self._read_only = read_only
        if next(self._select(_OUTSIDE_UNION), None) is not None:
            raise StoreError(
                f"{url} 的默认图不是各命名图的并集，查询会漏掉事实：请在服务器上打开这一选项 "
                "(its default graph is not the union of its named graphs and queries would miss facts: "
                "switch that on at the server)"
            )

    def query(self, sparql: str) -> Answer:
        """Answer one SPARQL 1.1 query; raises QueryError for a bad one, StoreError where the server fails."""
        refuse_nesting(sparql)
        refuse_service(sparql)
        if is_update(sparql):
            raise QueryError("这是更新，此处只能查询 (this is an update: only queries here)")
        response = self._post(self._url, sparql, "application/sparql-query", _ACCEPT)
        media = response.headers.get("Content-Type", "").split(";")[0].strip()
        if rdf := ox.RdfFormat.from_media_type(media):
            return Triples(_triples(response, rdf))
        results = ox.QueryResultsFormat.from_media_type(media)
        if results is None:
            raise StoreError(f"{self._url} 的回答不是 SPARQL 结果而是 {media or '?'} (not a SPARQL result)")
        try:
            answer = ox.parse_query_results(response, results)
        except (SyntaxError, ValueError, OSError, HTTPException) as error:
            raise StoreError(f"{self._url} 的回答读不懂 (cannot be read): {error}") from error
        if isinstance(answer, ox.QueryBoolean):
            return Boolean(bool(answer))
        return Solutions(tuple(v.value for v in answer.variables), self._rows(answer))

    def replace(
        self, graphs: Sequence[ox.NamedNode], quads: Iterable[ox.Quad], *, without: Sequence[ox.Quad] = ()
    ) -> None:
        """Empty the graphs, take out `without`, add the quads, in one request. Raises StoreError."""
        if self._read_only:
            raise StoreError(f"{self._url} 以只读方式打开 (was opened for reading only)")
        text = update_text(graphs, quads, without)
        self._post(self._update_url, text, "application/sparql-update", "*/*").close()

    def update(self, sparql: str, default: tuple[str, ...], named: tuple[str, ...], *, union: bool) -> None:
        """Send a SPARQL 1.1 update on; the server decides what it is over. Raises QueryError, StoreError."""
        if self._read_only:
            raise StoreError(f"{self._url} 以只读方式打开 (was opened for reading only)")
        text = over(checked(sparql), default, named)
        self._post(self._update_url, text, "application/sparql-update", "*/*").close()
        self.replace([], [])

    def load(self, path: Path) -> int:
        """Add an RDF file in one request; the number of quads it added. Raises StoreError."""
        before = len(self)
        self.replace([], read_quads(path))
        return len(self) - before

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad but the version, in no particular order."""
        for row in self._select(_QUADS):
            subject, predicate, object_, graph = cast("_Quad", row)
            yield ox.Quad(subject, predicate, object_, graph or ox.DefaultGraph())

    def version(self) -> str:
        """Return a text that changes with every commit Chantu makes; empty before the first."""
        return next((v.value for (v,) in self._select(_VERSION) if isinstance(v, ox.Literal)), "")

    def __len__(self) -> int:
        return next((int(n.value) for (n,) in self._select(_COUNT) if isinstance(n, ox.Literal)), 0)

    def _select(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        answer = self.query(sparql)
        if not isinstance(answer, Solutions):
            raise StoreError(f"{self._url} 对 SELECT 的回答不是行 (did not answer a SELECT with rows)")
        return answer.rows

    def _rows(self, answer: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
        try:
            for solution in answer:
                yield tuple(solution)
        except (SyntaxError, ValueError, OSError, HTTPException) as error:
            raise StoreError(f"{self._url} 的回答中断 (the answer broke off): {error}") from error

    def _post(self, url: str, body: str, content_type: str, accept: str) -> HTTPResponse:
        request = Request(  # noqa: S310  the address is http or https: open_store has seen to it
            url,
            data=body.encode(),
            headers={"Content-Type": f"{content_type}; charset=utf-8", "Accept": accept},
            method="POST",
        )
        try:
            return cast("HTTPResponse", urlopen(request, timeout=_TIMEOUT))  # noqa: S310
        except HTTPError as error:
            said = " ".join(error.read(2000).decode(errors="replace").split())
            if error.code == 400:
                raise QueryError(f"{url} 不接受 (refused it): {said}") from error
            raise StoreError(f"{url} 出错 {error.code} (failed): {said or error.reason}") from error
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise StoreError(
                f"连不上 {url}：请检查地址、服务器是否在运行 (not reached, is it running?): {reason}"
            ) from error


def _triples(response: HTTPResponse, rdf: ox.RdfFormat) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(response, rdf):
            yield ox.Triple(quad.subject, quad.predicate, quad.object)
    except (SyntaxError, OSError, HTTPException) as error:
        raise StoreError(f"服务器的回答中断 (the server's answer broke off): {error}") from error


def _update_url(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise StoreError(f"{url} 不是有效的网址 (not a valid URL): {error}") from error
    path = parts.path.rstrip("/")
    if path.endswith("/query"):
        path = path.removesuffix("/query") + "/update"
    elif path.endswith("/sparql"):
        path += "/update"
    else:
        return url
    return parts._replace(path=path).geturl()
