"""A real Chromium and a real server over the documents of data/, once for all browser tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graph.land import land
from graph.store import open_store
from ingest.pipeline import ingest
from tests import graphs
from tests.browser.install import chromium
from tests.serving import served

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where data/ is served, with a firm whose name is markup among it."""
    folder: Path = tmp_path_factory.mktemp("browser") / "store"
    store = open_store(str(folder))
    ingest([Path("data")], store)
    graphs.fill(store)
    for facts in (graphs.lone("<img src=x onerror=window.hit=1>有限公司"), graphs.crowd(400), *graphs.rivals()):
        land(store, facts)
    del store
    with served(folder) as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test if it asks another host, or if a script breaks."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, base_url=address, locale="zh-CN")
    made = context.new_page()
    strangers: list[str] = []
    broken: list[str] = []
    made.on("request", lambda r: None if r.url.startswith((address, "data:")) else strangers.append(r.url))
    made.on("pageerror", lambda e: broken.append(str(e)))
    yield made
    context.close()
    assert strangers == []
    assert broken == []
