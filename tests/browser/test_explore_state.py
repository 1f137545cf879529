"""The explorer's state holds under what users do: two things at once, failures, stale addresses, undoing a restore."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explorer import drawn, find, opened, still, until

TOWN = "云栈小镇"
FIRM = "远岫生物科技有限公司"
PARK = "望江云谷"


def id_of(page: Page, name: str) -> str:
    found: str = page.evaluate("name => chantu.scene().nodes.find(n => n.name === name).id", name)
    return found


def test_two_things_expanded_at_once_are_both_drawn(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    town, holder = id_of(page, TOWN), id_of(page, "沐石控股集团")
    page.evaluate("ids => Promise.all(ids.map(id => chantu.actions.open(id)))", [town, holder])
    still(page)
    assert {"青梧区", "听澜大厦", "沐石控股集团"} <= set(drawn(page))


def test_what_is_taken_off_while_the_server_answers_stays_off(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    page.evaluate(
        "([town, gone]) => { const waiting = chantu.actions.open(town); chantu.actions.hide([gone]); return waiting; }",
        [id_of(page, TOWN), id_of(page, "宋应星")],
    )
    still(page)
    assert "宋应星" not in drawn(page)
    assert "青梧区" in drawn(page)


def test_an_address_stays_when_the_server_fails(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    address = page.url
    page.route("**/api/graph/between", lambda route: route.fulfill(status=503, json={"message": "库正在更换"}))
    page.reload()
    expect(page.locator("#notice")).to_contain_text("库正在更换")
    assert page.url == address
    page.unroute("**/api/graph/between")
    page.reload()
    until(page, "chantu.scene().nodes.length > 3")


def test_a_saved_view_that_was_opened_can_be_undone(page: Page) -> None:
    opened(page)
    find(page, "松涛", "松涛科技园")
    page.locator("#keep").click()
    page.locator("#panel form button").click()
    page.locator("#clear").click()
    find(page, "沐石控股", "沐石控股集团")
    before = drawn(page)
    page.locator("#keep").click()
    page.locator("#panel .saved li").filter(has_text="松涛科技园").get_by_text("打开").click()
    until(page, "!chantu.scene().nodes.some(n => n.name === '沐石控股集团')")
    page.locator("#undo").click()
    still(page)
    assert drawn(page) == before


@pytest.mark.parametrize("layout", ["class", "chain"])
def test_the_captions_of_a_layout_come_back_with_the_address(page: Page, layout: str) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    page.locator("#layout").select_option(layout)
    until(page, "chantu.scene().captions.length > 1")
    captions = page.evaluate("chantu.scene().captions.map(c => c.text).sort().join()")
    page.reload()
    until(page, "document.documentElement.dataset.ready === 'yes' && chantu.scene().nodes.length > 3")
    assert page.evaluate("chantu.scene().captions.map(c => c.text).sort().join()") == captions


def test_the_next_twenty_are_those_not_drawn_yet(page: Page) -> None:
    opened(page)
    find(page, PARK, PARK)
    page.evaluate("chantu.select([chantu.scene().nodes.find(n => n.bundle && n.cls === 'Enterprise').id])")
    page.locator("#panel input[type=search]").fill("第399")
    expect(page.locator("#panel .pages li")).to_have_count(1)
    page.locator("#panel .foot").get_by_text("画出 1 个").click()
    until(page, "chantu.scene().nodes.some(n => n.name.includes('企业 399'))")
    page.evaluate("chantu.actions.drawBundle([...chantu.state().bundles.values()].find(b => b.cls === 'Enterprise'))")
    until(page, "chantu.scene().nodes.some(n => n.name.includes('企业 379'))")
    expect(page.locator("#status")).to_contain_text("另有 379 个收在组里")


def test_a_hidden_class_is_counted_with_its_group(page: Page) -> None:
    opened(page)
    find(page, PARK, PARK)
    page.locator("#legend [data-cls=Enterprise]").click()
    expect(page.locator("#status")).to_contain_text("因筛选未显示 400 个对象")


def test_a_thing_that_is_not_drawn_is_told_of_too(page: Page) -> None:
    opened(page)
    find(page, PARK, PARK)
    page.evaluate("chantu.select([chantu.scene().nodes.find(n => n.bundle && n.cls === 'Enterprise').id])")
    page.locator("#panel .pages li button.why").first.click()
    name = page.locator("#panel h2.fact button").first.inner_text()
    page.locator("#panel h2.fact button").first.click()
    expect(page.locator("#panel h2")).to_have_text(name)
    assert name not in drawn(page)


def test_a_search_from_the_overview_begins_a_new_drawing(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    page.locator("#show-overview").click()
    find(page, PARK, PARK)
    assert FIRM not in drawn(page)


@pytest.mark.parametrize(
    ("dates", "months"),
    [
        (["2019"], ["2019-01", "2019-12"]),
        (["2019-11-08"], ["2019-11", "2019-11"]),
        (["2020-01/2020-06"], ["2020-01", "2020-06"]),
        (["2019-21"], ["2019-03", "2019-05"]),
        (["2019", "2021-03"], ["2019-01", "2021-03"]),
        (["2019-05/.."], ["2019-05", None]),
        (["../2020"], [None, "2020-12"]),
        ([], None),
        (["unknown"], None),
    ],
)
def test_dates_of_every_kind_have_their_months(page: Page, dates: list[str], months: list[str | None] | None) -> None:
    page.goto("/")
    found = page.evaluate(
        """dates => import('/static/explorer/sieve.js').then(({ span, monthName }) => { const known = span(dates);
        return known && [known.from, known.to].map(m => Number.isFinite(m) ? monthName(m) : null); })""",
        dates,
    )
    assert found == months
