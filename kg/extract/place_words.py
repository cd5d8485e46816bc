"""A sentence's words as the reader of places looks at them: folded, clitics told apart, nouns of place known."""

from __future__ import annotations

from functools import cache
from typing import Literal

from kg.arabic.fold import fold, name_key
from kg.extract.gazetteer import known
from kg.lexicon.load import entries
from kg.lexicon.words import word_class
from kg.model import Document, Name, Sentence, Span, Word

NounKind = Literal["generic", "capital", "described", "relative"]
_NOUN_KINDS: tuple[NounKind, ...] = ("generic", "capital", "described", "relative")
_PROCLITICS = "وفبلك"
REGIONS = word_class("place.region")


class Row:
    """The words of a sentence.

    `keys` are folded.  `begins` are the tagger's places by their first word without clitics, `persons` and `bodies`
    the words inside its other names.  Where a clitic was left on a known place (`بالحسكة` as one word) `left_on` has
    it, and the key is without; where the first letter of one was cut off as a clitic (`ب` + `غداد`) it is put back,
    and the word of that letter is in `no_words`.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.words = sentence.words
        self.left_on: dict[int, str] = {}
        self.no_words: set[int] = set()
        self.keys = [name_key(word.text) for word in sentence.words]
        for at in range(len(self.keys)):
            self._mend(at)
        self.begins = {self._first(name): name for name in sentence.names if name.type == "LOC"}
        self.persons = _inside(sentence, "PERS")
        self.bodies = _inside(sentence, "ORG") | _inside(sentence, "ARM")

    def skip(self, at: int) -> int:
        """The word itself, or the next one if it is none."""
        return at + 1 if at in self.no_words else at

    def quoted(self, at: int) -> bool:
        """Whether a quotation mark stands before a word: what follows is the name of a paper, a party, an operation."""
        return at > 0 and self.words[at - 1].text[-1:] in tuple("\"«“”'{")

    def text(self, first: int, last: int) -> str:
        """The keys of words, apart by a blank."""
        return " ".join(self.keys[first : last + 1])

    def _mend(self, at: int) -> None:
        key = self.keys[at]
        if at and len(self.keys[at - 1]) == 1 and self.words[at - 1].token == self.words[at].token:
            whole = self.keys[at - 1] + key
            if known(whole, exact=True) and not known(key, exact=True):
                self.keys[at] = whole
                self.no_words.add(at - 1)
        elif key[:1] in tuple(_PROCLITICS) and not known(key, exact=True) and not noun_kind(key):
            rest = "ال" + key[2:] if key.startswith("لل") else key[1:]
            if known(rest, exact=True) or (noun_kind(rest) and key[0] == "ب"):
                self.keys[at], self.left_on[at] = rest, key[0]

    def _first(self, name: Name) -> int:
        first = name.first
        while first < name.last and (first in self.no_words or len(self.keys[first]) == 1):
            first += 1
        return first


def _inside(sentence: Sentence, kind: str) -> frozenset[int]:
    return frozenset(i for name in sentence.names if name.type == kind for i in range(name.first, name.last + 1))


def noun_kind(key: str) -> NounKind | None:
    """What kind of noun of place a folded word is, with or without the article; None for other words."""
    return _nouns().get(key) or _nouns().get(key.removeprefix("ال"))


def noun_entry(word: str) -> str | None:
    """The id of the entry of place_nouns.yaml that has a word, with or without the article; None for other words."""
    keys = (fold(word), fold(word).removeprefix("ال"))
    return next((e.id for e in entries("place_nouns.yaml", frozenset({"kind"})) if set(keys) & set(e.forms)), None)


def capital_of(key: str) -> str | None:
    """The capital that `العاصمة` with a feminine adjective (`الروسية`) means."""
    return _capitals().get(key.removeprefix("ال").removesuffix("ه")) if key.startswith("ال") else None


def name_and_span(doc: Document, sentence: Sentence, row: Row, first: int, last: int) -> tuple[str, Span]:
    """The text of words without clitics in front and marks behind, and its span; `للرياض` is called `الرياض`."""
    source = doc.source(sentence.where)
    start = row.words[first].start + _clitic_length(source, row, first)
    end = row.words[last].end
    while end > start + 1 and not name_key(source[end - 1]):
        end -= 1
    span = doc.span(sentence.where, start, end)
    fused = row.keys[first].startswith("ال") and name_key(span.text).startswith("ل") and start > row.words[first].start
    return ("ا" + span.text if fused else span.text), span


def _clitic_length(source: str, row: Row, at: int) -> int:
    """How many characters of its token stand before a word: those of the clitics, and marks between them."""
    token = row.words[at].token
    before = [i for i in range(at) if row.words[i].token == token and i not in row.no_words]
    letters = sum(len(row.words[i].text) for i in before) + (1 if at in row.left_on else 0)
    length = 0
    for char in source[row.words[at].start : row.words[at].end]:
        if not letters and not _is_mark(char):
            break
        letters -= not _is_mark(char)
        length += 1
    return length


def _is_mark(char: str) -> bool:
    return name_key(char) == "" and not char.isspace()


def is_adjective(word: Word, key: str) -> bool:
    """Whether a word is an adjective with the article."""
    return word.upos == "ADJ" and key.startswith("ال")


@cache
def _nouns() -> dict[str, NounKind]:
    found: dict[str, NounKind] = {}
    for entry in entries("place_nouns.yaml", frozenset({"kind"})):
        kind = next(kind for kind in _NOUN_KINDS if kind == entry.choice("kind", _NOUN_KINDS))
        found |= dict.fromkeys(entry.forms, kind)
    return found


@cache
def _capitals() -> dict[str, str]:
    """The capital of each folded adjective of nationality (`روسي`), from the known states."""
    found: dict[str, str] = {}
    for entry in entries("known_states.yaml"):
        names = entry.texts("capital") or entry.texts("seat")
        if names:
            found |= {name_key(adjective): names[0] for adjective in entry.texts("adj")}
    return found
