"""Brings Neo4j up to date with the store: a diff by id and hash, so that loading twice writes nothing.

Only nodes and relationships with `kgHash` are kg's; whatever else is in the database is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from neo4j import Driver

from kg.neo4j.connection import Settings, connected
from kg.neo4j.project import Row, project
from kg.neo4j.rows import BASES, FINER, NodeRow, RelRow
from kg.store.claims import all_claims, nodes
from kg.store.dataset import Dataset

_BATCH = 2000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Difference:
    """How many nodes and relationships are to be written and to be taken out."""

    nodes: int
    relationships: int
    gone_nodes: int
    gone_relationships: int

    @property
    def none(self) -> bool:
        """Whether the two are the same."""
        return not any((self.nodes, self.relationships, self.gone_nodes, self.gone_relationships))


@dataclass(frozen=True, slots=True)
class _Wanted:
    nodes: dict[tuple[str, str], NodeRow]
    rels: dict[tuple[str, str], RelRow]


def load(data: Dataset, where: Settings) -> Difference:
    """Makes Neo4j say what the store says; the difference is what was written and taken out."""
    wanted = _wanted(project(all_claims(data), nodes(data)))
    with connected(where) as driver:
        _schema(driver)
        gone_rels = _drop_rels(driver, wanted)
        gone = _drop_nodes(driver, wanted)
        new = _new_nodes(driver, wanted)
        _write_nodes(driver, new)
        rels = _new_rels(driver, wanted)
        _write_rels(driver, rels)
    return Difference(len(new), len(rels), gone, gone_rels)


def check(data: Dataset, where: Settings) -> Difference:
    """What `load` would write and take out."""
    wanted = _wanted(project(all_claims(data), nodes(data)))
    with connected(where) as driver:
        there = {(b, i) for b in BASES for i in _node_hashes(driver, b)}
        rels_there = {(t, i) for t in _types(driver) for i in _rel_hashes(driver, t)}
        return Difference(
            len(_new_nodes(driver, wanted)),
            len(_new_rels(driver, wanted)),
            len(there - set(wanted.nodes)),
            len(rels_there - set(wanted.rels)),
        )


def _wanted(rows: Iterable[Row]) -> _Wanted:
    found = _Wanted({}, {})
    for row in rows:
        if isinstance(row, NodeRow):
            found.nodes[row.base, row.id] = row
        else:
            found.rels[row.type, row.id] = row
    return found


# --- what is there -------------------------------------------------------------------------------------------------


def _schema(driver: Driver) -> None:
    for base in BASES:
        _run(driver, f"CREATE CONSTRAINT kg_{base.lower()} IF NOT EXISTS FOR (n:{base}) REQUIRE n.id IS UNIQUE")
    for label in ("Actor", "Place"):
        _run(driver, f"CREATE INDEX kg_{label.lower()}_name IF NOT EXISTS FOR (n:{label}) ON (n.name)")
    _run(
        driver,
        "CREATE FULLTEXT INDEX kg_names IF NOT EXISTS FOR (n:Actor|Place) ON EACH [n.name, n.aliases, n.nameKey] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}",
    )
    _run(driver, "CALL db.awaitIndexes(300)")


def _run(driver: Driver, text: str, **parameters: Any) -> list[Any]:
    # Labels and types in the texts are this module's own constants: Cypher takes no parameters there.
    return driver.execute_query(text, parameters).records


def _node_hashes(driver: Driver, base: str) -> dict[str, str]:
    found = _run(driver, f"MATCH (n:{base}) WHERE n.kgHash IS NOT NULL RETURN n.id AS id, n.kgHash AS hash")
    return {r["id"]: r["hash"] for r in found}


def _rel_hashes(driver: Driver, type_: str) -> dict[str, str]:
    found = _run(driver, f"MATCH ()-[r:{type_}]->() WHERE r.kgHash IS NOT NULL RETURN r.kgId AS id, r.kgHash AS hash")
    return {r["id"]: r["hash"] for r in found}


def _types(driver: Driver) -> list[str]:
    known = {r["relationshipType"] for r in _run(driver, "CALL db.relationshipTypes()")}
    return sorted(t for t in known if t.replace("_", "").isalpha() and t.isupper())


def _new_nodes(driver: Driver, wanted: _Wanted) -> list[NodeRow]:
    there = {base: _node_hashes(driver, base) for base in BASES}
    return [n for n in wanted.nodes.values() if there[n.base].get(n.id) != n.hash]


def _new_rels(driver: Driver, wanted: _Wanted) -> list[RelRow]:
    types = {t for t, _ in wanted.rels}
    there = {t: _rel_hashes(driver, t) for t in types}
    return [r for r in wanted.rels.values() if there[r.type].get(r.id) != r.hash]


# --- writing -------------------------------------------------------------------------------------------------------


def _drop_rels(driver: Driver, wanted: _Wanted) -> int:
    count = 0
    for type_ in _types(driver):
        hashes = _rel_hashes(driver, type_)
        gone = [i for i, h in hashes.items() if (type_, i) not in wanted.rels or wanted.rels[type_, i].hash != h]
        for part in _batches(gone):
            _run(driver, f"MATCH ()-[r:{type_}]->() WHERE r.kgId IN $ids DELETE r", ids=list(part))
        count += sum((type_, i) not in wanted.rels for i in gone)
    return count


def _drop_nodes(driver: Driver, wanted: _Wanted) -> int:
    count = 0
    for base in BASES:
        gone = [i for i in _node_hashes(driver, base) if (base, i) not in wanted.nodes]
        for part in _batches(gone):
            _run(driver, f"UNWIND $ids AS id MATCH (n:{base} {{id: id}}) DETACH DELETE n", ids=list(part))
        count += len(gone)
    return count


def _write_nodes(driver: Driver, rows: list[NodeRow]) -> None:
    groups: dict[tuple[str, tuple[str, ...]], list[NodeRow]] = defaultdict(list)
    for row in rows:
        groups[row.base, row.finer].append(row)
    removed = ":".join(FINER)
    for (base, finer), group in sorted(groups.items()):
        labels = f" REMOVE n:{removed} SET n:{':'.join((base, *finer))}" if base == "Actor" else ""
        text = f"UNWIND $rows AS row MERGE (n:{base} {{id: row.id}}) SET n = row.props{labels}"
        for part in _batches(group):
            values = [{"id": r.id, "props": {**r.props, "id": r.id, "kgHash": r.hash}} for r in part]
            _run(driver, text, rows=values)


def _write_rels(driver: Driver, rows: list[RelRow]) -> None:
    groups: dict[tuple[str, str, str], list[RelRow]] = defaultdict(list)
    for row in rows:
        groups[row.type, row.start[0], row.end[0]].append(row)
    for (type_, start, end), group in sorted(groups.items()):
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
            f"MERGE (a)-[r:{type_} {{kgId: row.id}}]->(b) SET r = row.props"
        )
        for part in _batches(group):
            values = [
                {"id": r.id, "start": r.start[1], "end": r.end[1], "props": {**r.props, "kgId": r.id, "kgHash": r.hash}}
                for r in part
            ]
            _run(driver, text, rows=values)


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(rows), _BATCH):
        yield rows[at : at + _BATCH]
