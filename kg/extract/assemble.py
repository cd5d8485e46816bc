"""From frames and chains of sources to an article's actors, places, events and claims.

Frames of one event under one chain become one claim; a denial is a claim of its own beside what it denies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from kg.arabic.fold import fold, name_key
from kg.extract.discourse import Discourse, Entity
from kg.extract.frames import ClausePart, Frame, Part
from kg.extract.place_nodes import place_anchor, place_nodes
from kg.extract.setting import most_exact
from kg.model import (
    Actor,
    ActorType,
    Anchor,
    Claim,
    ClauseContent,
    Event,
    Extraction,
    Factuality,
    Hop,
    NodeClass,
    Participation,
    Span,
)

Chain = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The anchors of an article's entities, by entity id."""

    discourse: Discourse
    anchors: Mapping[int, Anchor]

    def of(self, entity: int | None) -> Anchor | None:
        """The anchor of an entity; None for none."""
        return None if entity is None else self.anchors[entity]


def name_entities(discourse: Discourse) -> Names:
    """Anchors for all entities: the folded name, and which of several entities of that name it is."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    anchors: dict[int, Anchor] = {}
    for entity in discourse.entities:
        node: NodeClass = "place" if entity.type == "Place" else "actor"
        words = name_key(entity.name) or fold(entity.name)
        anchors[entity.id] = Anchor(node, words, seen[node, words])
        seen[node, words] += 1
    return Names(discourse, anchors)


def assemble(
    discourse: Discourse,
    frames: Iterable[Frame],
    chains: Mapping[str, Chain],
    names: Names,
    *,
    run: str,
    outlet: Actor,
    dateline: str | None = None,
    supplied_by: tuple[Actor, ...] = (),
) -> Extraction:
    """An article's extraction; `chains` gives every frame's chain by its id, hop 1 the outlet."""
    ordered = in_order(frames)
    events = _event_anchors(discourse, ordered)
    claims = tuple(_claim(names, events, group, chain) for group, chain in grouped(ordered, chains))
    actors = _actors(discourse, names, claims, (outlet, *supplied_by))
    return Extraction(
        doc=discourse.annotated.doc,
        actors=actors,
        places=place_nodes(frame for frame in ordered),
        events=tuple(_event(f, events) for f in ordered if f.id == f.event),
        claims=claims,
        run=run,
        outlet=outlet.anchor,
        dateline=dateline,
        supplied_by=tuple(a.anchor for a in supplied_by),
    )


# --- events --------------------------------------------------------------------------------------------------------


def _event_anchors(discourse: Discourse, frames: list[Frame]) -> dict[str, Anchor]:
    """An anchor for each event: the words of its first trigger and which occurrence of them in the article it is."""
    out: dict[str, Anchor] = {}
    taken: set[Anchor] = set()
    for frame in frames:
        if frame.id != frame.event:
            continue
        words, nth = fold(frame.trigger.text), _occurrence(discourse, frame.trigger)
        anchor = Anchor(_node(frame), words, nth)
        while anchor in taken:
            words += " +"
            anchor = Anchor(_node(frame), words, nth)
        taken.add(anchor)
        out[frame.event] = anchor
    return out


def _node(frame: Frame) -> NodeClass:
    return cast("NodeClass", frame.type.lower())


def _occurrence(discourse: Discourse, span: Span) -> int:
    """How often the folded words of the span occur before it, the title first."""
    doc = discourse.annotated.doc
    before = doc.source(span.where)[: span.start]
    title = doc.title or "" if span.where == "text" and not doc.title_in_text else ""
    return fold(before).count(fold(span.text)) + fold(title).count(fold(span.text))


def _event(frame: Frame, events: Mapping[str, Anchor]) -> Event:
    return Event(
        anchor=events[frame.event],
        type=frame.type,
        agreement=events[frame.agreement] if frame.agreement else None,
        about=events.get(frame.about) if frame.about else None,
    )


# --- claims --------------------------------------------------------------------------------------------------------


def in_order(frames: Iterable[Frame]) -> list[Frame]:
    """The frames in the order in which claims are made of them."""
    return sorted(frames, key=lambda f: (f.sentence, f.trigger.start, f.id))


def grouped(frames: list[Frame], chains: Mapping[str, Chain]) -> list[tuple[list[Frame], Chain]]:
    """The frames of each claim with its chain, in the order of the claims."""
    groups: dict[tuple[str, tuple[Anchor, ...], str], list[Frame]] = defaultdict(list)
    for frame in frames:
        groups[frame.event, tuple(h.source for h in chains[frame.id]), frame.polarity].append(frame)
    return [(group, _fullest(chains[f.id] for f in group)) for group in groups.values()]


def _fullest(chains: Iterable[Chain]) -> Chain:
    """The chain with most cues and evidence: the frames of a group have the same sources."""
    return max(chains, key=lambda c: (sum(h.cue is not None for h in c), sum(len(h.evidence) for h in c)))


def _claim(names: Names, events: Mapping[str, Anchor], group: list[Frame], chain: Chain) -> Claim:
    first = next((f for f in group if f.trigger.where == "text"), group[0])
    placed = most_exact([f.place for f in sorted(group, key=_placed, reverse=True)])
    return Claim(
        event=events[first.event],
        chain=chain,
        evidence=_spans(e for f in group for e in f.evidence),
        status=first.status or next((f.status for f in group if f.status), None),
        kind=next((f.kind for f in (first, *group) if f.kind), None),
        participants=_participants(names, [p for f in group for p in f.parts]),
        place=place_anchor(placed[0]) if placed else None,
        time=max(group, key=_timed).time,
        factuality=Factuality(first.certainty, first.polarity, first.tense),
        clause=_clause(names, group),
        content=next((f.content for f in group if f.content), None),
        reasons=tuple(dict.fromkeys(r for f in group for r in f.reasons)),
    )


def _placed(frame: Frame) -> tuple[bool, float, int]:
    return bool(frame.place), frame.place_score, len(frame.place)


def _timed(frame: Frame) -> tuple[bool, bool, float]:
    """A day is more than a month, and of two the likelier is taken."""
    return frame.time is not None, frame.time is not None and frame.time.precision == "day", frame.time_score


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))


def _participants(names: Names, parts: list[Part]) -> tuple[Participation, ...]:
    """One participation an actor and role, with all its evidence; the first side and title that are given.

    Who hosts or mediates by one telling does not merely attend by another.
    """
    more = {(part.entity, "attendee") for part in parts if part.role in ("host", "mediator")}
    more |= {(part.entity, "party") for part in parts if part.role == "mediator"}
    grouped: dict[tuple[int, str], list[Part]] = defaultdict(list)
    for part in sorted(parts, key=lambda p: (p.entity, p.role) in more):
        surer = next((r for e, r in grouped if e == part.entity and (part.entity, part.role) in more), part.role)
        grouped[part.entity, surer].append(part)
    return tuple(_participation(names, entity, same) for (entity, _), same in grouped.items())


def _participation(names: Names, entity: int, parts: list[Part]) -> Participation:
    actor = names.discourse.entities[entity]
    side = next((p.side for p in parts if p.side is not None), actor.side)
    spans = _spans(e for p in parts for e in p.evidence) or _first_mention(names.discourse, actor)
    return Participation(
        actor=names.anchors[entity],
        role=parts[0].role,
        side=names.of(side if side != entity else None),
        title=next((p.title for p in parts if p.title), None),
        pseudonym=actor.pseudonym,
        evidence=_spans([*spans, *actor.pseudonym_evidence]),
    )


def _first_mention(discourse: Discourse, entity: Entity) -> tuple[Span, ...]:
    return tuple(discourse.mentions[m].span for m in entity.mentions[:1])


def _clause(names: Names, group: list[Frame]) -> ClauseContent | None:
    found = [f.clause for f in group if f.clause]
    if not found:
        return None
    main = next((c for c in found if c.number is not None), found[0])
    return ClauseContent(
        text=main.text,
        outcome=main.outcome,
        number=main.number,
        obligor=_either(names, found, "obligor"),
        beneficiary=_either(names, found, "beneficiary"),
        rejected_by=_either(names, found, "rejected_by"),
        condition=main.condition or next((c.condition for c in found if c.condition), None),
        deadline=next((c.deadline for c in (main, *found) if c.deadline), None),
    )


def _either(names: Names, found: list[ClausePart], role: str) -> tuple[Anchor, ...]:
    """The actors of a role in the first telling that names any."""
    entities: tuple[int, ...] = next((getattr(c, role) for c in found if getattr(c, role)), ())
    return tuple(names.anchors[e] for e in entities)


# --- actors and places ---------------------------------------------------------------------------------------------


def _actors(
    discourse: Discourse, names: Names, claims: tuple[Claim, ...], sources: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Every actor that a claim speaks of, with those that their affiliations and memberships name."""
    given = {a.anchor: a for a in sources}
    by_anchor = {names.anchors[e.id]: e for e in discourse.entities}
    wanted = [a for c in claims for a in _mentioned(c)]
    out: dict[Anchor, Actor] = dict(given)
    while wanted:
        anchor = wanted.pop(0)
        if anchor in by_anchor and anchor not in out:
            out[anchor] = _actor(discourse, names, by_anchor[anchor])
            wanted += [x for x in (out[anchor].affiliation, *(m.organization for m in out[anchor].memberships)) if x]
    return tuple(sorted(out.values(), key=lambda a: a.anchor))


def _mentioned(claim: Claim) -> Iterable[Anchor]:
    for part in claim.participants:
        yield part.actor
        if part.side:
            yield part.side
    yield from (hop.source for hop in claim.chain)
    if claim.clause:
        yield from (*claim.clause.obligor, *claim.clause.beneficiary, *claim.clause.rejected_by)


def actor_of(discourse: Discourse, names: Names, entity: Entity) -> Actor:
    """The actor that an entity becomes."""
    return _actor(discourse, names, entity)


def _actor(discourse: Discourse, names: Names, entity: Entity) -> Actor:
    kind: ActorType = "Organization" if entity.type == "Place" else entity.type
    return Actor(
        anchor=names.anchors[entity.id],
        type=kind,
        name=entity.name,
        aliases=tuple(a for a in entity.aliases if a != entity.name),
        anonymous=entity.anonymous,
        affiliation=names.of(entity.affiliation),
        memberships=entity.memberships,
        known=entity.known,
        evidence=_first_mention(discourse, entity),
    )
