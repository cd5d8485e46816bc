"""Decisions on who is who: same and not the same, as linking binds them and as a graph of their own shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.judge.log import Entry, entries, in_force
from kg.judge.refs import attach
from kg.link.cluster import Bonds, partners
from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import KG, RDF, XSD
from kg.store.dataset import Change, Dataset
from kg.store.terms import normal

_STRING, _TIME = str(XSD.string), str(XSD.dateTime)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Attached:
    """A decision with the nodes that it means now; `nodes` is None where one of them can't be found any more."""

    entry: Entry
    nodes: Pair | None


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions in force: as bonds, the nodes whose bonds are new or gone, and the change of their graph."""

    bonds: Bonds
    changed: frozenset[str]
    change: Change


def graph(data: Dataset) -> str:
    """The graph of decisions on identity."""
    return f"{data.base}graph/analysts/identity"


def attached(data: Dataset) -> Iterator[Attached]:
    """The decisions on identity in force, in order of time."""
    for one in in_force(entries(data.folder)):
        if one.what in ("same", "not-same"):
            first, second = (attach(data, ref) for ref in one.about)
            yield Attached(one, (min(first, second), max(first, second)) if first and second else None)


OVERRULED, CONTRADICTED = "overruled by a later decision on the two", "not followed, as it contradicts other decisions"


def unmet(data: Dataset) -> dict[str, str]:
    """The decisions in force, by their ids, that the store does not follow, and why: others go before them."""
    told = [(a.nodes, a.entry) for a in attached(data) if a.nodes is not None]
    last = {nodes: entry.id for nodes, entry in told}
    out = {}
    for nodes, entry in told:
        first, second = (data.one(node, KG.canonical, data.identity) for node in nodes)
        if last[nodes] != entry.id:
            out[entry.id] = OVERRULED
        elif (first == second) != (entry.what == "same"):
            out[entry.id] = CONTRADICTED
    return out


def decided(data: Dataset) -> Decided:
    """What holds now, and what that changes against the graph of decisions."""
    told = list(attached(data))
    last = {a.nodes: a for a in told if a.nodes is not None}  # of several on one pair the last holds
    now = normal(t for a in last.values() for t in _triples(data, a))
    old = set(data.triples(graph(data)))
    before, after = _pairs(old), _pairs(now)
    same = partners(pair for pair, what in after if what == "same")
    apart = partners(pair for pair, what in after if what == "not-same")
    changed = frozenset(node for pair, _ in before ^ after for node in pair)
    return Decided(Bonds(same, apart), changed, Change(graph(data), tuple(old - now), tuple(now - old)))


def _triples(data: Dataset, found: Attached) -> Iterator[Triple]:
    assert found.nodes is not None
    node = f"{data.base}decision/{found.entry.id}"
    yield node, str(RDF.type), Term(str(KG.Decision))
    yield node, str(KG.decides), Term(found.entry.what, _STRING)
    yield node, str(KG.by), Term(found.entry.by, _STRING)
    yield node, str(KG.at), Term(found.entry.at, _TIME)
    if found.entry.why:
        yield node, str(KG.why), Term(found.entry.why, _STRING)
    yield from ((node, str(KG.about), Term(end)) for end in found.nodes)


def _pairs(triples: Iterable[Triple]) -> set[tuple[Pair, str]]:
    """Pairs with what is decided on them, from the graph's triples."""
    ends: dict[str, list[str]] = {}
    what: dict[str, str] = {}
    for subject, predicate, term in triples:
        if predicate == str(KG.about):
            ends.setdefault(subject, []).append(term.value)
        elif predicate == str(KG.decides):
            what[subject] = term.value
    return {((min(e), max(e)), what[n]) for n, e in ends.items() if len(e) == 2 and n in what}
