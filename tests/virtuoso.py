"""A real Virtuoso for tests, on loopback: nothing comes in, the address of its SPARQL endpoint goes out.

It runs in a temporary folder with an ini file of its own, and is ended by its own process id. As a program:

    python -m tests.virtuoso

starts one, prints the address, and ends it at Ctrl+C or SIGTERM.
"""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.serving import free_port
from tests.virtuoso_install import virtuoso

_INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
SSL_Only = 0
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
SchedulerInterval = 10
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 2
DirsAllowed = {folder}
ShutdownRequestTimeout = 1
TempAllocationPct = 30
MaxSortedTopRows = 1000000

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
ServerRoot = {folder}
MaxClientConnections = 10
EnabledGzipContent = 0

[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 0
DefaultQuery = ASK {{ ?s ?p ?o }}
DeferInferenceRulesInit = 0

[Plugins]
"""
_GRANTS = """GRANT SPARQL_UPDATE TO "SPARQL";
DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);
"""


@contextmanager
def serving(rows: int = 1_000_000) -> Iterator[str]:
    """Serve an empty Virtuoso and give the address of its queries; `rows` is its cap on an answer's rows."""
    with _running(rows) as (url, _, _):
        yield url


@contextmanager
def loaded(triples: Path) -> Iterator[str]:
    """Serve a Virtuoso that holds a file of N-Triples, by its bulk loader; give the address of its queries."""
    with _running(1_000_000) as (url, port, folder):
        (folder / "load").mkdir()
        shutil.copy(triples, folder / "load" / "graph.nt")
        _sql(port, f"ld_dir ('{folder}/load', '*.nt', 'urn:graph');\nrdf_loader_run ();\ncheckpoint;\n", seconds=3600)
        yield url


@contextmanager
def _running(rows: int) -> Iterator[tuple[str, int, Path]]:
    """A Virtuoso whose endpoint may be written to: the address of its queries, its port for SQL, its folder."""
    found = virtuoso()
    if found is None:
        raise RuntimeError("no Virtuoso: python -m tests.virtuoso_install")
    folder = Path(tempfile.mkdtemp(prefix="chantu-virtuoso-"))
    sql, http = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, sql=sql, http=http, rows=rows), "utf-8")
    process = subprocess.Popen(
        [found[0], "+foreground", "+configfile", str(ini)],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{http}/sparql"
    try:
        _await(process, url, folder / "virtuoso.log")
        _sql(sql, _GRANTS)
        yield url, sql, folder
    finally:
        process.kill()  # a database in a temporary folder needs no checkpoint
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _sql(port: int, statements: str, *, seconds: int = 60) -> None:
    """Run SQL, a statement a line, as the administrator whom every new database has."""
    found = virtuoso()
    run = subprocess.run(
        [found[1] if found else "isql-vt", f"127.0.0.1:{port}", "dba", "dba"],
        input=statements, capture_output=True, text=True, timeout=seconds, check=False,
    )  # fmt: skip
    if run.returncode or "*** Error" in run.stderr:
        raise RuntimeError(f"isql: {run.stdout} {run.stderr}")


def _await(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        with suppress(OSError):
            urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5).close()  # noqa: S310 - loopback
            return
        time.sleep(0.1)
    told = log.read_text("utf-8", "replace") if log.exists() else ""
    raise RuntimeError(f"Virtuoso did not start: {told[-2000:]}")


def main() -> int:
    """Serve until interrupted."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), serving() as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        while True:
            time.sleep(3600)
    return 0


if __name__ == "__main__":
    sys.exit(main())
