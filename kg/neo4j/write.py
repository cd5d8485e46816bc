"""Writing to Neo4j: kg's labels, properties and relationships, and nothing of anybody else's.

A node that goes while it carries a label, property or relationship that is not kg's stays as `:Withdrawn`, with its id
and its name; a relationship that goes so leaves a `:WITHDRAWN` one in its place.  What comes back takes up what stayed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from neo4j import Driver

from kg.neo4j.present import run
from kg.neo4j.rows import BASES, FINER, PROPERTIES, RELATIONS, NodeRow, RelRow

_BATCH = 2000
T = TypeVar("T")


def schema(driver: Driver) -> None:
    """Uniqueness first, then indexes; waits until they are there."""
    for base in (*BASES, "Withdrawn"):
        run(driver, f"CREATE CONSTRAINT kg_{base.lower()} IF NOT EXISTS FOR (n:{base}) REQUIRE n.id IS UNIQUE")
    for label in ("Actor", "Place"):
        run(driver, f"CREATE INDEX kg_{label.lower()}_name IF NOT EXISTS FOR (n:{label}) ON (n.name)")
    run(
        driver,
        "CREATE FULLTEXT INDEX kg_names IF NOT EXISTS FOR (n:Actor|Place) "
        "ON EACH [n.name, n.aliases, n.nameKey, n.search] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}",
    )
    run(driver, "CALL db.awaitIndexes(300)")


def write_nodes(driver: Driver, rows: Iterable[NodeRow]) -> None:
    """Makes nodes say what the rows say; what else they carry stays."""
    groups: dict[tuple[str, tuple[str, ...]], list[NodeRow]] = defaultdict(list)
    for row in rows:
        groups[row.base, row.finer].append(row)
    for (base, finer), group in sorted(groups.items()):
        labels = f" REMOVE n:{':'.join(FINER)} SET n:{':'.join((base, *finer))}" if base == "Actor" else ""
        back = (
            f"MATCH (n:Withdrawn) WHERE n.id IN $ids AND n.withdrawn = '{base}' "
            f"SET n:{base} REMOVE n:Withdrawn, n.withdrawn"
        )
        text = f"UNWIND $rows AS row MERGE (n:{base} {{id: row.id}}) SET n += row.props{labels}"
        for part in _batches(group):
            run(driver, back, ids=[r.id for r in part])
            run(driver, text, rows=[{"id": r.id, "props": _props(r)} for r in part])


def _props(row: NodeRow) -> dict[str, object]:
    """Its properties, with nothing for those of kg that it has not: those go."""
    return {**dict.fromkeys(PROPERTIES[row.base]), **row.props, "kgHash": row.hash}


def write_rels(driver: Driver, rows: Iterable[RelRow]) -> None:
    """Makes relationships say what the rows say; both ends must be there."""
    groups: dict[tuple[str, str, str], list[RelRow]] = defaultdict(list)
    for row in rows:
        groups[row.type, row.start[0], row.end[0]].append(row)
    for (type_, start, end), group in sorted(groups.items()):
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
            f"MERGE (a)-[r:{type_} {{kgId: row.id}}]->(b) SET r += row.props"
        )
        for part in _batches(group):
            run(driver, text, rows=[_values(r) for r in part])


def _values(row: RelRow) -> dict[str, object]:
    props = {**dict.fromkeys(RELATIONS[row.type]), **row.props, "kgHash": row.hash}
    return {"id": row.id, "start": row.start[1], "end": row.end[1], "props": props}


def drop_rels(driver: Driver, gone: Iterable[tuple[str, str]]) -> int:
    """Takes relationships out by type and id; how many of them leave a `:WITHDRAWN` one behind."""
    stayed = 0
    for type_, ids in _by_first(gone).items():
        known = [*RELATIONS.get(type_, ()), "kgId", "kgHash"]
        text = (
            f"MATCH (a)-[r:{type_}]->(b) WHERE r.kgId IN $ids "
            "CALL (a, r, b) { WITH a, r, b, properties(r) AS props WHERE any(k IN keys(r) WHERE NOT k IN $known) "
            "MERGE (a)-[w:WITHDRAWN {kgId: r.kgId}]->(b) SET w += props, w.type = type(r) "
            f"SET {', '.join(f'w.{k} = null' for k in known)} SET w.kgId = r.kgId RETURN count(w) AS kept }} "
            "DELETE r RETURN sum(kept) AS stayed"
        )
        for part in _batches(ids):
            stayed += run(driver, text, ids=list(part), known=known)[0]["stayed"]
    return stayed


def drop_nodes(driver: Driver, gone: Iterable[tuple[str, str]]) -> list[str]:
    """Takes nodes out by base label and id; the ids of those that stay as `:Withdrawn`."""
    stayed: list[str] = []
    for base, ids in _by_first(gone).items():
        own = sorted(PROPERTIES[base] - {"name"})
        foreign = (
            f"UNWIND $ids AS id MATCH (n:{base} {{id: id}}) WITH n, any(l IN labels(n) WHERE NOT l IN $labels) "
            "OR any(k IN keys(n) WHERE NOT k IN $known) OR EXISTS { (n)-[r]-() WHERE r.kgHash IS NULL } AS foreign "
        )
        keep = (
            f"{foreign} WHERE foreign OPTIONAL MATCH (n)-[r]-() WHERE r.kgHash IS NOT NULL DELETE r WITH DISTINCT n "
            f"REMOVE n:{':'.join((base, *FINER))} SET n:Withdrawn, n.withdrawn = '{base}', n.kgHash = null"
            f"{''.join(f', n.`{k}` = null' for k in own)} RETURN n.id AS id"
        )
        known = {"labels": [base, *FINER], "known": [*PROPERTIES[base], "id", "kgHash"]}
        for part in _batches(ids):
            stayed += [r["id"] for r in run(driver, keep, ids=list(part), **known)]
            run(driver, f"UNWIND $ids AS id MATCH (n:{base} {{id: id}}) DETACH DELETE n", ids=list(part))
    return sorted(stayed)


def _by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for first, second in sorted(pairs):
        groups[first].append(second)
    return groups


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(rows), _BATCH):
        yield rows[at : at + _BATCH]
