"""Finds lexicon entries in sentences: sequences of lemmas or of surface forms, compared folded.

One word of a form matches a syntactic word, or several of one surface token put together (`بحسب` where the annotator
split `ب` + `حسب`), with the article or without it, and with an unsplit `و` or `ف` in front.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.arabic.fold import fold
from kg.lexicon.load import Entry
from kg.model import Sentence, Word

_ARTICLE = "ال"
_LETTERS = 3  # what is left of a word without its article or conjunction has at least so many letters
_PRONOUNS = frozenset({"ه", "ها", "هم", "هما", "هن", "ي", "نا", "ك", "كم"})
Step = tuple[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry at words `first` to `last` (inclusive) of a sentence; `by` is the form or lemmas that matched."""

    entry: Entry
    first: int
    last: int
    by: str


def bare(text: str) -> str:
    """The folded text without the article (`المصدر` -> `مصدر`), short words left as they are."""
    folded = fold(text)
    return folded[2:] if folded.startswith(_ARTICLE) and len(folded) >= 2 + _LETTERS else folded


def joined(words: Sequence[Word]) -> str:
    """The folded surface of consecutive words of one token: `ل` + `ال` is `لل`, `ة` before a pronoun is `ت`."""
    text = ""
    for word in words:
        piece = fold(word.text)
        if text.endswith("ل") and len(text) <= 2 and piece.startswith(_ARTICLE):
            piece = piece[1:]
        if text.endswith("ه") and piece in _PRONOUNS and len(text) > 2:
            text = text[:-1] + "ت"
        text += piece
    return text


class Matcher:
    """Entries with an index by their first word; build once, use for every sentence."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._forms: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._lemmas: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in entries:
            for table, patterns in ((self._forms, entry.forms), (self._lemmas, entry.lemmas)):
                for pattern in patterns:
                    parts = tuple(pattern.split())
                    table.setdefault(parts[0], []).append((parts, entry))

    def find(self, sentence: Sentence) -> Iterator[Hit]:
        """Every hit, in order of the text; at one word the longest first, once an entry."""
        steps = _all_steps(Same(sentence))
        for at in range(len(sentence.words)):
            seen: set[str] = set()
            for hit in sorted(self._at(sentence, steps, at), key=lambda h: (-h.last, h.entry.id)):
                if hit.entry.id not in seen:
                    seen.add(hit.entry.id)
                    yield hit

    def find_longest(self, sentence: Sentence) -> Iterator[Hit]:
        """Hits that do not overlap: leftmost, then longest."""
        free = 0
        for hit in self.find(sentence):
            if hit.first >= free:
                free = hit.last + 1
                yield hit

    def _at(self, sentence: Sentence, steps: list[list[Step]], at: int) -> Iterator[Hit]:
        for first in {text for _, texts in steps[at] for text in texts}:
            for parts, entry in self._forms.get(first, ()):
                last = _run(steps, at, parts)
                if last is not None:
                    yield Hit(entry, at, last, " ".join(parts))
        for first in _lemma(sentence.words[at]):
            for parts, entry in self._lemmas.get(first, ()):
                words = sentence.words[at : at + len(parts)]
                if entry.not_forms and fold(words[0].text) in entry.not_forms:
                    continue
                if len(words) == len(parts) and all(p in _lemma(w) for p, w in zip(parts, words, strict=True)):
                    yield Hit(entry, at, at + len(parts) - 1, " ".join(parts))


def matches(sentence: Sentence, at: int, entry: Entry) -> bool:
    """Whether a lemma or form of the entry begins at word `at`."""
    return any(True for hit in Matcher((entry,)).find(sentence) if hit.first == at)


def _lemma(word: Word) -> frozenset[str]:
    return frozenset({fold(word.lemma), bare(word.lemma)})


def _run(steps: list[list[Step]], at: int, parts: tuple[str, ...]) -> int | None:
    """The last word of the longest run from `at` whose pieces are the parts, None if there is none."""
    if not parts:
        return at - 1
    if at >= len(steps):
        return None
    for length, texts in sorted(steps[at], key=lambda s: -s[0]):
        if parts[0] in texts:
            last = _run(steps, at + length, parts[1:])
            if last is not None:
                return last
    return None


class Same:
    """A sentence as a key that is equal to itself alone: comparing words would cost more than it saves."""

    __slots__ = ("sentence",)

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence

    def __hash__(self) -> int:
        return id(self.sentence)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.sentence is self.sentence


@lru_cache(maxsize=512)
def _all_steps(key: Same) -> list[list[Step]]:
    """The pieces of every word, kept as several lexicons are looked up in one sentence."""
    return [_steps(key.sentence, i) for i in range(len(key.sentence.words))]


def _steps(sentence: Sentence, at: int) -> list[Step]:
    """The pieces that begin at a word: how many words, and the folded texts that they can be read as."""
    words = sentence.words
    out = []
    end = at + 1
    while end <= len(words) and words[end - 1].token == words[at].token:
        out.append((end - at, _readings(joined(words[at:end]), unsplit=_whole(words, at, end))))
        end += 1
    return out


def _whole(words: tuple[Word, ...], at: int, end: int) -> bool:
    """Whether the words begin a surface token, so that a clitic may still hang on them."""
    return (at == 0 or words[at - 1].token != words[at].token) and end == at + 1


def _readings(text: str, *, unsplit: bool) -> frozenset[str]:
    readings = {text, bare(text)}
    if unsplit and text[:1] in ("و", "ف") and len(text) > _LETTERS:
        readings |= {text[1:], bare(text[1:])}
    return frozenset(readings)
