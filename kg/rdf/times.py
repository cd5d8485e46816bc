"""Times as nodes: `xsd:date` only where the year is known, partial dates as `xsd:gMonthDay` and `xsd:gMonth`."""

from __future__ import annotations

import re

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD

from kg.model import Time
from kg.rdf.iris import Minter
from kg.rdf.vocabulary import KG

_PARTIAL = {7: XSD.gMonthDay, 4: XSD.gMonth}  # by length: --05-28, --05


def add_time(graph: Graph, minter: Minter, owner: URIRef, kind: str, time: Time) -> URIRef:
    """Writes a time that `owner` has, without its evidence, and returns its node."""
    node = minter.of_claim(owner, kind, "")
    graph.add((node, RDF.type, KG.Time))
    graph.add((node, KG.text, Literal(time.text)))
    graph.add((node, KG.precision, Literal(time.precision)))
    graph.add((node, KG.basis, Literal(time.basis)))
    for day, predicate, partial in ((time.start, KG["from"], KG.partial), (time.end, KG.to, KG.partialTo)):
        if day is not None:
            known = not day.startswith("--")
            graph.add((node, predicate if known else partial, Literal(day, datatype=_type(day), normalize=False)))
    return node


def _type(day: str) -> URIRef:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return XSD.date
    return _PARTIAL[len(day)]
