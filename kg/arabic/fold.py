"""Folding of Arabic for names and keys; the text of an article is never folded in place."""

from __future__ import annotations

import re
import unicodedata

# Vowel signs, tatweel, joiners and bidirectional controls: they carry no letter.
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي"})


def fold(text: str) -> str:
    """The text as names are compared: NFKC, no marks, one form of alef, hamza, yeh and teh marbuta, lower case."""
    letters = _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS)
    return " ".join(letters.casefold().split())


def name_key(name: str) -> str:
    """The folded letters and digits of a name, words separated by one blank, without quotes, dots or dashes."""
    return " ".join(re.findall(r"\w+", fold(name)))
