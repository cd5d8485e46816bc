"""Relationships for looking at, each with the claims that it stands on: who met, took part, agreed, is obliged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from kg.neo4j.rows import RelRow

Json = dict[str, Any]
End = tuple[str, str]
_HELD = frozenset({"held", "ongoing"})
_AGREED = frozenset({"signed", "reached"})
_ORDER = ("certain", "probable", "possible", "underspecified")


def derived(claims: Iterable[Json]) -> Iterator[RelRow]:
    """All derived relationships of the claims."""
    standing: dict[tuple[str, End, End], set[str]] = defaultdict(set)
    met: dict[tuple[str, str, str], list[Json]] = defaultdict(list)
    for claim in claims:
        if claim["factuality"]["polarity"] == "negative":
            continue
        for type_, start, end in _statements(claim):
            standing[type_, start, end].add(claim["claim"])
        for one, other in _pairs(claim):
            met[one, other, claim["event"]["id"]].append(claim)
    for (type_, start, end), support in standing.items():
        yield RelRow(type_, start, end, {"claims": sorted(support)})
    for (one, other, meeting), told in met.items():
        yield _met(one, other, meeting, told)


def _statements(claim: Json) -> Iterator[tuple[str, End, End]]:
    event, status = claim["event"], claim["event"]["status"]
    end = (event["type"], event["id"])
    actors = [("Actor", p["actor"]) for p in claim["participants"]]
    if status in _HELD:
        yield from (("PARTICIPATED_IN", a, end) for a in actors)
        if claim["place"]:
            yield "HELD_AT", end, ("Place", claim["place"]["id"])
    elif status == "planned":
        yield from (("EXPECTED_IN", a, end) for a in actors)
    elif status in _AGREED:
        yield from (("PARTY_TO", ("Actor", p["actor"]), end) for p in claim["participants"] if p["role"] == "party")
    clause = claim.get("clause") or {}
    yield from (("OBLIGES", end, ("Actor", a["actor"])) for a in clause.get("obligor", []))
    yield from (("BENEFITS", end, ("Actor", a["actor"])) for a in clause.get("beneficiary", []))


def _pairs(claim: Json) -> Iterator[tuple[str, str]]:
    """Members of different sides, or all pairs where a side is not known, the lesser IRI first."""
    if claim["event"]["type"] != "Meeting" or claim["event"]["status"] not in _HELD:
        return
    for one, other in combinations(claim["participants"], 2):
        if one["actor"] != other["actor"] and _apart(one, other):
            first, second = sorted((one["actor"], other["actor"]))
            yield first, second


def _apart(one: Json, other: Json) -> bool:
    sides = [p["side"]["actor"] if p["side"] else None for p in (one, other)]
    if sides[0] and sides[0] == sides[1]:
        return False
    return bool(sides[0] != other["actor"] and sides[1] != one["actor"])


def _met(one: str, other: str, meeting: str, told: list[Json]) -> RelRow:
    props = {
        "meeting": meeting,
        "date": next((c["time"]["from"] for c in told if c["time"] and c["time"]["from"]), None),
        "place": next((c["place"]["name"] for c in told if c["place"]), None),
        "sources": sorted({c["attribution"][-1]["name"] for c in told}),
        "claims": sorted(c["claim"] for c in told),
        "certainty": min((c["factuality"]["certainty"] for c in told), key=_ORDER.index, default="certain"),
    }
    props = {k: v for k, v in props.items() if v is not None}
    return RelRow("MET", ("Actor", one), ("Actor", other), props, meeting)
