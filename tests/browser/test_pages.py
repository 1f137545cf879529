"""The other pages in Chromium: the start page's search, and no page wider than the screen."""

import pytest
from playwright.sync_api import Page, expect


def test_the_start_page_finds_and_opens(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill("yhcf")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("运河财富小镇")


@pytest.mark.parametrize("path", ["/", "/explore", "/query", "/ontology", "/docs"])
@pytest.mark.parametrize("width", [390, 1600])
def test_no_page_is_wider_than_the_screen(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
