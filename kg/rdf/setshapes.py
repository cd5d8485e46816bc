"""The shapes as SPARQL set queries: one query finds every node of a store that breaks a constraint.

pySHACL asks node by node, and evaluates a set query once for each article, which is minutes on thousands of claims.
The constraints that `ontology/*shapes.ttl` use are few; each becomes one query, over all article graphs, over the
default graph or over the analysts' graphs (:class:`Scope`).  Tests hold this to pySHACL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Check:
    """A constraint: what is wrong where the query has rows, the node in `?this`, the value in `?value`, if any."""

    message: str
    query: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the nodes of a shapes graph are: the pattern around them, that by which a value's class is looked up, and
    the graphs that the shapes' own queries are asked of (none: the default graph)."""

    around: str
    classed: str
    graphs: tuple[str, ...] = ()


# In every graph of an article, which no other graph has.  What a node points to is looked for in its own graph, so that
# a node of another article is none.
ARTICLES = Scope("GRAPH ?g {{ ?article a <https://w3id.org/conflict-kg/ontology#Article> . {} }}", "?value a {}")
LINKING = Scope("{}", "?value a {}")


def judgement(base: str) -> Scope:
    """The analysts' graphs of a store, about nodes of others."""
    names = ("identity", "analysts/identity", "analysts/judgements", "analysts/grades")
    return Scope("GRAPH ?g {{ {} }}", "GRAPH ?of {{ ?value a {} }}", tuple(f"{base}graph/{name}" for name in names))


def checks(shapes: Graph, scope: Scope = ARTICLES) -> tuple[Check, ...]:
    """All constraints of a shapes graph.

    Raises:
        NotImplementedError: a constraint of a kind that is not known here.
    """
    found: list[Check] = []
    for shape in sorted(shapes.subjects(RDF.type, SH.NodeShape), key=str):
        for part in shapes.objects(shape, SH.property):
            found += (c for target in _targets(shapes, shape) for c in _property(shapes, part, target, scope))
        for part in shapes.objects(shape, SH.sparql):
            found.append(_own_query(shapes, part, scope))
    return tuple(found)


def _targets(shapes: Graph, shape: Node) -> Iterator[str]:
    """The pattern of each of a shape's targets."""
    for target, pattern in _TARGETS.items():
        yield from (pattern.format(_n3(value)) for value in sorted(shapes.objects(shape, target), key=str))


def _own_query(shapes: Graph, part: Node, scope: Scope) -> Check:
    """A query of the shapes' own; it finds the nodes that it is for by itself."""
    text = str(shapes.value(part, SH.select)).replace("$this", "?this")
    asked = "".join(f"FROM <{graph}> " for graph in scope.graphs)
    head, where, rest = text.partition("WHERE")  # the first is that of the whole query
    prefixes = _prefixes(shapes, shapes.value(part, SH.prefixes))
    return Check(str(shapes.value(part, SH.message)), prefixes + head + asked + where + rest)


def _prefixes(shapes: Graph, node: Node | None) -> str:
    pairs = ((shapes.value(d, SH.prefix), shapes.value(d, SH.namespace)) for d in shapes.objects(node, SH.declare))
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(pairs, key=str))


def _property(shapes: Graph, part: Node, target: str, scope: Scope) -> Iterator[Check]:
    """A check for every constraint of a property shape."""
    path = _path(shapes, shapes.value(part, SH.path))
    message = str(shapes.value(part, SH.message))
    for predicate, value in shapes.predicate_objects(part):
        if predicate in (SH.path, SH.message):
            continue
        pattern = scope.around.format(f"{target} . {_pattern(shapes, predicate, value, path, scope)}")
        yield Check(message, f"SELECT DISTINCT ?this ?value WHERE {{ {pattern} }}")


def _path(shapes: Graph, node: Node | None) -> str:
    if isinstance(node, BNode):
        return f"^<{shapes.value(node, SH.inversePath)}>"
    return f"<{node}>"


def _pattern(shapes: Graph, predicate: Node, value: Node, path: str, scope: Scope) -> str:
    """What is there where a constraint is broken."""
    if predicate == SH.minCount:
        return f"FILTER NOT EXISTS {{ {_different(path, int(str(value)))} }}"
    if predicate == SH.maxCount:
        return _different(path, int(str(value)) + 1)
    if predicate in (SH.lessThan, SH.lessThanOrEquals):
        sign = "<" if predicate == SH.lessThan else "<="
        return f"?this {path} ?value ; <{value}> ?other . FILTER (!COALESCE(?value {sign} ?other, false))"
    return f"?this {path} ?value . FILTER (!({_holds(shapes, predicate, value, scope)}))"


def _different(path: str, count: int) -> str:
    """So many values of a path, no two of them the same."""
    names = ["?value", *(f"?value{n}" for n in range(2, count + 1))]
    apart = " && ".join(f"!SAMETERM({one}, {other})" for one, other in combinations(names, 2))
    return f"?this {path} {' , '.join(names)} ." + (f" FILTER ({apart})" if apart else "")


def _holds(shapes: Graph, predicate: Node, value: Node, scope: Scope) -> str:
    """The condition of a constraint on `?value`."""
    if predicate == SH["or"]:
        options = [next(iter(shapes.predicate_objects(option))) for option in Collection(shapes, value)]
        return " || ".join(_holds(shapes, p, v, scope) for p, v in options)
    if predicate == SH["in"]:
        return f"?value IN ({', '.join(_n3(option) for option in Collection(shapes, value))})"
    if predicate == SH["class"]:
        return f"EXISTS {{ {scope.classed.format(_n3(value))} }}"
    if predicate not in _CONDITIONS:
        raise NotImplementedError(f"{predicate}: a constraint that kg.rdf.setshapes does not know")
    return _CONDITIONS[predicate](_n3(value))


def _n3(node: Node) -> str:
    assert isinstance(node, URIRef | Literal)
    return node.n3()


_TARGETS: dict[Node, str] = {
    SH.targetClass: "?this a {}",
    SH.targetSubjectsOf: "{{ SELECT DISTINCT ?this WHERE {{ ?this {} ?targeted }} }}",
    SH.targetObjectsOf: "{{ SELECT DISTINCT ?this WHERE {{ ?targeted {} ?this }} }}",
}
_CONDITIONS: dict[Node, Callable[[str], str]] = {
    SH.datatype: lambda v: f"ISLITERAL(?value) && COALESCE(DATATYPE(?value) = {v}, false)",
    SH.nodeKind: lambda v: "ISIRI(?value)",  # the only kind that the shapes ask for
    SH.pattern: lambda v: f"REGEX(STR(?value), {v})",
    SH.minInclusive: lambda v: f"COALESCE(?value >= {v}, false)",
    SH.minLength: lambda v: f"STRLEN(STR(?value)) >= {v}",
}
