"""Events across articles: found by pairs of members and days, judged by who, where, when and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from kg.link.cluster import Bonds
from kg.link.event_profile import EventProfile, EventReader
from kg.link.event_score import event_contradiction, event_verdict
from kg.link.profile import EVENTS, class_of
from kg.link.read import ArticleProfiles
from kg.link.score import Verdict
from kg.link.search import Rules
from kg.rdf.index import Term
from kg.rdf.vocabulary import KG
from kg.store.dataset import Dataset

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class EventPool:
    """The events of the store; `changed` articles are read anew, of all others the identity graph has the keys."""

    def __init__(self, data: Dataset, changed: Iterable[str], copied: Callable[[str, str], bool]) -> None:
        self.data, self.changed, self._copied = data, frozenset(changed), copied
        self._profiles: dict[str, EventProfile] = {}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for article in sorted(self.changed):
            self.read(article)
        for profile in self._profiles.values():
            for key in profile.keys:
                self._by_key[key].add(profile.node)

    def holds(self, node: str) -> bool:
        """Whether an IRI is that of an event, agreement or clause."""
        return class_of(node).capitalize() in EVENTS

    def is_clause(self, node: str) -> bool:
        """Whether an IRI is that of a clause: clauses are judged once agreements are."""
        return class_of(node) == "clause"

    def read(self, article: str) -> list[str]:
        """The events of an article, sorted."""
        source = ArticleProfiles(self.data, article)
        reader = EventReader(source)
        found = [node for node in source.nodes() if source.classes(node) & set(EVENTS)]
        self._profiles.update({node: reader.profile(node) for node in found})
        return found

    def article(self, node: str) -> str:
        """The article of an event; empty for one that is gone."""
        if node in self._profiles:
            return self._profiles[node].article
        article = self.data.one(node, KG.ofArticle, self.data.identity) or ""
        return "" if article in self.changed else article

    def profile(self, node: str) -> EventProfile | None:
        """An event's profile; None for one that is gone."""
        if node not in self._profiles and (article := self.article(node)):
            self.read(article)
        return self._profiles.get(node)

    def keys(self, node: str) -> frozenset[str]:
        """The keys that an event is found by."""
        if node in self._profiles:
            return self._profiles[node].keys
        return frozenset(self.data.objects(node, KG.linkKey, self.data.identity))

    def having(self, key: str) -> set[str]:
        """The events that have a key."""
        stay = self.data.subjects(KG.linkKey, Term(key, _STRING), self.data.identity)
        return self._by_key.get(key, set()) | {n for n in stay if self._stays(n)}

    def _stays(self, node: str) -> bool:
        article = self.article(node)
        return bool(article) and article not in self.changed

    def judge(self, one: str, other: str, canonical: Callable[[str], str]) -> Verdict | None:
        """The verdict on two events, their members being one as `canonical` says."""
        first, second = self.profile(min(one, other)), self.profile(max(one, other))
        if first is None or second is None:
            return None
        return event_verdict(first, second, canonical, copied=self._copied(first.article, second.article))

    def forbids(self, one: str, other: str, canonical: Callable[[str], str]) -> bool:
        """Whether two events can't be one."""
        first, second = self.profile(one), self.profile(other)
        return bool(first and second and event_contradiction(first, second, canonical))

    def rules(self, bonds: Bonds, canonical: Callable[[str], str]) -> Rules:
        """How events are found and judged."""

        def judged(one: str, other: str) -> Verdict | None:
            return self.judge(one, other, canonical)

        def forbidden(one: str, other: str) -> bool:
            return self.forbids(one, other, canonical)

        return Rules(self.keys, self.having, lambda _: None, judged, forbidden, bonds)
