"""A sentence as meetings are looked for in it, and what is found: who met as one trigger tells it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.arguments import Group, clause_end
from kg.extract.discourse import Discourse, Mention
from kg.extract.triggers import Trigger
from kg.lexicon.words import word_class
from kg.model import Role, Sentence

ACTING = frozenset({"Person", "Organization", "ArmedGroup", "GovernmentBody", "State", "UnnamedActor"})
_STOPS = word_class("clause.end", "clause.said", "clause.purpose")


@dataclass(frozen=True, slots=True)
class Member:
    """A mention as a member of a meeting; `reason` names the rule that proposes it, `score` is how sure that is."""

    mention: Mention
    role: Role
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its groups and triggers."""

    discourse: Discourse
    sentence: Sentence
    groups: tuple[Group, ...]
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A meeting as one trigger tells it; `anaphoric` if the trigger points back to a meeting told before."""

    trigger: Trigger
    members: tuple[Member, ...]
    end: int
    anaphoric: bool
    reasons: tuple[str, ...] = ()


def reach(scene: Scene, start: int) -> int:
    """The word after the clause that begins at a word."""
    return clause_end(scene.sentence, start, _STOPS)
