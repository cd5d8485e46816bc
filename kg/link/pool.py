"""The mentions of the store as linking looks at them: profiles by node, nodes by key.

Articles that changed are read from their own graphs; of all others the identity graph knows which nodes they have and
under which keys, so that nothing is read but what shares a key with what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg.link.cluster import Bonds
from kg.link.profile import Profile, class_of
from kg.link.read import ArticleProfiles
from kg.link.score import Verdict, contradiction, settled_verdict, verdict
from kg.link.search import Rules
from kg.rdf.index import Term
from kg.rdf.vocabulary import KG
from kg.store.dataset import Dataset

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_SETTLING = ("known:", "place:", "State:", "MediaOutlet:")


class Pool:
    """Mentions of actors and places."""

    def __init__(self, data: Dataset, changed: Iterable[str], copied: Callable[[str, str], bool]) -> None:
        self.data, self.changed, self._copied = data, frozenset(changed), copied
        self._profiles: dict[str, Profile] = {}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._pairs: dict[tuple[str, str], Verdict | None] = {}
        for article in sorted(self.changed):
            for profile in self._read(article):
                for key in profile.keys:
                    self._by_key[key].add(profile.node)

    def _read(self, article: str) -> Iterator[Profile]:
        source = ArticleProfiles(self.data, article)
        for node in filter(self.holds, source.nodes()):
            profile = source.profile(node)
            self._profiles[node] = profile
            yield profile

    def holds(self, node: str) -> bool:
        """Whether an IRI is that of an actor or place."""
        return class_of(node) in ("actor", "place")

    def nodes(self) -> list[str]:
        """The nodes of the changed articles, as they are now."""
        return [node for node, profile in self._profiles.items() if profile.article in self.changed]

    def article(self, node: str) -> str:
        """The article of a node; empty for one that is gone."""
        if node in self._profiles:
            return self._profiles[node].article
        article = self.data.one(node, KG.ofArticle, self.data.identity) or ""
        return "" if article in self.changed else article

    def profile(self, node: str) -> Profile | None:
        """A node's profile; None for one that is gone."""
        if node not in self._profiles and (article := self.article(node)):
            list(self._read(article))
        return self._profiles.get(node)

    def keys(self, node: str) -> frozenset[str]:
        """The keys that a node is found by: as read, else as the identity graph has them."""
        if node in self._profiles:
            return self._profiles[node].keys
        return frozenset(self.data.objects(node, KG.linkKey, self.data.identity))

    def having(self, key: str) -> set[str]:
        """The nodes that have a key."""
        stay = self.data.subjects(KG.linkKey, Term(key, _STRING), self.data.identity)
        return self._by_key.get(key, set()) | {n for n in stay if self._stays(n)}

    def _stays(self, node: str) -> bool:
        article = self.article(node)
        return bool(article) and article not in self.changed

    def seeks(self, node: str) -> frozenset[str]:
        """The keys under which a node looks for others; those of a settled node need no look at its article."""
        keys = self.keys(node)
        if any(map(settles, keys)) or not keys:
            return keys
        profile = self.profile(node)
        return profile.seeks if profile else frozenset()

    def judge(self, one: str, other: str) -> Verdict | None:
        """The verdict on two nodes."""
        pair = min(one, other), max(one, other)
        if pair not in self._pairs:
            first, second = map(self.profile, pair)
            self._pairs[pair] = self._verdict(first, second) if first and second else None
        return self._pairs[pair]

    def _verdict(self, one: Profile, other: Profile) -> Verdict | None:
        return verdict(one, other, copied=self._copied(one.article, other.article))

    def forbids(self, one: str, other: str) -> bool:
        """Whether two nodes can't be one."""
        first, second = self.profile(one), self.profile(other)
        return bool(first and second and contradiction(first, second))

    def rules(self, bonds: Bonds) -> Rules:
        """How nodes are found and judged, with what people decided."""
        return Rules(self.seeks, self.having, settles, self.judge, self.forbids, bonds)


def settles(key: str) -> Verdict | None:
    """The verdict on nodes of one key, if that settles it."""
    return settled_verdict(key) if key.startswith(_SETTLING) else None
