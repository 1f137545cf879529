"""Judging: facts have a probability and a stretch that states them, and none holds both ways."""

from ingest.pipeline import analyse

TEXT = """云栈小镇

2021年5月8日，江川禾木智能科技有限公司与云栈小镇签约。公司落户小镇，投资建设禾木机器人基地项目，总投资12亿元。
"""


def test_facts_have_a_probability_and_a_stretch_that_states_them() -> None:
    facts = analyse("a.txt", TEXT)
    assert facts.statements
    for statement in facts.statements:
        ends = [e for e in (statement.subject, statement.object) if isinstance(e, int)]
        names = {n for e in ends for n in facts.entities[e].names} | {"公司", "小镇"}
        for evidence in statement.evidence:
            assert 0 < evidence.confidence <= 1
            assert any(n in TEXT[evidence.start : evidence.end] for n in names)
    assert all("12亿元" in TEXT[o.evidence.start : o.evidence.end] for o in facts.observations)


def test_who_settles_where_is_read_across_sentences() -> None:
    facts = analyse("a.txt", TEXT)
    names = [e.names[0] for e in facts.entities]
    told = {(names[s.subject], s.predicate, names[s.object]) for s in facts.statements if isinstance(s.object, int)}
    assert ("江川禾木智能科技有限公司", "locatedIn", "云栈小镇") in told


def test_no_relation_holds_both_ways() -> None:
    statements = analyse("a.txt", TEXT).statements
    pairs = {(s.subject, s.predicate, s.object) for s in statements}
    assert not [p for p in pairs if (p[2], p[1], p[0]) in pairs]


def test_an_amount_becomes_a_figure_about_its_subject() -> None:
    facts = analyse("a.txt", TEXT)
    figures = {(facts.entities[o.subject].cls, o.indicator, int(o.value), o.unit) for o in facts.observations}
    assert ("Project", "investment", 1_200_000_000, "CNY") in figures
