"""Actors and places across articles: found by parts of their names, judged by names, offices, states and company."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.link.cluster import Bonds
from kg.link.pool import Pool
from kg.link.profile import Profile, class_of
from kg.link.read import Read
from kg.link.score import Verdict, contradiction, settled_verdict, verdict
from kg.link.search import Rules
from kg.store.dataset import Dataset

_SETTLING = ("known:", "place:", "State:", "MediaOutlet:")


class Mentions:
    """The actors and places of the store, and how two of them are judged."""

    def __init__(self, data: Dataset, changed: Iterable[str], copied: Callable[[str, str], bool], read: Read) -> None:
        self.data, self._copied, self._read = data, copied, read
        self.pool: Pool[Profile] = Pool(data, changed, holds=_holds, nodes=self._nodes, read=self._profile)
        self._pairs: dict[tuple[str, str], Verdict | None] = {}

    def _nodes(self, article: str) -> list[str]:
        return self._read(article).nodes()

    def _profile(self, article: str, node: str) -> Profile:
        return self._read(article).profile(node)

    def seeks(self, node: str) -> frozenset[str]:
        """The keys under which a node looks for others; those of a settled node need no look at its article."""
        keys = self.pool.keys(node)
        if any(map(settles, keys)) or not keys:
            return keys
        profile = self.pool.profile(node)
        return profile.seeks if profile else frozenset()

    def judge(self, one: str, other: str) -> Verdict | None:
        """The verdict on two nodes."""
        ends = min(one, other), max(one, other)
        if ends not in self._pairs:
            pair = self.pool.pair(*ends)
            self._pairs[ends] = self._verdict(*pair) if pair else None
        return self._pairs[ends]

    def _verdict(self, one: Profile, other: Profile) -> Verdict | None:
        return verdict(one, other, copied=self._copied(one.article, other.article))

    def contradiction(self, one: str, other: str) -> str | None:
        """Why two nodes can't be one."""
        pair = self.pool.pair(one, other)
        return contradiction(*pair) if pair else None

    def forbids(self, one: str, other: str) -> bool:
        """Whether two nodes can't be one."""
        return self.contradiction(one, other) is not None

    def rules(self, bonds: Bonds) -> Rules:
        """How nodes are found and judged, with what people decided."""
        return Rules(self.pool.keys, self.seeks, self.pool.having, settles, self.judge, self.forbids, bonds)


def _holds(node: str) -> bool:
    return class_of(node) in ("actor", "place")


def settles(key: str) -> Verdict | None:
    """The verdict on nodes of one key, if that settles it."""
    return settled_verdict(key) if key.startswith(_SETTLING) else None
