"""`graph/identity`: gives each local node its canonical node; mended for the articles that changed, or made anew.

A cluster is the local nodes of one key; its canonical IRI is the least of them, its preferred label the most frequent,
then longest, then least of theirs.  What an article adds costs what its keys' clusters cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import URIRef

from kg.arabic.fold import name_key
from kg.link.derive import derived
from kg.link.keys import link_key
from kg.rdf.index import Index, Term, Triple
from kg.rdf.iris import graph_of, identity_graph
from kg.rdf.vocabulary import KG, RDF, RDFS, SKOS
from kg.store.articles import claims_graphs
from kg.store.dataset import Dataset

_LOCAL = ("Actor", "Place", "Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(slots=True)
class Linker:
    """Links over one open dataset; article graphs are indexed once."""

    data: Dataset
    _indexes: dict[str, Index] = field(default_factory=dict)

    @property
    def graph(self) -> str:
        """The identity graph."""
        return str(identity_graph(self.data.base))

    def index(self, article: str) -> Index:
        """The article's graph as an index; empty if it was taken out."""
        if article not in self._indexes:
            self._indexes[article] = Index(self.data.triples(str(graph_of(URIRef(article), self.data.base))))
        return self._indexes[article]

    # --- what the graph says now

    def locals_of(self, article: str) -> list[str]:
        """The local nodes that the identity graph has for an article."""
        return self.data.subjects(str(KG.ofArticle), Term(article), self.graph)

    def about(self, node: str) -> Iterator[Triple]:
        """What the identity graph says of a node's name and place in a cluster."""
        for predicate in (KG.canonical, KG.linkKey, SKOS.prefLabel, SKOS.altLabel, KG.nameKey):
            for value in self.data.objects(node, str(predicate), self.graph):
                yield node, str(predicate), _as_term(str(predicate), value)

    def key_of(self, node: str) -> str | None:
        """The key under which the graph has a node."""
        return next(iter(self.data.objects(node, str(KG.linkKey), self.graph)), None)

    def members(self, key: str) -> set[str]:
        """The local nodes that the graph has under a key."""
        return set(self.data.subjects(str(KG.linkKey), Term(key, _STRING), self.graph))

    def article_of(self, node: str) -> str:
        """The article of a local node."""
        return next(iter(self.data.objects(node, str(KG.ofArticle), self.graph)), "")


@dataclass(frozen=True, slots=True)
class _Local:
    node: str
    article: str
    key: str | None


def mend(data: Dataset, articles: Iterable[str]) -> None:
    """Brings the identity graph up to date after these articles were put in, replaced or taken out."""
    linker = Linker(data)
    changed = sorted(set(articles))
    new = {local.node: local for article in changed for local in _locals(linker, article)}
    old = {n: _Local(n, a, linker.key_of(n)) for a in changed for n in linker.locals_of(a) if _is_node(linker, n)}
    keys = {x.key for x in (*old.values(), *new.values()) if x.key}
    stay = {n: _Local(n, linker.article_of(n), k) for k in keys for n in linker.members(k) if n not in old}
    gone, put = _renamed(linker, old, {**stay, **new}, stay)
    canonical = {s: t.value for s, p, t in put if p == str(KG.canonical)}
    moved = {x.article for n, x in stay.items() if _canonical_now(linker, n) != canonical[n]}
    for article in sorted({*changed, *moved}):
        gone += list(_derived_now(linker, article))
        put += list(derived(linker.index(article), article, _Canon(linker, canonical), data.base))
    before, after = set(gone), set(put)
    data.change(linker.graph, sorted(before - after), sorted(after - before))


def rebuild(data: Dataset) -> None:
    """Makes the identity graph anew from all article graphs."""
    data.drop(str(identity_graph(data.base)))
    mend(data, [g.replace("/graph/", "/article/") for g in claims_graphs(data)])


class _Canon(dict[str, str]):
    """Canonical nodes: those just worked out, else those that the graph has, looked up when asked for."""

    def __init__(self, linker: Linker, known: dict[str, str]) -> None:
        super().__init__(known)
        self._linker = linker

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]
        return self[key] if key in self else _canonical_now(self._linker, key) or default or key


def _locals(linker: Linker, article: str) -> Iterator[_Local]:
    index = linker.index(article)
    nodes = {n for name in _LOCAL for n in index.subjects(str(RDF.type), str(KG[name]))}
    for node in sorted(nodes):
        yield _Local(node, article, link_key(index, node))


def _is_node(linker: Linker, node: str) -> bool:
    """Derivations name their article too; only local nodes have a canonical node."""
    return _canonical_now(linker, node) is not None


def _canonical_now(linker: Linker, node: str) -> str | None:
    return next(iter(linker.data.objects(node, str(KG.canonical), linker.graph)), None)


def _renamed(
    linker: Linker, old: dict[str, _Local], now: dict[str, _Local], stay: dict[str, _Local]
) -> tuple[list[Triple], list[Triple]]:
    """The triples that say who is whom: those of all nodes concerned before, and those after."""
    gone = [t for node in {*old, *stay} for t in linker.about(node)]
    gone += [(n, str(KG.ofArticle), Term(x.article)) for n, x in {**old, **stay}.items()]
    clusters: dict[str, list[_Local]] = {}
    for node, local in now.items():
        clusters.setdefault(local.key or f"local:{node}", []).append(local)
    return gone, [t for cluster in clusters.values() for t in _cluster(linker, cluster)]


def _cluster(linker: Linker, cluster: list[_Local]) -> Iterator[Triple]:
    canonical = min(x.node for x in cluster)
    for local in cluster:
        yield local.node, str(KG.canonical), Term(canonical)
        yield local.node, str(KG.ofArticle), Term(local.article)
        if local.key:
            yield local.node, str(KG.linkKey), Term(local.key, _STRING)
    labels = Counter(label for x in cluster for label in linker.index(x.article).all(x.node, RDFS.label))
    if not labels:
        return
    best = min(labels, key=lambda label: (-labels[label], -len(label), label))
    forms = {form for x in cluster for form in linker.index(x.article).all(x.node, KG.form)}
    own = next(x for x in cluster if x.node == canonical)
    yield canonical, str(SKOS.prefLabel), Term(best, _STRING)
    for form in sorted(forms - {best}):
        yield canonical, str(SKOS.altLabel), Term(form, _STRING)
    said = set(linker.index(own.article).all(canonical, KG.nameKey))
    for key in sorted({name_key(form) for form in forms} - said):
        yield canonical, str(KG.nameKey), Term(key, _STRING)


def _derived_now(linker: Linker, article: str) -> Iterator[Triple]:
    for node in linker.data.subjects(str(KG.ofArticle), Term(article), linker.graph):
        parts = [linker.data.objects(node, str(p), linker.graph) for p in (RDF.subject, RDF.predicate, RDF.object)]
        if all(parts):
            (subject, predicate, value) = (p[0] for p in parts)
            yield subject, predicate, Term(value)
            yield node, str(RDF.type), Term(str(KG.Derivation))
            for name, part in zip((RDF.subject, RDF.predicate, RDF.object), (subject, predicate, value), strict=True):
                yield node, str(name), Term(part)
            yield node, str(KG.ofArticle), Term(article)
            for claim in linker.data.objects(node, "http://www.w3.org/ns/prov#wasDerivedFrom", linker.graph):
                yield node, "http://www.w3.org/ns/prov#wasDerivedFrom", Term(claim)


def _as_term(predicate: str, value: str) -> Term:
    return Term(value) if predicate == str(KG.canonical) else Term(value, _STRING)
