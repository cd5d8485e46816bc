"""Builds the :class:`Discourse` of an article: its mentions, and which of them are of one actor or place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.candidates import Candidate, display
from kg.extract.cut_names import mended
from kg.extract.discourse import Discourse, Entity, EntityType, Mention
from kg.extract.identity import Clusters, cluster_names
from kg.extract.mentions import all_candidates, rows, to_mention
from kg.extract.passages import Reader
from kg.extract.resolve import Resolver
from kg.extract.sides import Sides, entity_sides, sides
from kg.extract.tokens import Row
from kg.lexicon.actors import ActorLexicon, Known, actor_lexicon, phrase
from kg.model import AnnotatedDocument, Membership

_LONGEST_PERSON = 7


def build(
    annotated: AnnotatedDocument, lexicon: ActorLexicon | None = None, network: Reader | None = None
) -> Discourse:
    """The article's mentions and entities; deterministic, and independent of everything but the arguments.

    `network` is what later reads the passages around words that evoke events; None is the one that ships.
    """
    return replace(Builder(annotated, lexicon or actor_lexicon()).discourse(), network=network)


class Builder:
    """Builds one article's discourse."""

    def __init__(self, annotated: AnnotatedDocument, lexicon: ActorLexicon) -> None:
        self.annotated = annotated = mended(annotated, lexicon)
        self.lexicon = lexicon
        self.lines: tuple[Row, ...] = rows(annotated, lexicon)
        self.found: tuple[Candidate, ...] = all_candidates(self.lines, lexicon)
        self.clusters: Clusters = cluster_names(self.found, self.lines)
        self.resolver = Resolver(self.found, self.lines, lexicon, self.clusters, home_state(annotated, lexicon))
        self.resolver.run()
        self.sides: Sides = sides(self.found, self.lines, annotated, lexicon)
        self.resolver.pairs(self.sides)
        for one, other in self.sides.nicknames:
            self.clusters.union(one, other)

    def discourse(self) -> Discourse:
        """The finished discourse."""
        kept = [at for at in range(len(self.found)) if at not in self.resolver.dropped]
        order = {root: n for n, root in enumerate(dict.fromkeys(self.clusters.find(at) for at in kept))}
        entity = {at: order[self.clusters.find(at)] for at in kept}
        mentions = tuple(self._mention(at, n, entity[at]) for n, at in enumerate(kept))
        groups = _grouped(kept, entity, len(order))
        entities = tuple(self._entity(n, group, entity, kept) for n, group in enumerate(groups))
        return Discourse(self.annotated, mentions, self._related(entities, entity), self._by_sentence(mentions))

    def _mention(self, at: int, id: int, entity: int) -> Mention:
        candidate = self.found[at]
        return to_mention(self.lines[candidate.row], self.annotated, candidate, id=id, entity=entity)

    def _by_sentence(self, mentions: Sequence[Mention]) -> tuple[tuple[int, ...], ...]:
        out: list[list[int]] = [[] for _ in self.lines]
        for mention in mentions:
            out[mention.sentence].append(mention.id)
        return tuple(tuple(ids) for ids in out)

    # --- entities --------------------------------------------------------------------------------------------------

    def _entity(self, id: int, group: list[int], entity: dict[int, int], kept: list[int]) -> Entity:
        found = [self.found[at] for at in group]
        names = self._with_raw(self._names(found, self._known(group)), found)
        ids = {at: n for n, at in enumerate(kept)}
        pseudonym = tuple(self.sides.pseudonyms[at] for at in group if at in self.sides.pseudonyms)
        return Entity(
            id=id,
            type=_type(found),
            name=names[0],
            aliases=names[1:],
            mentions=tuple(ids[at] for at in group),
            anonymous=all(_is_described(c) for c in found),
            memberships=_memberships(found),
            pseudonym=bool(pseudonym),
            pseudonym_evidence=pseudonym[:1],
            known=self._known(group),
        )

    def _known(self, group: Sequence[int]) -> str | None:
        """The known actor that it is; for `المملكة` with no name in the article the outlet's own state."""
        found = (self.found[at] for at in group)
        known = next((c.known for c in found if c.known is not None and c.alias != "weak"), None)
        return self.resolver.home if known is None and self.resolver.at_home in group else known

    def _names(self, found: Sequence[Candidate], id: str | None) -> tuple[str, ...]:
        """The fullest form first, then every other form."""
        forms = list(dict.fromkeys(c.name for c in found))
        proper = [c.name for c in found if c.what == "name" and c.form == "name" and c.alias != "capital"]
        known = self.lexicon.known.get(id or "")
        if known is not None and known.type == "State":
            best = _state_name(known, proper)
        elif proper:
            best = _fullest(proper)
        else:
            best = next((c.name for c in found if not c.definite), forms[0])
        loose = {c.name for c in found if c.what == "adjective" and not c.definite}
        return (best, *(form for form in forms if phrase(form) != phrase(best) and form not in loose))

    def _with_raw(self, names: tuple[str, ...], found: Sequence[Candidate]) -> tuple[str, ...]:
        """The names, and beside them the parties' forms as the text has them (`وفدا عشائريا`)."""
        parties = (c for c in found if c.what in ("party", "source"))
        raw = (display(self.lines[c.row], c.first, c.last, c.start) for c in parties)
        return tuple(dict.fromkeys((*names, *(form for form in raw if form))))

    def _related(self, entities: tuple[Entity, ...], entity: dict[int, int]) -> tuple[Entity, ...]:
        """The entities with sides, affiliations and members."""
        side = entity_sides(self.sides.side, entity)
        affiliation = entity_sides(self.sides.affiliation, entity)
        listed = {person for x in self.sides.listings if x.party in self.sides.affiliation for person in x.people}
        side.update(entity_sides({at: s for at, s in self.sides.side.items() if at in listed}, entity))
        states = {e.known: e.id for e in entities if e.known is not None}
        for at, known in self.sides.of_state.items():
            if known in states and at in entity:
                side.setdefault(entity[at], states[known])
        members = self._members(entity, affiliation, side)
        why = self._reasons(entity, side)
        return tuple(_with(e, side, affiliation, members, why.get(e.id, "")) for e in entities)

    def _reasons(self, entity: dict[int, int], side: dict[int, int]) -> dict[int, str]:
        """By which rule entities have their sides: that of the first candidate that gives this very side."""
        gives = {**self.sides.affiliation, **self.sides.side}
        known = [at for at in sorted(self.sides.why) if at in entity]
        same = [at for at in known if at in gives and entity.get(gives[at]) == side.get(entity[at])]
        out: dict[int, str] = {}
        for at in (*same, *known):
            out.setdefault(entity[at], self.sides.why[at])
        return out

    def _of_states(self, at: int) -> bool:
        noun = self.found[at].noun
        return noun is not None and noun.refers == "State"

    def _members(
        self, entity: dict[int, int], affiliation: dict[int, int], side: dict[int, int]
    ) -> dict[int, tuple[int, ...]]:
        out: dict[int, tuple[int, ...]] = {}
        for at, members in self.sides.members.items():
            out[entity[at]] = tuple(dict.fromkeys(entity[m] for m in members if m in entity))
        for at, pair in self.resolver.members.items():
            there = [m for m in pair if m in entity]
            ids = [entity[m] for m in there]
            if self._of_states(at):
                ids = [i if self.found[m].type == "State" else side.get(i, i) for m, i in zip(there, ids, strict=True)]
            whole = [affiliation.get(i, i) if i not in out else i for i in ids]
            out[entity[at]] = tuple(dict.fromkeys(m for i in whole for m in out.get(i, (i,))))
        return out


def home_state(annotated: AnnotatedDocument, lexicon: ActorLexicon) -> str | None:
    """The state whose news the article's outlet mostly tells."""
    outlet = phrase(annotated.doc.outlet or "")
    rows = lexicon.aliases.starting(outlet[0]) if outlet else ()
    return next((alias.known.state for words, alias in rows if words == outlet and alias.known.medium), None)


def _with(
    entity: Entity,
    side: dict[int, int],
    affiliation: dict[int, int],
    members: dict[int, tuple[int, ...]],
    why: str,
) -> Entity:
    belongs = affiliation.get(entity.id)
    return Entity(
        id=entity.id,
        type=entity.type,
        name=entity.name,
        aliases=entity.aliases,
        mentions=entity.mentions,
        anonymous=entity.anonymous,
        side=side.get(entity.id, belongs),
        side_reason=why,
        affiliation=belongs,
        members=members.get(entity.id, ()),
        memberships=entity.memberships,
        pseudonym=entity.pseudonym,
        pseudonym_evidence=entity.pseudonym_evidence,
        known=entity.known,
    )


def _grouped(kept: Iterable[int], entity: dict[int, int], count: int) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in range(count)]
    for at in kept:
        out[entity[at]].append(at)
    return out


def _type(found: Sequence[Candidate]) -> EntityType:
    """The type of the first named candidate that a lexicon knows, else of the first name, else of a description."""
    known = [c.type for c in found if c.known is not None and c.alias != "weak"]
    named = [c.type for c in found if c.what == "name" and c.alias != "weak"]
    described: list[EntityType] = ["UnnamedActor" if c.what in ("title", "pair") else c.type for c in found]
    return (known or named or described)[0]


def _state_name(known: Known, names: Sequence[str]) -> str:
    """The name that the article uses for a state, its usual one first; the usual one where it has only adjectives."""
    usual = [n for n in names if phrase(n) == phrase(known.name)]
    plain = [n for n in names if phrase(n)[0] not in ("الحكومه", "حكومه", "السلطه")]
    return usual[0] if usual else (plain[0] if plain else known.name)


def _is_described(candidate: Candidate) -> bool:
    """Whether it names nobody: a party, a source, a body whose name is shared."""
    return candidate.what in ("party", "source", "pair") or candidate.is_shared or _unnamed_medium(candidate)


def _unnamed_medium(candidate: Candidate) -> bool:
    return candidate.what == "medium" and not candidate.definite


def _fullest(names: Sequence[str]) -> str:
    """The name of most words, the earliest among equals; over-long ones only if there is no other."""
    short = [n for n in names if len(phrase(n)) <= _LONGEST_PERSON]
    return max(short or names, key=lambda n: len(phrase(n)))


def _memberships(found: Sequence[Candidate]) -> tuple[Membership, ...]:
    """The roles and ranks in an actor's titles, each once."""
    out: dict[str, Membership] = {}
    for title in (title for candidate in found if candidate.type == "Person" for title in candidate.titles):
        rank = next((entry.id for entry in title.entries if entry.kind == "rank"), None)
        office = any(entry.kind in ("office", "profession") for entry in title.entries)
        if office or rank is not None:
            out.setdefault(title.text, Membership(title.text, None, _rank_word(title.text) if rank else None))
    return tuple(out.values())


def _rank_word(text: str) -> str:
    return text.split()[-1]
