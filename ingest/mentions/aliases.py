"""From names to entities: comes in where names stand, goes out which of them mean the same thing.

A short form means the longer name that it is part of, by what the text says (`told`) or by one of the ways of
`shortforms`; what is likely one thing all the same (`coreference`) is put together after that.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ingest.mentions import coreference, shortforms, told
from ingest.mentions.candidate import Candidate
from ingest.mentions.shortforms import Form
from ingest.mentions.told import Key
from ingest.model import Entity, Mention

_NEARLY = 0.6  # a name of at least this part of the longest is full as well
_SELDOM = 4  # a name that stands a quarter as often as another one is no rarity
_CROWD = 64  # a short form that this many names could be meant by means none


def cluster(clean: str, chosen: Sequence[Candidate]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Entities in the order of their first mention, and the mentions of them, short forms in brackets among them."""
    entities, mentions = by_rules(clean, chosen)
    pairs = coreference.same(clean, entities, mentions)
    return _united(clean, entities, mentions, pairs) if pairs else (entities, mentions)


def by_rules(clean: str, chosen: Sequence[Candidate]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The same as far as rules tell what is one thing."""
    by_name: dict[Key, list[Candidate]] = defaultdict(list)
    for candidate in [*chosen, *told.introduced(clean, chosen)]:
        by_name[told.key(clean, candidate)].append(candidate)
    explicit = told.same(clean, chosen)
    families = _Families(by_name)
    for one, other in told.renamed(clean, chosen):
        families.join(one, other)
    written_as = {key: clean[found[0].start : found[0].end] for key, found in by_name.items()}
    for key in sorted(by_name, key=lambda k: (_core(k[0], written_as[k]), len(k[1])), reverse=True):
        written = written_as[key]
        target = explicit.get(key)
        if target not in by_name and key[0] in shortforms.MERGED:
            target = families.longer(key, written)
        if target in by_name:
            families.join(key, target)
        if key[0] in shortforms.MERGED:
            families.learn(key, written)
    groups: dict[Key, list[Candidate]] = defaultdict(list)
    for key, found in by_name.items():
        groups[families.root(key)] += found
    return _entities(clean, [(group[0].cls, [(c.start, c.end) for c in group]) for group in groups.values()])


def _united(
    clean: str, entities: Sequence[Entity], mentions: Sequence[Mention], pairs: Iterable[tuple[int, int]]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Each pair of entities as one; the later names the earlier."""
    means = list(range(len(entities)))
    for later, earlier in sorted(pairs):  # what is named earlier is settled by then
        means[later] = means[earlier]
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        groups[means[mention.entity]].append((mention.start, mention.end))
    return _entities(clean, [(entities[index].cls, places) for index, places in groups.items()])


def _core(cls: str, written: str) -> int:
    """How long a name is without the places before it."""
    return min((len(form.text) for form in shortforms.forms(cls, written)), default=0) if cls == "Platform" else 0


def _entities(
    clean: str, groups: Iterable[tuple[str, list[tuple[int, int]]]]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities of these classes that stand at these places."""
    entities: list[Entity] = []
    mentions: list[Mention] = []
    for cls, places in sorted(groups, key=lambda group: min((start, -end) for start, end in group[1])):
        written = Counter("".join(clean[start:end].split()) for start, end in places)
        name = _fullest(cls, written)
        mentions += [Mention(start, end, len(entities)) for start, end in places]
        entities.append(Entity(cls, name, tuple(n for n in written if n != name)))
    mentions.sort(key=lambda m: (m.start, -m.end))
    return tuple(entities), tuple(mentions)


def _fullest(cls: str, written: Mapping[str, int]) -> str:
    """The fullest official name: the longest; of a platform the longest that is no rarity.

    What stands before a platform's name mostly says where it is (拱墅区的…) and is no part of it.
    """
    longest = max(written, key=len)
    if cls != "Platform":
        return longest
    bare = longest[shortforms.cuts(cls, longest)[-1] :]
    if bare in written:
        longest = bare
    near = [n for n in written if len(n) >= _NEARLY * len(longest) and len(n) <= len(longest)]
    most = max(written[n] for n in near)
    return max((n for n in near if _SELDOM * written[n] >= most), key=lambda n: (len(n), written[n]))


class _Families:
    """Which names mean the same; names are learnt longest first, and found again by what they begin and end with."""

    def __init__(self, places: Mapping[Key, Sequence[Candidate]]) -> None:
        self._places = places
        self._parent: dict[Key, Key] = {}
        self._known: dict[tuple[str, str, str], dict[tuple[Key, Form], None]] = defaultdict(dict)

    def root(self, key: Key) -> Key:
        """The name that stands for all that mean the same as `key`."""
        while (above := self._parent.get(key, key)) != key:
            key = above
        return key

    def join(self, short: Key, long: Key) -> None:
        """Take both for the same."""
        one, other = self.root(short), self.root(long)
        if one != other:
            self._parent[one] = other

    def learn(self, key: Key, written: str) -> None:
        """Take in a name, to be found by its short forms."""
        cls = key[0]
        for form in shortforms.forms(cls, written):
            for way, kept in shortforms.keys(cls, form):
                self._known[cls, way, kept][key, form] = None

    def longer(self, key: Key, written: str) -> Key | None:
        """The name learnt before that `key` is a short form of, or None; the surest way of shortening decides."""
        cls = key[0]
        for way, holds in shortforms.WAYS.items():
            fitting: dict[Key, None] = {}
            for form in shortforms.forms(cls, written):
                near = self._known.get((cls, way, shortforms.lookup(cls, way, form)), {})
                if len(near) <= _CROWD:
                    fitting |= {k: None for k, f in near if shortforms.agree(form, f) and holds(cls, form, f)}
            roots = {self.root(k) for k in fitting}
            if len(roots) == 1:
                return next(iter(fitting))
            if roots:
                return self._meant(key, way, fitting)
        return None

    def _meant(self, key: Key, way: str, fitting: Collection[Key]) -> Key | None:
        """Of several names that `key` may be short for: 管委会 is the last one named before, a brand the only one.

        A brand rather means the firm that is named in full than a branch or a product of it, a place the larger one,
        and what is called as a place the zone and not a park in it.
        """
        surer: Collection[Key] = ()
        if key[0] == "Place":
            surer = shortforms.largest(fitting)
        elif way == "head":
            surer = [k for k in fitting if shortforms.is_legal(k[1]) or shortforms.is_zone(k[1])]
        if len({self.root(k) for k in surer}) == 1:
            return next(iter(surer))
        first = min(c.start for c in self._places[key])
        said = {k: [c.start for c in self._places[k] if c.start < first] for k in fitting}
        before = [k for k in said if said[k]]
        if way == "tail":
            return max(before, key=lambda k: max(said[k]), default=None)
        if way in ("whole", "head", "contracted") and len({self.root(k) for k in before}) == 1:
            return before[0]
        return None
