"""Which told event is which gold event: greedily, by the members that they share."""

from __future__ import annotations

from typing import Any

from kg.scoring.events import Told
from kg.scoring.names import mentioned, same_any
from kg.scoring.values import valued

__all__ = ["align", "members_of", "same_any"]
Json = dict[str, Any]


def members_of(gold: Json) -> list[list[str]]:
    """The names of each member of a meeting, or party of an agreement."""
    return [p["names"] for p in gold["participants"]] if "participants" in gold else list(gold["parties"])


def align(golds: list[Json], told: list[Told]) -> dict[int, int]:
    """Gold number -> told number; two shared members are needed, or all where there is one."""
    pairs = []
    for number, gold in enumerate(golds):
        members = members_of(gold)
        for other, event in enumerate(told):
            hit = _hit(members, event)
            if hit >= min(2, len(members)):
                share = hit / max(len(members), len(event.members))
                pairs.append((share + _bonus(gold, event), number, other))
    out: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, other in sorted(pairs, key=lambda p: (-p[0], p[1], -p[2])):
        if number not in out and other not in taken:
            out[number] = other
            taken.add(other)
    return out


def _hit(members: list[list[str]], event: Told) -> int:
    names = [n for member in event.members for n in member]
    return sum(same_any(member, names) for member in members)


def _bonus(gold: Json, event: Told) -> float:
    """What else fits decides between events that share as many members."""
    values = sum(0.1 * counts[0] for _, counts in valued(gold, event)) / 2
    clauses = gold.get("clauses") or []
    said = sum(any(all(mentioned(c.text, m) for m in k["mentions"]) for c in event.clauses.values()) for k in clauses)
    return values + 0.2 * said / (len(clauses) or 1)
