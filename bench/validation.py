"""Validation against extraction: the shapes over each document's facts, beside reading them from the text."""

from pathlib import Path

from bench.clock import in_turns
from graph.sound import sound
from ingest import pipeline, readers


def run(documents: Path, rounds: int) -> None:
    """Print the times of both for all documents, their ratio, and the document where it is the worst."""
    texts = {p.name: readers.read(p) for p in sorted(documents.iterdir()) if readers.is_readable(p)}
    facts = {name: pipeline.analyse(name, text) for name, text in texts.items()}
    sound(next(iter(facts.values())))  # the shapes are read once for all documents

    def validate() -> None:
        for one in facts.values():
            sound(one)

    def extract() -> None:
        for name, text in texts.items():
            pipeline.analyse(name, text)

    pair = in_turns(validate, extract, min(rounds, 3))
    each = {
        name: in_turns(lambda n=name: sound(facts[n]), lambda n=name: pipeline.analyse(n, texts[n]), 1).ratio  # type: ignore[misc]
        for name in texts
    }
    worst = max(each, key=lambda name: each[name])
    print(f"## validation against extraction ({len(texts)} documents, one process)")
    print(f"validation (SHACL)               {pair.ours:12.2f} s")
    print(f"extraction                       {pair.theirs:12.2f} s")
    print(f"time validation / extraction     {pair.ratio:12.2f}")
    print(f"the worst document               {each[worst]:12.2f} ({worst})")
    print()
