"""JSON-LD with a context of its own: terms are the ontology's local names with their types, so it reads like JSON.

The context is made from the ontology and stands in every file that is written, so that a file needs nothing else;
`ontology/context.jsonld` is the same for others to point to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import IO, Any

from rdflib.namespace import OWL, RDF, RDFS

from kg.rdf.index import Term, Triple
from kg.rdf.validate import hierarchy
from kg.rdf.vocabulary import KG, PREFIXES, XSD
from kg.store.dataset import Dataset

_XSD = str(XSD)
_STRING, _INTEGER, _BOOLEAN = f"{_XSD}string", f"{_XSD}integer", f"{_XSD}boolean"
_PLAIN = {_STRING, _INTEGER, _BOOLEAN}


@cache
def context() -> dict[str, Any]:
    """The context: prefixes, and a term for each property and class of `kg:`."""
    graph = hierarchy()
    terms: dict[str, Any] = {name: str(iri) for name, iri in sorted(PREFIXES.items())}
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        own = sorted(str(s) for s in graph.subjects(RDF.type, kind) if str(s).startswith(str(KG)))
        for iri in own:
            name = iri.removeprefix(str(KG))
            found = graph.value(next(s for s in graph.subjects(RDF.type, kind) if str(s) == iri), RDFS.range)
            coerced = "@id" if kind == OWL.ObjectProperty else str(found or "")
            plain = kind == OWL.Class or coerced in ("", *_PLAIN)
            terms[name] = f"kg:{name}" if plain else {"@id": f"kg:{name}", "@type": coerced.replace(_XSD, "xsd:")}
    return terms


def write(data: Dataset, graphs: Iterable[str], out: IO[bytes]) -> None:
    """Writes named graphs, one at a time in memory, in a fixed order."""
    head = json.dumps(context(), ensure_ascii=False, indent=1)
    out.write(f'{{"@context": {head},\n"@graph": ['.encode())
    for number, graph in enumerate(graphs):
        nodes = ",\n  ".join(json.dumps(node, ensure_ascii=False) for node in _nodes(sorted(set(data.triples(graph)))))
        out.write(f'{"," if number else ""}\n{json.dumps({"@id": graph})[:-1]}, "@graph": [\n  {nodes}]}}'.encode())
    out.write(b"\n]}\n")


def _nodes(triples: list[Triple]) -> Iterator[dict[str, Any]]:
    for subject, group in groupby(triples, key=lambda triple: triple[0]):
        node: dict[str, Any] = {"@id": subject}
        for predicate, pairs in groupby(group, key=lambda triple: triple[1]):
            key = "@type" if predicate == str(RDF.type) else _compact(predicate)
            values = [_value(key, term) for _, _, term in pairs]
            node[key] = values[0] if len(values) == 1 else values
        yield node


def _compact(iri: str) -> str:
    """A term for what is ours, a prefixed name for what has a prefix, else the IRI."""
    local = iri.removeprefix(str(KG))
    if local != iri and local in context():
        return local
    for name, base in PREFIXES.items():
        rest = iri.removeprefix(str(base))
        if rest != iri and rest and "/" not in rest and ":" not in rest:
            return f"{name}:{rest}"
    return iri


def _value(key: str, term: Term) -> Any:
    if key == "@type":
        return _compact(term.value)
    known = context().get(key)
    coerced = known["@type"] if isinstance(known, dict) else None
    if not term.datatype:
        return term.value if coerced == "@id" else {"@id": term.value}
    if coerced and coerced.replace("xsd:", _XSD) == term.datatype:
        return term.value
    if coerced is None and term.datatype == _STRING:
        return term.value
    if coerced is None and term.datatype == _BOOLEAN and term.value in ("true", "false"):
        return term.value == "true"
    if coerced is None and term.datatype == _INTEGER and term.value == str(int(term.value)):
        return int(term.value)
    return {"@value": term.value, "@type": _compact(term.datatype)}
