"""The tagger: what it is trained on keeps its names in place, and what it says is a probability."""

import random
from pathlib import Path

from ingest.mentions import proposals
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import tokenize
from ingest.tagger import model
from ingest.tagger.augment import pool_of, swap
from ingest.tagger.features import IDS, extract
from ingest.tagger.train import from_corpus, unmark

CORPUS = sorted(Path("ingest/tagger/corpus").glob("*.txt"))


def test_marks_are_taken_off_and_told() -> None:
    raw, marks = unmark("{Enterprise|岭拓科技}落户{Platform|云栈\n小镇}。")
    assert raw == "岭拓科技落户云栈\n小镇。"
    assert [(raw[a:b], cls) for a, b, cls in marks] == [("岭拓科技", "Enterprise"), ("云栈\n小镇", "Platform")]


def test_every_mark_of_the_corpus_is_a_class_and_balanced() -> None:
    for path in CORPUS:
        bare, _ = unmark(path.read_text("utf-8"))
        assert "{" not in bare
        assert "}" not in bare
        for example in from_corpus(path):
            assert {s.cls for s in example.spans} <= {t[2:] for t in model.load().tags if t != "O"}


def test_a_swapped_text_keeps_its_spans_in_place() -> None:
    clean = "岭拓科技落户云栈小镇。沐川集团落户云栈小镇。"
    spans = [Candidate(0, 4, "Enterprise", 1), Candidate(6, 10, "Platform", 1), Candidate(11, 15, "Enterprise", 1),
             Candidate(17, 21, "Platform", 1)]  # fmt: skip
    pool = pool_of([(clean, spans), ("青梧产业园", [Candidate(0, 5, "Platform", 1)])])
    for seed in range(20):
        text, sentences, moved = swap(clean, [(0, 11), (11, 22)], spans, pool, random.Random(seed))
        assert [text[a:b][-1] for a, b in sentences] == ["。", "。"]
        assert text[moved[1].start : moved[1].end] == text[moved[3].start : moved[3].end]
        assert all("落户" not in text[m.start : m.end] for m in moved)


def test_what_is_found_has_a_probability_and_lies_in_its_stretch() -> None:
    clean = "2021年，江川禾木智能科技有限公司落户云栈软件园。"
    tokens = tokenize(clean)
    ids = extract(clean, tokens, proposals(clean, tokens))
    assert ids.shape[0] == len(clean)
    assert int(ids.max()) < IDS
    found = model.tag(model.load(), ids, [(0, len(clean))])
    assert found
    assert all(0 <= c.score <= 1 and 0 <= c.start < c.end <= len(clean) for c in found)


def test_a_sentence_reads_the_same_alone_and_in_company() -> None:
    sentences = ["江川禾木智能科技有限公司落户云栈软件园。", "园区由青梧集团运营。", "好。"]
    clean = "".join(sentences)
    tokens = tokenize(clean)
    ids = extract(clean, tokens, proposals(clean, tokens))
    stretches, at = [], 0
    for sentence in sentences:
        stretches.append((at, at + len(sentence)))
        at += len(sentence)
    together = model.tag(model.load(), ids, stretches)
    alone = [c for s in stretches for c in model.tag(model.load(), ids, [s])]
    assert [(c.start, c.end, c.cls) for c in together] == [(c.start, c.end, c.cls) for c in alone]
