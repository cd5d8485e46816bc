"""The hand-made graph in a store, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.dataset import Dataset, opened
from tests.worldstore import build


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store's folder."""
    return build(tmp_path_factory.mktemp("world") / "store", judged=True)


@pytest.fixture
def data(world: Path) -> Iterator[Dataset]:
    """The store, open for reading."""
    with opened(world) as data:
        yield data
