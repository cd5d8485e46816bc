"""Why a clause is one, and why somebody has to do it: the rule or the model that says so."""

from __future__ import annotations

from collections.abc import Iterator

from kg.explain.event import CLAUSES
from kg.explain.grounds import by_model
from kg.explain.told import Told
from kg.explain.types import Because, Explained
from kg.extract.clause_roles import ClauseRole, Duties, by_rule, roles, weighed
from kg.extract.clauses import Piece, duties_of
from kg.extract.frames import Frame
from kg.model import Time

_OWED: tuple[tuple[ClauseRole, str], ...] = (("obligor", "Owed by"), ("beneficiary", "Owed to"))
_LISTED = "in an item of a list by the verb's subject, a preposition, or the other party."
_NAMED = "the words name whose deed it is."


def clause(told: Told) -> Explained:
    """The clause: where it stands, and whose duty it is."""
    clause = told.claim.clause
    assert clause is not None
    words = [Because(CLAUSES.get(f.reasons[0], f.reasons[0]), f.evidence[0]) for f in told.frames]
    owed = [step for role, said in _OWED for step in _owed(told, role, said)]
    rejected = [
        Because(f"Rejected by {told.name(anchor)}, who stands behind the word of refusal.")
        for anchor in clause.rejected_by
    ]
    condition = [Because(f"It depends on this: {clause.condition}")] if clause.condition else []
    by = [_by(clause.deadline)] if clause.deadline else []
    return Explained("clause", f"{clause.outcome}: {clause.text}", (*words, *owed, *rejected, *condition, *by))


def _by(deadline: Time) -> Because:
    return Because(f"To be done by then: {deadline.text}", next(iter(deadline.evidence), None))


def _owed(told: Told, role: ClauseRole, said: str) -> Iterator[Because]:
    """Who has a role by the first telling that names somebody."""
    frame = next((f for f in told.frames if f.clause and getattr(f.clause, role)), None)
    if frame is None:
        return
    duties = _duties(told, frame)
    features, ruled = dict(weighed(duties, role)), by_rule(duties, role)
    why = _LISTED if duties.listed else _NAMED
    for entity in roles(duties)[role]:
        owed = f"{said} {told.discourse.entities[entity].name}"
        if ruled:
            yield Because(f"{owed}: {why}")
        else:
            yield by_model(f"clause-{role}", features[entity], f"{owed}, a model says.")


def _duties(told: Told, frame: Frame) -> Duties:
    """What the words of a clause oblige to."""
    sentence, span = told.sentence(frame), frame.evidence[0]
    last = max(word.index for word in sentence.words if word.start < span.end)
    agreement = [f for f in told.workings.frames if f.type == "Agreement" and f.event == frame.agreement]
    piece = Piece(sentence, frame.word, last, reason=frame.reasons[0].removeprefix("clause."))
    return duties_of(told.discourse, agreement, piece)
