"""Who is who, for people: doubtful pairs, why two are one or not, and decisions that bind."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

from kg.errors import UsageError
from kg.judge.identity import Attached, attached
from kg.judge.log import Entry, append, entries, entry, find, holding
from kg.judge.name import label
from kg.judge.refs import node_ref
from kg.link.events import Events
from kg.link.identity import mend
from kg.link.mentions import Mentions, settles
from kg.link.pool import Pool
from kg.link.profile import class_of
from kg.link.read import reader
from kg.link.reuse import reused
from kg.link.score import DOUBT, MERGE, Verdict
from kg.rdf.index import Term
from kg.rdf.vocabulary import KG
from kg.store.claims import canonical, locals_of
from kg.store.dataset import Dataset

_SURE = MERGE + 1  # from here on nobody is asked


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair worth a look: two nodes, whether they are one now, the score, how many mentions it decides on."""

    one: str
    other: str
    together: bool
    score: float
    mentions: int

    @property
    def use(self) -> float:
        """How useful an answer is: more, the more mentions hang on it and the nearer it is to the line."""
        return self.mentions * (1 - min(abs(self.score - MERGE), 2.0) / 2.5)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two nodes are one, or not: the verdict on the two, and the chain of links that joined their cluster.

    `apart` are two others, one with each of them, that are not to be one, and why: what keeps clusters apart that
    would be one for the sake of the two.
    """

    one: str
    other: str
    together: bool
    verdict: Verdict | None
    chain: tuple[tuple[str, str, float, tuple[str, ...]], ...]
    decided: tuple[Entry, ...]
    apart: tuple[str, str, str] | None = None


class Resolver:
    """Reads the identities of a store."""

    def __init__(self, data: Dataset) -> None:
        self.data = data
        before = cache(partial(reused, data))
        self._copied = lambda one, other: other in before(one)
        self._read = reader(data)
        self.mentions = Mentions(data, (), self._copied, self._read)

    @cached_property
    def events(self) -> Events:
        """The events."""
        return Events(self.data, (), self._copied, cache(self.canonical), self._read)

    @cached_property
    def _decided(self) -> tuple[Attached, ...]:
        """The decisions on identity in force, read once."""
        return tuple(attached(self.data))

    def canonical(self, node: str) -> str:
        """What a node became."""
        return canonical(self.data, node)

    def members(self, node: str) -> list[str]:
        """The local nodes of a node's cluster."""
        return locals_of(self.data, self.canonical(node))

    def verdict(self, one: str, other: str) -> Verdict | None:
        """The verdict on two nodes."""
        if class_of(one) in ("actor", "place"):
            return self.mentions.judge(one, other)
        return self.events.judge(one, other)

    # --- doubts

    def doubts(self) -> list[Doubt]:
        """The doubtful pairs of clusters, and the weakest links inside them, the most useful first."""
        decided = {pair for a in self._decided if (pair := a.nodes)}
        found = [*self._apart(), *self._weak()]
        open_ = [d for d in found if (min(d.one, d.other), max(d.one, d.other)) not in decided]
        return sorted(open_, key=lambda d: (-d.use, d.one, d.other))

    def _apart(self) -> Iterator[Doubt]:
        best: dict[tuple[str, str], tuple[float, str, str]] = {}
        for one, other in self._pairs():
            ends = sorted((self.canonical(one), self.canonical(other)))
            verdict = self.verdict(one, other) if ends[0] != ends[1] else None
            if verdict and verdict.score >= DOUBT:
                key = ends[0], ends[1]
                best[key] = max(best.get(key, (0.0, "", "")), (verdict.score, one, other))
        for (first, second), (score, one, other) in best.items():
            count = min(len(self.members(first)), len(self.members(second)))
            yield Doubt(one, other, False, score, count)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Nodes that look for each other, actors and places first, then events."""
        nodes = sorted({n for n, key in self.data.pairs(KG.linkKey, self.data.identity) if not settles(key.value)})
        yield from _near(nodes, self.mentions.pool, self.mentions.seeks)
        yield from _near(nodes, self.events.pool, self.events.pool.keys)

    def _weak(self) -> Iterator[Doubt]:
        """The weakest link of each cluster, where it is weak."""
        weakest: dict[str, tuple[float, str, str]] = {}
        for link, score in self.data.pairs(KG.score, self.data.identity):
            if float(score.value) < _SURE:
                one, other = self.data.objects(link, KG.joins, self.data.identity)
                found, cluster = (float(score.value), one, other), self.canonical(one)
                weakest[cluster] = min(weakest.get(cluster, found), found)
        for points, one, other in weakest.values():
            yield Doubt(one, other, True, points, len(self.members(one)) // 2 or 1)

    # --- reasons

    def explain(self, one: str, other: str) -> Explanation:
        """Why two nodes are one, or not.

        Raises:
            UsageError: the two are one node, or of two classes.
        """
        _check_pair(self.data, one, other)
        together = self.canonical(one) == self.canonical(other)
        told = tuple(a.entry for a in self._decided if a.nodes == (min(one, other), max(one, other)))
        chain = tuple(self._chain(one, other)) if together else ()
        verdict = self.verdict(one, other)
        apart = self.apart_by(one, other) if verdict and verdict.merges and not together else None
        return Explanation(one, other, together, verdict, chain, told, apart)

    def apart_by(self, one: str, other: str) -> tuple[str, str, str] | None:
        """The least two nodes of the two clusters that can't be one, what people decided first."""
        pairs = [(a, b) for a in self.members(one) for b in self.members(other)]
        decided = {a.nodes for a in self._decided if a.entry.what == "not-same"}
        for first, second in pairs:
            if (min(first, second), max(first, second)) in decided:
                return first, second, "a person decided that they are not one"
        for first, second in pairs:
            if why := self._contradiction(first, second):
                return first, second, why
        return None

    def _contradiction(self, one: str, other: str) -> str | None:
        kind = self.mentions if class_of(one) in ("actor", "place") else self.events
        return kind.contradiction(one, other)

    def _chain(self, one: str, other: str) -> Iterator[tuple[str, str, float, tuple[str, ...]]]:
        """The links on the way from one node to the other."""
        came: dict[str, tuple[str, str]] = {one: ("", "")}
        todo = deque([one])
        while todo and other not in came:
            node = todo.popleft()
            for link in self.data.subjects(KG.joins, Term(node), self.data.identity):
                for end in self.data.objects(link, KG.joins, self.data.identity):
                    if end not in came:
                        came[end] = (node, link)
                        todo.append(end)
        at, back = other, []
        while at in came and at != one:
            back.append((came[at][0], at, came[at][1]))
            at = came[at][0]
        for first, second, link in reversed(back):
            reasons = tuple(self.data.objects(link, KG.reason, self.data.identity))
            yield first, second, float(self.data.one(link, KG.score, self.data.identity) or 0), reasons


def _near(nodes: Iterable[str], pool: Pool[Any], seeks: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, str]]:
    """The pairs of those nodes of a pool that look for each other, the lesser IRI first."""
    for node in filter(pool.holds, nodes):
        near = {other for key in seeks(node) for other in pool.having(key)}
        yield from ((node, other) for other in sorted(near) if other > node)


def decide(data: Dataset, what: str, one: str, other: str, *, by: str | None = None, why: str = "") -> Entry:
    """Writes a decision on two local nodes to the log, and links anew what it touches.

    Raises:
        UsageError: the two are one node, or of two classes.
    """
    _check_pair(data, one, other)
    refs = [node_ref(data, n, data.one(n, KG.ofArticle, data.identity) or "") for n in (one, other)]
    told = entry("same" if what == "same" else "not-same", refs, by=by, why=why)
    append(data.folder, told)
    mend(data)
    return told


def _check_pair(data: Dataset, one: str, other: str) -> None:
    if one == other or class_of(one) != class_of(other):
        problem = "one and the same mention" if one == other else f"a {class_of(one)} and a {class_of(other)}"
        raise UsageError(f"{label(data, one)}, {label(data, other)}: {problem}. Name two mentions as RECORD/NAME")


def undo(data: Dataset, name: str, *, by: str | None = None, why: str = "") -> Entry:
    """Takes an entry of the log out of force, named by the first letters of its id.

    Raises:
        UsageError: there is none, several, or it is out of force already.
    """
    of = find(data.folder, name).id
    if of not in holding(entries(data.folder)):
        raise UsageError(f"{of}: out of force already. `kg resolve log` says which entry undid it: undo that")
    told = entry("undo", (), by=by, why=why, of=of)
    append(data.folder, told)
    mend(data)
    return told
