"""Every named query on the hand-made graph, against rows that were written out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.query import ask, queries, with_values
from kg.store.dataset import Dataset
from tests.worldstore import EXPECTED, cases, multiset, multiset_of

CASES = list(cases())
CONTRACT = {
    "who-met-whom", "meetings-at-place", "agreements-of-actor", "clauses-of-agreement", "claims-of-source",
    "sources-of-claim", "conflicting-claims", "without-source", "circular-reporting", "actor-timeline",
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
    assert query.sparql.count("VALUES ?p_") == len(query.parameters)
    columns, _ = data.select(with_values(query, {p.name: None for p in query.parameters}))
    assert columns == tuple(column.name for column in query.columns)


def test_a_query_file_runs_as_it_is(data: Dataset, root: Path) -> None:
    _, rows = data.select((root / "queries" / "who-met-whom.rq").read_text(encoding="utf-8"))
    assert len(rows) == 5
