"""Makes a Virtuoso available to the tests of `--store http://…`: `python -m tests.virtuoso_install`.

One that is there is used; Debian's is installed where this user is root. Nothing is started: tests/virtuoso.py does.
"""

import os
import shutil
import subprocess
import sys

PACKAGE = "virtuoso-opensource-7-bin"


def virtuoso() -> tuple[str, str] | None:
    """The paths of Virtuoso's server and of its SQL client, or None where one of them is missing."""
    server = shutil.which("virtuoso-t")
    client = shutil.which("isql-vt") or shutil.which("isql-v")
    return (server, client) if server and client else None


def install() -> tuple[str, str] | None:
    """The same, after installing Debian's package where it is missing and this user may; None where that fails."""
    if (found := virtuoso()) is not None:
        return found
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", PACKAGE]):
        subprocess.run(["apt-get", *command], check=False, env=environment, stdout=subprocess.DEVNULL, timeout=600)
    return virtuoso()


def main() -> int:
    """Install a Virtuoso if there is none; exit status 1 where that cannot be."""
    if install():
        return 0
    sys.stderr.write(f"没有可用的 Virtuoso，相关测试会跳过：请安装 {PACKAGE} (no Virtuoso: install it to test)\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
