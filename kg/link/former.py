"""What became of nodes whose mention is gone: an id that somebody noted goes on working.

A cluster's canonical IRI is the least of its mentions'.  When the article of that mention is taken out, or is read
again without it, the cluster has another one; the IRI that went answers with what is left of its cluster.  This is
history, which the article graphs don't have: it is kept in a graph of its own, and is no part of what can be rebuilt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import KG
from kg.store.claims import locals_of
from kg.store.dataset import Change, Dataset

_BECAME = str(KG.became)


def graph(data: Dataset) -> str:
    """The graph of nodes that are gone."""
    return f"{data.base}graph/link/former"


def became(data: Dataset, iri: str) -> str | None:
    """The local node that stands for one that is gone, None where nothing is left of its cluster."""
    return data.one(iri, _BECAME, graph(data))


def change(data: Dataset, gone: Iterable[str], there: Iterable[str]) -> Change:
    """The change for nodes that are gone from the identity graph as it is now, and for those that are there (again)."""
    going, told = set(gone), graph(data)
    live = set(there)
    out: set[Triple] = {(n, _BECAME, heir) for n, heir in data.pairs(_BECAME, told) if n in live}
    put: set[Triple] = set()
    clusters: dict[str, set[str]] = defaultdict(set)
    for node in going:
        clusters[data.one(node, KG.canonical, data.identity) or node].add(node)
    for canonical, nodes in clusters.items():
        left = (n for n in locals_of(data, canonical) if n not in going)
        heir = next(left, None)
        for node in nodes:
            before = data.subjects(_BECAME, Term(node), told)
            out |= {(n, _BECAME, Term(node)) for n in before}
            put |= {(n, _BECAME, Term(heir)) for n in (node, *before) if heir is not None}
    return Change(told, tuple(out - put), tuple(put - out))
