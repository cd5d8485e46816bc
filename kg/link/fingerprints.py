"""Copied text: runs of words that two texts share, found by winnowed shingles and then measured word by word.

Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003) keeps the least of every few consecutive shingles' hashes: two
texts that share a run of `SHINGLE + WINDOW - 1` words surely have a fingerprint in common, wherever it stands in them.
Formulas of the news (the full style of a prince) are no copy: their words, from a table that ships, do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources

from kg.arabic.fold import fold

SHINGLE, WINDOW = 8, 8  # words, shingles
LEAST_RUN = 10  # words that two texts must share in a row, formulas left out, for the run to count
LEAST_SHARED = 20  # words that they must share in such runs
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share: the number of words in long runs, the longest of them as the first text writes it."""

    words: int
    longest: str


def shingles(text: str) -> list[str]:
    """The hash of every run of `SHINGLE` words, as a short hexadecimal text, in order."""
    return _hashes(_words(text))


def fingerprints(text: str) -> frozenset[str]:
    """The text's fingerprints: the least of every `WINDOW` shingles' hashes; formulas are none."""
    hashes = [h for h in shingles(text) if h not in formulas()]
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(max(1, len(hashes) - WINDOW + 1)) if hashes)


def shared(one: str, other: str) -> Shared | None:
    """What two texts share, None if it is too little to be copied."""
    places = [(m.start(), m.end()) for m in _WORD.finditer(one)]
    mine, theirs = [fold(one[a:b]) for a, b in places], _words(other)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    own = _own_words(mine)
    runs = [(sum(own[b.a : b.a + b.size]), b.a, b.size) for b in matcher.get_matching_blocks()]
    runs = [run for run in runs if run[0] >= LEAST_RUN]
    if sum(words for words, _, _ in runs) < LEAST_SHARED:
        return None
    _, first, size = max(runs, key=lambda run: (run[0], -run[1]))
    text = one[places[first][0] : places[first + size - 1][1]]
    return Shared(sum(words for words, _, _ in runs), " ".join(text.split()))


def _own_words(words: list[str]) -> list[bool]:
    """Which words are the text's own: in no formula."""
    own = [True] * len(words)
    for at, found in enumerate(_hashes(words)):
        if found in formulas():
            own[at : at + SHINGLE] = [False] * SHINGLE
    return own


@cache
def formulas() -> frozenset[str]:
    """The hashes of formulas."""
    text = (resources.files("kg.link") / "data" / "formulas.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@lru_cache(maxsize=256)
def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _hashes(words: list[str]) -> list[str]:
    return [_hash(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def _hash(words: list[str]) -> str:
    return blake2b(" ".join(words).encode(), digest_size=6).hexdigest()
