"""Teaching the year of a text: what tells the right years gets weight."""

from ingest.dates import year
from training.issued import Case, cases, weights
from training.marked import parse

TOLD = "2020年实现税收2亿元，昨天又添一园"


def test_what_speaks_for_the_right_years_is_learned() -> None:
    told = year.candidates(TOLD)
    learned = weights([Case(told, 2021, kept=False)] * 20)
    assert year.likeliest(told, learned) == 2021
    assert year.likeliest(told, weights([Case(told, 2020, kept=False)] * 20)) == 2020


def test_the_line_with_the_date_is_no_part_of_a_case() -> None:
    document = parse(f"=== t1 2021-05-12\n2021年5月12日\n{TOLD}。\n---\n")
    (case,) = cases(iter([document]))
    assert case.right == 2021
    assert case.told == year.candidates(f"{TOLD}。")
