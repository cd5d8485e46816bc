"""Cues of attribution in a sentence: who is cited there, and for which words of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from kg.arabic.fold import fold
from kg.extract.arguments import Group, citable
from kg.extract.attribution.cited import cited, opening
from kg.extract.discourse import Discourse, Mention
from kg.lexicon.actors import CUE_FIELDS
from kg.lexicon.load import entries
from kg.lexicon.match import Hit, Matcher, bare
from kg.model import Certainty, Sentence, Span

_MEDIUM = 8  # words of a medium with its nouns
_SAID = frozenset({"ان", "بان", ":", "«", '"', "“"})
_OPENS = frozenset({"ان", "بان", ".", ":", "؛"})
CueRole = Literal["say", "relay", "publish", "by", "told", "own"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A citation: words `first` to `last` of a sentence are said by `source` (entity id) through `medium`.

    `source` is None where the subject is dropped: whoever spoke last goes on.
    """

    role: CueRole
    sentence: int
    at: int
    first: int
    last: int
    source: int | None
    medium: int | None
    text: str
    evidence: Span
    certainty: Certainty | None
    reason: str

    @property
    def names(self) -> bool:
        """Whether it says who speaks."""
        return self.source is not None or self.medium is not None

    def covers(self, at: int) -> bool:
        """Whether a word, not its own, is among those that are said."""
        return self.first <= at <= self.last and self.at != at


@cache
def _lexicon() -> tuple[Matcher, dict[str, tuple[CueRole, Certainty | None]]]:
    found = entries("attribution.yaml", CUE_FIELDS)
    known = {
        e.id: (cast("CueRole", e.choice("role", get_args(CueRole))), cast("Certainty | None", e.option("certainty")))
        for e in found
    }
    return Matcher(found), known


def cues(discourse: Discourse, sentence: Sentence) -> list[Cue]:
    """The sentence's cues, in order."""
    return list(_cues(discourse, sentence.index))


@lru_cache(maxsize=1024)
def _cues(discourse: Discourse, index: int) -> tuple[Cue, ...]:
    sentence = discourse.annotated.sentences[index]
    matcher, known = _lexicon()
    found = citable(discourse, sentence.index)
    out: list[Cue] = []
    for hit in matcher.find_longest(sentence):
        role, certainty = known[hit.entry.id]
        if role in ("say", "relay", "publish") and not _speaks(sentence, hit):
            continue
        out += list(_cue(discourse, sentence, found, hit, role, certainty))
    return tuple(_through(discourse, sentence, out))


def _through(discourse: Discourse, sentence: Sentence, found: list[Cue]) -> Iterator[Cue]:
    """The cues, a medium and whom it has its news from as one: `كشفت الصحيفة نقلا عن مسؤول أن`."""
    taken: set[int] = set()
    for place, cue in enumerate(found):
        if place in taken:
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        if after is None or not _has_it_from(sentence, cue, after):
            yield cue
            continue
        taken.add(place + 1)
        evidence = discourse.annotated.doc.span(sentence.where, cue.evidence.start, after.evidence.end)
        behind = next((w.index for w in sentence.words if w.start >= evidence.end), len(sentence.words))
        first = opening(sentence, behind) if cue.role == "say" else cue.first
        yield replace(cue, source=after.source, evidence=evidence, first=first)


def _has_it_from(sentence: Sentence, cue: Cue, after: Cue) -> bool:
    """Whether a medium is cited, and right behind it, before what it says begins, whom it has it from."""
    medium = cue.medium is not None and cue.source is None and cue.role in ("say", "publish", "by")
    source = after.role == "by" and after.source is not None and after.medium is None
    near = sentence.words[cue.at + 1 : after.at]
    close = len(near) <= _MEDIUM and not any(w.upos == "VERB" or fold(w.text) in _OPENS for w in near)
    return medium and source and close


def speakers(discourse: Discourse, sentence: Sentence) -> frozenset[int]:
    """The entities that are cited in a sentence."""
    return frozenset(e for cue in cues(discourse, sentence) for e in (cue.source, cue.medium) if e is not None)


def _speaks(sentence: Sentence, hit: Hit) -> bool:
    """Whether the words are a verb, or a participle in the accusative (`مشيرا`): nothing with the article."""
    words = [w for w in sentence.words[hit.first : hit.last + 1] if w.upos not in ("CCONJ", "PART")]
    return any(
        w.upos in ("VERB", "AUX") or (w.upos not in ("ADP", "NUM") and bare(w.text) == fold(w.text)) for w in words
    )


def _cue(
    discourse: Discourse,
    sentence: Sentence,
    found: tuple[Group, ...],
    hit: Hit,
    role: CueRole,
    certainty: Certainty | None,
) -> Iterator[Cue]:
    end = len(sentence.words) - 1
    source, medium, after = cited(sentence, found, hit, role)
    if hit.entry.flag("opens") and not _opens(sentence, after):
        return
    if role in ("by", "told", "publish") and source is None and medium is None:
        return
    first, last = 0, end
    if role in ("say", "relay"):
        first = opening(sentence, after)
    if role == "told":
        last = hit.first
    word = sentence.words
    span = discourse.annotated.doc.span(sentence.where, word[hit.first].start, word[max(after - 1, hit.last)].end)
    text = " ".join(w.text for w in word[hit.first : hit.last + 1] if w.upos != "CCONJ" or hit.first == hit.last)
    yield Cue(
        role, sentence.index, hit.first, first, last, _id(source), _id(medium), text, span, certainty, hit.entry.id
    )


def _opens(sentence: Sentence, after: int) -> bool:
    """Whether something is said behind a word: `أن`, a colon or a quotation mark follows."""
    near = (fold(w.text) for w in sentence.words[after : after + _MEDIUM])
    return any(key in _SAID for key in near)


def _id(mention: Mention | None) -> int | None:
    return None if mention is None else mention.entity
