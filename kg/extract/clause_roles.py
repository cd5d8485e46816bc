"""Who has to do what a clause says, and for whom: rules propose, a model weighs every party and every actor near.

Most duties are told by a noun (`رفع العقوبات عن إيران`), which names nobody who has to do it, or only for whom it is
done; so each is weighed by where the other parties stand as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.arabic.fold import fold
from kg.extract.agreement_rules import hits
from kg.extract.arguments import Group, groups
from kg.extract.attribution.cues import cues
from kg.extract.clause_pieces import CONTENT
from kg.extract.discourse import Discourse
from kg.extract.duties import Duty
from kg.extract.frames import Part
from kg.extract.learned import model
from kg.extract.pair_features import aspect, bucket, word_before
from kg.extract.scenes import ACTING
from kg.model import Sentence, Word

ClauseRole = Literal["obligor", "beneficiary"]
ROLES: tuple[ClauseRole, ClauseRole] = ("obligor", "beneficiary")
_SHARE = 0.8  # of the likeliest one's likelihood: of two of whom only one may be meant both are never sure
_PLACES = ("inside", "before", "behind")  # of a clause in its sentence, the nearest first
_AWAY = "away"


@dataclass(frozen=True)
class Duties:
    """Words `first` to `last` (inclusive) of a sentence, who is party to their agreement, and what rules make of them.

    `entry` is the lexicon entry of the agreement's first telling; `joint` if only all parties together can do it;
    `listed` if they are an item of an enumeration, which says in full what it obliges to.
    """

    discourse: Discourse
    sentence: Sentence
    first: int
    last: int
    parties: Mapping[int, Part]
    entry: str
    ruled: Duty
    joint: bool
    listed: bool

    @cached_property
    def stands(self) -> dict[int, _Stand]:
        """Where each party and each actor of the sentence stands: inside the clause, else before it, else behind it."""
        near: dict[int, _Stand] = {}
        for group in groups(self.discourse, self.sentence.index):
            for mention in group.mentions:
                stand = _Stand(*self._place(group), group, self.sentence.words[mention.full_first])
                for actor in self.discourse.actors(self.discourse.entity(mention)):
                    if actor.type in ACTING and (actor.id not in near or stand.rank < near[actor.id].rank):
                        near[actor.id] = stand
        return {party: _Stand() for party in self.parties} | near

    def _place(self, group: Group) -> tuple[str, int]:
        if group.last < self.first:
            return "before", self.first - group.last
        if group.first > self.last:
            return "behind", group.first - self.last
        return "inside", max(group.first - self.first, 0)


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where somebody stands and how many words apart; `head` is the first word of the name."""

    place: str = _AWAY
    apart: int = 0
    group: Group | None = None
    head: Word | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """The nearer the less."""
        return _PLACES.index(self.place), self.apart

    @property
    def said(self) -> str:
        """As a feature."""
        if self.group is None:
            return self.place
        apart = "" if self.place == "inside" else f" {bucket(self.apart)}"
        return f"{self.place} {self.group.preposition}{apart}"


def roles(duties: Duties) -> dict[ClauseRole, tuple[int, ...]]:
    """Who has to do it and for whom, the parties first; nobody is both.

    In an enumeration rules alone say so: the model learned from prose.
    """
    if duties.listed:
        return {role: by_rule(duties, role) for role in ROLES}
    likely = {role: _likely(duties, role) for role in ROLES}
    owed = {
        role: tuple(e for e, score in found.items() if score >= likely[other].get(e, 0.0))
        for (role, found), other in zip(likely.items(), reversed(ROLES), strict=True)
    }
    return {role: by_rule(duties, role) or entities for role, entities in owed.items()}


def _likely(duties: Duties, role: ClauseRole) -> dict[int, float]:
    """Those whom the model gives a role and who are not much less likely than the likeliest."""
    weigher = model(f"clause-{role}")
    scores = {entity: weigher.score(features) for entity, features in weighed(duties, role)}
    least = max(weigher.threshold, _SHARE * max(scores.values(), default=0.0))
    return {entity: score for entity, score in scores.items() if score >= least}


def by_rule(duties: Duties, role: ClauseRole) -> tuple[int, ...]:
    """Whom rules give a role: the doer of a noun's action, and in an enumeration; elsewhere half of it is wrong."""
    if duties.listed:
        return _ruled(duties, role)
    return duties.ruled.doer if role == "obligor" else ()


def _ruled(duties: Duties, role: ClauseRole) -> tuple[int, ...]:
    return duties.ruled.obligor if role == "obligor" else duties.ruled.beneficiary


def weighed(duties: Duties, role: ClauseRole) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every party and every actor of the clause's sentence, with what tells whether it has a role."""
    clause = tuple(_of_clause(duties))
    for entity in duties.stands:
        yield entity, tuple(dict.fromkeys(_features(duties, entity, role, clause)))


def _of_clause(duties: Duties) -> Iterator[str]:
    """What holds of all who are weighed: what the clause is about, and with which prepositions it names actors."""
    words = duties.sentence.words[duties.first : duties.last + 1]
    opening = next((w for w in words if w.upos in CONTENT), None)
    if opening is not None:
        yield f"does {fold(opening.lemma)}"
        yield f"begins {opening.upos} {aspect(opening)}"
    inside = [stand for stand in duties.stands.values() if stand.place == "inside" and stand.group]
    named = dict.fromkeys((s.group.first, s.group.preposition) for s in sorted(inside, key=lambda s: s.rank) if s.group)
    yield f"inside {' '.join(str(preposition) for _, preposition in list(named)[:2])}"


def _features(duties: Duties, at: int, role: ClauseRole, clause: tuple[str, ...]) -> Iterator[str]:
    stand, ruled = duties.stands[at], _ruled(duties, role)
    type_ = duties.discourse.entities[at].type
    party = f"party of {min(len(duties.parties), 4)}" if at in duties.parties else "no party"
    yield from (party, stand.said, f"{party} {stand.said}", f"type={type_}", f"{party} type={type_}")
    yield f"by rule={at in ruled} any={bool(ruled)}"
    yield f"by rule={at in ruled} {party} {_verb(duties)}"
    yield f"joint={duties.joint} {party}"
    yield f"entry={duties.entry} {party}"
    yield f"{party} beside {_others(duties, at)}"
    yield from (f"{stand.said} {said}" for said in clause)
    yield from (f"{party} {stand.place} {said}" for said in clause)
    yield from _as_party(duties, at)
    yield from _around(duties, stand)


def _verb(duties: Duties) -> str:
    """What the clause's first verb does: it cites somebody, tells that there is an agreement, or neither."""
    words = duties.sentence.words[duties.first : duties.last + 1]
    verb = next((w for w in words if w.upos == "VERB"), None)
    if verb is None:
        return "no verb"
    if any(cue.at == verb.index for cue in cues(duties.discourse, duties.sentence)):
        return "cites"
    if any(found.hit.first <= verb.index <= found.hit.last for found in hits(duties.sentence)):
        return "agrees"
    return "past" if "Aspect=Perf" in verb.feats else "other"


def _others(duties: Duties, at: int) -> str:
    """Where the other parties stand, with their prepositions."""
    found = [duties.stands[party] for party in duties.parties if party != at]
    return " + ".join(sorted({f"{s.place} {s.group.preposition if s.group else ''}".strip() for s in found})[:2])


def _as_party(duties: Duties, at: int) -> Iterator[str]:
    """By which rule somebody is a party, and at which place among them."""
    part = duties.parties.get(at)
    if part is not None:
        yield f"reason={part.reason}"
        yield f"{duties.stands[at].place} reason={part.reason}"
        yield f"place among parties={min(list(duties.parties).index(at), 3)} of {min(len(duties.parties), 4)}"


def _around(duties: Duties, stand: _Stand) -> Iterator[str]:
    """The word before a name and what governs it."""
    if stand.group is None or stand.head is None:
        return
    before = word_before(duties.sentence, stand.group.first)
    yield f"{stand.said} after {before.upos if before else 'START'}"
    if before is not None and before.upos == "NOUN":
        yield f"{stand.place} after a noun definite={fold(before.text).startswith('ال')}"
        if stand.place == "inside" and before.index - duties.first <= 1:
            yield f"after the first noun {fold(before.lemma)}"
    relation = stand.head.deprel.partition(":")[0]
    yield f"{stand.place} relation={relation}"
    if stand.head.head >= 0:
        governor = duties.sentence.words[stand.head.head]
        yield f"{stand.place} {relation} of {governor.upos} inside={duties.first <= governor.index <= duties.last}"
        yield f"{stand.place} {relation} of {fold(governor.lemma)}"
