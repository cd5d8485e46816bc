"""What the finders hand on: an event as one passage tells it, before sources are attached and claims are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import (
    Certainty,
    EventType,
    Kind,
    Outcome,
    PlaceCandidate,
    Polarity,
    Role,
    Span,
    Tense,
    Time,
)

LOOSE = frozenset({"", "model", "elsewhere", "topic", "owner", "subject"})  # reasons that no word by the trigger gives
SURE = 0.55  # from which score on a telling is sure of somebody
_LESS = 0.1  # what somebody counts less whom no word beside a trigger gives


@dataclass(frozen=True, slots=True)
class Part:
    """An entity in a frame; `side` overrides the entity's own where the passage says whom it stands for here.

    `score` is how sure the model is that it takes part (0 to 1), `reason` the rule that proposed it.
    """

    entity: int
    role: Role
    side: int | None = None
    title: str | None = None
    evidence: tuple[Span, ...] = ()
    score: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as the passage names or describes it."""

    name: str
    span: Span
    described: bool = False
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class ClausePart:
    """What a clause frame says; entities by id."""

    text: str
    outcome: Outcome
    number: int | None = None
    obligor: tuple[int, ...] = ()
    beneficiary: tuple[int, ...] = ()
    rejected_by: tuple[int, ...] = ()
    condition: str | None = None
    deadline: Time | None = None


@dataclass(frozen=True, slots=True)
class Outlooks:
    """How likely what words tell is to come, and how likely it goes on while the article is written (0 to 1)."""

    planned: float
    ongoing: float


@dataclass(frozen=True, slots=True)
class Frame:
    """An event told at one place of the text.

    `id` is unique among an article's frames; `event` is shared by frames that tell of the same event (the id of the
    first of them).  `place` is a chain, innermost first.  `trigger` is the word or words that evoke it, from which the
    event's anchor is made; `word` is the index in its sentence of the one that carries it (`لقاء` of `ولقائه`).
    `agreement` is the `event` of the agreement that a clause belongs to; `about` that of the event that a request or
    mandate is about.  `outlooks` are how likely a meeting is to come or goes on; `place_score` and `time_score` how
    likely place and time are its own; `dated_here` if the time stands in its own sentence.  `reasons` are the ids of
    the lexicon entries that fired.
    """

    id: str
    event: str
    type: EventType
    sentence: int
    trigger: Span
    evidence: tuple[Span, ...]
    status: str | None = None
    kind: Kind | None = None
    parts: tuple[Part, ...] = ()
    place: tuple[PlaceName, ...] = ()
    time: Time | None = None
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    tense: Tense = "non-future"
    clause: ClausePart | None = None
    content: str | None = None
    agreement: str | None = None
    about: str | None = None
    reasons: tuple[str, ...] = ()
    word: int = 0
    outlooks: Outlooks | None = None
    place_score: float = 0.0
    time_score: float = 0.0
    dated_here: bool = False


def days_of(frames: Iterable[Frame]) -> set[str | None]:
    """The days that tellings give, of those whose time is exact to the day."""
    return {frame.time.start for frame in frames if frame.time and frame.time.precision == "day"}


def share_a_word(one: Iterable[Frame], other: Iterable[Frame]) -> bool:
    """Whether one word tells of both events, as of two (:mod:`apart`)."""
    return bool({frame.trigger for frame in one} & {frame.trigger for frame in other})


def by_event(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    """The frames of each event, both in order."""
    events: dict[str, list[Frame]] = {}
    for frame in frames:
        events.setdefault(frame.event, []).append(frame)
    return {event: tuple(told) for event, told in events.items()}


def sureness(frames: Iterable[Frame]) -> dict[int, float]:
    """How sure the surest of the tellings is that each entity takes part.

    Tellings that point back to an event bring in bystanders, each with little weight: whom no words of a telling name
    must be likelier.
    """
    best: dict[int, float] = {}
    for part in (part for frame in frames for part in frame.parts):
        score = part.score - (_LESS if part.reason in LOOSE else 0.0)
        best[part.entity] = max(best.get(part.entity, 0.0), score)
    return best


def named_by_words(frame: Frame, least: float = 0.0) -> set[int]:
    """The entities whom the words of a telling name, as sure as `least`."""
    return {part.entity for part in frame.parts if part.reason not in LOOSE and part.score >= least}
