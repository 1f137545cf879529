"""Readers: a file comes in, its decoded text and what it says of itself go out. One module per format."""

from collections.abc import Callable
from pathlib import Path

from ingest.readers import plain

READERS: dict[str, Callable[[Path], str]] = {".txt": plain.read, ".md": plain.read}


class UnknownFormatError(Exception):
    """A file of a kind that no reader is for."""


def read(path: Path) -> str:
    """The text of a file. Raises UnknownFormatError, plain.UnreadableError or OSError, each saying why."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = "、".join(sorted(READERS))
        raise UnknownFormatError(f"不支持 {path.suffix or '无后缀'} 格式，可读：{known} (no reader for this format)")
    return reader(path)


def is_readable(path: Path) -> bool:
    """Whether a reader exists for the file's kind, by its suffix."""
    return path.suffix.lower() in READERS
