"""The shapes as SPARQL set queries: one query finds every node of a store that breaks a constraint.

pySHACL asks node by node, and evaluates a set query once for each article, which is minutes on thousands of claims.
The constraints that `ontology/shapes.ttl` uses are few; each becomes one query over all article graphs, in which what a
node points to is looked for in its own graph, so that a node of another article is none.  Tests hold this to pySHACL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Check:
    """A constraint: what is wrong where the query has rows, the node in `?this`, the value in `?value`, if any."""

    message: str
    query: str


def checks(shapes: Graph) -> tuple[Check, ...]:
    """All constraints of a shapes graph.

    Raises:
        NotImplementedError: a constraint of a kind that is not known here.
    """
    found: list[Check] = []
    for shape in sorted(shapes.subjects(RDF.type, SH.NodeShape), key=str):
        target = shapes.value(shape, SH.targetClass)
        for part in shapes.objects(shape, SH.property):
            found += _property(shapes, part, str(target))
        for part in shapes.objects(shape, SH.sparql):
            prefixes = _prefixes(shapes, shapes.value(part, SH.prefixes))
            text = str(shapes.value(part, SH.select)).replace("$this", "?this")
            found.append(Check(str(shapes.value(part, SH.message)), prefixes + text))
    return tuple(found)


def _prefixes(shapes: Graph, node: Node | None) -> str:
    pairs = ((shapes.value(d, SH.prefix), shapes.value(d, SH.namespace)) for d in shapes.objects(node, SH.declare))
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(pairs, key=str))


def _property(shapes: Graph, part: Node, target: str) -> Iterator[Check]:
    """A check for every constraint of a property shape."""
    path = _path(shapes, shapes.value(part, SH.path))
    message = str(shapes.value(part, SH.message))
    for predicate, value in shapes.predicate_objects(part):
        if predicate in (SH.path, SH.message):
            continue
        pattern = _pattern(shapes, predicate, value, path)
        yield Check(message, _over_articles(f"?this a <{target}> . {pattern}"))


def _path(shapes: Graph, node: Node | None) -> str:
    if isinstance(node, BNode):
        return f"^<{shapes.value(node, SH.inversePath)}>"
    return f"<{node}>"


def _over_articles(pattern: str) -> str:
    """In every graph of an article: those and no others have one."""
    return (
        "SELECT DISTINCT ?this ?value WHERE { GRAPH ?g { "
        "?article a <https://w3id.org/conflict-kg/ontology#Article> . " + pattern + " } }"
    )


def _pattern(shapes: Graph, predicate: Node, value: Node, path: str) -> str:
    """What is there where a constraint is broken."""
    if predicate == SH.minCount:
        return f"FILTER NOT EXISTS {{ ?this {path} ?any }}"
    if predicate == SH.maxCount:
        return f"?this {path} ?value, ?other . FILTER (!SAMETERM(?value, ?other))"
    if predicate in (SH.lessThan, SH.lessThanOrEquals):
        sign = "<" if predicate == SH.lessThan else "<="
        return f"?this {path} ?value ; <{value}> ?other . FILTER (!COALESCE(?value {sign} ?other, false))"
    return f"?this {path} ?value . FILTER (!({_holds(shapes, predicate, value)}))"


def _holds(shapes: Graph, predicate: Node, value: Node) -> str:
    """The condition of a constraint on `?value`."""
    if predicate == SH["or"]:
        options = [next(iter(shapes.predicate_objects(option))) for option in Collection(shapes, value)]
        return " || ".join(_holds(shapes, p, v) for p, v in options)
    if predicate == SH["in"]:
        return f"?value IN ({', '.join(_n3(option) for option in Collection(shapes, value))})"
    if predicate not in _CONDITIONS:
        raise NotImplementedError(f"{predicate}: a constraint that kg.rdf.setshapes does not know")
    return _CONDITIONS[predicate](_n3(value))


def _n3(node: Node) -> str:
    assert isinstance(node, URIRef | Literal)
    return node.n3()


_CONDITIONS: dict[Node, Callable[[str], str]] = {
    SH["class"]: lambda v: f"EXISTS {{ ?value a {v} }}",
    SH.datatype: lambda v: f"ISLITERAL(?value) && COALESCE(DATATYPE(?value) = {v}, false)",
    SH.nodeKind: lambda v: "ISIRI(?value)",  # the only kind that the shapes ask for
    SH.pattern: lambda v: f"REGEX(STR(?value), {v})",
    SH.minInclusive: lambda v: f"COALESCE(?value >= {v}, false)",
    SH.minLength: lambda v: f"STRLEN(STR(?value)) >= {v}",
}
