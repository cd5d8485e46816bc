"""Runs the network of extraction: what it makes of a passage around a word that evokes an event."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from torch.nn import ModuleList
from transformers import AutoTokenizer, BertModel
from transformers.utils import logging as transformers_logging

from kg.annotate.encoder import Layers, fast_bfloat16, product_type
from kg.annotate.models import PASSAGES, info
from kg.annotate.network import EVENTS, KINDS, LOWER, SPANS, STATUSES, Heads, Row, Words, kind_of
from kg.annotate.unpack import encoder_weights
from kg.errors import ModelError

_ASKED = "span.3.weight"  # a row for each of what a network is asked of spans
_LONGEST = 510  # sub-words
_KEPT = 32  # passages whose lower states are kept: those of one sentence follow each other


class Lower:
    """The shipped encoder's embeddings and lower layers.

    Args:
        folder: the unpacked encoder.
    """

    def __init__(self, folder: Path) -> None:
        transformers_logging.set_verbosity_error()
        transformers_logging.disable_progress_bar()
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self.model: Any = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager").eval()
        self._layers = Layers(self.model.encoder.layer[:LOWER], self.model.config, product_type(fast_bfloat16()))
        self._kept: OrderedDict[tuple[int, ...], torch.Tensor] = OrderedDict()

    def upper(self) -> ModuleList:
        """A copy of the layers above, to be tuned."""
        return ModuleList(copy.deepcopy(layer) for layer in self.model.encoder.layer[LOWER:])

    def row(self, passage: Words) -> Row:
        """A passage as sub-words; what the encoder can't take in is left out at its end."""
        given = [word.encode("utf-8", "replace").decode() for word in passage.words]  # a lone surrogate can't be read
        read = self._tokenizer(given, is_split_into_words=True, truncation=True, max_length=_LONGEST)
        words = tuple(-1 if word is None else word for word in read.word_ids())
        marked = {at: EVENTS.index(mark) + 1 for at, mark in passage.marks}
        kinds = {at: KINDS.index(kind) + 1 for at, kind in passage.kinds if kind != "cited"}
        cited = {at for at, kind in passage.kinds if kind == "cited"}
        return Row(
            tuple(read.input_ids),
            words,
            tuple(1 if word < 0 else passage.segments[word] for word in words),
            tuple(marked.get(word, 0) for word in words),
            tuple((kinds.get(word, 0), len(KINDS) if word in cited else 0) for word in words),
            passage.word,
        )

    @torch.no_grad()
    def state(self, row: Row) -> torch.Tensor:
        """What the lower layers give: (sub-words, width)."""
        if row.ids not in self._kept:
            state = self.model.embeddings(input_ids=torch.tensor([row.ids]))
            *_, last = self._layers(state, torch.ones(1, len(row.ids)))
            self._kept[row.ids] = last[0]
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[row.ids]


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What networks make of a passage: likelihoods from 0 to 1.

    `event` is that the word tells of an event of its kind, `statuses` what that event's status is; `spans` asks for
    words of the passage.  `states` has the last states of each network, (sub-words, width), with its heads.
    """

    event: float
    statuses: Mapping[str, float]
    row: Row
    states: tuple[tuple[Heads, torch.Tensor], ...]

    @torch.no_grad()
    def span(self, asks: str, first: int, last: int) -> float:
        """How likely words `first` to `last` (inclusive) are what is asked, one of :data:`network.SPANS`."""
        which = SPANS.index(asks)
        spans = [(first, last)]
        scores = [heads.spans(state, self.row, spans)[0, which] for heads, state in self.states if which < heads.asked]
        return _mean(scores)


class Network:
    """Tuned layers and heads over the lower layers.

    Args:
        lower: the encoder's lower layers.
        weights: of the upper layers (`layers.NUMBER.`...) and of the heads.
    """

    def __init__(self, lower: Lower, weights: Mapping[str, torch.Tensor]) -> None:
        own = {name: weight for name, weight in weights.items() if not name.startswith("layers.")}
        self.heads = Heads(own[_ASKED].shape[0]).eval()
        own.setdefault("kinds.weight", torch.zeros_like(self.heads.kinds.weight))  # the first knew of no mentions
        self.heads.load_state_dict(own)
        upper = lower.upper()  # a copy: several networks may stand over the same lower layers
        above = {name.removeprefix("layers."): w for name, w in weights.items() if name.startswith("layers.")}
        upper.load_state_dict(above)
        self._upper = Layers(upper, lower.model.config, product_type(fast_bfloat16()))

    def states(self, below: torch.Tensor, row: Row) -> torch.Tensor:
        """Its last states for what the lower layers gave, (sub-words, width)."""
        *_, last = self._upper(self.heads.marked(below, row)[None], torch.ones(1, len(row.ids)))
        return last[0]


class PassageReader:
    """Networks over one encoder; a likelihood is the mean of theirs, in log odds.

    Args:
        lower: the encoder's lower layers.
        networks: what stands over them, one at least.
    """

    def __init__(self, lower: Lower, networks: Sequence[Network]) -> None:
        self._lower = lower
        self._networks = tuple(networks)

    @torch.no_grad()
    def read(self, passage: Words) -> PassageReading:
        """What the networks make of a passage."""
        row = self._lower.row(passage)
        below = self._lower.state(row)
        states = tuple((network.heads, network.states(below, row)) for network in self._networks)
        scores = torch.stack([heads.events(state, row) for heads, state in states])
        statuses = scores[:, len(EVENTS) :].softmax(1).mean(0)
        event = _mean(list(scores[:, kind_of(passage)]))
        return PassageReading(event, dict(zip(STATUSES, statuses.tolist(), strict=True)), row, states)


def _mean(scores: Sequence[torch.Tensor]) -> float:
    """The likelihood that several scores give together."""
    return float(torch.stack(tuple(scores)).mean().sigmoid())


def shipped() -> PassageReader:
    """The networks that ship with kg.

    Raises:
        ModelError: one is missing or damaged.
    """
    lower = Lower(Path(info().folder) / "encoder")
    return PassageReader(lower, [_shipped(lower, name) for name in PASSAGES])


def _shipped(lower: Lower, name: str) -> Network:
    with resources.as_file(resources.files("kg.annotate") / "resources" / name) as path:
        try:
            return Network(lower, encoder_weights(path))
        except (OSError, SafetensorError, RuntimeError, KeyError) as error:
            said = " ".join(str(error).split())[:200]
            raise ModelError(f"{path}: kg's network can't be read ({said}). Install kg again") from error
