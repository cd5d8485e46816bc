"""The graph of an article read back as the contract's claims: one JSON object a claim, all keys always there.

IRIs are canonical; `name` is the article's own fullest form, `aliases` its other forms, then other names of the
canonical node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rdflib.namespace import PROV, RDF, RDFS

from kg.rdf.index import Index
from kg.rdf.vocabulary import FACTUALITY, GEO, KG, OA, SCHEMA

Json = dict[str, Any]
_EVENTS = ("Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation")
_FINER = ("UnnamedActor", "State", "MediaOutlet", "GovernmentBody", "ArmedGroup", "Organization", "Person")


@dataclass(frozen=True, slots=True)
class Identity:
    """What linking says of local nodes: the canonical IRI, and the names of that."""

    canonical: Callable[[str], str] = field(default=lambda iri: iri)
    names: Callable[[str], tuple[str, ...]] = field(default=lambda iri: ())


NO_IDENTITY = Identity()


def article_claims(index: Index, article: str, identity: Identity = NO_IDENTITY) -> Iterator[Json]:
    """The claims of an article in order of their IRIs."""
    reader = _Reader(index, identity, _document(index, article))
    for claim in index.subjects(RDF.type, KG.Claim):
        yield reader.claim(claim)


def _document(index: Index, article: str) -> Json:
    return {
        "id": index.one(article, KG.recordId),
        "article": article,
        "title": index.one(article, SCHEMA.headline),
        "outlet": index.one(article, KG.outletName) or _label(index, index.one(article, KG.outlet)),
        "published": index.one(article, SCHEMA.datePublished),
    }


def _label(index: Index, node: str | None) -> str | None:
    return None if node is None else index.one(node, RDFS.label)


class _Reader:
    """Reads the claims of one article."""

    def __init__(self, index: Index, identity: Identity, document: Json) -> None:
        self.index = index
        self.identity = identity
        self.document = document

    def claim(self, claim: str) -> Json:
        event = self.index.one(claim, KG.asserts) or ""
        kind = self.event_type(event)
        hops = self.chain(claim)
        row: Json = {
            "claim": claim,
            "event": self.event(claim, event, kind),
            "participants": [self.participant(p) for p in self.index.all(claim, KG.participation)],
            "place": self.place(self.index.one(claim, KG.place)),
            "time": self.time(self.index.one(claim, KG.time)),
            "attribution": hops,
            "factuality": self.factuality(self._last_hop(claim)),
            "evidence": self.evidence(claim),
            "run": self.index.one(claim, KG.run),
            "document": self.document,
        }
        row["participants"].sort(key=lambda p: (_starts(p["evidence"]), p["actor"], p["role"]))
        if kind == "Clause":
            row["clause"] = self.clause(claim)
        if kind in ("Request", "Mandate", "Accusation"):
            row["content"] = self.index.one(claim, KG.content)
        return row

    def event_type(self, event: str) -> str:
        types = self.index.all(event, RDF.type)
        return next(name for name in _EVENTS if str(KG[name]) in types)

    def event(self, claim: str, event: str, kind: str) -> Json:
        row: Json = {
            "id": self.identity.canonical(event),
            "type": kind,
            "kind": self.index.one(claim, KG.kind),
            "status": self.index.one(claim, KG.status),
        }
        agreement, about = self.index.one(event, KG.ofAgreement), self.index.one(event, KG.about)
        if kind == "Clause":
            row["agreement"] = agreement and self.identity.canonical(agreement)
        if kind in ("Request", "Mandate", "Accusation"):
            row["about"] = about and self.identity.canonical(about)
        return row

    def actor(self, node: str) -> Json:
        canonical = self.identity.canonical(node)
        name = self.index.one(node, RDFS.label)
        forms = [f for f in self.index.all(node, KG.form) if f != name]
        others = [n for n in self.identity.names(canonical) if n != name and n not in forms]
        return {"actor": canonical, "name": name, "aliases": [*forms, *others]}

    def actor_type(self, node: str) -> str:
        types = self.index.all(node, RDF.type)
        return next((n for n in _FINER if str(KG[n]) in types), "Organization")

    def participant(self, part: str) -> Json:
        actor, side = self.index.one(part, KG.actor) or "", self.index.one(part, KG.onBehalfOf)
        return {
            **self.actor(actor),
            "type": self.actor_type(actor),
            "role": self.index.one(part, KG.role),
            "title": self.index.one(part, KG.title),
            "pseudonym": self.index.flag(part, KG.pseudonym),
            "side": self.actor(side) if side else None,
            "evidence": self.evidence(part),
        }

    def place(self, node: str | None) -> Json | None:
        if node is None:
            return None
        found = [self.candidate(c) for c in self.index.all(node, KG.candidate)]
        sure = found[0] if len(found) == 1 else {"lat": None, "lon": None}
        path: list[str] = []
        at: str | None = node
        while at is not None and (self.index.one(at, RDFS.label) or "") not in path:
            path.append(self.index.one(at, RDFS.label) or "")
            at = self.index.one(at, KG.within)
        return {
            "id": self.identity.canonical(node),
            "name": path[0],
            "path": path,
            "lat": sure["lat"],
            "lon": sure["lon"],
            "candidates": found,
            "evidence": self.evidence(node),
        }

    def candidate(self, node: str) -> Json:
        point = self.index.one(node, GEO.asWKT) or "POINT(0 0)"
        lon, lat = point.removeprefix("POINT(").rstrip(")").split()
        name, ident = self.index.one(node, RDFS.label), self.index.one(node, KG.gazetteerId)
        return {"id": ident, "name": name, "lat": float(lat), "lon": float(lon)}

    def time(self, node: str | None) -> Json | None:
        if node is None:
            return None
        return {
            "text": self.index.one(node, KG.text),
            "from": self.index.one(node, KG["from"]) or self.index.one(node, KG.partial),
            "to": self.index.one(node, KG.to) or self.index.one(node, KG.partialTo),
            "precision": self.index.one(node, KG.precision),
            "basis": self.index.one(node, KG.basis),
            "evidence": self.evidence(node),
        }

    def hops(self, claim: str) -> list[str]:
        nodes, at = [], self.index.one(claim, PROV.qualifiedAttribution)
        while at is not None and at not in nodes:
            nodes.append(at)
            at = self.index.one(at, KG.relayedFrom)
        return nodes

    def _last_hop(self, claim: str) -> str:
        return self.hops(claim)[-1]

    def chain(self, claim: str) -> list[Json]:
        nodes = self.hops(claim)
        return [self.hop(node, last=node == nodes[-1]) for node in nodes]

    def hop(self, node: str, *, last: bool) -> Json:
        agent = self.index.one(node, PROV.agent) or ""
        source = self.actor(agent)
        row: Json = {
            "hop": self.index.number(node, KG.hop),
            "source": source["actor"],
            "name": source["name"],
            "aliases": source["aliases"],
            "type": self.actor_type(agent),
            "cue": self.index.one(node, KG.cue),
            "anonymous": str(KG.UnnamedActor) in self.index.all(agent, RDF.type),
            "time": self.time(self.index.one(node, KG.time)),
            "evidence": self.evidence(node),
        }
        affiliation = self.index.one(agent, KG.affiliation)
        if affiliation:
            row["affiliation"] = self.actor(affiliation)
        if not last and self.index.one(node, KG.certainty):
            row["factuality"] = self.factuality(node)
        return row

    def factuality(self, hop: str) -> Json:
        def short(predicate: str) -> str | None:
            value = self.index.one(hop, predicate)
            return value.removeprefix(str(FACTUALITY)) if value else None

        return {"certainty": short(KG.certainty), "polarity": short(KG.polarity), "tense": short(KG.tense)}

    def clause(self, claim: str) -> Json:
        def actors(predicate: str) -> list[Json]:
            return [self.actor(a) for a in self.index.all(claim, predicate)]

        return {
            "number": self.index.number(claim, KG.number),
            "outcome": self.index.one(claim, KG.outcome),
            "obligor": actors(KG.obligor),
            "beneficiary": actors(KG.beneficiary),
            "rejectedBy": actors(KG.rejectedBy),
            "condition": self.index.one(claim, KG.condition),
            "deadline": self.time(self.index.one(claim, KG.deadline)),
            "text": self.index.one(claim, KG.text),
        }

    def evidence(self, node: str) -> list[Json]:
        rows = [self.span(span) for span in self.index.all(node, KG.evidence)]
        return sorted(rows, key=lambda r: (r["in"], r["start"], r["end"]))

    def span(self, node: str) -> Json:
        position = self.index.one(node, OA.hasSelector) or ""
        return {
            "in": self.index.one(node, KG["in"]),
            "start": self.index.number(position, OA.start),
            "end": self.index.number(position, OA.end),
            "text": self.index.one(self.index.one(position, OA.refinedBy) or "", OA.exact),
        }


def _starts(evidence: list[Json]) -> tuple[str, int]:
    return (str(evidence[0]["in"]), int(evidence[0]["start"])) if evidence else ("", 0)
