"""A view as tables: a View comes in, an Excel workbook or a ZIP of CSV files goes out.

There are three: entities (对象), statements (关系), and the sentences behind them (原文).
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter

from graph.export.characters import writable
from graph.export.errors import ExportError
from graph.look import relation, style
from graph.view import View

_ROWS = 1_048_575  # that a sheet of Excel holds below its head
_LONGEST = 32_767  # characters of a cell of Excel
_FORMULA = tuple("=+-@＝＋－＠")  # what makes a cell of a CSV file a formula, in one width or the other
_WRAPPED = re.compile(r"\s*\n\s*")  # line ends within a sentence

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """A table: heads with the widths of their columns in characters of Latin text, and rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]


def tables(view: View) -> tuple[Table, Table, Table]:
    """The three tables of a view; text is as every file can hold it."""
    return (
        Table("对象", _ENTITY, sorted(_entities(view), key=lambda row: (row[1], row[0]))),
        Table("关系", _STATEMENT, sorted(_statements(view), key=lambda row: (row[0], row[1], row[3]))),
        Table("原文", _QUOTE, sorted(_quotes(view), key=lambda row: (row[0], row[1], row[2]))),
    )


def csv_files(view: View) -> bytes:
    """A ZIP of 对象.csv, 关系.csv and 原文.csv, as Excel opens them right; what would be a formula there is text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in tables(view):
            lines = io.StringIO()
            writer = csv.writer(lines)
            writer.writerow(head for head, _ in table.columns)
            writer.writerows([harmless(cell) for cell in row] for row in table.rows)
            packed.writestr(f"{table.name}.csv", lines.getvalue().encode("utf-8-sig"))
    return out.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell with an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(_FORMULA) else cell


def xlsx(view: View) -> bytes:
    """A workbook with a sheet for each table, heads frozen and filtered. Raises ExportError for too many rows."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#E4F1F5", "border": 1, "border_color": "#D9DFE5"})
        body = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        number = book.add_format({"valign": "top"})
        book.set_properties({"title": writable(view.title)[:255], "author": "产图 Chantu"})
        for table in tables(view):
            if len(table.rows) > _ROWS:
                raise ExportError(
                    f"{table.name}有 {len(table.rows)} 行，Excel 一张表最多 {_ROWS} 行，请改用 .zip（CSV）"
                    "(more rows than a sheet of Excel holds: take .zip, which is CSV)"
                )
            sheet = book.add_worksheet(table.name)
            for column, (name, width) in enumerate(table.columns):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, name, head)
            for row, cells in enumerate(table.rows, 1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell[:_LONGEST], body)
                    else:
                        sheet.write_number(row, column, cell, number)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return out.getvalue()


_ENTITY = (
    ("名称 Name", 36), ("类别 Class", 12), ("Class in English", 18), ("提及处数 Mentions", 18),
    ("图中关系 Relations", 18), ("标识 IRI", 60),
)  # fmt: skip
_STATEMENT = (
    ("主体 Subject", 36), ("关系 Relation", 14), ("Relation in English", 20), ("客体 Object", 36),
    ("可信度 Confidence", 18), ("出处数 Evidence", 16), ("主体标识 Subject IRI", 60), ("客体标识 Object IRI", 60),
    ("关系标识 Statement IRI", 60),
)  # fmt: skip
_QUOTE = (
    ("主体 Subject", 30), ("关系 Relation", 14), ("客体 Object", 30), ("原文 Sentence", 80), ("所据 Stated by", 40),
    ("文档 Document", 36), ("文件 File", 30), ("地址 Address", 60), ("起 Start", 10), ("止 End", 10),
    ("可信度 Confidence", 18), ("关系标识 Statement IRI", 60),
)  # fmt: skip


def _entities(view: View) -> Iterator[tuple[Cell, ...]]:
    for iri, data in view.network.nodes(data=True):
        drawn = style(data["class"])
        yield (
            writable(data["label"]), drawn.label, drawn.label_en, data["mentions"], view.network.degree(iri), iri,
        )  # fmt: skip


def _statements(view: View) -> Iterator[tuple[Cell, ...]]:
    names = _names(view)
    for subject, object_, statement, data in view.network.edges(keys=True, data=True):
        yield (
            names[subject], *relation(data["predicate"]), names[object_], data["confidence"], data["evidences"],
            subject, object_, statement,
        )  # fmt: skip


def _quotes(view: View) -> Iterator[tuple[Cell, ...]]:
    names = _names(view)
    for subject, object_, statement, data in view.network.edges(keys=True, data=True):
        label, _ = relation(data["predicate"])
        for quote in view.quotes.get(statement, ()):
            texts = (quote.before + quote.exact + quote.after, quote.exact, quote.title, quote.file, quote.address)
            yield (
                names[subject], label, names[object_], *(_WRAPPED.sub("", writable(text)) for text in texts),
                quote.start, quote.end, quote.confidence, statement,
            )  # fmt: skip


def _names(view: View) -> dict[str, str]:
    return {iri: writable(data["label"]) for iri, data in view.network.nodes(data=True)}
