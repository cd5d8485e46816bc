"""What the model of sources learns from: every voice around a word that evokes an event, with the chains of gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract import agreements, meeting_frames
from kg.extract.assemble import Names, name_entities
from kg.extract.attribution.chains import behind, borrows
from kg.extract.attribution.moments import Moment, moments
from kg.extract.attribution.outlet import ArticleSource, find
from kg.extract.attribution.voices import Voice
from kg.extract.attribution.weighed import weighed
from kg.extract.frames import Frame
from kg.scoring.values import chain_fits
from training.extraction.examples import Example, Json, Read, told_here


def claim_sources(read: Read) -> Iterator[Example]:
    """Every voice that a telling in an event's quotation may be from; yes for those that gold's chains are of.

    Tellings for which no voice is right are left out: nothing could be learned from them.
    """
    names = name_entities(read.discourse)
    source = find(read.discourse, names)
    for moment, event in _told(read, source):
        found = [(features, _fits(names, source, choice.voice, event)) for choice, features in weighed(moment)]
        if any(yes for _, yes in found):
            yield from (Example(read.facts["document"], features, yes) for features, yes in found)


def _told(read: Read, source: ArticleSource) -> Iterator[tuple[Moment, Json]]:
    """The full tellings in quotations, once a word, with the event that is quoted."""
    found = (
        ("meetings", meeting_frames.attended(read.discourse, read.times)),
        ("agreements", agreements.agreed(read.discourse, read.times)),
    )
    for key, frames in found:
        once = {(f.sentence, f.word): f for f in reversed(frames) if not borrows(read.discourse, f)}
        for moment in moments(read.discourse, _in_order(once.values()), source):
            event = told_here(read.facts, key, moment.sentence, moment.frame.word)
            if event is not None:
                yield moment, event


def _in_order(frames: Iterable[Frame]) -> list[Frame]:
    return sorted(frames, key=lambda frame: (frame.sentence, frame.word))


def _fits(names: Names, source: ArticleSource, voice: Voice, event: Json) -> bool:
    """Whether a voice behind the outlet is a chain of gold's."""
    discourse = names.discourse
    actors = (discourse.actors(discourse.entities[entity])[0] for entity in behind(voice, source, names))
    return chain_fits(event, [[actor.name, *actor.aliases] for actor in (source.outlet, *actors)])
