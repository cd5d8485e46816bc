"""For every frame the chain of sources: the outlet, media that it quotes, the deepest speaker for that very fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.arabic.fold import fold
from kg.extract.assemble import Names
from kg.extract.attribution.cues import Cue, cues
from kg.extract.attribution.outlet import ArticleSource
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame
from kg.extract.times import FoundTime
from kg.lexicon.words import word_class
from kg.model import Hop, Sentence, Span, Time

_INSET, _DURING = frozenset({"،", ",", "ذلك"}), word_class("time.during")
_OPEN, _CLOSE = frozenset("«“"), frozenset("»”")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: media from the nearest to the outlet on, then speakers, as entity ids; with cue and evidence.

    `how` says why they are taken to speak the words in question.
    """

    media: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()
    cues: tuple[Cue, ...] = ()
    how: str = "nobody cited"

    @property
    def entities(self) -> tuple[int, ...]:
        """All of them, the deepest last."""
        return tuple(dict.fromkeys((*self.media, *self.speakers)))


@dataclass(slots=True)
class _State:
    """What carries over from sentence to sentence."""

    last: Voice = field(default_factory=Voice)
    media_of: dict[int, int] = field(default_factory=dict)
    quoted: bool = False
    listing: Voice | None = None


def attach(
    discourse: Discourse, frames: Iterable[Frame], source: ArticleSource, names: Names, times: Sequence[FoundTime]
) -> dict[str, tuple[Hop, ...]]:
    """The chain of every frame, by its id; hop 1 is the outlet."""
    frames = tuple(frames)
    voices = _voices(discourse, frames, source)
    told = {f.event: voices[f.id] for f in reversed(frames) if not _borrows(discourse, f)}
    out = {}
    for frame in frames:
        voice = voices[frame.id]
        if _borrows(discourse, frame) and frame.event in told:
            voice = replace(told[frame.event], how="first telling")
        out[frame.id] = _hops(voice, source, names, times)
    return out


def _borrows(discourse: Discourse, frame: Frame) -> bool:
    """Whether a frame has the chain of the event's first full telling: a headline, or a noun that only points back."""
    pointing = frame.type in ("Meeting", "Agreement") and len(frame.parts) < 2
    return pointing or headline(discourse, discourse.annotated.sentences[frame.sentence])


def headline(discourse: Discourse, sentence: Sentence) -> bool:
    """Whether a sentence is the title, or a first line of the text that repeats it."""
    if sentence.where == "title":
        return True
    title = fold(discourse.annotated.doc.title or "")
    text = fold(discourse.annotated.doc.source("text")[sentence.start : sentence.end])
    return bool(title) and text == title


def _voices(discourse: Discourse, frames: tuple[Frame, ...], source: ArticleSource) -> dict[str, Voice]:
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    state = _State()
    default = _default(discourse, source, state)
    out: dict[str, Voice] = {}
    for sentence in discourse.annotated.sentences:
        found = [] if sentence.where == "title" else _resolved(cues(discourse, sentence), state, source)
        for frame in by_sentence.get(sentence.index, ()):
            out[frame.id] = _voice_for(sentence, frame, found, state, default, discourse)
        _carry(discourse, sentence, found, state)
    return out


def _default(discourse: Discourse, source: ArticleSource, state: _State) -> Voice:
    """Who speaks where nobody is named: nobody but the outlet, unless the whole article relays another medium.

    It does where its title opens with a medium and a colon, or its lead has its news from another medium.
    """
    for sentence in discourse.annotated.sentences:
        if headline(discourse, sentence):
            if voice := _title_voice(discourse, sentence, source):
                return voice
            continue
        lead = _resolved(cues(discourse, sentence), state, source)
        if sentence.where == "text" and len(sentence.words) > 8:
            voice = _joined([c for c in lead if c.role != "own"])
            relayed = any(m != source.entity for m in voice.media) and voice.speakers
            return replace(voice, how="lead") if relayed else Voice()
    return Voice()


def _title_voice(discourse: Discourse, sentence: Sentence, source: ArticleSource) -> Voice | None:
    for mention in discourse.in_sentence(sentence.index):
        after = sentence.words[mention.last + 1] if mention.last + 1 < len(sentence.words) else None
        opens = mention.first <= 1 and mention.type == "MediaOutlet" and mention.entity != source.entity
        if opens and after is not None and after.text == ":":
            return Voice(media=(mention.entity,), how="title")
    return None


def _resolved(found: list[Cue], state: _State, source: ArticleSource) -> list[Cue]:
    """Cues with the medium through which their source spoke before; remembers it for the next time."""
    for cue in found:
        if cue.source is not None and cue.medium is not None:
            state.media_of.setdefault(cue.source, cue.medium)
    return found


def _voice_for(
    sentence: Sentence, frame: Frame, found: list[Cue], state: _State, default: Voice, discourse: Discourse
) -> Voice:
    at = next((w.index for w in sentence.words if w.start == frame.trigger.start), 0)
    if any(c.role == "own" and c.at < at for c in found):
        return Voice(how="own words")
    covering = [c for c in found if c.first <= at <= c.last and c.at != at]
    if covering:
        voice = _joined(covering)
        if _where_it_was_said(sentence, at, frame, voice):
            return _through_media(replace(default, how="where it was said"), state)
        if voice.media and not voice.speakers and set(voice.media) <= set(default.media):
            return default  # the medium that the whole article relays brings what its source says
        if not voice.speakers and any(c.source is None and c.medium is None for c in covering):
            return replace(_through_media(_merged(voice, state.last), state), how="last speaker")
        return replace(_through_media(voice, state), how="cue")
    if state.quoted or state.listing:
        how = "list" if state.listing else "quotation"
        return replace(_through_media(state.listing or state.last, state), how=how)
    return _through_media(default, state)


def _where_it_was_said(sentence: Sentence, at: int, frame: Frame, voice: Voice) -> bool:
    """`أعلن الوزير أن ...، خلال لقاء مع نظيره`: the meeting at which it was said is no part of what was said."""
    before = [fold(w.text) for w in sentence.words[max(at - 2, 0) : at]]
    inset = len(before) > 1 and before[0] in _INSET and before[1] in _DURING
    return inset and bool({p.entity for p in frame.parts} & set(voice.speakers))


def _joined(found: list[Cue]) -> Voice:
    media = tuple(dict.fromkeys(c.medium for c in found if c.medium is not None))
    speakers = tuple(dict.fromkeys(c.source for c in found if c.source is not None and c.source not in media))
    return Voice(media, speakers, tuple(found))


def _merged(new: Voice, old: Voice) -> Voice:
    return Voice(new.media or old.media, new.speakers or old.speakers, (*old.cues, *new.cues))


def _through_media(voice: Voice, state: _State) -> Voice:
    """A speaker who was heard through a medium is heard through it again."""
    if voice.media:
        return voice
    media = tuple(dict.fromkeys(state.media_of[s] for s in voice.speakers if s in state.media_of))
    return replace(voice, media=media)


def _carry(discourse: Discourse, sentence: Sentence, found: list[Cue], state: _State) -> None:
    """Takes along who spoke last, whether a quotation is open, and whether a list hangs on the sentence."""
    speaking = [c for c in found if c.role != "own"]
    voice = _joined(speaking)
    if voice.entities:
        state.last = voice
    for word in sentence.words:
        if word.text in _OPEN:
            state.quoted = True
        elif word.text in _CLOSE:
            state.quoted = False
    ends = sentence.words[-1].text if sentence.words else ""
    if ends == ":" and speaking:
        state.listing = _through_media(voice if voice.entities else state.last, state)
    elif state.listing and not _item(sentence):
        state.listing = None


def _item(sentence: Sentence) -> bool:
    """Whether the sentence is an item of a list: it begins with a number or a dash."""
    first = sentence.words[0].text if sentence.words else ""
    return first.isdigit() or first in {"-", "–", "•", "*"}


def _hops(voice: Voice, source: ArticleSource, names: Names, times: Sequence[FoundTime]) -> tuple[Hop, ...]:
    hops = [Hop(source.outlet.anchor, reasons=(voice.how,))]
    for entity in voice.entities:
        actors = names.discourse.actors(names.discourse.entities[entity])
        anchor = names.anchors[actors[0].id]
        if anchor != source.outlet.anchor and anchor not in {h.source for h in hops} and entity != source.entity:
            hops.append(_hop(entity, voice, names, times))
    return tuple(hops)


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
