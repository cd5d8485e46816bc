"""Whether what is told took place: negation, denial, plan, cancellation, doubt, read off the words before a trigger.

After GRaSP's factuality values: certainty, polarity, tense (Fokkens et al. 2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from kg.arabic.fold import fold
from kg.lexicon.load import entries
from kg.lexicon.match import Hit, Matcher
from kg.model import Certainty, Polarity, Sentence, Tense

Effect = Literal["denied", "negated", "planned", "cancelled", "postponed", "wished", "possible", "probable"]
_AFTERWARDS = frozenset({"بعد", "عقب", "اثر", "منذ", "خلال", "لدي", "اثناء"})
_BREAKS = frozenset({".", "؛", ";", "!", "؟", ":"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands before a trigger: effects, and the entries that say so."""

    effects: frozenset[Effect]
    reasons: tuple[str, ...]

    @property
    def polarity(self) -> Polarity:
        """Negative where it is denied or negated."""
        return "negative" if self.effects & {"denied", "negated"} else "positive"

    @property
    def tense(self) -> Tense:
        """Future where it is planned or put off."""
        return "future" if self.effects & {"planned", "postponed"} else "non-future"

    @property
    def certainty(self) -> Certainty:
        """How sure the teller is."""
        if "possible" in self.effects:
            return "possible"
        return "probable" if "probable" in self.effects else "certain"


@cache
def _lexicon() -> tuple[Matcher, dict[str, tuple[Effect, int, frozenset[str]]]]:
    found = entries("factuality.yaml", frozenset({"effect", "reach", "unless"}))
    known = {
        e.id: (cast("Effect", e.choice("effect", get_args(Effect))), e.number("reach", 6), e.folded("unless"))
        for e in found
    }
    return Matcher(found), known


def read(sentence: Sentence, at: int) -> Reading:
    """The reading of the words before word `at` in its clause."""
    effects: dict[Effect, str] = {}
    for hit, effect in hits(sentence, at):
        effects.setdefault(effect, hit.entry.id)
    return Reading(frozenset(effects), tuple(effects.values()))


def hits(sentence: Sentence, at: int) -> Iterator[tuple[Hit, Effect]]:
    """The words before word `at` that tell, with what they tell, in order of the text."""
    matcher, known = _lexicon()
    begin = max((w.index + 1 for w in sentence.words[:at] if fold(w.text) in _BREAKS), default=0)
    if at and fold(sentence.words[at - 1].text) in _AFTERWARDS:
        begin = at - 1  # what is told happened or will happen around it, it itself is given
    for hit in matcher.find(sentence):
        effect, reach, unless = known[hit.entry.id]
        near = begin <= hit.first and hit.last < at and at - hit.last <= reach
        between = {fold(w.text) for w in sentence.words[hit.last + 1 : at]}
        if near and not between & unless:
            yield hit, effect
