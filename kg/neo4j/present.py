"""What a Neo4j database has of kg's: nodes and relationships with `kgHash`, as rows; and what is somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from neo4j import Driver

from kg.neo4j.rows import BASES, FINER, PROPERTIES, RELATIONS, NodeRow, RelRow

Key = tuple[str, str]


class Have(NamedTuple):
    """Nodes by base label and id, relationships by type and id, and which of these are there more than once."""

    nodes: dict[Key, NodeRow]
    rels: dict[Key, RelRow]
    copied: frozenset[Key] = frozenset()


def run(driver: Driver, text: str, **parameters: Any) -> list[Any]:
    """The records of a statement.  Labels and types in its text are kg's own: Cypher takes no parameters there."""
    return driver.execute_query(text, parameters).records


def present(driver: Driver) -> Have:
    """What is there now."""
    nodes = {(row.base, row.id): row for base in BASES for row in _nodes(driver, base)}
    rels: dict[Key, RelRow] = {}
    copied: set[Key] = set()
    for type_ in _types(driver):
        for key, row in _rels(driver, type_):
            if (type_, key) in rels:
                copied.add((type_, key))
            rels[type_, key] = row
    return Have(nodes, rels, frozenset(copied))


def _nodes(driver: Driver, base: str) -> Iterator[NodeRow]:
    text = f"MATCH (n:{base}) WHERE n.kgHash IS NOT NULL RETURN n.id AS id, labels(n) AS labels, properties(n) AS props"
    for found in run(driver, text):
        finer = tuple(label for label in FINER if label in found["labels"]) if base == "Actor" else ()
        yield NodeRow(base, found["id"], finer, {k: v for k, v in found["props"].items() if k in PROPERTIES[base]})


def _rels(driver: Driver, type_: str) -> Iterator[tuple[str, RelRow]]:
    text = (
        f"MATCH (a)-[r:{type_}]->(b) WHERE r.kgId IS NOT NULL "
        "RETURN r.kgId AS id, a.id AS start, b.id AS end, properties(r) AS props"
    )
    known = RELATIONS.get(type_, frozenset())
    for found in run(driver, text):
        props = {k: v for k, v in found["props"].items() if k in known}
        yield found["id"], RelRow(type_, ("", found["start"]), ("", found["end"]), props)


def _types(driver: Driver) -> list[str]:
    """The relationship types that kg may have written: those of the contract, and others it wrote before."""
    found = run(driver, "CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t")
    return sorted({r["t"] for r in found if r["t"].replace("_", "").isalpha() and r["t"].isupper()} - {"WITHDRAWN"})
