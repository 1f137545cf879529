"""Figures: what a number says, whose it is and when. Every name and number here is invented."""

from dataclasses import replace
from decimal import Decimal

import pytest

import ontology
from ingest import dates, figures
from ingest.figures.lexicon import lexicon
from ingest.model import Figure, Reading
from tests.clocks import least_seconds
from tests.unit.marked import read

P, Q = "[- Platform 青禾产业园]", "[- Platform 云栈科技城]"
J, E = "[- Project 星垣总部项目]", "[- Enterprise 星垣电子有限公司]"
CLOSING = "\n\n青禾区人民政府\n2022年6月10日\n"


def reading(marked: str) -> Reading:
    bare = read(marked).reading
    issued = dates.issued(bare.text, bare.sentences)
    spans = dates.find(bare.text, bare.sections, bare.sentences, issued)
    return replace(bare, source=replace(bare.source, issued=issued), dates=spans)


def found(marked: str) -> list[tuple[str, Figure]]:
    """The name of the subject and the figure, for every figure of a marked text."""
    case = reading(marked)
    return [(case.entities[f.subject].name, f) for f in figures.extract(case)]


def told(marked: str) -> list[tuple[str, str, str, float]]:
    """Subject, indicator, measure and value."""
    return [(name, f.indicator, f.measure, float(f.value)) for name, f in found(marked)]


def said(marked: str) -> list[tuple[str, str, float]]:
    """Indicator, measure and value, where there is one subject."""
    return [(f.indicator, f.measure, float(f.value)) for _, f in found(marked)]


def periods(marked: str) -> list[str | None]:
    return [f.period for _, f in found(marked)]


@pytest.mark.parametrize(
    ("clause", "indicator", "value"),
    [
        ("实现主营业务收入65.6亿元", "revenue", 65.6e8),
        ("规上工业总产值突破百亿元", "revenue", 1e10),
        ("近248亿元的年产值", "revenue", 248e8),
        ("实缴税金0.27亿元", "tax", 0.27e8),
        ("固定资产投资3.09亿元", "investment", 3.09e8),
        ("实际利用外资1.2亿美元", "investment", 1.2e8),
        ("进出口总额85亿元", "trade", 85e8),
        ("增加值456亿元", "addedValue", 456e8),
        ("规划面积3.4平方千米", "plannedArea", 3.4e6),
        ("核心区1.8平方千米", "coreArea", 1.8e6),
        ("占地243亩", "landArea", 162000),
        ("规划用地面积4万平方米", "landArea", 40000),
        ("总建筑面积85万㎡", "floorArea", 850000),
        ("建成载体65万平方米", "floorArea", 650000),
        ("入驻企业1,286家", "enterpriseCount", 1286),
        ("集聚各类企业809家", "enterpriseCount", 809),
        ("新引进企业119家", "newEnterpriseCount", 119),
        ("有上市公司5家", "listedCompanyCount", 5),
        ("有规上工业企业86家", "largeEnterpriseCount", 86),
        ("累计有国家高新技术企业152家", "highTechCount", 152),
        ("开工项目32个", "projectCount", 32),
        ("安排23个重大项目", "projectCount", 23),
        ("汇聚院士15名", "talentCount", 15),
        ("举办路演等活动35场", "eventCount", 35),
        ("参观人数近2000人", "visitorCount", 2000),
        ("建成楼宇12幢", "buildingCount", 12),
        ("拥有专利1700件", "patentCount", 1700),
        ("提供就业岗位1500个", "jobs", 1500),
        ("年吞吐量300万吨", "capacity", 3e6),
        ("年产电池20万套", "capacity", 2e5),
    ],
)
def test_words_name_indicators(clause: str, indicator: str, value: float) -> None:
    assert said(f"{P}{clause}。") == [(indicator, "actual", value)]


@pytest.mark.parametrize(
    "clause",
    [
        "获专项资金5000万元", "为企业减免税费2.3亿元", "新增高新技术企业35家", "亩均税收45万元", "绿化面积12万平方米",
        "税收超千万企业45家", "走访企业300家", "比2019年增加85家", "楼面地价1735元/平方米", "有拟上市企业55家",
        "意向企业6家",
    ],
)  # fmt: skip
def test_other_numbers_are_no_figures(clause: str) -> None:
    assert said(f"{P}{clause}。") == []


def test_growth_and_falls_belong_to_the_figure_before() -> None:
    text = f"{P}实现营收50亿元，同比增长12.3%，税收2亿元，下降3.1%，高出全市2个百分点。"
    assert said(text) == [
        ("revenue", "actual", 50e8), ("revenue", "growth", 0.123), ("tax", "actual", 2e8), ("tax", "growth", -0.031),
    ]  # fmt: skip


def test_lists_of_numbers_go_with_lists_of_words() -> None:
    assert said(f"{P}营收、税收分别为50亿元、2亿元，分别增长10%和8%。") == [
        ("revenue", "actual", 50e8), ("tax", "actual", 2e8), ("revenue", "growth", 0.1), ("tax", "growth", 0.08),
    ]  # fmt: skip


def test_lists_of_numbers_go_with_lists_of_names() -> None:
    assert told(f"{P}、{Q}税收分别为12亿元、8亿元，占全市的比重分别为18%、14%。") == [
        ("青禾产业园", "tax", "actual", 12e8), ("云栈科技城", "tax", "actual", 8e8),
        ("青禾产业园", "tax", "share", 0.18), ("云栈科技城", "tax", "share", 0.14),
    ]  # fmt: skip


def test_shares_completion_and_progress() -> None:
    assert said(f"{P}产值占全区的38.5%。") == [("revenue", "share", 0.385)]
    assert said(f"{P}完成税收2亿元，完成年度任务的65%。")[-1] == ("tax", "completion", 0.65)
    assert said(f"{J}完成主体施工70%。") == [("progress", "actual", 0.7)]


def test_a_bare_number_leans_on_the_noun_before() -> None:
    assert said(f"{P}开工项目目标任务25个，1-7月完成13个，完成率52%。{CLOSING}") == [
        ("projectCount", "target", 25), ("projectCount", "actual", 13), ("projectCount", "completion", 0.52),
    ]  # fmt: skip
    assert said(f"{P}高新技术企业新增24家，累计87家。") == [("highTechCount", "actual", 87)]


def test_the_old_value_gives_way_to_the_new() -> None:
    assert said(f"{P}产值从210亿元增长到385亿元。") == [("revenue", "actual", 385e8)]


def test_sums_from_a_bound_on_say_what_kind_of_project() -> None:
    assert said(f"{P}引进项目42个，其中10亿元以上项目6个。") == [
        ("projectCount", "actual", 42), ("projectCount", "actual", 6)
    ]  # fmt: skip
    assert found(f"{P}引进项目42个，其中10亿元以上项目6个。")[1][1].scope == "10亿元以上项目"


def test_the_part_that_is_counted_is_the_scope() -> None:
    ((_, figure),) = found(f"{P}集聚人工智能企业80多家。")
    assert (figure.scope, figure.approximate) == ("人工智能企业", True)


def test_ranges_and_open_numbers() -> None:
    ((_, figure),) = found(f"{P}入驻企业300~500家。")
    assert (figure.value, figure.value_max) == (Decimal(300), Decimal(500))
    assert not figure.approximate


@pytest.mark.parametrize(
    "clause",
    [
        "力争实现产值600亿元", "预计实现产值600亿元", "到2025年产值达到600亿元", "达产后年产值600亿元",
        "将形成600亿元产值", "产值目标600亿元", "未来产值可达600亿元",
    ],
)  # fmt: skip
def test_aims_are_targets(clause: str) -> None:
    assert said(f"{P}{clause}。{CLOSING}") == [("revenue", "target", 600e8)]


def test_an_aim_goes_on_until_something_is_done() -> None:
    text = f"到2025年，{P}产值达到600亿元，税收30亿元；目前已有企业200家。{CLOSING}"
    assert [m for _, m, _ in said(text)] == ["target", "target", "actual"]


def test_what_a_planned_project_measures_is_a_fact() -> None:
    text = f"{J}计划2025年投产，总投资35亿元，用地120亩，达产后年产值80亿元，带动就业3000人。"
    assert [m for _, m, _ in said(text)] == ["actual", "actual", "target", "target"]


def test_a_number_describes_the_name_behind_it() -> None:
    assert told(f"总投资35亿元的{J}落户{P}。") == [("星垣总部项目", "investment", "actual", 35e8)]
    assert told(f"{E}投资35亿元在园内建设的{J}开工。") == [("星垣总部项目", "investment", "actual", 35e8)]
    assert told(f"9家企业签约落户{P}。")[0][0] == "青禾产业园"


def test_a_bracket_tells_of_the_name_before_it() -> None:
    text = f"{P}内的{J}（35亿元，建筑面积12万平方米）开工，园区税收2亿元。"
    assert told(text)[:2] == [
        ("星垣总部项目", "investment", "actual", 35e8), ("星垣总部项目", "floorArea", "actual", 120000)
    ]  # fmt: skip


def test_the_same_size_in_another_unit_says_nothing_new() -> None:
    assert said("[- Parcel 青储出2021-7号地块]面积20000平方米（约30亩）。") == [("landArea", "actual", 20000)]


def test_a_name_behind_a_preposition_is_no_subject() -> None:
    text = f"{J}由{E}投资建设，位于{P}，占地120亩。"
    assert told(text) == [("星垣总部项目", "landArea", "actual", 80000)]


def test_named_firms_are_counted_for_the_park() -> None:
    assert told(f"{P}集聚了{E}等80家企业。") == [("青禾产业园", "enterpriseCount", "actual", 80)]


def test_the_section_says_whose_figure_it_is() -> None:
    text = f"## {P}\n\n总投资60亿元，税收2亿元。\n\n## {Q}\n\n税收3亿元。"
    assert [(s, v) for s, *_, v in told(text)] == [("青禾产业园", 60e8), ("青禾产业园", 2e8), ("云栈科技城", 3e8)]


def test_a_paragraph_may_begin_with_its_subject() -> None:
    text = f"（二）{P}。实现税收2亿元。\n（三）{Q}。实现税收3亿元。"
    assert [(s, v) for s, *_, v in told(text)] == [("青禾产业园", 2e8), ("云栈科技城", 3e8)]


def test_what_a_ceremony_brings_is_its_own() -> None:
    text = f"6月8日，[- Event 青禾招商推介会]举行，26个项目签约，总投资318亿元。其中{P}项目9个。{CLOSING}"
    assert told(text) == [
        ("青禾招商推介会", "projectCount", "actual", 26), ("青禾招商推介会", "investment", "actual", 318e8),
        ("青禾产业园", "projectCount", "actual", 9),
    ]  # fmt: skip
    assert periods(text) == ["2022-06-08", "2022-06-08", "2022-06-08"]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("[- Parcel 青储出2021-7号地块]，面积20000平方米", "landArea"),
        ("[- Platform 青禾产业园]总面积12平方公里", "plannedArea"),
        ("[- Platform 青禾众创空间]面积1300平方米", "floorArea"),
        ("[- Platform 青禾产业园]两宗工业用地挂牌，总面积5万平方米", "landArea"),
        ("核心区块：[- Platform 青禾产业园]总面积12平方公里", "coreArea"),
    ],
)
def test_what_has_an_area_says_which_it_is(text: str, indicator: str) -> None:
    assert [i for i, *_ in said(f"{text}。")] == [indicator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"2019年，{P}税收2亿元，营收50亿元。", ["2019", "2019"]),
        (f"2019年，{P}稳步发展。税收2亿元。", ["2019"]),
        (f"上半年，{P}税收2亿元。{CLOSING}", ["2022-01/2022-06"]),
        (f"至2019年底，{P}入驻企业36家。", ["2019"]),
        (f"2019年5月，{P}开园，规划面积3平方公里。", [None]),
        (f"2019年，{P}税收2亿元，2020年3亿元。", ["2019"]),
        (f"{P}税收年度目标任务5亿元，1-5月完成2亿元。{CLOSING}", ["2022", "2022-01/2022-05"]),
        (f"到2025年，{P}税收达到5亿元。{CLOSING}", ["2025"]),
        (f"{J}计划2025年投产，达产后年税收5亿元。{CLOSING}", [None]),
        (f"{P}税收2亿元。", [None]),
    ],
)
def test_figures_have_the_period_that_the_text_gives_them(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize("bar", ["|", "\t"])
def test_rows_are_read_under_their_header(bar: str) -> None:
    text = (
        "序号|项目名称|建设单位|总投资（亿元）|占地面积|备注\n"
        f"1|{J}|{E}|35|120亩|达产后预计年产值80亿元\n"
        "2|[- Project 云图基地项目]|—|约12|—|\n"
    )
    assert told(text.replace("|", bar)) == [
        ("星垣总部项目", "investment", "actual", 35e8), ("星垣总部项目", "landArea", "actual", 80000),
        ("星垣总部项目", "revenue", "target", 80e8), ("云图基地项目", "investment", "actual", 12e8),
    ]  # fmt: skip


def test_a_figure_said_twice_counts_once() -> None:
    text = f"{P}税收2.35亿元\n\n2021年，{P}税收2.35亿元，增长5%。"
    assert [(f.measure, f.period) for _, f in found(text)] == [("actual", "2021"), ("growth", "2021")]


def test_the_same_value_in_two_years_is_two_figures() -> None:
    assert periods(f"2020年，{P}税收2亿元。2021年，{P}税收2亿元。") == ["2020", "2021"]


def test_what_is_so_now_takes_no_time_named_before() -> None:
    assert periods(f"{P}2018年开园，目前有企业200家。") == [None]


def test_what_a_clause_creates_is_what_the_next_speaks_about() -> None:
    assert told(f"[- Place 云岭县]规划建设{P}，总面积600亩，落户企业87家。") == [
        ("青禾产业园", "plannedArea", "actual", 400000), ("青禾产业园", "enterpriseCount", "actual", 87),
    ]  # fmt: skip


def test_evidence_ends_with_the_number_and_names_its_clause() -> None:
    case = reading(f"2021年，{P}税收2亿元，增长5%。")
    assert [case.text.clean[f.start : f.end] for f in figures.extract(case)] == ["青禾产业园税收2亿元", "增长5%"]


def test_what_is_named_in_the_clause_is_surer_than_what_is_guessed() -> None:
    named = found(f"{P}税收2亿元。")[0][1].confidence
    guessed = found(f"## {P}\n\n园区情况如下。\n\n税收2亿元。")[0][1].confidence
    assert 0 < guessed < named <= 1


def test_figures_of_the_whole_country_are_nobodys() -> None:
    assert said(f"## {P}\n\n2019年，中国集成电路产业规模达7591亿元。") == []


def test_the_rules_speak_of_known_indicators_and_classes() -> None:
    known = lexicon()
    named = {*known.indicators.values(), *known.counted, *known.by_unit.values(), *known.flows} - {""}
    assert named | known.not_new | known.lasting | known.built <= set(ontology.indicators())
    assert set(known.subjects) == set(ontology.indicators())
    assert {c for classes in known.subjects.values() for c in classes} <= set(ontology.classes())


@pytest.mark.parametrize(
    "unit",
    [
        "某园产值3亿元，增长5%，",
        "企业1家",
        "（1家）",
        "某园、",
        "其中3家，",
        "某园|3家|",
        "2019年，3家",
        "面积3亩，",
        "预计",
    ],
)
def test_figures_grow_with_the_text_only(unit: str) -> None:
    def seconds(times: int) -> float:
        case = reading(unit.replace("某园", P) * times)
        return least_seconds(lambda: figures.extract(case))

    seconds(10)
    assert seconds(1000) < 24 * max(seconds(125), 0.002)
