"""The pictures of the documentation: a store of data/ comes in, docs/*.png go out, as Chromium shows the pages.

python -m tests.browser.pictures STORE
"""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.explorer import choose_end, find, opened, still
from tests.browser.install import chromium
from tests.serving import served

DOCS = Path("docs")
_TOWN, _OTHER = "智慧网谷小镇", "杭钢集团"


def overview(page: Page) -> None:
    opened(page)


def platform(page: Page) -> None:
    opened(page)
    find(page, _TOWN, _TOWN)


def evidence(page: Page) -> None:
    platform(page)
    page.locator("#panel button.why").first.click()
    page.locator("blockquote.evidence").first.wait_for()


def path(page: Page) -> None:
    platform(page)
    page.locator("#path").click()
    choose_end(page, _OTHER, _OTHER)
    page.locator(".path button.primary").first.click()


def dark(page: Page) -> None:
    platform(page)
    page.locator("#filter").click()


def home(page: Page) -> None:
    page.goto("/")


PICTURES: tuple[tuple[str, Callable[[Page], None], int, int, bool], ...] = (
    ("explore-overview", overview, 1280, 860, False),
    ("explore-platform", platform, 1280, 860, False),
    ("explore-evidence", evidence, 1280, 860, False),
    ("explore-path", path, 1280, 860, False),
    ("explore-phone", platform, 390, 844, False),
    ("explore-dark", dark, 1280, 860, True),
    ("home", home, 1280, 860, False),
)


def main() -> int:
    """Take them all."""
    with served(Path(sys.argv[1])) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, make, width, height, is_dark in PICTURES:
            page = browser.new_context(
                base_url=address, viewport={"width": width, "height": height}, locale="zh-CN",
                color_scheme="dark" if is_dark else "light",
            ).new_page()  # fmt: skip
            make(page)
            page.wait_for_timeout(800)
            if name.startswith("explore"):
                still(page)
            page.screenshot(path=DOCS / f"{name}.png")
            page.context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
