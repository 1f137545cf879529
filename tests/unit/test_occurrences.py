"""Where names stand in a text: the longest of those that begin there, however many there are."""

from ingest.mentions.occurrences import occurrences
from tests.clocks import least_seconds


def test_the_longest_name_is_found_at_every_place() -> None:
    assert list(occurrences("云栈小镇和云栈", ["云栈", "云栈小镇", "镇"])) == [(0, "云栈小镇"), (5, "云栈")]


def test_time_grows_with_the_text_and_not_with_the_names_that_begin_alike() -> None:
    def seconds(count: int) -> float:
        names = [f"云栈{i:05}号" for i in range(count)]
        return least_seconds(lambda: list(occurrences("云栈90000号，" * 500, names)))

    assert seconds(8000) < 8 * max(seconds(1000), 0.002)
