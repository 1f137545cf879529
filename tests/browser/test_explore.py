"""The explorer in Chromium: find, expand, group, see the sentence behind a line; undo, hide, pin, select."""

from playwright.sync_api import Page, expect

from tests.browser.explorer import act, click, drawn, find, opened, place, still, until

TOWN = "云栈小镇"
FIRM = "远岫生物科技有限公司"
PARK = "望江云谷"


def test_it_opens_with_the_platforms_at_a_glance(page: Page) -> None:
    opened(page)
    assert PARK in drawn(page)
    expect(page.locator("#status")).to_contain_text("组，共")
    click(page, PARK)
    expect(page.locator("#panel h2")).to_have_text(PARK)
    expect(page.locator("#panel .chips")).to_contain_text("企业 400")
    act(page, "打开")
    expect(page.locator("#panel .what")).to_contain_text("平台")
    until(page, "location.search.includes('focus=')")


def test_a_name_is_found_and_its_relations_drawn(page: Page) -> None:
    opened(page)
    find(page, "yunzhan", TOWN)
    names = drawn(page)
    assert {TOWN, FIRM, "青梧区", "生物医药", "听澜大厦"} <= set(names)
    expect(page.locator("#status")).to_contain_text(f"图中 {len(names)} 个对象")
    expect(page.locator("#panel [role=tab]").first).to_contain_text("关系")


def test_who_is_behind_a_project_what_else_they_do_and_the_sentence(page: Page) -> None:
    """What an officer who never heard of RDF has to find in five minutes."""
    opened(page)
    find(page, "远岫研发中心", "远岫研发中心项目")
    page.locator("#panel .to").filter(has_text=FIRM).click()
    expect(page.locator("#panel h2")).to_have_text(FIRM)
    assert "沐石控股集团" in drawn(page)
    page.locator("#panel li").filter(has_text="沐石控股集团").locator("button.why").click()
    expect(page.locator("#panel h2.fact")).to_contain_text("沐石控股集团")
    mark = page.locator("blockquote.evidence mark")
    expect(mark).to_have_text("是远岫生物科技有限公司股东")
    mark.click()
    expect(page.locator(".text .chosen").first).to_be_visible()


def test_many_neighbours_are_a_group_with_their_number(page: Page) -> None:
    opened(page)
    find(page, PARK, PARK)
    assert len(drawn(page)) < 12
    group = next(n for n in drawn(page) if "企业 400" in n)
    click(page, group)
    expect(page.locator("#panel .foot")).to_contain_text("列出 20 / 400")
    page.locator("#panel input[type=search]").fill("第399")
    expect(page.locator("#panel .pages li")).to_have_count(1)
    act(page, "画出 20 个")
    until(page, "chantu.scene().nodes.some(n => n.name.includes('企业 380'))")
    expect(page.locator("#status")).to_contain_text("图中 26 个对象")


def test_what_is_expanded_is_collapsed_and_undone(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    before = drawn(page)
    click(page, TOWN, click_count=2)
    until(page, f"chantu.scene().nodes.length > {len(before)}")
    after = drawn(page)
    page.locator("#undo").click()
    still(page)
    assert drawn(page) == before
    page.locator("#redo").click()
    still(page)
    assert drawn(page) == after
    page.evaluate("chantu.select([chantu.scene().nodes.find(n => n.name === '云栈小镇').id])")
    page.locator("#network").focus()
    page.keyboard.press("c")
    still(page)
    assert len(drawn(page)) < len(after)
    page.keyboard.press("Control+z")
    still(page)
    assert drawn(page) == after


def test_a_click_on_a_line_opens_the_sentences_behind_it(page: Page) -> None:
    opened(page)
    find(page, "沐石控股", "沐石控股集团")
    still(page)
    a, b = place(page, "沐石控股集团"), place(page, FIRM)
    page.mouse.click(a[0] * 0.45 + b[0] * 0.55, a[1] * 0.45 + b[1] * 0.55)
    expect(page.locator("#panel h2.fact")).to_contain_text("投资")
    expect(page.locator("blockquote.evidence mark").first).to_be_visible()


def test_sources_that_say_otherwise_stand_beside(page: Page) -> None:
    opened(page)
    find(page, "长桥新材料", "长桥新材料总部项目")
    page.locator("#panel button.why").first.click()
    other = page.locator("#panel .otherwise")
    expect(other).to_contain_text("别的来源另有说法")
    told = page.locator("#panel h2.fact").inner_text()
    assert ("CQ0101-07" in told) != ("CQ0101-07" in other.inner_text())


def test_figures_over_years_are_a_chart_and_events_a_timeline(page: Page) -> None:
    opened(page)
    find(page, PARK, PARK)
    page.locator("[data-tab=figures]").click()
    expect(page.locator(".chart svg")).to_be_visible()
    assert "2016" in (page.locator(".chart .canvas").get_attribute("aria-label") or "")
    expect(page.locator("#panel tbody tr")).to_have_count(5)
    page.locator("[data-tab=happenings]").click()
    assert page.locator(".timeline time").all_inner_texts() == ["2016-01", "2017-02", "2018-03", "2019-04", "2020-05"]


def test_a_figure_says_that_it_is_a_target(page: Page) -> None:
    opened(page)
    find(page, "云栈小镇", "云栈小镇")
    page.locator("[data-tab=figures]").click()
    rows = page.locator("#panel tbody tr")
    expect(rows.filter(has_text="15亿元").locator("td").first).to_have_text("营业收入 · 目标")
    expect(rows.filter(has_text="12.5亿元").locator("td").first).to_have_text("营业收入")


def test_things_are_selected_together_hidden_and_pinned(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    click(page, "沐石控股集团")
    page.keyboard.down("Shift")
    click(page, "宋应星")
    page.keyboard.up("Shift")
    expect(page.locator("#panel h2")).to_have_text("选中 2 个")
    page.locator("#panel .acts").get_by_text("共同的邻居").click()
    expect(page.locator("#panel .list")).to_contain_text(FIRM)
    page.locator("#network").focus()
    page.keyboard.press("p")
    assert page.evaluate("[...chantu.state().spots.values()].filter(s => s.pinned).length") == 2
    page.keyboard.press("h")
    still(page)
    assert not {"沐石控股集团", "宋应星"} & set(drawn(page))


def test_a_lasso_selects_what_is_inside(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    page.locator("#lasso").click()
    box = page.locator("#network").bounding_box()
    assert box
    corners = [(4, 4), (box["width"] - 4, 4), (box["width"] - 4, box["height"] - 4), (4, box["height"] - 4)]
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    for x, y in [*corners, corners[0]]:
        page.mouse.move(box["x"] + x, box["y"] + y, steps=4)
    page.mouse.up()
    expect(page.locator("#panel h2")).to_have_text(f"选中 {len(drawn(page))} 个")


def test_markup_in_a_name_stays_text_everywhere(page: Page) -> None:
    opened(page)
    find(page, "onerror", "<img src=x")
    expect(page.locator("#panel h2")).to_contain_text("<img src=x")
    page.mouse.move(*place(page, "<img"))
    page.wait_for_timeout(500)
    page.locator("#take").click()
    assert page.evaluate("window.hit") is None
    assert page.locator("img[src=x]").count() == 0


def test_no_iri_stands_where_a_name_belongs(page: Page) -> None:
    opened(page)
    find(page, TOWN, TOWN)
    assert "w3id.org" not in page.inner_text("body")
    assert not any("w3id" in name for name in drawn(page))
