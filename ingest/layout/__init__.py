"""From lines to blocks: comes in a raw document, goes out its repaired text and the blocks in it.

A block is a paragraph, a list item, a table row or a heading. Lines that a page or a column broke are joined and
page numbers left out, so that a sentence they cut in two is whole again; the cells of a row stand apart by | or a tab.
"""

from array import array

from ingest.layout.groups import group
from ingest.layout.kinds import heading_level
from ingest.layout.lines import read_lines
from ingest.model import Block, Text


def lay_out(raw: str) -> tuple[Text, tuple[Block, ...]]:
    """Repair a whole document; blocks are in the order of the text and do not overlap."""
    lines, groups = group(read_lines(raw))
    clean: list[str] = []
    origin = array("I")
    blocks: list[Block] = []
    length = 0
    for each in groups:
        start = length
        for line in (lines[i] for i in each.lines):
            clean.append(line.text)
            origin.extend(line.origin)
            length += len(line.text)
        blocks.append(Block(start, length, each.level))
        clean.append("\n")
        origin.append(min(origin[-1] + 1, len(raw) - 1))
        length += 1
    return Text(raw, "".join(clean), origin), tuple(blocks)


__all__ = ["heading_level", "lay_out"]
