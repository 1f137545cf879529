"""What a former teaching wrote, put back into the networks in PyTorch, to be taught further.

The arrays of `weights.npz` and `reader.npz` come in. Tables come back as their 8 bits tell them: close to what was
taught, not the same.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from ingest.learned.network import WEIGHTS
from ingest.learned.reader import FILE, SCALE
from training.network import Network

Arrays = Mapping[str, npt.NDArray[Any]]


def put(net: Network, folder: Path) -> None:
    """Fill a network and the reader under it with what lies in a folder.

    A part that the file does not know begins anew. Raises RuntimeError where a part is built otherwise.
    """
    with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
        _fill(net, stored, axis=0, besides="below.")
    with np.load(folder / FILE, allow_pickle=False) as stored:
        _fill(net.below.reader, stored, axis=1, besides="")


def halve(net: Network, folder: Path) -> None:
    """Make of a network the mean of itself and of what lies in a folder, another teaching of the same network.

    Weights of one origin may be averaged, and the mean is often better than either (Wortsman et al., Model soups,
    2022); measure it. Raises RuntimeError where they are not built alike.
    """
    known = {name: value.clone() for name, value in net.state_dict().items() if value.is_floating_point()}
    put(net, folder)
    with torch.no_grad():
        for name, value in net.state_dict().items():
            if name in known:
                value.add_(known[name]).div_(2)


def _fill(module: nn.Module, stored: Arrays, *, axis: int, besides: str) -> None:
    """Fill all of a module but what begins with `besides`; a table's scales run along its rows (1) or columns (0)."""
    wanted = [name for name in module.state_dict() if not (besides and name.startswith(besides))]
    new = {name.split(".")[0] for name in wanted} - {name.split(".")[0] for name in stored}
    wanted = [name for name in wanted if name.split(".")[0] not in new]  # a part not taught so far begins anew
    missing = [name for name in wanted if name not in stored]
    if missing:
        raise RuntimeError(f"not in the file: {', '.join(missing)}; it was written by a network built otherwise")
    found = {}
    for name in wanted:
        array = stored[name].astype(np.float32)
        if f"{name}{SCALE}" in stored:
            array *= np.expand_dims(stored[f"{name}{SCALE}"], axis)
        found[name] = torch.from_numpy(array)
    module.load_state_dict(found, strict=False)
