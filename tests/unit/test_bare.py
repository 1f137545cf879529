"""Further names: a name without its place, year or kind, and with the place that stands before it."""

import pytest

from ingest.mentions import bare
from ingest.model import Entity
from tests.readings import read


def _further(entity: Entity, *others: Entity) -> tuple[str, ...]:
    return bare.further("", [entity, Entity("Platform", "河埠湾"), *others], [])[0]


@pytest.mark.parametrize(
    ("cls", "name", "further"),
    [
        ("Enterprise", "奥地利河埠机械", ["河埠机械"]),
        ("Enterprise", "以色列Kolvar", ["Kolvar"]),
        ("Enterprise", "苏州云鲤制药有限公司", ["云鲤制药有限公司"]),
        ("Platform", "苏州云鲤数码港", ["云鲤数码港"]),
        ("Platform", "河埠湾B组团", ["B组团"]),
        ("Honour", "2020年度江苏省专精特新企业", ["江苏省专精特新企业"]),
        ("Honour", "第六批国家级智能制造示范工厂", ["国家级智能制造示范工厂"]),
        (
            "Honour",
            "第六批省级智造工厂名单",
            ["省级智造工厂名单", "第六批省级智造工厂", "省级智造工厂"],
        ),
        ("Project", "年产5万吨磷酸铁锂项目", ["磷酸铁锂项目"]),
        ("Policy", "“云鲤英才”计划", ["云鲤英才"]),
        ("Parcel", "苏州SZ-2016-33号地块", ["SZ-2016-33号地块", "SZ-2016-33"]),
    ],
)
def test_what_says_only_where_which_or_when_may_be_left_out(cls: str, name: str, further: list[str]) -> None:
    assert list(_further(Entity(cls, name))) == further


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        ("Enterprise", "上海医药集团"),  # 医药集团 could be anybody's
        ("Enterprise", "中国银行"),
        ("Enterprise", "奥地利甲公司"),
        ("Platform", "苏州工业园区"),
        ("Platform", "河埠湾核心区"),
        ("Institution", "浙江大学"),
        ("Honour", "国家高新技术企业"),
    ],
)
def test_what_is_left_has_to_be_a_name(cls: str, name: str) -> None:
    assert not _further(Entity(cls, name))


def test_a_form_that_another_entity_has_means_that_one() -> None:
    assert not _further(Entity("Enterprise", "奥地利河埠机械"), Entity("Enterprise", "河埠机械"))
    reading = read("苏州云鲤港扩园，云鲤港迎客。", {"云鲤港": "Platform", "苏州云鲤港": "Platform"})
    assert not bare.further(reading.text.clean, reading.entities, reading.mentions)[0]


def test_a_park_named_after_a_firm_is_no_part_of_a_park() -> None:
    assert not _further(Entity("Platform", "青梧钢铁产业园"), Entity("Enterprise", "青梧"))


def test_a_park_has_its_city_before_it_and_a_firm_its_country() -> None:
    reading = read(
        "苏州云鲤港扩园。奥地利河埠机械来访。在苏州青梧签约。",
        {"云鲤港": "Platform", "奥地利": "Place", "河埠机械": "Enterprise", "青梧": "Enterprise"},
    )
    found = bare.further(reading.text.clean, reading.entities, reading.mentions)
    assert found[0] == ("苏州云鲤港",)
    assert found[2] == ("奥地利河埠机械",)
    assert found[3] == ()


def test_a_firm_with_its_full_name_has_its_city_before_it() -> None:
    reading = read("苏州青梧有限公司成立，青梧有限公司在苏州。", {"青梧有限公司": "Enterprise"})
    assert bare.further(reading.text.clean, reading.entities, reading.mentions) == [("苏州青梧有限公司",)]


def test_a_project_goes_without_its_firm_by_what_is_its_own() -> None:
    firm = Entity("Enterprise", "云鲤科技有限公司", ("云鲤科技",))
    assert _further(Entity("Project", "云鲤科技光学镜片二期"), firm) == ("光学镜片二期",)
    assert not _further(Entity("Project", "云鲤科技总部项目"), firm)
    assert not _further(Entity("Project", "50万吨/年粉煤灰利用项目"))
    assert not _further(Entity("Project", "三元乙丙橡胶项目"))  # no sum of three yuan


def test_what_kind_of_plan_or_plot_it_is_may_be_said_behind_the_name() -> None:
    text = "“云鲤英才”支持计划启动，云鲤〔2016〕33号地块出让，“云鲤十条”发布。"
    reading = read(text, {"“云鲤英才”": "Policy", "云鲤〔2016〕33": "Parcel", "“云鲤十条”": "Policy"})
    longer = bare.further(reading.text.clean, reading.entities, reading.mentions)
    assert "“云鲤英才”支持计划" in longer[0]
    assert "云鲤〔2016〕33号地块" in longer[1]
    assert longer[2] == ("云鲤十条",)
