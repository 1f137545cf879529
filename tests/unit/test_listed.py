"""Patterns of the words that the files of rules list."""

import pytest

from ingest import rules


def test_a_key_in_a_pattern_stands_for_any_of_its_words() -> None:
    found = rules.pattern("dates.yaml", r"(?P<year>\d{4})年<built>")
    assert [m["year"] for m in found.finditer("2019年开工，2020年投产，2021年竣工")] == ["2020", "2021"]


def test_a_key_that_no_file_lists_is_named() -> None:
    with pytest.raises(KeyError, match="unheard"):
        rules.pattern("dates.yaml", "<unheard>")


def test_of_two_words_the_longer_is_found() -> None:
    found = rules.pattern("dates.yaml", "<until>").match("截止到2020年")
    assert found is not None
    assert found.group() == "截止到"
