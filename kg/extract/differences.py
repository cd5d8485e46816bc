"""What two did not agree on: `اختلفا على بندين هما خروج القوات ومحاسبة المتورطين`, `بقي الخلاف قائما حول الانسحاب`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.arabic.fold import fold
from kg.extract.clause_marks import marks
from kg.extract.contents import cut
from kg.lexicon.words import word_class
from kg.model import Sentence

_OPENERS = frozenset({"علي", "حول", "بشان", "شان", "في"})
_NEAR = 6  # words from where it is told to what it is about
_COUNTED = 4  # words in which it is told how many points there are
_THESE = word_class("list.whole")


def differences(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First and last words of each point on which parties differ."""
    for hit, _ in marks(sentence, "differ"):
        near = sentence.words[hit.last + 1 : hit.last + 1 + _NEAR]
        opener = next((w.index + 1 for w in near if fold(w.text) in _OPENERS), None)
        if opener is not None and opener < len(sentence.words):
            counted = sentence.words[opener : opener + _COUNTED]
            opener = next((w.index + 1 for w in counted if fold(w.text) in _THESE or w.text == ":"), opener)
            yield from ((first, last) for first, last in cut(sentence, opener) if last > first)
