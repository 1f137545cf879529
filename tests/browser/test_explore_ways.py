"""Paths, time, filters and layouts of the explorer, in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explorer import choose_end, drawn, find, opened, place, still, until

TOWN = "云栈小镇"
FIRM = "远岫生物科技有限公司"
PARK = "望江云谷"


def test_a_path_is_found_drawn_and_proved(page: Page) -> None:
    opened(page)
    find(page, "宋应星", "宋应星")
    page.locator("#panel .acts").get_by_text("从这里找路径").click()
    choose_end(page, "BX0101", "BX0101-02地块")
    first = page.locator(".path").first
    expect(first).to_contain_text("—任职→")
    expect(first).to_contain_text(FIRM)
    expect(first).to_contain_text("2 步")
    first.locator("button.primary").click()
    until(page, "chantu.scene().nodes.some(n => n.name === 'BX0101-02地块')")
    assert page.evaluate("chantu.drawing.lit.size") == 3
    first.locator("button.why").click()
    expect(page.locator("#panel h2.fact")).to_have_count(2)
    expect(page.locator("blockquote.evidence mark").first).to_have_text("宋应星任远岫生物科技有限公司董事长")


def test_a_path_keeps_clear_of_what_all_share_unless_there_is_no_other(page: Page) -> None:
    opened(page)
    find(page, "云栈小镇", TOWN)
    page.locator("#path").click()
    choose_end(page, "省级特色产业园", "省级特色产业园")
    boxes = page.locator("fieldset.avoid input")
    assert [boxes.nth(n).is_checked() for n in range(5)] == [True, True, True, False, False]
    boxes.nth(0).uncheck()
    expect(page.locator(".path").first).to_contain_text("1 步")


def test_time_leaves_what_happened_then(page: Page) -> None:
    opened(page)
    find(page, PARK, PARK)
    assert sum("供需对接会" in name for name in drawn(page)) == 5
    page.locator("#filter").click()
    assert page.locator("#filters .bars i").count() > 3
    page.locator("#time-from").evaluate("e => { e.value = 2018 * 12; e.dispatchEvent(new Event('change')); }")
    still(page)
    assert sorted(n for n in drawn(page) if "对接会" in n) == [
        "云谷第3届供需对接会",
        "云谷第4届供需对接会",
        "云谷第5届供需对接会",
    ]
    expect(page.locator("#status")).to_contain_text("因筛选未显示 2 个对象、2 条关系")
    assert "time=2018-01~" in page.url
    page.locator("#undated").uncheck()
    still(page)
    page.locator("#filters").get_by_text("取消筛选").click()
    still(page)
    assert sum("供需对接会" in name for name in drawn(page)) == 5


def test_facts_are_sifted_by_confidence_and_source(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    whole = len(drawn(page))
    page.locator("#filter").click()
    page.locator("#filters .list li").filter(has_text="2020-06").locator("input").uncheck()
    still(page)
    assert "松涛科技园" not in drawn(page)
    page.locator("#filters").get_by_text("取消筛选").click()
    page.locator("#least").evaluate("e => { e.value = 0.95; e.dispatchEvent(new Event('change')); }")
    still(page)
    assert len(drawn(page)) < whole
    expect(page.locator("#status")).to_contain_text("因筛选未显示")


def test_the_legend_hides_a_class_and_counts_what_is_drawn(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    entry = page.locator("#legend [data-cls=Project]")
    expect(entry).to_contain_text("项目 1")
    entry.click()
    assert "远岫研发中心项目" not in drawn(page)
    expect(entry).to_have_attribute("aria-pressed", "false")
    assert "without=Project" in page.url


@pytest.mark.parametrize("layout", ["layers", "circle", "class", "chain", "force"])
def test_no_layout_puts_one_thing_on_another(page: Page, layout: str) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    if layout != "force":
        page.locator("#layout").select_option(layout)
        until(page, f"chantu.state().layout === '{layout}'")
    still(page)
    places = [place(page, name) for name in drawn(page)]
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 8 for a in places for b in places if a is not b)


def test_the_layout_by_chain_names_the_chain(page: Page) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    page.locator("#layout").select_option("chain")
    until(page, "chantu.scene().captions.length > 0")
    assert "未归产业链" in page.evaluate("chantu.scene().captions.map(c => c.text)")


def test_what_is_pinned_stays_in_every_layout(page: Page) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    page.locator("#panel .acts").get_by_text("固定").click()
    expect(page.locator("#panel .acts")).to_contain_text("松开")
    at = page.evaluate("JSON.stringify(chantu.state().spots.get(chantu.state().focus))")
    page.locator("#layout").select_option("circle")
    until(page, "chantu.state().layout === 'circle'")
    assert page.evaluate("JSON.stringify(chantu.state().spots.get(chantu.state().focus))") == at


def test_what_belongs_to_no_platform_is_listed(page: Page) -> None:
    opened(page)
    page.locator("#status").get_by_text("不属于任何平台").click()
    expect(page.locator("#panel h2")).to_have_text("不属于任何平台的对象")
    expect(page.locator("#panel .list li").first).to_be_visible()
    expect(page.locator("#notice")).to_be_hidden()


def test_the_overview_is_grouped_in_other_ways(page: Page) -> None:
    opened(page)
    page.locator("#by").select_option("class")
    until(page, "chantu.scene().nodes.some(n => n.name === '企业')")
    page.locator("#by").select_option("community")
    until(page, "!chantu.scene().nodes.some(n => n.name === '企业')")
    assert "by=community" in page.url
