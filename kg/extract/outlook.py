"""Whether a meeting is still to come: by verbs with `س`, words such as `المقبل`, `المقرر`, and the day it is set on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from kg.arabic.fold import fold
from kg.extract.factuality import Reading
from kg.extract.frames import Outlooks
from kg.extract.learned import model
from kg.extract.pair_features import aspect
from kg.extract.passages import status_features
from kg.extract.setting import Spot
from kg.extract.time_rules import context_forms
from kg.extract.times import FoundTime, is_future_verb
from kg.lexicon.words import word_class
from kg.model import Word

Outlook = Literal["planned", "ongoing"]
_NOT, _SAID = 0.05, 0.95  # where words say so themselves: the models saw too few of these
_IF = frozenset({"اذا", "لو", "ما"})  # before a verb in the perfect: it did not happen, or did not yet
_NEAR = 6  # words on either side of a trigger
_TELLING = word_class("time.outlook")


def outlooks(spot: Spot, reading: Reading, time: FoundTime | None, day: date | None) -> Outlooks:
    """How likely what words tell is to come, or goes on; `day` is the article's."""
    if said(reading):
        return Outlooks(_NOT, _SAID)
    if was(spot, reading):
        return Outlooks(_NOT, _NOT)
    features = tuple(outlook_features(spot, reading, time, day))
    return Outlooks(model("event-planned").score(features), model("event-ongoing").score(features))


def said(reading: Reading) -> bool:
    """Whether the words themselves say that it goes on."""
    return "ongoing" in reading.effects and "planned" not in reading.effects


def was(spot: Spot, reading: Reading) -> bool:
    """Whether a verb in the perfect says that they met (`والتقى الوزيران`), whatever is told of another meeting."""
    word = spot.sentence.words[spot.word]
    before = fold(spot.sentence.words[spot.word - 1].text) if spot.word else ""
    past = word.upos == "VERB" and aspect(word) == "Aspect=Perf" and before not in _IF
    return past and not reading.effects & {"planned", "possible", "probable", "postponed"}


def likeliest(ahead: Outlooks) -> Outlook | None:
    """What it is by these likelihoods; None for what was."""
    if ahead.planned >= model("event-planned").threshold:
        return "planned"
    return "ongoing" if ahead.ongoing >= model("event-ongoing").threshold else None


def outlook_features(spot: Spot, reading: Reading, time: FoundTime | None, day: date | None) -> Iterator[str]:
    """The features; `day` is the article's."""
    words = spot.sentence.words
    trigger = words[spot.word]
    yield from status_features(spot.discourse, spot.at, spot.mark)
    yield from (f"reads {effect}" for effect in sorted(reading.effects))
    yield f"trigger={trigger.upos} {_form(spot, trigger)}"
    yield f"kind={spot.kind}"
    for side, near in (
        ("before", words[max(0, spot.word - _NEAR) : spot.word]),
        ("after", words[spot.word + 1 : spot.word + 1 + _NEAR]),
    ):
        keys = {fold(w.text) for w in near}
        yield from (f"{side} word {key}" for key in sorted(keys & (_TELLING | context_forms("future"))))
        verbs = [w for w in near if w.upos in ("VERB", "AUX")]
        nearest = verbs[-1] if side == "before" and verbs else verbs[0] if verbs else None
        yield f"{side} verb={_form(spot, nearest) if nearest else 'none'}"
        yield f"{side} future verb={any(is_future_verb(w, spot.sentence) for w in near)}"
    yield f"any future verb={any(is_future_verb(w, spot.sentence) for w in words)}"
    yield f"time={_against(time, day)}"
    if time is not None:
        yield f"time points ahead={time.future}"


def _form(spot: Spot, word: Word) -> str:
    if is_future_verb(word, spot.sentence):
        return "future"
    found = aspect(word) or "no aspect"
    return f"{found} {fold(word.text)[:1]}" if word.upos == "VERB" else found


def _against(time: FoundTime | None, day: date | None) -> str:
    """Where a time lies against the article's day."""
    if time is None or day is None or not time.time.start or time.time.start.startswith("--"):
        return "unknown"
    start = time.time.start
    return "later" if start > day.isoformat() else "that day" if start == day.isoformat() else "earlier"
