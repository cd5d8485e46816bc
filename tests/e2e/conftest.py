"""The seed article through the real commands, once a session."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import cli

Claims = list[dict[str, Any]]


def run(*arguments: str, store: Path | None = None, status: int = 0, **more: Any) -> Any:
    """A command's result; its exit status is checked."""
    prefix = ["--store", str(store)] if store else []
    result = CliRunner().invoke(cli, [*prefix, *arguments], catch_exceptions=False, **more)
    assert result.exit_code == status, result.output
    return result


def claims_of(store: Path) -> Claims:
    """What `kg export --format claims` gives."""
    out = store.parent / f"{store.name}.jsonl"
    run("export", "--format", "claims", "-o", str(out), store=store)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory, seed_path: Path) -> Path:
    """The store after `kg ingest seeds/`."""
    store = tmp_path_factory.mktemp("seed") / "store"
    run("ingest", str(seed_path.parent), store=store)
    return store


@pytest.fixture(scope="session")
def seed_claims(seed_store: Path) -> Claims:
    """Its claims."""
    return claims_of(seed_store)
