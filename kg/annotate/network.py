"""The network of extraction: layers and heads over passages around words that evoke events.

Its lower layers are those of the shipped encoder; the upper ones are tuned on the develop half of the benchmark, with
learned vectors added where a word evokes an event (entity markers; Baldini Soares et al. 2019), for each of three
sentences and for what mentions are of (typed markers; Zhou & Chen 2022).  A span is the mean of its words, beside the
word that the passage is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import nn

LOWER = 8  # layers that are the shipped encoder's
SPANS = ("member", "party", "place", "time", "clause", "source")
KINDS = (
    *("Person", "Organization", "ArmedGroup", "GovernmentBody", "MediaOutlet", "State", "UnnamedActor", "Place"),
    "cited",
)  # what words are mentions of; cited ones speak in their sentence
STATUSES = ("held", "planned", "ongoing", "other")
EVENTS = ("meeting", "agreement")
_WIDTH, _HIDDEN, _FAR = 384, 192, 32
_NEAR = (0, 2, 5, 10, 20, 40, 80)  # words between; each limit passed is one step further
_DROPPED = 0.2


class Words(Protocol):
    """What the network is told of a passage: see :class:`kg.extract.passages.Passage`."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words."""

    @property
    def segments(self) -> tuple[int, ...]:
        """Of each word whether it is of the sentence before (0), the passage's own (1) or the one after (2)."""

    @property
    def marks(self) -> Sequence[tuple[int, str]]:
        """The positions of words that evoke events, with which of :data:`EVENTS`."""

    @property
    def kinds(self) -> Sequence[tuple[int, str]]:
        """The positions of words of mentions, with which of :data:`KINDS`, once a kind."""

    @property
    def word(self) -> int | None:
        """The position of the word that the passage is about."""


def kind_of(passage: Words) -> int:
    """Which of :data:`EVENTS` the word that a passage is about evokes; the first for a passage about none."""
    return next((EVENTS.index(mark) for at, mark in passage.marks if at == passage.word), 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as sub-words: ids, the word of each (-1 for the two ends), segments, marks (0 is none).

    `kinds` has up to two for each, the second for those who are cited (0 is none).
    """

    ids: tuple[int, ...]
    words: tuple[int, ...]
    segments: tuple[int, ...]
    marks: tuple[int, ...]
    kinds: tuple[tuple[int, int], ...]
    word: int | None


class Heads(nn.Module):
    """What is learned beside the upper layers: vectors for marks, sentences and mentions, and the scores.

    Args:
        asked: how many of :data:`SPANS` it is asked, the first ones.
    """

    def __init__(self, asked: int = len(SPANS)) -> None:
        super().__init__()
        self.asked = asked
        self.marks = nn.Embedding(len(EVENTS) + 1, _WIDTH, padding_idx=0)
        self.segments = nn.Embedding(3, _WIDTH)
        self.kinds = nn.Embedding(len(KINDS) + 1, _WIDTH, padding_idx=0)
        self.distance = nn.Embedding(2 * len(_NEAR) + 1, _FAR)
        self.drop = nn.Dropout(_DROPPED)
        self.span = _scores(3 * _WIDTH + _FAR, asked)
        self.event = _scores(2 * _WIDTH, len(EVENTS) + len(STATUSES))
        with torch.no_grad():
            self.marks.weight[1:].normal_(std=0.3)
            self.segments.weight.normal_(std=0.3)
            self.kinds.weight[1:].normal_(std=0.3)

    def marked(self, lower: torch.Tensor, row: Row) -> torch.Tensor:
        """What the lower layers gave for a row, (sub-words, width), with the vectors of its marks and sentences."""
        added: torch.Tensor = self.marks(torch.tensor(row.marks)) + self.segments(torch.tensor(row.segments))
        of_mentions: torch.Tensor = self.kinds(torch.tensor(row.kinds)).sum(1)
        return lower.float() + added + of_mentions

    def events(self, state: torch.Tensor, row: Row) -> torch.Tensor:
        """Scores of :data:`EVENTS` and :data:`STATUSES` for a passage's word: (6,)."""
        found: torch.Tensor = self.event(self.drop(torch.cat([_mean(state, row, row.word, row.word), state[0]])))
        return found

    def spans(self, state: torch.Tensor, row: Row, spans: Sequence[tuple[int, int]]) -> torch.Tensor:
        """Scores of what is asked for spans of a passage, words first to last (inclusive): (spans, asked)."""
        about = _mean(state, row, row.word, row.word)
        parts = torch.stack([_mean(state, row, first, last) for first, last in spans])
        far = self.distance(torch.tensor([_distance(row.word, *span) for span in spans]))
        found: torch.Tensor = self.span(self.drop(torch.cat([parts, about.expand_as(parts), parts * about, far], 1)))
        return found


def _scores(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, _HIDDEN), nn.GELU(), nn.Dropout(_DROPPED), nn.Linear(_HIDDEN, outputs))


def _mean(state: torch.Tensor, row: Row, first: int | None, last: int | None) -> torch.Tensor:
    """The mean of words `first` to `last`; what stands for the whole passage where the encoder read none of them."""
    if first is None or last is None:
        return state[0]
    at = [number for number, word in enumerate(row.words) if first <= word <= last]
    return state[at].mean(0) if at else state[0]


def _distance(word: int | None, first: int, last: int) -> int:
    if word is None or first <= word <= last:
        return 0
    step = sum((first - word if first > word else word - last) > limit for limit in _NEAR)
    return step if first > word else step + len(_NEAR)
