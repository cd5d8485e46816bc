"""Words that evoke meetings: entries of `lexicon/data/meetings.yaml` found in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from kg.arabic.fold import fold
from kg.lexicon.load import Entry, entries
from kg.lexicon.match import Hit, Matcher, bare, joined
from kg.lexicon.words import word_class
from kg.model import Kind, Sentence, Word

MeetingRole = Literal["verb", "with", "noun", "light", "contain", "attend", "preside", "join", "apart", "held"]
EVOKING: frozenset[MeetingRole] = frozenset({"verb", "with", "noun"})
_FIELDS = frozenset({"role", "kind", "subject", "partners", "needs", "several", "strict"})
_HAPPENING = word_class("event.happening")
_NEED_REACH = 4  # how many words after a noun the word that it needs (`هاتفي`) may stand
_NEED_OF_VERB = 12  # and after a verb, whose subject stands between


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """What an entry of meetings.yaml means; words are folded, `several` those that tell of several meetings.

    `strict` if it evokes nothing without one of its partners behind it (`تحدث عن`).
    """

    id: str
    role: MeetingRole
    kind: Kind | None
    partners: frozenset[str]
    needs: frozenset[str]
    several: frozenset[str]
    host: bool
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """An entry at a word; `definite` if that has the article, `owned` if a pronoun hangs on it (`لقائه`).

    `several` if the form tells of more than one meeting (`لقاءات`).
    """

    entry: MeetingEntry
    sentence: int
    word: int
    definite: bool
    owned: bool
    several: bool = False


@cache
def meeting_matcher() -> tuple[Matcher, dict[str, MeetingEntry]]:
    """The matcher for meetings.yaml, and its entries by id."""
    found = entries("meetings.yaml", _FIELDS)
    return Matcher(found), {e.id: _entry(e) for e in found}


def _entry(entry: Entry) -> MeetingEntry:
    kind = entry.option("kind")
    if kind is not None:
        entry.choice("kind", get_args(Kind))
    return MeetingEntry(
        id=entry.id,
        role=cast("MeetingRole", entry.choice("role", get_args(MeetingRole))),
        kind=cast("Kind | None", kind),
        partners=entry.folded("partners"),
        needs=entry.folded("needs"),
        several=entry.folded("several"),
        host=entry.text("subject", "") == "host",
        strict=entry.flag("strict"),
    )


def triggers(sentence: Sentence) -> Iterator[Trigger]:
    """All entries that words of the sentence match, in order of the text; one entry a word."""
    matcher, known = meeting_matcher()
    taken: set[int] = set()
    for hit in matcher.find(sentence):
        entry, word = known[hit.entry.id], _head(sentence, hit)
        if word.index in taken or _in_name(sentence, word):
            continue
        right = _right_class(word, entry.role, hit.by) or _does(sentence, hit, entry)
        if right and _has_need(sentence, hit, entry):
            taken.add(word.index)
            several = bare(joined(sentence.words[hit.first : hit.last + 1])) in entry.several
            yield Trigger(entry, sentence.index, word.index, _definite(word), _owned(sentence, word), several)


def _in_name(sentence: Sentence, word: Word) -> bool:
    """Whether it is a later word of a body's name (`منظمة المؤتمر الإسلامي`)."""
    return any(n.type in ("ORG", "ARM") and n.first < word.index <= n.last for n in sentence.names)


def _head(sentence: Sentence, hit: Hit) -> Word:
    """The word of a hit that carries it: behind a conjunction or particle that hangs on it."""
    words = sentence.words[hit.first : hit.last + 1]
    return next((w for w in words if w.upos not in {"CCONJ", "ADP", "PART", "SCONJ"}), words[0])


def _has_need(sentence: Sentence, hit: Hit, entry: MeetingEntry) -> bool:
    near = _NEED_REACH if entry.role == "noun" else _NEED_OF_VERB
    following = {bare(w.text) for w in sentence.words[hit.last + 1 : hit.last + 1 + near]}
    return not entry.needs or bool(entry.needs & following)


def _right_class(word: Word, role: MeetingRole, by: str) -> bool:
    """Whether the word's tag allows the role; X is what the treebank gives to words that it did not analyse.

    A form of a verb that begins like the article (`التقينا`) is taken for an adjective or X, and can be nothing else.
    """
    if role == "noun":
        return word.upos not in {"VERB", "AUX", "ADP", "CCONJ", "PART"}
    if role in {"join", "preside", "apart"} or word.upos in {"VERB", "AUX"}:
        return True
    text = fold(word.text)
    return text == by if text.startswith("ال") else word.upos == "X"


def _does(sentence: Sentence, hit: Hit, entry: MeetingEntry) -> bool:
    """`قال إنه بحث مع`: a verb behind a pronoun and before its partner, whatever its tag."""
    after = sentence.words[hit.last + 1 : hit.last + 2]
    partner = entry.role == "with" and any(fold(word.text) in entry.partners for word in after)
    return partner and pronoun_behind_that(sentence, hit.first - 1)


def pronoun_behind_that(sentence: Sentence, at: int) -> bool:
    """Whether word `at` is a pronoun of `إنه`, which begins what somebody says."""
    return at > 0 and sentence.words[at].upos == "PRON" and fold(sentence.words[at - 1].text) == "ان"


def behind_happening(sentence: Sentence, at: int) -> bool:
    """Whether it is said of what word `at` evokes that it took place (`حدوث اللقاء`)."""
    return at > 0 and fold(sentence.words[at - 1].text) in _HAPPENING


def _definite(word: Word) -> bool:
    return bare(word.text) != fold(word.text)


def _owned(sentence: Sentence, word: Word) -> bool:
    """Whether a possessive pronoun hangs on the word."""
    after = sentence.words[word.index + 1] if word.index + 1 < len(sentence.words) else None
    return after is not None and after.token == word.token and after.upos == "PRON"
