"""The text search: a store comes in, the entities that a few typed characters may mean go out, best first.

A name is found by itself, its beginning, a part of it, its pinyin, the initials of its pinyin, or several words of it;
where few names fit, also by what a slip in typing may have made of it. Each found entity is told with the part of its
name that fits (graph.search.marks) and a line of what is known of it (graph.search.context).
"""

from collections.abc import Collection
from threading import Lock

from graph.search.index import NAMES, Hit, Index, index
from graph.store.base import Solutions, Store

__all__ = ["NAMES", "Hit", "Index", "index", "search", "within"]

_built: dict[str, Index] = {}  # the index of the newest version, by version
_building = Lock()


def search(store: Store, text: str, limit: int = 20, classes: Collection[str] = ()) -> tuple[list[Hit], int]:
    """At most `limit` entities that `text` may mean, of the classes where any are given, and how many in all."""
    return _index(store).find(text, limit, guess=True, classes=classes)


def within(store: Store, sentence: str) -> tuple[list[Hit], str]:
    """The entities that a sentence names, the longest names first, and the sentence (folded) without their names."""
    return _index(store).within(sentence)


def _index(store: Store) -> Index:
    version = store.version()
    with _building:
        if version not in _built:
            answer = store.query(NAMES)
            if not isinstance(answer, Solutions):
                raise TypeError(NAMES)
            _built.clear()
            _built[version] = index(answer.rows)
        return _built[version]
