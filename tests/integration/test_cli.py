"""The commands as people run them: what goes to which stream, and with which exit status."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import open_store
from tests.graphs import NEWS

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    status: int
    out: str
    err: str


def chantu(*arguments: str | Path, stdin: str = "", store: Path | None = None) -> Run:
    environment = {**os.environ, **({"CHANTU_STORE": str(store)} if store else {})}
    command = [sys.executable, "-W", "error", "-m", "cli", *map(str, arguments)]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    return Run(ended.returncode, ended.stdout, ended.stderr)


def test_help_names_the_commands() -> None:
    run = chantu("--help")
    assert run.status == 0
    assert re.findall(r"^  (\w+) ", run.out, re.MULTILINE) == sorted(
        ["ingest", "load", "serve", "query", "export", "status", "validate"]
    )


def test_from_documents_to_answers(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "news.txt").write_text(NEWS, "utf-8")
    store = tmp_path / "store"
    first = chantu("ingest", tmp_path / "documents", "--workers", "1", store=store)
    assert (first.status, first.out) == (0, "")
    assert "读入 1 份文档" in first.err
    version = chantu("status", store=store).out
    assert "文档 documents\t1\n" in version
    assert chantu("ingest", tmp_path / "documents", store=store).status == 0
    again = chantu("status", store=store).out
    assert again.splitlines()[:-1] == version.splitlines()[:-1]  # the same, but for the version


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(NEWS, "utf-8")
    run = chantu("ingest", tmp_path / "news.txt", tmp_path / "none.txt", "--store", tmp_path / "store")
    assert run.status == 1
    assert f"{tmp_path / 'none.txt'}：" in run.err
    assert "读入 1 份文档" in run.err


def test_status_counts_what_there_is(filled: Path) -> None:
    run = chantu("status", store=filled)
    assert run.status == 0
    assert re.search(r"^文档 documents\t2$", run.out, re.MULTILINE)
    assert re.search(r"^  企业 Enterprise\t3$", run.out, re.MULTILINE)
    assert re.search(r"^事实 facts\t18$", run.out, re.MULTILINE)
    assert re.search(r"^数据 observations\t6$", run.out, re.MULTILINE)
    assert re.search(r"^版本 version\t\w{20}$", run.out, re.MULTILINE)


def test_a_stored_query_with_a_parameter(filled: Path) -> None:
    run = chantu("query", "platform-revenue", "-p", "year=2019", "--format", "csv", store=filled)
    assert run.status == 0
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [(r["platformLabel"], r["value"], r["document"]) for r in rows] == [
        ("云栈小镇", "1250000000", "news.txt"),
        ("云栈小镇", "1280000000", "report.txt"),
        ("松涛科技园", "700000000", "report.txt"),
    ]


def test_a_table_keeps_every_row_on_one_line_where_nobody_looks_at_it(filled: Path) -> None:
    run = chantu("query", "platform-revenue", store=filled)
    assert run.status == 0
    assert len([line for line in run.out.splitlines() if "CNY" in line]) == 3
    assert "…" not in run.out
    assert "3 行" in run.err


def test_a_query_from_a_file_and_from_standard_input(filled: Path, tmp_path: Path) -> None:
    ask = "ASK { ?s ?p ?o }"
    (tmp_path / "own.rq").write_text(ask)
    assert chantu("query", tmp_path / "own.rq", store=filled).out == "true\n"
    answered = chantu("query", "-", "--format", "json", stdin=ask, store=filled)
    assert json.loads(answered.out)["boolean"] is True


@pytest.mark.parametrize(("format_", "parser"), [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES)])
def test_a_graph_as_the_answer(filled: Path, format_: str, parser: ox.RdfFormat) -> None:
    construct = "CONSTRUCT WHERE { ?s a <https://w3id.org/chantu/ontology#Talent> }"
    run = chantu("query", "-", "--format", format_, stdin=construct, store=filled)
    assert len(list(ox.parse(run.out, parser))) == 1


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "reason"),
    [
        (["query", "no-such"], "", 2, "platform-revenue"),
        (["query", "platform-revenue", "-p", "year=MMXIX"], "", 2, "四位数的年份"),
        (["query", "platform-revenue", "-p", "year"], "", 2, "名称=值"),
        (["query", "platform-revenue", "-p", "yaer=2019"], "", 2, "year"),
        (["query", "platforms", "--format", "ttl"], "", 2, "json"),
        (["query", "none.rq"], "", 2, "读不了"),
        (["query", "-"], "SELECT * { ?s ?p }", 1, "syntax error"),
        (["query", "-"], "DROP ALL", 1, "更新"),
        (["query", "-"], "ASK { SERVICE <http://127.0.0.1:9/> {} }", 1, "SERVICE"),
        (["export", "graph.docx"], "", 2, ".graphml"),
        (["load", "none.nq"], "", 1, "读不了"),
        (["ask", "谁"], "", 2, "No such command"),
    ],
)
def test_failures_say_why(arguments: list[str], stdin: str, status: int, reason: str, filled: Path) -> None:
    run = chantu(*arguments, stdin=stdin, store=filled)
    assert (run.status, run.out) == (status, "")
    assert reason in run.err


@pytest.mark.parametrize("command", [["status"], ["query", "platforms"], ["export", "graph.nq"]])
def test_reading_where_there_is_no_store(command: list[str], tmp_path: Path) -> None:
    run = chantu(*command, "--store", tmp_path / "none")
    assert (run.status, run.out) == (1, "")
    assert "先运行 chantu ingest" in run.err
    assert not list(tmp_path.iterdir())


def test_reading_goes_on_while_a_process_writes_and_a_second_writer_is_told(filled: Path, tmp_path: Path) -> None:
    opened = open_store(str(filled))
    assert chantu("status", store=filled).status == 0
    (tmp_path / "a.nt").write_text('<http://a.example/a> <http://a.example/p> "x" .')
    run = chantu("load", tmp_path / "a.nt", store=filled)
    assert run.status == 1
    assert "正被另一个程序写入" in run.err
    assert len(opened) > 100


def test_export_and_load_make_the_same_graph_again(filled: Path, tmp_path: Path) -> None:
    assert chantu("export", tmp_path / "graph.nq", store=filled).status == 0
    loaded = chantu("load", tmp_path / "graph.nq", "--store", tmp_path / "again")
    assert loaded.status == 0
    there, here = (open_store(str(s), read_only=True) for s in (tmp_path / "again", filled))
    assert set(there.quads()) == set(here.quads())
    assert f"新增 {len(here)} 条" in loaded.err


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_a_reader_that_stops_reading_is_no_failure_to_report(format_: str, filled: Path) -> None:
    values = "VALUES ?a { " + "1 " * 60 + "} VALUES ?b { " + "2 " * 100 + "}"
    command = f"{sys.executable} -m cli query - --store {filled} --format {format_} | head -n 1"
    ended = subprocess.run(  # noqa: S602
        command, shell=True, cwd=ROOT, input=f"SELECT * {{ {values} }}", capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ended.stderr
    assert "Error" not in ended.stderr
