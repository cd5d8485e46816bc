"""Where and when a telling sets its event: the time and the place nearest to the trigger, in its clause."""

from __future__ import annotations

from kg.arabic.fold import fold
from kg.extract.discourse import Discourse
from kg.extract.frames import PlaceName
from kg.extract.places import PlaceChain, place_chains, place_names
from kg.extract.times import FoundTime
from kg.model import Sentence, Time

_BEFORE = 25  # words that a time may stand before its trigger
_PLACE_BEFORE = 6
_IN = frozenset({"في", "ب", "داخل", "لدي"})


def nearest_time(times: tuple[FoundTime, ...], sentence: Sentence, at: int, end: int) -> Time | None:
    """The time of the clause that a trigger at word `at` stands in: after it if there is one, else before it."""
    own = [t for t in times if t.sentence == sentence.index]
    after = [t for t in own if at < t.first < end]
    before = [t for t in own if t.last < at]
    if after:
        return min(after, key=lambda t: t.first).time
    last = max(before, key=lambda t: t.last, default=None)
    return last.time if last and at - last.last < _BEFORE and not _said(sentence, last.last, at) else None


def _said(sentence: Sentence, time: int, at: int) -> bool:
    """Whether what the trigger tells is said by somebody at that time: `صرح الاثنين أن اللقاء ...`."""
    return "ان" in (fold(word.text) for word in sentence.words[time:at])


def nearest_place(discourse: Discourse, sentence: Sentence, at: int, end: int) -> tuple[PlaceName, ...]:
    """The chain of places in which a trigger sets its event (`في فندق في جدة`), innermost first; () if none."""
    chains = [c for c in place_chains(sentence) if c.preposition in _IN and not _anaphoric(c)]
    after = [c for c in chains if at < c.first < end]
    before = [c for c in chains if c.last < at and at - c.last <= _PLACE_BEFORE]
    chosen = after[:1] or before[-1:]
    return place_names(discourse.annotated.doc, sentence, chosen[0]) if chosen else ()


def _anaphoric(chain: PlaceChain) -> bool:
    return all(part.anaphoric for part in chain.parts)
