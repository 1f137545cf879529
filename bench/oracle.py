"""Measures what the rules read by themselves: the gold's entities go in as mentions, the rules' facts come out scored.

    python -m bench.oracle figures|relations GOLD.json… --documents DIR [--errors]
    python -m bench.oracle relations GOLD.json… --documents DIR --without-events [--rules]

In use the rules are evidence for the network (ingest.learned); a rule that is seldom right here is no help there.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.layout import lay_out
from ingest.model import Entity, Mention, Reading, Source
from ingest.reference import resolve
from ingest.sections import divide

Fact = tuple[Any, ...]

_CUT = re.compile(r"[。；！？：]")  # no name goes on behind one of these


def read_gold(path: Path, documents: Path) -> tuple[Reading, dict[str, Any], list[str]]:
    """The reading of a gold file's document with the gold's entities as its mentions; the gold; its ids by index."""
    from ingest import dates

    gold = json.loads(path.read_text("utf-8"))
    raw = (documents / gold["document"]).read_bytes().decode("utf-8")
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    kept = gold["entities"]
    entities = [Entity(e["type"], e["name"], tuple(e.get("aliases", ()))) for e in kept]
    inside = [i for i, o in enumerate(text.origin) if gold["start"] <= o < gold["end"]]
    mentions = list(_mentions(text.clean, entities, min(inside), max(inside) + 1))
    issued = dates.issued(text, sentences)
    source = Source(gold["document"], raw, gold["document"], issued)
    spans = dates.find(text, sections, sentences, issued)
    resolved, topics = resolve(text.clean, sections, sentences, entities, mentions)
    reading = Reading(source, text, sections, sentences, spans, entities, resolved, topics)
    return reading, gold, [e["id"] for e in kept]


def _mentions(clean: str, entities: Sequence[Entity], start: int, end: int) -> Iterable[Mention]:
    folded, positions = _squeeze(clean)
    found: list[Mention] = []
    for index, entity in enumerate(entities):
        for name in (entity.name, *entity.aliases):
            wanted = _squeeze(name)[0]
            for match in re.finditer(re.escape(wanted), folded) if wanted else ():
                a, b = positions[match.start()], positions[match.end() - 1] + 1
                if start <= a < end and not _CUT.search(clean[a:b].replace(name, "")):
                    found.append(Mention(a, b, index))
    found.sort(key=lambda m: (m.start, -m.end))
    last_end = 0
    for mention in found:
        if mention.start >= last_end or entities[mention.entity].cls in ("Event", "Place", "Industry", "Enterprise"):
            last_end = max(last_end, mention.end)
            yield mention
        elif mention.end <= last_end:
            yield mention


def _squeeze(text: str) -> tuple[str, list[int]]:
    kept = [(i, c) for i, c in enumerate(text) if c.isalnum()]
    return "".join(c for _, c in kept).casefold(), [i for i, _ in kept]


def _figures(reading: Reading, ids: Sequence[str]) -> Iterable[tuple[Fact, int, int]]:
    from ingest import figures

    for f in figures.extract(reading):
        yield (ids[f.subject], f.indicator, f.measure, f.unit, float(f.value)), f.start, f.end


def _periods(reading: Reading, gold: dict[str, Any], ids: Sequence[str]) -> Iterable[tuple[bool, str]]:
    """For every figure that is in the gold with a period: whether the period is right, and a line about it."""
    from ingest import figures

    periods: dict[Fact, list[str]] = defaultdict(list)
    for o in gold["observations"]:
        if o.get("period"):
            periods[(o["s"], o["indicator"], o["measure"], o["unit"], float(o["value"]))].append(o["period"])
    for f in figures.extract(reading):
        fact = _snap((ids[f.subject], f.indicator, f.measure, f.unit, float(f.value)), periods)
        if fact in periods and gold["start"] <= reading.text.origin[f.start] < gold["end"]:
            yield f.period in periods[fact], f"{f.period} instead of {periods[fact]} << {fact[1:]}"


def _snap(fact: Fact, known: Iterable[Fact]) -> Fact:
    """The known figure that the scorer takes for this one (values within half a percent), else the figure itself."""
    near = (k for k in known if k[:-1] == fact[:-1] and abs(k[-1] - fact[-1]) <= 0.005 * max(abs(k[-1]), 1e-9))
    return next(near, fact)


def _relations(reading: Reading, ids: Sequence[str]) -> Iterable[tuple[Fact, int, int]]:
    from ingest import relations

    classes = {i: e.cls for i, e in zip(ids, reading.entities, strict=True)}
    for r in relations.extract(reading):
        yield _normal((ids[r.subject], r.predicate, ids[r.object]), classes), r.start, r.end


def _by_rule(reading: Reading, gold: dict[str, Any], ids: Sequence[str]) -> Iterable[tuple[str, bool]]:
    """For every fact that a rule read inside the annotated part: the rule, and whether the fact is in the gold."""
    from ingest import relations

    classes = {i: e.cls for i, e in zip(ids, reading.entities, strict=True)}
    wanted = _wanted("relations", gold)
    read = {
        (
            f"{f.relation.predicate} {f.rule}",
            _normal((ids[f.relation.subject], f.relation.predicate, ids[f.relation.object]), classes),
        )
        for f in relations.trace(reading)
        if gold["start"] <= reading.text.origin[f.relation.start] < gold["end"]
    }
    return [(rule, fact in wanted) for rule, fact in read]


STEPS: dict[str, Callable[[Reading, Sequence[str]], Iterable[tuple[Fact, int, int]]]] = {
    "figures": _figures,
    "relations": _relations,
}


def _wanted(step: str, gold: dict[str, Any]) -> Counter[Fact]:
    if step == "figures":
        return Counter(
            (o["s"], o["indicator"], o["measure"], o["unit"], float(o["value"])) for o in gold["observations"]
        )
    classes = {e["id"]: e["type"] for e in gold["entities"]}
    return Counter({_normal((r["s"], r["p"], r["o"]), classes): 1 for r in gold["relations"]})


def _normal(fact: Fact, classes: Mapping[str, str]) -> Fact:
    """The fact as the scorer takes it: parks in parks are locatedIn, who cooperates with whom has no order."""
    s, p, o = fact
    if p == "partOf" and classes[s] == classes[o] == "Platform":
        return s, "locatedIn", o
    return (min(s, o), p, max(s, o)) if p == "cooperatesWith" else fact


def main() -> int:  # noqa: C901 - a command: options, a loop, a table
    """Print precision, recall and F1 by kind; with --errors what is missing (-) and what is wrong (+)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=sorted(STEPS))
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--without-events", action="store_true", help="leave relations from or to an Event out")
    parser.add_argument("--rules", action="store_true", help="print how many facts of each relation rule are right")
    options = parser.parse_args()
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    by_rule: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    dated: list[bool] = []
    for path in options.gold:
        reading, gold, ids = read_gold(path, options.documents)
        wanted = _wanted(options.step, gold)
        if options.without_events:
            events = {e["id"] for e in gold["entities"] if e["type"] == "Event"}
            wanted = Counter({fact: n for fact, n in wanted.items() if not events & {fact[0], fact[2]}})
        for rule, is_right in _by_rule(reading, gold, ids) if options.rules else ():
            by_rule[rule][0] += is_right
            by_rule[rule][1] += 1
        names = {e["id"]: e["name"] for e in gold["entities"]}
        got: dict[Fact, tuple[int, int]] = {}
        for fact, a, b in STEPS[options.step](reading, ids):
            fact = _snap(fact, wanted) if options.step == "figures" else fact
            if gold["start"] <= reading.text.origin[a] < gold["end"]:
                got.setdefault(fact, (a, b))
        if options.errors:
            print(f"## {path.name}")
        for fact in [*got, *(f for f in wanted if f not in got)]:
            for kind in ("all", str(fact[1])):
                tallies[kind][0] += fact in got and fact in wanted
                tallies[kind][1] += fact in got
                tallies[kind][2] += fact in wanted
            if options.errors and (fact in got) != (fact in wanted):
                shown = " ".join(names.get(x, str(x)) for x in fact)
                where = reading.text.clean[slice(*got[fact])] if fact in got else ""
                print("+" if fact in got else "-", shown, "<<", where[:80])
        for is_right, shown in _periods(reading, gold, ids) if options.step == "figures" else ():
            dated.append(is_right)
            if options.errors and not is_right:
                print("period", shown)
    if options.step == "figures":
        print(f"{'periods':22} {sum(dated) / max(1, len(dated)):.3f} right of {len(dated)} dated")
    for rule, (right, found) in sorted(by_rule.items()):
        print(f"{rule:40} {right / found:.2f}  {right} of {found}")
    for kind, (right, found, total) in sorted(tallies.items(), key=lambda x: -x[1][2]):
        p, r = right / max(1, found), right / max(1, total)
        print(f"{kind:22} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  found {found} wanted {total}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
