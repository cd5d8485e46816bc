"""The words of a clause alone: without who says so in front or behind, and who agreed in front.

Of `قال مصدر إن اللجنة وقعت مع الجماعة اتفاقا لفتح الطريق، بحسب الوكالة` the clause is `فتح الطريق`.
"""

from __future__ import annotations

from kg.arabic.fold import fold
from kg.extract.agreement_rules import Found, hits
from kg.extract.attribution.cues import cues
from kg.extract.discourse import Discourse
from kg.lexicon.words import word_class
from kg.model import Sentence, Word

_LEAST = 2  # words that are left
_OPENS = 3  # words in which a piece says who says so
_NEAR = 3  # words that bring parties, between a noun of agreement and what it is about
_WITH = frozenset({"مع", "بين", "و", "كل", "من", "شركه", "حركه"})
_OPENERS = frozenset({"ل", "ب", "علي", "بشان", "شان", "حول", "ان"})
_ABOUT = frozenset({"ل", "علي", "بشان", "شان", "حول", "مقابل", "اجل", "ان"})
_OTHERWISE = word_class("clause.aside")
_ENDS = frozenset({"،", ",", ".", "؛", "-", "–", "و"})


def duty_words(discourse: Discourse, sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """First and last word of what is to be done, within words `first` to `last` (inclusive)."""
    for cue in cues(discourse, sentence):
        if cue.role in ("by", "told") and first + _LEAST <= cue.at <= last:
            last = _before(sentence, cue.at)
        elif cue.role in ("say", "relay") and cue.names and first <= cue.at < first + _OPENS:
            first = max(first, cue.first) if cue.first <= last - _LEAST else first
    for found in hits(sentence):
        if found.role == "noun" and not _content(found) and first < found.at and found.hit.last < last:
            begins = _behind(sentence, found, last, discourse.actor_words(sentence.index))
            first = begins if begins is not None and last - begins >= _LEAST - 1 else first
            break
    return first, _before(sentence, last + 1)


def only_signed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words only say that something was signed: `وقعت الدولتان اتفاق تعاون في موسكو`, and not about what."""
    found = [f for f in hits(sentence) if first <= f.at and f.hit.last <= last]
    hold = next((f for f in found if f.role == "hold"), None)
    noun = next((f for f in found if f.role == "noun" and hold is not None and hold.at < f.at), None)
    if noun is None or _content(noun) or any(f.role in ("contain", "agree") for f in found):
        return False
    behind = [f for f in found if f.at > noun.at and f.role == "noun"]
    after = sentence.words[noun.hit.last + 1 : last + 1]
    about = any(w.upos == "VERB" or fold(w.text) in _ABOUT or _brings(sentence, w) for w in after)
    return not about and not behind


def _brings(sentence: Sentence, word: Word) -> bool:
    """Whether `ب` brings what was agreed (`اتفاق بوقف القتال`, not `بحضور`)."""
    following = sentence.words[word.index + 1 : word.index + 2]
    aside = any(fold(w.text).removeprefix("ال") in _OTHERWISE or w.upos != "NOUN" for w in following)
    return fold(word.text) == "ب" and bool(following) and not aside


def _content(noun: Found) -> bool:
    """Whether a noun of agreement says what was agreed, too: `تبادل الأسرى`."""
    return noun.hit.entry.flag("content")


def _before(sentence: Sentence, at: int) -> int:
    """The last word before another that is no mark and no `و`."""
    at -= 1
    while at > 0 and sentence.words[at].text in _ENDS:
        at -= 1
    return at


def _behind(sentence: Sentence, noun: Found, last: int, named: frozenset[int]) -> int | None:
    """Where what a noun of agreement is about begins: behind `ل` or `على`, adjectives and parties between them."""
    words = [w for w in sentence.words[noun.hit.last + 1 : last + 1] if w.upos != "ADJ" and w.index not in named]
    opener = next((w for w in words[: 1 + _NEAR] if fold(w.text) not in _WITH), None)
    after = sentence.words[opener.index + 1] if opener is not None and opener.index < last else None
    if opener is None or after is None or fold(opener.text) not in _OPENERS:
        return None
    return None if fold(after.text).removeprefix("ال") in _OTHERWISE else after.index
