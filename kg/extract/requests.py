"""Requests, mandates and accusations: who asks, charges or accuses whom, and of what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from kg.extract.arguments import Group, groups
from kg.extract.discourse import Discourse, Mention
from kg.extract.factuality import read
from kg.extract.frames import Frame, Part
from kg.extract.topic import topic
from kg.lexicon.load import Entry, entries
from kg.lexicon.match import Matcher
from kg.model import EventType, Role, Sentence

_ROLES: dict[str, tuple[Role, Role]] = {
    "Request": ("requester", "requested"),
    "Mandate": ("mandator", "mandatary"),
    "Accusation": ("accuser", "accused"),
}
_REACH = 12
_CONTENT = 30


@cache
def _matcher() -> Matcher:
    return Matcher(entries("requests.yaml", frozenset({"type", "whom", "noun"})))


def find(discourse: Discourse, meetings: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """All requests, mandates and accusations with both sides named; a mandate may be about a meeting told nearby."""
    return tuple(f for s in discourse.annotated.sentences for f in _in_sentence(discourse, s, meetings))


def _in_sentence(discourse: Discourse, sentence: Sentence, meetings: tuple[Frame, ...]) -> Iterator[Frame]:
    near = groups(discourse, sentence.index)
    for hit in _matcher().find_longest(sentence):
        word = sentence.words[hit.first]
        noun = hit.entry.flag("noun")
        if (word.upos == "VERB") == noun or (noun and word.upos == "VERB"):
            continue
        sides = (
            _noun_sides(discourse, sentence, near, hit.last)
            if noun
            else _verb_sides(sentence, near, hit.last, hit.entry)
        )
        if sides is None or sides[0].entity == sides[1].entity:
            continue
        yield _frame(discourse, sentence, near, hit.first, hit.last, hit.entry, sides, meetings)


def _verb_sides(sentence: Sentence, near: tuple[Group, ...], at: int, entry: Entry) -> tuple[Mention, Mention] | None:
    right = [g for g in near if at < g.first <= at + _REACH]
    left = [g for g in near if g.last < at and at - g.last <= 3 and g.preposition is None]
    bare = [g for g in right if g.preposition is None]
    whom = entry.folded("whom")
    if whom:
        target = next((g for g in right if g.preposition in whom), None)
        doer = next((g for g in bare if target is None or g.first < target.first), left[-1] if left else None)
    else:
        doer = left[-1] if left else (bare[0] if bare else None)
        rest = [g for g in bare if g is not doer]
        target = rest[0] if rest else None
    return (doer.mentions[0], target.mentions[0]) if doer and target else None


def _noun_sides(
    discourse: Discourse, sentence: Sentence, near: tuple[Group, ...], at: int
) -> tuple[Mention, Mention] | None:
    """`تكليفه من قبل X`: X charges whomever the pronoun means."""
    right = [g for g in near if at < g.first <= at + _REACH]
    by = next((g for g in right if g.preposition in ("قبل", "من", None)), None)
    charged = [g.mentions[0] for g in near if g.last < at and g.preposition is None] or list(
        topic(discourse, sentence, at)
    )
    return (by.mentions[0], charged[0]) if by and charged else None


def _frame(
    discourse: Discourse,
    sentence: Sentence,
    near: tuple[Group, ...],
    first: int,
    last: int,
    entry: Entry,
    sides: tuple[Mention, Mention],
    meetings: tuple[Frame, ...],
) -> Frame:
    kind = cast("EventType", entry.choice("type", tuple(_ROLES)))
    doer, target = _ROLES[kind]
    reading = read(sentence, first)
    begin = max(m.full_last for m in sides if m.sentence == sentence.index) + 1
    begin = begin if begin > last else last + 1
    end = next((w.index for w in sentence.words[begin + 2 :] if w.text in {".", "؛", "!"}), len(sentence.words))
    while begin < end - 1 and sentence.words[begin].text in {"،", ",", '"', "»", "”"}:
        begin += 1
    end = min(end, begin + _CONTENT)
    if begin >= end:
        begin, end = last, last + 1
    doc, words = discourse.annotated.doc, sentence.words
    content = doc.span(sentence.where, words[begin].start, words[end - 1].end)
    parts = [_part(sides[0], doer), _part(sides[1], target)]
    parts += [_part(m, "target") for m in _targets(near, begin, end) if kind == "Request"]
    name = f"r{sentence.index}.{first}"
    lo = min(words[first].start, *(m.span.start for m in sides if m.sentence == sentence.index))
    return Frame(
        id=name,
        event=name,
        type=kind,
        sentence=sentence.index,
        trigger=doc.span(sentence.where, words[first].start, words[last].end),
        evidence=(doc.span(sentence.where, lo, content.end),),
        parts=tuple({p.entity: p for p in reversed(parts)}.values())[::-1],
        certainty=reading.certainty,
        polarity=reading.polarity,
        tense=reading.tense,
        content=content.text,
        about=_about(sentence, meetings) if kind == "Mandate" else None,
        reasons=(entry.id,),
    )


def _part(mention: Mention, role: Role) -> Part:
    return Part(mention.entity, role, None, mention.title, (mention.span,))


def _targets(near: tuple[Group, ...], begin: int, end: int) -> list[Mention]:
    """People whom what is asked for is aimed at."""
    return [m for g in near if begin <= g.first < end for m in g.mentions if m.type == "Person"]


def _about(sentence: Sentence, meetings: tuple[Frame, ...]) -> str | None:
    """The meeting told in the same sentence."""
    return next((m.event for m in meetings if m.sentence == sentence.index), None)
