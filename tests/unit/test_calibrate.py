"""What texts that are not taught set: from which score a fact counts, and how far a score is to be believed."""

import numpy as np
import pytest

from training.calibrate import curve, quality
from training.marked import parse
from training.worth import threshold

WRITTEN = """=== t1 2021-05-12
{1:Enterprise|砚石微}落户{2:Platform|智芯谷}，总投资12亿元。
---
1 locatedIn 2
1 obs investment actual 1200000000 CNY - "总投资12亿元"
4 Event "砚石微落户智芯谷" @ "落户"
4 date 2021-05
"""


def test_the_threshold_is_where_f1_is_best() -> None:
    rows = [(0.9, True), (0.8, True), (0.6, False), (0.4, True), (0.1, False)]
    score, f1 = threshold(rows, wanted=3)
    assert (score, f1) == (0.4, 6 / 7)
    assert threshold(rows, wanted=2)[0] == 0.8
    assert threshold([], wanted=2) == (0.5, 0.0)
    assert threshold([(1.0, True), (1.0, False), (1.0, False)], wanted=1) == (1.0, 0.5)


def test_quality_is_the_mean_over_entities_and_kinds_of_facts() -> None:
    document = parse(WRITTEN)
    entities = [("entities", 1.0, True)] * 3
    facts = [("relations", 0.7, True), ("observations", 0.7, True), ("dates", 0.7, True)]
    assert quality([*entities, *facts], [document]) == pytest.approx(1.0)
    assert quality([*entities, *facts[:2]], [document]) == pytest.approx(0.75)


def test_a_curve_rises_and_tells_the_share_that_is_right() -> None:
    rows = [("dates", i / 100, i % 100 >= 50) for i in range(100)]
    scores, shares = curve(rows, "dates")
    assert np.all(np.diff(scores) >= 0)
    assert np.all(np.diff(shares) >= 0)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
