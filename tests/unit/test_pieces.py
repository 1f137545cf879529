"""Text in pieces: the likeliest ones, and every character knows its own."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.learned import reader
from ingest.learned.pieces import BEGIN, END, SPACE, UNKNOWN, Vocabulary, cut

PIECES = (BEGIN, END, UNKNOWN, SPACE, "产", "业", "园", "产业", "产业园", "区", "3", "(", ")")
SMALL = Vocabulary.of(PIECES, [0, 0, 0, -2, -6, -6, -6, -7, -8, -5, -4, -4, -4])


def said(text: str) -> list[str]:
    return [PIECES[i] for i in cut(text, [(0, len(text))], SMALL).ids]


def test_a_longer_piece_is_taken_where_it_is_likelier_than_its_parts() -> None:
    assert said("产业园区") == [BEGIN, SPACE, "产业园", "区", END]


def test_full_width_signs_and_white_space_are_read_as_plain_ones() -> None:
    assert said("（３）\n\n区") == [BEGIN, SPACE, "(", "3", ")", SPACE, "区", END]


def test_what_is_not_known_keeps_its_place() -> None:
    found = cut("区龘区", [(0, 3)], SMALL)
    assert [PIECES[found.ids[i]] for i in found.owner] == ["区", UNKNOWN, "区"]


def test_characters_know_where_in_their_piece_they_are() -> None:
    found = cut("产业园区，", [(0, 4)], SMALL)
    assert found.place.tolist() == [2, 3, 4, 1, 0]
    assert found.owner.tolist()[-1] == -1


def test_windows_are_read_by_themselves() -> None:
    text = "产业园区产业"
    both, second = cut(text, [(0, 4), (4, 6)], SMALL), cut(text, [(4, 6)], SMALL)
    assert both.ids[both.bounds[1] : both.bounds[2]].tolist() == second.ids.tolist()


@given(st.text(max_size=60))
def test_any_text_can_be_cut_and_read(text: str) -> None:
    reads = reader.load()
    found = cut(text, [(0, len(text))] if text else [], reads.vocabulary)
    assert (found.owner < len(found.ids)).all()
    read = reads.read(found, np.eye(4, 384, dtype=np.float32), np.zeros(4, np.float32))
    assert read.shape == (len(found.ids) + 1, 4)
    assert np.isfinite(read).all()


def test_signs_that_stand_for_many_letters_make_no_window_longer_than_the_reader_reads() -> None:
    text = "区" + "\ufdfa" * 60 + "园"  # each stands for eighteen letters
    found = cut(text, [(0, len(text))], SMALL)
    assert len(found.ids) == 512
    assert (found.owner[0], found.owner[-1]) == (2, -1)
