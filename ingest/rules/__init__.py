"""What the files of this folder say: comes in a file's name, goes out its content; and patterns of listed words."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

import yaml

_KEY = re.compile(r"(?<!\?P)<([a-z_]+)>")  # but no (?P<group>


@cache
def load(name: str) -> Any:
    """The content of a file, as `name` under this folder (figures/patterns.yaml); it is read once and not changed."""
    return yaml.safe_load((resources.files("ingest.rules") / name).read_text("utf-8"))


def inside(folder: str) -> list[str]:
    """The names of the files in a folder of this folder, in order."""
    found = (resources.files("ingest.rules") / folder).iterdir()
    return sorted(f"{folder}/{file.name}" for file in found if file.name.endswith(".yaml"))


@cache
def pattern(name: str, form: str) -> re.Pattern[str]:
    """A regular expression in which <key> stands for any of the words that a file lists under the key.

    Raises KeyError where the file has no such key.
    """
    listed = load(name)
    return re.compile(_KEY.sub(lambda found: f"(?:{any_of(listed[found[1]])})", form))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words as they are written, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
