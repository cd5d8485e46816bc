"""Why an event is set in a place and at a time: the words, what reads them, and the model that chose them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.explain.event import chosen_time
from kg.explain.grounds import by_entry, by_model
from kg.explain.told import Told, spot_of
from kg.explain.types import Because, Explained
from kg.extract.frames import Frame, PlaceName
from kg.extract.place_nodes import place_anchor
from kg.extract.place_words import noun_entry
from kg.extract.setting import likeliest_place, place_choices
from kg.extract.times import article_day
from kg.model import Time

_FEW = 4  # candidates of the gazetteer that are named


def place(told: Told) -> Explained:
    """The place of a claim."""
    anchor = told.claim.place
    assert anchor is not None
    frame = next(f for f in told.frames if f.place and place_anchor(f.place[0]) == anchor)
    path = " ← ".join(name.name for name in frame.place)
    steps = [step for name in frame.place for step in _named(name)]
    return Explained("place", path, (*steps, *_chosen_place(told, frame)))


def _named(name: PlaceName) -> Iterator[Because]:
    if name.described:
        id = noun_entry(name.name.split()[0])
        text = "Described, not named."
        yield by_entry(id, text, name.span) if id else Because(text, name.span)
        return
    listed = ", ".join(f"{c.name} ({c.id})" for c in name.candidates[:_FEW])
    more = f" and {len(name.candidates) - _FEW} more" if len(name.candidates) > _FEW else ""
    yield Because(f"A name of the gazetteer: {listed}{more}." if listed else "The name tagger's.", name.span)


def _chosen_place(told: Told, frame: Frame) -> Iterator[Because]:
    spot = spot_of(told, frame)
    if spot is None:
        return
    if frame.type == "Agreement":
        yield Because("Where it was made: beside the verb that signs or reaches it, or right behind its noun.")
        return
    choices = list(place_choices(spot))
    best, _ = likeliest_place(spot, choices)
    if best is None:
        yield Because(
            "Where somebody came to, who hosted, or behind the verb that holds it; the model is sure of no place."
        )
        return
    text = f"The likeliest of {len(choices)} places in and around the sentence, one in it before others."
    yield by_model("event-place", best.features, text)


def time(told: Told) -> Explained:
    """The time of a claim."""
    found = told.claim.time
    assert found is not None
    frame = next(f for f in told.frames if f.time == found)
    days = " … ".join(dict.fromkeys(day for day in (found.start, found.end) if day))
    return Explained("time", f"{days} ({found.precision}, {found.basis})", tuple(_worked_out(told, frame, found)))


def _worked_out(told: Told, frame: Frame, time: Time) -> Iterator[Because]:
    rules = {t.span: t.rule for t in told.workings.times}
    for span in time.evidence:
        text = "An expression of time."
        yield by_entry(rules[span], text, span) if span in rules else Because(text, span)
    if time.basis == "inferred":
        day = article_day(told.discourse.annotated)
        yield Because(f"Worked out from the article's day, {day}." if day else "Worked out without the article's day.")
    elif time.start and time.start.startswith("--"):
        yield Because("The article does not say the year, and its own day is not known.")
    choice = chosen_time(told, frame)
    if choice is not None:
        yield by_model("event-time", choice.features, "The likeliest of the times in and around the sentence.")
