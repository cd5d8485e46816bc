"""`graph/identity`: gives each local node its canonical node; mended for the articles that changed, or made anew.

A cluster is the local nodes of one key; its canonical IRI is the least of them, its preferred label the most frequent,
then longest, then least of theirs.  All of it follows from the article graphs alone, so the order in which articles
came plays no part, and a mended graph is the same as one made anew.  What an article adds costs what the clusters of
its own names cost, and, where a cluster gets another canonical IRI, what the articles cost that speak of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from kg.arabic.fold import name_key
from kg.link.derive import derived, derived_now
from kg.link.keys import link_key
from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import KG, RDF, RDFS, SKOS
from kg.store.articles import article_of_graph, linked, unlinked
from kg.store.dataset import Change, Dataset

_CLASSES = ("Actor", "Place", "Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation")
_EVENTS = _CLASSES[2:]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_AT_ONCE = 100_000  # statements in one transaction: a text of some 20 MB


@dataclass(frozen=True, slots=True)
class _Local:
    node: str
    article: str
    key: str | None


@dataclass(slots=True)
class _Plan:
    """The clusters that are worked out again: members by canonical IRI, and the canonical IRI of each member."""

    data: Dataset
    members: dict[str, list[_Local]] = field(default_factory=dict)
    canonical: dict[str, str] = field(default_factory=dict)

    def add(self, cluster: list[_Local]) -> None:
        least = min(local.node for local in cluster)
        self.members[least] = cluster
        self.canonical.update((local.node, least) for local in cluster)

    def canon(self, node: str) -> str:
        """The canonical node: as worked out, else as the graph has it."""
        return self.canonical.get(node) or self.data.one(node, KG.canonical, self.data.identity) or node

    def locals(self, canonical: str) -> list[_Local]:
        """The local nodes of a canonical one: as worked out, else as the graph has them."""
        if canonical in self.members:
            return self.members[canonical]
        nodes = self.data.subjects(KG.canonical, Term(canonical), self.data.identity)
        return [_known(self.data, n, self.data.one(n, KG.ofArticle, self.data.identity) or "") for n in nodes]

    def derived(self, canonical: str) -> Iterator[Triple]:
        """What follows from the claims of a canonical event."""
        return derived(self.data, canonical, [local.node for local in self.locals(canonical)], self.canon)


def mend(data: Dataset, articles: Iterable[str] = ()) -> None:
    """Brings the identity graph up to date after articles were put in, replaced or taken out.

    The store notes what is not linked yet, so `articles` (IRIs) need not be named, and what a run that was cut off
    left behind is mended by the next.
    """
    changed = sorted({*articles, *unlinked(data)})
    old = [_known(data, node, a) for a in changed for node in data.subjects(KG.ofArticle, Term(a), data.identity)]
    new = [local for a in changed for local in _locals(data, a)]
    gone_nodes = {local.node for local in old}
    keys = {local.key for local in (*old, *new) if local.key}
    stay = [x for x in _staying(data, keys) if x.node not in gone_nodes]
    plan = _planned(data, [*new, *stay])
    moved = {x.article for x in stay if data.one(x.node, KG.canonical, data.identity) != plan.canonical[x.node]}
    gone = {t for local in (*old, *stay) for t in _said(data, local.node)}
    put = {t for canonical in plan.members for t in _cluster(plan, canonical)}
    _follow(plan, sorted(moved - set(changed)), gone, put)
    _write(data, gone - put, put - gone)


def rebuild(data: Dataset) -> None:
    """Makes the identity graph anew from all article graphs."""
    articles = [article_of_graph(data, graph) for graph in data.article_graphs()]
    plan = _planned(data, [local for a in articles for local in _locals(data, a)])
    put = {t for canonical in plan.members for t in _cluster(plan, canonical)}
    gone = set(data.triples(data.identity))
    _write(data, gone - put, put - gone)


def _planned(data: Dataset, nodes: Iterable[_Local]) -> _Plan:
    clusters: dict[str, list[_Local]] = defaultdict(list)
    for local in nodes:
        clusters[local.key or f"local:{local.node}"].append(local)
    plan = _Plan(data)
    for cluster in clusters.values():
        plan.add(cluster)
    return plan


def _write(data: Dataset, gone: set[Triple], new: set[Triple]) -> None:
    """One transaction, or several where a whole store is linked anew; the note of what is to be linked goes last."""
    if len(gone) + len(new) <= _AT_ONCE:
        data.change(Change(data.identity, tuple(gone), tuple(new)), linked(data))
        return
    for part in _parts(gone):
        data.change(Change(data.identity, gone=part))
    for part in _parts(new):
        data.change(Change(data.identity, new=part))
    data.change(linked(data))


def _parts(triples: set[Triple]) -> Iterator[tuple[Triple, ...]]:
    rest = iter(triples)
    while part := tuple(islice(rest, _AT_ONCE)):
        yield part


# --- what the store says now ----------------------------------------------------------------------------------------


def _graph(data: Dataset, article: str) -> str:
    return article.replace(f"{data.base}article/", f"{data.base}graph/", 1)


def _locals(data: Dataset, article: str) -> Iterator[_Local]:
    """The local nodes of an article, by its own graph; none once it was taken out."""
    graph = _graph(data, article)
    nodes = {n for name in _CLASSES for n in data.subjects(RDF.type, Term(str(KG[name])), graph)}
    for node in sorted(nodes):
        yield _Local(node, article, link_key(data, node, graph))


def _known(data: Dataset, node: str, article: str) -> _Local:
    return _Local(node, article, data.one(node, KG.linkKey, data.identity))


def _staying(data: Dataset, keys: Iterable[str]) -> Iterator[_Local]:
    """The local nodes that the identity graph has under these keys."""
    for key in keys:
        for node in data.subjects(KG.linkKey, Term(key, _STRING), data.identity):
            yield _Local(node, data.one(node, KG.ofArticle, data.identity) or "", key)


def _said(data: Dataset, node: str) -> Iterator[Triple]:
    """All that the identity graph says of a node, with the derivations of what is derived of it."""
    yield from data.about(node, data.identity)
    yield from derived_now(data, node)


# --- what it is to say ----------------------------------------------------------------------------------------------


def _cluster(plan: _Plan, canonical: str) -> Iterator[Triple]:
    """All that the identity graph is to say of a cluster."""
    data, cluster = plan.data, plan.members[canonical]
    for local in cluster:
        yield local.node, str(KG.canonical), Term(canonical)
        yield local.node, str(KG.ofArticle), Term(local.article)
        if local.key:
            yield local.node, str(KG.linkKey), Term(local.key, _STRING)
        for kind in data.objects(local.node, RDF.type, _graph(data, local.article)):
            yield canonical, str(RDF.type), Term(kind)
    yield from _names(plan.data, canonical, cluster)
    yield from _around(plan, canonical)
    yield from plan.derived(canonical)


def _names(data: Dataset, canonical: str, cluster: list[_Local]) -> Iterator[Triple]:
    """The preferred label (the most frequent, then longest, then least), the other names, and all of them folded."""
    labels: Counter[str] = Counter(label for x in cluster for label in data.objects(x.node, RDFS.label))
    if not labels:
        return
    best = min(labels, key=lambda label: (-labels[label], -len(label), label))
    forms = {best, *labels, *(form for x in cluster for form in data.objects(x.node, KG.form))}
    yield canonical, str(SKOS.prefLabel), Term(best, _STRING)
    for form in forms - {best}:
        yield canonical, str(SKOS.altLabel), Term(form, _STRING)
    for key in {name_key(form) for form in forms}:
        yield canonical, str(KG.nameKey), Term(key, _STRING)


def _around(plan: _Plan, canonical: str) -> Iterator[Triple]:
    """The canonical places that a canonical place lies in."""
    for local in plan.locals(canonical):
        for around in plan.data.objects(local.node, KG.within, _graph(plan.data, local.article)):
            yield canonical, str(KG.within), Term(plan.canon(around))


def _follow(plan: _Plan, articles: list[str], gone: set[Triple], put: set[Triple]) -> None:
    """What articles say of nodes that got another canonical IRI: places that lie in them, and what is derived."""
    data = plan.data
    for article in articles:
        graph = _graph(data, article)
        for canonical in {plan.canon(n) for n in data.subjects(RDF.type, Term(str(KG.Place)), graph)}:
            gone.update(t for t in data.about(canonical, data.identity) if t[1] == str(KG.within))
            put.update(_around(plan, canonical))
        events = {plan.canon(n) for k in _EVENTS for n in data.subjects(RDF.type, Term(str(KG[k])), graph)}
        for event in events:
            gone.update(derived_now(data, event))
            put.update(plan.derived(event))
