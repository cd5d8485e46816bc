"""What the models of clauses learn from: pieces of prose, and who has to do what they say."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import agreements
from kg.extract.clause_pieces import spans
from kg.extract.clause_roles import ClauseRole, weighed
from kg.extract.clauses import Piece, duties_of, ruled
from kg.extract.discourse import Discourse
from kg.extract.same_event import Told, events_of
from kg.model import Sentence
from kg.scoring.names import mentioned, same_any
from training.extraction.examples import Example, Json, Read, gold_of


def agreement_clauses(read: Read) -> Iterator[Example]:
    """Pieces near the agreements that gold has; yes where a piece, and no part of it, has a clause's words."""
    frames = agreements.agreed(read.discourse, read.times)
    for event in events_of(read.discourse, frames):
        gold = gold_of(read, event, "agreements")
        if gold is None:
            continue
        wanted = [c["mentions"] for c in gold.get("clauses") or []]
        for whole, parts in spans(read.discourse, list(event.frames), frames):
            inner = [says(read.discourse, part.sentence, (part.first, part.last), wanted) for part in parts]
            for part, yes in zip(parts, inner, strict=True):
                yield Example(read.facts["document"], part.features, yes)
            yes = not any(inner) and says(read.discourse, whole.sentence, (whole.first, whole.last), wanted)
            yield Example(read.facts["document"], whole.features, yes)


def obligors(read: Read) -> Iterator[Example]:
    """Every party and every actor near a clause of gold's; yes for those who have to do it."""
    yield from _roles(read, "obligor")


def beneficiaries(read: Read) -> Iterator[Example]:
    """The same; yes for those for whom it is done."""
    yield from _roles(read, "beneficiary")


def _roles(read: Read, role: ClauseRole) -> Iterator[Example]:
    for event, clause, piece in _clauses(read):
        wanted = clause.get(role) or []
        for at, features in weighed(duties_of(read.discourse, event.frames, piece), role):
            entity = read.discourse.entities[at]
            yield Example(read.facts["document"], features, same_any(wanted, [entity.name, *entity.aliases]))


def _clauses(read: Read) -> Iterator[tuple[Told, Json, Piece]]:
    """The clauses of gold's agreements, each with the shortest piece that has its words."""
    frames = agreements.agreed(read.discourse, read.times)
    for event in events_of(read.discourse, frames):
        gold = gold_of(read, event, "agreements") or {}
        near = [s for whole, parts in spans(read.discourse, list(event.frames), frames) for s in (*parts, whole)]
        pieces = [*ruled(read.discourse, event.frames), *(Piece(s.sentence, s.first, s.last) for s in near)]
        for clause in gold.get("clauses") or []:
            wanted = [clause["mentions"]]
            has = [p for p in pieces if says(read.discourse, p.sentence, (p.first, p.last), wanted)]
            if has:
                yield event, clause, min(has, key=lambda p: p.last - p.first)


def says(discourse: Discourse, sentence: Sentence, piece: tuple[int, int], wanted: list[list[str]]) -> bool:
    """Whether words of a sentence, first and last, have all words of one clause."""
    source = discourse.annotated.doc.source(sentence.where)
    text = source[sentence.words[piece[0]].start : sentence.words[piece[1]].end]
    return any(all(mentioned(text, word) for word in mentions) for mentions in wanted)
