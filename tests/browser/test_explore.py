"""The explorer in Chromium: find, expand, read the sentence behind an edge; the address holds the state."""

from playwright.sync_api import Page, expect

TOWN = "运河财富小镇"
_STILL = 3  # looks of 300 ms each


def open_town(page: Page) -> None:
    page.goto("/explore")
    page.get_by_role("combobox").fill("运河财富")
    page.get_by_role("option", name=TOWN).first.wait_for()
    page.keyboard.press("Enter")
    page.locator("#panel h3").first.wait_for()


def settled(page: Page) -> None:
    """Wait until the drawing stands still: nodes and view the same for a second; a busy machine draws in fits."""
    seen, still = "", 0
    for _ in range(80):
        page.wait_for_timeout(300)
        now = page.evaluate(
            "JSON.stringify([chantu.network.getPositions(), chantu.network.getScale(),"
            " chantu.network.getViewPosition()], (k, v) => typeof v === 'number' ? Math.round(v * 10) / 10 : v)"
        )
        still = still + 1 if now == seen else 0
        if still >= _STILL:
            return
        seen = now


def test_a_platform_is_found_expanded_and_an_edge_tells_its_sentence(page: Page) -> None:
    open_town(page)
    expect(page.locator("#panel h2")).to_have_text(TOWN)
    before = page.evaluate("chantu.nodes.length")
    assert before > 3
    page.locator("#panel button.why").first.click()
    quote = page.locator("blockquote.evidence").first
    expect(quote).to_be_visible()
    assert len(quote.locator("mark").inner_text()) >= 4
    quote.locator("a").click()
    expect(page.locator(".text .chosen").first).to_be_visible()


def test_a_click_on_the_drawn_node_expands_it(page: Page) -> None:
    open_town(page)
    settled(page)
    before = page.evaluate("chantu.nodes.length")
    place = page.evaluate(
        """() => { const id = chantu.nodes.get().find(n => n.title.startsWith('地区')).id;
        const p = chantu.network.getPositions([id])[id]; const d = chantu.network.canvasToDOM(p);
        const box = document.querySelector('#network').getBoundingClientRect();
        return [d.x + box.left, d.y + box.top]; }"""
    )
    page.mouse.click(*place)
    expect(page.locator("#panel .kind")).to_contain_text("地区")
    page.wait_for_timeout(500)
    assert page.evaluate("chantu.nodes.length") > before


def test_a_click_on_a_drawn_edge_opens_its_evidence(page: Page) -> None:
    open_town(page)
    settled(page)
    place = page.evaluate(
        """() => { const box = document.querySelector('#network').getBoundingClientRect();
        for (const e of chantu.edges.get()) {
          const p = chantu.network.getPositions([e.from, e.to]);
          for (let t = 0.2; t < 0.8; t += 0.01) {
            const at = chantu.network.canvasToDOM({x: p[e.from].x * (1 - t) + p[e.to].x * t,
              y: p[e.from].y * (1 - t) + p[e.to].y * t});
            const [x, y] = [at.x + box.left, at.y + box.top];
            const free = document.elementFromPoint(x, y)?.tagName === 'CANVAS';
            if (free && chantu.network.getEdgeAt(at) && !chantu.network.getNodeAt(at)) return [x, y];
          }
        } return null; }"""
    )
    assert place is not None
    page.mouse.click(*place)
    expect(page.locator("blockquote.evidence").first).to_be_visible()


def test_the_address_brings_the_same_view_back(page: Page) -> None:
    open_town(page)
    drawn = page.evaluate("chantu.nodes.getIds().sort().join()")
    assert "focus=" in page.url
    page.reload()
    page.locator("#panel h3").first.wait_for()
    assert page.evaluate("chantu.nodes.getIds().sort().join()") == drawn


def test_no_iri_stands_where_a_name_belongs(page: Page) -> None:
    open_town(page)
    assert "w3id.org" not in page.inner_text("body")
    labels = page.evaluate("chantu.nodes.get().map(n => n.label).join()")
    assert "w3id" not in labels


def test_markup_in_a_name_is_shown_as_text(page: Page) -> None:
    page.goto("/explore")
    page.get_by_role("combobox").fill("onerror")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("<img src=x")
    assert page.evaluate("window.hit") is None
