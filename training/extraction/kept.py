"""Keeps what networks say of passages, which cross-fitting asks many times."""

from __future__ import annotations

from collections import OrderedDict

from kg.annotate.passages import PassageReader, PassageReading
from kg.extract.passages import Passage

_LIVE = 64  # readings with their states


class Kept:
    """A network whose likelihoods are kept: cross-fitting asks for each some ten times.

    Args:
        network: what reads.
    """

    def __init__(self, network: PassageReader) -> None:
        self._network = network
        self._kept: dict[Passage, KeptReading] = {}
        self._live: OrderedDict[Passage, PassageReading] = OrderedDict()

    def read(self, passage: Passage) -> KeptReading:
        """What the network makes of a passage."""
        if passage not in self._kept:
            self._kept[passage] = KeptReading(self, passage)
        return self._kept[passage]

    def live(self, passage: Passage) -> PassageReading:
        """The network's own reading; only the last few are kept, as they are large."""
        if passage not in self._live:
            self._live[passage] = self._network.read(passage)
            if len(self._live) > _LIVE:
                self._live.popitem(last=False)
        return self._live[passage]


class KeptReading:
    """A reading of which no more is kept than was asked."""

    def __init__(self, kept: Kept, passage: Passage) -> None:
        self._by, self._passage = kept, passage
        read = kept.live(passage)
        self.event, self.statuses = read.event, read.statuses
        self._spans: dict[tuple[str, int, int], float] = {}

    def span(self, asks: str, first: int, last: int) -> float:
        """How likely words are what is asked."""
        key = (asks, first, last)
        if key not in self._spans:
            self._spans[key] = self._by.live(self._passage).span(*key)
        return self._spans[key]
