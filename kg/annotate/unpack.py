"""Unpacks the model that ships into a folder that Stanza can load: once, atomically, safe beside other processes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from filelock import FileLock
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file

from kg.annotate.models import PROCESSORS
from kg.errors import ModelError

_RESOURCES = '{"ar": {"lang_name": "Arabic", "default_processors": {}, "packages": {}}}'


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
        advice = "Set KG_CACHE to a folder that can be written"
        raise ModelError(f"{folder}: the model can't be unpacked ({error}). {advice}") from error


def _make(packed: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="unpacking-") as name:
        work = Path(name) / "model"
        work.mkdir()
        weights = encoder_weights(packed / "encoder" / "weights.q4")
        write_encoder(packed / "encoder", weights, work / "encoder")
        for processor in PROCESSORS:
            torch.save(_head(packed / f"{processor}.pt", folder / "encoder"), work / f"{processor}.pt")
        # what Stanza looks for in a model folder: a language without packages, as all paths are given
        (work / "resources.json").write_text(_RESOURCES)
        (work / "ready").touch()
        work.rename(folder)


def write_encoder(source: Path, weights: dict[str, torch.Tensor], out: Path) -> None:
    """An encoder's folder as transformers loads it: weights, and `source`'s tokenizer and config."""
    out.mkdir(parents=True, exist_ok=True)
    for path in source.glob("*.json"):
        shutil.copyfile(path, out / path.name)
    save_file(weights, out / "model.safetensors", {"format": "pt"})


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


def encoder_weights(path: Path) -> dict[str, torch.Tensor]:
    """All tensors of the encoder; those packed as `NAME.scales` and `NAME.nibbles` or `NAME.bytes` are made whole."""
    stored = load_file(path)
    out: dict[str, torch.Tensor] = {}
    for name, tensor in stored.items():
        base = name.removesuffix(".scales")
        if f"{base}.bytes" in stored and base != name:
            out[base] = (stored[f"{base}.bytes"].float() * tensor.float()[..., None]).flatten(1)
        elif base != name:
            out[base] = dequantize(tensor.numpy(), stored[f"{base}.nibbles"].numpy())
        elif not name.endswith((".nibbles", ".bytes")):
            out[name] = tensor.float()
    return out


def dequantize(scales: NDArray[np.float16], nibbles: NDArray[np.uint8]) -> torch.Tensor:
    """Blocks of 32 weights back to single precision.

    Args:
        scales: half precision, (rows, blocks).
        nibbles: bytes, (rows, blocks, 16); the low halves are weights 0-15 of the block, the high ones 16-31.
    """
    low, high = nibbles & 15, nibbles >> 4
    weights = np.concatenate([low, high], axis=2).astype(np.float32) - 8
    values = weights * scales.astype(np.float32)[..., None]
    return torch.from_numpy(values.reshape(values.shape[0], -1).copy())
