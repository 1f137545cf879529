"""A store in a folder: commits are whole, readers need not wait for the writer, what fails says what to do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import open_store
from graph.store.base import Boolean, QueryError, Solutions, Store, StoreError, Triples

ROOT = Path(__file__).parents[2]
GRAPH, OTHER = ox.NamedNode("http://a.example/g"), ox.NamedNode("http://a.example/h")


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://a.example/{name}")


def quad(subject: str, value: str, graph: ox.NamedNode = GRAPH) -> ox.Quad:
    return ox.Quad(node(subject), node("says"), ox.Literal(value), graph)


@pytest.fixture
def store(store_path: Path) -> Store:
    return open_store(str(store_path))


@contextmanager
def writer(path: Path, script: str, pause: float = 0) -> Iterator[subprocess.Popen[str]]:
    """Run another process that has the store open and prints a line when it is ready."""
    head = "import sys, time, pyoxigraph as ox\nfrom graph.store import open_store\nstore = open_store(sys.argv[1])\n"
    process = subprocess.Popen(
        [sys.executable, "-c", head + script, str(path), str(pause)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


def test_replacing_empties_the_graphs_and_takes_out_and_puts_in(store: Store) -> None:
    store.replace([], [quad("a", "old"), quad("b", "kept", OTHER), quad("c", "derived", OTHER)])
    store.replace([GRAPH], [quad("a", "new"), quad("d", "added", OTHER)], without=[quad("c", "derived", OTHER)])
    assert set(store.quads()) == {quad("a", "new"), quad("b", "kept", OTHER), quad("d", "added", OTHER)}
    assert len(store) == 3


@pytest.mark.parametrize(
    "text", ['say "so" \\ or\nnot\r\t', "\x00\x01\x7f", "𠮷 \u2028 \ufffe", "} ; DROP ALL ; {", "'''"]
)
def test_any_text_comes_back_as_it_went_in(store: Store, text: str) -> None:
    store.replace([], [quad("a", text)])
    assert [q.object for q in store.quads()] == [ox.Literal(text)]


def test_queries_see_all_graphs_as_one(store: Store) -> None:
    store.replace([], [quad("a", "1"), quad("a", "2", OTHER)])
    rows = store.query("SELECT ?v { ?s <http://a.example/says> ?v } ORDER BY ?v")
    assert isinstance(rows, Solutions)
    assert rows.variables == ("v",)
    assert list(rows.rows) == [(ox.Literal("1"),), (ox.Literal("2"),)]
    assert store.query("ASK { <http://a.example/b> ?p ?o }") == Boolean(value=False)
    graph = store.query("CONSTRUCT WHERE { ?s <http://a.example/says> ?o }")
    assert isinstance(graph, Triples)
    assert len(list(graph.triples)) == 2


def test_the_version_changes_with_every_commit_and_is_no_quad_of_the_graph(store: Store) -> None:
    versions = [store.version()]
    for _ in range(3):
        store.replace([GRAPH], [quad("a", "same")])
        versions.append(store.version())
    assert len(set(versions)) == 4
    assert list(store.quads()) == [quad("a", "same")]


def test_bad_queries_say_where(store: Store) -> None:
    with pytest.raises(QueryError, match="1:1"):
        store.query("SELECT * { ?s ?p }")
    with pytest.raises(QueryError, match="更新"):
        store.query("DELETE WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nq", "<http://a.example/a> <http://a.example/p> _:b <http://a.example/g> ."),
        ("a.nt", "<http://a.example/a> <http://a.example/p> _:b ."),
        ("a.ttl", "@prefix e: <http://a.example/> . e:a e:p [] ."),
        ("a.trig", "@prefix e: <http://a.example/> . e:g { e:a e:p [] }"),
        ("a.jsonld", '{"@id": "http://a.example/a", "http://a.example/p": [{}]}'),
        (
            "a.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://a.example/">'
            '<rdf:Description rdf:about="http://a.example/a"><e:p rdf:nodeID="b"/></rdf:Description></rdf:RDF>',
        ),
    ],
)
def test_rdf_files_are_loaded_as_they_are(store: Store, tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    before = store.version()
    assert store.load(file) == 1
    assert store.version() != before
    assert store.query("ASK { <http://a.example/a> <http://a.example/p> ?b }") == Boolean(value=True)


def test_two_files_never_share_a_blank_node(store: Store, tmp_path: Path) -> None:
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_text(f'_:x <http://a.example/from> "{name}" .')
        store.load(tmp_path / name)
    assert len({q.subject for q in store.quads()}) == 2


def test_a_file_that_breaks_off_adds_nothing(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "broken.nt"
    file.write_text("<http://a.example/a> <http://a.example/p> 'x' .\n<http://a.example/a> oops")
    with pytest.raises(StoreError, match="不是有效的 RDF"):
        store.load(file)
    assert len(store) == 0


@pytest.mark.parametrize(("name", "reason"), [("none.nt", "读不了"), ("a.docx", "不认识的后缀")])
def test_files_that_cannot_be_loaded_say_why(store: Store, tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(StoreError, match=reason):
        store.load(tmp_path / name)


def test_reading_where_there_is_no_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="chantu ingest"):
        open_store(str(tmp_path / "none"), read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_folder_with_other_files_is_not_made_a_store(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("…")
    with pytest.raises(StoreError, match="空文件夹"):
        open_store(str(tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]


def test_a_store_opened_for_reading_is_not_written(filled: Path) -> None:
    with pytest.raises(StoreError, match="只读"):
        open_store(str(filled), read_only=True).replace([], [quad("a", "x")])


def test_a_second_writer_is_told_what_to_do_and_readers_go_on(filled: Path) -> None:
    with writer(filled, "print('ready', flush=True)\ntime.sleep(60)"):
        with pytest.raises(StoreError, match="chantu serve"):
            open_store(str(filled))
        assert len(open_store(str(filled), read_only=True)) > 100
    assert len(open_store(str(filled))) > 100


WRITE_FOR_EVER = """
graph, says = ox.NamedNode("http://a.example/g"), ox.NamedNode("http://a.example/says")
for turn in range(10**6):
    store.replace([graph], [
        ox.Quad(ox.NamedNode(f"http://a.example/{i}"), says, ox.Literal(turn), graph) for i in range(2000)
    ])
    print(turn, flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_a_killed_writer_leaves_the_old_or_the_new_never_half(store_path: Path) -> None:
    versions = set()
    for delay in (0.02, 0.05, 0.09, 0.14, 0.2, 0.31):  # seconds: somewhere in the midst of a commit
        with writer(store_path, WRITE_FOR_EVER) as process:
            time.sleep(delay)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        store = open_store(str(store_path))
        said = [q.object.value for q in store.quads() if isinstance(q.object, ox.Literal)]
        assert len(said) == 2000
        assert len(set(said)) == 1
        versions.add(store.version())
        del store
    assert len(versions) == 6


def test_readers_see_whole_commits_while_another_process_writes(store_path: Path) -> None:
    with writer(store_path, WRITE_FOR_EVER, pause=0.05):
        for _ in range(10):
            said = [q.object for q in open_store(str(store_path), read_only=True).quads()]
            assert len(said) == 2000
            assert len(set(said)) == 1
