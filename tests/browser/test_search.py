"""The search box in Chromium: groups, keys, input methods, guesses, marks; and names that are no markup."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

TOWN = "运河财富小镇"
_WORST_CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  };
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  return [...document.querySelectorAll("#hits *")].filter(own)
    .map((e) => {
      const under = [];
      for (let at = e; at; at = at.parentElement) under.unshift(getComputedStyle(at).backgroundColor);
      const [a, b] = [over([...under, getComputedStyle(e).color]), over(under)].sort((x, y) => y - x);
      return { text: e.textContent, ratio: (a + 0.05) / (b + 0.05) };
    }).sort((a, b) => a.ratio - b.ratio)[0];
}"""


def look_for(page: Page, text: str) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill(text)
    page.locator("#hits li").first.wait_for()


def active(page: Page) -> str:
    """What the box tells assistive technology to be chosen."""
    chosen: str = page.evaluate(
        "document.getElementById(document.getElementById('q').getAttribute('aria-activedescendant')).textContent"
    )
    assert page.locator("#hits [aria-selected=true]").all_text_contents() == [chosen]
    return chosen


def test_what_is_found_is_grouped_by_class_the_best_first(page: Page) -> None:
    look_for(page, "小镇")
    groups = page.locator("#hits [role=group]")
    heads = groups.locator(".class").all_text_contents()
    assert heads[0] == "平台 Platform"
    assert len(heads) == len(set(heads)) > 1
    expect(page.get_by_role("group", name="平台 Platform").get_by_role("option").first).to_contain_text("小镇")
    town = page.get_by_role("option").filter(has=page.locator(".label", has_text=TOWN))
    expect(town.locator(".context")).to_contain_text("位于 拱墅区 · 企业")
    expect(town.locator("mark")).to_have_text("小镇")


def test_the_part_that_fits_is_marked_also_by_pinyin_and_in_other_names(page: Page) -> None:
    look_for(page, "caifu")
    expect(page.get_by_role("option").filter(has_text=TOWN).first.locator("mark")).to_have_text("财富")
    look_for(page, "杭州大创小镇")
    other = page.get_by_role("option").filter(has_text="又称").first
    expect(other.locator(".alias mark")).to_have_text("杭州大创小镇")
    expect(other.locator(".label mark")).to_have_count(0)


def test_all_of_it_goes_by_keyboard(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox")
    page.locator("h1").click()
    expect(box).not_to_be_focused()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("小镇")
    page.get_by_role("option").first.wait_for()
    options = page.get_by_role("option").all_text_contents()
    assert active(page) == options[0]
    for key, expected in (
        ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", -1), ("ArrowDown", 0), ("ArrowUp", -1), ("Home", 0),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert active(page) == options[expected], key
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("小镇")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(box).not_to_be_focused()
    expect(page.locator("#hits")).to_be_hidden()
    box.fill("/")  # a stroke within a field is a stroke
    expect(box).to_have_value("/")


def test_more_are_shown_by_enter_and_the_first_of_them_is_next(page: Page) -> None:
    look_for(page, "杭州")
    before = page.locator("#hits [role=group] [role=option]").all_text_contents()
    total = int(page.locator("#hits .told").inner_text().split("/")[1])
    assert len(before) == 20 < total
    page.keyboard.press("End")
    assert active(page).startswith("再显示 20 个")
    page.keyboard.press("Enter")
    expect(page.locator("#hits [role=group] [role=option]")).to_have_count(min(40, total))
    assert active(page) not in before
    heads = page.locator("#hits .class").all_text_contents()
    assert len(heads) == len(set(heads))


def test_enter_before_anything_is_found_opens_what_is_then_found(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill(TOWN)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TOWN)


def test_nothing_is_looked_for_or_chosen_while_an_input_method_composes(page: Page) -> None:
    page.goto("/")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/api/search" in r.url else None)
    page.get_by_role("combobox").evaluate(
        """(box) => {
          box.dispatchEvent(new CompositionEvent("compositionstart"));
          box.value = "yun'he";
          box.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    page.wait_for_timeout(500)
    assert asked == []
    page.get_by_role("combobox").evaluate(
        """(box) => {
          box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, cancelable: true }));
          box.value = "运河财富";
          box.dispatchEvent(new InputEvent("input", { isComposing: true }));
          box.dispatchEvent(new CompositionEvent("compositionend", { data: "运河财富" }));
        }"""
    )
    expect(page.get_by_role("option").first).to_contain_text(TOWN)
    page.get_by_role("combobox").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    page.wait_for_timeout(200)
    expect(page.locator("#hits")).to_be_visible()
    assert len(asked) == 1


def test_a_guess_is_asked_for(page: Page) -> None:
    look_for(page, "运合才富小镇")
    expect(page.locator("#hits .meant")).to_have_text("你要找的是不是… Did you mean")
    meant = page.get_by_role("group", name="你要找的是不是… Did you mean 平台 Platform").get_by_role("option")
    expect(meant.first.locator("mark")).to_have_text(TOWN)
    page.goto("/")
    page.get_by_role("combobox").fill("运和财富小镇")
    page.keyboard.press("Enter")  # a guess is not taken for what was meant unseen
    expect(meant.first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TOWN)


def test_markup_in_a_name_stays_text(page: Page) -> None:
    look_for(page, "onerror")
    expect(page.get_by_role("option").first.locator(".label")).to_have_text("<img src=x onerror=window.hit=1>有限公司")
    assert page.locator("#hits img").count() == 0
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("failure", ["refused", "broken"])
def test_a_failure_is_told_and_the_next_search_works(page: Page, failure: str) -> None:
    def fail(route: Route) -> None:
        if failure == "broken":
            route.abort()
        else:
            route.fulfill(status=503, json={"code": "busy", "message": "正忙", "hint": ""})

    page.route("**/api/search*", fail)
    look_for(page, "小镇")
    expect(page.locator("#hits .told.error")).to_contain_text("查找失败" if failure == "broken" else "查找失败：正忙")
    expect(page.get_by_role("status")).to_contain_text("查找失败")
    page.unroute("**/api/search*")
    page.get_by_role("combobox").fill("小镇客厅")
    expect(page.get_by_role("option").first).to_contain_text("小镇客厅")


def test_nothing_found_is_told_with_what_to_do(page: Page) -> None:
    look_for(page, "没有这样的名字")
    expect(page.locator("#hits .told")).to_contain_text("没有找到。试试名称的一部分")
    expect(page.get_by_role("status")).to_contain_text("没有找到")


def test_a_page_may_have_several_boxes(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        """async () => {
          const { searchBox } = await import("/static/search.js");
          const box = document.createElement("div");
          box.className = "search";
          const input = Object.assign(document.createElement("input"), { id: "other" });
          const list = Object.assign(document.createElement("ul"), { id: "other-hits", hidden: true });
          box.append(input, list);
          document.querySelector("main").prepend(box);
          searchBox((hit) => { window.chosen = hit.label; }, { input, list, placeholder: "另一端" });
        }"""
    )
    other = page.get_by_placeholder("另一端")
    other.fill("运河财富小镇")
    page.locator("#other-hits [role=option]").first.click()
    assert page.evaluate("window.chosen") == TOWN
    expect(other).to_have_value(TOWN)
    expect(page.locator("#other-hits")).to_be_hidden()
    expect(page.locator("#hits")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()  # the first of them


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["小镇", "运合才富小镇", "杭州大创小镇", "没有这样的名字"])
def test_all_of_it_can_be_read(browser: Browser, address: str, scheme: Any, text: str) -> None:
    context = browser.new_context(viewport={"width": 380, "height": 800}, base_url=address, color_scheme=scheme)
    page = context.new_page()
    look_for(page, text)
    worst = page.evaluate(_WORST_CONTRAST)
    assert worst["ratio"] >= 4.5, worst
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert (
        page.evaluate("(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.getElementById('hits'))")
        <= 0
    )
    context.close()
