"""Which events of an article are one and the same event told again: a model weighs pairs, those alike are joined.

Event coreference within a document.  Rules (:mod:`merge`) have joined what points back and what surely is one; here two
events are compared by whom they share, when, where and how they are told, and the likeliest pairs are joined first, by
the mean over all pairs of the two groups (average linkage).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.extract.discourse import Discourse, Entity
from kg.extract.frames import SURE, Frame, by_event, days_of, share_a_word, sureness
from kg.extract.learned import model
from kg.extract.pair_features import bucket
from kg.extract.passages import event_likelihood, likelihood, part_likelihood

_SLACK = 0.12  # how much less likely than a single pair the mean of two groups may be
_READ, _UNREAD = 0.5, 0.15  # from which likelihood on the network takes somebody for a member, and below which not
_STRANGERS = 0.02  # how likely two events are one that share nobody

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """An event's frames, how sure each who takes part is, and for whom they stand."""

    frames: tuple[Frame, ...]
    scores: dict[int, float]
    sure: frozenset[int]
    sides: frozenset[int]


def joined(discourse: Discourse, frames: Iterable[Frame], name: str) -> tuple[Frame, ...]:
    """The frames, those of one event with one `event`, by the model of this name."""
    frames = tuple(frames)
    events = events_of(discourse, frames)
    likely = {pair: model(name).score(features) for pair, features in pairs(discourse, events)}
    first = {at: min(group) for group in _groups(len(events), likely, model(name).threshold) for at in group}
    names = {frame.id: events[first[at]].frames[0].id for at, event in enumerate(events) for frame in event.frames}
    return tuple(replace(frame, event=names[frame.id]) for frame in frames)


def events_of(discourse: Discourse, frames: Iterable[Frame]) -> tuple[Told, ...]:
    """The frames by event, in order."""
    return tuple(_told(discourse, told) for told in by_event(frames).values())


def _told(discourse: Discourse, frames: tuple[Frame, ...]) -> Told:
    scores = sureness(frames)
    sure = frozenset(entity for entity, score in scores.items() if score >= SURE)
    sides = (discourse.entities[entity].side for entity in sure)
    stands = frozenset(entity if side is None else side for entity, side in zip(sure, sides, strict=True))
    return Told(frames, scores, sure, stands)


def pairs(discourse: Discourse, events: Sequence[Told]) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    """Every two events that share somebody, or both sides, with what tells whether they are one."""
    for (a, one), (b, other) in combinations(enumerate(events), 2):
        if share_a_word(one.frames, other.frames) or _with_others(discourse, one, other):
            continue
        if one.scores.keys() & other.scores.keys() or len(one.sides & other.sides) >= 2:
            yield (a, b), tuple(dict.fromkeys(_features(discourse, one, other)))


def _with_others(discourse: Discourse, one: Told, other: Told) -> bool:
    """Whether each has people who are not in the other, and at most one is in both: a guest's meetings of a day.

    In articles that they had not seen, models took 32 such pairs for one event, 4 of them rightly (2026-11-29).
    """
    apart = (_people(discourse, a.sure - b.sure) for a, b in ((one, other), (other, one)))
    return len(one.sure & other.sure) <= 1 and all(apart)


def _groups(count: int, likely: dict[Pair, float], threshold: float) -> list[set[int]]:
    group = {at: {at} for at in range(count)}
    for (a, b), score in sorted(likely.items(), key=lambda item: (-item[1], item[0])):
        if score < threshold:
            break
        one, other = group[a], group[b]
        if one is other:
            continue
        between = [likely.get((min(x, y), max(x, y)), _STRANGERS) for x in one for y in other]
        if sum(between) / len(between) >= threshold - _SLACK:
            one |= other
            group.update(dict.fromkeys(other, one))
    return list({id(members): members for members in group.values()}.values())


# --- features ------------------------------------------------------------------------------------------------------


def _features(discourse: Discourse, one: Told, other: Told) -> Iterator[str]:
    time, distance = _times(one, other), _distance(one, other)
    yield from _of_members(discourse, one, other, f"distance={distance}", f"time={time}")
    yield from _of_read(discourse, one, other)
    yield f"time={time}"
    yield f"own day={_own_days(one, other)}"
    yield f"place={_places(one, other)}"
    yield f"status={_statuses(one, other)}"
    yield f"kind={_values(one, other, lambda frame: frame.kind)}"
    yield f"entry={_values(one, other, lambda frame: frame.reasons[0])}"
    yield f"distance={distance}"
    yield f"title={any(f.trigger.where == 'title' for f in (*one.frames, *other.frames))}"
    yield f"frames={min(len(one.frames), 3)} {min(len(other.frames), 3)}"


def _of_members(discourse: Discourse, one: Told, other: Told, *told: str) -> Iterator[str]:
    """What their members say, alone and with what else was told of the two."""
    shared = one.scores.keys() & other.scores.keys()
    sure = one.sure & other.sure
    more, less = sorted((len(one.sure - other.sure), len(other.sure - one.sure)), reverse=True)
    people = _people(discourse, sure)
    apart = bool(_people(discourse, one.sure - other.sure)) and bool(_people(discourse, other.sure - one.sure))
    covers = len(sure) >= (min(len(one.sure), len(other.sure)) or 1)
    second = sorted((min(one.scores[x], other.scores[x]) for x in shared), reverse=True)[1:2]
    many = f"sure shared={min(len(sure), 3)}"
    likeliest = _likeliest(one) & _likeliest(other)
    yield f"likeliest two shared={len(likeliest)}"
    yield f"likeliest two shared={len(likeliest)} people={len(_people(discourse, likeliest))}"
    yield f"shared={min(len(shared), 4)}"
    yield many
    yield f"sides shared={min(len(one.sides & other.sides), 3)}"
    yield f"covers={covers}"
    yield f"equal={one.sure == other.sure}"
    yield f"apart={min(less, 2)} {min(more, 2)}"
    yield f"people shared={min(len(people), 2)}"
    yield f"people apart={apart}"
    yield f"second shared={int(second[0] * 5) / 5 if second else None}"
    yield f"{many} people={min(len(people), 2)}"
    yield f"{many} covers={covers}"
    yield from (f"{many} {feature}" for feature in told)


def _likeliest(event: Told) -> set[int]:
    """The two who surest took part."""
    return set(sorted(event.scores, key=lambda entity: (-event.scores[entity], entity))[:2])


def _of_read(discourse: Discourse, one: Told, other: Told) -> Iterator[str]:
    """Whom the network takes for members of both, and whom of one alone though the other's passage names them."""
    entities = [discourse.entities[at] for at in sorted(one.scores.keys() | other.scores.keys())]
    ways = [[_likely(discourse, event, entity) for entity in entities] for event in (one, other)]
    both = [(mine or 0.0, theirs or 0.0) for mine, theirs in zip(*ways, strict=True)]
    shared = min(sum(min(pair) >= _READ for pair in both), 3)
    less, more = sorted(min(_alone(*order), 2) for order in (ways, ways[::-1]))
    most = sum(map(max, both))
    alike = sum(map(min, both)) / most if most else 0.0
    yield f"read shared={shared}"
    yield f"read apart={less} {more}"
    yield f"read shared={shared} apart={less} {more}"
    yield from (f"read alike over {tenth}" for tenth in range(1, 10) if alike * 10 >= tenth)
    told = min(max(event_likelihood(discourse, frame) for frame in event.frames) for event in (one, other))
    yield from likelihood("both read as events", told)


def _likely(discourse: Discourse, event: Told, entity: Entity) -> float | None:
    """How likely the network thinks at the surest of an event's words that an entity took part."""
    found = (part_likelihood(discourse, frame, entity) for frame in event.frames)
    return max((likely for likely in found if likely is not None), default=None)


def _alone(mine: Iterable[float | None], theirs: Iterable[float | None]) -> int:
    """How many are read as members of one event, and as none of the other though its passage names them."""
    pairs = zip(mine, theirs, strict=True)
    return sum((a or 0.0) >= _READ and b is not None and b < _UNREAD for a, b in pairs)


def _people(discourse: Discourse, entities: Iterable[int]) -> set[int]:
    return {entity for entity in entities if discourse.entities[entity].type == "Person"}


def _times(one: Told, other: Told) -> str:
    first, second = ([f.time for f in event.frames if f.time] for event in (one, other))
    if not first or not second:
        return "one" if first or second else "none"
    days, others = days_of(one.frames), days_of(other.frames)
    if days and others:
        return "same day" if days & others else "other day"
    return "same" if {t.start for t in first} & {t.start for t in second} else "other"


def _own_days(one: Told, other: Told) -> str:
    """Days that the tellings' own sentences give, none borrowed from those beside."""
    first, second = (days_of(f for f in event.frames if f.dated_here) for event in (one, other))
    return "open" if not first or not second else "same" if first & second else "other"


def _places(one: Told, other: Told) -> str:
    first, second = ({part.name for f in event.frames for part in f.place} for event in (one, other))
    if not first or not second:
        return "one" if first or second else "none"
    return "same" if first & second else "other"


def _statuses(one: Told, other: Told) -> str:
    first, second = ({f.status for f in event.frames if f.status} for event in (one, other))
    if first & second:
        return "same"
    return "planned and not" if "planned" in first | second else "other"


def _values(one: Told, other: Told, of: Callable[[Frame], str | None]) -> str:
    first, second = ({of(f) for f in event.frames} - {None} for event in (one, other))
    return "same" if first & second else "other" if first and second else "open"


def _distance(one: Told, other: Told) -> str:
    return bucket(min(abs(f.sentence - g.sentence) for f in one.frames for g in other.frames))
