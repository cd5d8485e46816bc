"""Whether a meeting was, goes on or is to come, by all tellings of it together.

One telling alone is often unsure (a headline in the present tense, a noun); it follows the surer ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.frames import Frame, Outlooks, by_event
from kg.extract.outlook import likeliest

_SURE = (0.1, 0.9)  # likelihoods below which, and from which on, a telling keeps what it says itself
SETTLED = frozenset({"held", "planned", "ongoing"})


def settled(frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """The frames, the unsure ones of an event with the status that all of its tellings give together."""
    frames = tuple(frames)
    off = {frame.event for frame in frames if frame.status == "cancelled"}
    frames = tuple(_called_off(frame) if frame.event in off else frame for frame in frames)
    means = {event: _mean(told) for event, told in by_event(frames).items()}
    return tuple(_settled(frame, means[frame.event]) for frame in frames)


def _called_off(frame: Frame) -> Frame:
    """A telling of what was planned, of a meeting that another telling says was called off."""
    return replace(frame, status="cancelled") if frame.status == "planned" else frame


def _settled(frame: Frame, mean: Outlooks | None) -> Frame:
    if mean is None or frame.status not in SETTLED or frame.outlooks is None or _sure(frame.outlooks):
        return frame
    status = likeliest(mean) or "held"
    tense = "future" if status == "planned" else "non-future" if frame.status == "planned" else frame.tense
    return replace(frame, status=status, tense=tense)


def _sure(own: Outlooks) -> bool:
    least, most = _SURE
    return max(own.planned, own.ongoing) < least or max(own.planned, own.ongoing) >= most


def _mean(told: Sequence[Frame]) -> Outlooks | None:
    """The mean of an event's tellings, headlines left out if the text tells it too."""
    asked = [(f.trigger.where, f.outlooks) for f in told if f.outlooks is not None and f.status in SETTLED]
    known = [o for where, o in asked if where == "text"] or [o for _, o in asked]
    if not known:
        return None
    return Outlooks(_middle([o.planned for o in known]), _middle([o.ongoing for o in known]))


def _middle(likelihoods: Sequence[float]) -> float:
    """The mean as odds, so that a sure telling weighs more than unsure ones."""
    odds = [math.log(p / (1 - p)) for p in (min(max(p, 0.01), 0.99) for p in likelihoods)]
    return 1 / (1 + math.exp(-sum(odds) / len(odds)))
