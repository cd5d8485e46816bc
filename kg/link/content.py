"""What the words of an agreement say of it beside who made it: `الاتفاق الأميركي - التركي` says nothing more.

Two agreements of the same states are told in like words as soon as their names are long; so what is compared is what
is left: neither names of actors, nor states and their adjectives, nor words for agreements, nor function words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.arabic.fold import fold, name_key
from kg.lexicon.load import entries

_CLITICS = re.compile(r"^[وف]?(?:لل|[بلك]?ال|[بلك])?")
_LETTERS = 3  # what is left of a word without its clitics has at least so many letters
_GENERAL = ("preposition", "subordinator", "time", "verb")  # of function_words.yaml
_OF_TELLING = ("agreements.yaml", "meetings.yaml", "attribution.yaml", "titles.yaml", "weekdays.yaml", "months.yaml")
_OF_STATES = ("names", "weak", "capital", "adj", "people")
_SUFFIXES = ("ات", "ين", "ون", "ان", "يه", "ها", "هم", "ه", "ي")


def content(words: str, names: Iterable[str]) -> frozenset[str]:
    """The stems of folded words that tell what was agreed."""
    known = _general() | {stem for name in names for stem in _stems(name_key(name))}
    return frozenset(stem for stem in _stems(words) if stem not in known)


def _stems(text: str) -> Iterator[str]:
    return (_stem(word) for word in text.split() if len(word) >= _LETTERS)


def _stem(word: str) -> str:
    """A word without conjunction, preposition, article and common endings, as far as three letters are left."""
    clitics = _CLITICS.match(word)
    bare = word[clitics.end() :] if clitics and len(word) - clitics.end() >= _LETTERS else word
    return next((bare.removesuffix(s) for s in _SUFFIXES if bare.endswith(s) and len(bare) - len(s) >= _LETTERS), bare)


@cache
def _general() -> frozenset[str]:
    """Stems that any agreement is told with: states, titles, verbs of saying, nouns and verbs of agreement."""
    rows = [entry for entry in entries("function_words.yaml") if entry.id in _GENERAL]
    rows += [entry for name in _OF_TELLING for entry in entries(name)]
    texts = [text for entry in rows for text in (*entry.forms, *entry.lemmas)]
    texts += [text for entry in entries("known_states.yaml") for field in _OF_STATES for text in entry.texts(field)]
    return frozenset(stem for text in texts for stem in _stems(fold(text)))
