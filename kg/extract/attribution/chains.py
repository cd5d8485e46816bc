"""For every frame the chain of sources: the outlet, media that it quotes, the deepest speaker for that very fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.assemble import Names
from kg.extract.attribution.cues import Cue, cues
from kg.extract.attribution.moments import headline, moments
from kg.extract.attribution.outlet import ArticleSource
from kg.extract.attribution.voices import Voice, joined
from kg.extract.attribution.weighed import chosen
from kg.extract.denials import denier
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame
from kg.extract.times import FoundTime
from kg.extract.triggers import behind_happening
from kg.model import Hop, Span, Time


def attach(
    discourse: Discourse, frames: Iterable[Frame], source: ArticleSource, names: Names, times: Sequence[FoundTime]
) -> dict[str, tuple[Hop, ...]]:
    """The chain of every frame, by its id; hop 1 is the outlet."""
    frames = tuple(frames)
    voices = {moment.frame.id: chosen(moment) for moment in moments(discourse, frames, source)}
    voices |= {f.id: replace(joined([cue]), how="cue") for f in frames if (cue := denier(discourse, f)) is not None}
    told = {(f.event, f.polarity): voices[f.id] for f in reversed(frames) if not borrows(discourse, f)}
    out = {}
    for frame in frames:
        voice = voices[frame.id]
        if borrows(discourse, frame) and (frame.event, frame.polarity) in told:
            voice = replace(told[frame.event, frame.polarity], how="first telling")
        out[frame.id] = _hops(voice, source, names, times)
    return out


def borrows(discourse: Discourse, frame: Frame) -> bool:
    """Whether a frame has the chain of the event's first full telling: a headline, or a noun that only points back.

    Who denies what was told has a chain of his or her own.
    """
    pointing = frame.type in ("Meeting", "Agreement") and len(frame.parts) < 2 and not _affirmed(discourse, frame)
    return pointing or headline(discourse, discourse.annotated.sentences[frame.sentence])


def _affirmed(discourse: Discourse, frame: Frame) -> bool:
    """Whether somebody says of what was told before that it happened: `أكد المستشار حدوث اللقاء`."""
    sentence = discourse.annotated.sentences[frame.sentence]
    if not behind_happening(sentence, frame.word):
        return False
    return any(cue.covers(frame.word) and cue.source is not None for cue in cues(discourse, sentence))


def _hops(voice: Voice, source: ArticleSource, names: Names, times: Sequence[FoundTime]) -> tuple[Hop, ...]:
    outlet = Hop(source.outlet.anchor, reasons=(voice.how,))
    return (outlet, *(_hop(entity, voice, names, times) for entity in behind(voice, source, names)))


def behind(voice: Voice, source: ArticleSource, names: Names) -> tuple[int, ...]:
    """The entities of a voice that are hops behind the outlet, once a source."""
    taken, found = {source.outlet.anchor}, []
    for entity in voice.entities:
        actor = names.discourse.actors(names.discourse.entities[entity])[0]
        if names.anchors[actor.id] not in taken and entity != source.entity:
            taken.add(names.anchors[entity])
            found.append(entity)
    return tuple(found)


def _hop(entity: int, voice: Voice, names: Names, times: Sequence[FoundTime]) -> Hop:
    cue = next((c for c in voice.cues if entity in (c.source, c.medium)), None)
    mention = names.discourse.first_mention(entity)
    evidence: tuple[Span, ...] = (cue.evidence,) if cue else (mention.span,)
    reasons = (voice.how, cue.reason) if cue else (voice.how,)
    said = _said_at(cue, times) if cue is not None and entity == _who(cue) else None
    return Hop(names.anchors[entity], cue.text if cue else None, said, None, evidence, reasons)


def _who(cue: Cue) -> int | None:
    """Whose words a cue's time is of: a medium's that relays them, else the speaker's."""
    first, second = (cue.medium, cue.source) if cue.role == "relay" else (cue.source, cue.medium)
    return first if first is not None else second


def _said_at(cue: Cue, times: Sequence[FoundTime]) -> Time | None:
    """The day between a verb of saying and what is said: `قال الوزير أمس إن`."""
    if cue.role not in ("say", "relay"):
        return None
    between = (t for t in times if t.sentence == cue.sentence and cue.at < t.first and t.last < cue.first)
    return next((found.time for found in between if found.time.precision == "day"), None)
