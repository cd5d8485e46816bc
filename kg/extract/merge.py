"""One event for tellings of the same meeting: by who met, by a definite noun that points back, never against the time.

Two tellings are of one meeting if the members of one are among those of the other, or two at least are shared, and
nothing that they say of time and status contradicts; `اللقاء`, `لقائهما` take up the last meeting told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.extract.discourse import Discourse
from kg.extract.frames import LOOSE, SURE, Frame, Part, named_by_words
from kg.extract.scenes import Member, Telling

_BACK = 12  # sentences that a definite noun reaches back over


@dataclass(frozen=True, slots=True)
class Draft:
    """A telling with its frame; the frame's `event` is its own id until it is merged."""

    telling: Telling
    frame: Frame


@dataclass(slots=True)
class _Event:
    """A meeting under construction: frames told so far and the entities that met."""

    frames: list[Frame] = field(default_factory=list)
    entities: set[int] = field(default_factory=set)

    @property
    def last(self) -> int:
        return max(f.sentence for f in self.frames)


def parts_of(discourse: Discourse, members: Iterable[Member]) -> tuple[Part, ...]:
    """Members as parts of a frame; a plural description counts as those that it stands for."""
    out: dict[int, Part] = {}
    for member in members:
        for entity in discourse.actors(discourse.entity(member.mention)):
            part = Part(
                entity.id,
                member.role,
                None,
                member.mention.title,
                (member.mention.span,),
                member.score,
                member.reason,
            )
            out.setdefault(entity.id, part)
    return tuple(out.values())


def merge(discourse: Discourse, drafts: Iterable[Draft]) -> tuple[Frame, ...]:
    """Frames of meetings with at least two members, those of one meeting sharing `event`."""
    events: list[_Event] = []
    stands = {e.id: e.id if e.side is None else e.side for e in discourse.entities}
    ordered = sorted(drafts, key=lambda d: (d.frame.trigger.where == "title", d.frame.sentence, d.frame.trigger.start))
    for draft in ordered:
        event = _of_sides(events, draft, stands) or _same(events, draft)
        frame = draft.frame
        if event is None and (event := _pointed_at(events, draft, stands)) is not None:
            frame = _in_one_place(_told_by_rules(frame), event)
        if event is None and len(frame.parts) >= 2:
            event = _Event()
            events.append(event)
        if event is not None:
            event.frames.append(_without_sides(frame, event, stands))
            event.entities |= _met(event.frames[-1])
    return tuple(replace(f, event=event.frames[0].id) for event in events for f in event.frames)


def _told_by_rules(frame: Frame) -> Frame:
    """A telling that only points back adds those whom its words name as members (`حضر الاجتماع X`), nobody near it."""
    return replace(frame, parts=tuple(p for p in frame.parts if p.reason not in LOOSE and p.score >= SURE))


def _in_one_place(frame: Frame, event: _Event) -> Frame:
    """The frame without a place, where what it points back to was told to be elsewhere (`رئيس الأمن في القامشلي`)."""
    known = {part.name for told in event.frames for part in told.place}
    if not frame.place or not known or known & {part.name for part in frame.place}:
        return frame
    return replace(frame, place=())


def _met(frame: Frame) -> set[int]:
    """Those of whom a telling is sure; those whom its words name, if two: bystanders make no other meeting of it."""
    named = named_by_words(frame, SURE)
    return named if len(named) >= 2 else {part.entity for part in frame.parts if part.score >= SURE}


def _of_sides(events: list[_Event], draft: Draft, stands: Mapping[int, int]) -> _Event | None:
    """The event whose members stand for those that the telling names: `لقاء الطرفين` after their delegates met."""
    met = _met(draft.frame)
    if len(met) < 2:
        return None
    fitting = [e for e in events if met <= {stands[i] for i in e.entities} and _fits(e, draft.frame)]
    return min(fitting, key=lambda e: abs(e.last - draft.frame.sentence), default=None)


def _without_sides(frame: Frame, event: _Event, stands: Mapping[int, int]) -> Frame:
    """The frame without parts for whom others of the event stand."""
    sides = {stands[i] for i in event.entities if stands[i] != i}
    return replace(frame, parts=tuple(p for p in frame.parts if p.entity not in sides))


def _same(events: list[_Event], draft: Draft) -> _Event | None:
    """The event that has the same members, the nearest first."""
    met = _met(draft.frame)
    if len(met) < 2:
        return None
    for event in sorted(events, key=lambda e: abs(e.last - draft.frame.sentence)):
        shared = met & event.entities
        if (
            len(shared) >= 2
            and (shared == met or shared == event.entities or len(shared) > 2)
            and _fits(event, draft.frame)
        ):
            return event
    return None


def _pointed_at(events: list[_Event], draft: Draft, stands: Mapping[int, int]) -> _Event | None:
    """The last event before a noun that points back and adds no meeting of its own."""
    if not draft.telling.anaphoric:
        return None
    met = _met(draft.frame)
    near = [e for e in events if 0 <= draft.frame.sentence - e.last <= _BACK and _fits(e, draft.frame)]
    if draft.telling.trigger.owned and len(met) >= 2:
        return None  # `لقائه مع الوزير`: who met is said here
    sides = {stands[i] for i in met}
    least = 2 if _names_two(draft.frame) else 1
    related = [
        e for e in near if not met or max(len(met & e.entities), len(sides & {stands[i] for i in e.entities})) >= least
    ]
    adds = len(met) < 2 or _attended(draft.frame)
    candidates = related or (near if draft.telling.trigger.definite and adds else [])
    return max(candidates, key=lambda e: e.last, default=None)


def _names_two(frame: Frame) -> bool:
    """`المشاورات بين المبعوث والأطراف`: a noun with the article that says itself who met is of their meeting alone."""
    return len(named_by_words(frame, SURE)) >= 2 and not _attended(frame)


def _attended(frame: Frame) -> bool:
    """`حضر اللقاء فلان وفلان`: all whom its words name are said to have been there as well."""
    named = [part.reason for part in frame.parts if part.reason not in LOOSE]
    return bool(named) and all(reason == "attended" for reason in named)


def _own_day(frame: Frame) -> str | None:
    """The day that a telling's own sentence gives it: one borrowed from a neighbour contradicts nothing."""
    time = frame.time if frame.dated_here else None
    return time.start if time is not None and time.precision == "day" else None


def _fits(event: _Event, frame: Frame) -> bool:
    """Whether time and status do not contradict: planned is not held, and two known days are the same.

    A headline tells in the present tense what was (`يستقبل`), so that its status contradicts nothing.
    """
    days = {day for f in event.frames if (day := _own_day(f)) is not None}
    own = _own_day(frame)
    if own is not None and days and own not in days:
        return False
    if frame.trigger.where == "title":
        return True
    statuses = {f.status for f in event.frames if f.status}
    return not (frame.parts and frame.status and statuses and ("planned" in statuses) != (frame.status == "planned"))
