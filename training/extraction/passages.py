"""Passages of the develop half with what its annotators say of them: what the network of extraction learns from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.annotate.network import STATUSES
from kg.extract.agreement_rules import evoking, hits
from kg.extract.clause_pieces import AHEAD, BACK, pieces_of
from kg.extract.discourse import Discourse
from kg.extract.meetings import scenes
from kg.extract.passages import ASKS, Mark, Passage, around, passage
from kg.extract.places import place_names
from kg.extract.setting import Spot, places_near, times_near
from kg.extract.triggers import EVOKING
from kg.model import Sentence
from kg.scoring.match import members_of
from kg.scoring.names import same_any
from kg.scoring.values import chains_of, date_fits
from training.extraction.clause_examples import says
from training.extraction.examples import TELLING, Json, Read, many_named, matches, told_here


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a passage with a question and its answer."""

    first: int
    last: int
    asks: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage with its answers; `event` is None where it isn't asked, `status` an index of the network's STATUSES."""

    document: str
    passage: Passage
    event: bool | None
    status: int | None
    spans: tuple[Span, ...]


def labelled(read: Read) -> Iterator[Labelled]:
    """All passages of an article."""
    yield from _of_meetings(read)
    yield from _of_agreements(read)
    yield from _of_pieces(read)


def _of_meetings(read: Read) -> Iterator[Labelled]:
    for scene in scenes(read.discourse):
        for trigger in (t for t in scene.triggers if t.entry.role in EVOKING):
            yield _labelled(read, scene.sentence, trigger.word, trigger.entry.id, "meeting")


def _of_agreements(read: Read) -> Iterator[Labelled]:
    for sentence in read.discourse.annotated.sentences:
        for item in evoking(sentence, hits(sentence)):
            yield _labelled(read, sentence, item.at, item.hit.entry.id, "agreement")


def _labelled(read: Read, sentence: Sentence, word: int, kind: str, mark: Mark) -> Labelled:
    found = passage(read.discourse, sentence, word, mark)
    spot = Spot(read.discourse, sentence, word, kind, mark)
    key = "meetings" if mark == "meeting" else "agreements"
    quoted = told_here(read.facts, key, sentence, word)
    near = () if quoted else _retold(read, found, sentence, key)
    event = quoted or (near[0] if len(near) == 1 and many_named(read, (sentence.index,), near[0]) else None)
    spans = tuple(_spans(read, found, spot, event, members_of(event))) if event else ()
    if quoted:
        spans += tuple(_of_sources(read, found, quoted))
    status = None
    if quoted is not None and mark == "meeting":
        status = STATUSES.index(quoted["status"] if quoted["status"] in STATUSES else "other")
    yes = True if event else None if near else False
    return Labelled(read.facts["document"], found, yes, status, spans)


def _retold(read: Read, found: Passage, sentence: Sentence, key: str) -> tuple[Json, ...]:
    """Gold's events that a passage outside their quotations may tell of: those of whom it names two.

    Annotators quote an event once, and a word that tells it again is no example of one that tells of nothing.
    """
    indices = [index for index, _, _, _ in found.starts]
    least = 1 if sentence.where == "title" else TELLING
    return tuple(event for event in read.facts[key] if many_named(read, indices, event, least))


def _spans(read: Read, found: Passage, spot: Spot, event: Json, members: list[list[str]]) -> Iterator[Span]:
    discourse, asks = read.discourse, ASKS[spot.mark]
    for mention in (m for index, _, _, _ in found.starts for m in discourse.in_sentence(index) if m.type != "Place"):
        words = (mention.sentence, mention.first, mention.last)
        yield from _span(found, asks, words, matches(discourse, mention, members))
    for sentence, chains in places_near(spot):
        for chain in chains:
            names = [part.name for part in place_names(discourse.annotated.doc, sentence, chain)]
            yes = bool(event.get("place")) and same_any(event["place"][0], names)
            yield from _span(found, "place", (sentence.index, chain.first, chain.last), yes)
    for sentence, times in times_near(spot, read.times):
        for timed in times:
            start, precision = timed.time.start, timed.time.precision
            yes = bool(event.get("date")) and bool(start) and date_fits(event, start or "", precision)
            yield from _span(found, "time", (sentence.index, timed.first, timed.last), yes)


def _of_sources(read: Read, found: Passage, event: Json) -> Iterator[Span]:
    """Everybody in a passage; yes for who is the last hop of the event's chain, if that is not the outlet."""
    last = [chain[-1] for chain in chains_of(event) if len(chain) > 1]
    for mention in (m for index, _, _, _ in found.starts for m in read.discourse.in_sentence(index)):
        if mention.type != "Place":
            words = (mention.sentence, mention.first, mention.last)
            yield from _span(found, "source", words, matches(read.discourse, mention, last))


def _span(found: Passage, asks: str, words: tuple[int, int, int], yes: bool) -> Iterator[Span]:
    """What is asked of words of a sentence, if they are in the passage."""
    place = found.position(*words)
    if place is not None:
        yield Span(*place, asks, yes)


def _of_pieces(read: Read) -> Iterator[Labelled]:
    """Pieces of sentences with a word that evokes an agreement, and of those near them, where gold has one."""
    discourse, told = read.discourse, read.facts["agreements"]
    wanted = [c["mentions"] for agreement in told for c in agreement.get("clauses") or []]
    by_passage: dict[Passage, list[Span]] = {}
    for sentence in _near_agreements(discourse) if told else ():
        for whole, parts in pieces_of(sentence):
            inner = [says(discourse, sentence, part, wanted) for part in parts]
            asked = [
                *zip(parts, inner, strict=True),
                (whole, not any(inner) and says(discourse, sentence, whole, wanted)),
            ]
            for (first, last), yes in asked:
                found = around(discourse, sentence, first)
                place = found.position(sentence.index, first, last)
                if place is not None:
                    by_passage.setdefault(found, []).append(Span(*place, "clause", yes))
    for found, spans in by_passage.items():
        yield Labelled(read.facts["document"], found, None, None, tuple(spans))


def _near_agreements(discourse: Discourse) -> Iterator[Sentence]:
    evoked = {s.index for s in discourse.annotated.sentences if any(evoking(s, hits(s)))}
    for sentence in discourse.annotated.sentences:
        if sentence.where == "text" and any(sentence.index - back in evoked for back in range(-BACK, AHEAD + 1)):
            yield sentence
