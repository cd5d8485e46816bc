"""By when a clause is to be done: `قبل 15 أغسطس`, `في غضون شهر`, `خلال ستة أشهر من توقيع الاتفاق`.

A term whose beginning the article does not date keeps its words and has no days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.arabic.fold import fold
from kg.extract.frames import Frame
from kg.extract.times import FoundTime, find_terms
from kg.lexicon.words import word_class
from kg.model import AnnotatedDocument, Sentence, Time

_BY = word_class("clause.by")
_DAY = "يوم"


def deadline(
    annotated: AnnotatedDocument, sentence: Sentence, first: int, last: int, times: Iterable[FoundTime]
) -> Time | None:
    """The first deadline in words `first` to `last` (inclusive) of a sentence; None if there is none."""
    here = (t for t in times if t.sentence == sentence.index and not _past(annotated, t.time))
    dated = {t.span: t for t in here if t.kind == "within" or _by(annotated, sentence, t)}
    told = dated | {t.span: t for t in find_terms(annotated, sentence) if t.span not in dated}
    inside = (t for t in told.values() if first <= t.first and t.last <= last)
    return next((t.time for t in sorted(inside, key=lambda t: t.first)), None)


def _by(annotated: AnnotatedDocument, sentence: Sentence, time: FoundTime) -> bool:
    """Whether the word in front makes a day the last: `حتى الجمعة` may only say how long something lasts."""
    if time.time.start is not None:
        return False
    before = fold(annotated.doc.source(sentence.where)[sentence.start : time.span.start]).split()
    near = [word.removeprefix("و") for word in before if word != _DAY]
    return bool(_BY & {*near[-1:]})


def _past(annotated: AnnotatedDocument, time: Time) -> bool:
    """Whether it was over when the article appeared."""
    published = annotated.doc.published
    if published is None or time.end is None or time.end.startswith("--"):
        return False
    return time.end < published.isoformat()


def undated(events: Iterable[Frame], clauses: Iterable[Frame]) -> Iterator[Frame]:
    """The events, agreements without a day by which a clause of theirs is due (`إجراء الانتخابات قبل نهاية العام`)."""
    owed_by = ((clause.agreement, clause.clause.deadline) for clause in clauses if clause.clause is not None)
    due = {(agreement, span) for agreement, day in owed_by if day is not None for span in day.evidence}
    for event in events:
        told = event.time.evidence if event.time is not None else ()
        owed = any((event.event, span) in due for span in told)
        yield replace(event, time=None, time_score=0.0, dated_here=False) if owed else event
