"""The whole way of passages on invented parks and firms: what an officer would read off them is in the facts."""

from ingest.facts import DocumentFacts
from ingest.pipeline import analyse

TABLE = (
    "云栈县2023年重点项目清单\n（金额单位：亿元；用地单位：亩）\n"
    "编号\t项目名称\t建设单位\t所在园区\t总投资\t用地\n一、新开工\n"
    "1\t禾木智能工厂项目\t江川禾木智能科技有限公司\t云栈软件园\t7.8\t45\n二、续建\n"
    "2\t远岫制剂车间项目\t远岫生物医药有限公司\t临湖医药港\t3.2\t60\n"
)
NEWS = (
    "本报讯 昨日，恒沐电子智能终端生产基地项目在云栈软件园开工，总投资12亿元，占地80亩。"
    "同日，远岫材料研究院在临湖大厦揭牌。\n2023年5月8日\n"
)


def stated(facts: DocumentFacts) -> set[tuple[str, str, str]]:
    """The statements by names."""
    names = [e.names[0] for e in facts.entities]
    return {
        (names[s.subject], s.predicate, s.object if isinstance(s.object, str) else names[s.object])
        for s in facts.statements
    }


def figures(facts: DocumentFacts) -> set[tuple[str, str, int]]:
    """The figures: of what, which, how much."""
    return {(facts.entities[o.subject].names[0], o.indicator, round(o.value)) for o in facts.observations}


def test_a_list_of_projects_says_who_builds_what_where_and_for_how_much() -> None:
    facts = analyse("list.txt", TABLE)
    assert stated(facts) >= {
        ("江川禾木智能科技有限公司", "develops", "禾木智能工厂项目"),
        ("远岫生物医药有限公司", "develops", "远岫制剂车间项目"),
        ("禾木智能工厂项目", "locatedIn", "云栈软件园"),
        ("远岫制剂车间项目", "locatedIn", "临湖医药港"),
    }
    assert figures(facts) == {
        ("禾木智能工厂项目", "investment", 780000000), ("禾木智能工厂项目", "landArea", 30000),
        ("远岫制剂车间项目", "investment", 320000000), ("远岫制剂车间项目", "landArea", 40000),
    }  # fmt: skip


def test_news_say_who_is_behind_a_project_and_what_happened() -> None:
    facts = analyse("news.txt", NEWS)
    assert stated(facts) >= {
        ("恒沐电子", "develops", "恒沐电子智能终端生产基地项目"),
        ("远岫材料研究院在临湖大厦揭牌", "involves", "远岫材料研究院"),
        ("远岫材料研究院在临湖大厦揭牌", "date", "2023-05-07"),
    }
