"""Scripts and styles of others, as npm packages: web/npm/ pins them, `make` installs them, this module finds them."""

import sys
from pathlib import Path

_PACKAGES = Path(sys.prefix) / "npm" / "node_modules"
_YASGUI = ("yasgui.min.js", "yasgui.min.css")


def yasgui(packages: Path = _PACKAGES) -> Path | None:
    """The folder of YASGUI's built files, None where the package is not installed."""
    folder = packages / "@zazuko" / "yasgui" / "build"
    return folder if all((folder / name).is_file() for name in _YASGUI) else None
