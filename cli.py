"""The command line: one command per verb. Results go to standard output, progress and messages to standard error.

Exit status: 0 done, 1 done in part or failed (the reason is on standard error), 2 wrong usage.
"""

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.store import open_store
from graph.store.base import Boolean, Solutions, Store, StoreError
from settings import read_settings

if TYPE_CHECKING:
    from ingest.pipeline import Progress, Summary
    from queries.catalogue import StoredQuery

_Command = TypeVar("_Command", bound=Callable[..., Any])
_TOLD = ("OntologyError", "RuleError", "AddressError", "SettingError")  # their modules load late
_FORMATS = ("table", "json", "xml", "csv", "tsv", "ttl", "nt", "jsonld")


class _Failure(click.ClickException):
    """A failure that ends a command: its reason is shown, without the word Error and without a stack trace."""

    def show(self, file: Any = None) -> None:
        _say(self.message)


def _say(message: str) -> None:
    click.echo(message, err=True)


def _store_option(command: _Command) -> _Command:
    help_ = "图谱库：文件夹，或 SPARQL 1.1 服务器的网址 (folder or URL; CHANTU_STORE, else ./store)"
    return click.option("--store", default=lambda: read_settings().store, metavar="STORE", help=help_)(command)


class _Commands(click.Group):
    """The commands, which all fail alike where the store does."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StoreError as error:
            raise _Failure(str(error)) from error
        except Exception as error:
            if type(error).__name__ in _TOLD:
                raise _Failure(str(error)) from error
            raise


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """产图：读产业园区文档，建带出处的知识图谱，答 SPARQL 查询。Documents in, a knowledge graph out."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@_store_option
@click.option(
    "--workers", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default=True, help="进程数 (processes)"
)
def ingest(paths: tuple[Path, ...], store: str, workers: int) -> None:
    """读文件和文件夹进图谱库；同一文件再读即替换。Read files and folders into the store.

    例 (example)：chantu ingest 简报.txt 年报/
    """
    from ingest import pipeline

    opened = open_store(store)
    with _progress() as report:
        summary = pipeline.ingest(paths, opened, report=report, workers=workers)
    _summarise(summary)


def _progress() -> "AbstractContextManager[Callable[[Progress], None]]":
    if not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    @contextmanager
    def bar() -> Any:
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
        )
        with Bar(*columns, console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task("", total=None)
            yield lambda p: shown.update(task, completed=p.done, total=p.total, description=p.name)

    return bar()


def _summarise(summary: "Summary") -> None:
    for failure in summary.failures:
        _say(f"未读入 (failed) {failure.path}：{failure.reason}")
    for defect in summary.defects:
        _say(f"未收入 (left out) {defect.path}：{defect.message} {defect.focus}")
    _say(
        f"读入 {summary.documents} 份文档，{summary.facts} 条事实，{summary.entities} 个对象，{summary.seconds:.1f} 秒"
        f"\n({summary.documents} documents, {summary.facts} facts, {summary.entities} entities)"
    )
    if summary.failures:
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_store_option
def load(files: tuple[Path, ...], store: str) -> None:
    """照原样加入 RDF 文件 (.nq .trig .ttl .nt .jsonld .rdf)。Add RDF files as they are."""
    opened = open_store(store)
    failed = False
    for file in files:
        try:
            _say(f"{file}：新增 {opened.load(file)} 条 (quads added)")
        except StoreError as error:
            _say(str(error))
            failed = True
    if failed:
        sys.exit(1)


@main.command()
@_store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 (address to listen on)")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口 (port)")
def serve(store: str, host: str, port: int) -> None:
    """启动网页与 SPARQL 服务。Serve the web pages and the SPARQL endpoint."""
    import server

    server.run(store, host, port)


@main.command()
@click.argument("source", metavar="NAME|FILE.rq|-")
@_store_option
@click.option("-p", "parameters", multiple=True, metavar="NAME=VALUE", help="查询的参数，可多次 (a parameter)")
@click.option("--format", "format_", type=click.Choice(_FORMATS), default="table", show_default=True)
def query(source: str, store: str, parameters: tuple[str, ...], format_: str) -> None:
    """问一个查询：目录中的名称、.rq 文件，或标准输入。Answer a stored query, a file, or standard input.

    例 (example)：chantu query platform-revenue -p year=2019
    """
    from queries.catalogue import CatalogueError, bind

    values = dict(_named_value(p) for p in parameters)
    try:
        text = bind(_query(source), values)
    except CatalogueError as error:
        raise click.UsageError(str(error)) from error
    _answer(open_store(store, read_only=True), text, format_)


def _named_value(parameter: str) -> tuple[str, str]:
    name, sign, value = parameter.partition("=")
    if not sign or not name:
        raise click.UsageError(f"参数应写作 名称=值，不是 {parameter!r} (a parameter is written name=value)")
    return name, value


def _query(source: str) -> "StoredQuery":
    from queries.catalogue import find, parse, read

    if source == "-":
        return parse("-", sys.stdin.buffer.read().decode("utf-8", "replace"))
    if source.endswith(".rq") or "/" in source:
        return read(Path(source))
    return find(source)


def _answer(store: Store, text: str, format_: str) -> None:
    from graph.ask import ask
    from graph.results import FormatError, write

    answer = ask(store, text)
    if format_ == "table" and isinstance(answer, Solutions):
        _table(answer)
        return
    if format_ == "table":
        format_ = "csv" if isinstance(answer, Boolean) else "ttl"
    try:
        write(answer, format_, sys.stdout.buffer)
    except FormatError as error:
        raise click.UsageError(str(error)) from error


def _table(answer: Solutions) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from graph.results import shown

    table = Table(box=box.SIMPLE_HEAD)
    for name in answer.variables:
        table.add_column(name, overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(shown(term)) for term in row))
    width = None if sys.stdout.isatty() else 10_000
    Console(file=sys.stdout, width=width).print(table)
    _say(f"{table.row_count} 行 (rows)")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_store_option
def export(file: Path, store: str) -> None:
    """导出整个图谱，格式看后缀：.nq .trig .ttl .jsonld .graphml .gexf .html .xlsx .zip。Export the graph by suffix."""
    from graph import export as exporting

    opened = open_store(store, read_only=True)
    try:
        exporting.export(opened, file)
    except exporting.UnknownSuffixError as error:
        raise click.UsageError(str(error)) from error
    except exporting.ExportError as error:
        raise _Failure(str(error)) from error
    _say(f"已写出 (written)：{file}")


@main.command()
@_store_option
@click.option("--format", "format_", type=click.Choice(("table", "json", "ttl")), default="table", show_default=True)
def validate(store: str, format_: str) -> None:
    """按本体的约束（SHACL）检查整个图谱；不合时退出码为 1。Check the graph against the ontology's shapes."""
    from graph.report import write_report
    from graph.validate import check_store

    found = write_report(check_store(open_store(store, read_only=True)), format_, sys.stdout.buffer)
    _say(f"{found} 处不合 (violations)" if found else "全部符合 (conforms)")
    if found:
        sys.exit(1)


@main.command()
@_store_option
def status(store: str) -> None:
    """看图谱库里有什么。Show what the store holds."""
    from graph.status import read_status
    from ontology import classes

    held = read_status(open_store(store, read_only=True))
    click.echo(f"文档 documents\t{held.documents}")
    click.echo(f"对象 entities\t{sum(count for _, count in held.entities)}")
    for cls, count in held.entities:
        label = classes()[cls].label if cls in classes() else ""
        click.echo(f"  {label} {cls}\t{count}")
    click.echo(f"事实 facts\t{held.facts}")
    click.echo(f"数据 observations\t{held.observations}")
    click.echo(f"版本 version\t{held.version}")


if __name__ == "__main__":
    main()
