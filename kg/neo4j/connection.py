"""Connections to Neo4j: which server, with which password; faults as one clear line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neo4j import READ_ACCESS, Driver, GraphDatabase
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, ServiceUnavailable
from neo4j.exceptions import Neo4jError as ServerError

from kg.errors import Neo4jError
from kg.neo4j.server import USER, folder_of, status

_MORE_MEMORY = (
    "Give it more: `kg neo4j stop`, then `kg neo4j start --heap 4g`; on a server of your own "
    "server.memory.heap.max_size. A query needs less where it is asked for less, such as with -p from=..."
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where Neo4j is."""

    uri: str
    user: str
    password: str = field(repr=False)


def settings(store: Path, uri: str | None = None) -> Settings:
    """The server that is asked for: `--neo4j` or NEO4J_URI, else the local one that kg started for the store.

    Raises:
        Neo4jError: none is configured.
    """
    given = uri or os.environ.get("NEO4J_URI")
    local = status(folder_of(store))
    if local is not None and given in (None, local.uri):
        return Settings(local.uri, USER, local.password)
    if given is None:
        raise Neo4jError(
            "no Neo4j is configured. Start one with `kg neo4j start`, or set NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD"
        )
    return Settings(given, os.environ.get("NEO4J_USER", USER), os.environ.get("NEO4J_PASSWORD", ""))


@contextmanager
def connected(where: Settings, doing: str = "this") -> Iterator[Driver]:
    """A driver that reached the server; `doing` names what it is for, where Neo4j has too little memory for it.

    Raises:
        Neo4jError: it is not there, refuses the password, or the URI is wrong; also for faults inside the block.
    """
    try:
        with GraphDatabase.driver(
            where.uri, auth=(where.user, where.password), notifications_min_severity="OFF"
        ) as driver:
            driver.verify_connectivity()
            yield driver
    except ServiceUnavailable as error:
        raise Neo4jError(
            f"{where.uri}: Neo4j is not there. Start it with `kg neo4j start`, or check NEO4J_URI"
        ) from error
    except AuthError as error:
        raise Neo4jError(
            f"{where.uri}: the password for {where.user} is refused. Check NEO4J_USER and NEO4J_PASSWORD"
        ) from error
    except (ConfigurationError, ValueError) as error:
        raise Neo4jError(f"{where.uri}: no address of a Neo4j ({error}). Write it as bolt://localhost:7687") from error
    except (DriverError, ServerError) as error:
        code = getattr(error, "code", None) or ""
        if code.endswith("OutOfMemoryError"):
            raise Neo4jError(f"{doing}: Neo4j at {where.uri} has too little memory for it. {_MORE_MEMORY}") from error
        raise Neo4jError(f"{where.uri}: {' '.join(str(error).split())}") from error


def rows(
    where: Settings, cypher: str, parameters: Mapping[str, Any], doing: str = "this query"
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The columns and rows of a reading query, `doing` its name.

    It is asked once: what the driver would ask again for half a minute, such as want of memory, stays as it is.
    """
    with connected(where, doing) as driver, driver.session(default_access_mode=READ_ACCESS) as session:
        result = session.run(cypher, dict(parameters))
        return tuple(result.keys()), [tuple(record.values()) for record in result]
