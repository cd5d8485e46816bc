"""What the identity graph is to say of the clusters that are worked out again, and what it says of them now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.arabic.fold import name_key
from kg.link.authority import authorities
from kg.link.cluster import Clustering, Link
from kg.link.derive import derived, derived_now
from kg.rdf.index import Term, Triple
from kg.rdf.iris import digest
from kg.rdf.vocabulary import KG, RDF, RDFS, SKOS, XSD
from kg.store.claims import locals_of
from kg.store.dataset import Dataset

STRING = str(XSD.string)


@dataclass(slots=True)
class Plan:
    """The clusters by canonical IRI, the canonical IRI of each member, and the links that made them."""

    data: Dataset
    article: Callable[[str], str]
    copied: Callable[[str, str], bool]
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    canonical: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    _before: dict[str, str | None] = field(default_factory=dict)

    def add(self, found: Clustering, keys: Callable[[str], frozenset[str]]) -> None:
        """Takes clusters in; `keys` gives those that a node is found by."""
        for cluster in found.clusters:
            self.members[cluster[0]] = cluster
            self.canonical.update(dict.fromkeys(cluster, cluster[0]))
            self.keys.update((node, keys(node)) for node in cluster)
        for link in found.links:
            if link.verdict.ground != "key":  # a key is kept as it is, and says all
                self.links.setdefault(self.canonical[link.one], []).append(link)

    def before(self, node: str) -> str | None:
        """The canonical node that the identity graph has now."""
        if node not in self._before:
            self._before[node] = self.data.one(node, KG.canonical, self.data.identity)
        return self._before[node]

    def canon(self, node: str) -> str:
        """The canonical node: as worked out, else as the graph has it."""
        return self.canonical.get(node) or self.before(node) or node

    def moved(self) -> set[str]:
        """The nodes whose canonical node becomes another; those that are new here are none of them."""
        return {n for n, c in self.canonical.items() if (old := self.before(n)) is not None and old != c}

    def locals(self, canonical: str) -> tuple[str, ...]:
        """The local nodes of a canonical one: as worked out, else as the graph has them."""
        if canonical in self.members:
            return self.members[canonical]
        return tuple(locals_of(self.data, canonical))

    def derived(self, canonical: str) -> Iterator[Triple]:
        """What follows from the claims of a canonical event."""
        return derived(self.data, canonical, self.locals(canonical), self.canon, self.copied)

    def around(self, canonical: str) -> Iterator[Triple]:
        """The canonical places that a canonical place lies in."""
        for local in self.locals(canonical):
            for around in self.data.objects(local, KG.within, self.graph(local)):
                yield canonical, str(KG.within), Term(self.canon(around))

    def graph(self, node: str) -> str:
        """The graph of a node's article."""
        return self.article(node).replace(f"{self.data.base}article/", f"{self.data.base}graph/", 1)

    def triples(self) -> set[Triple]:
        """All that the identity graph is to say of the clusters."""
        return {t for canonical in self.members for t in self._cluster(canonical)}

    def _cluster(self, canonical: str) -> Iterator[Triple]:
        members = self.members[canonical]
        for node in members:
            yield node, str(KG.canonical), Term(canonical)
            yield node, str(KG.ofArticle), Term(self.article(node))
            yield from ((node, str(KG.linkKey), Term(key, STRING)) for key in self.keys[node])
            for kind in self.data.objects(node, RDF.type, self.graph(node)):
                yield canonical, str(RDF.type), Term(kind)
        yield from self._names(canonical, members)
        yield from authorities(canonical, {k for node in members for k in self.keys[node]})
        yield from self.around(canonical)
        yield from self.derived(canonical)
        for link in self.links.get(canonical, ()):
            yield from link_triples(self.data.base, link)

    def _names(self, canonical: str, members: Iterable[str]) -> Iterator[Triple]:
        """The preferred label (most frequent, then longest, then least), the other names, and all of them folded."""
        data, graphs = self.data, {node: self.graph(node) for node in members}
        labels: Counter[str] = Counter(label for n, g in graphs.items() for label in data.objects(n, RDFS.label, g))
        if not labels:
            return
        best = min(labels, key=lambda label: (-labels[label], -len(label), label))
        forms = {best, *labels, *(form for n, g in graphs.items() for form in data.objects(n, KG.form, g))}
        yield canonical, str(SKOS.prefLabel), Term(best, STRING)
        yield from ((canonical, str(SKOS.altLabel), Term(form, STRING)) for form in forms - {best})
        yield from ((canonical, str(KG.nameKey), Term(key, STRING)) for key in {name_key(form) for form in forms})


def link_triples(base: str, link: Link) -> Iterator[Triple]:
    """A link as a node: what it joins, its score and its reasons."""
    node = f"{base}link/{digest(link.one, link.other)}"
    yield node, str(RDF.type), Term(str(KG.Link))
    yield node, str(KG.joins), Term(link.one)
    yield node, str(KG.joins), Term(link.other)
    yield node, str(KG.score), Term(_decimal(link.verdict.score), str(XSD.decimal))
    for reason in link.verdict.reasons:
        yield node, str(KG.reason), Term(f"{reason.points:+.2f} {reason.text}", STRING)


def said(data: Dataset, node: str) -> Iterator[Triple]:
    """All that the identity graph says of a node: derivations of what is derived of it and links included."""
    yield from data.about(node, data.identity)
    yield from derived_now(data, node)
    for link in data.subjects(KG.joins, Term(node), data.identity):
        yield from data.about(link, data.identity)


def _decimal(number: float) -> str:
    """As Oxigraph gives a decimal back."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
