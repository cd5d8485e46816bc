"""Unpacks the model that ships into a folder that Stanza can load: once, atomically, safe beside other processes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from filelock import FileLock
from safetensors.torch import load_file, save_file

from kg.annotate.models import PROCESSORS
from kg.errors import ModelError

_BLOCK = 32  # weights in a block of the 4-bit format: one half-precision scale, then 16 bytes of two weights each


def unpack(packed: Path, folder: Path) -> None:
    """Makes `folder` from the packed model; a process that comes second waits and finds it made.

    Raises:
        ModelError: the cache can't be written, or the packed files are damaged.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if not (folder / "ready").is_file():
                _make(packed, folder)
    except OSError as error:
        raise ModelError(f"{folder}: the model can't be unpacked ({error}). Set KG_CACHE to a folder that can be written") from error


def _make(packed: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="unpacking-") as name:
        work = Path(name) / "model"
        (work / "encoder").mkdir(parents=True)
        for path in (packed / "encoder").iterdir():
            if path.suffix == ".json":
                shutil.copy(path, work / "encoder" / path.name)
        save_file(_encoder(packed / "encoder" / "weights.q4"), work / "encoder" / "model.safetensors", {"format": "pt"})
        for processor in PROCESSORS:
            torch.save(_head(packed / f"{processor}.pt", folder / "encoder"), work / f"{processor}.pt")
        # what Stanza looks for in a model folder: a language without packages, as all paths are given
        (work / "resources.json").write_text('{"ar": {"lang_name": "Arabic", "default_processors": {}, "packages": {}}}')
        (work / "ready").touch()
        work.rename(folder)


def _head(path: Path, encoder: Path) -> object:
    """A processor's checkpoint in single precision, pointing to the unpacked encoder."""
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    for part in ("config", "args"):
        if isinstance(checkpoint.get(part), dict) and checkpoint[part].get("bert_model"):
            checkpoint[part]["bert_model"] = str(encoder)
    return _single(checkpoint)


def _single(value: object) -> object:
    if isinstance(value, torch.Tensor):
        return value.float() if value.dtype == torch.float16 else value
    if isinstance(value, dict):
        return {k: _single(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)) and any(isinstance(v, (torch.Tensor, dict, list)) for v in value):
        return type(value)(_single(v) for v in value)
    return value


def _encoder(path: Path) -> dict[str, torch.Tensor]:
    """All tensors of the encoder; those packed as `NAME.scales` and `NAME.nibbles` are put together again."""
    stored = load_file(path)
    out: dict[str, torch.Tensor] = {}
    for name, tensor in stored.items():
        if name.endswith(".scales"):
            base = name.removesuffix(".scales")
            out[base] = dequantize(tensor.numpy(), stored[f"{base}.nibbles"].numpy())
        elif not name.endswith(".nibbles"):
            out[name] = tensor.float()
    return out


def dequantize(scales: np.ndarray, nibbles: np.ndarray) -> torch.Tensor:
    """Blocks of 32 weights back to single precision.

    Args:
        scales: half precision, (rows, blocks).
        nibbles: bytes, (rows, blocks, 16); the low halves are weights 0-15 of the block, the high ones 16-31.
    """
    low, high = nibbles & 15, nibbles >> 4
    weights = np.concatenate([low, high], axis=2).astype(np.float32) - 8
    values = weights * scales.astype(np.float32)[..., None]
    return torch.from_numpy(values.reshape(values.shape[0], -1).copy())
