"""The explorer as a user meets it: how tests find, click and read what is drawn."""

import time
from typing import Any

from playwright.sync_api import Page


def opened(page: Page, address: str = "/explore") -> None:
    """Open the explorer and wait until it has drawn."""
    page.goto(address)
    until(page, "document.documentElement.dataset.ready === 'yes'")


def find(page: Page, text: str, name: str) -> None:
    """Type in the search box and choose the thing of that name, by keyboard; wait until it is drawn and told of."""
    page.locator("#q").fill(text)
    page.locator("#hits [role=option]").filter(has_text=name).first.wait_for()
    page.keyboard.press("Enter")
    page.locator("#panel h2").filter(has_text=name).wait_for()
    still(page)


def until(page: Page, expression: str, seconds: float = 15) -> None:
    """Wait until a script's expression holds; Playwright's own way needs eval, which the page's policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(f"Boolean(typeof chantu === 'undefined' ? false : {expression})"):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(100)


def still(page: Page) -> None:
    """Wait until the view moves no more."""
    view = "JSON.stringify([chantu.drawing.network.getScale(), chantu.drawing.network.getViewPosition()])"
    page.wait_for_timeout(150)
    before = ""
    while before != (before := page.evaluate(view)):
        page.wait_for_timeout(200)


def drawn(page: Page) -> list[str]:
    """The names of all that is drawn, groups too."""
    names: list[str] = page.evaluate("chantu.scene().nodes.map(n => n.name)")
    return sorted(names)


def place(page: Page, name: str) -> tuple[float, float]:
    """Where a drawn thing is on the page."""
    at: Any = page.evaluate(
        """name => { const node = chantu.scene().nodes.find(n => n.name.includes(name)); if (!node) return null;
        const p = chantu.drawing.network.canvasToDOM(chantu.drawing.network.getPosition(node.id));
        const box = document.getElementById('network').getBoundingClientRect();
        return [p.x + box.left, p.y + box.top]; }""",
        name,
    )
    assert at is not None, f"{name} is not drawn"
    return at[0], at[1]


def click(page: Page, name: str, **options: Any) -> None:
    """Click on a drawn thing."""
    still(page)
    page.mouse.click(*place(page, name), **options)


def act(page: Page, text: str) -> None:
    """Press a button of the panel."""
    page.locator("#panel .acts").get_by_text(text, exact=True).click()


def choose_end(page: Page, text: str, name: str) -> None:
    """Type the other end of a path, choose the thing of that name, and wait for the paths."""
    page.locator("#path-end").fill(text)
    page.locator("#panel [role=option]").filter(has_text=name).first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".path").first.wait_for()
