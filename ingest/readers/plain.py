"""Plain text and Markdown: the text is the file's own characters, unchanged, so that offsets count in the file."""

from pathlib import Path

_CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")


class UnreadableError(Exception):
    """A file that holds no text that can be read; the message says what is wrong and what to do."""


def read(path: Path) -> str:
    """Decode a UTF-8 file without touching a character. Raises UnreadableError or OSError."""
    raw = path.read_bytes()
    if not raw.strip():
        raise UnreadableError("文件是空的 (the file is empty)")
    if b"\0" in raw[:8192]:
        raise UnreadableError("这是二进制文件，不是文本 (a binary file, not text)")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"不是 UTF-8 编码（第 {error.start + 1} 字节），请另存为 UTF-8 (not UTF-8 at byte {error.start + 1})"
        ) from error
    if sum(c in _CONTROL for c in text[:8192]) > 8:
        raise UnreadableError("含大量控制字符，不是文本 (control characters: not text)")
    return text
