"""What is taught in every round of a teaching, what is only rehearsed, and what is never taught."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from training.curriculum import NAMES_ONLY, curriculum
from training.examples import Example, from_marked
from training.marked import parse
from training.texts import is_kept_out

TEXT = """=== {name} 2021-05-12
{{1:Enterprise|砚石微}}落户{{2:Platform|梅塘智芯谷}}。
---
1 locatedIn 2
"""


def example(name: str) -> Example:
    return from_marked(parse(TEXT.format(name=name)))


def names(examples: Sequence[Example]) -> set[str]:
    """Of which texts the examples are, under whatever names."""
    return {one.name.split("~")[0] for one in examples}


OLD = [example(f"h1-{i}") for i in range(30)]
NEW = [example(f"z1-{i}") for i in range(30)]
GOLD = replace(example("city"), group="gold")


def test_all_is_taught_and_nothing_that_is_kept_out() -> None:
    texts = curriculum([*OLD, GOLD], [], None, random.Random(1))
    kept = {one.name for one in OLD if is_kept_out(one.name)}
    assert kept == {one.name for one in texts.kept}
    assert names(texts.taught) == {one.name for one in OLD} - kept | {"city"}
    assert names(texts.rehearsed) == {one.name for one in OLD} - kept
    assert all("~" in one.name for one in texts.rehearsed)


def test_what_a_former_teaching_knew_is_rehearsed_and_what_is_new_is_taught_under_other_names_too() -> None:
    texts = curriculum([*OLD, *NEW, GOLD], [OLD[0]], re.compile("z"), random.Random(1))
    new = {one.name for one in NEW if not is_kept_out(one.name)}
    own = [one.name for one in texts.taught if one.name in new]
    renamed = [one.name for one in texts.taught if one.name.rstrip("~") in new and one.name.endswith("~")]
    assert set(own) == new
    assert {one.rstrip("~") for one in renamed} == new
    assert not any(one.name.startswith("h1") for one in texts.taught)
    assert [one.group for one in texts.rehearsed].count(NAMES_ONLY) == 1
    assert texts.measured_by == {"city"}
