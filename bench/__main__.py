"""`python -m bench` (make bench): every benchmark in one run, each figure a ratio to a peer measured beside it.

Comes in a folder of documents (default: data/), goes out a table on standard output. Times are the median of several
rounds in which the two sides take turns, so that a machine that slows down slows both.
"""

import argparse
import sys
from pathlib import Path

from bench import drawing, endpoint, explorer, extraction, validation

_DRAWN = (10_000, 1_000_000)  # quads of the graphs that are shown in a browser


def main() -> int:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, default=Path("data"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--triples", type=int, nargs="+", default=(400_000, 4_000_000), help="of the endpoint's graphs")
    parser.add_argument("--seconds", type=float, default=60, help="that the crowd stays")
    options = parser.parse_args()
    extraction.run(options.documents, options.rounds)
    validation.run(options.documents, options.rounds)
    drawing.run(options.rounds)
    explorer.run(_DRAWN)
    endpoint.run(tuple(options.triples), options.rounds * 2, options.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
