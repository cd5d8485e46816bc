"""One noun for people of several states: `وزيرا الخارجية السعودي والإيراني`, `وزراء خارجية مصر والأردن والعراق`.

Each is somebody of his or her own, named by the noun and the one state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.arabic.fold import fold
from kg.extract.adjectives import both_states
from kg.extract.candidates import Candidate, Title, display
from kg.extract.tokens import Reading, Row, Run, find
from kg.lexicon.actors import ActorLexicon, TitleEntry, phrase

_DUAL = re.compile("(ان|ين|ا|ي)$")
_OFFICES = (("وزراء", "وزير"), ("سفراء", "سفير"), ("رؤساء", "رئيس"))  # broken plurals
_ONE_OF = {fold(many): one for many, one in _OFFICES}


def parted(row: Row, lexicon: ActorLexicon, parties: Sequence[Candidate]) -> Iterator[Candidate]:
    """The parties, and behind one of a state those whom the adjective of another, joined to it, tells of."""
    for party in parties:
        after = row.tokens[party.last + 1] if party.last + 1 < len(row.tokens) else None
        known = lexicon.state_of(after.core.text) if after is not None else None
        alike = after is not None and after.definite == row.tokens[party.first].definite
        several = party.what in ("party", "source") and party.plural and bool(party.states)
        if after is None or known is None or after.core.clitics != "و" or not alike or not several:
            yield party
            continue
        noun, at, number, plural = row.tokens[party.first].raw, after.index, party.number, True
        dual = number == 2 or row.tokens[party.first].core.text.endswith(("ان", "ين"))
        if dual and not after.core.text.endswith(("ان", "ين", "ون")):  # `مسؤولان أميركي وإسرائيلي`: one and one
            noun, number, plural = _DUAL.sub("", noun), None, False
        yield replace(party, name=" ".join((noun, *party.name.split(" ")[1:])), number=number, plural=plural)
        name = f"{noun} {display(row, at, at)}"
        yield replace(party, first=at, last=at, start=after.core, full_first=at, full_last=at, name=name,
                      states=(known.id,), number=number, plural=plural, target=None)  # fmt: skip


def two_in_office(row: Row, lexicon: ActorLexicon, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Two by their office and the state of each, an adjective or a name, the first with the noun."""
    people = {c.full_first for c in found if c.type == "Person"}
    for run, office, entry, two in _offices(row, lexicon, found):
        if two[-1].last + 1 in people:
            continue  # they are named right behind it
        for state in two:
            yield _in_office(row, office, entry, state, run.first if state is two[0] else state.first, run.reading)


def _in_office(row: Row, office: str, entry: TitleEntry, state: _OfState, begin: int, reading: Reading) -> Candidate:
    """Who holds an office of a state; `reading` is the noun's, for whom it stands before."""
    title = _title(row, office, entry, state, begin)
    start = reading if begin < state.first else row.tokens[begin].core
    return Candidate(row=row.sentence.index, first=begin, last=state.last, start=start, full_first=begin,
                     full_last=state.last, type="Person", form="nominal", what="title", name=title.text,
                     title=title, states=title.states, definite=True)  # fmt: skip


def each_in_office(row: Row, lexicon: ActorLexicon, found: Sequence[Candidate]) -> list[Candidate]:
    """`وزراء خارجية مصر والأردن والعراق`: one of each state, in the place of the states and of those of the first."""
    names = {c.first: c for c in found if c.type == "State" and c.what == "name" and c.known is not None}
    out = list(found)
    for token in (t for t in row.tokens if t.core.text in _ONE_OF):
        at = token.index + 1
        rest = [] if at in names else [t.raw for t in row.tokens[at : at + 1]]
        states = list(_enumerated(row, names, at + len(rest)))
        office = " ".join((_ONE_OF[token.core.text], *rest))
        entry = lexicon.titles.get(phrase(office)[:1])
        if entry is None or len(states) < 2:
            continue
        taken = {state.first for state in states} | {token.index}
        out = [c for c in out if c.full_first not in taken or c.type == "Person"]
        out += [
            _in_office(row, office, entry, s, token.index if s is states[0] else s.first, token.core) for s in states
        ]
    return out


def named_in_office(row: Row, lexicon: ActorLexicon, found: Sequence[Candidate]) -> list[Candidate]:
    """The names, two behind such an office with it: `رئيسا جنوب السودان والسودان سلفا كير وعمر البشير`."""
    people = {c.first: c for c in found if c.type == "Person" and c.title is None}
    titled: dict[int, Candidate] = {}
    for run, office, entry, two in _offices(row, lexicon, found):
        one = people.get(two[-1].last + 1)
        other = people.get(one.last + 1) if one is not None else None
        if one is None or other is None or other.start.clitics != "و":
            continue
        for person, state, begin in ((one, two[0], run.first), (other, two[1], other.first)):
            title = _title(row, office, entry, state, run.first)
            titled[person.first] = replace(person, title=title, states=title.states, full_first=begin)
    return [titled.get(c.first, c) if c.type == "Person" else c for c in found]


@dataclass(frozen=True, slots=True)
class _OfState:
    """A state's adjective or name, tokens `first` to `last`."""

    first: int
    last: int
    known: str


def _title(row: Row, office: str, entry: TitleEntry, state: _OfState, first: int) -> Title:
    name = f"{office} {display(row, state.first, state.last)}"
    return Title(first, state.last, (entry,), name, phrase(office), (state.known,))


def _offices(
    row: Row, lexicon: ActorLexicon, found: Sequence[Candidate]
) -> Iterator[tuple[Run, str, TitleEntry, tuple[_OfState, _OfState]]]:
    """Offices of two with the state of each, and the office of one of them."""
    states = {c.first: c for c in found if c.type == "State" and c.what == "name"}
    for token in row.tokens:
        pair = find(lexicon.nouns, row.tokens, token.index, article=True)
        if pair is None or pair[1].kind != "pair" or not (pair[1].refers or "").startswith("title."):
            continue
        run = pair[0]
        rest = [t.raw for t in row.tokens[run.first + 1 : run.last + 1]]
        office = " ".join((_DUAL.sub("", row.tokens[run.first].raw), *rest))
        entry = lexicon.titles.get(phrase(office)[:1])
        two = _two_states(row, lexicon, states, run.last + 1)
        if entry is not None and two is not None:
            yield run, office, entry, two


def _enumerated(row: Row, names: dict[int, Candidate], at: int) -> Iterator[_OfState]:
    """The states that are enumerated from a token on."""
    while (state := names.get(at)) is not None and state.known is not None:
        yield _OfState(state.first, state.last, state.known)
        comma = any(t.raw in ("،", ",") for t in row.tokens[state.last + 1 : state.last + 2])
        at = state.last + 1 + comma
        if at in names and names[at].start.clitics not in (("و", "") if comma else ("و",)):
            return


def _two_states(
    row: Row, lexicon: ActorLexicon, names: dict[int, Candidate], at: int
) -> tuple[_OfState, _OfState] | None:
    """Two states from a token on, joined by `و`."""
    adjectives = both_states(row.tokens, lexicon, at)
    if adjectives:
        (one_at, one_state), (other_at, other_state) = adjectives
        return _OfState(one_at, one_at, one_state.id), _OfState(other_at, other_at, other_state.id)
    one = names.get(at)
    other = names.get(one.last + 1) if one is not None else None
    if one is None or other is None or other.start.clitics != "و" or one.known is None or other.known is None:
        return None
    return _OfState(one.first, one.last, one.known), _OfState(other.first, other.last, other.known)
