"""Ingest against jieba.posseg.cut on the same text: the whole way from text to committed quads, on one worker."""

import tempfile
from pathlib import Path

import jieba
import jieba.posseg

from bench.clock import in_turns
from graph.store import open_store
from ingest import pipeline, readers


def run(documents: Path, rounds: int) -> None:
    """Print the rates, the ratio, and how the time of one document grows with its length."""
    files = sorted(p for p in documents.iterdir() if readers.is_readable(p))
    texts = [readers.read(p) for p in files]
    characters = sum(map(len, texts))

    def ours() -> None:
        with tempfile.TemporaryDirectory() as folder:
            pipeline.ingest(files, open_store(folder))

    def theirs() -> None:
        for text in texts:
            for _ in jieba.posseg.cut(text):
                pass

    pair = in_turns(ours, theirs, rounds)
    print(f"## ingest against jieba.posseg.cut ({len(files)} documents, {characters:,} characters, one worker)")
    print(f"ingest, text to committed quads  {characters / pair.ours:12,.0f} characters a second")
    print(f"jieba.posseg.cut                 {characters / pair.theirs:12,.0f} characters a second")
    print(f"time ingest / time posseg        {pair.ratio:12.2f}")
    whole = "\n\n".join(texts)
    for times in (1, 2, 4):
        text = "\n\n".join([whole] * times)
        one = in_turns(lambda text=text: pipeline.analyse("bench.txt", text), lambda: None, 1)  # type: ignore[misc]
        print(f"reading {len(text):9,} characters     {one.ours:12.2f} s")
    print()
