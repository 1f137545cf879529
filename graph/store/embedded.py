"""A store in a folder: Oxigraph on disk, one process that writes, any number that read."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from graph.store.base import Answer, Boolean, QueryError, Solutions, StoreError, Term, Triples
from graph.store.files import read_quads
from graph.store.guard import is_update, refuse_nesting, refuse_service
from graph.store.transaction import META, VERSION, fresh_version, update_text
from graph.store.updates import checked, over

_PAUSES = (0.1, 0.3, 0.6, 1.0)  # seconds; the writing process may remove a file while a reading one opens the folder
_T = TypeVar("_T")


class EmbeddedStore:
    """Oxigraph in a folder. Opened for reading it shows the folder as it was at the time of opening."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the folder, which is made unless only read; raises StoreError where that cannot be."""
        self._path = path
        self._read_only = read_only
        self._store = _open_to_read(path) if read_only else _open_to_write(path)

    def query(self, sparql: str) -> Answer:
        """Answer one SPARQL 1.1 query over the union of all graphs; raises QueryError."""
        refuse_nesting(sparql)
        refuse_service(sparql)
        try:
            answer = self._store.query(sparql, use_default_graph_as_union=True)
        except SyntaxError as error:
            if is_update(sparql):
                raise QueryError("这是更新，不是查询：此处只能查询 (this is an update: only queries here)") from error
            said = " ".join(str(error).split())
            raise QueryError(f"查询有语法错误 (syntax error): {said}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"查询不能执行 (the query cannot be answered): {error}") from error
        if isinstance(answer, ox.QuerySolutions):
            return Solutions(tuple(v.value for v in answer.variables), _read(_row(s) for s in answer))
        if isinstance(answer, ox.QueryBoolean):
            return Boolean(bool(answer))
        return Triples(_read(answer))

    def replace(
        self, graphs: Sequence[ox.NamedNode], quads: Iterable[ox.Quad], *, without: Sequence[ox.Quad] = ()
    ) -> None:
        """Empty the graphs, take out `without`, add the quads: all or nothing. Raises StoreError."""
        if self._read_only:
            raise StoreError(f"{self._path} 以只读方式打开 (was opened for reading only)")
        try:
            if without or any(self._holds(graph) for graph in graphs):
                self._store.update(update_text(graphs, quads, without))
            else:
                self._add(quads)
        except (OSError, RuntimeError, SyntaxError) as error:
            raise StoreError(f"写不进 {self._path}，什么都没有改动 (not written, nothing changed): {error}") from error

    def update(self, sparql: str, default: tuple[str, ...], named: tuple[str, ...], *, base: str, union: bool) -> None:
        """Carry out a SPARQL 1.1 update: all of it or nothing. Raises QueryError, StoreError.

        Where no graphs are given and `union` holds, patterns are over all graphs, as queries are.
        """
        if self._read_only:
            raise StoreError(f"{self._path} 以只读方式打开 (was opened for reading only)")
        text = over(checked(sparql), default, named)
        if union and not default and not named:
            graphs = tuple(g.value for g in self._store.named_graphs() if isinstance(g, ox.NamedNode))
            with suppress(QueryError):  # the update says itself what it is over
                text = over(text, graphs, graphs)
        try:
            self._store.update(text, base_iri=base)
            self._add([])
        except SyntaxError as error:
            said = " ".join(str(error).split())
            raise QueryError(f"更新有语法错误 (syntax error): {said}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"更新没有执行，什么都没有改动 (not carried out, nothing changed): {error}") from error

    def _holds(self, graph: ox.NamedNode) -> bool:
        return next(iter(self._store.quads_for_pattern(None, None, None, graph)), None) is not None

    def _add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads to graphs that need no emptying: one transaction, several times faster than an update's text.

        The version before is removed afterwards; should that fail, the later of the two counts.
        """
        outdated = list(self._store.quads_for_pattern(META, VERSION, None, META))
        self._store.extend([*quads, fresh_version()])
        for quad in outdated:
            self._store.remove(quad)

    def load(self, path: Path) -> int:
        """Add an RDF file in one transaction; the number of quads it added. Raises StoreError."""
        before = len(self)
        self.replace([], read_quads(path))
        return len(self) - before

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad but the version, in no particular order."""
        return _read(q for q in self._store if q.graph_name != META)

    def version(self) -> str:
        """Return a text that changes with every commit; empty before the first."""
        found = self._store.quads_for_pattern(META, VERSION, None, META)
        return max((q.object.value for q in found if isinstance(q.object, ox.Literal)), default="")

    def __len__(self) -> int:
        return len(self._store) - sum(1 for _ in self._store.quads_for_pattern(None, None, None, META))


def _row(solution: ox.QuerySolution) -> tuple[Term | None, ...]:
    return tuple(solution)


def _read(items: Iterable[_T]) -> Iterator[_T]:
    """Yield the items; what goes wrong while the engine computes them is a QueryError."""
    try:
        yield from items
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"查询中断 (the query broke off): {error}") from error


def _open_to_write(path: Path) -> ox.Store:
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not any((path / name).exists() for name in ("CURRENT", "LOCK")) and any(path.iterdir()):
            raise StoreError(f"{path} 里已有别的文件，不是图谱库：请换一个空文件夹 (not a store: give an empty folder)")
        return ox.Store(path)
    except OSError as error:
        if _is_locked(error):
            raise StoreError(
                f"图谱库 {path} 正被另一个程序写入（多半是 chantu serve 或 chantu ingest）："
                "请等它结束或先停掉它。query、export、status 现在也能用。\n"
                f"(Another process, likely chantu serve or chantu ingest, writes to the store {path}: "
                "wait for it or stop it. query, export and status work meanwhile.)"
            ) from error
        raise _cannot_open(path, error) from error


def _open_to_read(path: Path) -> ox.Store:
    if not (path / "CURRENT").exists():
        raise StoreError(
            f"没有图谱库 {path}：先运行 chantu ingest，或用 --store 指明 "
            f"(no store at {path}: run chantu ingest first, or name it with --store)"
        )
    for pause in _PAUSES:
        try:
            return ox.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            reason = error
            time.sleep(pause)
    raise _cannot_open(path, reason) from reason


def _is_locked(error: OSError) -> bool:
    return "temporarily unavailable" in str(error) or "lock hold by current process" in str(error)


def _cannot_open(path: Path, error: Exception) -> StoreError:
    return StoreError(f"图谱库 {path} 打不开 (the store cannot be opened): {error}")
