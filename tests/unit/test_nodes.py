"""Which places of a text may be related although they stand far from each other."""

from dataclasses import replace

import numpy as np
import pytest

from ingest import dates
from ingest.learned.candidates import around
from ingest.learned.characters import Characters
from ingest.learned.nodes import KINDS, nodes, said
from ingest.learned.pairs import pairs
from tests.unit.marked import read

FAR = "\n".join(f"[- Enterprise 第{i}厂]" for i in range(20))


def related(marked: str, subject: str, kind: str) -> set[str]:
    """What of a kind the first place of a name may be related to, as its words in the text."""
    case = read(marked)
    bare = case.reading
    spans = dates.find(bare.text, bare.sections, bare.sentences, "2020")
    reading = replace(bare, dates=spans)
    clean = reading.text.clean
    n = nodes(reading, [])
    p = pairs(reading, n, {})
    first = next(i for i in range(len(n.start)) if clean[n.start[i] : n.end[i]] == subject)
    others = p.object[np.flatnonzero(p.subject == first)]
    return {clean[n.start[o] : n.end[o]] for o in others if KINDS[n.kind[o]] == kind}


def test_a_happening_may_be_of_the_time_that_opens_its_section_far_above() -> None:
    marked = f"2019年，入园的有：\n{FAR}\n[- Event 园区一期竣工]。"
    assert related(marked, "园区一期竣工", "Time") == {"2019年"}


def test_a_firm_in_a_list_may_be_in_the_area_that_the_text_above_names_most() -> None:
    elsewhere = "[- Platform 云谷园]开园。" * 6 + "天气晴好，游人如织。" * 200
    here = "[- Platform 东湾软件园]有企业。" * 3 + "[- Platform 海港园]为邻。"
    marked = f"{elsewhere}{here}\n{FAR}\n[- Enterprise 甲公司]\n"
    assert "东湾软件园" in related(marked, "甲公司", "Platform")


def test_an_honour_named_once_may_be_of_everybody_in_the_list_below() -> None:
    marked = f"以下企业获评[- Honour 东湾十强企业]：\n{FAR}\n[- Enterprise 甲公司]\n"
    assert related(marked, "甲公司", "Honour") == {"东湾十强企业"}
    others = "# 东湾\n\n关于公布[- Honour 东湾十强企业]的通知。\n\n# 云谷\n\n云谷获评[- Honour 云谷先进]。\n\n"
    listed = f"{others}# 名单\n\n{FAR}\n[- Enterprise 甲公司]\n"
    assert related(listed, "甲公司", "Honour") == {"东湾十强企业"}  # the first of the text may be of a list anywhere


@pytest.mark.parametrize(("label", "date"), [("startDate", "2021"), ("endDate", "2023"), ("date", "2021/2023")])
def test_an_interval_holds_the_start_of_a_project_and_its_end(label: str, date: str) -> None:
    assert said(label, "2021/2023") == date


def test_what_stands_in_one_column_has_one_number_and_outside_of_tables_none() -> None:
    marked = (
        "[- Platform 云谷园]的项目：\n项目|业主\n[- Project 东湾基地]|[- Enterprise 甲公司]\n"
        "[- Project 海港大厦]|[- Enterprise 乙公司]\n"
    )
    reading = read(marked).reading
    n = nodes(reading, [])
    outside, *inside = around(reading, n, Characters(reading.text.clean)).column.tolist()
    assert outside == 0
    assert inside[0] == inside[2] != inside[1] == inside[3]
    assert all(inside)


def test_what_a_heading_names_has_its_place_in_the_heading() -> None:
    marked = (
        "全区有[- Platform 云谷园]、[- Platform 东湾园]。\n\n## [- Platform 云谷园]\n\n[- Enterprise 甲公司]投产。\n\n"
        "## [- Platform 东湾园]\n\n[- Enterprise 乙公司]投产。\n"
    )
    reading = read(marked).reading
    n = nodes(reading, [])
    clean = reading.text.clean
    firm = next(i for i in range(len(n.start)) if clean[n.start[i] : n.end[i]] == "乙公司")
    above = around(reading, n, Characters(clean)).above[firm]
    assert n.start[above[0]] == clean.rindex("东湾园")
