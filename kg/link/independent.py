"""How many independent sources an event has: copy is not confirmation.

The positive chains of an event's claims are joined where they share a source, where what one article says was supplied
by a source of the other's, and where their articles share copied text; the components that are left are the independent
sources.  Two unnamed sources of one affiliation may be one person or two: the lower figure (`kg:independentSources`)
takes them for one, the upper one (`kg:independentSourcesAtMost`) for two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Chain:
    """A positive chain: its article, its sources and the article's suppliers, as canonical nodes.

    `unnamed` are the affiliations of its unnamed sources, as canonical nodes.
    """

    claim: str
    article: str
    sources: frozenset[str]
    unnamed: frozenset[str] = frozenset()


def independent(chains: Iterable[Chain], copied: Callable[[str, str], bool]) -> tuple[int, int]:
    """The least and the most independent sources that the chains can have."""
    told = sorted(chains, key=lambda c: c.claim)
    joined = [(a, b) for a, b in combinations(told, 2) if _joined(a, b, copied)]
    maybe = [(a, b) for a, b in combinations(told, 2) if a.unnamed & b.unnamed]
    return _components(told, [*joined, *maybe]), _components(told, joined)


def _joined(one: Chain, other: Chain, copied: Callable[[str, str], bool]) -> bool:
    return bool(one.sources & other.sources) or one.article == other.article or copied(one.article, other.article)


def _components(chains: list[Chain], pairs: Iterable[tuple[Chain, Chain]]) -> int:
    group = {chain.claim: {chain.claim} for chain in chains}
    for one, other in pairs:
        if group[one.claim] is not group[other.claim]:
            group[one.claim] |= group[other.claim]
            for claim in group[other.claim]:
                group[claim] = group[one.claim]
    return len({id(g) for g in group.values()})
