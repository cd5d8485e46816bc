"""The result of a query, and the formats that it can be written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any, Literal, cast

import pyoxigraph as ox

from kg.errors import UsageError

ResultKind = Literal["rows", "boolean", "graph"]
ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a query: read from the store while it is written."""

    found: Found

    @property
    def kind(self) -> ResultKind:
        """What it is, which says in which formats it can be written."""
        if isinstance(self.found, ox.QueryTriples):
            return "graph"
        return "boolean" if isinstance(self.found, ox.QueryBoolean) else "rows"

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that it can be written in."""
        if self.kind == "graph":
            return tuple(GRAPHS)
        return tuple(ROWS) if self.kind == "rows" else ("json", "xml")

    def write(self, form: str, out: IO[bytes]) -> None:
        """Writes it.

        Raises:
            UsageError: a format that this kind of result has not.
        """
        if form not in self.formats:
            ways = ", ".join(self.formats)
            raise UsageError(f"{form}: the result ({self.kind}) can't be written so. Use one of {ways}")
        known = cast(Any, GRAPHS if self.kind == "graph" else ROWS)
        cast(Any, self.found).serialize(out, format=known[form])
