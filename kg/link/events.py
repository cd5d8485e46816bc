"""Events across articles: found by pairs of members and days, judged by who, where, when and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.link.cluster import Bonds
from kg.link.event_profile import EventProfile, EventReader
from kg.link.event_score import event_contradiction, event_verdict
from kg.link.pool import Pool
from kg.link.profile import EVENTS, class_of
from kg.link.read import Read
from kg.link.score import Verdict
from kg.link.search import Rules
from kg.store.dataset import Dataset

Canonical = Callable[[str], str]


class Events:
    """The events, agreements and clauses of the store, and how two of them are judged.

    Their members are one as `canonical` says.
    """

    def __init__(
        self,
        data: Dataset,
        changed: Iterable[str],
        copied: Callable[[str, str], bool],
        canonical: Canonical,
        read: Read,
    ) -> None:
        self.data, self._copied, self._canonical, self._read = data, copied, canonical, read
        self.pool: Pool[EventProfile] = Pool(data, changed, holds=_holds, nodes=self._nodes, read=self._profile)

    def _nodes(self, article: str) -> list[str]:
        return self._read(article).nodes()

    def _profile(self, article: str, node: str) -> EventProfile:
        return EventReader(self._read(article)).profile(node)

    def judge(self, one: str, other: str) -> Verdict | None:
        """The verdict on two events."""
        pair = self.pool.pair(one, other)
        if pair is None:
            return None
        return event_verdict(*pair, self._canonical, copied=self._copied(pair[0].article, pair[1].article))

    def contradiction(self, one: str, other: str) -> str | None:
        """Why two events can't be one."""
        pair = self.pool.pair(one, other)
        if pair is None:
            return None
        return event_contradiction(*pair, self._canonical, copied=self._copied(pair[0].article, pair[1].article))

    def forbids(self, one: str, other: str) -> bool:
        """Whether two events can't be one."""
        return self.contradiction(one, other) is not None

    def rules(self, bonds: Bonds) -> Rules:
        """How events are found and judged, with what people decided."""
        return Rules(self.pool.keys, self.pool.keys, self.pool.having, lambda _: None, self.judge, self.forbids, bonds)


def _holds(node: str) -> bool:
    return class_of(node).capitalize() in EVENTS


def is_clause(node: str) -> bool:
    """Whether an IRI is that of a clause: clauses are judged once agreements are."""
    return class_of(node) == "clause"
