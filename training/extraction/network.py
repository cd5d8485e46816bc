"""Trains the network of extraction: the encoder's upper layers with heads, on passages of the develop half.

Two networks that differ in how they began are trained for each of three folds, for what they make of articles that they
have not seen, and two on all articles, which ship; a likelihood is the mean of both.  Those that ship learn for one
more epoch, in which the treebank's articles (`wire.py`) are among the others.  Each is kept in the folder of work; a
training that is cut off goes on from its last checkpoint.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from kg.annotate.encoder import fast_bfloat16, product_type
from kg.annotate.models import PASSAGES, info
from kg.annotate.network import EVENTS, SPANS, Heads, Row, kind_of
from kg.annotate.passages import Lower, Network, PassageReader
from training.batches import batches, mask
from training.extraction.passages import Labelled
from training.quantize import blocks

FOLDS = 3
_SEEDS = (20261129, 20261130)  # one for each of PASSAGES
_PIECES = 1600  # padded sub-words in a batch
_SORTED = 200  # passages that are sorted by length at once, so that batches are padded little
_WARM = 0.1  # of the steps of a stage: until then the rate rises
_STATUS, _SPAN = 0.7, 0.5  # what a status and a span weigh against the event
_PER = 8  # what losses are divided by
_HIDDEN = 0.1  # of the sub-words of a passage, while it learns
_NONE = 0.75  # of the passages that tell of nothing are learned from in an epoch
_SAID, _KEPT = 50, 200  # steps between
_ALL = "{}-all.safetensors"  # in the folder of work, the last network of that name that was made of all articles


@dataclass(frozen=True, slots=True)
class Stage:
    """Epochs `first` to `last` (inclusive) with learning rates that fall from a share of the steps on, `level`."""

    name: str
    first: int
    last: int
    rate: float
    of_heads: float
    level: float


LEARN = Stage("learn", 0, 2, 1.5e-4, 1e-3, 0.4)
MORE = Stage("more", 3, 3, 1e-4, 6e-4, 0.1)


@dataclass(frozen=True, slots=True)
class Item:
    """A passage as sub-words, with its answers."""

    row: Row
    told: Labelled


class Tuned(nn.Module):
    """The layers that are tuned and the heads, over what the lower layers give."""

    def __init__(self, lower: Lower) -> None:
        super().__init__()
        self.lower = lower
        self.layers = lower.upper()
        self.heads = Heads()
        self._kept: dict[tuple[int, ...], torch.Tensor] = {}

    def forward(self, rows: Sequence[Row]) -> list[torch.Tensor]:
        """States of the last layer, (sub-words, width) a passage."""
        marked = [self.heads.marked(self._hidden(self._below(row), row), row) for row in rows]
        state = pad_sequence(marked, batch_first=True)
        beyond = mask([len(row.ids) for row in rows])
        for layer in self.layers:
            state = layer(state, beyond)
        return [state[at, : len(row.ids)].float() for at, row in enumerate(rows)]

    def _below(self, row: Row) -> torch.Tensor:
        if row.ids not in self._kept:
            self._kept[row.ids] = self.lower.state(row).to(product_type(fast_bfloat16()))
        return self._kept[row.ids]

    def _hidden(self, state: torch.Tensor, row: Row) -> torch.Tensor:
        """While it learns some sub-words are hidden, never those of the word that the passage is about."""
        if not self.training:
            return state
        shown = torch.rand(len(row.ids)) >= _HIDDEN
        shown |= torch.tensor([word == row.word for word in row.words])
        return state * shown[:, None]

    def weights(self) -> dict[str, torch.Tensor]:
        """As :class:`kg.annotate.passages.PassageReader` takes them."""
        found = {f"layers.{name}": weight for name, weight in self.layers.state_dict().items()}
        return {name: weight.detach().contiguous() for name, weight in (found | self.heads.state_dict()).items()}


def trained(
    articles: Sequence[Sequence[Labelled]], fold: int | None, work: Path, more: Sequence[Labelled] = ()
) -> PassageReader:
    """The networks that have not seen every third article from `fold` on; None is for those that have seen all.

    `more` are passages of other articles, for one more epoch.  What is in `work` is used if it was made from these
    passages.
    """
    seen = [told for at, article in enumerate(articles) if fold is None or at % FOLDS != fold for told in article]
    digest = sha256(repr((seen, more)).encode()).hexdigest()[:8]
    lower = Lower(Path(info().folder) / "encoder")
    networks = []
    for name, seed in zip(PASSAGES, _SEEDS, strict=True):
        path = work / f"{Path(name).stem}-{'all' if fold is None else fold}-{digest}.safetensors"
        if not path.is_file():
            save_file(_train(lower, seen, more, path, seed), path)
        if fold is None:
            shutil.copyfile(path, work / _ALL.format(Path(name).stem))
        networks.append(Network(lower, load_file(path)))
    return PassageReader(lower, networks)


def pack(work: Path, resources: Path) -> None:
    """Writes the networks of all articles as they ship: matrices in blocks of 8 bits, the rest in half precision."""
    for name in PASSAGES:
        stored: dict[str, torch.Tensor] = {}
        for part, weight in load_file(work / _ALL.format(Path(name).stem)).items():
            fits = weight.dim() == 2 and weight.shape[1] % 32 == 0
            stored |= blocks(part, weight.float()) if fits else {part: weight.half()}
        save_file(stored, resources / name)


def _train(
    lower: Lower, seen: Sequence[Labelled], more: Sequence[Labelled], path: Path, seed: int
) -> dict[str, torch.Tensor]:
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    model = Tuned(lower)
    items = [Item(lower.row(told.passage), told) for told in seen]
    _learn(model, items, LEARN, path, seed)
    if more:
        _learn(model, [*items, *(Item(lower.row(told.passage), told) for told in more)], MORE, path, seed)
    for stage in (LEARN, MORE):
        _checkpoint(path, stage).unlink(missing_ok=True)
    return model.weights()


def _learn(model: Tuned, items: Sequence[Item], stage: Stage, path: Path, seed: int) -> None:
    """One stage; what is there of it in its checkpoint is not done again."""
    steps = [batch for epoch in range(stage.first, stage.last + 1) for batch in _epoch(items, epoch, seed)]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.layers.parameters()), "lr": stage.rate},
            {"params": list(model.heads.parameters()), "lr": stage.of_heads},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    checkpoint = _checkpoint(path, stage)
    step = _resumed(model, optimizer, checkpoint)
    begun, losses = time.monotonic(), []
    model.train()
    for number, batch in enumerate(steps[step:], step):
        for group, base in zip(optimizer.param_groups, (stage.rate, stage.of_heads), strict=True):
            group["lr"] = base * _rate(number / len(steps), stage.level)
        losses.append(_step(model, optimizer, batch))
        if (number + 1) % _SAID == 0:
            mean, spent = sum(losses[-_SAID:]) / _SAID, time.monotonic() - begun
            sys.stderr.write(f"{checkpoint.stem}, step {number + 1} of {len(steps)}: loss {mean:.3f}, {spent:.0f} s\n")
        if (number + 1) % _KEPT == 0 or number + 1 == len(steps):
            _keep(model, optimizer, number + 1, checkpoint)


def _checkpoint(path: Path, stage: Stage) -> Path:
    return path.with_suffix(f".{stage.name}.checkpoint")


def _step(model: Tuned, optimizer: torch.optim.Optimizer, batch: Sequence[Item]) -> float:
    """One step of learning; the loss before it."""
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast_bfloat16()):
        loss = _loss(model, batch)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _epoch(items: Sequence[Item], epoch: int, seed: int) -> list[list[Item]]:
    """An epoch's batches, the same each time they are asked for."""
    chance = random.Random(f"{seed} {epoch}")
    order = [item for item in items if item.told.event or item.told.spans or chance.random() < _NONE]
    chance.shuffle(order)
    out: list[list[Item]] = []
    for at in range(0, len(order), _SORTED):
        found = list(batches(sorted(order[at : at + _SORTED], key=_length), _length, _PIECES))
        chance.shuffle(found)
        out += found
    return out


def _length(item: Item) -> int:
    return len(item.row.ids)


def _rate(share: float, level: float) -> float:
    """Of the learning rate at a share of the steps."""
    rising = min(1.0, (share + 1e-3) / _WARM)
    return rising * max(0.02, 1 - max(0.0, share - level) / (1 - level))


def _loss(model: Tuned, batch: Sequence[Item]) -> torch.Tensor:
    states = model([item.row for item in batch])
    return torch.stack([_of_item(model.heads, s, item) for s, item in zip(states, batch, strict=True)]).sum() / _PER


def _of_item(heads: Heads, state: torch.Tensor, item: Item) -> torch.Tensor:
    told, total = item.told, state.sum() * 0.0
    if told.event is not None:
        scores = heads.events(state, item.row)
        own = scores[kind_of(told.passage)]
        total = total + functional.binary_cross_entropy_with_logits(own, _answer(told.event))
        if told.status is not None:
            answer = torch.tensor([told.status])
            total = total + _STATUS * functional.cross_entropy(scores[None, len(EVENTS) :], answer)
    if told.spans:
        scores = heads.spans(state, item.row, [(span.first, span.last) for span in told.spans])
        asked = torch.tensor([[SPANS.index(span.asks)] for span in told.spans])
        answers = torch.tensor([float(span.yes) for span in told.spans])
        found = scores.gather(1, asked)[:, 0]
        total = total + _SPAN * functional.binary_cross_entropy_with_logits(found, answers, reduction="sum")
    return total


def _answer(yes: bool) -> torch.Tensor:
    return torch.tensor(float(yes))


def _keep(model: Tuned, optimizer: Any, step: int, path: Path) -> None:
    state = {
        "step": step,
        "weights": model.weights(),
        "optimizer": optimizer.state_dict(),
        "chance": torch.get_rng_state(),
    }
    new = path.with_suffix(".new")
    torch.save(state, new)
    new.replace(path)


def _resumed(model: Tuned, optimizer: Any, path: Path) -> int:
    """The step that a training that was cut off goes on from."""
    if not path.is_file():
        return 0
    state: Mapping[str, Any] = torch.load(path, weights_only=True)
    weights = state["weights"]
    model.layers.load_state_dict({n.removeprefix("layers."): w for n, w in weights.items() if n.startswith("layers.")})
    model.heads.load_state_dict({n: w for n, w in weights.items() if not n.startswith("layers.")})
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["chance"])
    return int(state["step"])
