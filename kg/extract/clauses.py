"""Clauses of agreements: numbered lists, pieces of prose that a model takes for duties, points with their own outcome.

An enumeration is taken to be all of an agreement's clauses: what prose says of them before or after only adds its
evidence to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.arabic.fold import fold
from kg.extract.agreement_rules import hits
from kg.extract.clause_marks import marks
from kg.extract.clause_pieces import likely
from kg.extract.clause_roles import Duties, roles
from kg.extract.clause_words import duty_words
from kg.extract.contents import contained
from kg.extract.deadlines import deadline
from kg.extract.differences import differences
from kg.extract.discourse import Discourse
from kg.extract.duties import duty
from kg.extract.frames import ClausePart, Frame, Part, by_event
from kg.extract.times import FoundTime, is_future_verb
from kg.lexicon.match import Hit
from kg.lexicon.words import word_class
from kg.model import Outcome, Sentence, Span, Word

_FUTURE = word_class("time.future")
_BACK = 5  # sentences from a clause to the agreement it belongs to
_LISTED = frozenset({"list", "point"})  # kinds of pieces that are items of an enumeration
_SAME = 0.34  # share of content words that makes two tellings one clause
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "X", "NUM"})
_OUTCOME_OF = {
    "signed": "agreed", "reached": "agreed", "failed": "rejected", "proposed": "proposed", "denied": "disputed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of a clause: `first` to `last` (inclusive) of a sentence."""

    sentence: Sentence
    first: int
    last: int
    number: int | None = None
    outcome: Outcome | None = None
    rejected_at: int | None = None
    reason: str = ""


def find(discourse: Discourse, agreements: tuple[Frame, ...], times: Sequence[FoundTime]) -> tuple[Frame, ...]:
    """The clauses of all agreements, as frames; tellings of one clause share an event."""
    told = by_event(agreements)
    offered = {event: list(_pieces(discourse, frames, agreements)) for event, frames in told.items()}
    out: list[Frame] = []
    for event, pieces in of_one(offered, agreements).items():
        frames = [_frame(discourse, told[event], piece, times) for piece in pieces]
        out += _merged(frames, pieces, [_content(discourse, piece) for piece in pieces])
    return tuple(out)


def of_one(offered: Mapping[str, list[Piece]], agreements: Iterable[Frame]) -> dict[str, list[Piece]]:
    """The pieces of each agreement: one that several are offered is of the one told last before it.

    Of `اتفقوا على X ... واتفقوا على Y` in one sentence both may be taken for the agreement that `Y` is a clause of.
    """
    starts = sorted(((f.sentence, f.trigger.start), f.event) for f in agreements)
    rivals: dict[tuple[int, int], set[str]] = defaultdict(set)
    for event, pieces in offered.items():
        for piece in pieces:
            rivals[piece.sentence.index, piece.first].add(event)

    def owner(piece: Piece) -> str:
        among = rivals[piece.sentence.index, piece.first]
        begin = piece.sentence.index, piece.sentence.words[piece.first].start
        before = [event for at, event in starts if event in among and at <= begin]
        return before[-1] if before else min(among)

    return {event: [p for p in pieces if owner(p) == event] for event, pieces in offered.items()}


def _pieces(discourse: Discourse, frames: Sequence[Frame], agreements: tuple[Frame, ...]) -> Iterator[Piece]:
    """Where the agreement's clauses are told."""
    by_rule = list(ruled(discourse, frames))
    yield from by_rule
    known = {piece.sentence.index for piece in by_rule if piece.reason == "contained"}
    for segment in likely(discourse, frames, agreements):
        if segment.sentence.index not in known:
            first, last = duty_words(discourse, segment.sentence, segment.first, segment.last)
            yield Piece(segment.sentence, first, last, reason="prose")
    if frames[0].event == _main(agreements):
        for sentence in discourse.annotated.sentences:
            yield from _points(sentence)
    told = {frame.sentence for frame in frames}
    for sentence in discourse.annotated.sentences:
        if sentence.where == "text" and any(0 <= sentence.index - at <= _BACK for at in told):
            for first, last in differences(sentence):
                words = duty_words(discourse, sentence, first, last)
                yield Piece(sentence, *words, None, "disputed", None, "differ")


def ruled(discourse: Discourse, frames: Sequence[Frame]) -> Iterator[Piece]:
    """What rules take for an agreement's clauses: items of a list behind a telling, and what it is said to contain."""
    for frame in frames:
        sentence = discourse.annotated.sentences[frame.sentence]
        if sentence.where == "text":
            yield from _list_after(discourse, sentence)
            for first, last in contained(sentence, frame):
                yield Piece(sentence, *duty_words(discourse, sentence, first, last), reason="contained")


def _main(agreements: tuple[Frame, ...]) -> str:
    """The agreement that the article is about: the one told most often."""
    counted = [f.event for f in agreements]
    return max(dict.fromkeys(counted), key=counted.count)


def _list_after(discourse: Discourse, sentence: Sentence) -> Iterator[Piece]:
    """Numbered sentences after one that ends in a colon or speaks of items."""
    if not sentence.words or (sentence.words[-1].text != ":" and not any(f.role == "list" for f in hits(sentence))):
        return
    for item in discourse.annotated.sentences[sentence.index + 1 :]:
        number = _number(item)
        if number is None:
            return
        yield Piece(item, number[1], _last(item), number[0], None, None, "list")


def _number(sentence: Sentence) -> tuple[int, int] | None:
    """The number that a list's item begins with, and the word after it."""
    words = sentence.words
    if len(words) < 3 or not words[0].text.isdigit() or words[1].text not in {"-", ")", ".", "–", ":", "ـ"}:
        return None
    return int(words[0].text), 2


def _last(sentence: Sentence) -> int:
    return max(w.index for w in sentence.words if w.text not in {".", "؛", "،"})


def _points(sentence: Sentence) -> Iterator[Piece]:
    """`أجل التفاوض في أحدهما وظل الآخر عالقا؛ الأول هو X، والثاني هو Y`: points with outcomes told before."""
    named = [(h, m) for h, m in marks(sentence, "ordinal") if _is(sentence, h)]
    if len(named) < 2:
        return
    start = named[0][0].first
    outcomes = [m["outcome"] for h, m in marks(sentence, "outcome") if h.first < start]
    for place, (hit, _) in enumerate(named):
        end = named[place + 1][0].first - 1 if place + 1 < len(named) else len(sentence.words) - 1
        outcome = outcomes[place] if place < len(outcomes) else None
        yield _point(sentence, hit.last + 2, end, outcome)


def _is(sentence: Sentence, hit: Hit) -> bool:
    after = sentence.words[hit.last + 1] if hit.last + 1 < len(sentence.words) else None
    return after is not None and fold(after.text) in {"هو", "هي", ":"}


def _point(sentence: Sentence, first: int, end: int, outcome: object) -> Piece:
    """A point up to the comma that ends it; a refusal told behind it is its outcome."""
    refusals = [h for h, m in marks(sentence, "outcome") if first < h.first <= end and m["outcome"] == "rejected"]
    stop = next((w.index - 1 for w in sentence.words[first : end + 1] if w.text in {"،", "؛", "."}), end)
    given = "rejected" if refusals else str(outcome or "disputed")
    return Piece(sentence, first, stop, None, given, refusals[0].first if refusals else None, "point")  # type: ignore[arg-type]


# --- frames --------------------------------------------------------------------------------------------------------


def _frame(discourse: Discourse, frames: Sequence[Frame], piece: Piece, times: Sequence[FoundTime]) -> Frame:
    words = piece.sentence.words
    span = discourse.annotated.doc.span(piece.sentence.where, words[piece.first].start, words[piece.last].end)
    condition = _condition(discourse, piece)
    duties = duties_of(discourse, frames, piece)
    owed = roles(duties)
    name = f"c{piece.sentence.index}.{piece.first}"
    outcome = piece.outcome or _OUTCOME_OF[frames[0].status or "reached"]
    return Frame(
        id=name,
        event=name,
        type="Clause",
        sentence=piece.sentence.index,
        trigger=_anchor(discourse, piece),
        evidence=(span,),
        agreement=frames[0].event,
        clause=ClausePart(
            text=span.text,
            outcome=outcome,  # type: ignore[arg-type]
            number=piece.number,
            obligor=owed["obligor"],
            beneficiary=owed["beneficiary"],
            rejected_by=duties.ruled.rejected_by,
            condition=condition.text if condition else None,
            deadline=deadline(discourse.annotated, piece.sentence, piece.first, piece.last, times),
        ),
        reasons=(f"clause.{piece.reason}",),
        word=piece.first,
    )


def duties_of(discourse: Discourse, frames: Sequence[Frame], piece: Piece) -> Duties:
    """What a piece obliges to, by an agreement's tellings; who mediated is no party."""
    parties: dict[int, Part] = {}
    for part in (part for frame in frames for part in frame.parts if part.role != "mediator"):
        parties.setdefault(part.entity, part)
    by_rule = duty(discourse, piece.sentence, piece.first, piece.last, tuple(parties), piece.rejected_at)
    joint = piece.first in {hit.first for hit, _ in marks(piece.sentence, "joint")}
    words, entry = (discourse, piece.sentence, piece.first, piece.last), frames[0].reasons[0]
    return Duties(*words, parties, entry, by_rule, joint=joint, listed=piece.reason in _LISTED)


def _anchor(discourse: Discourse, piece: Piece) -> Span:
    """The first words of a clause, which it is named by."""
    words = piece.sentence.words
    last = min(piece.first + 5, piece.last)
    return discourse.annotated.doc.span(piece.sentence.where, words[piece.first].start, words[last].end)


def _condition(discourse: Discourse, piece: Piece) -> Span | None:
    """`في حال ...` up to the comma or what is to come then, or to the end of the clause."""
    found = [h for h, _ in marks(piece.sentence, "condition") if piece.first <= h.first <= piece.last]
    if not found:
        return None
    words = piece.sentence.words
    begin = found[0].first
    inside = words[found[0].last + 1 : piece.last + 1]
    stop = next((w.index - 1 for w in inside if w.text in {"،", ","} or _ahead(w, piece.sentence)), piece.last)
    return discourse.annotated.doc.span(piece.sentence.where, words[begin].start, words[stop].end)


def _ahead(word: Word, sentence: Sentence) -> bool:
    """Whether what is to come begins at a word: `سوف`, `س` or a verb that has it."""
    after = sentence.words[word.index + 1] if word.index + 1 < len(sentence.words) else None
    split = word.text == "س" and after is not None and is_future_verb(after, sentence)
    return split or fold(word.text) in _FUTURE or is_future_verb(word, sentence)


def _merged(told: list[Frame], pieces: list[Piece], contents: list[frozenset[str]]) -> list[Frame]:
    """One event for tellings of one clause; beside an enumeration, prose that matches none of its items is left out."""
    listed = [i for i, p in enumerate(pieces) if p.number is not None]
    order = [*listed, *(i for i in range(len(told)) if i not in listed)]
    kept: list[tuple[Frame, frozenset[str]]] = []
    out: list[Frame] = []
    for i in order:
        twin = max(kept, key=lambda k: _likeness(k[1], contents[i]), default=None)
        if twin and _likeness(twin[1], contents[i]) >= _SAME and pieces[i].number is None:
            out.append(replace(told[i], event=twin[0].event))
        elif not listed or i in listed or pieces[i].reason == "point":
            kept.append((told[i], contents[i]))
            out.append(told[i])
    return out


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of content words that two tellings have in common, of the shorter."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _content(discourse: Discourse, piece: Piece) -> frozenset[str]:
    """What is to be done: who is to do it is said in most clauses of an agreement."""
    named = discourse.actor_words(piece.sentence.index)
    words = (w for w in piece.sentence.words[piece.first : piece.last + 1] if w.index not in named)
    return frozenset(fold(w.lemma).removeprefix("ال") for w in words if w.upos in _CONTENT and len(w.text) > 2)
