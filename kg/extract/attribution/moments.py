"""The words that evoke events with who speaks around them: what carries over, and whom rules take to speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.arabic.fold import fold
from kg.extract.attribution.cues import Cue
from kg.extract.attribution.outlet import ArticleSource
from kg.extract.attribution.voices import (
    Citations,
    Voice,
    citations,
    is_relayed,
    joined,
    merged,
    quotation,
    run_on,
    spoken,
    through_media,
)
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame
from kg.lexicon.words import word_class
from kg.model import Sentence

_INSET, _DURING = frozenset({"،", ",", "ذلك"}), word_class("time.during")
_EARLIER = 6  # voices before that are remembered


@dataclass(frozen=True, slots=True)
class Moment:
    """A word that evokes an event, with who is cited around it and who spoke before.

    `at` is the word's index, `cues` those of its sentence and `ahead` of the next one; `rule` is whom rules take,
    `default` who speaks where nobody is named; `earlier` are the voices before with their sentences, the last first;
    `through` is the medium by which somebody was heard, `cited` who is cited in the whole article;
    `quoting` is whose quotation is open when the sentence begins; `outlet` the outlet's own entity.
    """

    discourse: Discourse
    frame: Frame
    sentence: Sentence
    at: int
    cues: tuple[Cue, ...]
    ahead: tuple[Cue, ...]
    rule: Voice
    default: Voice
    earlier: tuple[tuple[int, Voice], ...]
    through: Mapping[int, int]
    cited: Citations
    quoting: Voice | None
    outlet: int | None

    @property
    def last(self) -> Voice:
        """Who spoke last before the sentence."""
        return self.earlier[0][1] if self.earlier else Voice()

    def heard(self, voice: Voice) -> Voice:
        """The voice as one hears it: through the medium by which its speaker was heard before."""
        return self.default if is_relayed(voice, self.default) else through_media(voice, self.through)


@dataclass(slots=True)
class _State:
    """What carries over from sentence to sentence."""

    earlier: list[tuple[int, Voice]] = field(default_factory=list)
    media_of: dict[int, int] = field(default_factory=dict)
    quoting: Voice | None = None
    listing: Voice | None = None

    @property
    def last(self) -> Voice:
        return self.earlier[-1][1] if self.earlier else Voice()


def moments(discourse: Discourse, frames: Iterable[Frame], source: ArticleSource) -> Iterator[Moment]:
    """The frames' words in order of the text, with who speaks around them."""
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    if not by_sentence:
        return
    sentences = discourse.annotated.sentences
    cited, state, quoted = citations(discourse, source), _State(), run_on(discourse)
    default = _default(discourse, source, state, cited)
    for sentence, after in zip(sentences, (*sentences[1:], None), strict=True):
        found = _remembered(spoken(discourse, sentence), state)
        ahead = spoken(discourse, after) if after is not None and after.where == sentence.where else ()
        for frame in by_sentence.get(sentence.index, ()):
            at = next((w.index for w in sentence.words if w.start == frame.trigger.start), 0)
            yield Moment(
                discourse,
                frame,
                sentence,
                at,
                found,
                ahead,
                _by_rule(sentence, frame, at, found, state, default),
                default,
                tuple(reversed(state.earlier[-_EARLIER:])),
                dict(state.media_of),
                cited,
                state.quoting,
                source.entity,
            )
        _carry(sentence, found, state, runs_on=sentence.index in quoted)


# --- the article ---------------------------------------------------------------------------------------------------


def headline(discourse: Discourse, sentence: Sentence) -> bool:
    """Whether a sentence is the title, or a first line of the text that repeats it."""
    if sentence.where == "title":
        return True
    title = fold(discourse.annotated.doc.title or "")
    text = fold(discourse.annotated.doc.source("text")[sentence.start : sentence.end])
    return bool(title) and text == title


def _default(discourse: Discourse, source: ArticleSource, state: _State, cited: Citations) -> Voice:
    """Who speaks where nobody is named: nobody but the outlet, unless the whole article relays another medium.

    It does where its title opens with a medium and a colon, or its lead has its news from another medium that the
    article cites again.
    """
    for sentence in discourse.annotated.sentences:
        if headline(discourse, sentence):
            if voice := _title_voice(discourse, sentence, source):
                return voice
            continue
        lead = _remembered(spoken(discourse, sentence), state)
        if sentence.where == "text" and len(sentence.words) > 8:
            voice = joined([c for c in lead if c.role != "own"])
            media = [m for m in voice.media if discourse.entities[m].type == "MediaOutlet"]
            relayed = any(len(cited.of(m)) > 1 for m in media) and voice.speakers
            return replace(voice, how="lead") if relayed else Voice()
    return Voice()


def _title_voice(discourse: Discourse, sentence: Sentence, source: ArticleSource) -> Voice | None:
    for mention in discourse.in_sentence(sentence.index):
        after = sentence.words[mention.last + 1] if mention.last + 1 < len(sentence.words) else None
        opens = mention.first <= 1 and mention.type == "MediaOutlet" and mention.entity != source.entity
        if opens and after is not None and after.text == ":":
            return Voice(media=(mention.entity,), how="title")
    return None


# --- whom rules take -----------------------------------------------------------------------------------------------


def _by_rule(sentence: Sentence, frame: Frame, at: int, found: tuple[Cue, ...], state: _State, default: Voice) -> Voice:
    if any(c.role == "own" and c.at < at for c in found):
        return Voice(how="own words")
    covering = [c for c in found if c.covers(at)]
    if covering:
        voice = joined(covering)
        if _where_it_was_said(sentence, at, frame, voice):
            return through_media(replace(default, how="where it was said"), state.media_of)
        if is_relayed(voice, default):
            return default
        if not voice.speakers and not all(c.names for c in covering):
            return replace(through_media(merged(voice, state.last), state.media_of), how="last speaker")
        return replace(through_media(voice, state.media_of), how="cue")
    if state.listing:
        return replace(through_media(state.listing, state.media_of), how="list")
    if state.quoting and quotation(sentence, at, runs_on=True) == "before":
        return replace(through_media(state.quoting, state.media_of), how="quotation")
    return through_media(default, state.media_of)


def _where_it_was_said(sentence: Sentence, at: int, frame: Frame, voice: Voice) -> bool:
    """`أعلن الوزير أن ...، خلال لقاء مع نظيره`: the meeting at which it was said is no part of what was said."""
    before = [fold(w.text) for w in sentence.words[max(at - 2, 0) : at]]
    inset = len(before) > 1 and before[0] in _INSET and before[1] in _DURING
    return inset and bool({p.entity for p in frame.parts} & set(voice.speakers))


# --- from sentence to sentence -------------------------------------------------------------------------------------


def _remembered(found: tuple[Cue, ...], state: _State) -> tuple[Cue, ...]:
    """The cues; the medium through which their source spoke is remembered for the next time."""
    for cue in found:
        if cue.source is not None and cue.medium is not None:
            state.media_of.setdefault(cue.source, cue.medium)
    return found


def _carry(sentence: Sentence, found: tuple[Cue, ...], state: _State, *, runs_on: bool) -> None:
    """Takes along who spoke last, whose quotation is open, and whether a list hangs on the sentence."""
    speaking = [c for c in found if c.role != "own"]
    voice = joined(speaking)
    if voice.entities:
        state.earlier.append((sentence.index, voice))
    state.quoting = (state.quoting or (voice if voice.entities else state.last)) if runs_on else None
    ends = sentence.words[-1].text if sentence.words else ""
    if ends == ":" and speaking:
        state.listing = through_media(voice if voice.entities else state.last, state.media_of)
    elif state.listing and not _item(sentence):
        state.listing = None


def _item(sentence: Sentence) -> bool:
    """Whether the sentence is an item of a list: it begins with a number or a dash."""
    first = sentence.words[0].text if sentence.words else ""
    return first.isdigit() or first in {"-", "–", "•", "*"}
