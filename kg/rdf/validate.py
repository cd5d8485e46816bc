"""SHACL: does a graph keep the ontology's shapes?  An article is checked before it is stored.

pySHACL reads the shapes once; there is no inference, as RDFS ranges would make the very types that are checked.  A
whole store is checked with the same shapes as set queries (`setshapes`), and with those of linking and of judgement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, XSD

import kg
from kg.errors import NotConforming
from kg.rdf.setshapes import ARTICLES, LINKING, Check, checks, judgement

if TYPE_CHECKING:
    from kg.rdf.index import Term, Triple
    from kg.store.dataset import Dataset

SHAPES = ("shapes", "linking-shapes", "judgement-shapes")  # of articles, of linking, of what analysts said


@dataclass(frozen=True, slots=True)
class Report:
    """Whether it conforms, and a line a result: the node, what is wrong, and the value."""

    conforms: bool
    lines: tuple[str, ...]


def ontology_file(name: str) -> str:
    """A file of `ontology/`, out of the package or the checkout."""
    packaged = files("kg") / "ontology" / name
    path = packaged if packaged.is_file() else Path(kg.__file__).resolve().parents[1] / "ontology" / name
    return path.read_text(encoding="utf-8")


@cache
def shapes(name: str = SHAPES[0]) -> Graph:
    """A shapes graph: of articles, of linking, or of what analysts decided and judged."""
    return Graph().parse(data=ontology_file(f"{name}.ttl"), format="turtle")


@cache
def hierarchy() -> Graph:
    """The ontology, for its class hierarchy."""
    return Graph().parse(data=ontology_file("kg.ttl"), format="turtle")


def validate(graph: Graph, name: str = SHAPES[0]) -> Report:
    """The SHACL report of an article's graph; of other shapes on the graphs that they are for, taken together."""
    from pyshacl import validate as run

    conforms, results, told = run(graph, shacl_graph=shapes(name), ont_graph=None, inference="none", advanced=True)
    if not isinstance(results, Graph):
        raise RuntimeError(f"SHACL could not run: {told}")
    lines = sorted(set(_lines(results))) if not conforms else []
    return Report(bool(conforms), tuple(lines))


def _lines(results: Graph) -> Iterable[str]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        node = results.value(result, SH.value) if (result, SH.sourceConstraint, None) in results else None
        focus = node or results.value(result, SH.focusNode)
        value = results.value(result, SH.value)
        told = f" ({value})" if value is not None and value != focus else ""
        yield f"{focus}: {results.value(result, SH.resultMessage)}{told}"


def check(graph: Graph, origin: str) -> Graph:
    """The graph itself if it conforms.

    Raises:
        NotConforming: it does not; the article is refused, as this is a fault of kg.
    """
    report = validate(graph)
    if not report.conforms:
        first = "; ".join(report.lines[:3])
        raise NotConforming(
            f"{origin}: the article's graph breaks {len(report.lines)} shapes and is not stored: {first}"
        )
    return graph


def validate_store(data: Dataset) -> Report:
    """The report over a store, a query a constraint: articles, linking, what analysts decided and judged."""
    lines: set[str] = set()
    for one in _checks(data.base):
        _, rows = data.select(one.query)
        for this, *values in rows:
            told = "".join(f" ({v.value})" for v in values if v is not None and v != this)
            lines.add(f"{this.value if this else ''}: {one.message}{told}")
    return Report(not lines, tuple(sorted(lines)))


@cache
def _checks(base: str) -> tuple[Check, ...]:
    scopes = dict(zip(SHAPES, (ARTICLES, LINKING, judgement(base)), strict=True))
    return tuple(check for name, scope in scopes.items() for check in checks(shapes(name), scope))


def graph_of_triples(triples: Iterable[Triple]) -> Graph:
    """An rdflib graph of triples as the store gives them."""
    graph = Graph()
    for subject, predicate, term in triples:
        graph.add((URIRef(subject), URIRef(predicate), _node(term)))
    return graph


def _node(term: Term) -> URIRef | Literal:
    """A plain literal for a string: rdflib and the shapes tell `"x"` from `"x"^^xsd:string`, RDF 1.1 does not."""
    if not term.datatype:
        return URIRef(term.value)
    plain = term.datatype == str(XSD.string)
    return Literal(term.value) if plain else Literal(term.value, datatype=URIRef(term.datatype))
