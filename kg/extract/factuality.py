"""Whether what is told took place: negation, denial, plan, cancellation, doubt, read off the words around a trigger.

After GRaSP's factuality values: certainty, polarity, tense (Fokkens et al. 2017).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from kg.arabic.fold import fold
from kg.lexicon.load import Entry, entries
from kg.lexicon.match import Hit, Matcher
from kg.model import Certainty, Polarity, Sentence, Tense, Word

Effect = Literal["denied", "negated", "planned", "ongoing", "cancelled", "postponed", "wished", "possible", "probable"]
Side = Literal["before", "behind"]
_AFTERWARDS = frozenset({"بعد", "عقب", "اثر", "منذ", "خلال", "لدي", "اثناء"})
_FIELDS = frozenset({"effect", "side", "reach", "unless", "behind", "after", "verbs"})
_VERBS = frozenset({"VERB", "AUX"})
_BEHIND = 2  # words after a trigger
_BREAKS = frozenset({".", "؛", ";", "!", "؟", ":"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands around a trigger: effects, and the entries that say so.

    `carried` if the verb is negated that holds the noun: `لم يعقد الاجتماع`, `أي لقاء لم يعقد`, `لم تكن هناك زيارة`.
    """

    effects: frozenset[Effect]
    reasons: tuple[str, ...]
    carried: bool = False

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


@dataclass(frozen=True, slots=True)
class _Telling:
    """What an entry of factuality.yaml means; words are folded, `verbs` is None where any verb may stand between."""

    effect: Effect
    side: Side
    reach: int
    unless: frozenset[str]
    behind: frozenset[str]
    after: frozenset[str]
    verbs: frozenset[str] | None

    def holds(self, words: Sequence[Word], hit: Hit, at: int, any_verb: bool) -> bool:
        """Whether it says something of the trigger at a word; `any_verb` lifts the bounds of `verbs`."""
        between = self._said(words[hit.last + 1 : at]) if self.side == "before" else words[at + 1 : hit.first]
        if len(between) >= self.reach or (self.side == "before") != (hit.last < at):
            return False
        if self.side == "behind" and words[at].upos in _VERBS:  # `المفاوضات الجارية`, not `ناقشا التعاون الجاري`
            return False
        verbs = {fold(w.text) for w in between if w.upos in _VERBS}
        carried = self.verbs is None or any_verb or verbs <= self.verbs
        told = _any(between, self.unless) or _any(words[at + 1 : at + 1 + _BEHIND], self.behind)
        return carried and not told and not _any(words[max(hit.first - 1, 0) : hit.first], self.after)

    def _said(self, between: Sequence[Word]) -> Sequence[Word]:
        """What is denied begins behind `أن`, however long who denies it is called."""
        opens = next((n for n, w in enumerate(between) if w.upos in _VERBS or fold(w.text) == "ان"), None)
        denied = self.effect == "denied" and opens is not None and fold(between[opens].text) == "ان"
        return between[opens + 1 :] if denied and opens is not None else between


@cache
def _lexicon() -> tuple[Matcher, dict[str, _Telling]]:
    found = entries("factuality.yaml", _FIELDS)
    return Matcher(found), {e.id: _telling(e) for e in found}


def _telling(entry: Entry) -> _Telling:
    return _Telling(
        effect=cast("Effect", entry.choice("effect", get_args(Effect))),
        side=cast("Side", entry.choice("side", get_args(Side), "before")),
        reach=entry.number("reach", 6),
        unless=entry.folded("unless"),
        behind=entry.folded("behind"),
        after=entry.folded("after"),
        verbs=entry.folded("verbs") or None,
    )


def _any(words: Sequence[Word], wanted: frozenset[str]) -> bool:
    return any(fold(word.text) in wanted for word in words)


def read(sentence: Sentence, at: int, *, any_verb: bool = False) -> Reading:
    """The reading of the words around word `at` in its clause.

    With `any_verb` whatever verb is negated negates it: `لم تلق المبادرة موافقة`, `لم ينجحا في التوصل إلى اتفاق`.
    """
    effects: dict[Effect, str] = {}
    carried = False
    for hit, effect in hits(sentence, at, any_verb=any_verb):
        effects.setdefault(effect, hit.entry.id)
        around = sentence.words[hit.first : max(at, hit.last + 1)]
        carried |= effect == "negated" and any(w.upos in _VERBS for w in around)
    return Reading(frozenset(effects), tuple(effects.values()), carried)


def hits(sentence: Sentence, at: int, *, any_verb: bool = False) -> Iterator[tuple[Hit, Effect]]:
    """The words around word `at` that tell, with what they tell, in order of the text."""
    matcher, known = _lexicon()
    begin = max((w.index + 1 for w in sentence.words[:at] if fold(w.text) in _BREAKS), default=0)
    if at and fold(sentence.words[at - 1].text) in _AFTERWARDS:
        begin = at - 1  # what is told happened or will happen around it, it itself is given
    for hit in matcher.find(sentence):
        telling = known[hit.entry.id]
        if begin <= hit.first and telling.holds(sentence.words, hit, at, any_verb):
            yield hit, telling.effect
