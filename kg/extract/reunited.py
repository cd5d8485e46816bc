"""One event for what turns out to have the same members, once who took part is settled.

Tellings are compared before (:mod:`same_event`) by all whom their sentences may mean, bystanders included; when these
are gone, two events may be left with one set of members.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.acceptance import everybody
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame, by_event, days_of, share_a_word

_LEAST = 2  # members in common


def reunited(discourse: Discourse, frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """The frames, with one `event` where one event has all members of another and its own people are the same.

    Never across days.
    """
    frames = tuple(frames)
    kept: dict[str, list[Frame]] = {}
    names: dict[str, str] = {}
    for event, told in by_event(frames).items():
        names[event] = next((first for first, other in kept.items() if _same(discourse, told, other)), event)
        kept.setdefault(names[event], []).extend(told)
    return tuple(replace(frame, event=names[frame.event]) for frame in frames)


def _same(discourse: Discourse, one: Iterable[Frame], other: Iterable[Frame]) -> bool:
    one, other = tuple(one), tuple(other)
    mine, theirs = everybody(one), everybody(other)
    within = mine <= theirs or theirs <= mine
    people = any(discourse.entities[at].type == "Person" for at in mine ^ theirs)
    return within and not people and len(mine & theirs) >= _LEAST and not _contradict(one, other)


def _contradict(one: tuple[Frame, ...], other: tuple[Frame, ...]) -> bool:
    """Whether days differ, or one is told as planned, the other as held; one word tells of two meetings as two."""
    days = [days_of(told) for told in (one, other)]
    statuses = [{f.status for f in told if f.status and f.trigger.where == "text"} for told in (one, other)]
    planned = ["planned" in found for found in statuses if found]
    return share_a_word(one, other) or (all(days) and not days[0] & days[1]) or len(set(planned)) > 1
