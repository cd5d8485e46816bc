"""Why there is an event: what evokes it, which passages tell of it, whether it counts; its status and certainty."""

from __future__ import annotations

from collections.abc import Iterator

from kg.explain.grounds import by_entry, by_model
from kg.explain.told import Told, spot_of
from kg.explain.types import Because, Explained
from kg.extract import agreements, meeting_frames
from kg.extract.acceptance import event_features
from kg.extract.event_status import SETTLED
from kg.extract.factuality import hits, read
from kg.extract.frames import Frame
from kg.extract.learned import model
from kg.extract.outlook import likeliest, outlook_features, said, was
from kg.extract.setting import TimeChoice, time_choices
from kg.extract.times import article_day

_MODELS = {"Meeting": "meeting-event", "Agreement": "agreement-event"}
CLAUSES = {
    "clause.list": "An item of the list that follows the agreement.",
    "clause.contained": "What the words that bring an agreement's contents are followed by.",
    "clause.point": "A point that is told with an outcome of its own.",
}


def event(told: Told, iri: str) -> Explained:
    """The event: its triggers, and the model that takes them for an event."""
    first = told.frames[0]
    because = [step for frame in told.frames for step in _evoked(frame)]
    if len(told.frames) > 1:
        because.append(
            Because(f"{len(told.frames)} passages tell of one event: they share who took part, or point back.")
        )
    because += [step for frame in told.frames for step in _apart(told, frame)]
    return Explained("event", f"{first.type} {iri}", (*because, *_counts(told)))


def _evoked(frame: Frame) -> Iterator[Because]:
    id = frame.reasons[0] if frame.reasons else ""
    if id in CLAUSES:
        yield Because(CLAUSES[id], frame.trigger)
    else:
        yield by_entry(id, f"These words evoke it ({frame.trigger.where}, sentence {frame.sentence}).", frame.trigger)


def _apart(told: Told, frame: Frame) -> Iterator[Because]:
    """That a word tells of several events, this one among them."""
    events = {f.event for f in told.workings.frames if f.trigger == frame.trigger and f.type == frame.type}
    if frame.type == "Meeting" and len(events) > 1:
        words = f"These words tell of {len(events)} meetings, one with each whom they bring; this is one of them."
        yield Because(words, frame.trigger)


def _counts(told: Told) -> Iterator[Because]:
    """What the model says of all tellings of the event, those under other chains included."""
    kind = told.frames[0].type
    if kind not in _MODELS:
        return
    finder = meeting_frames if kind == "Meeting" else agreements
    all_told = finder.told(told.discourse, told.workings.times)
    same = [frame for frame in all_told if frame.event == told.frames[0].event]
    yield by_model(_MODELS[kind], event_features(told.discourse, same), "The model takes it for an event.")


def status(told: Told) -> Explained:
    """The status, and what the words around the trigger say of it."""
    words = [step for frame in told.frames for step in _readings(told, frame)]
    outlook = [step for frame in told.frames[:1] for step in _outlook(told, frame)]
    together = [step for frame in told.frames for step in _followed(frame)]
    given = tuple(dict.fromkeys((*words, *outlook, *together))) or (
        Because("Nothing denies it, calls it off or puts it ahead."),
    )
    return Explained("status", told.claim.status or "none told", given)


def certainty(told: Told) -> Explained:
    """Certainty, polarity and tense: the same words tell."""
    told_as = told.claim.factuality
    words = tuple(dict.fromkeys(step for frame in told.frames for step in _readings(told, frame)))
    value = f"{told_as.certainty}, {told_as.polarity}, {told_as.tense}"
    return Explained("certainty", value, words or (Because("No word before the trigger lessens it."),))


def _readings(told: Told, frame: Frame) -> Iterator[Because]:
    """The entries of factuality.yaml that stand around the trigger."""
    spot, sentence = spot_of(told, frame), told.sentence(frame)
    if spot is None:
        return
    for hit, effect in hits(sentence, spot.word, any_verb=frame.type == "Agreement"):
        start, end = sentence.words[hit.first].start, sentence.words[hit.last].end
        span = told.discourse.annotated.doc.span(sentence.where, start, end)
        yield by_entry(hit.entry.id, f"Beside the trigger: {effect}.", span)


def _outlook(told: Told, frame: Frame) -> Iterator[Because]:
    spot = spot_of(told, frame) if frame.type == "Meeting" else None
    if spot is None:
        return
    reading = read(spot.sentence, spot.word)
    if said(reading):
        return  # the words say that it goes on: no model is asked
    if was(spot, reading):
        yield Because("A verb in the perfect: it was, and no model is asked.", frame.trigger)
        return
    day, time = article_day(told.discourse.annotated), chosen_time(told, frame)
    features = tuple(outlook_features(spot, reading, time.found if time else None, day))
    yield by_model("event-planned", features, "Whether it is still to come, a model says.")
    yield by_model("event-ongoing", features, "Whether it goes on as the article is written, a model says.")


def _followed(frame: Frame) -> Iterator[Because]:
    """That a telling which alone would have said otherwise follows the others of its event."""
    if frame.outlooks is not None and frame.status in SETTLED:
        alone = likeliest(frame.outlooks) or "held"
        if alone != frame.status:
            words = f"These words alone would be {alone}, unsurely; all tellings of it together say {frame.status}."
            yield Because(words, frame.trigger)


def chosen_time(told: Told, frame: Frame) -> TimeChoice | None:
    """The time that the model chose for a frame."""
    spot = spot_of(told, frame)
    if spot is None or frame.time is None:
        return None
    choices = time_choices(spot, told.workings.times)
    return max(choices, key=lambda c: model("event-time").score(c.features), default=None)


def kind(told: Told) -> Explained:
    """How they met: the entry that evokes it says."""
    frame = next(f for f in told.frames if f.kind)
    return Explained("kind", str(told.claim.kind), (by_entry(frame.reasons[0], "The entry says so.", frame.trigger),))


def content(told: Told) -> Explained:
    """What was asked or charged: the words after both sides are named."""
    frame = next(f for f in told.frames if f.content)
    step = by_entry(frame.reasons[0], "The words after the verb and its sides.", frame.evidence[0])
    return Explained("content", str(told.claim.content), (step,))
