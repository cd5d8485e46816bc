"""What the encoder gives for a sentence, kept, so that an epoch of Stanza's trainer costs only what is trained.

With no upper layers tuned that is all of the encoder; with N upper layers tuned (LoRA) it is the layers under them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import torch
from stanza.models.common import bert_embedding
from torch.nn.utils.rnn import pad_sequence

Row = tuple[int, ...]
_PIECES = 2048  # padded sub-words in a batch
_GROUP = 768  # the same, where gradients are needed
_PAD = 1


class KeptEncoder:
    """Stands in for a BertModel in Stanza's `extract_base_embeddings`; gives the hidden states of the last layers.

    Args:
        model: a BertModel, or peft's wrapper of one.
        upper: how many of its last layers are being tuned.
        layers: how many last hidden states Stanza mixes.
    """

    def __init__(self, model: Any, *, upper: int, layers: int) -> None:
        self.config = model.config
        self.upper = upper
        self.layers = layers
        self._model = model.get_base_model() if hasattr(model, "get_base_model") else model
        self._kept: dict[Row, torch.Tensor] = {}

    def __call__(self, ids: torch.Tensor, attention_mask: torch.Tensor, **_: object) -> SimpleNamespace:
        """Hidden states as transformers gives them, only the last `layers`."""
        lengths = attention_mask.sum(1).tolist()
        rows = [tuple(row[:length]) for row, length in zip(ids.tolist(), lengths, strict=True)]
        self._run(sorted({row for row in rows if row not in self._kept}, key=lambda row: (len(row), row)))
        states = self._tuned(rows) if self.upper else [self._kept[row].float() for row in rows]
        # (sentences, sub-words, layers, width) -> a tensor a layer
        return SimpleNamespace(hidden_states=pad_sequence(states, batch_first=True).unbind(2))

    def _tuned(self, rows: list[Row]) -> list[torch.Tensor]:
        """What the upper layers give, with gradients: by length, as a batch may hold a sentence ten times as long."""
        out: dict[int, torch.Tensor] = {}
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        for group in _groups([(at, len(rows[at])) for at in order]):
            states = pad_sequence([self._kept[rows[at]][:, 0].float() for at in group], batch_first=True)
            mask = torch.tensor([[i < len(rows[at]) for i in range(states.shape[1])] for at in group])
            mixed = torch.stack(self._upper(states, mask[:, None, None, :]), 2)
            out |= {at: mixed[number, : len(rows[at])] for number, at in enumerate(group)}
        return [out[at] for at in range(len(rows))]

    def _upper(self, state: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        states = []
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self._model.encoder.layer[-self.upper :]:
                state = layer(state, mask)
                states.append(state.float())
        return states[-self.layers :]

    def _run(self, rows: list[Row]) -> None:
        while rows:
            fit = max(1, _PIECES // len(rows[min(8, len(rows) - 1)]))
            self._keep(rows[:fit])
            rows = rows[fit:]

    def _keep(self, rows: list[Row]) -> None:
        width = max(map(len, rows))
        ids = torch.tensor([row + (_PAD,) * (width - len(row)) for row in rows])
        mask = torch.tensor([[i < len(row) for i in range(width)] for row in rows])[:, None, None, :]
        states = []
        lower = self._model.encoder.layer[: -self.upper] if self.upper else self._model.encoder.layer
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            state = self._model.embeddings(input_ids=ids)
            for layer in lower:
                state = layer(state, mask)
                states.append(state.float())
        wanted = torch.stack(states[-1:] if self.upper else states[-self.layers :], 2)
        for at, row in enumerate(rows):
            self._kept[row] = wanted[at, : len(row)].to(torch.float16).clone()


def _groups(lengths: list[tuple[int, int]]) -> Iterator[list[int]]:
    """Positions in groups of about `_GROUP` padded sub-words; lengths must not fall."""
    group: list[int] = []
    for at, length in lengths:
        if group and (len(group) + 1) * length > _GROUP:
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def install(modules: list[Any], *, upper: int, layers: int) -> None:
    """Puts a :class:`KeptEncoder` before the encoder of Stanza's trainers (the modules that import the extraction)."""
    kept: dict[int, KeptEncoder] = {}

    def extract(name: str, tokenizer: Any, model: Any, data: Any, device: Any, keep_endpoints: bool,
                detach: bool = True, bert_layer_mix: Any = None, peft_name: str | None = None) -> Any:  # fmt: skip
        encoder = kept.setdefault(id(model), KeptEncoder(model, upper=upper, layers=layers))
        return _base(name, tokenizer, encoder, data, device, keep_endpoints, detach or not upper, bert_layer_mix)

    for module in [bert_embedding, *modules]:
        module.extract_bert_embeddings = extract


_base: Callable[..., Any] = bert_embedding.extract_base_embeddings
