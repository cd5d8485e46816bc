"""Words that tell of several meetings at once: `أجرى لقاءات مع الرئيس ووزير الدفاع` is two, one with each of them.

The distributive reading of a plural or dual noun over the conjuncts that it governs (Link 1983, "The logical analysis
of plurals and mass terms"); what is plural in form alone (`محادثات`), and a verb, have it only beside a word that says
so (`منفصلة`, `كلا على حدة`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from kg.extract.arguments import Group
from kg.extract.discourse import Mention
from kg.extract.scenes import Member, Scene, Telling

_BRINGING = frozenset({"مع", "من", "ب"})
_MOST = 6  # partners; more is a crowd that met
_GUESTS, _OWNED = 2, 3  # partners of as many states from which on a reception, or whose talks they are, is several


def apart(scene: Scene, telling: Telling) -> Iterator[Telling]:
    """The meetings that a telling is of: itself, or one with each of the partners that it names."""
    partners = _partners(scene, telling)
    others = _others(telling, partners)
    if not others or not 2 <= len(partners) <= _MOST or not _is_several(scene, telling, partners):
        yield telling
        return
    for partner in partners:
        members = tuple(m for m in telling.members if m is partner or m in others)
        yield replace(telling, members=members, anaphoric=False)


def _is_several(scene: Scene, telling: Telling, partners: tuple[Member, ...]) -> bool:
    """Whether the words say that there were several meetings."""
    said = (t for t in scene.triggers if t.entry.role == "apart" and telling.trigger.word < t.word < telling.end)
    return telling.trigger.several or any(True for _ in said) or _of_many_states(scene, telling, partners)


def _of_many_states(scene: Scene, telling: Telling, partners: tuple[Member, ...]) -> bool:
    """`استقبال الملك لرئيس وزراء نيوزيلندا، ورئيس وزراء رومانيا`: who comes from as many states comes alone."""
    sides = {scene.discourse.entity(m.mention).side for m in partners}
    if telling.trigger.entry.role != "noun" or None in sides or len(sides) < len(partners):
        return False
    guests = telling.trigger.entry.host and len(partners) >= _GUESTS
    return guests or (telling.trigger.owned and len(partners) >= _OWNED)


def _partners(scene: Scene, telling: Telling) -> tuple[Member, ...]:
    """The members whom the telling's preposition or verb brings, each a single one."""
    behind = [g for g in scene.groups if telling.trigger.word < g.first < telling.end]
    first = next((n for n, group in enumerate(behind) if _brings(telling, group)), len(behind))
    listed = [*behind[first : first + 1], *takewhile(lambda g: g.comma and g.preposition is None, behind[first + 1 :])]
    named = {m.id for group in listed for m in group.mentions if _single(scene, m)}
    return tuple(m for m in telling.members if m.mention.id in named)


def _others(telling: Telling, partners: tuple[Member, ...]) -> tuple[Member, ...]:
    """With whom each of the partners met: not who is named behind them, of whom something else is told."""
    last = max((m.mention.full_last for m in partners), default=0)
    here = telling.trigger.sentence
    found = (m for m in telling.members if m not in partners)
    return tuple(m for m in found if m.mention.sentence != here or m.mention.full_first < last)


def _brings(telling: Telling, group: Group) -> bool:
    if group.preposition in _BRINGING or (group.preposition == "ل" and telling.trigger.entry.host):
        return True
    objects = {m.mention.id for m in telling.members if m.reason == "object"}
    return group.preposition is None and any(m.id in objects for m in group.mentions)


def _single(scene: Scene, mention: Mention) -> bool:
    return not mention.plural and not scene.discourse.entity(mention).members
