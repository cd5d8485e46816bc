"""What is special about a gold event, by which figures are given apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def phenomena(kind: str, gold: Json) -> Iterator[str]:
    """Names of what an event shows: status, kind, how many take part, how deep its chain is, clauses."""
    yield f"{kind} status: {gold['status']}"
    if gold.get("kind"):
        yield f"{kind} kind: {gold['kind']}"
    members = gold.get("participants") or gold.get("parties") or []
    yield f"{kind} members: {'two' if len(members) == 2 else 'three or more' if len(members) > 2 else 'one'}"
    chains = gold.get("source_chains") or [gold.get("source_chain") or []]
    deepest = max(map(len, chains))
    if deepest:
        depth = {1: "outlet alone", 2: "two hops"}.get(deepest, "three hops or more")
        yield f"{kind} chain: {depth}"
    if gold.get("clauses"):
        yield f"{kind} with clauses"
