"""Meetings of an article as frames: tellings with their setting and status, merged into events."""

from __future__ import annotations

from datetime import date

from kg.arabic.fold import fold
from kg.extract.acceptance import accepted, everybody
from kg.extract.discourse import Discourse
from kg.extract.event_members import chosen
from kg.extract.event_status import settled
from kg.extract.factuality import Reading, read
from kg.extract.frames import LOOSE, Frame
from kg.extract.headlines import told_by_the_text
from kg.extract.meetings import happened, tellings
from kg.extract.merge import Draft, merge, parts_of
from kg.extract.outlook import Outlook, likeliest, outlooks
from kg.extract.reunited import reunited
from kg.extract.same_event import joined
from kg.extract.scenes import Telling
from kg.extract.setting import Spot, place_of, time_of
from kg.extract.times import FoundTime, article_day
from kg.lexicon.words import word_class
from kg.model import Kind, MeetingStatus, Sentence, Span

_BY_PHONE = word_class("meeting.by-phone")
_TWO = 2  # who meet, at least
_CONTEXT = 12  # words of evidence on either side of a trigger, at most


def find(discourse: Discourse, times: tuple[FoundTime, ...]) -> tuple[Frame, ...]:
    """All meetings that the article tells of."""
    found = accepted(discourse, attended(discourse, times), "meeting-event", everybody)
    return settled(told_by_the_text(reunited(discourse, found)))


def attended(discourse: Discourse, times: tuple[FoundTime, ...]) -> tuple[Frame, ...]:
    """What words seem to tell as meetings, with those alone who seem to have met."""
    return chosen(discourse, told(discourse, times), "event-member")


def told(discourse: Discourse, times: tuple[FoundTime, ...]) -> tuple[Frame, ...]:
    """What words seem to tell as meetings."""
    return joined(discourse, drafted(discourse, times), "meeting-same")


def drafted(discourse: Discourse, times: tuple[FoundTime, ...]) -> tuple[Frame, ...]:
    """Tellings as frames, those joined that rules say are of one meeting."""
    drafts = []
    day = article_day(discourse.annotated)
    for number, telling in enumerate(tellings(discourse)):
        reading = read(discourse.annotated.sentences[telling.trigger.sentence], telling.trigger.word)
        if "wished" not in reading.effects and not _negates_nothing(telling, reading):
            drafts.append(Draft(telling, _frame(discourse, times, telling, reading, day, f"m{number}")))
    return merge(discourse, drafts)


def _negates_nothing(telling: Telling, reading: Reading) -> bool:
    """Whether it is negated but names no two who did not meet: `تريد الحل من دون التفاوض معه` denies no talks."""
    subjects = ("subject", "subject before") if telling.trigger.entry.role == "verb" else ()
    named = {m.mention.entity for m in telling.members if m.reason not in LOOSE or m.reason in subjects}
    alone = reading.effects & {"denied", "negated"} == {"negated"} and not reading.carried
    return alone and len(named) < _TWO


def _frame(
    discourse: Discourse,
    times: tuple[FoundTime, ...],
    telling: Telling,
    reading: Reading,
    day: date | None,
    name: str,
) -> Frame:
    sentence = discourse.annotated.sentences[telling.trigger.sentence]
    at = telling.trigger.word
    spot = Spot(discourse, sentence, at, telling.trigger.entry.id)
    time, timely = time_of(spot, times)
    kind = _kind(sentence, telling)
    place, placed = place_of(spot) if kind != "phone" else ((), 0.0)
    likely = outlooks(spot, reading, time, day)
    ahead = likeliest(likely)
    if time is not None and ahead is None and None in (time.time.start, time.time.end):
        time, timely = None, 0.0  # `منذ عام 2011`, `قبل الجمعة`: no day of what was
    word = sentence.words[at]
    says_so = telling.members or reading.polarity == "negative" or happened(sentence, telling.trigger)
    return Frame(
        id=name,
        event=name,
        type="Meeting",
        sentence=sentence.index,
        trigger=discourse.annotated.doc.span(sentence.where, word.start, word.end),
        evidence=(_evidence(discourse, sentence, telling),),
        status=status_of(reading, ahead) if says_so else None,
        kind=kind,
        parts=parts_of(discourse, telling.members),
        place=place,
        place_score=placed,
        time=time.time if time is not None else None,
        time_score=timely,
        dated_here=time is not None and time.sentence == sentence.index,
        certainty=reading.certainty,
        polarity=reading.polarity,
        tense="future" if ahead == "planned" else reading.tense,
        reasons=(*telling.reasons, *reading.reasons),
        word=at,
        outlooks=likely,
    )


def _kind(sentence: Sentence, telling: Telling) -> Kind | None:
    """The kind of a meeting: its word's, but a call where a verb says so (`بحث هاتفيا مع نظيره`)."""
    entry, at = telling.trigger.entry, telling.trigger.word
    calls = entry.role != "noun" and any(fold(w.text) in _BY_PHONE for w in sentence.words[at + 1 : at + 1 + _CONTEXT])
    return "phone" if calls else entry.kind


def status_of(reading: Reading, outlook: Outlook | None) -> MeetingStatus:
    """The status that the words around the trigger give."""
    if reading.effects & {"denied", "negated"}:
        return "denied"
    if "cancelled" in reading.effects:
        return "cancelled"
    return outlook or "held"


def _evidence(discourse: Discourse, sentence: Sentence, telling: Telling) -> Span:
    """The words from the first member or the trigger to the last of them, with some context."""
    at = telling.trigger.word
    here = [m.mention for m in telling.members if m.mention.sentence == sentence.index]
    words = [at, *(m.full_first for m in here), *(m.full_last for m in here)]
    first = max(min(words), at - 3 * _CONTEXT)
    last = min(max(*words, at + _CONTEXT // 2), at + 3 * _CONTEXT, len(sentence.words) - 1)
    return discourse.annotated.doc.span(sentence.where, sentence.words[first].start, sentence.words[last].end)
