"""What rows state: a column's heading holds for its cells, over headings inside the table and over two lines."""

import pytest

from ingest.relations.context import Context
from ingest.relations.rulebook import rulebook
from ingest.relations.structure import rows
from tests import readings

NAMES = {
    "云栈基地": "Project",
    "远岫产线": "Project",
    "禾木智能": "Enterprise",
    "远岫生物": "Enterprise",
    "云栈小镇": "Platform",
}


def stated(raw: str) -> set[tuple[str, str, str]]:
    """What the rows of a text state, by names."""
    reading = readings.read(raw, NAMES)
    names = [e.name for e in reading.entities]
    found = rows(reading, rulebook().rows, Context(reading))
    return {(names[f.relation.subject], f.relation.predicate, names[f.relation.object]) for f in found}


DEVELOPED = {("禾木智能", "develops", "云栈基地"), ("远岫生物", "develops", "远岫产线")}


@pytest.mark.parametrize(
    "table",
    [
        "项目名称|建设单位|进展\n云栈基地|禾木智能|在建\n远岫产线|远岫生物|封顶\n",
        "项目名称|建设单位|进展\n—新开工—\n云栈基地|禾木智能|在建\n—续建—\n远岫产线|远岫生物|封顶\n",
        "编号|项目|业主（股东）|进展\n1|云栈基地|禾木智能|在建\n2|远岫产线|远岫生物|封顶\n",
        "项目 业主 总投资（亿元）\n云栈基地\t禾木智能\t2.1\n远岫产线\t远岫生物\t3\n",
    ],
)
def test_who_builds_a_project_stands_in_its_row(table: str) -> None:
    assert stated(table) == DEVELOPED


def test_where_a_project_is_to_be_stands_in_its_row() -> None:
    table = "项目|投资方|拟选址\n云栈基地|禾木智能|云栈小镇\n"
    assert ("云栈基地", "locatedIn", "云栈小镇") in stated(table)
