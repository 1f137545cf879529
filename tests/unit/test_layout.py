"""Blocks: lines that a page or a column broke are whole again, headings stand alone, page furniture is gone."""

from ingest.layout import heading_level, lay_out

WRAPPED = """云栈小镇地处两江交汇之处，由旧厂房改建而成，规划面积三平方公里，是

全市最早以数字内容立身的园区，入驻企业一百二十家，从业人员超过三千人，
— 12 —
累计引进项目四十个。

▲云栈小镇夜景
"""


def blocks(raw: str) -> list[tuple[int, str]]:
    text, found = lay_out(raw)
    return [(b.level, text.clean[b.start : b.end]) for b in found]


def test_a_wrapped_paragraph_is_one_block_without_page_number_and_caption() -> None:
    assert blocks(WRAPPED) == [
        (
            0,
            "云栈小镇地处两江交汇之处，由旧厂房改建而成，规划面积三平方公里，是"
            "全市最早以数字内容立身的园区，入驻企业一百二十家，从业人员超过三千人，累计引进项目四十个。",
        )
    ]


def test_an_inset_box_does_not_cut_a_sentence() -> None:
    raw = (
        "小镇去年招商成果丰硕，依托新建的两个孵化器先后引进孵化了云帆、远岫等11\n\n"
        "## 一年成绩单\n\n◎ 招引企业20家。\n\n◎ 实现营收3亿元。\n\n家科技企业，并建成展厅。\n"
    )
    assert blocks(raw)[0][1].endswith("等11家科技企业，并建成展厅。")


def test_headings_are_known_by_their_marks() -> None:
    assert heading_level("# 产业园区") == 1
    assert heading_level("## 云栈小镇") == 2
    assert heading_level("二、项目明细") == 5
    assert heading_level("◆云栈小镇") == 6
    assert heading_level("云栈小镇总面积3平方公里。") == 0


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    assert blocks("云栈小镇\n规划范围：东至长堤，南至旧港，西至官渡，北至山脚，总面积三平方公里。\n")[0] == (
        8,
        "云栈小镇",
    )


def test_table_rows_and_items_stay_apart() -> None:
    raw = "序号|项目名称|建设单位\n1|云栈数据港|云帆科技\n2|远岫总部|远岫生物\n"
    assert len(blocks(raw)) == 3


def test_offsets_lead_back_into_the_file() -> None:
    text, found = lay_out(WRAPPED)
    start = text.clean.index("入驻企业")
    a, b = text.span(start, start + 4)
    assert WRAPPED[a:b] == "入驻企业"
    assert found[0].end <= len(text.clean)


def test_windows_line_ends_count_as_the_file_has_them() -> None:
    raw = "云栈小镇成立。\r\n远岫科技入驻。\r\n"
    text, _ = lay_out(raw)
    start = text.clean.index("远岫")
    assert text.span(start, start + 2) == (9, 11)
