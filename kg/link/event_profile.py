"""What linking knows of a local event: members, place, days, kind and words, out of its own article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from kg.arabic.fold import name_key
from kg.link.content import content
from kg.link.names import person_name
from kg.link.read import ArticleProfiles
from kg.link.spelling import skeleton
from kg.rdf.vocabulary import KG, OA, RDFS, SCHEMA, SKOS

_BUCKET = 4  # days
_MOST = 8  # members whose pairs an event is found by
_DATED = frozenset({"Meeting", "Request", "Mandate", "Accusation"})
_BEFORE, _AFTER = 3, 1  # days around its article's that an event without a day may lie at
_AHEAD = 7  # for what is planned
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class EventProfile:
    """A local event.  `members` are local nodes, `sides` those for whom they act; `days` the first and last day.

    `inferred` says that these were worked out from when the article came.
    `content` are the stems of what was agreed, of an agreement alone.
    """

    node: str
    article: str
    type: str
    keys: frozenset[str]
    members: frozenset[str]
    people: frozenset[str]
    sides: frozenset[tuple[str, str]]
    places: frozenset[str]
    around: frozenset[str]
    days: Days | None
    inferred: bool
    published: date | None
    kinds: frozenset[str]
    statuses: frozenset[str]
    words: str
    content: frozenset[str]
    number: int | None
    agreement: str | None


class EventReader:
    """Reads the events of one article."""

    def __init__(self, source: ArticleProfiles) -> None:
        self.source, self.index = source, source.index

    def profile(self, node: str) -> EventProfile:
        """An event's profile."""
        index = self.index
        kind = next(iter(self.source.classes(node) & _TYPES))
        claims = index.subjects(KG.asserts, node)
        members, sides = self._party(claims)
        parties = members | {s for _, s in sides}
        places = {p for c in claims for p in index.all(c, KG.place)}
        published = index.one(self.source.article, SCHEMA.datePublished)
        statuses = frozenset(s for c in claims for s in index.all(c, KG.status))
        days, day = self._days(claims), date.fromisoformat(published) if published else None
        agreement, words = index.one(node, KG.ofAgreement), self._words(claims)
        return EventProfile(
            node,
            self.source.article,
            kind,
            frozenset(self._keys(kind, agreement, parties, _window(kind, days, day, statuses))),
            frozenset(members),
            frozenset(a for a in members if "Person" in self.source.classes(a)),
            frozenset(sides),
            frozenset(places),
            frozenset(w for p in places for w in self._around(p)),
            days,
            days is not None and all(index.one(t, KG.basis) == "inferred" for t in self._times(claims)),
            day,
            frozenset(k for c in claims for k in index.all(c, KG.kind)),
            statuses,
            words,
            content(words, self._names(parties)) if kind == "Agreement" else frozenset(),
            next((n for c in claims if (n := index.number(c, KG.number)) is not None), None),
            agreement,
        )

    def _party(self, claims: Sequence[str]) -> tuple[set[str], set[tuple[str, str]]]:
        """Members, and for whom each of them acts."""
        index = self.index
        parts = [p for c in claims for p in index.all(c, KG.participation)]
        members = {a for p in parts for a in index.all(p, KG.actor)}
        members |= {a for c in claims for p in (KG.obligor, KG.beneficiary) for a in index.all(c, p)}
        sides = {(a, s) for p in parts for a in index.all(p, KG.actor) for s in index.all(p, KG.onBehalfOf)}
        return members, sides | {(a, s) for a in members for s in index.all(a, KG.affiliation)}

    def _around(self, place: str) -> Iterator[str]:
        at = self.index.one(place, KG.within)
        while at is not None:
            yield at
            at = self.index.one(at, KG.within)

    def _days(self, claims: Iterable[str]) -> Days | None:
        """The days that all claims allow; None where none is told with its year, or they contradict each other."""
        told = [(self.index.one(t, KG["from"]), self.index.one(t, KG.to)) for t in self._times(claims)]
        spans = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in told if a and b]
        if not spans:
            return None
        first, last = max(a for a, _ in spans), min(b for _, b in spans)
        return (first, last) if first <= last else None

    def _times(self, claims: Iterable[str]) -> list[str]:
        return [t for c in claims for t in self.index.all(c, KG.time)]

    def _words(self, claims: Iterable[str]) -> str:
        """What is claimed in words: the clause or content, else the evidence."""
        texts = [t for c in claims for p in (KG.text, KG.content) for t in self.index.all(c, p)]
        spans = [s for c in claims for s in self.index.all(c, KG.evidence)]
        quotes = [self.index.one(self.index.one(s, OA.hasSelector) or "", OA.refinedBy) or "" for s in spans]
        return name_key(" ".join(texts or [self.index.one(q, OA.exact) or "" for q in quotes]))

    def _names(self, nodes: Iterable[str]) -> Iterator[str]:
        """All names of actors."""
        return (name for node in nodes for p in (RDFS.label, SKOS.altLabel) for name in self.index.all(node, p))

    def _keys(self, kind: str, agreement: str | None, members: Iterable[str], days: Iterable[int]) -> Iterator[str]:
        if agreement is not None:
            told, sides = self._party(self.index.subjects(KG.asserts, agreement))
            members = told | {s for _, s in sides}
        named = sorted({key for m in members for key in self._member(m)})[:_MOST]
        for one, other in combinations(named, 2):
            for day in days if kind in _DATED else (0,):
                yield f"e:{kind}:{day}:{one}|{other}"

    def _member(self, node: str) -> Iterator[str]:
        """A key that a member has however it is named: of the settled its own, of a person the family name."""
        profile = self.source.profile(node)
        if profile.kind == "person":
            name = person_name(profile.label)
            yield f"f:{skeleton((name.parts or name.kunyas)[-1])}"
        elif profile.kind in ("settled", "body"):
            yield from profile.keys


_TYPES = frozenset({"Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation"})


def _window(kind: str, days: Days | None, published: date | None, statuses: frozenset[str]) -> list[int]:
    """The spans of days, by number, in which an event may lie."""
    if days and (days[1] - days[0]).days <= 2 * _BUCKET:
        first, last = days
    elif published:
        first, last = published - timedelta(_BEFORE), published + timedelta(_AHEAD if "planned" in statuses else _AFTER)
    else:
        return [-1]
    return list(range(first.toordinal() // _BUCKET, last.toordinal() // _BUCKET + 1))
