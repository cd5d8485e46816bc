"""Rules that propose who met at a trigger, each with its name; the model of :mod:`meetings` weighs them.

A verb finds its subject and object among the groups of mentions around it (either order); a noun finds its members
through `بين`, `مع`, a genitive, a light or containing verb, `بحضور`; what neither finds is taken up by :mod:`merge`.
"""

from __future__ import annotations

from kg.extract.arguments import Group
from kg.extract.discourse import Mention
from kg.extract.meeting_nouns import of_noun
from kg.extract.meeting_subjects import joined, members, speaker_as_subject, subject_before
from kg.extract.scenes import ACTING, Member, Scene, reach
from kg.extract.topic import topic
from kg.extract.triggers import Trigger
from kg.model import Role

_REACH = 14
_NEAR = 2  # words from `برئاسة` to who leads


def propose(scene: Scene, trigger: Trigger) -> tuple[Member, ...]:
    """The members that rules find at a trigger, each entity once, in order of the text."""
    found = of_noun(scene, trigger) if trigger.entry.role == "noun" else _of_verb(scene, trigger)
    return _distinct([*found, *_leading(scene, found)])


def _leading(scene: Scene, found: list[Member]) -> list[Member]:
    """Who leads a party that met: `توجه وفد برئاسة الوزير لإجراء محادثات`."""
    led = {member.mention.full_last + 1 for member in found}
    openers = [t.word for t in scene.triggers if t.entry.role == "preside"]
    behind = [g for at in openers if led & {at, at - 1} for g in scene.groups if at < g.first <= at + _NEAR]
    return [member for group in behind for member in members(group.mentions[:1], "joined")]


def _distinct(found: list[Member]) -> tuple[Member, ...]:
    seen: dict[int, Member] = {}
    for member in found:
        if member.mention.type in ACTING:
            seen.setdefault(member.mention.entity, member)
    return tuple(sorted(seen.values(), key=lambda m: m.mention.full_first))


def _of_verb(scene: Scene, trigger: Trigger) -> list[Member]:
    end = reach(scene, trigger.word + 1)
    subject_role: Role = "host" if trigger.entry.host else "attendee"
    before = subject_before(scene, trigger.word) or speaker_as_subject(scene, trigger.word)
    right = [g for g in scene.groups if trigger.word < g.first < end]
    bare = [g for g in right if g.preposition is None]
    partners = [g for g in right if g.preposition in trigger.entry.partners]
    subject = before or _subject_after(trigger, bare, partners) or topic(scene.discourse, scene.sentence, trigger.word)
    objects = [g for g in bare if not (subject and g.mentions[0].id == subject[0].id)]
    if trigger.entry.role == "with" and not partners:
        return members(_two(scene, subject), "between them")
    if trigger.entry.role == "verb":
        partners = [*objects[: 1 + _following_commas(objects)], *partners]
    found = members(subject, "subject before" if before else "subject", subject_role)
    for group in partners:
        found += members(group.mentions, "object" if group.preposition is None else "partner")
    return found + joined(scene, trigger.word, end)


def _two(scene: Scene, subject: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A subject that stands for two (`بحث الجانبان الملف`): they need no other to be met."""
    return tuple(m for m in subject[:1] if len(scene.discourse.entities[m.entity].members) == 2)


def _subject_after(trigger: Trigger, bare: list[Group], partners: list[Group]) -> tuple[Mention, ...]:
    """The first bare group right of a verb, if something else is left to be met."""
    if not bare or bare[0].first - trigger.word > _REACH:
        return ()
    if trigger.entry.role == "verb" and len(bare) < 2 and not partners and len(bare[0].mentions) < 2:
        return ()
    return bare[0].mentions


def _following_commas(found: list[Group]) -> int:
    """How many groups after the first continue its enumeration."""
    count = 0
    for group in found[1:]:
        if not group.comma:
            break
        count += 1
    return count
