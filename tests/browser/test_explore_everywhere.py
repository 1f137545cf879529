"""The explorer on every screen: widths, languages, light and dark, keyboard, axe, presenting, print."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.explorer import drawn, find, opened, place, still
from web.npm import PACKAGES

TOWN = "云栈小镇"
AXE = PACKAGES / "axe-core" / "axe.min.js"


def findings(page: Page) -> list[str]:
    """What axe finds that is serious, of the rules of WCAG 2.2 A and AA."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(
        """async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
        .violations.filter(v => ['serious', 'critical'].includes(v.impact))
        .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))"""
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark" if scheme == "dark" else "light")
    try:
        page = context.new_page()
        opened(page)
        assert findings(page) == []
        find(page, TOWN, TOWN)
        page.locator("#filter").click()
        assert findings(page) == []
        page.locator("[data-tab=figures]").click()
        assert findings(page) == []
        page.locator("#path").click()
        page.locator("#panel h2").filter(has_text="找路径").wait_for()
        assert findings(page) == []
        page.locator("#take").click()
        page.locator(".takes").wait_for()
        assert findings(page) == []
    finally:
        context.close()


@pytest.mark.parametrize("width", [360, 768, 1280, 3840])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
    try:
        page = context.new_page()
        opened(page)
        find(page, TOWN, TOWN)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator("#network").bounding_box()
        assert box
        assert box["height"] > 400
        assert len(drawn(page)) > 5
    finally:
        context.close()


@pytest.mark.parametrize("width", [390, 768])
def test_tools_and_legend_are_whole_and_the_sentence_of_a_line_comes_into_view(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    opened(page)
    find(page, TOWN, TOWN)
    for part in (".tools > *", "#legend button"):
        ends = page.locator(part).evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
        assert max(ends) <= width
    line = "chantu.scene().links.find(l => l.statements && !l.bundle)"
    ends = [page.evaluate(f"chantu.scene().nodes.find(n => n.id === {line}.{end}).name") for end in ("from", "to")]
    (x, y), (x_2, y_2) = place(page, ends[0]), place(page, ends[1])
    page.mouse.click((x + x_2) / 2, (y + y_2) / 2)
    expect(page.locator("#panel blockquote").first).to_be_in_viewport(ratio=1)


LABELS = """() => {
  const said = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const wide = this.measureText(text).width / 2;
    const high = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
    if (this.textBaseline === "top") said.push({ text, left: x - wide, top: y, right: x + wide, bottom: y + high });
    return write.apply(this, arguments);
  };
  chantu.drawing.network.redraw();
  CanvasRenderingContext2D.prototype.fillText = write;
  const places = chantu.drawing.network.getPositions();
  const on = (name, { r, x, y }) => name.left < x + r && name.right > x - r && name.top < y + r && name.bottom > y - r;
  const covered = said.flatMap((name) => chantu.scene().nodes.filter((n) => on(name, { r: n.r, ...places[n.id] }))
    .map((n) => `${name.text} on ${n.name}`));
  return [said.length > 0, covered];
}"""


def test_names_stand_beside_things_and_not_on_them(page: Page) -> None:
    opened(page)
    find(page, "前进智造园", "前进智造园")
    assert page.evaluate(LABELS) == [True, []]


def test_everything_is_said_in_english_too(page: Page) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    page.locator("#language").click()
    expect(page.locator("#panel .acts")).to_contain_text("Collapse")
    expect(page.locator("#status")).to_contain_text("relations drawn")
    assert page.evaluate("document.documentElement.lang") == "en"
    said = page.evaluate(
        """[...document.querySelectorAll('.tools, #status, #legend')].map(e => { const copy = e.cloneNode(true);
        copy.querySelectorAll('svg').forEach(s => s.remove()); return copy.textContent; }).join(' ')"""
    )
    assert re.findall(r"[\u4e00-\u9fff]+", said.replace("中文", "")) == []
    page.reload()
    expect(page.locator("#undo")).to_have_text("Undo")


def test_every_text_is_there_in_both_languages() -> None:
    import json

    texts = json.loads(Path("web/static/explorer/words.json").read_text("utf-8"))
    assert [key for key, (zh, en) in texts.items() if not zh or not en] == []
    used = {
        key
        for file in Path("web/static/explorer").glob("*.js")
        for key in re.findall(r'\bsay\("([a-z-]+)"', file.read_text("utf-8"))
    }
    used |= set(re.findall(r'data-say(?:-\w+)?="([a-z-]+)"', Path("web/templates/explore.html").read_text("utf-8")))
    assert sorted(used - set(texts)) == []


def test_all_of_it_works_by_keyboard(page: Page) -> None:
    opened(page)
    page.keyboard.press("Escape")
    page.locator("#network").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    find(page, TOWN, TOWN)
    page.locator("#network").focus()
    page.keyboard.press("Escape")
    before = len(drawn(page))
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel .what")).to_be_visible()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#panel h2")).to_have_text("选中 2 个")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("h")
    still(page)
    assert len(drawn(page)) == before - 1
    page.keyboard.press("a")
    expect(page.locator("#panel h2")).to_have_text(f"选中 {before - 1} 个")
    page.keyboard.press("?")
    expect(page.locator("#panel h2")).to_have_text("快捷键")


def test_presenting_shows_the_drawing_alone_and_ends_by_a_button_or_escape(page: Page) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    page.locator("#present").click()
    expect(page.locator("#panel")).to_be_hidden()
    page.locator("#leave").click()
    expect(page.locator("#panel")).to_be_visible()
    page.locator("#present").click()
    page.locator("#network").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_visible()


def test_what_is_printed_is_drawn_as_lines(page: Page) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#print svg")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()


def test_light_and_dark_are_chosen_and_kept(page: Page) -> None:
    opened(page)
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto("/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_single_keys_can_be_turned_off(page: Page) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    page.locator("#keys").click()
    page.locator("#panel label input").uncheck()
    before = drawn(page)
    page.locator("#network").focus()
    page.keyboard.press("a")
    page.keyboard.press("h")
    still(page)
    assert drawn(page) == before


def test_a_failing_server_is_told_of_in_words(page: Page) -> None:
    opened(page)
    page.route("**/api/graph/around*", lambda route: route.abort())
    page.locator("#q").fill(TOWN)
    page.locator("#hits [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("没有取到")
    page.unroute("**/api/graph/around*")
    find(page, TOWN, TOWN)
    expect(page.locator("#notice")).to_be_hidden()
