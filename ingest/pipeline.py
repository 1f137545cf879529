"""The whole way of one document, and of many: files come in, committed graphs and a summary go out.

Reading a document is pure (`analyse`), so that it can run in any process; landing it is one transaction.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path

from graph.industries import plant
from graph.land import land
from graph.sound import Sound, sound
from graph.store.base import Store
from ingest import boundaries, dates, events, figures, mentions, readers, relations
from ingest.facts import Boundary, DocumentFacts, Evidence, NamedEntity, Observation, Statement
from ingest.layout import lay_out
from ingest.learned import owners
from ingest.learned.judging import LEAST, judge
from ingest.learned.seeing import see
from ingest.mentions import bare
from ingest.mentions.tokens import tokenize
from ingest.model import Dating, Figure, Reading, Relation, Source
from ingest.qualifiers import qualifiers
from ingest.reference import resolve
from ingest.relations import named_after
from ingest.sections import divide


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not land, and why, in words for the user."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: documents done of all, and the name of the last."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class Defect:
    """What stayed out of a document as it breaks a shape: the shape's message and, in words, what broke it."""

    path: str
    message: str
    focus: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: documents landed, their facts and entities, what failed, what stayed out, the time it took."""

    documents: int
    facts: int
    entities: int
    failures: tuple[Failure, ...]
    seconds: float
    defects: tuple[Defect, ...] = ()


def ingest(
    paths: Sequence[Path], store: Store, *, report: Callable[[Progress], None] = lambda _: None, workers: int = 1
) -> Summary:
    """Read files and folders into the store, one transaction per document; a file read again replaces itself.

    A file that cannot be read is named in the summary and hinders no other.
    """
    started = time.perf_counter()
    files, failures = _collect(paths)
    facts = entities = landed = 0
    defects: list[Defect] = []
    plant(store)
    for done, (path, outcome) in enumerate(_analysed(files, workers), start=1):
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            defects += (
                Defect(str(path), f"{v.message} ({v.message_en})", outcome.names.get(v.focus, v.focus))
                for v in outcome.violations
            )
            if outcome.facts is None:
                failures.append(
                    Failure(str(path), "事实不合本体的约束，整份未收 (breaks the ontology's shapes: left out)")
                )
            else:
                land(store, outcome.facts)
                landed += 1
                facts += len(outcome.facts.statements) + len(outcome.facts.observations)
                entities += len(outcome.facts.entities)
        report(Progress(done, len(files), path.name))
    return Summary(landed, facts, entities, tuple(failures), time.perf_counter() - started, tuple(defects))


def analyse(identifier: str, raw: str, *, least: float = LEAST) -> DocumentFacts:
    """Everything that the text `raw` of the file `identifier` says and is right with a likelihood of `least`."""
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    issued = dates.issued(text, sentences)
    title = text.clean[sentences[0].start : sentences[0].end].strip("*#【】 ")[:80] if sentences else identifier
    source = Source(identifier, raw, title or identifier, issued)
    spans = dates.find(text, sections, sentences, issued)
    amounts = figures.amounts(text.clean)
    tokens = tokenize(text.clean)
    proposed = mentions.proposals(text.clean, tokens)
    seen = see(text.clean, tokens, proposed, spans, amounts, sentences)
    entities, named = mentions.find(text, tokens, proposed, seen.names, partial(owners.judge, seen.states))
    resolved, topics = resolve(text.clean, sections, sentences, entities, named)
    named_only = Reading(source, text, sections, sentences, spans, entities, resolved, topics)
    reading = events.gather(named_only, seen.happenings)
    ruled = [*relations.extract(reading), *events.relate(reading)]
    judged = judge(reading, seen, amounts, ruled, events.date(reading), figures.extract(reading), least=least)
    related = [*judged.relations, *(r for r in named_after.find(reading, judged.relations) if r.confidence >= least)]
    reading = events.called(reading, related)
    return _facts(reading, related, judged.datings, figures.dated(reading, judged.figures))


def _collect(paths: Iterable[Path]) -> tuple[list[Path], list[Failure]]:
    files: list[Path] = []
    failures: list[Failure] = []
    seen: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if _is_document(p))
            if not found:
                failures.append(Failure(str(path), "文件夹里没有可读的文件 (no readable file in this folder)"))
        elif path.exists():
            found = [path]
        else:
            failures.append(Failure(str(path), "没有这个文件或文件夹 (no such file or folder)"))
            continue
        for file in found:
            other = seen.setdefault(file.name, file)
            if other is file:
                files.append(file)
            elif other.resolve() != file.resolve():
                reason = f"与 {other} 同名，文件名是文档的标识，请改名 (same file name as another: rename one)"
                failures.append(Failure(str(file), reason))
    return files, failures


def _is_document(path: Path) -> bool:
    """Whether a folder's entry is a file that somebody meant to be read; a broken link is, and is told."""
    return (path.is_file() or path.is_symlink()) and readers.is_readable(path) and not path.name.startswith(".")


def _analysed(files: Sequence[Path], workers: int) -> Iterator[tuple[Path, Sound | Failure]]:
    if workers <= 1 or len(files) <= 1:
        for file in files:
            yield file, _attempt(file)
        return
    with _pool(min(workers, len(files))) as pool:
        for file, reading in [(file, pool.submit(_attempt, file)) for file in files]:
            try:
                yield file, reading.result()
            except BrokenProcessPool:  # by this file or by another that was read beside it
                yield file, _alone(file)


def _alone(path: Path) -> Sound | Failure:
    """Read a file in a process of its own, which may be ended by the system."""
    with _pool(1) as pool:
        try:
            return pool.submit(_attempt, path).result()
        except BrokenProcessPool:
            return Failure(
                str(path),
                "读到一半被系统中断，多半是内存不够，请把文件分开 (ended by the system, likely for want of memory)",
            )


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=workers, initializer=_leave_with_parent)


def _leave_with_parent() -> None:
    """Let this worker end when the process that started it does, even if that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: (wait([sentinel]), os._exit(1)), daemon=True).start()


def _attempt(path: Path) -> Sound | Failure:
    try:
        text = readers.read(path)
    except (readers.UnknownFormatError, readers.plain.UnreadableError) as error:
        return Failure(str(path), str(error))
    except OSError as error:
        return Failure(str(path), f"读不了：{error.strerror} (cannot be read: {error.strerror})")
    try:
        return sound(analyse(path.name, text))
    except Exception as error:
        reason = f"程序出错，请把这份文件报给我们 (a fault of ours, please report this file): {error!r}"
        return Failure(str(path), reason)


def _facts(
    reading: Reading, relations_: Iterable[Relation], datings: Iterable[Dating], figures_: Iterable[Figure]
) -> DocumentFacts:
    """The facts in offsets of the raw document; every place that states the same fact under one statement."""
    text = reading.text
    places: dict[tuple[int, str, int | str], dict[tuple[int, int], Evidence]] = {}
    for r in relations_:
        known = places.setdefault((r.subject, r.predicate, r.object), {})
        span = text.span(r.start, r.end)
        if span not in known or known[span].confidence < r.confidence:
            known[span] = Evidence(*span, r.confidence, qualifiers(reading, r))
    for d in datings:
        span = text.span(d.start, d.end)
        places.setdefault((d.subject, d.predicate, d.date), {})[span] = Evidence(*span, d.confidence)
    statements = tuple(
        Statement(s, p, o, tuple(found for _, found in sorted(spans.items()))) for (s, p, o), spans in places.items()
    )
    edges = tuple(
        Boundary(b.subject, b.direction, b.by, Evidence(*text.span(b.start, b.end), b.confidence))
        for b in boundaries.find(reading)
    )
    observations = (
        Observation(
            f.subject,
            f.indicator,
            f.measure,
            f.value,
            f.unit,
            Evidence(*text.span(f.start, f.end), f.confidence),
            f.value_max,
            f.approximate,
            f.scope,
            f.period,
        )
        for f in figures_
    )
    return _without_idle(DocumentFacts(reading.source, _named(reading), statements, _once(observations), edges))


def _once(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Of figures that say the same at the same place the surest."""
    best: dict[Observation, Observation] = {}
    for one in observations:
        same = replace(one, value_max=None, approximate=False, evidence=replace(one.evidence, confidence=0.0))
        best[same] = max(best.get(same, one), one, key=lambda o: o.evidence.confidence)
    return tuple(best.values())


def _named(reading: Reading) -> list[NamedEntity]:
    mentions_: list[list[tuple[int, int, str]]] = [[] for _ in reading.entities]
    for m in reading.mentions:
        if not m.anaphor:
            mentions_[m.entity].append((*reading.text.span(m.start, m.end), reading.text.surface(m.start, m.end)))
    further = bare.further(reading.text.clean, reading.entities, reading.mentions)
    return [
        NamedEntity(e.cls, tuple(dict.fromkeys((e.name, *e.aliases, *more))), tuple(dict.fromkeys(found)))
        for e, more, found in zip(reading.entities, further, mentions_, strict=True)
    ]


def _without_idle(facts: DocumentFacts) -> DocumentFacts:
    """The facts without industries that nothing is said of: a trade named in passing is no entity of a document."""
    used = {s.subject for s in facts.statements} | {s.object for s in facts.statements}
    used |= {o.subject for o in facts.observations}
    return facts.keep({i for i, e in enumerate(facts.entities) if e.mentions and (e.cls != "Industry" or i in used)})
