"""Precision and recall of events across articles, over pairs of hand-judged tellings.

usage: python benchmark/events/measure.py STORE

STORE has the articles of `tellings.jsonl` in it, linked.  A telling is an article's words (offsets) that tell an event;
it is matched to the claim of its article and type whose evidence overlaps them most.  Pairs of tellings of two articles
count.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import click

from kg.rdf.vocabulary import KG
from kg.store.claims import all_claims
from kg.store.dataset import opened

Json = dict[str, Any]


def tellings() -> list[Json]:
    """The judged tellings."""
    path = Path(__file__).parent / "tellings.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def overlap(telling: Json, claim: Json) -> int:
    """How many characters of a telling a claim's evidence covers."""
    spans = (e for e in claim["evidence"] if e["in"] == telling["in"])
    return max((min(telling["end"], e["end"]) - max(telling["start"], e["start"]) for e in spans), default=0)


def main(store: str) -> None:
    """Prints the figures."""
    claims = defaultdict(list)
    with opened(Path(store)) as data:
        for claim in all_claims(data):
            claims[claim["document"]["id"], claim["event"]["type"]].append(claim)
    found = []
    for telling in tellings():
        near = max(claims[telling["article"], telling["type"]], key=lambda c: overlap(telling, c), default=None)
        if near is not None and overlap(telling, near) > 0:
            found.append((telling, near["event"]["id"]))
    pairs = [
        (a["event"] == b["event"], i == j) for (a, i), (b, j) in combinations(found, 2) if a["article"] != b["article"]
    ]
    right, taken, same = (sum(f) for f in zip(*((s and t, t, s) for s, t in pairs), strict=True))
    click.echo(f"{len(found)} of {len(tellings())} tellings found; {len({t['event'] for t, _ in found})} events")
    share = right / (taken or 1), right / (same or 1)
    click.echo(f"pairs: precision {share[0]:.3f}, recall {share[1]:.3f} ({taken} taken for one, {same} are)")
    count_sources(store, found)


def count_sources(store: str, found: list[tuple[Json, str]]) -> None:
    """Compares `kg:independentSources` with what was judged, for the articles of each group."""
    lines = (Path(__file__).parent / "sources.jsonl").read_text(encoding="utf-8").splitlines()
    groups = [json.loads(line) for line in lines]
    with opened(Path(store)) as data:
        right = 0
        for group in groups:
            told = [e for t, e in found if t["event"] == group["event"] and t["article"] in group["articles"]]
            most = max(set(told), key=told.count)
            count = data.one(most, KG.independentSources, data.identity)
            right += count == str(group["sources"])
            if count != str(group["sources"]):
                click.echo(f"{group['event']}: {count} independent sources, judged {group['sources']}")
    click.echo(f"independent sources: {right} of {len(groups)} groups as judged")


if __name__ == "__main__":
    main(sys.argv[1])
