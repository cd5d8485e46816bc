"""Are two events of two articles one?  Points with reasons, as for actors; a contradiction of days forbids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from kg.link.event_profile import Days, EventProfile
from kg.link.score import Reason, Verdict

Canonical = Callable[[str], str]
_NEAR = 3  # days between articles that tell of an event without a day
_AHEAD = 60  # days before which a meeting is planned, or after which it is still told of
_LATER = 10  # days after which news of what was held is no longer told as news
_SAME_WORDS, _SAME_CLAUSE = 70, 80  # of 100, rapidfuzz's token_set_ratio
_SHARED, _SAME_STEMS = 2, 50  # stems of what was agreed in common; of 100, token_sort_ratio
_UNFOUNDED = -2.25  # who and about when alone: a pair that people are asked about
_TAKEN_OVER = 1  # days between the publication of a text and of a copy
_APART = frozenset({("in-person", "phone"), ("phone", "visit")})


def event_verdict(one: EventProfile, other: EventProfile, canonical: Canonical, *, copied: bool) -> Verdict | None:
    """The verdict on two events; None where their types differ or they are one article's."""
    if one.type != other.type or one.article == other.article:
        return None
    score = {"Meeting": _meeting, "Agreement": _agreement, "Clause": _clause}.get(one.type, _speech)
    reasons = [*score(one, other, canonical)]
    if copied:
        reasons.append(Reason(1.5, "the two articles share copied text"))
    against = event_contradiction(one, other, canonical, copied=copied)
    return Verdict(round(sum(r.points for r in reasons), 2), tuple(reasons), against)


def event_contradiction(one: EventProfile, other: EventProfile, canonical: Canonical, *, copied: bool) -> str | None:
    """Why two events can't be one."""
    if one.article == other.article:
        return "one article tells of both as two events"
    if one.type != other.type:
        return "events of two types"
    return _days_apart(one, other, copied=copied) or _members_apart(one, other, canonical) or _kinds_apart(one, other)


def _days_apart(one: EventProfile, other: EventProfile, *, copied: bool) -> str | None:
    """Days that can't be the same; news of what was held is no older than the day, of what is planned no younger.

    `اليوم` in a text that another outlet took over a day later is worked out to be two days, and is one.
    """
    mine, theirs = _possible(one), _possible(other)
    if mine is None or theirs is None or (one.days is None and other.days is None and one.statuses == other.statuses):
        return None
    slack = timedelta(_TAKEN_OVER if copied and one.inferred and other.inferred else 0)
    if mine[0] > theirs[1] + slack or theirs[0] > mine[1] + slack:
        return f"the days differ: {_told(mine)}; {_told(theirs)}"
    return None


def _possible(event: EventProfile) -> Days | None:
    """The days on which an event can have been: as told, else before or after the article as it is held or planned."""
    if event.days or event.published is None or event.type != "Meeting":
        return event.days
    if event.statuses == {"planned"}:
        return event.published - timedelta(1), event.published + timedelta(_AHEAD)
    if event.statuses == {"held"}:
        return event.published - timedelta(_AHEAD), event.published
    return None


def _members_apart(one: EventProfile, other: EventProfile, canonical: Canonical) -> str | None:
    """Meetings that name two parties each and have not two of them in common."""
    mine, theirs = (_parties(event, canonical) for event in (one, other))
    if one.type == "Meeting" and min(len(mine), len(theirs)) >= 2 and _in_common(one, other, canonical) < 2:
        return "they have fewer than two members in common"
    return None


def _in_common(one: EventProfile, other: EventProfile, canonical: Canonical) -> int:
    """How many parties both have; a member and the side for which he acts are one."""
    shared = _parties(one, canonical) & _parties(other, canonical)
    sides = {canonical(side) for event in (one, other) for actor, side in event.sides if canonical(actor) in shared}
    return len(shared - sides) or min(len(shared), 1)


def _kinds_apart(one: EventProfile, other: EventProfile) -> str | None:
    if (min(one.kinds | other.kinds, default=""), max(one.kinds | other.kinds, default="")) in _APART:
        return f"one by {'/'.join(sorted(one.kinds))}, the other by {'/'.join(sorted(other.kinds))}"
    return None


def _told(days: Days) -> str:
    return str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _meeting(one: EventProfile, other: EventProfile, canonical: Canonical) -> Iterator[Reason]:
    yield from _members(one, other, canonical)
    yield from _place(one, other, canonical)
    yield from _days(one, other)
    if token_set_ratio(one.words, other.words) >= _SAME_WORDS:
        yield Reason(1.0, "told in like words")
    elif not _on_one_day(one, other):
        yield Reason(_UNFOUNDED, "neither a day nor words in common")  # the same people meet more than once


def _agreement(one: EventProfile, other: EventProfile, canonical: Canonical) -> Iterator[Reason]:
    yield from _members(one, other, canonical)
    yield from _days(one, other)
    told = token_set_ratio(one.words, other.words) >= _SAME_WORDS
    if told and not one.content and not other.content:
        yield Reason(1.5, "both called by who agreed alone")
    elif told and _alike(one.content, other.content):
        yield Reason(1.5, "what was agreed is told in like words")
    else:
        yield Reason(_UNFOUNDED, "what was agreed is not told in like words")  # the same parties agree on many things


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether stems of what was agreed are much the same; one in common of many is what it was about, no more."""
    ratio = token_sort_ratio(*(" ".join(sorted(stems)) for stems in (one, other)))
    return len(one & other) >= _SHARED or ratio >= _SAME_STEMS


def _speech(one: EventProfile, other: EventProfile, canonical: Canonical) -> Iterator[Reason]:
    """Requests, mandates and accusations: who, to whom, and what in like words."""
    yield from _members(one, other, canonical)
    like = token_set_ratio(one.words, other.words)
    yield Reason(2.0, "of like content") if like >= _SAME_CLAUSE else Reason(-2.0, "of other content")
    yield from _days(one, other)


def _clause(one: EventProfile, other: EventProfile, canonical: Canonical) -> Iterator[Reason]:
    if not one.agreement or not other.agreement or canonical(one.agreement) != canonical(other.agreement):
        return
    yield Reason(1.5, "clauses of one agreement")
    like = token_set_ratio(one.words, other.words)
    yield Reason(3.0, "in like words") if like >= _SAME_CLAUSE else Reason(-3.0, "in other words")
    if one.number is not None and other.number is not None and one.number != other.number:
        yield Reason(-2.0, f"number {one.number} and number {other.number}")


# --- who, where, when ------------------------------------------------------------------------------------------------


def _members(one: EventProfile, other: EventProfile, canonical: Canonical) -> Iterator[Reason]:
    mine, theirs = (frozenset(map(canonical, e.members)) for e in (one, other))
    people = {canonical(p) for p in one.people} & {canonical(p) for p in other.people}
    shared = mine & theirs
    sides = _parties(one, canonical) & _parties(other, canonical) - shared
    points = 2.5 * len(people) + 1.5 * len(shared - people) + 0.75 * len(sides)
    if shared or sides:
        yield Reason(min(points, 5.0), f"the same members: {len(shared)}, and sides: {len(sides)}")
    left = len(mine - theirs), len(theirs - mine)
    if min(left):
        yield Reason(-2.0 * min(*left, 3), f"members of only one of them: {left[0]} and {left[1]}")
    for side in sorted(_rivals(one, other, canonical)):
        yield Reason(-1.5, f"other people for one side ({side.rsplit('/', 1)[-1]})")


def _parties(event: EventProfile, canonical: Canonical) -> frozenset[str]:
    """Members, and those for whom members act."""
    return frozenset(canonical(n) for n in (*event.members, *(s for _, s in event.sides)))


def _rivals(one: EventProfile, other: EventProfile, canonical: Canonical) -> set[str]:
    """The sides for which both events name people, and none in common."""
    out = set()
    mine, theirs = (_people_by_side(e, canonical) for e in (one, other))
    for side in mine.keys() & theirs.keys():
        if not mine[side] & theirs[side]:
            out.add(side)
    return out


def _people_by_side(event: EventProfile, canonical: Canonical) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for actor, side in event.sides:
        if actor in event.people:
            out.setdefault(canonical(side), set()).add(canonical(actor))
    return out


def _place(one: EventProfile, other: EventProfile, canonical: Canonical) -> Iterator[Reason]:
    if not one.places or not other.places:
        return
    mine, theirs = (frozenset(map(canonical, e.places)) for e in (one, other))
    wide = [frozenset(map(canonical, e.around)) for e in (one, other)]
    if mine & theirs:
        yield Reason(1.5, "at the same place")
    elif mine & wide[1] or theirs & wide[0]:
        yield Reason(1.0, "at a place within the other's")
    else:
        yield Reason(-3.0, "at two places")


def _on_one_day(one: EventProfile, other: EventProfile) -> bool:
    """Whether both are told to be on one and the same day."""
    return one.days is not None and one.days == other.days and one.days[0] == one.days[1]


def _days(one: EventProfile, other: EventProfile) -> Iterator[Reason]:
    if one.days and other.days:
        same = _on_one_day(one, other)
        yield Reason(1.5, f"on the same day: {one.days[0]}") if same else Reason(0.5, "days that may be the same")
    elif one.published and other.published:
        yield from _by_publication(one, other)


def _by_publication(one: EventProfile, other: EventProfile) -> Iterator[Reason]:
    assert one.published
    assert other.published
    apart = abs((one.published - other.published).days)
    for dated, undated in ((one, other), (other, one)):
        if dated.days and undated.published and dated.statuses.isdisjoint({"planned"}):
            near = dated.days[0] - timedelta(1) <= undated.published <= dated.days[1] + timedelta(_LATER)
            if not near:
                yield Reason(-3.0, "told long before or after the day of the other")
                return
    if apart > _NEAR:
        yield Reason(-2.0, f"told {apart} days apart, with no day in common")
    elif apart <= 1:
        yield Reason(0.5, "told on the same day or the next")
