"""Statements that follow from claims, each with a node that names the claims it stands on and goes with the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from rdflib.namespace import PROV, RDF, XSD

from kg.link.independent import Chain, independent
from kg.rdf.index import Term, Triple
from kg.rdf.iris import digest
from kg.rdf.vocabulary import FACTUALITY, KG, SEM
from kg.store.dataset import Dataset

_COUNTS = (KG.independentSources, KG.independentSourcesAtMost)
DERIVED = tuple(str(p) for p in (SEM.hasActor, SEM.hasPlace, KG.party, KG.clause, *_COUNTS))
Canonical = Callable[[str], str]
_Statement = tuple[str, str, Term]
_TOOK_PLACE = frozenset({"held", "ongoing"})
_AGREED = frozenset({"signed", "reached"})
_NOT_SO = frozenset({"denied", "cancelled", "failed"})
_WITHOUT_STATUS = frozenset({"Request", "Mandate", "Accusation"})
_EVENTS = frozenset({"Meeting", *_WITHOUT_STATUS})
_COUNTED = frozenset({*_EVENTS, "Agreement", "Clause"})
Copied = Callable[[str, str], bool]


def derived(
    data: Dataset, event: str, members: Iterable[str], canonical: Canonical, copied: Copied
) -> Iterator[Triple]:
    """The derived triples of a canonical event, from the claims of its local nodes, with their derivations."""
    support: dict[_Statement, set[str]] = defaultdict(set)
    chains: list[Chain] = []
    for local in members:
        kinds = {t.rsplit("#", 1)[-1] for t in data.objects(local, RDF.type)}
        for clause, claim in _clauses(data, local):
            support[event, str(KG.clause), Term(canonical(clause))].add(claim)
        for claim in data.subjects(KG.asserts, Term(local)):
            for statement in _statements(data, claim, local, kinds, canonical):
                support[statement].add(claim)
            if kinds & _COUNTED and _stands(data, claim):
                chains.append(_chain(data, claim, canonical))
    if chains:
        for counted, count in zip(_COUNTS, independent(chains, copied), strict=True):
            support[event, str(counted), Term(str(count), str(XSD.integer))] = {c.claim for c in chains}
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
    if status in _AGREED and "Agreement" in kinds:
        for actor in _actors(data, claim, lambda role: role == "party"):
            yield event, str(KG.party), Term(canonical(actor))
    if kinds & _EVENTS and (status in _TOOK_PLACE or (status is None and kinds & _WITHOUT_STATUS)):
        for actor in _actors(data, claim, lambda role: role != "target"):
            yield event, str(SEM.hasActor), Term(canonical(actor))
        for place in data.objects(claim, KG.place):
            yield event, str(SEM.hasPlace), Term(canonical(place))


def _clauses(data: Dataset, agreement: str) -> Iterator[tuple[str, str]]:
    """The clauses of a local agreement with the claims that do not deny them."""
    for clause in data.subjects(KG.ofAgreement, Term(agreement)):
        yield from ((clause, c) for c in data.subjects(KG.asserts, Term(clause)) if not denies(data, c))


def _actors(data: Dataset, claim: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    for part in data.objects(claim, KG.participation):
        if wanted(data.one(part, KG.role) or ""):
            yield from data.objects(part, KG.actor)


def _stands(data: Dataset, claim: str) -> bool:
    return not denies(data, claim) and data.one(claim, KG.status) not in _NOT_SO


def _chain(data: Dataset, claim: str, canonical: Canonical) -> Chain:
    """The chain of a claim with what its article was supplied by; its unnamed sources by their affiliation."""
    article = data.one(claim, PROV.wasDerivedFrom) or ""
    agents = [a for hop in hops(data, claim) for a in data.objects(hop, PROV.agent)]
    unnamed = [a for a in agents if str(KG.UnnamedActor) in data.objects(a, RDF.type)]
    return Chain(
        claim,
        article,
        frozenset(canonical(a) for a in (*agents, *data.objects(article, KG.suppliedBy))),
        frozenset(canonical(o) for a in unnamed for o in data.objects(a, KG.affiliation)),
    )


def denies(data: Dataset, claim: str) -> bool:
    """Whether the deepest source of the claim denies it."""
    return data.one(last_hop(data, claim), KG.polarity) == str(FACTUALITY.negative)


def hops(data: Dataset, claim: str) -> Iterator[str]:
    """The hops of a claim's chain, from the outlet to the deepest source."""
    hop = data.one(claim, PROV.qualifiedAttribution)
    while hop is not None:
        yield hop
        hop = data.one(hop, KG.relayedFrom)


def last_hop(data: Dataset, claim: str) -> str:
    """The hop of the deepest source."""
    return next(iter([*hops(data, claim)][::-1]), "")
