"""Extraction -> the article's graph: local nodes only, no blank nodes, nothing that tells when it was made."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import FOAF, ORG, PROV, RDF, RDFS, XSD

from kg.arabic.fold import name_key
from kg.model import (
    Actor,
    Anchor,
    Claim,
    ClauseContent,
    Event,
    Extraction,
    Factuality,
    Hop,
    Participation,
    Place,
    Span,
    Time,
)
from kg.rdf.iris import Minter, claim_iris
from kg.rdf.times import add_time
from kg.rdf.vocabulary import FACTUALITY, GEO, ID, KG, OA, PREFIXES, SCHEMA, SEM

_ALSO: dict[str, tuple[URIRef, ...]] = {
    "Person": (FOAF.Person,),
    "Organization": (ORG.Organization,),
    "ArmedGroup": (KG.Organization, ORG.Organization),
    "GovernmentBody": (KG.Organization, ORG.Organization),
    "MediaOutlet": (KG.Organization, ORG.Organization),
    "State": (KG.Organization, ORG.Organization),
    "Meeting": (SEM.Event, PROV.Activity),
    "Request": (SEM.Event, PROV.Activity),
    "Mandate": (SEM.Event, PROV.Activity),
    "Accusation": (SEM.Event, PROV.Activity),
    "Agreement": (PROV.Entity,),
    "Clause": (PROV.Entity,),
}


def to_graph(extraction: Extraction, *, base: str = ID, version: int = 1, earlier: tuple[str, ...] = ()) -> Graph:
    """The article's graph.

    `version` counts the texts that came under the article's key, `earlier` are the SHA-256 of those before.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    _Writer(graph, Minter(extraction.doc, base)).write(extraction, version, earlier)
    return graph


class _Writer:
    """Writes one article; keeps the graph and the minter that every part needs."""

    def __init__(self, graph: Graph, minter: Minter) -> None:
        self.graph = graph
        self.minter = minter

    def write(self, extraction: Extraction, version: int, earlier: tuple[str, ...]) -> None:
        self.article(extraction, version, earlier)
        for actor in extraction.actors:
            self.actor(actor)
        for place in extraction.places:
            self.place(place)
        for event in extraction.events:
            self.event(event)
        for claim, iri in zip(extraction.claims, claim_iris(self.minter, extraction.claims), strict=True):
            self.claim(iri, claim, extraction.run)

    def types(self, node: URIRef, *names: URIRef) -> None:
        for name in names:
            self.graph.add((node, RDF.type, name))

    def text(self, node: URIRef, predicate: URIRef, value: str | None) -> None:
        if value is not None:
            self.graph.add((node, predicate, Literal(value)))

    def article(self, extraction: Extraction, version: int, earlier: tuple[str, ...]) -> None:
        doc, node = extraction.doc, self.minter.article
        self.types(node, KG.Article, SCHEMA.NewsArticle, PROV.Entity)
        pairs = (
            (KG.articleKey, doc.key),
            (KG.recordId, doc.record_id),
            (KG.text, doc.text),
            (SCHEMA.headline, doc.title),
            (SCHEMA.url, doc.url),
            (SCHEMA.sha256, doc.sha256),
            (KG.dateline, extraction.dateline),
            (KG.outletName, doc.outlet),
            (KG.byline, doc.author),
        )
        for predicate, value in pairs:
            self.text(node, predicate, value)
        self.graph.add((node, KG.titleInText, Literal(doc.title_in_text)))
        self.graph.add((node, KG.version, Literal(version)))
        for sha in earlier:
            self.text(node, KG.earlierText, sha)
        self.text(node, KG.run, extraction.run)
        if doc.published:
            self.graph.add((node, SCHEMA.datePublished, Literal(doc.published.isoformat(), datatype=XSD.date)))
        if extraction.outlet:
            self.graph.add((node, KG.outlet, self.minter.node(extraction.outlet)))
        for supplier in extraction.supplied_by:
            self.graph.add((node, KG.suppliedBy, self.minter.node(supplier)))

    def names(self, node: URIRef, name: str, aliases: Iterable[str]) -> None:
        self.graph.add((node, RDFS.label, Literal(name)))
        for form in (name, *aliases):
            self.graph.add((node, KG.form, Literal(form)))
            self.graph.add((node, KG.nameKey, Literal(name_key(form))))

    def actor(self, actor: Actor) -> None:
        node = self.minter.node(actor.anchor)
        kinds = () if actor.type == "UnnamedActor" else _ALSO[actor.type]
        self.types(node, KG.Actor, KG[actor.type], PROV.Agent, SEM.Actor, *kinds)
        if actor.anonymous:
            self.types(node, KG.UnnamedActor)
        self.names(node, actor.name, actor.aliases)
        self.text(node, KG.known, actor.known)
        if actor.affiliation:
            self.graph.add((node, KG.affiliation, self.minter.node(actor.affiliation)))
        for member in actor.memberships:
            self.membership(node, member.role, member.organization, member.rank)
        self.evidence(node, actor.evidence)

    def membership(self, node: URIRef, role: str, organization: Anchor | None, rank: str | None) -> None:
        member = self.minter.of_claim(node, "membership", role, rank or "")
        self.types(member, ORG.Membership)
        self.graph.add((member, ORG.member, node))
        self.text(member, KG.role, role)
        self.text(member, KG.rank, rank)
        if organization:
            self.graph.add((member, ORG.organization, self.minter.node(organization)))

    def place(self, place: Place) -> None:
        node = self.minter.node(place.anchor)
        self.types(node, KG.Place, SEM.Place, GEO.Feature)
        self.names(node, place.name, place.aliases)
        self.graph.add((node, KG.described, Literal(place.described)))
        if place.within:
            self.graph.add((node, KG.within, self.minter.node(place.within)))
        for candidate in place.candidates:
            found = self.minter.of_claim(node, "candidate", candidate.id)
            self.types(found, KG.PlaceCandidate)
            self.graph.add((node, KG.candidate, found))
            self.text(found, RDFS.label, candidate.name)
            self.text(found, KG.gazetteerId, candidate.id)
            point = Literal(f"POINT({candidate.lon} {candidate.lat})", datatype=GEO.wktLiteral)
            self.graph.add((found, GEO.asWKT, point))
        self.evidence(node, place.evidence)

    def event(self, event: Event) -> None:
        node = self.minter.node(event.anchor)
        self.types(node, KG[event.type], *_ALSO[event.type])
        if event.agreement:
            self.graph.add((node, KG.ofAgreement, self.minter.node(event.agreement)))
        if event.about:
            self.graph.add((node, KG.about, self.minter.node(event.about)))

    def claim(self, node: URIRef, claim: Claim, run: str) -> None:
        self.types(node, KG.Claim, PROV.Entity)
        self.graph.add((node, KG.asserts, self.minter.node(claim.event)))
        self.graph.add((node, PROV.wasDerivedFrom, self.minter.article))
        pairs = ((KG.status, claim.status), (KG.kind, claim.kind), (KG.content, claim.content), (KG.run, run))
        for predicate, value in pairs:
            self.text(node, predicate, value)
        for reason in claim.reasons:
            self.text(node, KG.reason, reason)
        for part in claim.participants:
            self.participation(node, part)
        if claim.place:
            self.graph.add((node, KG.place, self.minter.node(claim.place)))
        if claim.time:
            self.graph.add((node, KG.time, self.time(node, "time", claim.time)))
        if claim.clause:
            self.clause(node, claim.clause)
        self.evidence(node, claim.evidence)
        self.chain(node, claim)

    def participation(self, claim: URIRef, part: Participation) -> None:
        actor = self.minter.node(part.actor)
        node = self.minter.of_claim(claim, "participation", str(actor), part.role)
        self.graph.add((claim, KG.participation, node))
        self.types(node, KG.Participation)
        self.graph.add((node, KG.actor, actor))
        self.text(node, KG.role, part.role)
        self.text(node, KG.title, part.title)
        if part.side:
            self.graph.add((node, KG.onBehalfOf, self.minter.node(part.side)))
        self.graph.add((node, KG.pseudonym, Literal(part.pseudonym)))
        self.evidence(node, part.evidence)

    def clause(self, claim: URIRef, clause: ClauseContent) -> None:
        self.text(claim, KG.text, clause.text)
        self.text(claim, KG.outcome, clause.outcome)
        self.text(claim, KG.condition, clause.condition)
        if clause.number is not None:
            self.graph.add((claim, KG.number, Literal(clause.number)))
        roles = (
            (KG.obligor, clause.obligor),
            (KG.beneficiary, clause.beneficiary),
            (KG.rejectedBy, clause.rejected_by),
        )
        for predicate, anchors in roles:
            for anchor in anchors:
                self.graph.add((claim, predicate, self.minter.node(anchor)))
        if clause.deadline:
            self.graph.add((claim, KG.deadline, self.time(claim, "deadline", clause.deadline)))

    def chain(self, claim: URIRef, told: Claim) -> None:
        self.graph.add((claim, KG.chainLength, Literal(len(told.chain))))
        nodes = [self.minter.of_claim(claim, "hop", str(n)) for n in range(1, len(told.chain) + 1)]
        self.graph.add((claim, PROV.qualifiedAttribution, nodes[0]))
        for number, (node, hop) in enumerate(zip(nodes, told.chain, strict=True), start=1):
            last = number == len(nodes)
            self.hop(node, number, hop, told.factuality if last else hop.factuality)
            self.graph.add((claim, KG.sourceHop, node))
            if not last:
                self.graph.add((node, KG.relayedFrom, nodes[number]))

    def hop(self, node: URIRef, number: int, hop: Hop, factuality: Factuality | None) -> None:
        self.types(node, KG.SourceHop, PROV.Attribution)
        self.graph.add((node, PROV.agent, self.minter.node(hop.source)))
        self.graph.add((node, KG.hop, Literal(number)))
        self.text(node, KG.cue, hop.cue)
        if hop.time:
            self.graph.add((node, KG.time, self.time(node, "time", hop.time)))
        if factuality:
            self.graph.add((node, KG.certainty, FACTUALITY[factuality.certainty]))
            self.graph.add((node, KG.polarity, FACTUALITY[factuality.polarity]))
            self.graph.add((node, KG.tense, FACTUALITY[factuality.tense]))
        self.evidence(node, hop.evidence)

    def time(self, owner: URIRef, kind: str, time: Time) -> URIRef:
        node = add_time(self.graph, self.minter, owner, kind, time)
        self.evidence(node, time.evidence)
        return node

    def evidence(self, node: URIRef, spans: Iterable[Span]) -> None:
        for span in spans:
            self.graph.add((node, KG.evidence, self.span(span)))

    def span(self, span: Span) -> URIRef:
        node = self.minter.span(span)
        position, quote = URIRef(f"{node}/position"), URIRef(f"{node}/quote")
        self.types(node, OA.SpecificResource, KG.Span)
        self.graph.add((node, OA.hasSource, self.minter.article))
        self.text(node, KG["in"], span.where)
        self.graph.add((node, OA.hasSelector, position))
        self.types(position, OA.TextPositionSelector)
        self.graph.add((position, OA.start, Literal(span.start)))
        self.graph.add((position, OA.end, Literal(span.end)))
        self.graph.add((position, OA.refinedBy, quote))
        self.types(quote, OA.TextQuoteSelector)
        self.graph.add((quote, OA.exact, Literal(span.text)))
        return node
