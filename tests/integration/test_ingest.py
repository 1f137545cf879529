"""Ingest of files: bad ones hinder no other, a file read again replaces itself, a crash leaves no half."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.store import open_store
from graph.store.base import Solutions, Store
from ingest import pipeline
from ingest.pipeline import Failure, Progress, ingest

GOOD = "云栈小镇\n\n2021年，云栈小镇引进企业20家，实现营业收入3.5亿元。江川禾木智能科技有限公司落户小镇。\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "store"))


def documents(store: Store) -> list[str]:
    answer = store.query(
        "SELECT ?i { ?d a <https://w3id.org/chantu/ontology#Document> ; <http://purl.org/dc/terms/identifier> ?i }"
    )
    assert isinstance(answer, Solutions)
    return sorted(str(row[0].value) for row in answer.rows if row[0] is not None)  # type: ignore[union-attr]


def test_bad_files_are_named_and_the_others_land(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "gbk.txt").write_bytes("云栈小镇".encode("gbk"))
    (folder / "dangling.txt").symlink_to(tmp_path / "nowhere")
    summary = ingest([folder, tmp_path / "missing.txt"], store)
    assert summary.documents == 1
    reasons = {Path(f.path).name: f.reason for f in summary.failures}
    assert "空" in reasons["empty.txt"]
    assert "二进制" in reasons["binary.txt"]
    assert "UTF-8" in reasons["gbk.txt"]
    assert "没有" in reasons["missing.txt"]
    assert "读不了" in reasons["dangling.txt"]
    assert all("\n" not in reason for reason in reasons.values())
    assert documents(store) == ["good.txt"]


def test_a_format_without_reader_is_named(tmp_path: Path, store: Store) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    summary = ingest([tmp_path / "a.pdf"], store)
    assert ".pdf" in summary.failures[0].reason


def test_reading_again_leaves_no_double(tmp_path: Path, store: Store) -> None:
    file = tmp_path / "good.txt"
    file.write_text(GOOD, "utf-8")
    ingest([file], store)
    once = set(store.quads())
    ingest([file], store)
    assert set(store.quads()) == once
    file.write_text("远岫产业园\n\n2022年，远岫产业园实现税收2亿元。\n", "utf-8")
    ingest([file], store)
    assert documents(store) == ["good.txt"]
    assert not any("云栈" in str(q.object) for q in store.quads())


def test_two_files_of_one_name_are_not_mixed(tmp_path: Path, store: Store) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(GOOD, "utf-8")
    summary = ingest([tmp_path / "a", tmp_path / "b"], store)
    assert summary.documents == 1
    assert "同名" in summary.failures[0].reason


def test_progress_is_told_for_every_file(tmp_path: Path, store: Store) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    told: list[Progress] = []
    ingest([tmp_path / "a.txt", tmp_path / "b.txt"], store, report=told.append)
    assert [(p.done, p.total) for p in told] == [(1, 2), (2, 2)]


def test_several_workers_say_the_same(tmp_path: Path) -> None:
    files = []
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(GOOD.replace("云栈", f"云栈{name[0].upper()}"), "utf-8")
        files.append(tmp_path / name)
    one, many = open_store(str(tmp_path / "one")), open_store(str(tmp_path / "many"))
    ingest(files, one)
    ingest(files, many, workers=2)
    assert set(one.quads()) == set(many.quads())


def _dies_of_one(path: Path) -> Failure:
    if path.name == "large.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return Failure(str(path), "read")


def test_a_file_that_a_process_dies_of_is_named_and_hinders_no_other(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_attempt", _dies_of_one)
    files = [tmp_path / name for name in ("a.txt", "large.txt", "c.txt")]
    for file in files:
        file.write_text(GOOD, "utf-8")
    told = {Path(f.path).name: f.reason for f in ingest(files, store, workers=2).failures}
    assert "内存不够" in told.pop("large.txt")
    assert told == {"a.txt": "read", "c.txt": "read"}


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()]


def test_a_crash_leaves_whole_documents_only(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"d{number}.txt").write_text(GOOD.replace("云栈", f"云栈{number}号"), "utf-8")
    place = tmp_path / "store"
    command = [sys.executable, "-m", "cli", "ingest", str(tmp_path), "--store", str(place)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not children(process.pid):  # which read when the industries are planted
        time.sleep(0.02)
    time.sleep(0.4)
    workers = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    while time.monotonic() < deadline and any(Path(f"/proc/{w}").exists() for w in workers):
        time.sleep(0.1)
    assert not [w for w in workers if Path(f"/proc/{w}").exists()]
    store = open_store(str(place))
    landed = documents(store)
    whole = open_store(str(tmp_path / "whole"))
    ingest([tmp_path / name for name in landed], whole)
    assert set(store.quads()) == set(whole.quads())
