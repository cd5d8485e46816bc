"""Whom people and parties stand for, who is enumerated as whose, and which names are said to be pseudonyms.

A side comes from a title (`وزير الخارجية الإيراني`), from what a description names (`وفد من الحركة`), or from a list:
`مسؤولين اثنين من X ... وهما A وB`, `حضر عن X ثلاثة أشخاص ... وهم A وB وC`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.candidates import Candidate, Title
from kg.extract.tokens import QUOTES, Row, Token, find
from kg.lexicon.actors import ActorLexicon, Table, phrase
from kg.lexicon.load import entries
from kg.lexicon.words import word_class
from kg.model import AnnotatedDocument, Span

_PART_ONLY = word_class("list.part")
_OPENERS = _PART_ONLY | word_class("list.whole")
_FOR = word_class("list.for-whom")
_LINKS = frozenset({"،", ",", "و", "؛", ":", "-", "–"})


@dataclass(frozen=True, slots=True)
class Listing:
    """People enumerated after words like `وهم`: indices of candidates, and of the party that they are."""

    row: int
    people: tuple[int, ...]
    party: int | None
    whole: bool


@dataclass(slots=True)
class Sides:
    """What was found, by index of candidate (`side`, `affiliation`, `why`) and of the party (`members`)."""

    side: dict[int, int] = field(default_factory=dict)
    affiliation: dict[int, int] = field(default_factory=dict)
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)
    listings: list[Listing] = field(default_factory=list)
    of_state: dict[int, str] = field(default_factory=dict)
    pseudonyms: dict[int, Span] = field(default_factory=dict)
    nicknames: list[tuple[int, int]] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)


def sides(
    found: Sequence[Candidate], lines: Sequence[Row], annotated: AnnotatedDocument, lexicon: ActorLexicon
) -> Sides:
    """Sides, affiliations, members of enumerated parties, and pseudonyms."""
    out = Sides()
    by_row = _by_row(found, len(lines))
    for at, candidate in enumerate(found):
        inner = _inner(found, by_row[candidate.row], at, lines[candidate.row])
        if candidate.what in ("party", "source") and inner is not None:
            out.affiliation[at] = inner
            out.why[at] = "description"
        elif candidate.title is not None or candidate.states:
            _of_title(out, found, lines[candidate.row], by_row[candidate.row], at)
    _lists(out, found, lines, by_row)
    _pseudonyms(out, found, lines, annotated, by_row)
    return out


def _by_row(found: Sequence[Candidate], rows: int) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in range(rows)]
    for at, candidate in enumerate(found):
        out[candidate.row].append(at)
    return out


# --- titles and descriptions ---------------------------------------------------------------------------------------


def _inner(found: Sequence[Candidate], near: Sequence[int], at: int, line: Row) -> int | None:
    """What a party belongs to: the first body within it, else the body that `عن` before it names."""
    party = found[at]
    within = [i for i in near if i != at and _within(found[i], party)]
    bodies = [i for i in within if _is_body(found[i])]
    bodies.sort(key=lambda i: (found[i].what == "adjective", found[i].first))
    if bodies:
        return bodies[0]
    return next((i for i in near if found[i].last < party.first and _brings(line, found[i], party)), None)


def _within(one: Candidate, party: Candidate) -> bool:
    """Whether something stands in a party behind its noun, or is all that names it (`[مسؤولين] ... وإسرائيليين`)."""
    alone = one.first == party.first == party.last and one.what == "adjective"
    return alone or (party.first < one.first and one.last <= party.last)


def _is_body(candidate: Candidate) -> bool:
    return candidate.type not in ("Place", "Person", "UnnamedActor", "MediaOutlet") or candidate.what == "adjective"


def _brings(line: Row, body: Candidate, party: Candidate) -> bool:
    """`عن "الحركة" ثلاثة أشخاص`: the body right before the party, after `عن`."""
    between = line.tokens[body.last + 1 : party.full_first]
    numbers = [t for t in between if not t.is_punct]
    before = _before(line, body.full_first)
    near = len(numbers) <= 1 and all(not t.core.clitics for t in numbers)
    return _is_body(body) and near and before is not None and before.core.text in _FOR


def _before(line: Row, at: int) -> Token | None:
    at -= 1
    while at >= 0 and line.tokens[at].raw in QUOTES:
        at -= 1
    return line.tokens[at] if at >= 0 else None


def _of_title(out: Sides, found: Sequence[Candidate], line: Row, near: Sequence[int], at: int) -> None:
    """The body that a title names, else its state."""
    candidate = found[at]
    title = candidate.title
    if title is None:
        _adjective_before(out, found, near, at)
        return
    inside = [i for i in near if title.first <= found[i].first and found[i].last <= title.last and i != at]
    inside = [i for i in inside if not _abroad(line, found[i], title)]
    bodies = [i for i in inside if _is_body(found[i]) and found[i].type != "State"]
    states = [i for i in inside if found[i].type == "State"]
    if title.entries[0].head:
        bodies = [i for i in bodies if title.body is not None and found[i].last <= title.body[1]]
    ministerial = title.entries[0].id.startswith(("title.minister", "title.deputy-minister", "title.pm"))
    chosen = [*states, *bodies] if ministerial else [*bodies, *states]
    if chosen:
        out.side[at], out.why[at] = chosen[0], "title"
    elif title.owner is not None:
        out.of_state[at], out.why[at] = title.owner, "title of one state"


def _abroad(line: Row, candidate: Candidate, title: Title) -> bool:
    """`السفير السعودي لدى ليبيا`: what a title names as the place of work, not as the employer."""
    before = [t.core.text for t in line.tokens[title.first : candidate.first]]
    if "لدي" in before:
        return True
    return candidate.type == "State" and ("في" in before or "ب" in line.tokens[candidate.first].core.clitics)


def _adjective_before(out: Sides, found: Sequence[Candidate], near: Sequence[int], at: int) -> None:
    candidate = found[at]
    if candidate.type == "Person" and candidate.full_first < candidate.first:
        state = next((i for i in near if found[i].first == candidate.first - 1 and found[i].type == "State"), None)
        if state is not None:
            out.side[at], out.why[at] = state, "adjective"


# --- lists ---------------------------------------------------------------------------------------------------------


def _lists(out: Sides, found: Sequence[Candidate], lines: Sequence[Row], by_row: list[list[int]]) -> None:
    for line in lines:
        row = line.sentence.index
        for opener in _openers(line):
            people = _listed(found, line, by_row[row], opener + 1)
            if people:
                party = _governing(found, by_row, row, opener)
                whole = line.tokens[opener].core.text not in _PART_ONLY
                out.listings.append(Listing(row, people, party, whole))
        _represented(out, found, line, by_row[row])
    for listing in out.listings:
        _assign(out, found, listing)


def _openers(line: Row) -> Iterator[int]:
    for token in line.tokens:
        if token.core.text in _OPENERS or (token.raw == ":" and token.index > 2):
            yield token.index


def _listed(found: Sequence[Candidate], line: Row, near: Sequence[int], start: int) -> tuple[int, ...]:
    """The people from a token on, nothing but titles, commas and `و` between them."""
    people = [i for i in near if found[i].type == "Person" and found[i].what == "name" and found[i].first >= start]
    out: list[int] = []
    for at in sorted(people, key=lambda i: found[i].first):
        between = line.tokens[start : found[at].full_first]
        if not all(t.raw in _LINKS or t.raw in QUOTES for t in between):
            break
        out.append(at)
        start = found[at].full_last + 1
    return tuple(out)


def _governing(found: Sequence[Candidate], by_row: list[list[int]], row: int, opener: int) -> int | None:
    """The party that a list spells out: the last of several people before it, in this sentence or the one before."""
    inside = [i for i in by_row[row] if found[i].last < opener]
    before = by_row[row - 1] if row and opener <= 2 else []
    plural = [i for i in (*before, *inside) if found[i].what in ("party", "source") and found[i].plural]
    return plural[-1] if plural else None


def _assign(out: Sides, found: Sequence[Candidate], listing: Listing) -> None:
    party = listing.party
    if party is None:
        return
    side = out.affiliation.get(party)
    if side is not None:
        out.side.update(dict.fromkeys(listing.people, side))
        out.why.update(dict.fromkeys(listing.people, "list"))
    if listing.whole and found[party].number == len(listing.people):
        out.members[party] = listing.people


def _represented(out: Sides, found: Sequence[Candidate], line: Row, near: Sequence[int]) -> None:
    """`حضر عن الحركة A وB`: people right after the body that `عن` names."""
    for body in (i for i in near if _is_body(found[i]) and found[i].what != "adjective"):
        before = _before(line, found[body].full_first)
        if before is None or before.core.text != "عن":
            continue
        for person in _listed(found, line, near, found[body].last + 1):
            out.side[person], out.why[person] = body, "on behalf"


# --- pseudonyms ----------------------------------------------------------------------------------------------------


def _cues() -> Table[str]:
    rows = ((phrase(form), entry.text("of")) for entry in entries("pseudonyms.yaml") for form in entry.forms)
    return Table(rows)


def _pseudonyms(
    out: Sides, found: Sequence[Candidate], lines: Sequence[Row], annotated: AnnotatedDocument, by_row: list[list[int]]
) -> None:
    table = _cues()
    for line in lines:
        for token in line.tokens:
            hit = find(table, line.tokens, token.index)
            if hit is None:
                continue
            start, end = line.tokens[hit[0].first].start, line.tokens[hit[0].last].end
            span = annotated.doc.span(line.sentence.where, start, end)
            _mark(out, found, by_row, line, hit[0].first, hit[0].last, hit[1], span)


def _mark(
    out: Sides,
    found: Sequence[Candidate],
    by_row: list[list[int]],
    line: Row,
    first: int,
    last: int,
    of: str,
    span: Span,
) -> None:
    row = line.sentence.index
    if of == "list":
        listing = _list_before(out.listings, found, row, first)
        out.pseudonyms.update(dict.fromkeys(listing.people if listing is not None else (), span))
        return
    people = [i for i in by_row[row] if found[i].type == "Person" and found[i].what == "name"]
    before = [i for i in people if found[i].last < first]
    after = [i for i in people if found[i].first in (last + 1, last + 2)]
    if of == "before" and before:
        out.pseudonyms[before[-1]] = span
    elif before and after:
        out.nicknames.append((before[-1], after[0]))


def _list_before(listings: Sequence[Listing], found: Sequence[Candidate], row: int, at: int) -> Listing | None:
    """The last list before a token, in its sentence or the two before it."""
    before = [x for x in listings if x.row < row or found[x.people[-1]].last < at]
    near = [x for x in before if row - x.row <= 2]
    return near[-1] if near else None


def entity_sides(side: Mapping[int, int], entity: Mapping[int, int]) -> dict[int, int]:
    """Sides by entity: the first that an entity's candidates have, not itself."""
    out: dict[int, int] = {}
    for at in sorted(side):
        if at in entity and side[at] in entity and entity[at] != entity[side[at]]:
            out.setdefault(entity[at], entity[side[at]])
    return out
