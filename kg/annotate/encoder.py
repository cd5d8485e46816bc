"""One pass of the encoder for all parts of the pipeline, in bfloat16 where the processor computes with it.

Stanza's tagger, parser and name tagger each run an encoder on the same sentences.  :class:`SharedPass` stands before
the forward pass of one and keeps what it gave for a sentence until the article is done.  Sentences are taken by length
in small batches, so that the memory needed does not grow with the article.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import torch
from torch.nn import functional

_PIECES = 2048  # padded sub-words in a batch: about 0.3 GB at the peak
_LONGER, _MORE = 1.12, 4  # how much longer than its shortest a batch's longest row may be: padding costs as words do
_PAD = 1
_FAR = -30000.0  # what is added to the attention that padding gets
Row = tuple[int, ...]
Encode = Callable[[torch.Tensor, torch.Tensor], list[torch.Tensor]]


def fast_bfloat16() -> bool:
    """Whether this processor computes in bfloat16: twice as fast as single precision, but slow where emulated."""
    probe: Callable[[], bool] | None = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(probe and probe())


def product_type(bfloat16: bool) -> torch.dtype:
    """What products are computed in."""
    return torch.bfloat16 if bfloat16 else torch.float32


def encode_with(model: Any, *, bfloat16: bool) -> Encode:
    """How to get all hidden states from a transformers model: our own pass for a plain BERT, else the model's."""
    config = model.config
    plain = config.model_type == "bert" and config.hidden_act == "gelu" and not getattr(config, "is_decoder", False)
    return BertPass(model, product_type(bfloat16)) if plain else _own(model)


def _own(model: Any) -> Encode:
    forward = model.forward

    def encode(ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        return list(forward(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states)

    return encode


class Layers:
    """Layers of BERT (Devlin et al. 2019) with products in a given precision and sums and norms in single precision.

    The weights are converted once; autocast would do it at each product, which costs a third of the time.

    Args:
        layers: transformers' layers.
        config: their model's.
        dtype: of the products.
    """

    def __init__(self, layers: Iterable[Any], config: Any, dtype: torch.dtype) -> None:
        self._heads = config.num_attention_heads
        self._epsilon = config.layer_norm_eps
        self._dtype = dtype
        self._layers = [_layer(layer, dtype) for layer in layers]

    def __call__(self, state: torch.Tensor, mask: torch.Tensor) -> Iterator[torch.Tensor]:
        """What each layer gives, (sentences, sub-words, width), in single precision; `mask` is 0 for padding."""
        bias = ((1.0 - mask[:, None, None, :].float()) * _FAR).to(self._dtype)
        for layer in self._layers:
            state = self._norm(state + self._attention(layer, state.to(self._dtype), bias).float(), layer["norm"])
            inner = functional.gelu(functional.linear(state.to(self._dtype), *layer["inner"]))
            state = self._norm(state + functional.linear(inner, *layer["outer"]).float(), layer["last"])
            yield state

    def _attention(self, layer: dict[str, Any], state: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        sentences, length, width = state.shape
        parts = functional.linear(state, *layer["attention"]).view(sentences, length, 3, self._heads, -1)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) / math.sqrt(width / self._heads) + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(sentences, length, width)
        return functional.linear(mixed, *layer["joined"])

    def _norm(self, state: torch.Tensor, weights: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        return functional.layer_norm(state, state.shape[-1:], *weights, self._epsilon)


class BertPass:
    """BERT's embeddings and layers.

    Args:
        model: transformers' model.
        dtype: of the products.
    """

    def __init__(self, model: Any, dtype: torch.dtype) -> None:
        self._embeddings = model.embeddings
        self._layers = Layers(model.encoder.layer, model.config, dtype)

    def __call__(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """Hidden states of all layers, each (sentences, sub-words, width), in single precision."""
        state = self._embeddings(input_ids=ids)
        return [state, *self._layers(state, mask)]


def _layer(layer: Any, dtype: torch.dtype) -> dict[str, Any]:
    own, out = layer.attention.self, layer.attention.output
    together = [own.query, own.key, own.value]
    weight = torch.cat([part.weight for part in together])
    bias = torch.cat([part.bias for part in together])
    return {
        "attention": (weight.detach().to(dtype), bias.detach().to(dtype)),
        "joined": _converted(out.dense, dtype),
        "norm": _converted(out.LayerNorm, torch.float32),
        "inner": _converted(layer.intermediate.dense, dtype),
        "outer": _converted(layer.output.dense, dtype),
        "last": _converted(layer.output.LayerNorm, torch.float32),
    }


def _converted(module: Any, dtype: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
    return module.weight.detach().to(dtype), module.bias.detach().to(dtype)


class SharedPass:
    """Takes the place of a model's `forward`; :meth:`clear` forgets what was kept."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._kept: dict[Row, torch.Tensor] = {}

    def clear(self) -> None:
        """Forgets all sentences."""
        self._kept.clear()

    def __call__(self, input_ids: torch.Tensor, *, attention_mask: torch.Tensor, **_: object) -> SimpleNamespace:
        """Hidden states of the last layers, each (sentences, sub-words, width), as transformers' models give them."""
        lengths = attention_mask.sum(1).tolist()
        rows = [tuple(ids[:length]) for ids, length in zip(input_ids.tolist(), lengths, strict=True)]
        # of sentences longer than the encoder takes Stanza gives slices, and the shorter ones beside them are at an end
        begun = [row for row in rows if row]
        for batch in _batches({row for row in begun if row not in self._kept}):
            self._run(batch)
        first = self._kept[begun[0]]
        out = torch.zeros(first.shape[0], len(rows), input_ids.shape[1], first.shape[2])
        for number, row in enumerate(rows):
            if row:
                out[:, number, : len(row)] = self._kept[row]
        return SimpleNamespace(hidden_states=tuple(out))

    def _run(self, rows: list[Row]) -> None:
        longest = max(map(len, rows))
        ids = torch.tensor([row + (_PAD,) * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        with torch.no_grad():
            states = torch.stack([layer.float() for layer in self._encode(ids, mask)])
        for number, row in enumerate(rows):
            self._kept[row] = states[:, number, : len(row)].clone()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows of about one length, in batches of at most `_PIECES` padded sub-words (one row at least)."""
    batch: list[Row] = []
    for row in sorted(rows, key=lambda row: (len(row), row)):
        full = math.prod((len(batch) + 1, len(row))) > _PIECES
        if batch and (full or len(row) > _LONGER * len(batch[0]) + _MORE):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
