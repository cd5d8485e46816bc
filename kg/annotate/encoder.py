"""One pass of the encoder for all parts of the pipeline, in bfloat16 where the processor computes with it.

Stanza's tagger, parser and name tagger each run an encoder on the same sentences.  :class:`SharedPass` stands before
the forward pass of one and keeps what it gave for a sentence until the article is done.  Sentences are taken by length
in small batches, so that the memory needed does not grow with the article.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace
from typing import Any

import torch

_PIECES = 2048  # padded sub-words in a batch: about 0.3 GB at the peak
_PAD = 1
Row = tuple[int, ...]


def fast_bfloat16() -> bool:
    """Whether this processor computes in bfloat16: twice as fast as single precision, but slow where emulated."""
    probe: Callable[[], bool] | None = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(probe and probe())


class SharedPass:
    """Takes the place of a BertModel's `forward`; :meth:`clear` forgets what was kept."""

    def __init__(self, forward: Callable[..., Any], *, bfloat16: bool) -> None:
        self._forward = forward
        self._bfloat16 = bfloat16
        self._kept: dict[Row, torch.Tensor] = {}

    def clear(self) -> None:
        """Forgets all sentences."""
        self._kept.clear()

    def __call__(self, input_ids: torch.Tensor, *, attention_mask: torch.Tensor, **_: object) -> SimpleNamespace:
        """Hidden states of all layers, each (sentences, sub-words, width), as transformers' models give them."""
        lengths = attention_mask.sum(1).tolist()
        rows = [tuple(ids[:length]) for ids, length in zip(input_ids.tolist(), lengths, strict=True)]
        for batch in _batches({row for row in rows if row not in self._kept}):
            self._run(batch)
        first = self._kept[rows[0]]
        out = torch.zeros(first.shape[0], len(rows), input_ids.shape[1], first.shape[2])
        for number, row in enumerate(rows):
            out[:, number, : len(row)] = self._kept[row]
        return SimpleNamespace(hidden_states=tuple(out))

    def _run(self, rows: list[Row]) -> None:
        longest = max(map(len, rows))
        ids = torch.tensor([row + (_PAD,) * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        with torch.no_grad(), self._precision():
            layers = self._forward(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        states = torch.stack([layer.float() for layer in layers])
        for number, row in enumerate(rows):
            self._kept[row] = states[:, number, : len(row)].clone()

    def _precision(self) -> AbstractContextManager[Any]:
        return torch.autocast("cpu", dtype=torch.bfloat16) if self._bfloat16 else nullcontext()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows by length, in batches of at most `_PIECES` padded sub-words (one row at least)."""
    batch: list[Row] = []
    for row in sorted(rows, key=lambda row: (len(row), row)):
        if batch and math.prod((len(batch) + 1, len(row))) > _PIECES:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
