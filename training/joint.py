"""Tunes the encoder's upper layers together with the tagger, the parser and the name tagger.

One step is a batch of each kind: sentences with names, treebank sentences, surface words with tags.  A run that is cut
off goes on from its checkpoint; weights are averaged over the steps (EMA), and the averages are measured and kept.
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.bert_embedding import extract_bert_embeddings

from kg.annotate.spread import Spread
from training.corpora import Corpora
from training.joint_data import SEED, Data
from training.joint_model import FROZEN, Joint
from training.joint_score import measure, name_scores, tag_loss, tree_loss

STEPS = 2300
_LR, _HEAD_LR, _DECAY = 1.2e-4, 1.2e-3, 0.9
_WARM, _FALL = 100, 0.35  # steps; share of the steps
_EMA = 0.99
_WEIGHTS = {"ner": 0.08, "pos": 0.5, "depparse": 0.6, "surface": 0.4}
_MEASURED, _KEPT, _SAID = 150, 50, 10  # steps between


class Run:
    """The model, its optimizer and averages, and how far it has got."""

    def __init__(self, data: Data, encoder: Path, steps: int) -> None:
        torch.manual_seed(SEED)
        self.data = data
        self.steps = steps
        self.step = 0
        self.model = Joint(encoder, data.vocabs, data.spread)
        self.optimizer = torch.optim.AdamW(_parameters(self.model), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.base = [group["lr"] for group in self.optimizer.param_groups]
        self.average = {n: p.detach().clone() for n, p in self.model.named_parameters() if p.requires_grad}

    def update(self) -> dict[str, float]:
        """One step over a batch of each kind; the losses."""
        self.model.train()
        share = _rate(self.step, self.steps)
        for group, base in zip(self.optimizer.param_groups, self.base, strict=True):
            group["lr"] = base * share
        self.optimizer.zero_grad(set_to_none=True)
        losses: dict[str, float] = {}
        model, (tags, trees) = self.model, self.data.tree_batch()
        self._backward(losses, pos=lambda: tag_loss(model, tags), depparse=lambda: tree_loss(model, trees))
        names = self.data.name_batch()
        self._backward(losses, ner=lambda: name_scores(model, names)[0])
        surface = self.data.surface_batch()
        self._backward(losses, surface=lambda: tag_loss(model, surface))
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        self.optimizer.step()
        self._averaged()
        self.step += 1
        return losses

    def _backward(self, losses: dict[str, float], **parts: Callable[[], Any]) -> None:
        self.model.share.clear()
        found = {name: part() for name, part in parts.items()}
        sum(_WEIGHTS[name] * loss for name, loss in found.items()).backward()
        losses |= {name: float(loss.detach()) for name, loss in found.items()}
        self.model.share.clear()

    def _averaged(self) -> None:
        keep = min(_EMA, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                if name in self.average:
                    self.average[name].lerp_(parameter, 1 - keep)

    def swap_averages(self) -> None:
        """Exchanges the weights and their averages; call again to have them back."""
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                if name in self.average:
                    kept = parameter.detach().clone()
                    parameter.copy_(self.average[name])
                    self.average[name].copy_(kept)

    def save(self, path: Path) -> None:
        """Everything that is needed to go on, written in one piece."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
            "streams": {name: stream.state for name, stream in self.data.streams.items()},
            "chance": self.data.chance.getstate(),
            "torch": torch.get_rng_state(),
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    def load(self, path: Path) -> None:
        """Goes on from what :meth:`save` wrote."""
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]
        for name, stream in self.data.streams.items():
            stream.state = state["streams"][name]
        version, internal, gauss = state["chance"]
        self.data.chance.setstate((version, tuple(internal), gauss))
        torch.set_rng_state(state["torch"])


def _rate(step: int, steps: int) -> float:
    """The share of the full rate: up, level, down in the last third; a run may be made longer while it is level."""
    return min((step + 1) / _WARM, 1.0, max(0.02, (steps - step) / (steps * _FALL)))


def _parameters(model: Joint) -> list[dict[str, Any]]:
    layers = model.encoder.encoder.layer[FROZEN:]
    below = range(len(layers) - 1, -1, -1)  # how many tuned layers are above each
    groups: list[dict[str, Any]] = [
        {"params": list(layer.parameters()), "lr": _LR * _DECAY**above}
        for layer, above in zip(layers, below, strict=True)
    ]
    groups.append({"params": [p for p in model.heads.parameters() if p.requires_grad], "lr": _HEAD_LR})
    return groups


def train(corpora: Corpora, work: Path, *, steps: int = STEPS) -> Run:
    """Trains until the last step, from where it was; the averages are the weights of what is returned.

    Args:
        corpora: the corpora.
        work: the folder with encoder/, ud/ and names/; the checkpoint goes into joint/.
        steps: how many steps in all.
    """
    torch.set_num_threads(1)
    logging.disable(logging.INFO)  # Stanza tells of every batch
    random.seed(SEED)
    state = work / "joint" / "state.pt"
    state.parent.mkdir(parents=True, exist_ok=True)
    data = Data(corpora, work, work / "encoder", Spread(extract_bert_embeddings), random.Random(SEED))
    run = Run(data, work / "encoder", steps)
    if state.is_file():
        run.load(state)
    while run.step < steps:
        _step(run, work, state)
    run.swap_averages()
    return run


def _step(run: Run, work: Path, state: Path) -> None:
    losses = run.update()
    last = run.step == run.steps
    if run.step % _SAID == 0:
        said = " ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
        sys.stderr.write(f"{time.strftime('%H:%M:%S')} step {run.step}: {said}\n")
    if run.step % _MEASURED == 0 or last:
        run.swap_averages()
        scores = measure(run.model, run.data, work)
        run.swap_averages()
        sys.stderr.write(f"step {run.step}, development parts: {json.dumps(scores)}\n")
    if run.step % _KEPT == 0 or last:
        run.save(state)
