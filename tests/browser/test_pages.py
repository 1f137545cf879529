"""The other pages in Chromium: the start page's search, and no page wider than the screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


def test_the_start_page_finds_and_opens(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill("yhcf")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("运河财富小镇")


@pytest.mark.parametrize("width", [390, 768])
def test_the_platforms_can_be_read_on_a_narrow_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/")
    box = page.locator("#platforms .scroll")
    assert box.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    name = page.locator("#platforms .chip").filter(has_text="运河财富小镇")
    assert name.evaluate("e => e.clientHeight") < 60
    expect(name.locator("xpath=ancestor::tr").get_by_text("网络")).to_be_visible()


def test_every_platform_can_be_seen_and_classes_lead_to_lists(page: Page) -> None:
    page.goto("/")
    few = page.locator("#platforms tbody tr").count()
    total = int(page.locator(".counts .cls-Platform b").inner_text())
    assert few < total
    page.locator("#platforms .button").click()
    expect(page.locator("#platforms tbody tr")).to_have_count(total)
    count = page.locator(".counts .cls-Person b").inner_text()
    page.locator(".counts .cls-Person a").click()
    expect(page.locator(".yasr_response_chip")).to_contain_text(f"{count} 行")


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_figures_of_an_entity_fit_and_tell_their_period_in_chinese(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/")
    page.get_by_role("combobox").fill("十大产业平台")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    period = page.locator(".figures .when").filter(has_text="2020年1—6月").first
    assert period.evaluate("e => e.clientHeight") < 80
    assert page.locator(".figures").evaluate("e => e.parentElement.scrollWidth - e.parentElement.clientWidth") == 0
    expect(page.locator(".sure").first).to_contain_text("可信度")


def test_a_document_shows_headings_and_a_legend_and_all_its_characters(page: Page) -> None:
    page.goto("/")
    page.locator(".docs a").filter(has_text="拱墅区十大产业平台（2019年）").first.click()
    expect(page.locator(".text h3").first).to_have_text("## 综述\n")
    expect(page.locator(".text h3 .hidden").first).to_have_css("position", "absolute")
    text = Path("data/yearbook-2019-overview.md").read_text("utf-8")
    assert page.locator(".text").evaluate("e => e.textContent") == text
    expect(page.locator(".marks")).to_contain_text("读出事实的地方")


@pytest.mark.parametrize("width", [768, 1024])
def test_the_diagram_of_the_ontology_is_whole_or_says_that_it_scrolls(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/ontology")
    cut = page.locator(".picture").evaluate("e => e.scrollWidth > e.clientWidth")
    assert page.locator(".sideways").is_visible() == cut


@pytest.mark.parametrize("path", ["/", "/explore", "/query", "/ontology", "/docs"])
@pytest.mark.parametrize("width", [390, 1600])
def test_no_page_is_wider_than_the_screen(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
