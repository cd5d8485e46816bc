"""Why an actor takes part: the words, how they were found, the rule and the model; whom the actor stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.explain.grounds import by_entry, by_model, sentence_for
from kg.explain.told import Told, candidates
from kg.explain.types import Because, Explained
from kg.extract.discourse import Entity, Mention
from kg.extract.frames import Frame, Part
from kg.lexicon.load import entry_of
from kg.model import Participation

_MODELS = {"Meeting": "meeting-member", "Agreement": "agreement-party"}
_FOUND = {
    "name": "found as a name",
    "title": "found by a title without a name",
    "party": "found as a described party",
    "source": "found as an unnamed source",
    "body": "found as a body, by its head noun",
    "medium": "found as a medium",
    "pair": "found as words for two or more named before",
    "adjective": "found as an adjective of nationality",
}
_RULES = {
    "subject": "the subject of the verb",
    "subject before": "the subject, before the verb",
    "object": "the object of the verb",
    "partner": "behind a preposition that brings the other side",
    "between": "behind بين",
    "with": "behind مع",
    "state": "a state named right behind the noun",
    "between them": "those two whom بينهما means",
    "held": "brought by a verb that says who was at it",
    "list": "goes on with an enumeration",
    "genitive": "the genitive of the noun",
    "light": "the subject of the verb that holds the noun",
    "giver": "the other side of the verb that holds the noun",
    "attended": "said to have attended",
    "joined": "said to have been present or to have presided",
    "owner": "whom the pronoun on the noun means",
    "topic": "whom the passage goes on speaking of",
    "mediated": "behind words of mediation or patronage",
    "elsewhere": "no rule; the model found it in another sentence",
    "model": "no rule; the model found it among the actors of the sentence",
}
_SIDES = {
    "title": "The title names it.",
    "title of one state": "The title is one that only this state has.",
    "description": "The description names it.",
    "adjective": "An adjective of nationality stands before the name.",
    "list": "Listed as one of a party that belongs to it.",
    "on behalf": "The list is introduced as being on its behalf.",
}


def participant(told: Told, part: Participation) -> Explained:
    """A participant of a claim."""
    entity = told.entity(part.actor)
    side = f" — for {told.name(part.side)}" if part.side else ""
    value = f"{told.name(part.actor)} ({part.role}){side}"
    if entity is None:
        return Explained("participant", value, ())
    steps = [s for f, p in _parts(told, entity, part) for s in _of_part(told, f, p)]
    return Explained("participant", value, (*dict.fromkeys(steps), *_of_entity(told, entity, part)))


def _parts(told: Told, entity: Entity, part: Participation) -> Iterator[tuple[Frame, Part]]:
    for frame in told.frames:
        yield from ((frame, p) for p in frame.parts if p.entity == entity.id and p.role == part.role)


def _of_part(told: Told, frame: Frame, part: Part) -> Iterator[Because]:
    span = part.evidence[0] if part.evidence else None
    mention = next((m for m in told.discourse.mentions if m.span == span), None)
    if mention is not None:
        yield from found(told, mention)
    if part.reason:
        rule = sentence_for(part.reason, _RULES, "rule")
        yield Because(f"At «{frame.trigger.text}»: {rule}.", span)
    features = [w.features for w in candidates(told, frame) if mention and w.mention.entity == mention.entity]
    if features and frame.type in _MODELS:
        yield by_model(
            _MODELS[frame.type], features[0], f"Takes part in what «{frame.trigger.text}» tells, a model says."
        )
    if frame.type == "Meeting":
        yield Because(f"By all tellings of the event together {part.score:.2f} likely, says the model event-member.")


def found(told: Told, mention: Mention) -> Iterator[Because]:
    """How a mention was found: by the tagger, an entry, a title, a description."""
    taggers = [reason for reason in mention.reasons[1:] if reason.startswith("tagger ")]
    how = sentence_for(mention.reasons[0] if mention.reasons else "", _FOUND, "found")
    by = f", with the name tagger ({', '.join(taggers)})" if taggers else ""
    yield Because(f"{how.capitalize()}{by}.", mention.span)
    for id in dict.fromkeys(reason for reason in mention.reasons[1:] if entry_of(reason)):
        yield by_entry(id, "The lexicon knows the words.")
    members = told.discourse.actors(told.discourse.entity(mention))
    if members != (told.discourse.entity(mention),):
        yield Because(f"The words stand for {'، '.join(e.name for e in members)}.", mention.span)


def _of_entity(told: Told, entity: Entity, part: Participation) -> Iterator[Because]:
    if part.title:
        yield Because(f"Called here: {part.title}.")
    if part.side:
        why = sentence_for(entity.side_reason, _SIDES, "Said in the passage")
        yield Because(f"Stands for {told.name(part.side)}. {why}")
    yield from (Because("Said to be an assumed name.", span) for span in entity.pseudonym_evidence)
    yield from same(told, entity)


def same(told: Told, entity: Entity) -> Iterator[Because]:
    """The words of the article that are taken to mean the same actor."""
    forms = Counter(told.discourse.mentions[at].span.text for at in entity.mentions)
    if sum(forms.values()) > 1:
        listed = "؛ ".join(f"{text} ×{count}" if count > 1 else text for text, count in forms.items())
        yield Because(f"{sum(forms.values())} mentions are taken to be of one: {listed}")
