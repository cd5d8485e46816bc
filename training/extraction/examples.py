"""What the models of extraction learn from: features with the answer that the benchmark's annotators gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.extract import agreements, factuality, meeting_frames
from kg.extract.acceptance import event_features, unread
from kg.extract.agreement_rules import evoking, hits
from kg.extract.discourse import Discourse, Mention
from kg.extract.event_members import weighed as weighed_members
from kg.extract.frames import Frame
from kg.extract.meetings import scenes, weighed
from kg.extract.outlook import outlook_features
from kg.extract.places import place_names
from kg.extract.same_event import Told, events_of, pairs
from kg.extract.setting import Spot, place_choices, time_choices, time_of
from kg.extract.times import FoundTime, article_day
from kg.extract.triggers import EVOKING
from kg.model import Sentence
from kg.scoring.match import members_of
from kg.scoring.names import same_any
from kg.scoring.values import date_fits

Json = dict[str, Any]
TELLING = 2  # members of an event in a sentence that tells it again
_QUOTED = 0.5  # what it counts that a telling stands in the quotation, against the share of members


@dataclass(frozen=True, slots=True)
class Example:
    """Features with the answer, and the article they are from."""

    document: str
    features: tuple[str, ...]
    yes: bool


@dataclass(frozen=True, slots=True)
class Read:
    """An article as the model read it, with what the benchmark says of it, and its times."""

    discourse: Discourse
    facts: Json
    times: tuple[FoundTime, ...]


# --- examples ------------------------------------------------------------------------------------------------------


def told_here(facts: Json, key: str, sentence: Sentence, word: int) -> Json | None:
    """The event in whose quotation a word stands, that of the shortest if there are several."""
    at = sentence.words[word]
    found = [
        e
        for e in facts[key]
        if (q := e["quote_at"])["in"] == sentence.where and q["start"] <= at.start and at.end <= q["end"]
    ]
    return min(found, key=lambda e: e["quote_at"]["end"] - e["quote_at"]["start"], default=None)


def told_again(read: Read, key: str, sentence: Sentence) -> Json | None:
    """The one event of which a sentence names two who took part: annotators quote an event once."""
    found = [event for event in read.facts[key] if many_named(read, (sentence.index,), event)]
    return found[0] if len(found) == 1 else None


def many_named(read: Read, sentences: Iterable[int], event: Json, least: int = TELLING) -> bool:
    """Whether so many members of an event are named in sentences, all if it has fewer."""
    mentions = [m for index in sentences for m in read.discourse.in_sentence(index)]
    members = members_of(event)
    named = sum(any(matches(read.discourse, mention, [member]) for mention in mentions) for member in members)
    return named >= min(least, len(members))


def names_of(discourse: Discourse, mention: Mention) -> list[list[str]]:
    """The names of the entities that a mention stands for."""
    return [[e.name, *e.aliases] for e in discourse.actors(discourse.entity(mention))]


def matches(discourse: Discourse, mention: Mention, members: Iterable[list[str]]) -> bool:
    """Whether a mention is of one of the members."""
    return any(same_any(names, member) for names in names_of(discourse, mention) for member in members)


def meeting_members(read: Read) -> Iterator[Example]:
    """Every trigger that stands in a meeting's quotation, with every mention that may be a member."""
    for scene in scenes(read.discourse):
        for trigger in (t for t in scene.triggers if t.entry.role in EVOKING):
            event = told_here(read.facts, "meetings", scene.sentence, trigger.word)
            if event is None:
                continue
            members = [p["names"] for p in event["participants"]]
            for found in weighed(scene, trigger):
                yes = matches(read.discourse, found.mention, members)
                yield Example(read.facts["document"], found.features, yes)


def agreement_parties(read: Read) -> Iterator[Example]:
    """Every word of agreement in an agreement's quotation, or where it is told again, with all who may be parties.

    For meetings sentences that tell one again gave nothing: F1 0.71 with them, 0.72 without; agreements 0.64, 0.61.
    """
    for sentence in read.discourse.annotated.sentences:
        found = hits(sentence)
        for item in evoking(sentence, found):
            event = told_here(read.facts, "agreements", sentence, item.at) or told_again(read, "agreements", sentence)
            if event is None:
                continue
            for party in agreements.weighed(read.discourse, sentence, item, found):
                yes = matches(read.discourse, party.mention, event["parties"])
                yield Example(read.facts["document"], party.features, yes)


def spots(read: Read) -> Iterator[tuple[Spot, Json]]:
    """Every word that evokes an event in its quotation, with that event."""
    for scene in scenes(read.discourse):
        for trigger in (t for t in scene.triggers if t.entry.role in EVOKING):
            event = told_here(read.facts, "meetings", scene.sentence, trigger.word)
            if event is not None:
                yield Spot(read.discourse, scene.sentence, trigger.word, trigger.entry.id), event
        for item in evoking(scene.sentence, hits(scene.sentence)):
            event = told_here(read.facts, "agreements", scene.sentence, item.at)
            if event is not None:
                yield Spot(read.discourse, scene.sentence, item.at, item.hit.entry.id, "agreement"), event


def event_places(read: Read) -> Iterator[Example]:
    """The places around every such word; yes for those that are the event's."""
    doc = read.discourse.annotated.doc
    for spot, event in spots(read):
        for choice in place_choices(spot):
            names = [part.name for part in place_names(doc, choice.sentence, choice.chain)]
            yes = bool(event.get("place")) and same_any(event["place"][0], names)
            yield Example(read.facts["document"], choice.features, yes)


def event_times(read: Read) -> Iterator[Example]:
    """The times around every such word; yes for those that are the event's."""
    for spot, event in spots(read):
        for choice in time_choices(spot, read.times):
            time = choice.found.time
            yes = bool(event.get("date")) and bool(time.start) and date_fits(event, time.start or "", time.precision)
            yield Example(read.facts["document"], choice.features, yes)


def planned(read: Read) -> Iterator[Example]:
    """Every word that evokes a meeting in its quotation; yes if that is planned, those denied or cancelled left out."""
    yield from _of_status(read, "planned")


def ongoing(read: Read) -> Iterator[Example]:
    """The same; yes if it goes on while the article is written."""
    yield from _of_status(read, "ongoing")


def _of_status(read: Read, status: str) -> Iterator[Example]:
    day = article_day(read.discourse.annotated)
    for spot, event in spots(read):
        if event["status"] in ("held", "ongoing", "planned") and "participants" in event:
            reading = factuality.read(spot.sentence, spot.word)
            features = outlook_features(spot, reading, time_of(spot, read.times)[0], day)
            yield Example(read.facts["document"], tuple(features), event["status"] == status)


def meeting_events(read: Read) -> Iterator[Example]:
    """What words seem to tell as meetings; yes for gold's, optional ones left out."""
    yield from _events(read, meeting_frames.attended(read.discourse, read.times), "meetings")


def event_members(read: Read) -> Iterator[Example]:
    """Everybody in the tellings of gold's meetings; yes for those who met."""
    yield from _members(read, meeting_frames.told(read.discourse, read.times), "meetings")


def agreement_members(read: Read) -> Iterator[Example]:
    """Everybody in the tellings of gold's agreements; yes for the parties."""
    yield from _members(read, agreements.told(read.discourse, read.times), "agreements")


def _members(read: Read, frames: tuple[Frame, ...], key: str) -> Iterator[Example]:
    for event in events_of(read.discourse, frames):
        gold = gold_of(read, event, key)
        if gold is None:
            continue
        for found, features in weighed_members(read.discourse, event.frames, frames):
            entity = read.discourse.entities[found.entity]
            yes = any(same_any([entity.name, *entity.aliases], member) for member in members_of(gold))
            yield Example(read.facts["document"], features, yes)


def agreement_events(read: Read) -> Iterator[Example]:
    """What words seem to tell as agreements; yes for gold's, optional ones left out."""
    yield from _events(read, agreements.agreed(read.discourse, read.times), "agreements")


def _events(read: Read, frames: tuple[Frame, ...], key: str) -> Iterator[Example]:
    """Each event twice, once as if the network had not been asked, so that its silence is no answer."""
    for event in events_of(read.discourse, frames):
        gold = gold_of(read, event, key)
        if gold is None or not gold.get("optional"):
            features = event_features(read.discourse, event.frames)
            for seen in dict.fromkeys((features, unread(features))):
                yield Example(read.facts["document"], seen, gold is not None)


def meetings_same(read: Read) -> Iterator[Example]:
    """Every two events that share somebody; yes if both are one meeting of gold, no if they are two."""
    events = events_of(read.discourse, meeting_frames.drafted(read.discourse, read.times))
    golds = [gold_of(read, event, "meetings") for event in events]
    for (a, b), features in pairs(read.discourse, events):
        if golds[a] is not None and golds[b] is not None:
            yield Example(read.facts["document"], features, golds[a] is golds[b])


def gold_of(read: Read, event: Told, key: str) -> Json | None:
    """The gold event that shares two members at least, the most of them; many may be of one, which is told again."""
    names = [[read.discourse.entities[at].name, *read.discourse.entities[at].aliases] for at in event.scores]
    best: tuple[float, Json | None] = (0.0, None)
    for gold in read.facts[key]:
        members = members_of(gold)
        hit = sum(any(same_any(name, member) for name in names) for member in members)
        if hit >= min(2, len(members)):
            share = hit / max(len(members), len(names)) + (_QUOTED if _quoted(read, event, gold) else 0.0)
            best = max(best, (share, gold), key=lambda item: item[0])
    return best[1]


def _quoted(read: Read, event: Told, gold: Json) -> bool:
    """Whether a telling's trigger stands in what gold quotes."""
    at = gold["quote_at"]
    triggers = [f.trigger for f in event.frames]
    return any(t.where == at["in"] and at["start"] < t.end and t.start < at["end"] for t in triggers)
