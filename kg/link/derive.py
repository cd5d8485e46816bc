"""Statements that follow from claims, each with a node that names the claims it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rdflib.namespace import PROV, RDF

from kg.rdf.index import Index, Term, Triple
from kg.rdf.iris import digest
from kg.rdf.vocabulary import FACTUALITY, KG, SEM

Statement = tuple[str, str, str]
_HELD = frozenset({"held", "ongoing"})
_AGREED = frozenset({"signed", "reached"})


def derived(index: Index, article: str, canonical: Mapping[str, str], base: str) -> Iterator[Triple]:
    """The derived triples of an article's claims, in canonical nodes, with their derivations."""
    support: dict[Statement, set[str]] = defaultdict(set)
    for claim in index.subjects(RDF.type, KG.Claim):
        for statement in _statements(index, claim, canonical):
            support[statement].add(claim)
    for statement, claims in sorted(support.items()):
        yield from _derivation(statement, sorted(claims), article, base)


def _statements(index: Index, claim: str, canonical: Mapping[str, str]) -> Iterator[Statement]:
    event = index.one(claim, KG.asserts) or ""
    node, status = canonical.get(event, event), index.one(claim, KG.status)
    agreement = index.one(event, KG.ofAgreement)
    if agreement:
        yield canonical.get(agreement, agreement), str(KG.clause), node
    if denies(index, claim):
        return
    if status in _HELD:
        for actor in _actors(index, claim):
            yield node, str(SEM.hasActor), canonical.get(actor, actor)
        for place in index.all(claim, KG.place):
            yield node, str(SEM.hasPlace), canonical.get(place, place)
    if status in _AGREED:
        for actor in _actors(index, claim):
            yield node, str(KG.party), canonical.get(actor, actor)


def _actors(index: Index, claim: str) -> Iterator[str]:
    for part in index.all(claim, KG.participation):
        yield from index.all(part, KG.actor)


def denies(index: Index, claim: str) -> bool:
    """Whether the deepest source of the claim denies it."""
    hop = index.one(claim, PROV.qualifiedAttribution)
    while hop is not None and (deeper := index.one(hop, KG.relayedFrom)) is not None:
        hop = deeper
    return hop is not None and index.one(hop, KG.polarity) == str(FACTUALITY.negative)


def _derivation(statement: Statement, claims: list[str], article: str, base: str) -> Iterator[Triple]:
    subject, predicate, value = statement
    node = f"{base}derivation/{digest(article, *statement)}"
    yield subject, predicate, Term(value)
    yield node, str(RDF.type), Term(str(KG.Derivation))
    yield node, str(RDF.subject), Term(subject)
    yield node, str(RDF.predicate), Term(predicate)
    yield node, str(RDF.object), Term(value)
    yield node, str(KG.ofArticle), Term(article)
    for claim in claims:
        yield node, str(PROV.wasDerivedFrom), Term(claim)
