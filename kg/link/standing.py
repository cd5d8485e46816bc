"""Clusters as the identity graph has them, and the links that made them: what linking need not work out again.

A cluster stands as long as no node of it is new, changed or gone, and nobody decided anything else about one.  The
verdicts on its pairs are what they were, then, and only the links that made it count: in a greatest spanning forest
any other pair is joined already, or kept apart by what forbids it, whatever comes besides.  That holds as long as none
of those links is forbidden by what came; where one is, the cluster falls asunder, and `kg.link.search` judges all its
pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.rdf.index import Term
from kg.rdf.vocabulary import KG
from kg.store.claims import locals_of
from kg.store.dataset import Dataset

_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Standing:
    """The clusters of the identity graph, as long as that stays as it is.

    `canonical` gives a node's canonical one as the graph has it, `stays` says whether a node's verdicts are what they
    were when it was written.
    """

    data: Dataset
    canonical: Callable[[str], str | None]
    stays: Callable[[str], bool]
    _clusters: dict[str, frozenset[str]] = field(default_factory=dict)
    _standing: dict[str, bool] = field(default_factory=dict)

    def had(self, node: str) -> frozenset[str]:
        """The cluster that the graph has the node in, whether it stands or not; empty for a node that is new."""
        canonical = self.canonical(node)
        if canonical is None:
            return _NONE
        if canonical not in self._clusters:
            found = locals_of(self.data, canonical)
            self._clusters[canonical] = frozenset(found)
        return self._clusters[canonical]

    def cluster(self, node: str) -> frozenset[str]:
        """The cluster that the node stands in; empty where it is to be worked out again."""
        canonical, found = self.canonical(node), self.had(node)
        if canonical is None:
            return _NONE
        if canonical not in self._standing:
            self._standing[canonical] = all(map(self.stays, found))
        return found if self._standing[canonical] else _NONE

    def linked(self, node: str) -> Iterator[str]:
        """The nodes that a link joins it with which made its cluster."""
        for link in self.data.subjects(KG.joins, Term(node), self.data.identity):
            yield from (end for end in self.data.objects(link, KG.joins, self.data.identity) if end != node)
