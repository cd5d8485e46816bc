"""Rows of sub-words in batches, and what is added to attention so that padding is not looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import torch

T = TypeVar("T")
_FAR = -30000.0


def batches(items: Iterable[T], length: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Items, the shorter first, in batches of at most `most` padded sub-words (one item at least)."""
    batch: list[T] = []
    for item in items:
        if batch and (len(batch) + 1) * length(item) > most:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def mask(lengths: Sequence[int]) -> torch.Tensor:
    """For rows of these lengths, padded to the longest: (rows, 1, 1, longest)."""
    beyond = torch.arange(max(lengths))[None, :] >= torch.tensor(lengths)[:, None]
    return beyond.float()[:, None, None, :] * _FAR
