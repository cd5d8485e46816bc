"""Precision and recall of events across articles, over pairs of hand-judged tellings.

usage: python benchmark/events/measure.py STORE

STORE has the articles of `tellings.jsonl` in it, linked.  A telling is an article's words (offsets) that tell an event;
it is matched to a claim of its article and type whose evidence overlaps them.  Two events of one article are matched to
two events of the store, as many as can be, then so that most characters overlap: where reading took two for one, or a
telling's words have parts of another, one claim does not count for both.  Pairs of tellings of two articles count:
precision and recall over those that were found, and recall over all that were judged.

`groups.jsonl` has what linking once took for one event in articles that no rule was made from, with what readers say of
each telling: of those pairs that are still taken for one, how many are.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import click

from kg.rdf.vocabulary import KG
from kg.store.claims import all_claims
from kg.store.dataset import opened

Json = dict[str, Any]


def rows(name: str) -> list[Json]:
    """The rows of a file beside this one."""
    path = Path(__file__).parent / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def overlap(telling: Json, claim: Json) -> int:
    """How many characters of a telling a claim's evidence covers."""
    spans = (e for e in claim["evidence"] if e["in"] == telling["in"])
    return max((min(telling["end"], e["end"]) - max(telling["start"], e["start"]) for e in spans), default=0)


def by_place(told: list[Json]) -> dict[tuple[str, str], dict[str, list[Json]]]:
    """The tellings by article and type, then by event."""
    out: dict[tuple[str, str], dict[str, list[Json]]] = defaultdict(lambda: defaultdict(list))
    for telling in told:
        out[telling["article"], telling["type"]][telling["event"]].append(telling)
    return out


def matched(told: dict[str, list[Json]], claims: list[Json]) -> list[tuple[Json, str]]:
    """The tellings of an article with the events that the store has of them."""
    ids = sorted({c["event"]["id"] for c in claims})
    near = {
        (event, i): sum(max(0, *(overlap(t, c) for c in claims if c["event"]["id"] == i)) for t in rows)
        for event, rows in told.items()
        for i in ids
    }
    events = sorted(told)
    ways = permutations([*ids, *[None] * len(events)], len(events))
    pairs = ([(e, i) for e, i in zip(events, way, strict=True) if i and near[e, i]] for way in ways)
    best = dict(max(pairs, key=lambda way: (len(way), sum(near[pair] for pair in way))))
    return [(t, best[e]) for e, rows in told.items() if e in best for t in rows if any_overlap(t, best[e], claims)]


def any_overlap(telling: Json, event: str, claims: list[Json]) -> bool:
    """Whether a claim of the event covers any of a telling."""
    return any(overlap(telling, c) > 0 for c in claims if c["event"]["id"] == event)


def main(store: str) -> None:
    """Prints the figures."""
    claims = defaultdict(list)
    with opened(Path(store)) as data:
        for claim in all_claims(data):
            claims[claim["document"]["id"], claim["event"]["type"]].append(claim)
    found, every = [], rows("tellings.jsonl")
    for place, told in by_place(every).items():
        found += matched(told, claims[place])
    pairs = [
        (a["event"] == b["event"], i == j) for (a, i), (b, j) in combinations(found, 2) if a["article"] != b["article"]
    ]
    right, taken, same = (sum(f) for f in zip(*((s and t, t, s) for s, t in pairs), strict=True))
    click.echo(f"{len(found)} of {len(every)} tellings found; {len({t['event'] for t, _ in found})} events")
    share = right / (taken or 1), right / (same or 1)
    click.echo(f"pairs: precision {share[0]:.3f}, recall {share[1]:.3f} ({right} of {taken} taken for one, {same} are)")
    judged = sum(a["event"] == b["event"] for a, b in combinations(every, 2) if a["article"] != b["article"])
    click.echo(f"recall over all pairs judged, those not found included: {right / judged:.3f} ({right} of {judged})")
    count_sources(store, found)
    count_groups(claims)


def count_groups(claims: Mapping[tuple[str, str], list[Json]]) -> None:
    """Prints the precision over the pairs of `groups.jsonl`, by part: those that rules were made from, and the others.

    A pair is right if every reader gave both tellings one letter.  Where all readers say of both that they tell of no
    such event (`?`), the mistake is not linking's, and the pair is left out.
    """
    parts: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for group in rows("groups.jsonl"):
        told = [(t, nearest(t, claims[t["article"], group["type"]])) for t in group["tellings"]]
        for (a, one), (b, other) in combinations(told, 2):
            if {*a["events"], *b["events"]} != {"?"}:
                parts[group["part"]].append((a["events"] == b["events"], one is not None and one == other))
    for part, pairs in sorted(parts.items()):
        taken = [right for right, together in pairs if together]
        click.echo(
            f"groups, {part}: precision {sum(taken) / (len(taken) or 1):.3f} ({sum(taken)} of {len(taken)}); "
            f"{sum(right for right, _ in pairs)} of {len(pairs)} were right"
        )


def nearest(telling: Json, claims: Iterable[Json]) -> str | None:
    """The event whose claim covers most of a telling, None if none does."""
    near = [(overlap(telling, c), c["event"]["id"]) for c in claims]
    return max((found for found in near if found[0] > 0), default=(0, None))[1]


def count_sources(store: str, found: list[tuple[Json, str]]) -> None:
    """Compares `kg:independentSources` with what was judged, for the articles of each group."""
    groups = rows("sources.jsonl")
    with opened(Path(store)) as data:
        right = 0
        for group in groups:
            told = [e for t, e in found if t["event"] == group["event"] and t["article"] in group["articles"]]
            most = max(sorted(set(told)), key=told.count, default=None)
            count = data.one(most, KG.independentSources, data.identity) if most else "no telling found:"
            right += count == str(group["sources"])
            if count != str(group["sources"]):
                click.echo(f"{group['event']}: {count} independent sources, judged {group['sources']}")
    click.echo(f"independent sources: {right} of {len(groups)} groups as judged")


if __name__ == "__main__":
    main(sys.argv[1])
