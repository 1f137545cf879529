"""Every relation rule reads its own examples, and does not read its counterexamples."""

from typing import Any

import pytest

from ingest.relations import trace
from ingest.relations.pattern import PatternError, compile_pattern
from ingest.relations.rulebook import HeadingRule, RowRule, Rule, rulebook
from tests.unit.marked import read

AnyRule = Rule | RowRule | HeadingRule
ORGANIZATIONS = frozenset(("Enterprise", "Agency", "Institution"))
PLATFORMS = frozenset(("Platform",))


def _rules() -> list[AnyRule]:
    book = rulebook()
    return [*book.rules, *book.rows, *book.headings]


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.relation} {rule.name} {number}")
        for rule in _rules()
        for number, example in enumerate(getattr(rule, kind, ()), start=1)
    ]


def _read_by(rule: AnyRule, marked: str) -> set[tuple[str, str]]:
    """The subjects and objects that the rule finds in a marked text."""
    case = read(marked)
    found = (f for f in trace(case.reading) if f.rule == rule.name and f.relation.predicate == rule.relation)
    return {(case.name(f.relation.subject), case.name(f.relation.object)) for f in found}


@pytest.mark.parametrize(("rule", "example"), _cases("examples"))
def test_a_rule_reads_its_examples(rule: AnyRule, example: str) -> None:
    case = read(example)
    wanted = {(case.name(s), case.name(o)) for s in case.subjects for o in case.objects}
    assert wanted
    assert wanted <= _read_by(rule, example)


@pytest.mark.parametrize(("rule", "example"), _cases("counterexamples"))
def test_a_rule_does_not_read_its_counterexamples(rule: AnyRule, example: str) -> None:
    case = read(example)
    barred = {(case.name(s), case.name(o)) for s in case.subjects for o in case.objects}
    assert barred
    assert not barred & _read_by(rule, example)


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: f"{rule.relation} {rule.name}")
def test_every_rule_has_an_example(rule: AnyRule) -> None:
    assert rule.examples


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{s} <lands> {o}", "no list lands"),
        ("{s} 落户", "one {s} and one {o}"),
        ("{s} {o?}", "stands first"),
        ("{s*} {o}", "stands last"),
        ("{s:Person} 落户 {o}", "does not allow"),
        ("{s} (落户 {o}", "missing"),
        ("{s} {} {o}", "cannot read"),
    ],
)
def test_a_wrong_pattern_is_named(source: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        compile_pattern(source, ORGANIZATIONS, PLATFORMS, {})
