"""The local server's heap, and what one is told when a query needs more."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import Neo4jError, UsageError
from kg.neo4j.connection import Settings, rows
from kg.neo4j.memory import VARIABLE, heap, memory

TOO_MUCH = "UNWIND range(1, 100000000) AS x WITH collect(x) AS xs RETURN size(xs)"


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_too_little_memory_is_one_line_with_the_query_and_the_next_step(where: Settings) -> None:
    with pytest.raises(Neo4jError, match=r"who-met-whom: Neo4j at .* too little memory") as told:
        rows(where, TOO_MUCH, {}, "who-met-whom")
    assert "--heap" in str(told.value)
    assert "\n" not in str(told.value)
    assert told.value.exit_status == 2
    assert rows(where, "RETURN 1", {})[1] == [(1,)]  # and the server goes on


def test_the_heap_is_a_share_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    for size, expected in ((1000, 512), (8000, 2000), (1_000_000, 8192)):
        monkeypatch.setattr("kg.neo4j.memory.memory", lambda size=size: size)
        assert heap() == expected


def test_a_heap_as_asked_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "3g")
    assert heap() == 3072
    assert heap("700M") == 700


@pytest.mark.parametrize("text", ["much", "2", "0g", "-1g", "100m", "2t", "1g -version"])
def test_what_is_no_size_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="such as 2g"):
        heap(text)


def test_a_containers_limit_counts(tmp_path: Path) -> None:
    limit, none = tmp_path / "memory.max", tmp_path / "none"
    limit.write_text(f"{600 << 20}\n")
    none.write_text("max\n")
    assert memory((str(limit), str(none), str(tmp_path / "absent"))) == 600
    assert memory((str(none),)) > 600
