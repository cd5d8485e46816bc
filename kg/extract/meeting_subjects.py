"""Who stands before a verb, and who joins: what rules for verbs and for nouns of meeting share."""

from __future__ import annotations

from collections.abc import Sequence

from kg.arabic.fold import fold
from kg.extract.arguments import words_between
from kg.extract.attribution.cues import cues
from kg.extract.discourse import Mention
from kg.extract.scenes import Member, Scene
from kg.extract.triggers import pronoun_behind_that
from kg.model import Role, Word

THEM = frozenset({"هما", "هم"})  # pronouns for several
_BEFORE_VERB = frozenset(
    {"قد", "سوف", "س", "كان", "كانت", "لم", "لن", "لا", "ايضا", "،", ",", "امس", "اليوم", "الذي", "التي"}
)
_THAT = (["ان"], ["و", "ان"])


def members(mentions: tuple[Mention, ...], reason: str, role: Role = "attendee") -> list[Member]:
    """Mentions as members that the rule of this name finds."""
    return [Member(m, role, reason) for m in mentions]


def _once(words: Sequence[Word], first: int) -> bool:
    """`سبق لهولاند أن التقى`: who stands behind `سبق ل` is the subject."""
    return any(fold(word.text) == "سبق" or fold(word.lemma) == "سبق" for word in words[max(first - 2, 0) : first - 1])


def subject_before(scene: Scene, verb: int) -> tuple[Mention, ...]:
    """A bare group that ends right before the verb, particles between them allowed."""
    for group in reversed([g for g in scene.groups if g.last < verb]):
        between = words_between(scene.sentence, group.last + 1, verb)
        if group.preposition in (None, "ان") and all(w in _BEFORE_VERB for w in between):
            return group.mentions
        if group.preposition == "ل" and between in _THAT and _once(scene.sentence.words, group.first):
            return group.mentions
        break
    return ()


def speaker_as_subject(scene: Scene, verb: int) -> tuple[Mention, ...]:
    """`قال مسؤول إنه التقى`: who speaks, where what is said begins with a pronoun."""
    words = scene.sentence.words
    at = next((w.index for w in reversed(words[:verb]) if fold(w.text) not in _BEFORE_VERB), 0)
    if not pronoun_behind_that(scene.sentence, at):
        return ()
    said = [c for c in cues(scene.discourse, scene.sentence) if c.source is not None and c.first == at]
    here = tuple(scene.discourse.in_sentence(scene.sentence.index))
    alike = [m for c in said[-1:] for m in here if m.entity == c.source and m.plural == (words[at].text in THEM)]
    return tuple(m for m in alike if m.first < at)[:1]


def joined(scene: Scene, start: int, end: int) -> list[Member]:
    """Further members: `بحضور X وY`, `برئاسة X`."""
    found: list[Member] = []
    for opener in (t for t in scene.triggers if t.entry.role in {"join", "preside"} and start < t.word < end):
        taking = False
        for group in scene.groups:
            if group.first > opener.word and (group.first - opener.word <= 3 or (taking and group.comma)):
                found += members(group.mentions, "joined")
                taking = True
            elif taking:
                break
    return found
