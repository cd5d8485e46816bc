"""Terms of the graph to Oxigraph's and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pyoxigraph as ox

from kg.rdf.index import Term, Triple


def normal(triples: Iterable[Triple]) -> set[Triple]:
    """The triples as Oxigraph gives them back: it keeps `01` as `1` and `36.50` as `36.5`."""
    memory = ox.Store()
    memory.extend([ox.Quad(ox_iri(s), ox_iri(p), ox_term(o)) for s, p, o in triples])
    return {from_quad(quad) for quad in memory}


def sparql_term(term: Term) -> str:
    """A term as SPARQL writes it, escaped."""
    return str(ox_term(term))


def ox_iri(iri: str) -> ox.NamedNode:
    """An IRI."""
    return ox.NamedNode(iri)


def ox_graph(graph: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """A graph's name; None is the default graph."""
    return ox.DefaultGraph() if graph is None else ox.NamedNode(graph)


def graph_name(quad: ox.Quad) -> str:
    """The IRI of a quad's named graph."""
    return cast(ox.NamedNode, quad.graph_name).value


def from_quad(quad: ox.Quad) -> Triple:
    """The triple of a quad."""
    return cast(ox.NamedNode, quad.subject).value, quad.predicate.value, from_ox(quad.object)


def from_ox(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """An object; the graph has no blank nodes."""
    if isinstance(node, ox.Literal):
        return Term(node.value, node.datatype.value)
    return Term(cast(ox.NamedNode, node).value)


def ox_term(term: Term) -> ox.NamedNode | ox.Literal:
    """An IRI or a literal."""
    return ox.Literal(term.value, datatype=ox_iri(term.datatype)) if term.datatype else ox_iri(term.value)


def data_block(quads: Iterable[ox.Quad]) -> str:
    """The quads as the data of a SPARQL update; they come as terms, so nothing in a text can end the block."""
    return "\n".join(_line(quad) for quad in quads)


def _line(quad: ox.Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object} ."
    return triple if isinstance(quad.graph_name, ox.DefaultGraph) else f"GRAPH {quad.graph_name} {{ {triple} }}"
