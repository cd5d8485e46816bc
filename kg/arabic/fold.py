"""Folding of Arabic for names and keys; the text of an article is never folded in place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Vowel signs, tatweel, joiners and bidirectional controls: they carry no letter.
_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_LETTERS = str.maketrans("أإآٱىةؤئکی", "اااايهويكي")


_WORD = 40  # characters up to which what was folded is kept: words come again and again


def fold(text: str) -> str:
    """The text as names are compared: NFKC, no marks, one form of alef, hamza, yeh and teh marbuta, lower case."""
    return _kept(text) if len(text) <= _WORD else _fold(text)


@lru_cache(maxsize=1 << 16)
def _kept(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    letters = _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS)
    return " ".join(letters.casefold().split())


def name_key(name: str) -> str:
    """The folded letters and digits of a name, words separated by one blank, without quotes, dots or dashes."""
    return " ".join(re.findall(r"\w+", fold(name)))


def folded_with_map(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its characters where it starts in `text`; one more offset is the end.

    `folded[i:j]` was read at `text[offsets[i]:offsets[j]]`, marks that follow a letter included and, where `j` stands
    before a blank, without the blank.  Offsets never fall.  The text is `fold(text)`, character by character.
    """
    letters: list[str] = []
    offsets: list[int] = []
    end = 0
    blank: int | None = None
    for start, stop, char in _folded_characters(text):
        if char.isspace():
            blank = start if blank is None else blank
            continue
        if blank is not None and letters:
            letters.append(" ")
            offsets.append(blank)
        blank = None
        letters.append(char)
        offsets.append(start)
        end = stop
    return "".join(letters), (*offsets, _end_of_marks(text, end))


def _folded_characters(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of each piece that normalisation keeps apart, once for every character that it becomes."""
    for start, stop in _pieces(text):
        letters = _MARKS.sub("", unicodedata.normalize("NFKC", text[start:stop]))
        for char in letters.translate(_LETTERS).casefold():
            yield start, stop, char


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a text whose normal forms put together are the normal form of the whole."""
    start = 0
    for i in range(1, len(text)):
        if not _joins(text[start:i], text[i]):
            yield start, i
            start = i
    if text:
        yield start, len(text)


def _joins(piece: str, char: str) -> bool:
    """Whether a character may change, or be changed by, what is before it: marks, and letters made of several parts."""
    if char < "\u0300" or "\u0620" <= char <= "\u064a":
        return False
    if unicodedata.combining(char):
        return True
    decomposed = unicodedata.normalize("NFKD", char)
    if unicodedata.combining(decomposed[0]):
        return True
    both = unicodedata.normalize("NFKC", piece + char)
    return both != unicodedata.normalize("NFKC", piece) + unicodedata.normalize("NFKC", char)


def _end_of_marks(text: str, end: int) -> int:
    """The end with the marks that follow it, which belong to the last letter."""
    while end < len(text) and _MARKS.match(text[end]):
        end += 1
    return end
