"""Meetings as single passages tell them: a trigger and who met, by rules that propose and a model that weighs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.arguments import groups
from kg.extract.attribution.cues import speakers
from kg.extract.discourse import Discourse, Mention
from kg.extract.learned import model
from kg.extract.meeting_rules import ACTING, Member, Scene, propose, reach
from kg.extract.pair_features import Place, pair_features
from kg.extract.triggers import EVOKING, Trigger, triggers


@dataclass(frozen=True, slots=True)
class Telling:
    """A meeting as one trigger tells it; `anaphoric` if the trigger points back to a meeting told before."""

    trigger: Trigger
    members: tuple[Member, ...]
    end: int
    anaphoric: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mention that may be a member, with the features that tell; `proposed` as a rule has it, if one does."""

    mention: Mention
    features: tuple[str, ...]
    proposed: Member | None


def tellings(discourse: Discourse) -> Iterator[Telling]:
    """Every passage that evokes a meeting, in order of the text, those without members included."""
    for scene in scenes(discourse):
        for trigger in scene.triggers:
            if trigger.entry.role in EVOKING:
                yield _telling(scene, trigger)


def scenes(discourse: Discourse) -> Iterator[Scene]:
    """The sentences with their groups and triggers."""
    for sentence in discourse.annotated.sentences:
        yield Scene(discourse, sentence, groups(discourse, sentence.index), tuple(triggers(sentence)))


def _telling(scene: Scene, trigger: Trigger) -> Telling:
    members = tuple(_member(w) for w in weighed(scene, trigger) if model("meeting-member").says(w.features))
    noun = trigger.entry.role == "noun"
    anaphoric = noun and (trigger.definite or trigger.owned or not members)
    return Telling(trigger, members, reach(scene, trigger.word + 1), anaphoric, (trigger.entry.id,))


def _member(weighed: Weighed) -> Member:
    return weighed.proposed or Member(weighed.mention, "attendee", "model")


def weighed(scene: Scene, trigger: Trigger) -> tuple[Weighed, ...]:
    """Every actor of the sentence, and whom rules bring from elsewhere, once an entity, in order of the text."""
    proposed = {m.mention.entity: m for m in propose(scene, trigger)}
    place = Place(
        scene.discourse,
        scene.sentence,
        trigger.word,
        trigger.entry.id,
        trigger.entry.role,
        scene.groups,
        speakers(scene.discourse, scene.sentence),
    )
    out: dict[int, Weighed] = {}
    near = [m for g in scene.groups for m in g.mentions if m.type in ACTING]
    for mention in (*(m.mention for m in proposed.values()), *near):
        rule = proposed.get(mention.entity)
        features = pair_features(place, mention, rule.reason if rule else None)
        out.setdefault(mention.entity, Weighed(mention, features, rule))
    return tuple(sorted(out.values(), key=lambda w: (w.mention.sentence, w.mention.full_first)))
