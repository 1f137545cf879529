"""Which stretches of a text a fact is said to be read at."""

from ingest.learned.evidence import stretches
from ingest.learned.nodes import nodes
from tests.unit.marked import read


def quoted(marked: str) -> list[str]:
    """The words that state a fact between the first and the last name of a marked text."""
    reading = read(marked).reading
    n = nodes(reading, [])
    return [reading.text.clean[a:b] for a, b in stretches(reading, n, 0, len(n.start) - 1)]


def test_a_sentence_with_both_ends_is_the_evidence() -> None:
    said = "[- Enterprise 甲公司]落户[- Platform 云谷园]。"
    assert quoted(f"天气晴好。{said}游人如织。") == ["甲公司落户云谷园。"]


def test_of_a_long_sentence_the_clauses_with_both_ends_are() -> None:
    more = "游人如织，" * 40
    assert quoted(f"{more}[- Enterprise 甲公司]落户[- Platform 云谷园]，{more}花开。") == ["甲公司落户云谷园"]


def test_two_sentences_near_each_other_are_quoted_as_one_passage() -> None:
    assert quoted("[- Platform 云谷园]开园。入驻的有[- Enterprise 甲公司]。") == ["云谷园开园。入驻的有甲公司。"]


def test_a_heading_and_a_line_far_below_it_are_quoted_apart() -> None:
    lines = "\n".join(["天气晴好，游人如织。"] * 40)
    assert quoted(f"# [- Platform 云谷园]\n\n{lines}\n[- Enterprise 甲公司]\n") == ["甲公司", "云谷园"]
