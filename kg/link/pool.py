"""The nodes of the store as linking looks at them: profiles by node, nodes by key.

Articles that changed are read from their own graphs; of all others the identity graph knows which nodes they have and
under which keys, so that nothing is read but what shares a key with what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from kg.rdf.index import Term
from kg.rdf.vocabulary import KG, XSD
from kg.store.dataset import Dataset

_STRING = str(XSD.string)


class Profiled(Protocol):
    """What is known of a node: at least its article and the keys that it is found by."""

    @property
    def node(self) -> str:
        """Its IRI."""

    @property
    def article(self) -> str:
        """Its article's IRI."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys that it is found by."""


P = TypeVar("P", bound=Profiled)


class Pool(Generic[P]):
    """Nodes of one kind, which `holds` knows: `nodes` gives an article's, of all kinds, `read` the profile of one.

    What it is asked for is looked up once: it is good as long as the identity graph stays as it is.
    """

    def __init__(
        self,
        data: Dataset,
        changed: Iterable[str],
        *,
        holds: Callable[[str], bool],
        nodes: Callable[[str], Iterable[str]],
        read: Callable[[str, str], P],
    ) -> None:
        self.data, self.changed, self.holds, self._read = data, frozenset(changed), holds, read
        self._profiles: dict[str, P] = {}
        self._articles: dict[str, str] = {}
        self._having: dict[str, frozenset[str]] = {}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for article in sorted(self.changed):
            for node in filter(holds, nodes(article)):
                profile = self._profiles[node] = read(article, node)
                for key in profile.keys:
                    self._by_key[key].add(node)

    def nodes(self) -> list[str]:
        """The nodes of the changed articles, as they are now."""
        return [node for node, profile in self._profiles.items() if profile.article in self.changed]

    def article(self, node: str) -> str:
        """The article of a node; empty for one that is gone."""
        if node in self._profiles:
            return self._profiles[node].article
        if node not in self._articles:
            article = self.data.one(node, KG.ofArticle, self.data.identity) or ""
            self._articles[node] = "" if article in self.changed else article
        return self._articles[node]

    def profile(self, node: str) -> P | None:
        """A node's profile; None for one that is gone."""
        if node not in self._profiles and (article := self.article(node)):
            self._profiles[node] = self._read(article, node)
        return self._profiles.get(node)

    def pair(self, one: str, other: str) -> tuple[P, P] | None:
        """The profiles of two nodes, that of the lesser IRI first; None if one of them is gone."""
        first, second = self.profile(min(one, other)), self.profile(max(one, other))
        return (first, second) if first is not None and second is not None else None

    def keys(self, node: str) -> frozenset[str]:
        """The keys that a node is found by: as read, else as the identity graph has them."""
        if node in self._profiles:
            return self._profiles[node].keys
        return frozenset(self.data.objects(node, KG.linkKey, self.data.identity))

    def having(self, key: str) -> frozenset[str]:
        """The nodes that have a key."""
        if key not in self._having:
            stay = self.data.subjects(KG.linkKey, Term(key, _STRING), self.data.identity)
            self._having[key] = frozenset({*self._by_key.get(key, ()), *filter(self._stays, stay)})
        return self._having[key]

    def _stays(self, node: str) -> bool:
        article = self.article(node)
        return bool(article) and article not in self.changed
