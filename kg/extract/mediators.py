"""Who mediated what is told: `محادثات برعاية الأمم المتحدة`, `اتفاق بوساطة قطرية`; nobody who mediates is a party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.arabic.fold import fold
from kg.extract.arguments import groups
from kg.extract.discourse import Discourse, Mention
from kg.extract.frames import Frame, Part, by_event
from kg.lexicon.words import word_class
from kg.model import Sentence

REASON = "mediated"
_MEDIATION = word_class("event.mediation")
_PATRONAGE = word_class("event.patronage")
_BY = frozenset({"ب", "تحت", "عبر", "بعد", "بفضل"})
_BODIES = frozenset({"Organization", "GovernmentBody", "State"})  # a person's patronage may be a ceremony's
_ACTORS = _BODIES | {"ArmedGroup", "Person", "UnnamedActor"}
_REACH = 15  # words from what was mediated to the mediation
_BEHIND = 2  # words from the mediation to who mediates


def with_mediators(discourse: Discourse, frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """The frames of meetings and agreements, those who are said to have mediated with that role in all tellings."""
    frames = tuple(frames)
    told = {frame.id: tuple(_mediators(discourse, frame, frames)) for frame in frames}
    entities = {mention.span: mention.entity for found in told.values() for mention in found}
    mediating: dict[str, set[int]] = {}
    for event, of_event in by_event(frames).items():
        evidence = (span for frame in of_event for part in frame.parts for span in part.evidence)
        also = {entities[span] for span in evidence if span in entities}  # `مفاوضات التهدئة ... برعاية مصرية`: of both
        mediating[event] = also | {mention.entity for frame in of_event for mention in told[frame.id]}
    return tuple(_with(frame, mediating[frame.event], told[frame.id]) for frame in frames)


def _mediators(discourse: Discourse, frame: Frame, frames: Iterable[Frame]) -> Iterator[Mention]:
    """Those behind a word of mediation of which this telling's word is the nearest before it."""
    sentence = discourse.annotated.sentences[frame.sentence]
    words = [f.word for f in frames if f.sentence == frame.sentence]
    for at, actors in _told(sentence):
        before = [word for word in words if 0 < at - word <= _REACH]
        if before and max(before) == frame.word:
            for group in (g for g in groups(discourse, sentence.index) if at < g.first <= at + _BEHIND):
                yield from (m for m in group.mentions if m.type in actors)


def _told(sentence: Sentence) -> Iterator[tuple[int, frozenset[str]]]:
    """The words of mediation (`بوساطة`) with the types of those who may stand behind them."""
    for before, word in zip(sentence.words, sentence.words[1:], strict=False):
        key = fold(word.text)
        if fold(before.text) in _BY and key in _MEDIATION | _PATRONAGE:
            yield word.index, _ACTORS if key in _MEDIATION else _BODIES


def _with(frame: Frame, mediators: set[int], here: tuple[Mention, ...]) -> Frame:
    parts = [replace(p, role="mediator") if p.entity in mediators else p for p in frame.parts]
    known = {part.entity for part in parts}
    new = {m.entity: m for m in here if m.entity not in known}
    parts += [Part(entity, "mediator", None, m.title, (m.span,), 1.0, REASON) for entity, m in new.items()]
    return replace(frame, parts=tuple(parts))
