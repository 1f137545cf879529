"""A world of invented parks, firms and projects, as five documents tell of it, in a store that has the industry tree.

Persons are figures of history. Every class, relation and kind of figure of the contract occurs; two documents state
the same fact here and there, and once they disagree on a figure.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from graph.industries import plant
from graph.land import land
from graph.store import open_store
from graph.store.base import Store
from ingest.facts import Boundary, DocumentFacts, Evidence, NamedEntity, Observation, Statement
from ingest.model import Source

TOWN = """云栈小镇简介
云栈小镇位于青梧区，青梧区隶属栈州市。小镇东至望川路，南至青梧河，西至松涛大道，北至观云山，规划面积3.5平方千米。
云栈小镇重点发展生物医药，由云栈小镇管委会运营。云栈小镇被云川省经信厅认定为省级特色小镇。
听澜大厦是云栈小镇的园中园，萤火众创空间设在听澜大厦内。
远岫生物科技有限公司（简称远岫生物）落户云栈小镇，从事疫苗。苔径医药流通有限公司入驻听澜大厦，从事医药流通。
槐序机器人有限公司入驻萤火众创空间，主营工业机器人。听溪大学位于栈州市，从事生命科学。
2018年，云栈小镇营业收入10亿元，集聚企业60家。
2019年，云栈小镇营业收入12.5亿元，同比增长25%，其中生物医药占60%。年末集聚企业86家，生物医药企业约40家。
计划2020年云栈小镇营业收入15亿元。"""

REPORT = """望川省级经济开发区2019年度报告
望川省级经济开发区位于青梧区，松涛科技园是望川省级经济开发区的园中园，重点发展机器人和榫卯传习。
松涛科技园由松涛园区运营有限公司运营，鹿鸣国家级科技企业孵化器位于松涛科技园。
沐石智能装备有限公司入驻松涛科技园，主营高端减速器。
远岫生物科技有限公司已落户云栈小镇，同在小镇的还有听溪大学药学院，药学院从事原料药。
2019年，松涛科技园营业收入7亿元，云栈小镇营业收入12.8亿元。
2019年，松涛科技园引进企业30家，完成年度投资目标的105%，现有人才300至500名。
计划2020年松涛科技园营业收入9亿元。"""

LAND = """青梧区工业用地出让结果
BX0101-02地块位于云栈小镇，东至望川路，北至听溪街，占地面积30亩，由远岫生物科技有限公司竞得。
BX0203-05地块位于松涛科技园，由沐石智能装备有限公司竞得。BX0304-01地块位于望川省级经济开发区，尚未成交。
远岫研发中心项目建在BX0101-02地块上，由远岫生物科技有限公司投资建设，从事疫苗研制，总投资约1.2亿元。
沐石智能工厂项目建在BX0203-05地块上，由沐石智能装备有限公司与栈桥建设有限公司投资建设，总投资2亿元，南至工匠路。
远岫研发中心项目2019年11月动工，预计2021年夏天完工。沐石智能工厂项目2020年5月18日动工，2021年完工，主体施工70%。
2020年4月16日，BX0203-05地块出让，由青梧区政府主办。"""

EVENTS = """青梧区招商大事记
2019年8月20日，云栈小镇管委会与远岫生物科技有限公司举行远岫研发中心项目签约仪式，地点在听澜大厦。
2019年11月8日，云栈小镇管委会主办远岫研发中心项目开工仪式。2020年9月，远岫研发中心项目结顶，远岫研发中心项目转入装修。
2020年5月18日，沐石智能工厂项目奠基，沐石智能工厂项目全面施工。
2019年春，栈州机器人展览会在松涛科技园举行，沈括、槐序机器人有限公司参加栈州机器人展览会。
2019年6月，青梧区政府主办青梧创新创业大赛，听溪大学承办青梧创新创业大赛，萤火众创空间协办青梧创新创业大赛。
2020年5月20日至22日，云栈创新大会在云栈小镇举行，云栈小镇管委会主办云栈创新大会，苏颂出席云栈创新大会。
2020年，槐序机器人上市，槐序机器人有限公司登陆资本市场。2020年7月起，云栈疫苗培训班开课。
2018年前后，听澜大厦启用，听澜大厦迎来首批企业。沐石控股集团成立于2017年（存疑），沐石控股集团由此起步。
松涛科技园开园不晚于2016年。约2015年（存疑），听溪大学药学院揭牌，药学院隶属听溪大学。"""

REVIEW = """青梧区企业与人才2020年回顾
沐石控股集团控股沐石智能装备有限公司，砚秋资本管理有限公司参股沐石控股集团。
远岫生物科技有限公司与沐石控股集团共同出资成立岫石医疗器械有限公司，岫石医疗器械有限公司位于青梧区。
远岫生物与听溪大学战略合作。沐石智能装备有限公司与远岫生物科技有限公司或将合作。
宋应星任远岫生物科技有限公司董事长，远岫生物科技有限公司由宋应星创办。沈括创办槐序机器人有限公司。
黄道婆任听溪大学药学院教授，兼任远岫生物科技有限公司顾问。
苏颂任青梧区经信局局长，青梧区经信局是青梧区政府的部门。郭守敬任云栈小镇管委会主任。
听溪大学、苔径医药流通有限公司加入云栈生物医药产业联盟。
青梧区政府出台青梧英才计划，云栈小镇管委会发布云栈生物医药扶持办法。
远岫生物科技有限公司、槐序机器人有限公司被认定为国家高新技术企业。
栈州市科技局把远岫研发中心项目列为栈州市重点项目，青梧区经信局评沈括为青梧区首批创新人才。
远岫生物科技有限公司建设远岫研发中心项目。
2020年，云栈小镇营业收入14.4亿元，松涛科技园营业收入9.45亿元。
2019年，松涛科技园营业收入仍计为7亿元。
2020年，远岫生物科技有限公司拥有专利15项，注册资本500万美元。"""

_DATES = {"date", "startDate", "endDate"}
_SURE = 0.9

_Names = Mapping[str, str | tuple[str, ...]]
_Qualifiers = Mapping[str, str]
_Relation = tuple[str, str, str, str] | tuple[str, str, str, str, float] | tuple[str, str, str, str, float, _Qualifiers]
_Figure = tuple[str, str, str, str, str, str | None, str] | tuple[str, str, str, str, str, str | None, str, str]
_Side = tuple[str, str, str, str]


def world(folder: Path) -> Store:
    """The world in a store at the folder."""
    store = open_store(str(folder))
    for facts in documents():
        land(store, facts)
    plant(store)
    return store


def documents() -> tuple[DocumentFacts, ...]:
    """What the five documents say."""
    return (_town(), _report(), _land(), _events(), _review())


def _town() -> DocumentFacts:
    return saying(
        "town.txt",
        "2019-12-31",
        TOWN,
        {
            "Platform": ("云栈小镇", "听澜大厦", "萤火众创空间"),
            "Place": ("青梧区", "栈州市"),
            "Industry": ("生物医药", "疫苗", "医药流通", "工业机器人", "生命科学"),
            "Agency": ("云栈小镇管委会", "云川省经信厅"),
            "Enterprise": ("远岫生物科技有限公司/远岫生物", "苔径医药流通有限公司", "槐序机器人有限公司"),
            "Institution": "听溪大学",
            "Honour": "省级特色小镇",
        },
        [
            ("云栈小镇", "locatedIn", "青梧区", "云栈小镇位于青梧区"),
            ("青梧区", "partOf", "栈州市", "青梧区隶属栈州市"),
            ("云栈小镇", "focusesOn", "生物医药", "云栈小镇重点发展生物医药"),
            ("云栈小镇管委会", "operates", "云栈小镇", "由云栈小镇管委会运营"),
            (
                "云栈小镇",
                "holdsHonour",
                "省级特色小镇",
                "云栈小镇被云川省经信厅认定为省级特色小镇",
                _SURE,
                {"givenBy": "云川省经信厅"},
            ),
            ("听澜大厦", "partOf", "云栈小镇", "听澜大厦是云栈小镇的园中园"),
            ("萤火众创空间", "partOf", "听澜大厦", "萤火众创空间设在听澜大厦内"),
            ("远岫生物科技有限公司", "locatedIn", "云栈小镇", "远岫生物科技有限公司（简称远岫生物）落户云栈小镇"),
            ("远岫生物科技有限公司", "inIndustry", "疫苗", "从事疫苗"),
            ("苔径医药流通有限公司", "locatedIn", "听澜大厦", "苔径医药流通有限公司入驻听澜大厦"),
            ("苔径医药流通有限公司", "inIndustry", "医药流通", "从事医药流通"),
            ("槐序机器人有限公司", "locatedIn", "萤火众创空间", "槐序机器人有限公司入驻萤火众创空间"),
            ("槐序机器人有限公司", "inIndustry", "工业机器人", "主营工业机器人"),
            ("听溪大学", "locatedIn", "栈州市", "听溪大学位于栈州市"),
            ("听溪大学", "inIndustry", "生命科学", "从事生命科学"),
        ],
        [
            ("云栈小镇", "plannedArea", "actual", "3500000", "m2", None, "规划面积3.5平方千米"),
            ("云栈小镇", "revenue", "actual", "1000000000", "CNY", "2018", "营业收入10亿元"),
            ("云栈小镇", "enterpriseCount", "actual", "60", "1", "2018", "集聚企业60家"),
            ("云栈小镇", "revenue", "actual", "1250000000", "CNY", "2019", "营业收入12.5亿元"),
            ("云栈小镇", "revenue", "growth", "0.25", "1", "2019", "同比增长25%"),
            ("云栈小镇", "revenue", "share", "0.6", "1", "2019", "其中生物医药占60%", "生物医药"),
            ("云栈小镇", "enterpriseCount", "actual", "86", "1", "2019", "集聚企业86家"),
            ("云栈小镇", "enterpriseCount", "actual", "~40", "1", "2019", "生物医药企业约40家", "生物医药企业"),
            ("云栈小镇", "revenue", "target", "1500000000", "CNY", "2020", "营业收入15亿元"),
        ],
        [
            ("云栈小镇", "east", "望川路", "东至望川路"),
            ("云栈小镇", "south", "青梧河", "南至青梧河"),
            ("云栈小镇", "west", "松涛大道", "西至松涛大道"),
            ("云栈小镇", "north", "观云山", "北至观云山"),
        ],
    )


def _report() -> DocumentFacts:
    return saying(
        "report.txt",
        "2020-03",
        REPORT,
        {
            "Platform": ("望川省级经济开发区", "松涛科技园", "鹿鸣国家级科技企业孵化器", "云栈小镇"),
            "Place": "青梧区",
            "Industry": ("机器人", "榫卯传习", "高端减速器", "原料药"),
            "Enterprise": ("松涛园区运营有限公司", "沐石智能装备有限公司", "远岫生物科技有限公司"),
            "Institution": "听溪大学药学院/药学院",
        },
        [
            ("望川省级经济开发区", "locatedIn", "青梧区", "望川省级经济开发区位于青梧区"),
            ("松涛科技园", "partOf", "望川省级经济开发区", "松涛科技园是望川省级经济开发区的园中园"),
            ("松涛科技园", "focusesOn", "机器人", "重点发展机器人"),
            ("松涛科技园", "focusesOn", "榫卯传习", "重点发展机器人和榫卯传习"),
            ("松涛园区运营有限公司", "operates", "松涛科技园", "松涛科技园由松涛园区运营有限公司运营"),
            ("鹿鸣国家级科技企业孵化器", "locatedIn", "松涛科技园", "鹿鸣国家级科技企业孵化器位于松涛科技园"),
            ("沐石智能装备有限公司", "locatedIn", "松涛科技园", "沐石智能装备有限公司入驻松涛科技园"),
            ("沐石智能装备有限公司", "inIndustry", "高端减速器", "主营高端减速器"),
            ("远岫生物科技有限公司", "locatedIn", "云栈小镇", "远岫生物科技有限公司已落户云栈小镇"),
            ("听溪大学药学院", "locatedIn", "云栈小镇", "同在小镇的还有听溪大学药学院"),
            ("听溪大学药学院", "inIndustry", "原料药", "药学院从事原料药"),
        ],
        [
            ("松涛科技园", "revenue", "actual", "700000000", "CNY", "2019", "营业收入7亿元"),
            ("云栈小镇", "revenue", "actual", "1280000000", "CNY", "2019", "营业收入12.8亿元"),
            ("松涛科技园", "newEnterpriseCount", "actual", "30", "1", "2019", "引进企业30家"),
            ("松涛科技园", "investment", "completion", "1.05", "1", "2019", "完成年度投资目标的105%"),
            ("松涛科技园", "talentCount", "actual", "300-500", "1", "2019", "人才300至500名"),
            ("松涛科技园", "revenue", "target", "900000000", "CNY", "2020", "营业收入9亿元"),
        ],
    )


def _land() -> DocumentFacts:
    return saying(
        "land.txt",
        "2020-06",
        LAND,
        {
            "Parcel": ("BX0101-02地块", "BX0203-05地块", "BX0304-01地块"),
            "Platform": ("云栈小镇", "松涛科技园", "望川省级经济开发区"),
            "Enterprise": ("远岫生物科技有限公司", "沐石智能装备有限公司", "栈桥建设有限公司"),
            "Agency": "青梧区政府",
            "Project": ("远岫研发中心项目", "沐石智能工厂项目"),
            "Industry": "疫苗",
            "Event": "BX0203-05地块出让",
        },
        [
            ("BX0101-02地块", "locatedIn", "云栈小镇", "BX0101-02地块位于云栈小镇"),
            ("BX0203-05地块", "locatedIn", "松涛科技园", "BX0203-05地块位于松涛科技园"),
            ("BX0304-01地块", "locatedIn", "望川省级经济开发区", "BX0304-01地块位于望川省级经济开发区"),
            ("远岫生物科技有限公司", "acquired", "BX0101-02地块", "由远岫生物科技有限公司竞得"),
            ("沐石智能装备有限公司", "acquired", "BX0203-05地块", "由沐石智能装备有限公司竞得"),
            ("远岫研发中心项目", "usesParcel", "BX0101-02地块", "远岫研发中心项目建在BX0101-02地块上"),
            ("沐石智能工厂项目", "usesParcel", "BX0203-05地块", "沐石智能工厂项目建在BX0203-05地块上"),
            ("远岫生物科技有限公司", "develops", "远岫研发中心项目", "由远岫生物科技有限公司投资建设"),
            (
                "沐石智能装备有限公司",
                "develops",
                "沐石智能工厂项目",
                "由沐石智能装备有限公司与栈桥建设有限公司投资建设",
            ),
            ("栈桥建设有限公司", "develops", "沐石智能工厂项目", "由沐石智能装备有限公司与栈桥建设有限公司投资建设"),
            ("远岫研发中心项目", "inIndustry", "疫苗", "从事疫苗研制"),
            ("远岫研发中心项目", "startDate", "2019-11", "远岫研发中心项目2019年11月动工"),
            ("远岫研发中心项目", "endDate", "2021-22", "预计2021年夏天完工"),
            ("沐石智能工厂项目", "startDate", "2020-05-18", "沐石智能工厂项目2020年5月18日动工"),
            ("沐石智能工厂项目", "endDate", "2021", "2021年完工"),
            ("BX0203-05地块出让", "involves", "BX0203-05地块", "2020年4月16日，BX0203-05地块出让"),
            ("BX0203-05地块出让", "date", "2020-04-16", "2020年4月16日，BX0203-05地块出让"),
            (
                "青梧区政府",
                "organizes",
                "BX0203-05地块出让",
                "BX0203-05地块出让，由青梧区政府主办",
                _SURE,
                {"organizerRole": "role-host"},
            ),
        ],
        [
            ("BX0101-02地块", "landArea", "actual", "20000", "m2", None, "占地面积30亩"),
            ("远岫研发中心项目", "investment", "actual", "~120000000", "CNY", None, "总投资约1.2亿元"),
            ("沐石智能工厂项目", "investment", "actual", "200000000", "CNY", None, "总投资2亿元"),
            ("沐石智能工厂项目", "progress", "actual", "0.7", "1", "2020-06", "主体施工70%"),
        ],
        [
            ("BX0101-02地块", "east", "望川路", "东至望川路"),
            ("BX0101-02地块", "north", "听溪街", "北至听溪街"),
            ("沐石智能工厂项目", "south", "工匠路", "南至工匠路"),
        ],
    )


def _events() -> DocumentFacts:
    return saying(
        "events.txt",
        "2020-10",
        EVENTS,
        {
            "Event": (
                "远岫研发中心项目签约仪式",
                "远岫研发中心项目开工仪式",
                "远岫研发中心项目结顶",
                "沐石智能工厂项目奠基",
                "栈州机器人展览会",
                "青梧创新创业大赛",
                "云栈创新大会",
                "槐序机器人上市",
                "云栈疫苗培训班",
                "听澜大厦启用",
                "沐石控股集团成立",
                "松涛科技园开园",
                "听溪大学药学院揭牌",
            ),
            "Agency": ("云栈小镇管委会", "青梧区政府"),
            "Enterprise": ("远岫生物科技有限公司", "槐序机器人有限公司", "沐石控股集团"),
            "Institution": ("听溪大学", "听溪大学药学院/药学院"),
            "Platform": ("听澜大厦", "松涛科技园", "萤火众创空间", "云栈小镇"),
            "Project": ("远岫研发中心项目", "沐石智能工厂项目"),
            "Talent": "沈括",
            "Person": "苏颂",
        },
        [
            (
                "云栈小镇管委会",
                "organizes",
                "远岫研发中心项目签约仪式",
                "云栈小镇管委会与远岫生物科技有限公司举行远岫研发中心项目签约仪式",
                _SURE,
                {"organizerRole": "role-host"},
            ),
            (
                "云栈小镇管委会",
                "cooperatesWith",
                "远岫生物科技有限公司",
                "云栈小镇管委会与远岫生物科技有限公司举行远岫研发中心项目签约仪式",
            ),
            ("远岫研发中心项目签约仪式", "involves", "远岫研发中心项目", "举行远岫研发中心项目签约仪式"),
            ("远岫研发中心项目签约仪式", "locatedIn", "听澜大厦", "远岫研发中心项目签约仪式，地点在听澜大厦"),
            ("远岫研发中心项目签约仪式", "date", "2019-08-20", "2019年8月20日"),
            (
                "云栈小镇管委会",
                "organizes",
                "远岫研发中心项目开工仪式",
                "云栈小镇管委会主办远岫研发中心项目开工仪式",
                _SURE,
                {"organizerRole": "role-host"},
            ),
            ("远岫研发中心项目开工仪式", "involves", "远岫研发中心项目", "主办远岫研发中心项目开工仪式"),
            ("远岫研发中心项目开工仪式", "date", "2019-11-08", "2019年11月8日"),
            ("远岫研发中心项目结顶", "involves", "远岫研发中心项目", "远岫研发中心项目结顶，远岫研发中心项目"),
            ("远岫研发中心项目结顶", "date", "2020-09", "2020年9月，远岫研发中心项目结顶"),
            ("沐石智能工厂项目奠基", "involves", "沐石智能工厂项目", "沐石智能工厂项目奠基，沐石智能工厂项目"),
            ("沐石智能工厂项目奠基", "date", "2020-05-18", "2020年5月18日，沐石智能工厂项目奠基"),
            ("栈州机器人展览会", "date", "2019-21", "2019年春，栈州机器人展览会"),
            ("栈州机器人展览会", "locatedIn", "松涛科技园", "栈州机器人展览会在松涛科技园举行"),
            ("沈括", "participatesIn", "栈州机器人展览会", "沈括、槐序机器人有限公司参加栈州机器人展览会"),
            ("槐序机器人有限公司", "participatesIn", "栈州机器人展览会", "槐序机器人有限公司参加栈州机器人展览会"),
            ("青梧创新创业大赛", "date", "2019-06", "2019年6月，青梧区政府主办青梧创新创业大赛"),
            (
                "青梧区政府",
                "organizes",
                "青梧创新创业大赛",
                "青梧区政府主办青梧创新创业大赛",
                _SURE,
                {"organizerRole": "role-host"},
            ),
            (
                "听溪大学",
                "organizes",
                "青梧创新创业大赛",
                "听溪大学承办青梧创新创业大赛",
                _SURE,
                {"organizerRole": "role-inCharge"},
            ),
            (
                "萤火众创空间",
                "organizes",
                "青梧创新创业大赛",
                "萤火众创空间协办青梧创新创业大赛",
                _SURE,
                {"organizerRole": "role-coOrganizer"},
            ),
            ("云栈创新大会", "date", "2020-05-20/2020-05-22", "2020年5月20日至22日，云栈创新大会"),
            ("云栈创新大会", "locatedIn", "云栈小镇", "云栈创新大会在云栈小镇举行"),
            (
                "云栈小镇管委会",
                "organizes",
                "云栈创新大会",
                "云栈小镇管委会主办云栈创新大会",
                _SURE,
                {"organizerRole": "role-host"},
            ),
            ("苏颂", "participatesIn", "云栈创新大会", "苏颂出席云栈创新大会"),
            ("槐序机器人上市", "date", "2020", "2020年，槐序机器人上市"),
            ("槐序机器人上市", "involves", "槐序机器人有限公司", "槐序机器人上市，槐序机器人有限公司登陆资本市场"),
            ("云栈疫苗培训班", "date", "2020-07/..", "2020年7月起，云栈疫苗培训班"),
            ("听澜大厦启用", "date", "2018~", "2018年前后，听澜大厦启用"),
            ("听澜大厦启用", "involves", "听澜大厦", "听澜大厦启用，听澜大厦迎来首批企业"),
            ("沐石控股集团成立", "date", "2017?", "沐石控股集团成立于2017年（存疑）"),
            ("沐石控股集团成立", "involves", "沐石控股集团", "沐石控股集团成立于2017年（存疑），沐石控股集团由此起步"),
            ("松涛科技园开园", "date", "../2016", "松涛科技园开园不晚于2016年"),
            ("听溪大学药学院揭牌", "date", "2015%", "约2015年（存疑），听溪大学药学院揭牌"),
            ("听溪大学药学院揭牌", "involves", "听溪大学药学院", "听溪大学药学院揭牌，药学院"),
            ("听溪大学药学院", "partOf", "听溪大学", "药学院隶属听溪大学"),
        ],
    )


def _review() -> DocumentFacts:
    return saying(
        "review.txt",
        "2021-01",
        REVIEW,
        {
            "Enterprise": (
                "沐石控股集团",
                "沐石智能装备有限公司",
                "砚秋资本管理有限公司",
                "远岫生物科技有限公司/远岫生物",
                "岫石医疗器械有限公司",
                "槐序机器人有限公司",
                "苔径医药流通有限公司",
            ),
            "Place": "青梧区",
            "Institution": ("听溪大学", "听溪大学药学院", "云栈生物医药产业联盟"),
            "Talent": ("宋应星", "沈括", "黄道婆"),
            "Person": ("苏颂", "郭守敬"),
            "Agency": ("青梧区经信局", "青梧区政府", "云栈小镇管委会", "栈州市科技局"),
            "Policy": ("青梧英才计划", "云栈生物医药扶持办法"),
            "Honour": ("国家高新技术企业", "栈州市重点项目", "青梧区首批创新人才"),
            "Project": "远岫研发中心项目",
            "Platform": ("云栈小镇", "松涛科技园"),
        },
        [
            (
                "沐石控股集团",
                "shareholderOf",
                "沐石智能装备有限公司",
                "沐石控股集团控股沐石智能装备有限公司",
                _SURE,
                {"shareholdingKind": "shareholding-controlling"},
            ),
            (
                "砚秋资本管理有限公司",
                "shareholderOf",
                "沐石控股集团",
                "砚秋资本管理有限公司参股沐石控股集团",
                _SURE,
                {"shareholdingKind": "shareholding-minority"},
            ),
            (
                "远岫生物科技有限公司",
                "shareholderOf",
                "岫石医疗器械有限公司",
                "远岫生物科技有限公司与沐石控股集团共同出资成立岫石医疗器械有限公司",
                _SURE,
                {"shareholdingKind": "shareholding-jointVenture"},
            ),
            (
                "沐石控股集团",
                "shareholderOf",
                "岫石医疗器械有限公司",
                "远岫生物科技有限公司与沐石控股集团共同出资成立岫石医疗器械有限公司",
                _SURE,
                {"shareholdingKind": "shareholding-jointVenture"},
            ),
            ("岫石医疗器械有限公司", "locatedIn", "青梧区", "岫石医疗器械有限公司位于青梧区"),
            ("远岫生物科技有限公司", "cooperatesWith", "听溪大学", "远岫生物与听溪大学战略合作"),
            (
                "沐石智能装备有限公司",
                "cooperatesWith",
                "远岫生物科技有限公司",
                "沐石智能装备有限公司与远岫生物科技有限公司或将合作",
                0.4,
            ),
            ("宋应星", "worksFor", "远岫生物科技有限公司", "宋应星任远岫生物科技有限公司董事长"),
            ("宋应星", "founded", "远岫生物科技有限公司", "远岫生物科技有限公司由宋应星创办"),
            ("沈括", "founded", "槐序机器人有限公司", "沈括创办槐序机器人有限公司"),
            ("黄道婆", "worksFor", "听溪大学药学院", "黄道婆任听溪大学药学院教授"),
            ("黄道婆", "worksFor", "远岫生物科技有限公司", "兼任远岫生物科技有限公司顾问", 0.7),
            ("苏颂", "worksFor", "青梧区经信局", "苏颂任青梧区经信局局长"),
            ("青梧区经信局", "partOf", "青梧区政府", "青梧区经信局是青梧区政府的部门"),
            ("郭守敬", "worksFor", "云栈小镇管委会", "郭守敬任云栈小镇管委会主任"),
            ("听溪大学", "memberOf", "云栈生物医药产业联盟", "听溪大学、苔径医药流通有限公司加入云栈生物医药产业联盟"),
            (
                "苔径医药流通有限公司",
                "memberOf",
                "云栈生物医药产业联盟",
                "苔径医药流通有限公司加入云栈生物医药产业联盟",
            ),
            ("青梧区政府", "issued", "青梧英才计划", "青梧区政府出台青梧英才计划"),
            ("云栈小镇管委会", "issued", "云栈生物医药扶持办法", "云栈小镇管委会发布云栈生物医药扶持办法"),
            (
                "远岫生物科技有限公司",
                "holdsHonour",
                "国家高新技术企业",
                "远岫生物科技有限公司、槐序机器人有限公司被认定为国家高新技术企业",
            ),
            ("槐序机器人有限公司", "holdsHonour", "国家高新技术企业", "槐序机器人有限公司被认定为国家高新技术企业"),
            (
                "远岫研发中心项目",
                "holdsHonour",
                "栈州市重点项目",
                "栈州市科技局把远岫研发中心项目列为栈州市重点项目",
                _SURE,
                {"givenBy": "栈州市科技局"},
            ),
            (
                "沈括",
                "holdsHonour",
                "青梧区首批创新人才",
                "青梧区经信局评沈括为青梧区首批创新人才",
                _SURE,
                {"givenBy": "青梧区经信局"},
            ),
            ("远岫生物科技有限公司", "develops", "远岫研发中心项目", "远岫生物科技有限公司建设远岫研发中心项目"),
        ],
        [
            ("云栈小镇", "revenue", "actual", "1440000000", "CNY", "2020", "营业收入14.4亿元"),
            ("松涛科技园", "revenue", "actual", "945000000", "CNY", "2020", "营业收入9.45亿元"),
            ("松涛科技园", "revenue", "actual", "700000000", "CNY", "2019", "营业收入仍计为7亿元"),
            ("远岫生物科技有限公司", "patentCount", "actual", "15", "1", "2020", "专利15项"),
            ("远岫生物科技有限公司", "registeredCapital", "actual", "5000000", "USD", None, "注册资本500万美元"),
        ],
    )


def saying(
    identifier: str,
    issued: str,
    text: str,
    named: _Names,
    relations: Sequence[_Relation],
    figures: Sequence[_Figure] = (),
    sides: Sequence[_Side] = (),
) -> DocumentFacts:
    """What is written here shortly, as a document's facts; names are 全称/简称."""
    classes = [(cls, tuple(n.split("/"))) for cls, ns in named.items() for n in ([ns] if isinstance(ns, str) else ns)]
    index = {names[0]: i for i, (_, names) in enumerate(classes)}
    return DocumentFacts(
        Source(identifier, text, text.split("\n", 1)[0], issued),
        [
            NamedEntity(cls, names, mentions)
            for (cls, names), mentions in zip(classes, _found(text, classes), strict=True)
        ],
        [_statement(relation, text, index) for relation in relations],
        [_figure(figure, text, index) for figure in figures],
        [Boundary(index[s], f"direction-{at}", by, _evidence(text, words)) for s, at, by, words in sides],
    )


def _found(text: str, classes: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[tuple[int, int, str], ...]]:
    """The mentions of each entity: of names within names the longest."""
    owner = {name: i for i, (_, names) in enumerate(classes) for name in names}
    pattern = "|".join(map(re.escape, sorted(owner, key=len, reverse=True)))
    mentions = [(owner[m[0]], m.start(), m.end(), m[0]) for m in re.finditer(pattern, text)]
    return [tuple((start, end, exact) for at, start, end, exact in mentions if at == i) for i in range(len(classes))]


def _statement(relation: _Relation, text: str, index: Mapping[str, int]) -> Statement:
    subject, predicate, object_, words = relation[:4]
    confidence = relation[4] if len(relation) > 4 else _SURE
    told = relation[5] if len(relation) > 5 else {}
    qualifiers = tuple((name, index.get(value, value)) for name, value in told.items())
    evidence = _evidence(text, words, confidence, qualifiers)
    return Statement(index[subject], predicate, object_ if predicate in _DATES else index[object_], (evidence,))


def _figure(figure: _Figure, text: str, index: Mapping[str, int]) -> Observation:
    """A value is a number, or one after ~ for an approximate one, or two with - between."""
    subject, indicator, measure, value, unit, period, words = figure[:7]
    low, _, high = value.removeprefix("~").partition("-")
    return Observation(
        index[subject],
        indicator,
        measure,
        Decimal(low),
        unit,
        _evidence(text, words),
        value_max=Decimal(high) if high else None,
        approximate=value.startswith("~"),
        scope=figure[7] if len(figure) > 7 else None,
        period=period,
    )


def _evidence(
    text: str, words: str, confidence: float = _SURE, qualifiers: tuple[tuple[str, str | int], ...] = ()
) -> Evidence:
    start = text.index(words)
    return Evidence(start, start + len(words), confidence, qualifiers)
