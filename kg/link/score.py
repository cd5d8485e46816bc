"""Are two mentions one person or body?  Points with the reasons for them, in words that a person reads.

Evidence is added up: what the names have in common, weighed by how many namesakes one expects, then what speaks for
and against it: offices, states, company, copied text.  From `MERGE` points on the two are one; from `DOUBT` points on
people are asked.  What forbids it does so whatever the points (`Verdict.forbidden`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.lexicon.actors import actor_lexicon
from kg.link.bodies import BodyName
from kg.link.names import NameFit, PersonName, fit
from kg.link.profile import Profile
from kg.link.roles import Kinship, Office
from kg.link.statistics import name_table

MERGE, DOUBT, SETTLED, DECIDED = 4.0, 2.0, 9.0, 99.0
Ground = Literal["evidence", "key", "person"]
_YEAR = 366  # days after which offices of two states are no contradiction any more
_POINTS_BY_NAMESAKES = ((0.01, 5.0), (0.05, 4.5), (0.2, 3.5), (1.0, 2.5))
_FEWEST_POINTS = 1.5
_WAYS = {
    "full": ("the same name", 0.0),
    "shorter": ("one name leaves out middle parts of the other", -0.5),
    "beginning": ("one name is the beginning of the other", -1.0),
    "end": ("one name is the end of the other", -0.5),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence: points, and what it is, as the user reads it."""

    points: float
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two mentions have for and against being one; None of names in common is no verdict at all.

    `ground` says what it rests on: evidence that was added up, a key that says who they are, or a person's decision.
    """

    score: float
    reasons: tuple[Reason, ...]
    forbidden: str | None = None
    ground: Ground = "evidence"

    @property
    def merges(self) -> bool:
        """Whether the two may be one, if nothing in their clusters forbids it."""
        return self.score >= MERGE and not self.forbidden

    @property
    def doubtful(self) -> bool:
        """Whether a person should be asked."""
        return DOUBT <= self.score < MERGE + 1 and not self.forbidden


def verdict(one: Profile, other: Profile, *, copied: bool = False) -> Verdict | None:
    """The verdict on two profiles, None where their names have nothing in common or kinds differ."""
    if one.kind != other.kind or one.kind == "alone":
        return None
    if one.kind == "settled":
        shared = min(one.keys & other.keys, default=None)
        return None if shared is None else settled_verdict(shared)
    found = _person(one, other) if one.kind == "person" else _body(one, other)
    if not found:
        return None
    reasons = (*found, *_copied(copied))
    return Verdict(round(sum(r.points for r in reasons), 2), reasons, contradiction(one, other))


def contradiction(one: Profile, other: Profile) -> str | None:
    """Why two nodes can't be one, whatever their names; None if they can."""
    if one.node in other.mates or other.node in one.mates:
        return "both are members of one event"
    if one.kind != other.kind and "alone" not in (one.kind, other.kind):
        return "a person, a body and a place are never one"
    if one.kind == "person" and other.kind == "person":
        return _named_beside(one, other) or _offices_apart(one, other)
    if one.kind == "body" and other.kind == "body" and one.states and other.states and not one.states & other.states:
        return f"bodies of two states: {_states(one.states)}; {_states(other.states)}"
    return None


def settled_verdict(key: str) -> Verdict:
    """The verdict on two nodes that have a key which says who they are."""
    kind, _, name = key.partition(":")
    told = {"known": "the same known actor", "place": "the same place of the gazetteer"}
    reason = Reason(SETTLED, f"{told.get(kind, f'the same {kind} by its full name')}: {name}")
    return Verdict(SETTLED, (reason,), ground="key")


# --- people ---------------------------------------------------------------------------------------------------------


def _person(one: Profile, other: Profile) -> tuple[Reason, ...]:
    """The names' reason, the best of all pairs of names, then what is around them; () where no names go together."""
    pairs = ((a, b, f) for a in one.names for b in other.names if (f := fit(a, b)))
    named = max((_name_reason(a, b, f) for a, b, f in pairs), key=lambda r: (r.points, r.text), default=None)
    return (named, *_person_context(one, other)) if named else ()


def _name_reason(one: PersonName, other: PersonName, how: NameFit) -> Reason:
    short = min(one, other, key=lambda n: (len(n.parts), n.parts))
    text = " ".join(short.parts) or short.kunyas[0]
    spelt = -0.5 * how.variants - 1.0 * how.initials - 0.5 * max(0, how.missing - 1)
    more = "" if not how.variants else ", in another spelling"
    if how.fit == "kunya":
        return Reason(-1.0, f"only a kunya in common: {text}")
    if how.fit == "given":
        return Reason(-1.0, f"only a given name in common: {text}{more}")
    if how.fit == "family":
        families = name_table().families(short.parts[-1])
        rare = 2.0 if families <= 2 else 1.0 if families <= 4 else 0.0
        return Reason(rare + spelt, f"only a family name in common{_rarity(rare > 1)}: {text}{more}")
    told, points = _WAYS[how.fit]
    namesakes = name_table().namesakes(short)
    base = next((p for least, p in _POINTS_BY_NAMESAKES if namesakes < least), _FEWEST_POINTS)
    long = len(short.parts) > 2
    total = max(base, 5.0 if long else 0.0) + points + spelt
    return Reason(total, f"{told}{_rarity(base >= 4 or long)}: {text}{more}")


def _rarity(rare: bool) -> str:
    return ", a rare one" if rare else ", which many have"


def _person_context(one: Profile, other: Profile) -> Iterator[Reason]:
    yield from _common_office(one, other)
    if one.states and other.states:
        shared = one.states & other.states
        yield (
            Reason(1.0, f"both of {_states(shared)}")
            if shared
            else Reason(-1.0, f"one of {_states(one.states)}, the other of {_states(other.states)}")
        )
    elif (one.states or other.states) & one.context.states & other.context.states:
        yield Reason(0.5, f"both articles tell of {_states((one.states or other.states) & one.context.states)}")
    company = one.context.company & other.context.company - _own_keys(one) - _own_keys(other)
    if company:
        points = 1.0 if len(company) > 1 else 0.5
        yield Reason(points, f"named beside the same: {', '.join(sorted(map(_company_name, company))[:3])}")


def _own_keys(profile: Profile) -> frozenset[str]:
    return frozenset("+".join(n.parts) for n in profile.names if n.is_full)


def _company_name(key: str) -> str:
    known = actor_lexicon().known.get(key)
    return known.name if known else key.replace("+", " ")


def _common_office(one: Profile, other: Profile) -> Iterator[Reason]:
    """The best agreement of two offices; offices of two states only where none agrees.

    Offices come as sets, so that among equals the words decide: the same reason is given whatever came first.
    """
    points = {"same": 3.0, "like": 1.5}

    def rank(way: tuple[Kinship | None, Office, Office]) -> tuple[float, str, list[str]]:
        told, a, b = way
        return points.get(told or "", 0.0) if a.kind == "office" else 0.5, a.id, sorted((_office(a), _office(b)))

    ways = [(a.compare(b), a, b) for a in one.offices for b in other.offices]
    told, a, b = max(ways, key=rank) if ways else (None, None, None)
    if told is None or a is None or b is None:
        return
    if told == "apart":
        yield Reason(-2.5, f"the same office of two states: {', '.join(sorted((_state(a.state), _state(b.state))))}")
    elif a.kind != "office":
        yield Reason(0.5, f"the same rank or profession: {a.id}")
    else:
        yield Reason(
            points[told], f"the same office: {max(_office(a), _office(b), key=lambda text: (len(text), text))}"
        )


def _office(office: Office) -> str:
    told = [office.id.removeprefix("title."), *sorted(office.body)]
    return " ".join([*told, *([_state(office.state)] if office.state else [])])


def _named_beside(one: Profile, other: Profile) -> str | None:
    """Where an article names somebody else by exactly the other's full name, that one is the other.

    Not where only middle names are left out: then the article's two are likely one that was read as two.
    """
    ways = {found.fit for a in one.names for b in other.names if (found := fit(a, b))}
    if ways & {"full", "shorter"}:
        return None
    for here, there in ((one, other), (other, one)):
        named = _own_keys(there) & here.context.company - _own_keys(here)
        if named:
            return f"the article of the one names another so: {min(named).replace('+', ' ')}"
    return None


def _offices_apart(one: Profile, other: Profile) -> str | None:
    """Offices of states that no two states give one person, held at one time; a rare full name may be misread once."""
    if _days_apart(one, other) > _YEAR or one.states & other.states:
        return None
    mine, theirs = ({o.state for o in p.offices if o.of_state and o.state} for p in (one, other))
    if not mine or not theirs or mine & theirs:
        return None
    return f"offices of two states: {_states(mine)}; {_states(theirs)}"


def _days_apart(one: Profile, other: Profile) -> int:
    days = one.context.published, other.context.published
    return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) if days[0] and days[1] else 0


def _states(states: object) -> str:
    return "، ".join(_state(s) for s in sorted(map(str, states)))  # type: ignore[call-overload]


def _state(state: str | None) -> str:
    known = actor_lexicon().known.get(state or "")
    return known.name if known else str(state)


# --- bodies ---------------------------------------------------------------------------------------------------------


def _body(one: Profile, other: Profile) -> tuple[Reason, ...]:
    scored = [r for a in one.bodies for b in other.bodies if (r := _body_reason(a, b))]
    best = max(scored, key=lambda s: (s[0].points, s[0].text), default=None)
    return (best[0], *_body_context(one, other, best[1])) if best else ()


def _body_reason(one: BodyName, other: BodyName) -> tuple[Reason, bool] | None:
    if one.acronym or other.acronym:
        same = one.acronym == other.acronym
        return (Reason(4.0, f"the same acronym: {one.acronym}"), False) if same else None
    if one.words != other.words:
        return None
    text = " ".join(one.words)
    if one.generic or other.generic:
        return Reason(2.0, f"the same name, as bodies of many states and places have it: {text}"), True
    return Reason(4.5, f"the same name: {text}"), False


def _body_context(one: Profile, other: Profile, generic: bool) -> Iterator[Reason]:
    shared = one.states & other.states
    if shared:
        yield Reason(2.0, f"both of {_states(shared)}")
    elif one.states and other.states:
        yield Reason(-4.0, f"one of {_states(one.states)}, the other of {_states(other.states)}")
    elif generic and _at_home(one, other):
        yield Reason(2.0, f"both articles are of outlets of {_state(one.context.home)} and speak of no other state")


def _at_home(one: Profile, other: Profile) -> bool:
    home = one.context.home
    if home is None or home != other.context.home:
        return False
    return all(not p.context.foreign and p.states <= {home} for p in (one, other))


# --- both -----------------------------------------------------------------------------------------------------------


def _copied(copied: bool) -> Iterator[Reason]:
    if copied:
        yield Reason(3.0, "the two articles share copied text")
