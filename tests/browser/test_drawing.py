"""The exported drawing in a browser: it asks for nothing but itself, and shows labels as text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from graph.export import export
from graph.land import land
from graph.store import open_store
from tests import graphs

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1200, "height": 800})
    yield made
    made.close()


@pytest.fixture
def drawing(store_path: Path, tmp_path: Path) -> Path:
    store = graphs.fill(open_store(str(store_path)))
    land(store, graphs.lone(EVIL))
    export(store, tmp_path / "graph.html")
    return tmp_path / "graph.html"


def test_it_draws_finds_and_tells_and_asks_no_host(page: Page, drawing: Path) -> None:
    requests: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(drawing.as_uri())
    page.wait_for_selector("canvas")
    page.fill("#wanted", "云栈小镇")
    page.press("#wanted", "Enter")
    page.get_by_role("heading", name="云栈小镇").wait_for()
    assert "位于 → 青梧区" in page.inner_text("#details").replace("\n", " ")
    page.get_by_role("button", name="青梧区").click()
    page.get_by_role("heading", name="青梧区").wait_for()
    page.get_by_label("平台").uncheck()
    assert troubles == []
    assert requests == [drawing.as_uri()]


def test_a_label_stays_text_in_the_panel_and_in_the_tooltip(page: Page, drawing: Path) -> None:
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.goto(drawing.as_uri())
    page.fill("#wanted", "<img")
    page.press("#wanted", "Enter")
    page.get_by_role("heading", name=EVIL).wait_for()
    box = page.locator("#network").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".vis-tooltip").filter(has_text=EVIL).wait_for()
    assert page.locator("img").count() == 0
    assert dialogs == []
