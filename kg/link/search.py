"""Which nodes a change can touch: from what changed along shared keys and links, as far as links reach, no further."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.link.cluster import Bonds, Clustering, Link, cluster, link
from kg.link.score import DECIDED, Reason, Verdict
from kg.link.standing import Standing

_DECIDED = Verdict(DECIDED, (Reason(DECIDED, "a person decided that they are one"),), ground="person")


@dataclass(frozen=True, slots=True)
class Rules:
    """How nodes are found and judged.

    `keys` are those of a node, `seeks` those under which it looks for others (which then look for it, too), `having`
    the nodes that have a key; nodes under a key for which `settles` gives a verdict are one without a look at each
    other.
    """

    keys: Callable[[str], Iterable[str]]
    seeks: Callable[[str], Iterable[str]]
    having: Callable[[str], Iterable[str]]
    settles: Callable[[str], Verdict | None]
    judge: Callable[[str, str], Verdict | None]
    forbids: Callable[[str, str], bool]
    bonds: Bonds


def clusters(rules: Rules, seeds: Iterable[str], standing: Standing) -> Clustering:
    """The clusters of all nodes that links reach from the seeds.

    Clusters that stand are taken as they are, if what is linked with them leaves them whole; the others are worked out
    from all pairs of their nodes.  Every node whose verdicts may be new has to be among the seeds.
    """
    nodes, asunder = frozenset(seeds), frozenset[str]()
    while True:
        search = _Search(rules, standing, asunder)
        found = search.run(nodes | asunder)
        fallen = search.fallen(found)
        if not fallen:
            return found
        asunder |= fallen


class _Search:
    def __init__(self, rules: Rules, standing: Standing, asunder: frozenset[str]) -> None:
        self.rules, self._standing, self._asunder = rules, standing, asunder
        self.nodes: set[str] = set()
        self.links: dict[tuple[str, str], Link] = {}
        self._settled: set[str] = set()

    def run(self, seeds: Iterable[str]) -> Clustering:
        """The clusters, if all that stand are whole."""
        todo = sorted(set(seeds))
        while todo:
            node = todo.pop()
            if node not in self.nodes:
                self.nodes.add(node)
                todo += self.visit(node)
        return cluster(self.nodes, self.links.values(), self._forbids, self.rules.bonds)

    def fallen(self, found: Clustering) -> set[str]:
        """The nodes of clusters that stood and are not whole in what was found."""
        now = {node: group[0] for group in found.clusters for node in group}
        stood = {s for n in self.nodes if (s := self._stood(n))}
        return {n for s in stood if len({now.get(n) for n in s}) > 1 for n in s}

    def _stood(self, node: str) -> frozenset[str]:
        return frozenset() if node in self._asunder else self._standing.cluster(node)

    def _forbids(self, one: str, other: str) -> bool:
        """Nodes of one cluster that stands are not asked about: they have been."""
        return other not in self._stood(one) and self.rules.forbids(one, other)

    def visit(self, node: str) -> Iterator[str]:
        """The ends of the links that the node, or one of its keys, is part of."""
        for found in self._of(node):
            self.links[found.one, found.other] = found
            yield from (found.one, found.other)

    def _of(self, node: str) -> Iterator[Link]:
        same = self.rules.bonds.same.get(node, frozenset())
        yield from (link(node, other, _DECIDED) for other in same)
        stands = bool(self._stood(node))
        near = set(self._standing.linked(node)) if stands else set()
        for key in self.rules.keys(node) if stands else self.rules.seeks(node):
            verdict = self.rules.settles(key)
            if verdict is None:
                near.update(() if stands else self.rules.having(key))
            elif key not in self._settled:
                self._settled.add(key)
                yield from self._star(key, verdict)
        for other in sorted(near - {node} - same):
            if (min(node, other), max(node, other)) not in self.links:
                yield from self._pair(node, other)

    def _pair(self, node: str, other: str) -> Iterator[Link]:
        if other not in self.rules.bonds.apart.get(node, ()):
            found = self.rules.judge(node, other)
            if found is not None and found.merges:
                yield link(node, other, found)

    def _star(self, key: str, verdict: Verdict) -> Iterator[Link]:
        """Nodes under a settling key, each joined with the least of them."""
        first, *rest = sorted(self.rules.having(key)) or [""]
        yield from (link(first, other, verdict) for other in rest)
