"""Lasting IRIs: made from an article's key, a class and words; never from an offset, a model, a date or a member."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from kg.model import Anchor, Claim, Document, Span
from kg.rdf.vocabulary import ID

_HEX = 20  # digits of a hash: 80 bits, so that a billion nodes are not expected to meet


def digest(*parts: str) -> str:
    """The first hexadecimal digits of SHA-256 over the parts, each closed by a zero byte."""
    return hashlib.sha256(b"".join(p.encode("utf-8", "surrogatepass") + b"\0" for p in parts)).hexdigest()[:_HEX]


def article_of_key(key: str, base: str = ID) -> URIRef:
    """An article's IRI, from its key."""
    return URIRef(f"{base}article/{digest(key)}")


def graph_of(article: URIRef, base: str = ID) -> URIRef:
    """The named graph that an article's statements are in."""
    return URIRef(f"{base}graph/{article.rsplit('/', 1)[1]}")


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes the IRIs of one article."""

    doc: Document
    base: str = ID

    @property
    def article(self) -> URIRef:
        """The article."""
        return article_of_key(self.doc.key, self.base)

    def node(self, anchor: Anchor) -> URIRef:
        """A local actor, place, event, agreement or clause."""
        return self._mint(anchor.node, anchor.words, str(anchor.nth))

    def claim(self, claim: Claim, nth: int = 0) -> URIRef:
        """A claim: its event and the anchors of its chain; `nth` of several by one chain about one event."""
        chain = [str(self.node(hop.source)) for hop in claim.chain]
        return self._mint("claim", str(self.node(claim.event)), *chain, str(nth))

    def of_claim(self, claim: URIRef, kind: str, *parts: str) -> URIRef:
        """A participation, hop or time of a claim."""
        return self._mint(kind, str(claim), *parts)

    def span(self, span: Span) -> URIRef:
        """A piece of evidence: its words, and which occurrence of exactly these words it is."""
        nth = self.doc.source(span.where)[: span.start].count(span.text) if span.text else span.start
        return self._mint("span", span.where, span.text, str(nth))

    def _mint(self, kind: str, *parts: str) -> URIRef:
        return URIRef(f"{self.base}{kind}/{digest(self.doc.key, kind, *parts)}")


def claim_iris(minter: Minter, claims: Iterable[Claim]) -> tuple[URIRef, ...]:
    """The claims' IRIs in order; a second claim of the same chain about the same event gets the next number."""
    out: list[URIRef] = []
    for claim in claims:
        nth = 0
        while (iri := minter.claim(claim, nth)) in out:
            nth += 1
        out.append(iri)
    return tuple(out)
