"""Brings Neo4j up to date with the store from whatever state it is in: only what differs is written.

What is compared is what the database says now, so that a load that was cut off is finished by the next one, and what
somebody altered by hand is set right.  Only nodes and relationships that kg wrote are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.neo4j.connection import Settings, connected
from kg.neo4j.present import Have, Key, present
from kg.neo4j.project import Row, project
from kg.neo4j.rows import NodeRow, RelRow
from kg.neo4j.write import drop_nodes, drop_rels, schema, write_nodes, write_rels
from kg.store.claims import all_claims, nodes, reuses, reviews
from kg.store.dataset import Dataset

_SHOWN = 20  # differences that are told one by one


@dataclass(frozen=True, slots=True)
class Difference:
    """How many nodes and relationships are to be written and to be taken out, and the first of them in words.

    `withdrawn` are the nodes that went but carry what is not kg's, and so stay as `:Withdrawn`; `kept` counts
    relationships of the same kind.
    """

    nodes: int
    relationships: int
    gone_nodes: int
    gone_relationships: int
    lines: tuple[str, ...] = field(default=())
    withdrawn: tuple[str, ...] = field(default=())
    kept: int = 0

    @property
    def none(self) -> bool:
        """Whether the two are the same."""
        return not any((self.nodes, self.relationships, self.gone_nodes, self.gone_relationships))


@dataclass(frozen=True, slots=True)
class _Plan:
    nodes: tuple[NodeRow, ...]
    rels: tuple[RelRow, ...]
    gone_nodes: tuple[tuple[str, str], ...]
    gone_rels: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]

    def difference(self, withdrawn: Iterable[str] = (), kept: int = 0) -> Difference:
        return Difference(
            nodes=len(self.nodes),
            relationships=len(self.rels),
            gone_nodes=len(self.gone_nodes),
            gone_relationships=len(self.gone_rels),
            lines=self.lines,
            withdrawn=tuple(withdrawn),
            kept=kept,
        )


def load(data: Dataset, where: Settings) -> Difference:
    """Makes Neo4j say what the store says; the difference is what was written and taken out."""
    wanted = _wanted(data)
    with connected(where, "kg load") as driver:
        schema(driver)
        plan = _plan(wanted, present(driver))
        kept = drop_rels(driver, plan.gone_rels)
        withdrawn = drop_nodes(driver, plan.gone_nodes)
        write_nodes(driver, plan.nodes)
        write_rels(driver, plan.rels)
    return plan.difference(withdrawn, kept)


def check(data: Dataset, where: Settings) -> Difference:
    """What `load` would write and take out."""
    wanted = _wanted(data)
    with connected(where, "kg load --check") as driver:
        return _plan(wanted, present(driver)).difference()


def _wanted(data: Dataset) -> Have:
    return rows_by_id(project(all_claims(data), nodes(data), reviews=reviews(data), reuses=reuses(data)))


def rows_by_id(rows: Iterable[Row]) -> Have:
    """Rows by base label or type and id; the last of several."""
    found = Have({}, {})
    for row in rows:
        if isinstance(row, NodeRow):
            found.nodes[row.base, row.id] = row
        else:
            found.rels[row.type, row.id] = row
    return found


def _plan(wanted: Have, have: Have) -> _Plan:
    misplaced = {key for key, rel in wanted.rels.items() if key in have.rels and _misplaced(rel, key, have)}
    new_nodes = [n for key, n in wanted.nodes.items() if key not in have.nodes or have.nodes[key].hash != n.hash]
    new_rels = [
        r for key, r in wanted.rels.items() if key not in have.rels or key in misplaced or have.rels[key].hash != r.hash
    ]
    gone_nodes = sorted(have.nodes.keys() - wanted.nodes.keys())
    gone_rels = sorted((have.rels.keys() - wanted.rels.keys()) | misplaced)  # these are written anew
    plan = _Plan(tuple(new_nodes), tuple(new_rels), tuple(gone_nodes), tuple(gone_rels), ())
    lines = tuple(line for _, line in zip(range(_SHOWN), _told(plan, wanted, have), strict=False))
    return _Plan(plan.nodes, plan.rels, plan.gone_nodes, plan.gone_rels, lines)


def _misplaced(rel: RelRow, key: Key, have: Have) -> bool:
    """Whether it is there more than once, or between other nodes: somebody copied it, or two loads ran at a time."""
    there = have.rels[key]
    return key in have.copied or (there.start[1], there.end[1]) != (rel.start[1], rel.end[1])


def _told(plan: _Plan, wanted: Have, have: Have) -> Iterator[str]:
    """The differences in words."""
    for node in plan.nodes:
        now = have.nodes.get((node.base, node.id))
        told = _altered(node.props, now.props, node.finer, now.finer) if now else "is missing"
        yield f"{node.base} {node.id}: {told}"
    for rel in plan.rels:
        there = have.rels.get((rel.type, rel.id))
        told = (_altered(rel.props, there.props) or "is there again elsewhere") if there else "is missing"
        yield f"{rel.start[1]} {rel.type} {rel.end[1]}: {told}"
    yield from (f"{base} {iri}: the store has it no more" for base, iri in plan.gone_nodes)
    for key in plan.gone_rels:
        gone = have.rels[key]
        if key not in wanted.rels:
            yield f"{gone.start[1]} {gone.type} {gone.end[1]}: the store has it no more"


def _altered(
    wanted: Mapping[str, Any], now: Mapping[str, Any], finer: tuple[str, ...] = (), finer_now: tuple[str, ...] = ()
) -> str:
    parts = [
        f"{k} is {now.get(k)!r}, not {wanted.get(k)!r}" for k in sorted({*wanted, *now}) if wanted.get(k) != now.get(k)
    ]
    if finer != finer_now:
        parts.append(f"labels are {', '.join(finer_now) or 'none'}, not {', '.join(finer) or 'none'}")
    return "; ".join(parts)
