"""Runs the network of extraction: what it makes of a passage around a word that evokes an event."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Mapping
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
from kg.annotate.network import EVENTS, LOWER, SPANS, STATUSES, Heads, Row, Words, kind_of
from kg.annotate.unpack import encoder_weights
from kg.errors import ModelError

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
        return Row(
            tuple(read.input_ids),
            words,
            tuple(1 if word < 0 else passage.segments[word] for word in words),
            tuple(marked.get(word, 0) for word in words),
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
    """What the network makes of a passage: likelihoods from 0 to 1.

    `event` is that the word tells of an event of its kind, `statuses` what that event's status is; `spans` asks for
    words of the passage.
    """

    event: float
    statuses: Mapping[str, float]
    state: torch.Tensor
    row: Row
    heads: Heads

    @torch.no_grad()
    def span(self, asks: str, first: int, last: int) -> float:
        """How likely words `first` to `last` (inclusive) are what is asked, one of :data:`network.SPANS`."""
        scores = self.heads.spans(self.state, self.row, [(first, last)])[0]
        return float(scores[SPANS.index(asks)].sigmoid())


class PassageReader:
    """A network with its encoder.

    Args:
        lower: the encoder's lower layers.
        weights: of the upper layers (`layers.NUMBER.`...) and of the heads.
    """

    def __init__(self, lower: Lower, weights: Mapping[str, torch.Tensor]) -> None:
        self._lower = lower
        self._heads = Heads().eval()
        own = {name: weight for name, weight in weights.items() if not name.startswith("layers.")}
        self._heads.load_state_dict(own)
        upper = lower.upper()  # a copy: several networks may stand over the same lower layers
        above = {name.removeprefix("layers."): w for name, w in weights.items() if name.startswith("layers.")}
        upper.load_state_dict(above)
        self._upper = Layers(upper, lower.model.config, product_type(fast_bfloat16()))

    @torch.no_grad()
    def read(self, passage: Words) -> PassageReading:
        """What the network makes of a passage."""
        row = self._lower.row(passage)
        state = self._heads.marked(self._lower.state(row), row)[None]
        *_, last = self._upper(state, torch.ones(1, len(row.ids)))
        scores = self._heads.events(last[0], row)
        kinds, statuses = scores[: len(EVENTS)].sigmoid(), scores[len(EVENTS) :].softmax(0)
        likely = dict(zip(STATUSES, statuses.tolist(), strict=True))
        return PassageReading(float(kinds[kind_of(passage)]), likely, last[0], row, self._heads)


def shipped() -> PassageReader:
    """The network that ships with kg.

    Raises:
        ModelError: it is missing or damaged.
    """
    with resources.as_file(resources.files("kg.annotate") / "resources" / PASSAGES) as path:
        try:
            return PassageReader(Lower(Path(info().folder) / "encoder"), encoder_weights(path))
        except (OSError, SafetensorError, RuntimeError) as error:
            said = " ".join(str(error).split())[:200]
            raise ModelError(f"{path}: kg's network can't be read ({said}). Install kg again") from error
