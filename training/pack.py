"""Packs a trained model for shipping: the encoder as it was quantized, the heads in half precision."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

# what only training needs
_DROPPED = ("optimizer_state_dict", "scheduler_state_dict", "bert_optimizer_state_dict", "bert_scheduler_state_dict")
_DROPPED_TOO = ("optimizer", "scheduler", "dev_score_history")


def pack(encoder: Path, heads: Mapping[str, Path], out: Path, card: Mapping[str, object]) -> None:
    """Writes `out`: encoder/ (weights.q4, tokenizer, config), for each processor its checkpoint, card.json."""
    shutil.rmtree(out, ignore_errors=True)
    (out / "encoder").mkdir(parents=True)
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json", "weights.q4"):
        shutil.copyfile(encoder / name, out / "encoder" / name)
    for name, path in heads.items():
        checkpoint = torch.load(path, map_location="cpu", weights_only=True)
        torch.save(_half(_for_use(checkpoint)), out / f"{name}.pt")
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _config(checkpoint: dict[str, Any]) -> dict[str, Any]:
    config = checkpoint.get("config") or checkpoint.get("args")
    assert isinstance(config, dict)
    return config


def _for_use(checkpoint: dict[str, Any]) -> dict[str, Any]:
    """The checkpoint without what only training needs, and with no path of the machine that it was trained on."""
    kept = {k: v for k, v in checkpoint.items() if k not in _DROPPED + _DROPPED_TOO}
    config = {k: Path(v).name if isinstance(v, str) and "/" in v else v for k, v in _config(checkpoint).items()}
    if config.get("bert_model"):
        config |= {"bert_model": "encoder", "bert_finetune": False, "use_peft": False}
    kept["config" if "config" in checkpoint else "args"] = config
    return kept


def _half(value: object) -> object:
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return {k: _half(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)) and any(isinstance(v, torch.Tensor | dict | list) for v in value):
        return type(value)(_half(v) for v in value)
    return value
