"""A real Neo4j server for the session: it is started, or the tests fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.neo4j.connection import Settings, connected
from kg.neo4j.server import USER, Server, start, stop
from kg.store.dataset import Dataset, opened
from tests.ports import free_port
from tests.worldstore import build


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store with the hand-made graph."""
    return build(tmp_path_factory.mktemp("world") / "store", judged=True)


@pytest.fixture
def data(world: Path) -> Iterator[Dataset]:
    """The store, open for reading."""
    with opened(world) as data:
        yield data


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own folder and ports and with the least heap, stopped at the end."""
    folder = tmp_path_factory.mktemp("neo4j")
    yield start(folder, bolt=free_port(), http=free_port(), heap="512m")
    assert stop(folder)


@pytest.fixture
def where(server: Server) -> Settings:
    """The server, emptied."""
    found = Settings(server.uri, USER, server.password)
    with connected(found) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return found
