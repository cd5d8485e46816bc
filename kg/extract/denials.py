"""Who denies a report: `نفى المتحدث صحة ما أوردته الصحيفة` denies the meeting and the agreement that it told of.

`لكن مصدرا نفى ذلك` denies what was told right before it, in its sentence or the one before.
Who denies an event by its own name (`نفى عقد اللقاء`) is read with it; this one names nothing but the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.arabic.fold import fold
from kg.extract.attribution.cues import Cue, cues
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame
from kg.lexicon.words import word_class
from kg.model import Sentence, Span

_DENIES = "say.nafa"
_TRUTH, _REPORTED, _THAT = "صحه", word_class("event.reported"), word_class("event.that")
_BACK = 8  # sentences from a report to who denies it


def denials(discourse: Discourse, events: Sequence[Frame]) -> tuple[Frame, ...]:
    """A telling of the last meeting and the last agreement before each denial of a report, under who denies it."""
    return tuple(
        denied
        for sentence in discourse.annotated.sentences
        for cue in cues(discourse, sentence)
        if cue.reason == _DENIES and cue.source is not None
        for at in _truths(sentence, cue)
        for denied in _denied(discourse, sentence, at, cue, events)
    )


def denier(discourse: Discourse, frame: Frame) -> Cue | None:
    """Who denies, where a frame is the denial of a report; None for every other frame."""
    if frame.reasons[:1] != (_DENIES,):
        return None
    found = cues(discourse, discourse.annotated.sentences[frame.sentence])
    return next((cue for cue in found if cue.reason == _DENIES and cue.covers(frame.word)), None)


def _truths(sentence: Sentence, cue: Cue) -> Iterator[int]:
    """Where a report or its truth is spoken of, and no meeting or agreement by name."""
    if cue.first < len(sentence.words) and _is_that(sentence, cue.first, cue):
        yield cue.first
    for word, after in zip(sentence.words, sentence.words[1:], strict=False):
        key = fold(after.text)
        if cue.covers(word.index) and fold(word.text) == _TRUTH and key.removeprefix("ال") in _REPORTED:
            yield word.index


def _denied(discourse: Discourse, sentence: Sentence, at: int, cue: Cue, events: Sequence[Frame]) -> Iterator[Frame]:
    that = _is_that(sentence, at, cue)
    if not that and any(frame.sentence == sentence.index for frame in events):
        return  # what is denied is named in the same sentence
    for kind in ("Meeting", "Agreement"):
        near = [f for f in events if f.type == kind and len(f.parts) > 1 and _told_before(sentence, cue, f, that=that)]
        if near:
            last = max(near, key=lambda frame: (frame.sentence, frame.trigger.start))
            trigger = discourse.annotated.doc.span(sentence.where, *_of(sentence, at))
            yield _telling(last, sentence, at, trigger, cue.evidence)


def _is_that(sentence: Sentence, at: int, cue: Cue) -> bool:
    """Whether a word is what somebody denies and no more: `نفى ذلك`, `نفى مصدر الأمر`."""
    return at == cue.first and fold(sentence.words[at].text) in _THAT


def _told_before(sentence: Sentence, cue: Cue, frame: Frame, *, that: bool) -> bool:
    """Whether an event is told before a denial, near enough to be what is denied."""
    back = sentence.index - frame.sentence
    if that:
        return back == 1 or (back == 0 and frame.word < cue.at)
    return 0 < back <= _BACK


def _of(sentence: Sentence, at: int) -> tuple[int, int]:
    last = min(at + 3, len(sentence.words) - 1)
    return sentence.words[at].start, sentence.words[last].end


def _telling(event: Frame, sentence: Sentence, at: int, trigger: Span, evidence: Span) -> Frame:
    return Frame(
        id=f"{event.event}.denied.{sentence.index}.{at}",
        event=event.event,
        type=event.type,
        sentence=sentence.index,
        trigger=trigger,
        evidence=(evidence, trigger),
        status="denied",
        polarity="negative",
        reasons=(_DENIES,),
        word=at,
    )
