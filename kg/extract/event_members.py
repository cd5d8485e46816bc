"""Who took part in an event, by all that an article's tellings of it say together: a model weighs each candidate.

A telling is weighed by the words around one trigger (:mod:`meetings`); here the tellings of one event are looked at
together, who is told more than once and who stands beside likelier ones (stacking: the scores that it
weighs are another model's; Wolpert 1992).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.discourse import Discourse, Entity, Mention
from kg.extract.frames import LOOSE, Frame, Part, by_event, named_by_words
from kg.extract.learned import model
from kg.extract.pair_features import bucket, looks
from kg.extract.passages import part_likelihood

_SIDES = frozenset({"between", "between them", "with", "subject"})  # rules that name an agreement's sides
_BESIDE = 0.6  # how sure a further party must be where two sides are named
_DOUBT = 0.1  # of the network, in somebody whom no rule names beside two whom rules name
_LEAST = 2  # an event keeps its likeliest two, whatever the model says: whether it is one is asked afterwards


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may take part in an event: its parts in the tellings, the surest first."""

    entity: int
    parts: tuple[Part, ...]

    @property
    def score(self) -> float:
        """How sure the surest telling is."""
        return self.parts[0].score


def chosen(discourse: Discourse, frames: Iterable[Frame], name: str) -> tuple[Frame, ...]:
    """The frames with those parts only that the model of this name takes for members, scored by it."""
    frames = tuple(frames)
    weigher = model(name)
    kept: dict[tuple[str, int], float] = {}
    for event, told in by_event(frames).items():
        scored = [(weigher.score(features), c.entity) for c, features in weighed(discourse, told, frames)]
        scored.sort(key=lambda item: (-item[0], item[1]))
        named = _named(told)
        for rank, (score, entity) in enumerate(scored):
            least = _BESIDE if len(named) >= _LEAST and entity not in named else weigher.threshold
            if rank < _LEAST or (score >= least and not _doubted(discourse, told, entity)):
                kept[event, entity] = round(score, 3)
    return tuple(_with(frame, kept) for frame in frames)


def _named(told: Iterable[Frame]) -> frozenset[int]:
    """Those of an agreement whom words by a trigger name as its two sides."""
    parts = (part for frame in told if frame.type == "Agreement" for part in frame.parts)
    return frozenset(part.entity for part in parts if part.reason in _SIDES)


def _doubted(discourse: Discourse, told: Sequence[Frame], entity: int) -> bool:
    """Whether words name two others who met, and the network sees this one in none of the tellings."""
    named = {met for frame in told for met in named_by_words(frame)}
    if told[0].type != "Meeting" or len(named) < _LEAST or entity in named:
        return False
    holding = (frame for frame in told if any(part.entity == entity for part in frame.parts))
    read = [part_likelihood(discourse, frame, discourse.entities[entity]) for frame in holding]
    likely = [likelihood for likelihood in read if likelihood is not None]
    return bool(likely) and max(likely) < _DOUBT


def _with(frame: Frame, kept: dict[tuple[str, int], float]) -> Frame:
    parts = (replace(p, score=kept[frame.event, p.entity]) for p in frame.parts if (frame.event, p.entity) in kept)
    return replace(frame, parts=tuple(parts))


def weighed(
    discourse: Discourse, told: Sequence[Frame], frames: Sequence[Frame]
) -> Iterator[tuple[Candidate, tuple[str, ...]]]:
    """Everybody in an event's tellings, with what tells whether they took part; `frames` are the whole article's."""
    found = candidates(told)
    ranked = sorted(found, key=lambda c: (-c.score, c.entity))
    names = {frame.event for frame in told}
    others = [p for f in frames if f.event not in names for p in f.parts]
    for candidate in found:
        yield candidate, tuple(dict.fromkeys(_features(discourse, candidate, told, ranked, others)))


def candidates(told: Iterable[Frame]) -> tuple[Candidate, ...]:
    """Everybody in an event's tellings, in order of the text."""
    parts: dict[int, list[Part]] = {}
    for part in (part for frame in told for part in frame.parts):
        parts.setdefault(part.entity, []).append(part)
    return tuple(Candidate(e, tuple(sorted(ps, key=lambda p: -p.score))) for e, ps in parts.items())


def _features(
    discourse: Discourse,
    candidate: Candidate,
    told: Sequence[Frame],
    ranked: Sequence[Candidate],
    others: Sequence[Part],
) -> Iterator[str]:
    entity = discourse.entities[candidate.entity]
    rank = min(next(n for n, c in enumerate(ranked) if c.entity == candidate.entity), 4)
    rest = [c for c in ranked if c.entity != candidate.entity]
    best, tellings = candidate.parts[0], min(len(candidate.parts), 3)
    loose = all(part.reason in LOOSE for part in candidate.parts)
    yield from (f"score over {limit}" for limit in range(30, 100, 5) if candidate.score * 100 >= limit)
    yield from (f"rank={rank} score over {limit}" for limit in range(30, 100, 10) if candidate.score * 100 >= limit)
    yield f"rank={rank}"
    yield f"loose={loose} rank={rank}"
    yield f"reason={best.reason}"
    yield f"reason={best.reason} entry={_telling(told, best).reasons[0]}"
    yield f"entry={_telling(told, best).reasons[0]}"
    yield f"type={entity.type} anonymous={entity.anonymous}"
    yield from looks(discourse, _fullest(discourse, entity))
    yield f"told in={tellings} of {min(len(told), 4)}"
    yield f"members={min(len(ranked), 6)}"
    second = int(rest[min(1, len(rest) - 1)].score * 5) / 5 if rest else None
    yield f"second of the others={second}"
    yield f"best of the others={int(rest[0].score * 5) / 5 if rest else None}"
    yield f"in title={any(_telling(told, p).trigger.where == 'title' for p in candidate.parts)}"
    yield f"stood for={any(discourse.entities[c.entity].side == candidate.entity for c in rest)} type={entity.type}"
    yield f"same side={entity.side is not None and any(discourse.entities[c.entity].side == entity.side for c in rest)}"
    sums = sum(part.score for part in candidate.parts)
    yield f"sum={bucket(int(3 * sums))}"
    elsewhere = max((p.score for p in others if p.entity == candidate.entity), default=0.0)
    yield f"in other events={int(elsewhere * 5) / 5} likelier={elsewhere > candidate.score}"
    yield f"mentions={min(len(entity.mentions), 5)}"
    people = sum(discourse.entities[c.entity].type == "Person" for c in rest if c.score >= candidate.score)
    yield f"type={entity.type} people before={min(people, 3)}"


def _fullest(discourse: Discourse, entity: Entity) -> Mention:
    """The mention that says most: with a title, else the longest."""
    mentions = [discourse.mentions[at] for at in entity.mentions]
    return max(mentions, key=lambda m: (m.title is not None, m.last - m.first, -m.sentence, -m.first))


def _telling(told: Sequence[Frame], part: Part) -> Frame:
    return next(frame for frame in told if part in frame.parts)
