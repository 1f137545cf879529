"""The W3C's suite over HTTP against the real server: the targets, the known failures, and what is written of them."""

import pytest

from tests.conformance.manifest import PROTOCOL, QUERY, RESULTS, SUITE
from tests.conformance.run import REPORT, Outcome, known, report, run, surprises

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C's suite is not in ../shared/suites/w3c-sparql11")
TESTS = {PROTOCOL: 34, RESULTS: 10, QUERY: 225}
ENOUGH = {PROTOCOL: 34, RESULTS: 10, QUERY: 215}


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return run()


@pytest.mark.parametrize("category", TESTS)
def test_the_target_is_reached(outcomes: list[Outcome], category: str) -> None:
    of = [outcome for outcome in outcomes if outcome.category == category]
    failed = [f"{outcome.name}: {outcome.found}" for outcome in of if not outcome.passed]
    assert len(of) == TESTS[category]
    assert len(of) - len(failed) >= ENOUGH[category], "\n".join(failed)


def test_exactly_the_known_failures_fail(outcomes: list[Outcome]) -> None:
    assert surprises(outcomes) == []


def test_every_known_failure_has_a_cause() -> None:
    assert all(cause.endswith(".") for cause in known().values())


def test_the_report_is_what_the_run_writes(outcomes: list[Outcome]) -> None:
    assert REPORT.read_text(encoding="utf-8") == report(outcomes), "python -m tests.conformance.run"
