"""The network in use: what it reads is a probability, and a text reads the same alone and in company."""

from itertools import pairwise

import numpy as np
import pytest

from ingest import quantities
from ingest.learned import crf, inputs, network, pieces, pretrained, reader
from ingest.learned.seeing import Seen, see
from ingest.mentions import proposals
from ingest.mentions.tokens import tokenize
from ingest.model import Sentence
from ontology import classes

SENTENCES = ("江川禾木智能科技有限公司落户云栈软件园。", "2021年5月8日，云栈软件园举行开园仪式。", "好。")


def seen(*texts: str) -> tuple[str, Seen]:
    clean = "".join(texts)
    sentences, at = [], 0
    for text in texts:
        sentences.append(Sentence(at, at + len(text), None))
        at += len(text)
    tokens = tokenize(clean)
    amounts = list(quantities.find(clean))
    return clean, see(clean, tokens, proposals(clean, tokens), (), amounts, sentences)


def test_every_character_of_the_package_has_a_vector() -> None:
    assert pretrained.vectors().shape[1] == pretrained.WIDTH
    assert pretrained.table()[ord("园")] == pretrained.ids()["园"]
    assert pretrained.table()[0x10FFFF] == pretrained.ids()[pretrained.UNKNOWN]


def test_names_and_happenings_lie_in_the_text_and_have_a_probability() -> None:
    clean, found = seen(*SENTENCES)
    assert ("Enterprise", "江川禾木智能科技有限公司") in {(c.cls, clean[c.start : c.end]) for c in found.names}
    assert all(0 <= c.score <= 1 and 0 <= c.start < c.end <= len(clean) for c in found.names)
    assert all(h.start <= h.word < h.end for h in found.happenings)


def test_states_do_not_depend_on_what_else_is_read() -> None:
    clean = "".join(SENTENCES)
    tokens = tokenize(clean)
    bounds = np.cumsum([0, *(len(s) for s in SENTENCES)]).tolist()
    stretches = list(pairwise(bounds))
    net, reads = network.load(), reader.load()
    cut = pieces.cut(clean, stretches, reads.vocabulary)
    ids = inputs.encode(clean, tokens, proposals(clean, tokens), (), (), (), cut.place)
    together = net.states(ids, stretches, reads.read(cut, *net.taken), cut.owner)
    for start, end in stretches:
        cut = pieces.cut(clean, [(start, end)], reads.vocabulary)
        alone = net.states(ids, [(start, end)], reads.read(cut, *net.taken), cut.owner)
        assert np.allclose(together[start:end], alone[start:end], atol=1e-3)


def test_stretches_cover_every_sentence_once() -> None:
    sentences = [Sentence(0, 100, None), Sentence(100, 140, None), Sentence(141, 700, None)]
    pieces = inputs.stretches("园，" * 350, sentences)
    covered = [i for a, b in pieces for i in range(a, b)]
    assert sorted(set(covered)) == covered
    assert set(range(140)) | set(range(141, 700)) <= set(covered)


@pytest.mark.parametrize("width", [1, 3, 40])
def test_decoding_never_continues_what_did_not_begin(width: int) -> None:
    tags = ("O", "B-X", "I-X", "B-Y", "I-Y")
    scores = np.random.default_rng(width).normal(0, 2, (width, len(tags))).astype(np.float32)
    for span in crf.decode(scores, crf.barred(tags), tags, [(0, width)]):
        assert span.tag in ("X", "Y")
        assert 0 <= span.score <= 1


def test_what_the_network_tells_apart_are_classes_of_the_ontology() -> None:
    assert set(inputs.CLASSES) <= set(classes())
