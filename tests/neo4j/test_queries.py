"""Every named query gives the same rows on both stores: on the hand-made graph, and those written out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.neo4j.connection import Settings
from kg.neo4j.load import load
from kg.query import ask
from kg.store.dataset import Dataset
from tests.worldstore import cases, multiset, multiset_of

CASES = list(cases())


@pytest.fixture
def loaded(data: Dataset, where: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dataset]:
    """The hand-made graph in Neo4j too."""
    monkeypatch.setenv("NEO4J_URI", where.uri)
    monkeypatch.setenv("NEO4J_USER", where.user)
    monkeypatch.setenv("NEO4J_PASSWORD", where.password)
    load(data, where)
    return data


def test_rows(loaded: Dataset) -> None:
    for number, (name, given, expected) in enumerate(CASES):
        found: Any = multiset_of(ask(loaded, name, given, on="neo4j"))
        assert found == multiset(expected), f"{name} {number} {given}"
        assert found == multiset_of(ask(loaded, name, given)), f"{name} {number} {given}"
