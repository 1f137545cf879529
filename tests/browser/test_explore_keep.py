"""Keeping and taking a view: the address, saved views, pictures, tables, networks, the page for a USB stick."""

import io
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.explorer import act, drawn, find, opened, still, until

FIRM = "远岫生物科技有限公司"
TOWN = "云栈小镇"


def taken(page: Page, button: str, tmp_path: Path) -> Path:
    page.locator("#take").click()
    with page.expect_download() as waiting:
        page.locator("#panel .takes").get_by_text(button, exact=True).click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_address_brings_the_same_view_back(page: Page) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    page.locator("#legend [data-cls=Project]").click()
    page.evaluate("chantu.actions.hide([chantu.scene().nodes.find(n => n.name === '沐石控股集团').id])")
    still(page)
    names, spots = (
        drawn(page),
        "JSON.stringify(chantu.scene().nodes.map(n => [n.name, Math.round(n.x), Math.round(n.y)]).sort())",
    )
    before = page.evaluate(spots)
    page.reload()
    until(page, "document.documentElement.dataset.ready === 'yes'")
    until(page, "chantu.scene().nodes.length > 1")
    still(page)
    assert drawn(page) == names
    assert "沐石控股集团" not in names
    assert page.evaluate(spots) == before
    expect(page.locator("#panel h2")).to_have_text(FIRM)


def test_an_address_of_what_is_gone_says_so(page: Page) -> None:
    opened(page, "/explore?n=platform/0000gone!platform/0001gone")
    expect(page.locator("#notice")).to_contain_text("已没有其中 2 个对象")


def test_a_view_is_saved_opened_and_merged(page: Page) -> None:
    opened(page)
    find(page, "沐石控股", "沐石控股集团")
    page.locator("#keep").click()
    page.locator("#view-name").fill("沐石的投资")
    page.locator("#panel form button").click()
    page.locator("#clear").click()
    find(page, "松涛", "松涛科技园")
    assert "沐石控股集团" not in drawn(page)
    page.locator("#keep").click()
    row = page.locator("#panel .saved li").filter(has_text="沐石的投资")
    row.get_by_text("并入当前图").click()
    until(page, "chantu.scene().nodes.some(n => n.name === '沐石控股集团')")
    assert "松涛科技园" in drawn(page)
    page.locator("#keep").click()
    row.get_by_text("打开").click()
    until(page, "!chantu.scene().nodes.some(n => n.name === '松涛科技园')")


def test_a_picture_and_a_drawing_are_taken_along(page: Page, tmp_path: Path) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    picture = taken(page, "图片 PNG", tmp_path)
    assert picture.name == f"{FIRM}.png"
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture.stat().st_size > 20_000
    drawing = taken(page, "矢量图 SVG", tmp_path).read_text("utf-8")
    assert "沐石控股集团" in drawing
    assert "投资建设" in drawing
    assert "w3id" not in drawing


def test_tables_have_names_and_sentences(page: Page, tmp_path: Path) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    with zipfile.ZipFile(taken(page, "表格 CSV", tmp_path)) as files:
        texts = {name: files.read(name).decode("utf-8-sig") for name in files.namelist()}
    assert any("是远岫生物科技有限公司股东" in text for text in texts.values())
    book = openpyxl.load_workbook(io.BytesIO(taken(page, "Excel", tmp_path).read_bytes()))
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {FIRM, "沐石控股集团"} <= cells


@pytest.mark.parametrize(("button", "read"), [("GraphML", nx.read_graphml), ("GEXF（Gephi）", nx.read_gexf)])
def test_networks_open_elsewhere_as_drawn(page: Page, tmp_path: Path, button: str, read: object) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    assert callable(read)
    graph = read(taken(page, button, tmp_path))
    assert sorted(data["label"] for _, data in graph.nodes(data=True)) == drawn(page)


def test_the_page_for_a_usb_stick_works_offline(page: Page, tmp_path: Path) -> None:
    opened(page)
    find(page, FIRM, FIRM)
    names = drawn(page)
    path = taken(page, "单文件网页（可离线打开）", tmp_path)
    browser = page.context.browser
    assert browser
    context = browser.new_context(offline=True)
    try:
        alone = context.new_page()
        asked: list[str] = []
        alone.on("request", lambda r: asked.append(r.url))
        alone.goto(path.as_uri())
        expect(alone.locator("canvas").first).to_be_visible()
        for name in names:
            assert name in alone.content()
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    finally:
        context.close()


def test_the_address_is_copied_for_colleagues(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page)
    find(page, TOWN, TOWN)
    page.locator("#keep").click()
    act(page, "复制地址")
    expect(page.locator("#notice")).to_contain_text("地址已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
