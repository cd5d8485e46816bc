"""Titles: chains such as `صاحب السمو الملكي الأمير`, `مدير شرطة المنطقة اللواء`, and those whom they stand with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.candidates import Candidate, Title, display
from kg.extract.person_names import PersonNames
from kg.extract.title_complements import Complements
from kg.extract.title_states import is_adjective, of_two_states, owner_within, states_within, without_states
from kg.extract.tokens import Row, Run, Token, find
from kg.lexicon.actors import ActorLexicon, TitleEntry

_LOOSE = frozenset({"في", "من", "الي", "علي", "عن"})  # after a title without a name these belong to the clause
_ABBREVIATES = frozenset({".", "/"})  # after `د`
COMMAS = frozenset({"،", ",", "-", "–"})


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of titles before a name, and the tokens of the name (None where no name follows)."""

    title: Title
    person: tuple[int, int] | None
    comma: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    entry: TitleEntry
    last: int
    body: tuple[int, int] | None = None


class TitleReader:
    """Reads the titles of one sentence; `names` are the names found in it."""

    def __init__(self, row: Row, lexicon: ActorLexicon, names: Sequence[Candidate]) -> None:
        self.row = row
        self.lexicon = lexicon
        self.tokens = row.tokens
        self.names = {c.first: c for c in names}
        self.people = PersonNames(row, lexicon, self.names)
        self.complements = Complements(row, lexicon, self.names)
        self.inside = {at for c in names for at in range(c.first + 1, c.last + 1)}

    def chains(self) -> Iterator[Chain]:
        """All chains of titles, in order; none begins inside another or inside a name."""
        at = 0
        while at < len(self.tokens):
            chain = self.chain(at) if at not in self.inside and not self._known_at(at) else None
            if chain is None:
                at += 1
                continue
            yield chain
            at = (chain.person[1] if chain.person else chain.title.last) + 1

    def chain(self, at: int) -> Chain | None:
        """The chain that begins at a token, None if no title does."""
        parts: list[_Part] = []
        after, comma = at, False
        while True:
            part = self._part(after, first=not parts)
            if part is None:
                break
            if parts and not comma and part.entry.kind == "office" and self._described(parts[-1]):
                return self._unnamed(at, parts)
            if parts and not comma and "office" in (parts[-1].entry.kind, part.entry.kind):
                spans = (at, parts[-1].last), (after, part.last)
                if of_two_states(self.row, self.lexicon, self.names, *spans):
                    return self._unnamed(at, parts)
            parts.append(part)
            after, comma = self._skip_comma(part.last + 1)
        if not parts:
            return None
        return self._finish(at, parts, after, comma)

    def _described(self, part: _Part) -> bool:
        """Whether somebody is only described, by a body that a preposition brings: the next office is another's."""
        return part.body is not None and self.tokens[part.body[0] - 1].core.text in _LOOSE

    def _finish(self, at: int, parts: list[_Part], after: int, comma: bool) -> Chain | None:
        person = None
        if not (comma and self.tokens[after].core.clitics):
            relation = parts[-1].entry.kind == "relation"
            person = self.people.after_title(after, comma=comma, relation=relation)
        if person is not None:
            return Chain(self._title(at, parts, loose=True), person, comma)
        return self._unnamed(at, parts[:1] if comma else parts)

    def _unnamed(self, at: int, parts: list[_Part]) -> Chain | None:
        title = self._title(at, parts, loose=False)
        return Chain(title, None) if self._stands_alone(title, parts) else None

    def _known_at(self, at: int) -> bool:
        """A name that is not a person's begins here (`رئيس الوزراء` is none, `قائد` in a name of a body would be)."""
        name = self.names.get(at)
        return name is not None and name.type not in ("Person",) and name.last > at

    # --- parts -----------------------------------------------------------------------------------------------------

    def _part(self, at: int, *, first: bool) -> _Part | None:
        hit = find(self.lexicon.titles, self.tokens, at) if at < len(self.tokens) else None
        if hit is None or (not first and hit[0].reading.clitics) or self._is_name(at, hit[0]):
            return None
        run, entry = hit
        if entry.kind == "relation" and not first:
            return None  # `وزير الخارجية السوري نظيره العماني`: of two people
        if entry.kind in ("office", "relation"):
            end = self.complements.end(run)
            return _Part(entry, max(end, run.last), (run.last + 1, end) if end > run.last else None)
        last = self._adjectives(run.last, at) if entry.kind in ("profession", "rank") else run.last
        last = self._of_body(last) if entry.kind == "profession" else last
        return _Part(entry, last if entry.kind == "profession" or self._person_at(last + 1) else run.last)

    def _of_body(self, last: int) -> int:
        """`القيادي المنشق عن تنظيم القاعدة`, `القيادي في الحركة`: the body that a preposition brings."""
        link = self.tokens[last + 1].core.text if last + 1 < len(self.tokens) else ""
        body = self.names.get(last + 2)
        named = body is not None and body.type in ("ArmedGroup", "Organization", "GovernmentBody")
        return body.last if body is not None and named and link in ("في", "عن") else last

    def _person_at(self, at: int) -> bool:
        """Whether the tagger's name of a person begins here (after `العقيد المنشق`)."""
        return at in self.names and self.names[at].type == "Person"

    def _is_name(self, at: int, run: Run) -> bool:
        """A word such as `رائد` or `أمير` that is part of a person's name here."""
        name = self.names.get(at)
        if name is not None and name.type == "Person" and not self.tokens[at].definite:
            return True
        return at in self.inside and run.first == run.last

    def _adjectives(self, last: int, first: int) -> int:
        while last + 1 < len(self.tokens) and last - first < 3:
            token = self.tokens[last + 1]
            if token.core.clitics or not token.definite or last + 1 in self.names or token.upos not in {"ADJ"}:
                break
            if find(self.lexicon.titles, self.tokens, last + 1) is not None:
                break
            last += 1
        return last

    # --- people ----------------------------------------------------------------------------------------------------

    def _skip_comma(self, at: int) -> tuple[int, bool]:
        """Past quotation marks and one comma, if a title or a person follows."""
        after, comma = at, False
        if (
            0 < at < len(self.tokens)
            and self.tokens[at].raw in _ABBREVIATES
            and len(self.tokens[at - 1].core.text) == 1
        ):
            after += 1
        while after < len(self.tokens) and (self.tokens[after].is_quote or self.tokens[after].raw in COMMAS):
            if self.tokens[after].raw in COMMAS:
                if comma:
                    return at, False
                comma = True
            after += 1
        return (after, comma) if after < len(self.tokens) else (at, False)

    # --- what a chain says -----------------------------------------------------------------------------------------

    def _title(self, at: int, parts: list[_Part], *, loose: bool) -> Title:
        last = parts[-1].last if loose else self._tight(parts)
        office = next((p for p in parts if p.body), None)
        body = (office.body[0], min(office.body[1], last)) if office is not None and office.body else None
        return Title(
            first=at,
            last=last,
            entries=tuple(p.entry for p in parts),
            text=display(self.row, at, last),
            core=without_states(self.row, self.lexicon, self.names, at, last),
            states=states_within(self.row, self.lexicon, self.names, at, last),
            body=body if body and body[1] >= body[0] else None,
            owner=owner_within(self.row, self.lexicon, at, last),
        )

    def _tight(self, parts: list[_Part]) -> int:
        """The last token of the chain without a loose prepositional phrase at its end."""
        last = parts[-1].last
        body = parts[-1].body
        if body is None:
            return last
        loose = (at for at in range(body[0], last + 1) if self._is_loose(self.tokens[at]))
        return next(loose, last + 1) - 1

    def _is_loose(self, token: Token) -> bool:
        return token.core.text in _LOOSE or token.core.clitics in {"ب", "وب"}

    def _stands_alone(self, title: Title, parts: list[_Part]) -> bool:
        """Whether a title without a name stands for a person: definite through article, complement or state."""
        entry = parts[0].entry
        if not entry.alone or is_adjective(self.row, title.first, title.last):
            return False
        closed = any(self.tokens[i].definite for i in range(title.first, title.last + 1)) or bool(title.states)
        named = any(i in self.names for i in range(title.first, title.last + 1))
        return closed or named or entry.kind == "relation"
