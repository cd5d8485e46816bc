"""Asks the model of sources: of all voices that a word may be from, the likeliest."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.attribution.choice_features import features
from kg.extract.attribution.choices import Choice, choices
from kg.extract.attribution.moments import Moment
from kg.extract.attribution.voices import Voice
from kg.extract.learned import model

MODEL = "claim-source"
RULED = frozenset({"list", "own words", "quotation", "where it was said"})  # said by words that leave nothing to weigh


def weighed(moment: Moment) -> tuple[tuple[Choice, tuple[str, ...]], ...]:
    """Every voice that a word may be from, with its features."""
    return tuple((choice, features(moment, choice)) for choice in choices(moment))


def chosen(moment: Moment) -> Voice:
    """Who speaks: the likeliest voice, the first of equals."""
    if moment.rule.how in RULED:
        return moment.rule
    scores = model(MODEL).score
    best = max(weighed(moment), key=lambda found: scores(found[1]))[0]
    return replace(best.voice, how=best.how)
