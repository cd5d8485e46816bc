"""Every named query gives the same rows on both stores: on the hand-made graph, and those written out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.neo4j.connection import Settings
from kg.neo4j.load import check, load
from kg.query import ask, queries
from kg.store.dataset import Dataset, opened
from tests.compare import differences
from tests.randomworld import fill
from tests.worldstore import cases, multiset, multiset_of

CASES = list(cases())


def configure(where: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the test's server the one that is configured."""
    monkeypatch.setenv("NEO4J_URI", where.uri)
    monkeypatch.setenv("NEO4J_USER", where.user)
    monkeypatch.setenv("NEO4J_PASSWORD", where.password)


@pytest.fixture
def loaded(data: Dataset, where: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dataset]:
    """The hand-made graph in Neo4j too."""
    configure(where, monkeypatch)
    load(data, where)
    return data


def test_rows(loaded: Dataset) -> None:
    for number, (name, given, expected) in enumerate(CASES):
        found: Any = multiset_of(ask(loaded, name, given, on="neo4j"))
        assert found == multiset(expected), f"{name} {number} {given}"
        assert found == multiset_of(ask(loaded, name, given)), f"{name} {number} {given}"


def test_graphs_of_any_shape_give_the_same_rows(
    where: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(where, monkeypatch)
    with opened(tmp_path / "store", write=True) as data:
        fill(data, 60)
        load(data, where)
        assert check(data, where).none
        found = list(differences(data, many=False))
    assert [(name, given, told) for name, given, _, told in found if told] == []
    assert {name for name, _, rows, _ in found if rows} == {query.name for query in queries()}
