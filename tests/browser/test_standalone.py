"""The page of a view on a machine without network: it shows, finds, filters and tells, by keyboard too."""

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from graph.draw import draw
from graph.network import Network
from graph.quotes import Quote

EVIL = "<img src=x onerror=alert(1)>"
NAMES = {"park": ("云栈小镇", "Platform"), "firm": ("远岫生物科技有限公司", "Enterprise"), "evil": (EVIL, "Enterprise")}
PLACES = {"park": (0.0, 0.0), "firm": (240.0, -120.0), "evil": (-240.0, 120.0)}
SIZES = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (380, "light"), (380, "dark")])


def view() -> str:
    graph: Network = nx.MultiDiGraph()
    for iri, (label, cls) in NAMES.items():
        graph.add_node(iri, **{"label": label, "class": cls, "mentions": 2})
    quotes = {}
    for subject in ("firm", "evil"):
        told = {"predicate": "locatedIn", "confidence": 0.9, "evidences": 1}
        graph.add_edge(subject, "park", key=subject, **told)
        label = NAMES[subject][0]
        quotes[subject] = [Quote(f"简报 {EVIL}", "a.txt", "", 0, 9, f"{label}近日", "落户云栈小镇", f"。{EVIL}", 0.9)]
    return draw(graph, "云栈小镇周边", places=PLACES, quotes=quotes)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "云栈小镇 周边.html"
    made.write_text(view(), encoding="utf-8")
    return made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", offline=True)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, file: Path) -> Iterator[Page]:
    """The page of the view; the test fails where it asks for anything but itself, says something or asks the user."""
    made = context.new_page()
    asked: list[str] = []
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    made.on("request", lambda request: asked.append(request.url))
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("dialog", note)
    made.goto(file.as_uri())
    made.wait_for_selector("canvas")
    yield made
    assert asked == [file.as_uri()]
    assert said == []
    assert made.locator("img").count() == 0


def at(page: Page, iri: str) -> tuple[float, float]:
    """Return where a thing stands on the screen."""
    place = page.evaluate(
        """iri => {
          const { network, nodes } = chantu;
          const [id] = nodes.getIds({ filter: (node) => node.iri === iri });
          return network.canvasToDOM(network.getPositions([id])[id]);
        }""",
        iri,
    )
    box = page.locator("#network").bounding_box()
    assert box is not None
    return box["x"] + place["x"], box["y"] + place["y"]


def visible(page: Page) -> int:
    count: int = page.evaluate("chantu.nodes.get({ filter: n => !n.hidden }).length")
    return count


def test_it_is_drawn_as_the_view_was(page: Page) -> None:
    drawn = page.evaluate("chantu.nodes.get().map(n => [n.iri, n.x, n.y, n.shape, n.color])")
    assert {iri: (x, y) for iri, x, y, _, _ in drawn} == PLACES
    assert {shape for _, _, _, shape, _ in drawn} == {"hexagon", "dot"}
    assert len({colour for *_, colour in drawn}) == 2
    assert page.title() == "云栈小镇周边"


def test_a_click_tells_the_relations_and_their_sentences(page: Page) -> None:
    page.mouse.click(*at(page, "park"))
    page.get_by_role("heading", name="云栈小镇", exact=True).wait_for()
    told = page.locator("#details")
    assert told.locator("li").count() == 2
    sentence = told.locator("blockquote").filter(has_text="远岫生物科技有限公司近日落户云栈小镇。")
    assert sentence.locator("mark").inner_text() == "落户云栈小镇"
    assert sentence.locator("footer").inner_text() == f"简报 {EVIL} · 可信度 0.90"
    assert "located in" in told.inner_text()


def test_markup_in_names_and_sentences_stays_text(page: Page) -> None:
    page.mouse.click(*at(page, "evil"))
    page.get_by_role("heading", name=EVIL).wait_for()
    assert EVIL in page.locator("#details blockquote").inner_text()
    page.mouse.move(*at(page, "evil"))
    page.locator(".vis-tooltip").filter(has_text=EVIL).wait_for()


def test_a_click_on_an_edge_tells_the_fact(page: Page) -> None:
    (x, y), (to_x, to_y) = at(page, "firm"), at(page, "park")
    page.mouse.click((x + to_x) / 2, (y + to_y) / 2)
    page.get_by_role("heading", name="远岫生物科技有限公司 位于 云栈小镇").wait_for()
    assert page.locator("#details blockquote").count() == 1


def test_the_legend_hides_a_class_and_shows_it_again(page: Page) -> None:
    page.get_by_label("企业").uncheck()
    assert visible(page) == 1
    page.get_by_label("企业").check()
    assert visible(page) == 3


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("小镇")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="云栈小镇", exact=True).wait_for()
    assert page.locator("#found").inner_text() == "1 个 found"
    page.get_by_role("button", name="远岫生物科技有限公司").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="远岫生物科技有限公司").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "远岫生物科技有限公司"
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="最重要的对象").wait_for()
    before = page.evaluate("chantu.network.getViewPosition().x")
    page.locator("#network [role=application]").focus()
    page.keyboard.down("ArrowRight")
    page.wait_for_function("x => Math.abs(chantu.network.getViewPosition().x - x) > 1", arg=before)
    page.keyboard.up("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#details') !== null")


@SIZES
def test_it_fits_the_screen_and_can_be_read(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("#network").bounding_box()
    assert box is not None
    assert box["height"] > 200
    ink, ground = (
        page.evaluate(f"getComputedStyle(document.body).{name}.match(/\\d+/g).slice(0, 3).map(Number)")
        for name in ("color", "backgroundColor")
    )
    assert contrast(ink, ground) > 7
    assert (sum(ground) < 200) == (scheme == "dark")


def contrast(one: list[int], other: list[int]) -> float:
    """Return the contrast of two colours, as the WCAG has it."""

    def light(colour: list[int]) -> float:
        parts = [c / 255 for c in colour]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
