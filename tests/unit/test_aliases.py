"""Which names mean the same: short and long forms, with and without place, brand and firm."""

import time

import pytest

from ingest.mentions import aliases, shortforms
from ingest.mentions.candidate import Candidate


def names_of(cls: str, *written: str) -> list[set[str]]:
    """The names of every entity of a text in which names of one class stand in a row."""
    clean = "。".join(written)
    spans = []
    at = 0
    for name in written:
        spans.append(Candidate(at, at + len(name), cls, 1.0))
        at += len(name) + 1
    return [{e.name, *e.aliases} for e in aliases.by_rules(clean, spans)[0]]


@pytest.mark.parametrize(
    ("cls", "long", "short"),
    [
        ("Enterprise", "江州云栈网络科技有限公司", "云栈网络"),
        ("Enterprise", "苏州青梧新材料股份有限公司", "青梧"),
        ("Enterprise", "德国拓穆传动", "拓穆传动"),
        ("Enterprise", "粤西蓝潮能源有限公司", "蓝潮能源"),
        ("Enterprise", "苏州河埠控股集团", "河埠控股"),
        ("Enterprise", "日本川见农机（德州）有限公司", "川见"),
        ("Enterprise", "日本川见农机（德州）有限公司", "川见德州"),
        ("Enterprise", "云栈空分集团有限公司", "云空集团"),
        ("Enterprise", "苏州河埠云谷开发有限公司", "云谷公司"),
        ("Enterprise", "苏州河埠云栈粮油集团", "云栈集团"),
        ("Enterprise", "河埠云谷产业运营公司", "云谷运营公司"),
        ("Enterprise", "河埠云栈产业投资基金", "河埠基金"),
        ("Enterprise", "河埠实业银行无锡分行", "河实银行无锡分行"),
        ("Platform", "河埠通用航空小镇", "通航小镇"),
        ("Platform", "苏州河埠科创港", "科创港"),
        ("Platform", "苏州河埠氢谷", "氢谷"),
        ("Platform", "苏州经济技术开发区", "苏州经开区"),
        ("Platform", "湾东云鲤直播产业园", "云鲤直播园"),
        ("Platform", "云鲤湾数字园区", "云鲤湾数字园"),
        ("Platform", "星桥智感产业城", "星桥"),
        ("Platform", "星桥智谷小镇", "苏州星桥智谷"),
        ("Platform", "姑苏区七大平台", "全区七大平台"),
        ("Platform", "苏州星桥智谷", "星桥智谷小镇"),
        ("Platform", "河埠湾海工园", "河埠湾"),
        ("Platform", "云鲤药谷产业园", "云鲤药谷"),
        ("Platform", "云鲤港工业区", "云鲤港"),
        ("Platform", "姑苏经济开发区", "姑苏"),
        ("Platform", "苏州综合保税区", "综保区"),
        ("Platform", "苏州高新技术产业园区", "苏州高新区"),
        ("Agency", "苏州市人民政府", "市政府"),
        ("Agency", "苏州市工业和信息化局", "市工信局"),
        ("Agency", "姑苏区文化和旅游局", "区文旅局"),
        ("Agency", "河埠科创港管理委员会", "管委会"),
        ("Agency", "中共苏州市委", "市委"),
        ("Agency", "江苏省发展和改革委员会", "省发改委"),
        ("Agency", "河埠汽车零部件产业园管委会", "园区管委会"),
        ("Institution", "江苏省印刷复制业协会", "省印协"),
        ("Institution", "中国云锦工业联合会", "云锦联"),
        ("Institution", "苏州交通大学", "苏州交大"),
        ("Institution", "苏州工程大学", "苏工程"),
        ("Institution", "中国科学院水稻育种研究所", "水稻所"),
        ("Institution", "江苏省轨道交通协会", "省轨交协会"),
        ("Project", "云鲤智能终端产业园", "云鲤产业园"),
        ("Talent", "埃里克·云斯特", "云斯特"),
        ("Person", "欧阳云鲤", "云鲤"),
        ("Project", "云鲤新能源减速器项目", "云鲤项目"),
        ("Project", "云鲤减速器工厂", "云鲤项目"),
        ("Policy", "“云鲤英才”引进计划", "“云鲤英才”"),
        ("Policy", "“云鲤回归”行动（2021—2023）", "“云鲤回归”"),
        ("Platform", "苏州中央商务区", "苏州CBD"),
        ("Project", "铝合金减震架压铸项目", "减震架项目"),
        ("Project", "云鲤光电智能穿戴产业园", "云鲤智能穿戴园"),
        ("Project", "云船珠湾海工装备基地", "海工基地"),
        ("Parcel", "苏园2021-32号地块", "32号地块"),
        ("Place", "苏州市姑苏区", "姑苏区"),
        ("Place", "姑苏区", "姑苏"),
        ("Place", "喀什地区", "喀什"),
        ("Place", "德宏傣族景颇族自治州", "德宏州"),
        ("Place", "新疆维吾尔自治区", "新疆"),
        ("Policy", "《关于支持氢能发展的若干政策》", "《若干政策》"),
    ],
)
def test_a_short_form_means_the_longer_name(cls: str, long: str, short: str) -> None:
    assert names_of(cls, long, short) == [{long, short}]


def test_a_place_may_be_said_with_its_level_or_without() -> None:
    names = ["江南姑苏智能小镇", "姑苏区智能小镇", "姑苏智能小镇", "智能小镇"]
    assert names_of("Platform", *names) == [set(names)]


@pytest.mark.parametrize(
    ("cls", "one", "other"),
    [
        ("Institution", "苏州商品交易所", "无锡商品交易所"),
        ("Institution", "苏州大学", "苏州工商大学"),
        ("Institution", "中国水稻科学院", "中国热带水稻科学院"),
        ("Enterprise", "云栈集团", "江苏云栈数据有限公司"),
        ("Enterprise", "河埠银行", "河埠银行无锡分行"),
        ("Enterprise", "苏州河埠云栈粮油公司", "云栈集团"),
        ("Enterprise", "苏州河埠云栈粮油集团", "云栈"),
        ("Enterprise", "河埠实业银行无锡分行", "河实银行"),
        ("Institution", "江苏省印刷复制业协会", "省印联"),
        ("Talent", "云鲤", "云锦"),
        ("Enterprise", "云栈（苏州）精密公司", "日本云栈"),
        ("Platform", "云鲤创新区", "云鲤创新区起步区"),
        ("Platform", "云鲤港", "云鲤港客厅"),
        ("Platform", "云鲤药谷", "云鲤药谷孵化器"),
        ("Platform", "云鲤新城", "云鲤新城产业园"),
        ("Platform", "姑苏高新技术产业开发区", "姑苏开发区"),
        ("Enterprise", "云栈空分集团有限公司", "云空"),
        ("Project", "云鲤商业用房（一）", "云鲤商业用房（二）"),
        ("Project", "云鲤减速器项目", "云鲤"),
        ("Policy", "《云鲤英才实施办法》", "“云鲤英才”"),
        ("Parcel", "苏园2021-132号地块", "32号地块"),
        ("Place", "姑苏区", "姑苏镇"),
        ("Agency", "苏州市政府", "姑苏区政府"),
    ],
)
def test_what_differs_in_more_than_length_is_another(cls: str, one: str, other: str) -> None:
    assert len(names_of(cls, one, other)) == 2


def test_a_bare_ending_means_the_last_one_named() -> None:
    found = names_of("Agency", "云鲤小镇管委会", "河埠港管委会", "管委会")
    assert {"河埠港管委会", "管委会"} in found


def test_a_brand_that_two_firms_share_means_neither() -> None:
    found = names_of("Enterprise", "云栈智能科技有限公司", "云栈生物科技有限公司", "云栈")
    assert len(found) == 3


def test_a_projects_short_name_that_two_share_means_neither() -> None:
    names = ["云鲤减速器项目", "云鲤轴承项目", "云鲤项目"]
    assert names_of("Project", *names) == [{name} for name in names]


def test_a_brand_means_the_firm_named_before_it_not_one_named_later() -> None:
    found = names_of("Enterprise", "云栈智能科技有限公司", "云栈", "云栈生物科技有限公司")
    assert {"云栈智能科技有限公司", "云栈"} in found


@pytest.mark.parametrize(
    ("cls", "written", "meant"),
    [
        ("Place", ["德州市", "德州镇", "德州"], "德州市"),
        ("Platform", ["云鲤数据产业园", "云鲤经济开发区", "云鲤"], "云鲤经济开发区"),
        ("Platform", ["云鲤工业园", "云鲤园", "云鲤智能终端产业园"], "云鲤工业园"),
        ("Platform", ["姑苏高新技术产业开发区", "姑苏经济技术开发区", "姑苏开发区"], "姑苏经济技术开发区"),
    ],
)
def test_of_several_the_larger_or_the_one_named_before_is_meant(cls: str, written: list[str], meant: str) -> None:
    short = min(written, key=len)
    assert {meant, short} in names_of(cls, *written)


@pytest.mark.parametrize("words", ["（以下简称“湾谷”）", "（简称：湾谷）", "，又称“湾谷”，"])
def test_a_short_form_that_the_text_introduces_is_a_name_wherever_it_stands(words: str) -> None:
    clean = f"云鲤港数字产业园{words}去年开园。湾谷今年扩建。"
    entities, mentions = aliases.cluster(clean, [Candidate(0, 8, "Platform", 1.0)])
    assert [{e.name, *e.aliases} for e in entities] == [{"云鲤港数字产业园", "湾谷"}]
    assert sum(clean[m.start : m.end] == "湾谷" for m in mentions) == 2


def test_a_long_ending_is_a_name_where_the_text_introduces_it() -> None:
    clean = "东湾生物医药协同创新创业中心（以下简称“双创中心”）挂牌。双创中心有楼22栋，科技城在旁。"
    entities, mentions = aliases.cluster(clean, [Candidate(0, 14, "Platform", 0.9)])
    assert [(e.name, e.aliases) for e in entities] == [("东湾生物医药协同创新创业中心", ("双创中心",))]
    assert [clean[m.start : m.end] for m in mentions][1:] == ["双创中心", "双创中心"]


def test_a_short_ending_that_is_seen_as_a_name_is_the_one_introduced() -> None:
    clean = "东湾崖滨科技城（以下简称“科技城”）揭牌。科技城有楼22栋。"
    at = clean.rindex("科技城")
    seen = [Candidate(0, 7, "Platform", 0.9), Candidate(at, at + 3, "Platform", 0.6)]
    entities, _ = aliases.cluster(clean, seen)
    assert [e.aliases for e in entities] == [("科技城",)]


def test_time_grows_with_the_number_of_names() -> None:
    firms = [f"深圳市{chr(0x4E00 + i // 50)}{chr(0x6000 + i % 50)}智能科技有限公司" for i in range(2000)]
    begun = time.process_time()
    assert len(names_of("Enterprise", *firms)) == 2000
    assert time.process_time() - begun < 5


def test_a_brand_means_the_firm_with_the_full_name_rather_than_its_shop() -> None:
    groups = names_of("Enterprise", "云鲤旗舰店", "云鲤", "苏州云鲤供应链有限公司")
    assert {"云鲤", "苏州云鲤供应链有限公司"} in groups


def test_names_said_to_mean_the_same_are_one() -> None:
    clean = "河埠谷全称苏州金属新材料产业集聚区"
    spans = [Candidate(0, 3, "Platform", 1.0), Candidate(5, len(clean), "Platform", 1.0)]
    assert len(aliases.by_rules(clean, spans)[0]) == 1


def test_what_two_are_called_together_is_neither() -> None:
    clean = "云鲤园、河埠谷合称两翼产业带"
    spans = [Candidate(0, 3, "Platform", 1.0), Candidate(4, 7, "Platform", 1.0), Candidate(9, 14, "Platform", 1.0)]
    assert len(aliases.by_rules(clean, spans)[0]) == 3


@pytest.mark.parametrize(
    ("written", "label"),
    [
        (["云鲤智造港", *["智造港"] * 3], "云鲤智造港"),
        (["云鲤智造港", *["智造港"] * 5], "智造港"),
        (["苏州河埠科创港", "苏州河埠科创港", "科创港"], "苏州河埠科创港"),
    ],
)
def test_a_platform_is_called_by_its_fullest_name_that_is_no_rarity(written: list[str], label: str) -> None:
    spans, at = [], 0
    for name in written:
        spans.append(Candidate(at, at + len(name), "Platform", 1.0))
        at += len(name) + 1
    assert [e.name for e in aliases.cluster("。".join(written), spans)[0]] == [label]


@pytest.mark.parametrize(("name", "bare"), [("新西兰拓穆乳业", "拓穆乳业"), ("浙东拓穆乳业", "拓穆乳业")])
def test_a_country_is_told_from_a_side_of_a_province(name: str, bare: str) -> None:
    assert name[shortforms.cuts("Enterprise", name)[-1] :] == bare
