"""Makes a Chromium available to the browser tests: `python -m tests.browser.install`.

One that is there is used; Debian's is installed where this user is root; else Playwright fetches its own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


def chromium() -> str | None:
    """The path of a Chromium, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Install a Chromium if there is none; exit status 1 where that cannot be."""
    if chromium():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"], check=False)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if chromium():
        return 0
    sys.stderr.write("没有可用的 Chromium，浏览器测试不能运行：请安装 chromium (no Chromium: install one to test)\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
