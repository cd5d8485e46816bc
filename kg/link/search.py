"""Which nodes a change can touch: from what changed along shared keys and links, as far as links reach, no further."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.link.cluster import Bonds, Clustering, Link, cluster, link
from kg.link.score import DECIDED, Reason, Verdict

_DECIDED = Verdict(DECIDED, (Reason(DECIDED, "a person decided that they are one"),), ground="person")


@dataclass(frozen=True, slots=True)
class Rules:
    """How nodes are found and judged.

    `seeks` and `having` are the keys under which a node looks for others, and the nodes that have a key; nodes under a
    key for which `settles` gives a verdict are one without a look at each other.
    """

    seeks: Callable[[str], Iterable[str]]
    having: Callable[[str], Iterable[str]]
    settles: Callable[[str], Verdict | None]
    judge: Callable[[str, str], Verdict | None]
    forbids: Callable[[str, str], bool]
    bonds: Bonds


def clusters(rules: Rules, seeds: Iterable[str]) -> Clustering:
    """The clusters of all nodes that links reach from the seeds."""
    search = _Search(rules)
    todo = sorted(set(seeds))
    while todo:
        node = todo.pop()
        if node not in search.nodes:
            search.nodes.add(node)
            todo += search.visit(node)
    return cluster(search.nodes, search.links.values(), rules.forbids, rules.bonds)


class _Search:
    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.nodes: set[str] = set()
        self.links: dict[tuple[str, str], Link] = {}
        self._settled: set[str] = set()

    def visit(self, node: str) -> Iterator[str]:
        """The ends of the links that the node, or one of its keys, is part of."""
        for found in self._of(node):
            self.links[found.one, found.other] = found
            yield from (found.one, found.other)

    def _of(self, node: str) -> Iterator[Link]:
        same = self.rules.bonds.same.get(node, frozenset())
        yield from (link(node, other, _DECIDED) for other in same)
        near: set[str] = set()
        for key in self.rules.seeks(node):
            verdict = self.rules.settles(key)
            if verdict is None:
                near.update(self.rules.having(key))
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
