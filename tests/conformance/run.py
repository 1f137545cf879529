"""The suite against an endpoint: comes in the address of a started server, go out the outcomes and what they say.

`python -m tests.conformance.run` starts the server, writes docs/conformance.md, and prints what known.yaml lacks or has
too much. With `--updates` it runs the tests of the update language instead, which take longer, and prints the report.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Any

import httpx
import yaml

from tests.conformance import evaluate, protocol
from tests.conformance.endpoint import SETTINGS, Endpoint, EndpointError, filled
from tests.conformance.manifest import (
    DESCRIPTION,
    FEDERATION,
    PROTOCOL,
    QUERY,
    QUERY_SYNTAX,
    RESULTS,
    UPDATE,
    UPDATE_SYNTAX,
    Case,
    Description,
    Evaluation,
    Protocol,
    Syntax,
    Update,
    read,
)
from tests.serving import served

REPORT = Path(__file__).parents[2] / "docs" / "conformance.md"
KNOWN = Path(__file__).parent / "known.yaml"
_WIDTH = 120
CATEGORIES = (RESULTS, QUERY, QUERY_SYNTAX, FEDERATION, DESCRIPTION, PROTOCOL)  # the last one changes the store
UPDATES = (UPDATE, UPDATE_SYNTAX)
_RUNS: dict[type[Case], Callable[[Endpoint, Any], str | None]] = {
    Evaluation: evaluate.evaluation,
    Update: evaluate.update,
    Syntax: evaluate.syntax,
    Protocol: protocol.protocol,
    Description: protocol.description,
}
_HEAD = """# Conformance with SPARQL 1.1

Written by `python -m tests.conformance.run`; `tests/conformance` checks that it is up to date. The W3C's test suite for
SPARQL 1.1 is run over HTTP against a started server, with the store's own default graph as the default graph
(`CHANTU_DEFAULT_GRAPH=own`) and with the token for updates; everything else is as it is by default. The store holds the
data of all query tests, each file as a graph; every request names its test's graphs (`default-graph-uri`,
`named-graph-uri`), unless the query does so itself.
"""
_COMPARED = """Blank nodes are compared up to their names; rows as often as they come, in their order where the query
orders. A refusal counts only if it is for the fault that the test is about: 401, 403 and 404 do not. Numbers and
truth values are compared by value, since the engine keeps these and not how they were written (`"0"^^xsd:boolean`
becomes `false`, `"-3"^^xsd:negativeInteger` an `xsd:integer`). Tests that pass by value only:
"""
_LEFT_OUT = """## Not run

- The update language (94 evaluation and 63 syntax tests): `python -m tests.conformance.run --updates` runs them. They
  take minutes, since the server takes a new snapshot of the store after each update.
- The graph store protocol (`graph-store-protocol`, and `http-rdf-update`, which it replaces): its tests write graphs
  with PUT, POST and DELETE; here they can only be read in this way, and are written with updates.
- Entailment regimes: they are not in the copy of the suite that is run. What the ontology implies is made available by
  rewriting queries, which is none of the W3C's regimes.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a test went: `found` says what was wrong (empty: nothing), `by_value` that it passes by value only."""

    name: str
    category: str
    found: str
    by_value: bool = False

    @property
    def passed(self) -> bool:
        """Whether nothing was wrong."""
        return not self.found


def run(categories: Sequence[str] = CATEGORIES) -> list[Outcome]:
    """Start the real server over a store of the tests' data, and put the tests of the categories to it, in order."""
    tests = read()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        filled(store, tests)
        with served(store, SETTINGS) as address:
            endpoint = Endpoint(address)
            try:
                return [_outcome(endpoint, t) for category in categories for t in tests if t.category == category]
            finally:
                endpoint.close()


def _outcome(endpoint: Endpoint, test: Case) -> Outcome:
    try:
        found = _RUNS[type(test)](endpoint, test) or ""
        by_value = not found and isinstance(test, Evaluation) and evaluate.evaluation(endpoint, test, True) is not None
    except (EndpointError, httpx.HTTPError, SyntaxError, ValueError) as error:
        return Outcome(test.name, test.category, f"{type(error).__name__}: {error}")
    return Outcome(test.name, test.category, found, by_value)


def known() -> dict[str, str]:
    """The failures that are known: each test's name and why it fails, in plain words."""
    causes: dict[str, str] = {}
    for group in yaml.safe_load(KNOWN.read_text(encoding="utf-8")) or []:
        causes |= dict.fromkeys(group["tests"], " ".join(group["cause"].split()))
    return causes


def surprises(outcomes: Sequence[Outcome]) -> list[str]:
    """Where the failures are not exactly the known ones."""
    causes, every = known(), {test.name for test in read()}
    told = [f"{name} is no test" for name in causes if name not in every]
    for outcome in outcomes:
        if outcome.passed and outcome.name in causes:
            told.append(f"{outcome.name} passes")
        elif not outcome.passed and outcome.name not in causes:
            told.append(f"{outcome.name} fails: {outcome.found}")
    return told


def report(outcomes: Sequence[Outcome]) -> str:
    """What docs/conformance.md says of the outcomes."""
    lines = [_HEAD, "| tests | passed | of |", "|---|---|---|"]
    categories = tuple(dict.fromkeys(outcome.category for outcome in outcomes))
    for category in categories:
        of = [outcome for outcome in outcomes if outcome.category == category]
        lines.append(f"| {category} | {sum(outcome.passed for outcome in of)} | {len(of)} |")
    by_value = [outcome.name for outcome in outcomes if outcome.by_value]
    lines += ["", _COMPARED + _wrapped(f"{_quoted(by_value)}."), "", "## Failures", ""]
    for category in categories:
        lines += _failures(category, [o for o in outcomes if o.category == category and not o.passed])
    return "\n".join([*lines, _LEFT_OUT])


def _failures(category: str, failed: Sequence[Outcome]) -> Iterator[str]:
    if not failed:
        return
    causes: dict[str, list[str]] = {}
    for outcome in failed:
        causes.setdefault(known().get(outcome.name, "Not explained yet."), []).append(outcome.name)
    yield f"### {category.capitalize()}"
    yield ""
    for cause, names in causes.items():
        yield _wrapped(f"- {_quoted(names)}: {cause}", "  ")
    yield ""


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _wrapped(text: str, indent: str = "") -> str:
    return fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def main(arguments: Sequence[str]) -> int:
    """Run, write or print the report, and print what is not as known; 1 where there is something."""
    if "--updates" in arguments:
        outcomes = run(UPDATES)
        sys.stdout.write(report(outcomes))
    else:
        outcomes = run()
        REPORT.write_text(report(outcomes), encoding="utf-8")
    told = surprises(outcomes)
    sys.stdout.writelines(f"{line}\n" for line in told)
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
