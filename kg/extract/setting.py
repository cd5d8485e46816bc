"""Where and when a telling sets its event: the time and the place nearest to the trigger, in its clause."""

from __future__ import annotations

from kg.extract.discourse import Discourse
from kg.extract.frames import PlaceName
from kg.extract.times import FoundTime
from kg.model import Sentence, Time


def nearest_time(times: tuple[FoundTime, ...], sentence: Sentence, at: int, end: int) -> Time | None:
    """The time of the clause that a trigger at word `at` stands in: after it if there is one, else before it."""
    own = [t for t in times if t.sentence == sentence.index]
    after = [t for t in own if at < t.first < end]
    before = [t for t in own if t.last < at]
    if after:
        return min(after, key=lambda t: t.first).time
    return max(before, key=lambda t: t.last).time if before and at - before[-1].last < 25 else None


def nearest_place(discourse: Discourse, sentence: Sentence, at: int, end: int) -> tuple[PlaceName, ...]:
    """The chain of places after the trigger (`في فندق في جدة`), innermost first; () if none."""
    chain = []
    for mention in discourse.in_sentence(sentence.index):
        if mention.type == "Place" and at < mention.first < end and _located(sentence, mention.first):
            chain.append(PlaceName(mention.span.text, mention.span))
    return tuple(chain[:1])


_IN = frozenset({"في", "ب", "العاصمه", "مدينه", "بمدينه", "بالعاصمه"})


def _located(sentence: Sentence, first: int) -> bool:
    from kg.arabic.fold import fold

    return any(fold(w.text) in _IN for w in sentence.words[max(first - 2, 0) : first])
