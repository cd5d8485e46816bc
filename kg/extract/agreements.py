"""Agreements: nouns and verbs of agreement with parties and status, those of one agreement sharing an event.

Rules propose parties and a model weighs them, as with meetings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.arabic.fold import fold
from kg.extract.acceptance import accepted, everybody
from kg.extract.agreement_rules import REACH, Found, evoking, hits, propose, within_reach
from kg.extract.arguments import groups
from kg.extract.attribution.cues import speakers
from kg.extract.discourse import Discourse
from kg.extract.elsewhere import sides_of, together_before
from kg.extract.event_members import chosen
from kg.extract.factuality import Reading, read
from kg.extract.frames import SURE, Frame, Part, named_by_words
from kg.extract.learned import model
from kg.extract.pair_features import Place, Weighed, weigh
from kg.extract.scenes import ACTING
from kg.extract.setting import Spot, time_of
from kg.extract.signing import signed_in
from kg.extract.tellers import tellers
from kg.extract.times import FoundTime
from kg.lexicon.match import bare
from kg.model import AgreementStatus, Sentence, Span

_OFFER = 3  # words between an offer and what is offered
_DENIED = 2  # sentences from an agreement to who denies that there is one
_NOT = frozenset({"لم", "لن", "لا", "عدم", "دون"})
_NAMES = frozenset({"between", "with", "between them", "state", "subject"})  # rules by which words name parties
_UNDER = frozenset({"في", "عن", "ب"})  # between a verb of failing and what failed
_STRENGTH: tuple[AgreementStatus, ...] = ("signed", "reached", "failed", "proposed", "denied")


@dataclass(slots=True)
class _Agreement:
    """An agreement under construction."""

    frames: list[Frame] = field(default_factory=list)
    parties: set[int] = field(default_factory=set)
    named: bool = False

    @property
    def last(self) -> int:
        return max(f.sentence for f in self.frames)


def find(discourse: Discourse, times: tuple[FoundTime, ...]) -> tuple[Frame, ...]:
    """All agreements that the article tells of, as frames."""
    return accepted(discourse, agreed(discourse, times), "agreement-event", everybody)


def agreed(discourse: Discourse, times: tuple[FoundTime, ...]) -> tuple[Frame, ...]:
    """What words seem to tell as agreements, with those alone who seem to be parties."""
    return chosen(discourse, told(discourse, times), "agreement-member")


def told(discourse: Discourse, times: tuple[FoundTime, ...]) -> tuple[Frame, ...]:
    """What words seem to tell as agreements."""
    agreements: list[_Agreement] = []
    tellings = [t for s in discourse.annotated.sentences for t in _tellings(discourse, times, s)]
    for frame, definite in sorted(tellings, key=lambda t: (t[0].trigger.where == "title", t[0].sentence)):
        target = _same(agreements, frame, definite)
        if target is None and definite and (target := _pointed_at(agreements, frame)) is not None:
            frame = replace(frame, parts=tuple(p for p in frame.parts if p.entity in target.parties))
        if target is None and frame.polarity == "negative" and len(named_by_words(frame, SURE)) < 2:
            near = [a for a in agreements if frame.sentence - a.last <= _DENIED]
            target = max(near, key=lambda a: a.last, default=None)
            frame = replace(frame, parts=()) if target is not None else frame
        if target is None and len(_ids(frame)) >= 2:
            target = _Agreement()
            agreements.append(target)
        if target is not None:
            target.frames.append(frame)
            target.parties |= _ids(frame)
    return tuple(replace(f, event=a.frames[0].id, status=_status(f, a.frames)) for a in agreements for f in a.frames)


def _ids(frame: Frame) -> set[int]:
    """Those of whom a telling is sure, its own sentence's if they are two; all of them where it is sure of fewer."""
    sure = [part for part in frame.parts if part.score >= SURE]
    here = [part for part in sure if part.reason != "elsewhere"]
    best = next((parts for parts in (here, sure) if len(parts) >= 2), frame.parts)
    return {part.entity for part in best}


def _status(frame: Frame, told: Sequence[Frame]) -> str | None:
    """The strongest that is told: what was signed was reached before; a denial stays one."""
    if frame.polarity == "negative":
        return frame.status
    statuses = {f.status for f in told if f.polarity == "positive"}
    return next((s for s in _STRENGTH if s in statuses), "reached")


def _same(agreements: list[_Agreement], frame: Frame, definite: bool) -> _Agreement | None:
    """The agreement with these parties; a definite noun without parties means the last one told."""
    parties = _ids(frame)
    if len(parties) >= 2:
        return next((a for a in reversed(agreements) if len(parties & a.parties) >= 2), None)
    if not definite:
        return None
    fitting = [a for a in agreements if parties <= a.parties and frame.sentence - a.last <= REACH]
    return max(fitting, key=lambda a: (len(a.frames) > 1, a.last), default=None)


def _pointed_at(agreements: list[_Agreement], frame: Frame) -> _Agreement | None:
    """The last agreement with one of the parties, for a definite noun beside which no two are named (`وفقا للصفقة`)."""
    named = named_by_words(frame, SURE)
    near = [a for a in agreements if _ids(frame) & a.parties and frame.sentence - a.last <= REACH]
    return max(near, key=lambda a: a.last, default=None) if len(named) < 2 else None


# --- a telling -----------------------------------------------------------------------------------------------------


def _tellings(discourse: Discourse, times: tuple[FoundTime, ...], sentence: Sentence) -> Iterator[tuple[Frame, bool]]:
    found = hits(sentence)
    for item in evoking(sentence, found):
        weigher = model("agreement-party")
        scored = [(w, weigher.score(w.features)) for w in weighed(discourse, sentence, item, found)]
        parties = tuple((w, round(score, 3)) for w, score in scored if score >= weigher.threshold)
        frame = _frame(discourse, times, sentence, item, found, parties)
        yield frame, item.role == "noun" and bare(sentence.words[item.at].text) != fold(sentence.words[item.at].text)


def weighed(discourse: Discourse, sentence: Sentence, item: Found, found: list[Found]) -> tuple[Weighed, ...]:
    """Every actor of the sentence, and whom rules bring from elsewhere, once an entity, in order of the text."""
    near = groups(discourse, sentence.index)
    proposed = propose(discourse, sentence, near, found, item)
    cited, entry = speakers(discourse, sentence), item.hit.entry.id
    at = Place(discourse, sentence, item.at, entry, item.role, near, cited, evokes="agreement")
    told = tellers(discourse, sentence, item.at, proposed, named=_NAMES, acts=item.role == "agree")
    here = [m for group in near for m in group.mentions if m.entity not in told]
    others = (*together_before(discourse, sentence), *sides_of(discourse, here))
    return tuple(w for w in weigh(at, proposed, ACTING, others) if w.mention.entity not in told)


def _frame(
    discourse: Discourse,
    times: tuple[FoundTime, ...],
    sentence: Sentence,
    item: Found,
    found: list[Found],
    parties: tuple[tuple[Weighed, float], ...],
) -> Frame:
    reading = read(sentence, item.at, any_verb=True)
    status = _told_status(reading, _own_status(sentence, found, item))
    time, likely = time_of(Spot(discourse, sentence, item.at, item.hit.entry.id, "agreement"), times)
    name = f"a{sentence.index}.{item.at}"
    return Frame(
        id=name,
        event=name,
        type="Agreement",
        sentence=sentence.index,
        trigger=discourse.annotated.doc.span(
            sentence.where, sentence.words[item.at].start, sentence.words[item.at].end
        ),
        evidence=(_evidence(discourse, sentence, item, parties),),
        status=status,
        parts=_parts(discourse, sentence, parties),
        place=signed_in(discourse.annotated, sentence, found, item),
        time=time.time if time is not None else None,
        time_score=likely,
        certainty=reading.certainty,
        polarity="negative" if status == "denied" else "positive",
        tense=reading.tense,
        reasons=(item.hit.entry.id, *reading.reasons),
        word=item.at,
    )


def _told_status(reading: Reading, status: AgreementStatus | None) -> AgreementStatus | None:
    """The status with what stands around the word: who puts off or plans to sign has not signed."""
    if "denied" in reading.effects:
        return "denied"
    if "negated" in reading.effects:
        return "failed"
    ahead = reading.effects & {"planned", "postponed", "cancelled"}
    return "proposed" if ahead and status in ("signed", "reached") else status


def _evidence(
    discourse: Discourse, sentence: Sentence, item: Found, parties: tuple[tuple[Weighed, float], ...]
) -> Span:
    words = [item.at, item.hit.last, *_ends(sentence, parties)]
    first, last = max(min(words), item.at - 30), min(max(*words, item.at + 4), item.at + 30, len(sentence.words) - 1)
    return discourse.annotated.doc.span(sentence.where, sentence.words[first].start, sentence.words[last].end)


def _ends(sentence: Sentence, parties: tuple[tuple[Weighed, float], ...]) -> Iterator[int]:
    """First and last words of the parties that the sentence names."""
    for party, _ in parties:
        if party.mention.sentence == sentence.index:
            yield from (party.mention.full_first, party.mention.full_last)


def _parts(discourse: Discourse, sentence: Sentence, parties: tuple[tuple[Weighed, float], ...]) -> tuple[Part, ...]:
    out: dict[int, Part] = {}
    for party, score in parties:
        mention = party.mention
        reason = party.rule or ("model" if mention.sentence == sentence.index else "elsewhere")
        for entity in discourse.actors(discourse.entity(mention)):
            if entity.type in ACTING:
                part = Part(entity.id, "party", None, mention.title, (mention.span,), score, reason)
                out.setdefault(entity.id, part)
    return tuple(out.values())


def _own_status(sentence: Sentence, found: list[Found], item: Found) -> AgreementStatus | None:
    """The status that the nearest verb or adjective gives."""
    if item.status:
        return item.status
    over = next((f for f in found if f.role == "noun" and f.status == "proposed" and _over(sentence, f, item)), None)
    if over is not None:
        return over.status
    near = [f for f in found if f.status and f.role in ("hold", "state") and within_reach(sentence, f, item)]
    near = [f for f in near if not (f.at and fold(sentence.words[f.at - 1].text) in _NOT)]  # `الاتفاق لم يوقع بعد`
    best = min(near, key=lambda f: abs(f.at - item.at), default=None)
    if best is not None and best.role == "hold" and _failed_to(sentence, found, best):
        return "failed"
    return best.status if best else "reached"


def _over(sentence: Sentence, offer: Found, noun: Found) -> bool:
    """Whether a noun is what is offered: `مقترح الهدنة`, `عرضا روسيا بالمصالحة`."""
    between = sentence.words[offer.hit.last + 1 : noun.at]
    bare = not any(w.upos in ("VERB", "NOUN", "CCONJ", "PUNCT") for w in between)
    return offer.at < noun.at and len(between) <= _OFFER and bare


def _failed_to(sentence: Sentence, found: list[Found], hold: Found) -> bool:
    """`فشلت المفاوضات بين الطرفين في التوصل إلى اتفاق`: what is held did not come about."""
    under = hold.at > 0 and fold(sentence.words[hold.at - 1].text) in _UNDER
    return under and any(f.status == "failed" and f.at < hold.at for f in found)
