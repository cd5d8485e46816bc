"""Writes the tuned encoder as it ships: lower layers in the published 4-bit blocks, tuned ones in blocks of 8 bits."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from training.joint_model import FROZEN

_BLOCK = 32
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.")


def tuned_weights(published: Path, weights: Mapping[str, torch.Tensor], out: Path) -> None:
    """`out` as `published`, but for the layers that were tuned, which come from `weights`."""
    out.mkdir(parents=True, exist_ok=True)
    for path in published.glob("*.json"):
        shutil.copyfile(path, out / path.name)
    stored = {name: tensor for name, tensor in load_file(published / "weights.q4").items() if not _tuned(name)}
    for name, weight in weights.items():
        if _tuned(name):
            stored |= blocks(name, weight.detach().float())
    save_file(stored, out / "weights.q4")


def blocks(name: str, weight: torch.Tensor) -> dict[str, torch.Tensor]:
    """A matrix as `NAME.scales` (half precision, one for 32 weights) and `NAME.bytes`; a vector in half precision."""
    if weight.dim() < 2:
        return {name: weight.half()}
    rows = weight.reshape(weight.shape[0], -1, _BLOCK)
    scales = (rows.abs().amax(2) / 127).half().clamp(min=2.0**-24)
    values = (rows / scales.float()[..., None]).round().clamp(-127, 127).to(torch.int8)
    return {f"{name}.scales": scales, f"{name}.bytes": values}


def _tuned(name: str) -> bool:
    layer = _LAYER.search(name)
    return layer is not None and int(layer.group(1)) >= FROZEN
