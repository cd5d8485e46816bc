"""Asks the model of sources: of all voices that a word may be from, the likeliest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.attribution.choice_features import features
from kg.extract.attribution.choices import Choice, choices
from kg.extract.attribution.moments import Moment
from kg.extract.attribution.voices import Voice
from kg.extract.learned import model

Weighed = tuple[Choice, tuple[str, ...]]
MODEL = "claim-source"
RULED = frozenset({"list", "own words", "quotation", "where it was said"})  # said by words that leave nothing to weigh


def weighed(moment: Moment) -> tuple[Weighed, ...]:
    """Every voice that a word may be from, with its features."""
    return tuple((choice, features(moment, choice)) for choice in choices(moment))


def likeliest(voices: Iterable[Weighed]) -> Weighed:
    """The likeliest of the voices that a word may be from, the first of equals."""
    score = model(MODEL).score
    return max(voices, key=lambda found: score(found[1]))


def chosen(moment: Moment) -> Voice:
    """Who speaks: whom rules take where nothing is left to weigh, else the likeliest voice."""
    if moment.rule.how in RULED:
        return moment.rule
    best, _ = likeliest(weighed(moment))
    return replace(best.voice, how=best.how)
