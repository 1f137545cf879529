"""Blocks: lines that a page or a column broke are whole again, headings stand alone, page furniture is gone."""

import pytest

from ingest.layout import heading_level, lay_out

WRAPPED = """云栈小镇地处两江交汇之处，由旧厂房改建而成，规划面积三平方公里，是

全市最早以数字内容立身的园区，入驻企业一百二十家，从业人员超过三千人，
— 12 —
累计引进项目四十个。

▲云栈小镇夜景
"""
JOINED = (
    "云栈小镇地处两江交汇之处，由旧厂房改建而成，规划面积三平方公里，是"
    "全市最早以数字内容立身的园区，入驻企业一百二十家，从业人员超过三千人，累计引进项目四十个。"
)


def blocks(raw: str) -> list[tuple[int, str]]:
    text, found = lay_out(raw)
    return [(b.level, text.clean[b.start : b.end]) for b in found]


def paragraphs(raw: str) -> list[str]:
    return [text for _, text in blocks(raw)]


def test_a_wrapped_paragraph_is_one_block_without_the_page_number() -> None:
    assert blocks(WRAPPED)[0] == (0, JOINED)
    assert not any("12" in text for _, text in blocks(WRAPPED))


def test_a_caption_is_kept_but_cuts_no_sentence() -> None:
    raw = (
        "园区由江川禾木科技有限公司运营，去年引进企业二十家，新建厂房三幢，其中\n（图为云栈小镇展厅）\n两幢已经投用。\n"
    )
    assert paragraphs(raw) == [
        "园区由江川禾木科技有限公司运营，去年引进企业二十家，新建厂房三幢，其中两幢已经投用。",
        "（图为云栈小镇展厅）",
    ]


def test_an_inset_box_does_not_cut_a_sentence() -> None:
    raw = (
        "小镇去年招商成果丰硕，依托新建的两个孵化器先后引进孵化了云帆、远岫等11\n\n"
        "## 一年成绩单\n\n◎ 招引企业20家。\n\n◎ 实现营收3亿元。\n\n家科技企业，并建成展厅。\n"
    )
    assert blocks(raw)[0][1].endswith("等11家科技企业，并建成展厅。")


def test_a_heading_between_two_pages_does_not_cut_an_item() -> None:
    raw = "（1）一号地块由远岫生物竞得，投资额暂未公\n第 2 页 共 3 页\n三、项目背景\n布。两家公司须按期签约。\n"
    assert paragraphs(raw)[0] == "（1）一号地块由远岫生物竞得，投资额暂未公布。两家公司须按期签约。"


def test_a_narrow_column_is_one_paragraph() -> None:
    raw = (
        "云栈区江口镇向东，远\n岫芯谷的三块园区呈品\n字排列：北区以芯片设\n计为主，南区以设备为\n"
        "主；中区为商务配套，\n由江川禾木科技有限\n公司运营。\n"
    )
    assert len(paragraphs(raw)) == 1


def test_lines_of_uneven_width_are_one_paragraph() -> None:
    raw = (
        "云栈小镇规划面积三平方公里，主攻数字内容。园区由江川禾木\n"
        "科技有限公司运营，去年营收二十亿元，增长两成，其中软件业占六成。今年\n"
        "3月，远岫生物入驻。园区与云帆\n大学共建实验室，投资三千万元。\n"
    )
    assert len(paragraphs(raw)) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("园区于2020年9月", "30日开园，引进企业二十家，总投资三亿元，由江川禾木运营。"),
        ("远岫影业（江", "川）科技有限公司入驻，投资三亿元，建设摄影棚二十座。"),
        ("当年引进企业11", "家，其中规上企业三家，总产值二十亿元。"),
    ],
)
def test_a_date_a_bracket_and_a_figure_hold_over_a_break(left: str, right: str) -> None:
    assert paragraphs(f"{left}\n{right}\n") == [left + right]


def test_headings_are_known_by_their_marks() -> None:
    assert heading_level("# 产业园区") == 1
    assert heading_level("## 云栈小镇") == 2
    assert heading_level("第二章 产业平台") == 4
    assert heading_level("二、项目明细") == 5
    assert heading_level("甲、云栈小镇") == 5
    assert heading_level("二〇二一年") == 5
    assert heading_level("（一）招商") == 6
    assert heading_level("◆云栈小镇") == 6
    assert heading_level("△签约台") == 6
    assert heading_level("云栈小镇总面积3平方公里。") == 0
    assert heading_level("二〇二一年三月五日 云栈小镇开园") == 0


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    raw = (
        "综述篇。\n云栈小镇\n规划范围：东至长堤，南至旧港，西至官渡，北至山脚，总面积三平方公里。\n"
        "远岫产业园\n园区位于江边。\n"
    )
    assert [(level, text) for level, text in blocks(raw) if level] == [(8, "云栈小镇"), (8, "远岫产业园")]


def test_the_title_of_the_document_stands_above_its_headings() -> None:
    raw = "云栈新区重点项目推进情况通报\n\n各有关单位：\n\n一、总体情况\n全区开工项目二十个。\n"
    assert [level for level, _ in blocks(raw) if level] == [1, 5]


def test_a_number_makes_a_heading_above_text_and_an_item_in_a_list() -> None:
    raw = "1. 镜头的故事\n云栈光电三年前租下厂房，今年营收三亿元。\n入驻企业：\n1. 云栈光电\n2. 远岫生物\n"
    assert [(level, text) for level, text in blocks(raw) if level] == [(7, "1.镜头的故事")]


def test_marked_lines_one_below_the_other_are_items() -> None:
    assert blocks("★荣誉\n● 云栈光电\n● 远岫生物\n") == [(6, "★荣誉"), (0, "●云栈光电"), (0, "●远岫生物")]


def test_a_wrapped_item_is_no_heading() -> None:
    raw = (
        "◎江川海洋大学与云栈能源共建海上制\n氢实验室，投资三千万元；\n"
        "◎园区二期六月竣工，投资九亿元，可\n容企业八十家；\n◎展会七月举行，到会企业二百家。\n"
    )
    assert blocks(raw) == [
        (0, "◎江川海洋大学与云栈能源共建海上制氢实验室，投资三千万元；"),
        (0, "◎园区二期六月竣工，投资九亿元，可容企业八十家；"),
        (0, "◎展会七月举行，到会企业二百家。"),
    ]


def test_sentences_behind_a_mark_are_no_captions() -> None:
    raw = "△云栈电炉去年完成改造，年产优钢110万吨。\n△远岫小镇去年奠基。\n"
    assert len(paragraphs(raw)) == 2


def test_table_rows_and_items_stay_apart() -> None:
    raw = "序号|项目名称|建设单位\n1|云栈数据港|云帆科技\n2|远岫总部|远岫生物\n"
    assert len(blocks(raw)) == 3


@pytest.mark.parametrize("gap", ["\t", "    ", "\u3000\u3000"])
def test_the_cells_of_a_row_without_bars_stay_apart(gap: str) -> None:
    rows = [("园区名称", "产值", "同比"), ("云栈汽车产业园", "86.42", "-7.3"), ("远岫车桥小镇", "39.08", "2.6")]
    raw = "\n".join(gap.join(row) for row in rows)
    assert paragraphs(raw) == ["\t".join(row) for row in rows]


def test_a_cell_that_was_wrapped_goes_on_below() -> None:
    raw = "1   一号地块    江口镇锂电大道东    江川紫\n" + " " * 36 + "辰材料公司\n2   二号地块    江口镇    远岫生物\n"
    assert paragraphs(raw) == ["1\t一号地块\t江口镇锂电大道东\t江川紫辰材料公司", "2\t二号地块\t江口镇\t远岫生物"]


def test_entries_of_a_form_stay_apart() -> None:
    raw = "宗地编号：云2021-01\n位置：云栈小镇北区\n用途：工业\n竞得单位：江川禾木科技有限公司\n"
    assert len(paragraphs(raw)) == 4


def test_a_title_is_not_glued_to_its_text() -> None:
    raw = (
        "云栈新区上半年产业平台招商工作通报会侧记\n今年上半年，云栈新区十大产业平台实现营收二百亿元，"
        + "增长两成，" * 9
        + "居全市第一。\n"
    )
    assert len(paragraphs(raw)) == 2


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


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    raw = (
        "走进江口镇，云栈小镇的厂房里机声隆隆　　｜　五月，远岫芯谷传来喜讯，三\n"
        "，园区由江川禾木科技有限公司运营，今　　｜　家企业同日入驻，园区入驻企业突破\n"
        "年引进企业二十家，总投资三十亿元，主　　｜　百家，营收二百亿元，居全市第一。\n\n"
        "攻数字内容。\n"
    )
    found = paragraphs(raw)
    assert len(found) == 2
    assert any(x.endswith("总投资三十亿元，主攻数字内容。") and "远岫" not in x for x in found)


def test_a_table_of_two_columns_is_no_text_in_columns() -> None:
    raw = "完成固定资产投资总额　　　96.4亿元\n规模以上工业总产值　　　　188.9亿元\n新签约产业项目个数　　　　63个\n"
    assert paragraphs(raw) == [
        "完成固定资产投资总额\t96.4亿元",
        "规模以上工业总产值\t188.9亿元",
        "新签约产业项目个数\t63个",
    ]


def test_a_running_head_beside_a_page_number_does_not_cut_a_sentence() -> None:
    raw = "园区由江川禾木科技有限公司运营，去年引进企业二十家，于2021年5月1\n— 151 —\n云栈年鉴\n8日通过验收。\n"
    assert paragraphs(raw)[0].endswith("于2021年5月18日通过验收。")


def test_one_letter_and_a_stop_are_the_rest_of_a_word() -> None:
    assert paragraphs("远岫生物落户江口镇云栈\n谷，总投资12亿元。\n") == ["远岫生物落户江口镇云栈谷，总投资12亿元。"]


def test_a_list_of_names_stays_a_list() -> None:
    raw = "沈括 云栈科技有限公司董事长、江口大学教授\n苏颂 远岫生物有限公司总经理\n毕昇 禾木集团首席专家\n"
    assert len(paragraphs(raw)) == 3


def test_a_paragraph_with_a_run_in_heading_goes_on_over_a_page() -> None:
    raw = (
        "【概况】云栈小镇位于江口镇，面积三平方公里，由江川禾木运营，推动优化\n云栈年鉴　　· 261 ·\n"
        "审批百项，企业二十家。\n"
    )
    assert len(paragraphs(raw)) == 1


def test_a_report_starts_anew_below_its_title() -> None:
    raw = "一座湖，如何变成一座城\n本报讯 云栈小镇有一汪湖，从前只有芦苇和野鸭，如今企业二十家。\n"
    assert len(paragraphs(raw)) == 2


def test_a_drawn_box_does_not_cut_a_sentence() -> None:
    raw = (
        "园区日前收回两宗闲置土地，由江川禾木摘得，分别是云栈数据港和\n"
        "┏━━━ 数读 ━━━┓\n┃企业八十家，营收三十亿元。┃\n┗━━━━━━━┛\n"
        "远岫产业基地，面积各两万平方米。\n"
    )
    assert paragraphs(raw)[0].endswith("分别是云栈数据港和远岫产业基地，面积各两万平方米。")
    assert "企业八十家，营收三十亿元。" in paragraphs(raw)


def test_a_caption_is_not_taken_for_the_unit_of_a_number() -> None:
    raw = (
        "云栈新区位于江边。\n\n经过多年发展，云栈新区的直播小镇现有产业园10余\n\n江川禾木科技有限公司总部\n\n"
        "家特色园区，集聚企业八十家，形成了完整的产业链。\n"
    )
    assert paragraphs(raw)[1].endswith("产业园10余家特色园区，集聚企业八十家，形成了完整的产业链。")


def test_a_name_and_its_slogan_are_one_headline_that_cuts_no_sentence() -> None:
    raw = (
        "为了在三年里让芯片产业的营收翻上一番，江川提出了一个计划，\n\n云栈芯谷：\n打造芯片产业大平台\n\n"
        "今年先开工两个园区，并引进二十家设计企业和三家研究院。\n\n新园区由江川禾木科技有限公司运营，年内开园。\n"
    )
    assert blocks(raw) == [
        (
            0,
            "为了在三年里让芯片产业的营收翻上一番，江川提出了一个计划，今年先开工两个园区，并引进二十家设计企业和三家研究院。",
        ),
        (1, "云栈芯谷：打造芯片产业大平台"),
        (0, "新园区由江川禾木科技有限公司运营，年内开园。"),
    ]


def test_a_name_and_a_colon_are_no_headline_where_all_lines_stand_close() -> None:
    raw = "主办单位：\n江川区政府\n承办单位：\n云栈小镇管委会\n"
    assert all(level == 0 for level, _ in blocks(raw))
