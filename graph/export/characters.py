"""Text that every file can hold: any text comes in, goes out one without control characters.

XML has no way to write them, spreadsheets show them as rubbish. A line ends with a line feed, as XML reads it.
"""

import re

_UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text with U+FFFD in the place of each character that XML 1.0 cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
