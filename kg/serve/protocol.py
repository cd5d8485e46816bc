"""What the SPARQL 1.1 Protocol says: media types, what a request asks for, and the status of what goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# For each kind of result the media types, with the store's name of the format; the first is taken if any will do.
MEDIA_TYPES: Final[dict[str, dict[str, str]]] = {
    "rows": {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "application/xml": "xml",
    },
    "boolean": {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "application/json": "json",
        "application/xml": "xml",
    },
    "graph": {
        "text/turtle": "turtle",
        "application/n-triples": "ntriples",
        "application/rdf+xml": "rdfxml",
        "application/ld+json": "jsonld",
        "application/trig": "trig",
        "application/n-quads": "nquads",
    },
}
QUERY, UPDATE, FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"


class ProtocolError(Exception):
    """What is answered instead of a result: an HTTP status and one line that says why."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Request:
    """A query with the dataset that the protocol names; None where it names none."""

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may take: seconds, bytes of result, bytes of memory beside what the process has."""

    seconds: float = 30.0
    size: int = 64 * 2**20
    memory: int = 2 * 2**30
    query: int = 2**20


def request(fields: Sequence[tuple[str, str]], body: str | None = None) -> Request | None:
    """The request of a query string or a form, and of the body where that is the query; None where nothing is asked.

    Raises:
        ProtocolError: an update, several queries, or a query in both places.
    """
    names = {name for name, _ in fields}
    if names & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise ProtocolError(403, "updates are refused: the store is read only here. Send a query")
    queries = [value for name, value in fields if name == "query"] + ([] if body is None else [body])
    if not queries:
        return None
    if len(queries) > 1:
        raise ProtocolError(400, f"{len(queries)} queries in one request: send one")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    if not default and not named:
        return Request(queries[0])
    return Request(queries[0], default, named)
