"""Scripts and styles of others, as npm packages: web/npm/ pins them, `make` installs them, this module finds them."""

import sys
from collections.abc import Mapping
from pathlib import Path

PACKAGES = Path(sys.prefix) / "npm" / "node_modules"
_SERVED: Mapping[str, tuple[str, tuple[str, ...]]] = {  # by address: the folder in the package, what it must hold
    "yasgui": ("@zazuko/yasgui/build", ("yasgui.min.js", "yasgui.min.css")),
    "echarts": ("echarts/dist", ("echarts.common.min.js",)),
    "d3-dispatch": ("d3-dispatch/dist", ("d3-dispatch.min.js",)),
    "d3-quadtree": ("d3-quadtree/dist", ("d3-quadtree.min.js",)),
    "d3-timer": ("d3-timer/dist", ("d3-timer.min.js",)),
    "d3-force": ("d3-force/dist", ("d3-force.min.js",)),
}


def folders(packages: Path = PACKAGES) -> dict[str, Path]:
    """The folders of built files by the name they are served under, those of packages that are installed."""
    found = {}
    for name, (folder, files) in _SERVED.items():
        if all((packages / folder / file).is_file() for file in files):
            found[name] = packages / folder
    return found
