"""Whether both stores give the same rows: every named query, with parameters and filters taken from the data.

`python -m tests.compare STORE` (`make check-stores`) compares over a whole store.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.neo4j.connection import settings as where
from kg.neo4j.load import load
from kg.neo4j.server import folder_of, start
from kg.query import Query, ask, named, queries, with_values
from kg.store.dataset import Dataset, opened
from tests.worldstore import multiset_of

FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"from": "2020-01-01", "to": "2020-06-30"},
    {"from": "2020-01-01", "to": "2020-06-30", "undated": "true"},
    {"to": "2015-12-31", "undated": "true"},
    {"certainty": "probable"},
    {"sources": "2"},
    {"accepted": "true"},
    {"from": "2015-07-15", "to": "2015-08-05"},  # the time of the news corpus
    {"from": "2015-07-15", "to": "2015-08-05", "undated": "true"},
)


Names = dict[str, list[str]]


def settings(names: Names, query: Query, *, many: bool) -> Iterator[dict[str, str]]:
    """Parameters to ask a query with: what it needs, all filters, and names that the data has."""
    parameters = {p.name: p for p in query.parameters}
    for chosen in _needed(names, query, many=many):
        for extra in FILTERS if many else FILTERS[:4]:
            yield {**chosen, **extra}
        for status in ("held", "signed,agreed"):
            yield {**chosen, "status": status}
        if not parameters["place"].required:
            yield from ({**chosen, "place": place} for place in names["place"][:2])


def _needed(names: Names, query: Query, *, many: bool) -> Iterator[dict[str, str]]:
    needed = [p.name for p in query.parameters if p.required]
    actors = names["actor"][: 4 if many else 2]
    if query.name in ("path-between", "common-contacts"):
        yield from ({"actor": one, "other": other} for one in actors[:2] for other in actors if one < other)
    elif query.name == "without-source":
        yield from ({"source": source} for source in names["source"])
        yield {"class": "UnnamedActor"}
        yield from ({"affiliation": body} for body in names["body"])
    elif query.name == "new-since":
        yield from ({"since": day} for day in ("1900-01-01", "2015-08-01", "2020-07-01"))
    elif query.name == "meetings-at-place":
        yield from ({"place": place} for place in names["place"])
    elif needed == ["source"]:
        yield from ({"source": source} for source in names["source"])
    elif needed == ["actor"]:
        yield from ({"actor": actor} for actor in actors)
    else:
        yield {}
        yield from ({p.name: actors[0]} for p in query.parameters if p.name == "actor" and actors)


def names_in(data: Dataset) -> Names:
    """What the data has most of, as IRIs: actors, sources, places, and bodies that somebody speaks for."""
    return {
        "actor": _most(data, "actorId", "actor-timeline", 4),
        "source": _most(data, "sourceId", "claims-of-source", 3),
        "place": _most(data, "placeId", "meetings-at-place", 3),
        "body": _most(data, "forId", "who-speaks-for-whom", 1),
    }


def _most(data: Dataset, column: str, name: str, count: int) -> list[str]:
    """The IRIs that are most often in a column when a query is asked for everything."""
    query = named(name)
    unbound: dict[str, Any] = {p.name: False if p.type == "boolean" else None for p in query.parameters}
    columns, rows = data.select(with_values(query, unbound))
    at = columns.index(column)
    counted = Counter(row[at].value for row in rows if row[at] is not None)
    return sorted(counted, key=lambda iri: (-counted[iri], iri))[:count]


def differences(data: Dataset, *, many: bool = True) -> Iterator[tuple[str, dict[str, str], int, str]]:
    """For each query and setting: name, setting, how many rows there are, and what differs (empty if nothing).

    A store that can't answer differs: what it said is told, and the next setting is asked.
    """
    names = names_in(data)
    for query in queries():
        for given in settings(names, query, many=many):
            try:
                store, neo4j = (multiset_of(ask(data, query.name, given, on=on)) for on in ("store", "neo4j"))
            except KgError as error:
                yield query.name, given, 0, str(error)
                continue
            told = (
                "" if store == neo4j else f"store only {list(store - neo4j)[:2]}, Neo4j only {list(neo4j - store)[:2]}"
            )
            yield query.name, given, store.total(), told


def main(folder: str) -> int:
    """Loads a store into Neo4j (one that is configured, else a local one of the store) and compares all queries."""
    store = Path(folder)
    if not os.environ.get("NEO4J_URI"):
        start(folder_of(store), say=print)
    worst = 0
    with opened(store) as data:
        loaded = load(data, where(store))
        print(f"{loaded.nodes} nodes and {loaded.relationships} relationships written", flush=True)
        for name, compared in groupby(differences(data), key=lambda found: found[0]):
            asked = rows = 0
            for _, given, count, told in compared:
                asked, rows = asked + 1, rows + count
                if told:
                    worst += 1
                    print(f"{name} {given}: {told}", flush=True)
            print(f"{name}: {asked} settings, {rows} rows compared", flush=True)
    print(f"The stores differ in {worst} settings." if worst else "Both stores give the same rows.")
    return bool(worst)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
