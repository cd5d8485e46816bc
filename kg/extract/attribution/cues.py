"""Cues of attribution in a sentence: who is cited there, and for which words of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from kg.arabic.fold import fold
from kg.extract.arguments import Group, groups
from kg.extract.discourse import Discourse, Mention
from kg.lexicon.load import entries
from kg.lexicon.match import Hit, Matcher, bare
from kg.model import Certainty, Sentence, Span

CueRole = Literal["say", "relay", "publish", "by", "told", "own"]
_REACH = 14
_OPENERS = frozenset({"ان", "بان", "عن", ":", "«", '"', "“", "الي", "علي", "”"})
_SUBJECT_GAP = frozenset({"،", ",", "قد", "امس", "اليوم", "ايضا", "كذلك", "الذي", "التي", "كانت", "كان", "سوف"})


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


@cache
def _lexicon() -> tuple[Matcher, dict[str, tuple[CueRole, Certainty | None]]]:
    found = entries("attribution.yaml", frozenset({"role", "certainty"}))
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
    found = groups(discourse, sentence.index)
    out: list[Cue] = []
    for hit in matcher.find_longest(sentence):
        role, certainty = known[hit.entry.id]
        if role in ("say", "relay", "publish") and not _speaks(sentence, hit):
            continue
        out += list(_cue(discourse, sentence, found, hit, role, certainty))
    return tuple(out)


def speakers(discourse: Discourse, sentence: Sentence) -> frozenset[int]:
    """The entities that are cited in a sentence."""
    return frozenset(e for cue in cues(discourse, sentence) for e in (cue.source, cue.medium) if e is not None)


def _speaks(sentence: Sentence, hit: Hit) -> bool:
    """Whether the words are a verb, or a participle in the accusative (`مشيرا`): nothing with the article."""
    words = [w for w in sentence.words[hit.first : hit.last + 1] if w.upos not in ("CCONJ", "PART")]
    return any(
        w.upos in ("VERB", "AUX") or (w.upos not in ("ADP", "NUM", "PRON") and bare(w.text) == fold(w.text))
        for w in words
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
    source, medium, after = _speaker(discourse, sentence, found, hit, role)
    if role in ("by", "told", "publish") and source is None and medium is None:
        return
    first, last = 0, end
    if role in ("say", "relay"):
        first = _opening(sentence, after)
    if role == "told":
        last = hit.first
    word = sentence.words
    span = discourse.annotated.doc.span(sentence.where, word[hit.first].start, word[max(after - 1, hit.last)].end)
    text = " ".join(w.text for w in word[hit.first : hit.last + 1] if w.upos != "CCONJ" or hit.first == hit.last)
    yield Cue(role, sentence.index, hit.first, first, last, source, medium, text, span, certainty, hit.entry.id)


def _speaker(
    discourse: Discourse, sentence: Sentence, found: tuple[Group, ...], hit: Hit, role: CueRole
) -> tuple[int | None, int | None, int]:
    """Source, medium, and the word after the last of them."""
    right = [g for g in found if hit.last < g.first <= hit.last + _REACH]
    after = hit.last + 1
    source: Mention | None = None
    medium: Mention | None = None
    if role == "by":
        cited = [g for g in right if g.first - hit.last <= 4][:1]
        source = cited[0].mentions[0] if cited else None
    else:
        source, after = _subject(sentence, found, right, hit)
        if role == "relay":
            cited = [g for g in right if g.preposition == "عن"][:1]
            medium, source = source, (cited[0].mentions[0] if cited else None)
            after = cited[0].last + 1 if cited else after
    for group in right:
        if (group.preposition in ("ل", "الي") and group.mentions[0].type == "MediaOutlet" and medium is None) or (
            group.preposition is None and group.mentions[0].type == "MediaOutlet" and hit.entry.id == "say.ablagha"
        ):
            medium, after = group.mentions[0], max(after, group.last + 1)
    if source is not None:
        after = max(after, source.full_last + 1 if source.full_first > hit.last else after)
        if source.type == "MediaOutlet" and medium is None:
            source, medium = None, source
    return _id(discourse, source), _id(discourse, medium), after


def _id(discourse: Discourse, mention: Mention | None) -> int | None:
    return None if mention is None else mention.entity


def _subject(sentence: Sentence, found: tuple[Group, ...], right: list[Group], hit: Hit) -> tuple[Mention | None, int]:
    """The speaker: the bare group right after the verb, else the one right before it."""
    opening = _opening(sentence, hit.last + 1)
    for group in right[:2]:
        if group.preposition is None and group.first < max(opening, hit.last + 2) and group.first - hit.last <= 6:
            return group.mentions[0], group.last + 1
    for group in reversed([g for g in found if g.last < hit.first]):
        between = [fold(w.text) for w in sentence.words[group.last + 1 : hit.first]]
        if group.preposition is None and all(w in _SUBJECT_GAP for w in between):
            return group.mentions[0], hit.last + 1
        break
    return None, hit.last + 1


def _opening(sentence: Sentence, start: int) -> int:
    """Where what is said begins: after `أن`, `إن`, `عن`, a colon or a quotation mark; at `start` if there is none."""
    for word in sentence.words[start : start + 2 * _REACH]:
        if fold(word.text) in _OPENERS:
            return word.index + 1
    return start
