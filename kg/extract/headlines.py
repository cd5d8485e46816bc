"""What only the headline seems to tell: a headline sums up the text, so its meeting is one that the text tells.

A headline names people shortly (`الأمين العام يجتمع مع المبعوث`), so that too few are the same to the model that weighs
whether two tellings are one event (:mod:`same_event`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.acceptance import everybody
from kg.extract.frames import Frame, by_event


def told_by_the_text(frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """The frames; headlines of an event of their own are of the text's event that shares most with them, if one does.

    They add nobody to it.
    """
    frames = tuple(frames)
    events = by_event(frames)
    text = {event: told for event, told in events.items() if any(f.trigger.where == "text" for f in told)}
    heads = {event: _nearest(told, text) for event, told in events.items() if event not in text}
    return tuple(_moved(f, head, text) if (head := heads.get(f.event)) else f for f in frames)


def _nearest(told: Sequence[Frame], text: dict[str, tuple[Frame, ...]]) -> str | None:
    """The event of the text that shares most members, the first of those."""
    mine = everybody(told)
    shared = [
        (len(mine & everybody(frames)), -min(f.sentence for f in frames), event) for event, frames in text.items()
    ]
    most = max(shared, default=(0, 0, ""))
    return most[2] if most[0] else None


def _moved(frame: Frame, event: str, text: dict[str, tuple[Frame, ...]]) -> Frame:
    known = everybody(text[event])
    return replace(frame, event=event, parts=tuple(p for p in frame.parts if p.entity in known))
