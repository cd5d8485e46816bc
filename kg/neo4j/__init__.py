"""Neo4j: the local server, and the store's projection; the only importer of its driver."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def run_query(
    name: str, cypher: str, parameters: Mapping[str, Any], store: Path
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The columns and rows of a named query on the server that is configured, else on the local one of the store."""
    from kg.neo4j.connection import rows, settings

    return rows(settings(store), cypher, parameters, name)
