"""A store behind a URL: any SPARQL 1.1 server whose default graph is the union of its named graphs, and Virtuoso."""

from collections.abc import Iterable, Iterator, Sequence
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request

import pyoxigraph as ox

from graph.store.base import Answer, Boolean, QueryError, Solutions, StoreError, Term, Triples
from graph.store.dialects import edited, find, unreachable
from graph.store.files import read_quads
from graph.store.guard import is_update, refuse_nesting, refuse_service
from graph.store.transaction import META, VERSION
from graph.store.updates import checked, over

_TIMEOUT = 300.0  # seconds without a byte
_ROWS = "application/sparql-results+json"
_GRAPH = "application/n-triples, text/turtle;q=0.8"
_EITHER = f"{_ROWS}, application/n-triples;q=0.9, text/turtle;q=0.8"
_FORM = "application/x-www-form-urlencoded"
_ASKED = "__ASK_RETVAL"  # the variable of Virtuoso's answer to ASK: one row for yes, none for no
_EMPTY = ox.Store()
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
    """A SPARQL 1.1 server, asked and told by POST; graph.store.dialects finds where, and what it wants otherwise."""

    def __init__(self, location: str, *, read_only: bool = False) -> None:
        """Reach the server; raises StoreError where it does not answer or its default graph is no union."""
        self._address = find(location)
        self._url, self._dialect = self._address.query, self._address.dialect
        self._read_only = read_only
        if next(self._select(_OUTSIDE_UNION), None) is not None:
            raise StoreError(
                f"{self._url} 的默认图不是各命名图的并集，查询会漏掉事实：请在服务器上打开这一选项 "
                "(its default graph is not the union of its named graphs and queries would miss facts: "
                "switch that on at the server)"
            )

    def query(self, sparql: str) -> Answer:
        """Answer one SPARQL 1.1 query; raises QueryError for a bad one, StoreError where the server fails."""
        refuse_nesting(sparql)
        refuse_service(sparql)
        if is_update(sparql):
            raise QueryError("这是更新，此处只能查询 (this is an update: only queries here)")
        text, edits = self._dialect.asked(self._checked(sparql))
        response = self._ask(text)
        media = response.headers.get("Content-Type", "").split(";")[0].strip()
        if rdf := ox.RdfFormat.from_media_type(media):
            return Triples(_triples(response, rdf))
        results = ox.QueryResultsFormat.from_media_type(media)
        if results is None:
            raise StoreError(f"{self._url} 的回答不是 SPARQL 结果而是 {media or '?'} (not a SPARQL result)")
        try:
            answer = ox.parse_query_results(cast("IO[bytes]", edited(response, edits)), results)
        except (SyntaxError, ValueError, OSError, HTTPException) as error:
            raise StoreError(f"{self._url} 的回答读不懂 (cannot be read): {error}") from error
        if isinstance(answer, ox.QueryBoolean):
            return Boolean(bool(answer))
        names = tuple(v.value for v in answer.variables)
        rows = self._rows(answer, int(response.headers.get("X-SPARQL-MaxRows") or 0))
        return Boolean(next(rows, None) is not None) if names == (_ASKED,) else Solutions(names, rows)

    def _checked(self, sparql: str) -> str:
        """The query as it is. Raises QueryError for what a server that is laxer than SPARQL 1.1 would let pass."""
        try:
            if self._dialect.forms:
                _EMPTY.query(sparql)
        except SyntaxError as error:
            said = " ".join(str(error).split())
            raise QueryError(f"查询有语法错误 (syntax error): {said}") from error
        return sparql

    def _ask(self, sparql: str) -> HTTPResponse:
        """The response to a query. Raises QueryError, StoreError."""
        if not self._dialect.forms:
            return self._post(self._url, sparql, "application/sparql-query", _EITHER)
        is_graph = isinstance(_EMPTY.query(sparql), ox.QueryTriples)
        response = self._post(self._url, urlencode({"query": sparql}), _FORM, _GRAPH if is_graph else _ROWS)
        if response.headers.get("X-SQL-State"):
            said = response.headers.get("X-SQL-Message", "")
            raise StoreError(f"{self._url} 只答了一部分 (answered in part only): {said}")
        return response

    def replace(
        self, graphs: Sequence[ox.NamedNode], quads: Iterable[ox.Quad], *, without: Sequence[ox.Quad] = ()
    ) -> None:
        """Empty the graphs, take out `without`, add the quads, in one request. Raises StoreError."""
        self._update(self._dialect.commit(graphs, quads, without))

    def update(self, sparql: str, default: tuple[str, ...], named: tuple[str, ...], *, base: str, union: bool) -> None:
        """Send a SPARQL 1.1 update on; the server decides what it is over. Raises QueryError, StoreError."""
        self._update(
            f"BASE <{base}>\n{over(checked(sparql), default, named)}" if base else over(checked(sparql), default, named)
        )
        self.replace([], [])

    def _update(self, text: str) -> None:
        if self._read_only:
            raise StoreError(f"{self._url} 以只读方式打开 (was opened for reading only)")
        most = self._dialect.most
        if most and (size := len(text.encode())) > most:
            raise StoreError(
                f"一次写入 {size} 字节，{self._dialect.name} 最多收 {most}，什么都没有改动 "
                "(too large for one update of this server, nothing changed)"
            )
        self._post(self._address.update, text, "application/sparql-update", "*/*").close()

    def load(self, path: Path) -> int:
        """Add an RDF file; the number of quads it added. Raises StoreError.

        In one request, unless the server's limit asks for several: then a reader may see a part of the file.
        """
        before = len(self)
        for part in self._dialect.parts(read_quads(path)):
            self.replace([], part)
        return len(self) - before

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad but the version, in no particular order; graph by graph where rows are capped."""
        if self._dialect.unnamed is None:
            for row in self._select(_QUADS):
                subject, predicate, object_, graph = cast("_Quad", row)
                yield ox.Quad(subject, predicate, object_, graph or ox.DefaultGraph())
            return
        for (name,) in list(self._select(f"SELECT DISTINCT ?g WHERE {{ {self._named} }}")):
            graph_name = cast("ox.NamedNode", name)
            for row in self._select(f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph_name} {{ ?s ?p ?o }} }}"):
                subject, predicate, object_, _ = cast("_Quad", (*row, None))
                yield ox.Quad(subject, predicate, object_, self._dialect.graph(graph_name))

    @property
    def _named(self) -> str:
        """The pattern of the quads in named graphs, without the version and the server's own."""
        own = ", ".join((str(META), *(f"<{name}>" for name in self._dialect.own)))
        return f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({own}))"

    def version(self) -> str:
        """Return a text that changes with every commit Chantu makes; empty before the first."""
        return next((v.value for (v,) in self._select(_VERSION) if isinstance(v, ox.Literal)), "")

    def __len__(self) -> int:
        count = _COUNT if self._dialect.unnamed is None else f"SELECT (COUNT(*) AS ?n) WHERE {{ {self._named} }}"
        return next((int(n.value) for (n,) in self._select(count) if isinstance(n, ox.Literal)), 0)

    def _select(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        answer = self.query(sparql)
        if not isinstance(answer, Solutions):
            raise StoreError(f"{self._url} 对 SELECT 的回答不是行 (did not answer a SELECT with rows)")
        return answer.rows

    def _rows(self, answer: ox.QuerySolutions, cap: int) -> Iterator[tuple[Term | None, ...]]:
        """The rows; with a `cap`, what the server says it cut its answer at, there may be no more than that."""
        count = 0
        try:
            for solution in answer:
                yield tuple(solution)
                count += 1
        except (SyntaxError, ValueError, OSError, HTTPException) as error:
            raise StoreError(f"{self._url} 的回答中断 (the answer broke off): {error}") from error
        if cap and count >= cap:
            raise StoreError(
                f"{self._url} 只给前 {cap} 行，答案不全：请在服务器上调大 ResultSetMaxRows "
                "(the answer was cut there: raise ResultSetMaxRows at the server)"
            )

    def _post(self, url: str, body: str, content_type: str, accept: str) -> HTTPResponse:
        request = Request(  # noqa: S310  the address is http or https: open_store has seen to it
            url,
            data=body.encode(),
            headers={"Content-Type": f"{content_type}; charset=utf-8", "Accept": accept},
            method="POST",
        )
        try:
            return cast("HTTPResponse", self._address.opener.open(request, timeout=_TIMEOUT))
        except HTTPError as error:
            said = " ".join(error.read(2000).decode(errors="replace").split("\n\nSPARQL query:")[0].split())
            if error.code == 400:
                raise QueryError(f"{url} 不接受 (refused it): {said}") from error
            raise StoreError(f"{url} 出错 {error.code} (failed): {said or error.reason}") from error
        except (URLError, HTTPException, OSError) as error:
            raise unreachable(url, error) from error


def _triples(response: HTTPResponse, rdf: ox.RdfFormat) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(response, rdf):
            yield ox.Triple(quad.subject, quad.predicate, quad.object)
    except (SyntaxError, OSError, HTTPException) as error:
        raise StoreError(f"服务器的回答中断 (the server's answer broke off): {error}") from error
