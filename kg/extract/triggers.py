"""Words that evoke meetings: entries of `lexicon/data/meetings.yaml` found in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.arabic.fold import fold
from kg.model import Kind, Sentence, Word

MeetingRole = Literal["verb", "with", "noun", "light", "contain", "attend", "preside", "join"]
EVOKING: frozenset[MeetingRole] = frozenset({"verb", "with", "noun"})


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """An entry of meetings.yaml; lemmas and forms are folded."""

    id: str
    role: MeetingRole
    kind: Kind | None
    lemmas: frozenset[str]
    forms: frozenset[str]
    partners: frozenset[str]
    needs: frozenset[str]
    needs_parties: bool
    host: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """An entry at a word of a sentence; `definite` if the word has the article or points back with a pronoun."""

    entry: MeetingEntry
    sentence: int
    word: int
    definite: bool
    owned: bool


def triggers(sentence: Sentence, entries: tuple[MeetingEntry, ...]) -> Iterator[Trigger]:
    """All entries that words of the sentence match, in order of the text; one entry a word."""
    for word in sentence.words:
        entry = next((e for e in entries if _matches(sentence, word, e)), None)
        if entry is not None:
            yield Trigger(entry, sentence.index, word.index, _definite(word), _owned(sentence, word))


def bare(word: Word) -> str:
    """The folded form without the article and the accusative's alef is left to the entry's forms."""
    return fold(word.text).removeprefix("ال")


def _matches(sentence: Sentence, word: Word, entry: MeetingEntry) -> bool:
    if not _right_class(word, entry.role):
        return False
    if bare(word) not in entry.forms and fold(word.lemma).removeprefix("ال") not in entry.lemmas:
        return False
    following = {fold(w.text).removeprefix("ال") for w in sentence.words[word.index + 1 : word.index + 5]}
    return not entry.needs or bool(entry.needs & following)


def _right_class(word: Word, role: MeetingRole) -> bool:
    if role == "noun":
        return word.upos in {"NOUN", "X", "ADJ", "PROPN", "DET"}
    if role in {"join", "preside"}:
        return True
    return word.upos in {"VERB", "AUX", "X"} and not fold(word.text).startswith("ال")


def _definite(word: Word) -> bool:
    return fold(word.text).startswith("ال") and len(word.text) > 4


def _owned(sentence: Sentence, word: Word) -> bool:
    """Whether a possessive pronoun hangs on the word (`لقائه`)."""
    after = sentence.words[word.index + 1] if word.index + 1 < len(sentence.words) else None
    return after is not None and after.token == word.token and after.upos == "PRON"
