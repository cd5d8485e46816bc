"""The copy of a text that the model reads: unvocalised letters, with a map back to the raw code points.

News is unvocalised and so are the treebanks as the model saw them; vowel signs, tatweel, joiners and bidirectional
controls are left out of the copy, presentation forms are taken apart into letters, other controls become blanks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LEFT_OUT = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LETTERS = {"ی": "ي", "ک": "ك", "ٱ": "ا"}


@dataclass(frozen=True, slots=True)
class ModelText:
    """The copy, and for each of its characters where that begins in the raw text; `offset` is where the copy begins."""

    text: str
    starts: tuple[int, ...]
    raw_end: int

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw code points of characters `start` to `end` (exclusive) of the copy; marks behind a letter go with it."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.raw_end
            return at, at
        last = self.starts[end - 1]
        after = next((s for s in self.starts[end:] if s > last), self.raw_end)
        return self.starts[start], after


def model_text(raw: str, begin: int, end: int) -> ModelText:
    """The model's copy of `raw[begin:end]`."""
    kept: list[str] = []
    starts: list[int] = []
    for at in range(begin, end):
        for char in _char(raw[at]):
            kept.append(char)
            starts.append(at)
    return ModelText("".join(kept), tuple(starts), end)


def _char(char: str) -> str:
    """What the model reads for a raw character: none, one or more."""
    if char.isascii() and char.isprintable():
        return char
    if _LEFT_OUT.match(char):
        return ""
    if _FORMS.match(char):
        letters = _LEFT_OUT.sub("", unicodedata.normalize("NFKC", char)).strip()
        return char if " " in letters else letters  # a sign for several words, ﷺ, is one token
    if char.isspace() or unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co"):
        return " "
    return _LETTERS.get(char, char)
