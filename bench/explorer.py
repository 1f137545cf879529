"""The explorer in Chromium on graphs of two sizes: the first overview and expansions, beside pyvis's page of the graph.

pyvis gets all of the graph, as its manual says; its page is built in a process of its own and shown until it has drawn
once. Where either is not done by a deadline, that is what is printed.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from bench.synthetic import quads
from graph.store import open_store
from tests.browser.conftest import ARGUMENTS
from tests.browser.install import chromium
from tests.serving import served

_ROUNDS = 5
_DEADLINE = 120  # seconds, for pyvis
_SETTLE = 25  # seconds, until the server has read all that it reads when it starts
_READY = "document.documentElement.dataset.ready === 'yes' && chantu.scene().nodes.length > 0"
_EXPAND = """async iri => { const started = performance.now(); await chantu.actions.open(iri, { alone: true });
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [performance.now() - started, chantu.scene().nodes.length]; }"""
_DRAWN = "new Promise(done => network.once('afterDrawing', () => done(true)))"


def run(sizes: Sequence[int]) -> None:
    """Print the times of both for each number of quads."""
    print("## the explorer in Chromium against pyvis's page of the whole graph (seconds, medians)")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for size in sizes:
            path = Path(folder) / str(size)
            store = open_store(str(path))
            store.replace([], quads(size))
            count = len(store)
            del store
            with served(path, seconds=300) as address:
                first, ready, few, many = _explorer(browser, address)
            built, shown = _pyvis(browser, path)
            print(f"{count:9,} quads: overview {ready:.2f} (first after the start {first:.2f})", end="; ")
            print(f"expand a firm {few:.2f}", end=", ")
            print(f"a large park {many:.2f}; pyvis: build {built}, draw {shown}")
        browser.close()
    print()


def _explorer(browser: Browser, address: str) -> tuple[float, float, float, float]:
    first, page = _overview(browser, address)
    time.sleep(_SETTLE)
    again = []
    for _ in range(_ROUNDS):
        page.context.close()
        seconds, page = _overview(browser, address)
        again.append(seconds)
    iris = page.evaluate("chantu.scene().nodes.filter(n => n.group.thing).slice(0, 5).map(n => n.group.thing.iri)")
    firms = page.evaluate(
        "fetch('/api/graph/members?key=' + chantu.scene().nodes[0].id).then(r => r.json())"
        ".then(m => m.things.filter(t => t.cls === 'Enterprise').slice(0, 5).map(t => t.iri))"
    )
    few = statistics.median(page.evaluate(_EXPAND, iri)[0] for iri in firms)
    many = statistics.median(page.evaluate(_EXPAND, iri)[0] for iri in iris)
    page.context.close()
    return first, statistics.median(again), few / 1000, many / 1000


def _overview(browser: Browser, address: str) -> tuple[float, Page]:
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    started = time.perf_counter()
    page.goto(f"{address}/explore", wait_until="commit")
    while not page.evaluate(f"typeof chantu !== 'undefined' && {_READY}"):
        time.sleep(0.01)
    return time.perf_counter() - started, page


def _pyvis(browser: Browser, store: Path) -> tuple[str, str]:
    page_file = store.with_suffix(".html")
    started = time.perf_counter()
    try:
        subprocess.run(
            [sys.executable, "-m", "bench.explorer", str(store), str(page_file)], timeout=_DEADLINE, check=True
        )
    except subprocess.TimeoutExpired:
        return f"not in {_DEADLINE}", "-"
    built = time.perf_counter() - started
    page = browser.new_context(viewport={"width": 1280, "height": 860}, offline=True).new_page()
    started = time.perf_counter()
    try:
        page.set_default_timeout(_DEADLINE * 1000)
        page.goto(page_file.as_uri(), timeout=_DEADLINE * 1000)
        page.evaluate(_DRAWN)
    except Error as error:  # a page that is too much for Chromium
        return f"{built:.2f}", f"not drawn ({type(error).__name__})"
    finally:
        page.context.close()
    return f"{built:.2f}", f"{time.perf_counter() - started:.2f}"


def _build(store: Path, page: Path) -> None:
    """The page that pyvis's manual makes of a whole store."""
    from pyvis.network import Network

    from graph.atlas.topology import survey

    known = survey(open_store(str(store), read_only=True))
    made = Network(directed=True, cdn_resources="in_line")
    for entity, iri in enumerate(known.iris):
        made.add_node(iri, label=known.labels[entity], title=known.class_of(entity))
    for subject, predicate, object_ in zip(known.subjects, known.predicates, known.objects, strict=True):
        made.add_edge(known.iris[subject], known.iris[object_], title=known.predicate_names[predicate])
    page.write_text(made.generate_html(), "utf-8")


if __name__ == "__main__":
    _build(Path(sys.argv[1]), Path(sys.argv[2]))
