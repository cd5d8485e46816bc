"""What is stored, read back article by article: claims as the contract's JSON, and canonical nodes.

This is what exports, scores and the projection to Neo4j are made from; one article is held in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.rdf.claims import Identity, article_claims
from kg.rdf.index import Index, Term
from kg.rdf.vocabulary import KG, RDF, SKOS
from kg.store.articles import Stored, articles
from kg.store.dataset import Dataset

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """A canonical actor, place, event, agreement or clause: its classes (of `kg:`), its names, and where it lies.

    `name` is None for events, agreements and clauses; `keys` are its folded names; `known` the entries of the lexicon
    that it is; `locals` the nodes of articles; `independent` and `independent_at_most` how many independent sources
    linking counted behind an event.
    """

    iri: str
    classes: tuple[str, ...]
    name: str | None
    aliases: tuple[str, ...]
    keys: tuple[str, ...]
    within: tuple[str, ...]
    locals: tuple[str, ...]
    independent: int | None = None
    independent_at_most: int | None = None
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reuse:
    """An article that took over text of another, with how many words and a piece of them, where linking says so."""

    reuser: str
    reused: str
    shared_words: int | None = None
    text: str | None = None


def all_claims(data: Dataset) -> Iterator[Json]:
    """The claims of all articles, in order of the articles' and the claims' IRIs."""
    for stored in articles(data):
        yield from claims_of(data, stored)


def claims_of(data: Dataset, stored: Stored) -> Iterator[Json]:
    """The claims of an article; actors, places and events are canonical nodes, `review` is what analysts say."""
    for row in article_claims(Index(data.triples(stored.graph)), stored.article, identity(data)):
        yield {**row, "review": review_of(data, row["claim"])}


def identity(data: Dataset) -> Identity:
    """What linking says of the local nodes of the store."""
    return Identity(canonical=lambda iri: canonical(data, iri), names=lambda iri: names(data, iri))


def canonical(data: Dataset, node: str) -> str:
    """The canonical node of a local one; itself where it is not linked yet."""
    return data.one(node, KG.canonical, data.identity) or node


def locals_of(data: Dataset, canonical: str) -> list[str]:
    """The local nodes of a canonical one, sorted."""
    return data.subjects(KG.canonical, Term(canonical), data.identity)


def names(data: Dataset, node: str) -> tuple[str, ...]:
    """All names of a canonical node, the preferred one first."""
    preferred = data.objects(node, SKOS.prefLabel, data.identity)
    return (*preferred, *data.objects(node, SKOS.altLabel, data.identity))


def nodes(data: Dataset) -> Iterator[Node]:
    """All canonical nodes, in order of their IRIs."""
    for iri in sorted({term.value for _, term in data.pairs(KG.canonical, data.identity)}):
        yield node_of(data, iri)


def nodes_of(data: Dataset, stored: Stored) -> Iterator[Node]:
    """The canonical nodes of an article's local nodes, in order of their IRIs."""
    local = data.subjects(KG.ofArticle, Term(stored.article), data.identity)
    for iri in sorted({canonical(data, node) for node in local}):
        yield node_of(data, iri)


def node_of(data: Dataset, iri: str) -> Node:
    """A canonical node."""

    def all_of(predicate: str) -> tuple[str, ...]:
        return tuple(data.objects(iri, predicate, data.identity))

    local = tuple(locals_of(data, iri))
    keys = {key for node in local for key in data.objects(node, KG.linkKey, data.identity)}
    return Node(
        iri=iri,
        classes=tuple(t.removeprefix(str(KG)) for t in all_of(RDF.type) if t.startswith(str(KG))),
        name=next(iter(all_of(SKOS.prefLabel)), None),
        aliases=all_of(SKOS.altLabel),
        keys=all_of(KG.nameKey),
        within=all_of(KG.within),
        locals=local,
        known=tuple(sorted(key.removeprefix("known:") for key in keys if key.startswith("known:"))),
        independent=_number(data, iri, KG.independentSources),
        independent_at_most=_number(data, iri, KG.independentSourcesAtMost),
    )


def _number(data: Dataset, node: str, predicate: str) -> int | None:
    value = data.one(node, predicate, data.identity)
    return None if value is None else int(value)


def reviews(data: Dataset) -> dict[str, str]:
    """What analysts say of claims, where they do: `accepted` or `rejected`."""
    return {claim: term.value for claim, term in sorted(data.pairs(KG.review, judgements_graph(data)))}


def judgements_graph(data: Dataset) -> str:
    """The graph of what analysts said of claims."""
    return f"{data.base}graph/analysts/judgements"


def review_of(data: Dataset, claim: str) -> Json | None:
    """What analysts said of a claim, None where nobody said anything.

    `state` is agreed, awaiting (a second pair of eyes) or disputed, None where there are only notes; `result` is
    accepted or rejected once they agree; `judgements` are all that are in force, in order of time.
    """
    graph = judgements_graph(data)
    nodes = data.subjects(KG.about, Term(claim), graph)
    names = {"at": KG.at, "by": KG.by, "what": KG.judges, "why": KG.why}
    told = [{name: data.one(node, predicate, graph) for name, predicate in names.items()} for node in nodes]
    if not told:
        return None
    state, result = data.one(claim, KG.reviewState, graph), data.one(claim, KG.review, graph)
    return {"state": state, "result": result, "judgements": sorted(told, key=lambda j: str(j["at"]))}


def verdict_of(review: Json | None) -> str | None:
    """A review in a word: accepted or rejected, else awaiting or disputed; None where there is none."""
    return None if review is None else review["result"] or review["state"]


def reuses(data: Dataset) -> Iterator[Reuse]:
    """Which articles took over text of which, in order of their IRIs."""
    told = {(data.one(n, KG.reuser), data.one(n, KG.reused)): n for n, _ in data.pairs(KG.reuser, data.identity)}
    for reuser, term in sorted(data.pairs(KG.reuses, data.identity)):
        node = told.get((reuser, term.value))
        text = data.one(node, KG.text, data.identity) if node else None
        yield Reuse(reuser, term.value, _number(data, node, KG.sharedWords) if node else None, text)
