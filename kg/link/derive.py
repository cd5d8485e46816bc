"""Statements that follow from claims, each with a node that names the claims it stands on and goes with the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from rdflib.namespace import PROV, RDF, XSD

from kg.rdf.index import Term, Triple
from kg.rdf.iris import digest
from kg.rdf.vocabulary import FACTUALITY, KG, SEM
from kg.store.dataset import Dataset

DERIVED = tuple(str(p) for p in (SEM.hasActor, SEM.hasPlace, KG.party, KG.clause, KG.independentSources))
Canonical = Callable[[str], str]
_Statement = tuple[str, str, Term]
_TOOK_PLACE = frozenset({"held", "ongoing"})
_AGREED = frozenset({"signed", "reached"})
_NOT_SO = frozenset({"denied", "cancelled", "failed"})
_WITHOUT_STATUS = frozenset({"Request", "Mandate", "Accusation"})
_EVENTS = frozenset({"Meeting", *_WITHOUT_STATUS})


def derived(data: Dataset, event: str, members: Iterable[str], canonical: Canonical) -> Iterator[Triple]:
    """The derived triples of a canonical event, from the claims of its local nodes, with their derivations."""
    support: dict[_Statement, set[str]] = defaultdict(set)
    sources: dict[str, str] = {}
    for local in members:
        kinds = {t.rsplit("#", 1)[-1] for t in data.objects(local, RDF.type)}
        for claim in data.subjects(KG.asserts, Term(local)):
            for statement in _statements(data, claim, local, kinds, canonical):
                support[statement].add(claim)
            if kinds & _EVENTS and _stands(data, claim):
                sources[claim] = canonical(data.one(last_hop(data, claim), PROV.agent) or "")
    if sources:
        count = Term(str(len(set(sources.values()))), str(XSD.integer))
        support[event, str(KG.independentSources), count] = set(sources)
    for (subject, predicate, value), claims in support.items():
        yield subject, predicate, value
        yield from _derivation(data.base, (subject, predicate, value), claims)


def derived_now(data: Dataset, subject: str) -> Iterator[Triple]:
    """The derived triples that the identity graph has of a subject, with their derivations."""
    for triple in data.about(subject, data.identity):
        if triple[1] in DERIVED:
            yield triple
            yield from data.about(derivation(data.base, triple), data.identity)


def derivation(base: str, statement: Triple) -> str:
    """The IRI of the node that names the claims of a derived statement."""
    subject, predicate, value = statement
    return f"{base}derivation/{digest(subject, predicate, value.value)}"


def _derivation(base: str, statement: _Statement, claims: Iterable[str]) -> Iterator[Triple]:
    subject, predicate, value = statement
    node = derivation(base, statement)
    yield node, str(RDF.type), Term(str(KG.Derivation))
    yield node, str(RDF.subject), Term(subject)
    yield node, str(RDF.predicate), Term(predicate)
    yield node, str(RDF.object), value
    for claim in claims:
        yield node, str(PROV.wasDerivedFrom), Term(claim)


def _statements(data: Dataset, claim: str, local: str, kinds: set[str], canonical: Canonical) -> Iterator[_Statement]:
    """What follows from one claim: members and place only of what took place, parties only of what was agreed."""
    if denies(data, claim):
        return
    event, status = canonical(local), data.one(claim, KG.status)
    if "Clause" in kinds:
        for agreement in data.objects(local, KG.ofAgreement):
            yield canonical(agreement), str(KG.clause), Term(event)
    if status in _AGREED and "Agreement" in kinds:
        for actor in _actors(data, claim, lambda role: role == "party"):
            yield event, str(KG.party), Term(canonical(actor))
    if kinds & _EVENTS and (status in _TOOK_PLACE or (status is None and kinds & _WITHOUT_STATUS)):
        for actor in _actors(data, claim, lambda role: role != "target"):
            yield event, str(SEM.hasActor), Term(canonical(actor))
        for place in data.objects(claim, KG.place):
            yield event, str(SEM.hasPlace), Term(canonical(place))


def _actors(data: Dataset, claim: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    for part in data.objects(claim, KG.participation):
        if wanted(data.one(part, KG.role) or ""):
            yield from data.objects(part, KG.actor)


def _stands(data: Dataset, claim: str) -> bool:
    return not denies(data, claim) and data.one(claim, KG.status) not in _NOT_SO


def denies(data: Dataset, claim: str) -> bool:
    """Whether the deepest source of the claim denies it."""
    return data.one(last_hop(data, claim), KG.polarity) == str(FACTUALITY.negative)


def last_hop(data: Dataset, claim: str) -> str:
    """The hop of the deepest source."""
    hop = data.one(claim, PROV.qualifiedAttribution) or ""
    while (deeper := data.one(hop, KG.relayedFrom) if hop else None) is not None:
        hop = deeper
    return hop
