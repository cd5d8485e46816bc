"""Every named query on the hand-made graph, against rows that were written out by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.query import ask, queries, with_values
from kg.query_parts import expanded
from kg.store.dataset import Dataset
from tests.worldstore import EXPECTED, cases, multiset, multiset_of

CASES = list(cases())
FILTERS = {"from", "to", "undated", "place", "status", "certainty", "sources", "accepted", "rejected"}
CONTRACT = {
    "who-met-whom", "meetings-at-place", "agreements-of-actor", "clauses-of-agreement", "claims-of-source",
    "sources-of-claim", "conflicting-claims", "without-source", "circular-reporting", "actor-timeline",
    "stance-timeline", "common-contacts", "path-between", "who-speaks-for-whom", "new-since",
}


@pytest.mark.parametrize(("name", "given", "expected"), CASES, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(CASES)])
def test_rows(data: Dataset, name: str, given: dict[str, str], expected: list[dict[str, Any]]) -> None:
    assert multiset_of(ask(data, name, given)) == multiset(expected)


def test_every_query_of_the_contract_is_there_and_tested_with_rows() -> None:
    assert {query.name for query in queries()} == CONTRACT
    assert {name for name, _, rows in CASES if rows} == CONTRACT
    assert {path.stem for path in EXPECTED.glob("*.json")} == CONTRACT


@pytest.mark.parametrize("query", queries(), ids=lambda q: q.name)
def test_the_head_says_what_the_query_has(data: Dataset, query: Any) -> None:
    assert query.title
    assert query.about
    assert query.columns
    assert {f"VALUES ?p_{p.name} " in query.sparql for p in query.parameters} <= {True}
    assert set(re.findall(r"VALUES \?p_(\w+) ", query.sparql)) == {p.name for p in query.parameters}
    assert set(re.findall(r"\$(\w+)", query.cypher)) == {p.name for p in query.parameters}
    unbound = {p.name: False if p.type == "boolean" else None for p in query.parameters}
    columns, _ = data.select(with_values(query, unbound))
    assert columns == tuple(column.name for column in query.columns)


def test_every_query_file_has_its_twin_and_its_parts_are_true(root: Path) -> None:
    names = {suffix: {path.stem for path in (root / "queries").glob(f"*{suffix}")} for suffix in (".rq", ".cypher")}
    assert names[".rq"] == names[".cypher"] == CONTRACT
    for path in sorted((root / "queries").glob("*.*")):
        text = path.read_text(encoding="utf-8")
        assert expanded(text, path.suffix) == text, f"{path.name}: write it with python -m kg.query_parts"


def test_filters_are_everywhere() -> None:
    for query in queries():
        found = {p.name for p in query.parameters}
        assert found >= FILTERS, query.name


def test_a_query_file_runs_as_it_is(data: Dataset, root: Path) -> None:
    _, rows = data.select((root / "queries" / "who-met-whom.rq").read_text(encoding="utf-8"))
    assert len(rows) == 5
