"""Whatever names there are and whatever is typed: nothing raises, exact names come first, slips are found."""

from hypothesis import assume, given
from hypothesis import strategies as st

from graph.rdf import fold
from graph.search import Hit, Index
from graph.search.marks import marks

SIGNS = "云栈小镇康桥运河财富中航湾广场拱智慧网谷公司有限A1b（）· "
names = st.lists(st.text(alphabet=SIGNS, min_size=1, max_size=9) | st.text(max_size=9), min_size=1, max_size=9)
typed = st.text(alphabet=SIGNS + "zhangyux", max_size=12) | st.text(max_size=100)
apart = st.lists(
    st.text(alphabet="云栈小镇康桥运河财富中航湾广场拱智慧网谷", min_size=4, max_size=9),
    min_size=1, max_size=9, unique=True,
)  # fmt: skip


def built(texts: list[str]) -> Index:
    return Index([Hit(f"urn:{n}", ("Platform", "Enterprise")[n % 2], text, text) for n, text in enumerate(texts)])


@given(names, typed, st.integers(1, 5), st.booleans())
def test_nothing_raises_and_the_count_holds(texts: list[str], text: str, limit: int, guess: bool) -> None:
    hits, total = built(texts).find(text, limit, guess=guess)
    assert len(hits) == min(limit, total)
    assert len({hit.iri for hit in hits}) == len(hits)
    assert [hit.guess for hit in hits] == sorted(hit.guess for hit in hits)
    for hit in hits:
        at = 0
        for start, end in marks(hit, text):
            assert at <= start < end <= len(hit.name)
            at = end + 1


@given(names, st.data())
def test_an_exact_name_is_first(texts: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(texts))
    assume(fold(name))
    first = built(texts).find(name, 5, guess=True)[0][0]
    assert fold(first.name) == fold(name)
    assert not first.guess


@given(apart, st.data())
def test_a_name_with_one_character_dropped_is_found(texts: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(texts))
    at = data.draw(st.integers(0, len(name) - 1))
    dropped = name[:at] + name[at + 1 :]
    assume(dropped not in texts)  # then it is that one which is meant
    hits, _ = built(texts).find(dropped, 20, guess=True)
    assert name in [hit.name for hit in hits]


@given(apart, st.data())
def test_no_name_is_guessed_that_fits(texts: list[str], data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(texts))[: data.draw(st.integers(1, 9))]
    for hit in built(texts).find(part, 20, guess=True)[0]:
        assert not (hit.guess and part in hit.name)
