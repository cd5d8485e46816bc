"""From scored pairs to clusters: the surest pairs first, never across what forbids; the same whatever the order.

Kruskal's way to a greatest spanning forest, with pairs that must not meet: what comes out follows from the set of pairs
alone, and the pairs that joined clusters are the reasons why a cluster is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.link.score import Verdict

Partners = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Bonds:
    """What people decided about pairs of nodes: `same` and `apart` by node, both ways."""

    same: Partners = field(default_factory=dict)
    apart: Partners = field(default_factory=dict)

    def nodes(self) -> frozenset[str]:
        """All nodes that a decision is about."""
        return frozenset({*self.same, *self.apart})


def partners(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Pairs as a mapping from each node to the others, both ways."""
    out: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        out[one].add(other)
        out[other].add(one)
    return {node: frozenset(others) for node, others in out.items()}


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes and the verdict that they are one; `one` is the lesser IRI."""

    one: str
    other: str
    verdict: Verdict


def link(one: str, other: str, verdict: Verdict) -> Link:
    """A link with its ends in order."""
    return Link(min(one, other), max(one, other), verdict)


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters, each sorted, in order of their least members; and the links that made them."""

    clusters: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]


def cluster(
    nodes: Iterable[str], links: Iterable[Link], forbids: Callable[[str, str], bool], bonds: Bonds
) -> Clustering:
    """Clusters of the nodes.

    `forbids` says whether two nodes may not be in one cluster; it is not asked for links that a key settles or a person
    decided: there only counts that a person decided against it.
    """
    members = {node: [node] for node in nodes}
    used = []
    for found in sorted(links, key=_surest):
        one, other = members[found.one], members[found.other]
        if one is other or _divided(members, bonds, one, other):
            continue
        if found.verdict.ground == "evidence" and _any(forbids, bonds, one, other):
            continue
        small, large = sorted((one, other), key=len)
        large += small
        members.update(dict.fromkeys(small, large))
        used.append(found)
    groups = {id(group): group for group in members.values()}
    return Clustering(tuple(sorted(tuple(sorted(g)) for g in groups.values())), tuple(used))


def _surest(found: Link) -> tuple[int, float, str, str]:
    """What a person decided first, then what a key settles, then evidence by its points."""
    return (("person", "key", "evidence").index(found.verdict.ground), -found.verdict.score, found.one, found.other)


def _divided(members: Mapping[str, list[str]], bonds: Bonds, one: list[str], other: list[str]) -> bool:
    """Whether a person decided that a node of one group is not the same as one of the other."""
    for node, others in bonds.apart.items():
        group = members.get(node)
        if group is one and any(members.get(o) is other for o in others):
            return True
    return False


def _any(forbids: Callable[[str, str], bool], bonds: Bonds, one: list[str], other: list[str]) -> bool:
    return any(forbids(a, b) for a in one for b in other if b not in bonds.same.get(a, ()))
