"""What descriptions stand for: each finds the last compatible candidate before it, is an entity of its own, or nothing.

`المصدر` an unnamed source, `التنظيم` a body with that head noun, `الصحيفة` a medium, `الوزير` a person with that title,
`الطرفان` the last two that something was between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.extract.alike import family, party_key, states_fit, stems
from kg.extract.candidates import Candidate, Title
from kg.extract.identity import Clusters, body_key, name_tokens
from kg.extract.offices import described_by, office_fits, same_title, states_of
from kg.extract.own_bodies import is_body, is_medium, is_own_name, kind_fits, stands_alone, weak_ids
from kg.extract.pairs import pair_ahead, pair_members
from kg.extract.sides import Sides
from kg.extract.tokens import Row
from kg.lexicon.actors import ActorLexicon, phrase

_NEAR = 3
_GROUP_NEAR = 2
_LEAD = 3  # sentences of a headline and a lead
_MEDIA = {
    "medium.newspaper": "newspaper", "medium.magazine": "magazine", "medium.channel": "channel",
    "medium.agency": "agency", "medium.site": "website", "medium.network": "channel",
}  # fmt: skip


class Resolver:
    """Resolves the descriptions of one article, in order of the text, into the clusters of its names."""

    def __init__(
        self,
        found: Sequence[Candidate],
        lines: Sequence[Row],
        lexicon: ActorLexicon,
        clusters: Clusters,
        home: str | None = None,
    ) -> None:
        self.home = home
        self.found = found
        self.lines = lines
        self.lexicon = lexicon
        self.clusters = clusters
        self.at_home: int | None = None
        self.dropped: set[int] = set()
        self.members: dict[int, tuple[int, ...]] = {}

    def run(self) -> None:
        """Resolves every description but the pairs."""
        for at, candidate in enumerate(self.found):
            if candidate.alias == "weak" or candidate.what == "body":
                self._body(at, candidate)
            elif candidate.what == "medium":
                self._medium(at, candidate)
            elif candidate.what == "title":
                self._title(at, candidate)
            elif candidate.what in ("source", "party"):
                self._party(at, candidate)

    def _join(self, at: int, antecedent: int | None) -> bool:
        if antecedent is not None:
            self.clusters.union(antecedent, at)
        return antecedent is not None

    def _back(self, at: int, test: Callable[[Candidate], bool], rows: int | None = None) -> int | None:
        """The nearest candidate before that passes, at most so many sentences back."""
        for index in range(at - 1, -1, -1):
            other = self.found[index]
            if rows is not None and self.found[at].row - other.row > rows:
                return None
            if index not in self.dropped and test(other) and not self._within(at, other):
                return index
        return None

    def _ahead(self, at: int, test: Callable[[Candidate], bool], rows: int) -> int | None:
        """The nearest candidate after that passes, at most so many sentences ahead; any number from a headline."""
        limit = len(self.lines) if self._headline(at) else self.found[at].row + rows
        for index in range(at + 1, len(self.found)):
            if self.found[index].row > limit:
                return None
            if test(self.found[index]) and not self._within(index, self.found[at]):
                return index
        return None

    def _within(self, at: int, other: Candidate) -> bool:
        one = self.found[at]
        return one.row == other.row and other.first <= one.first and one.last <= other.last

    def _headline(self, at: int) -> bool:
        return self.lines[self.found[at].row].sentence.where == "title" or self.found[at].row == 0

    # --- bodies and media ------------------------------------------------------------------------------------------

    def _body(self, at: int, candidate: Candidate) -> None:
        wanted = weak_ids(self.lexicon, candidate)
        head = candidate.noun_text or name_tokens(candidate.name)[0]
        single = len(phrase(candidate.name)) == 1 or candidate.what == "body"
        found = self._back(at, lambda c: is_body(self.lexicon, c, wanted, head if single else None))
        if found is None and wanted:
            found = self._ahead(at, lambda c: c.known in wanted and c.alias != "weak", _NEAR)
        if found is None and candidate.what == "body" and not candidate.states:
            found = self._back(at, lambda c: kind_fits(c, head))
        if found is None and stands_alone(candidate):
            found = self._back(at, lambda c: c.what == "body" and c.noun_text == head and c.states == candidate.states)
        if found is None and is_own_name(self.lexicon, self.lines[candidate.row], candidate):
            found = self._back(at, lambda c: c.alias == "weak" and c.known == candidate.known)
        if self._join(at, found):
            return
        if self.home in wanted:
            named = (i for i, c in enumerate(self.found) if c.known == self.home and c.alias != "weak")
            self._join(at, next(named, self.at_home))
            self.at_home = at if self.at_home is None else self.at_home
        elif not stands_alone(candidate) and not is_own_name(self.lexicon, self.lines[candidate.row], candidate):
            self.dropped.add(at)

    def _medium(self, at: int, candidate: Candidate) -> None:
        kind = _MEDIA.get(candidate.noun.id) if candidate.noun is not None else None
        if not candidate.definite:
            self._join(
                at, self._ahead(at, lambda c: is_medium(self.lexicon, c, kind, candidate.noun_text), _GROUP_NEAR)
            )
            return
        found = self._back(at, lambda c: is_medium(self.lexicon, c, kind, candidate.noun_text))
        if found is None and kind not in (None, "website", "channel"):
            found = self._back(at, lambda c: c.type == "MediaOutlet")
        if not self._join(at, found):
            self.dropped.add(at)

    # --- people ----------------------------------------------------------------------------------------------------

    def _title(self, at: int, candidate: Candidate) -> None:
        def fits(other: Candidate) -> bool:
            return other.what == "name" and self._title_fits(candidate, other)

        def sure(other: Candidate) -> bool:
            return fits(other) and bool(set(candidate.states) & states_of(other))

        if candidate.title is not None and candidate.title.entries[0].kind == "relation":
            self._join(at, self._counterpart(at, candidate))
            return
        found = self._titled_before(at, fits, sure)
        for test, rows in ((sure, _NEAR), (fits, 1)):
            found = self._ahead(at, test, rows) if found is None else found
        if found is None:
            found = self._named_later(at, candidate, fits)
        if found is None:
            found = self._back(at, lambda c: c.what == "title" and self._title_fits(candidate, c))
        self._join(at, found)

    def _titled_before(
        self, at: int, fits: Callable[[Candidate], bool], sure: Callable[[Candidate], bool]
    ) -> int | None:
        """Somebody before: of the same title, of the same state, for a full title without a state of no other's."""
        candidate = self.found[at]

        def same(other: Candidate) -> bool:
            return fits(other) and same_title(candidate, other)

        def plain(other: Candidate) -> bool:
            return fits(other) and not states_of(other) - {self.home}

        full = candidate.title is not None and len(candidate.title.core) > 1 and not candidate.states
        tests = (same, sure, *((plain,) if full else ()), fits)
        return next((hit for hit in (self._back(at, test) for test in tests) if hit is not None), None)

    def _named_later(self, at: int, candidate: Candidate, fits: Callable[[Candidate], bool]) -> int | None:
        """Whom a full title in the lead stands for (`وزير الدفاع الأميركي`): the only one named later that it fits."""
        title = candidate.title
        if title is None or self.found[at].row > _LEAD or (len(title.core) < 2 and not title.states):
            return None
        later = [i for i in range(at + 1, len(self.found)) if fits(self.found[i])]
        return later[0] if len({self.clusters.find(i) for i in later}) == 1 else None

    def _counterpart(self, at: int, candidate: Candidate) -> int | None:
        """Whom `نظيره المصري` means: the nearest person in an office of that state, looked for before, then after."""
        if not candidate.states:
            return None

        def fits(other: Candidate) -> bool:
            return other.what == "name" and other.type == "Person" and bool(set(candidate.states) & states_of(other))

        found = self._back(at, fits)
        return found if found is not None else self._ahead(at, fits, _NEAR)

    def _title_fits(self, candidate: Candidate, other: Candidate) -> bool:
        one = candidate.title
        if one is None or not other.titles or one.entries[0].kind == "relation":
            return False
        states = states_of(other)
        if one.states and states and not set(one.states) & states:
            return False
        offices = (*other.titles, *self._offices(other))
        return any(office_fits(one, two, named=other.what == "name") for two in offices)

    def _offices(self, other: Candidate) -> tuple[Title, ...]:
        """The titles of whose counterpart somebody is: `نظيره المصري سامح شكري` has the office of the one before."""
        if not any(entry.id == "relation.counterpart" for title in other.titles for entry in title.entries):
            return ()
        before = range(self.found.index(other) - 1, -1, -1)
        near = (i for i in before if other.row - self.found[i].row <= _NEAR and self.found[i].type == "Person")
        told = (self._all_titles(i) for i in near)
        return next((titles for titles in told if any(e.state for title in titles for e in title.entries)), ())

    def _all_titles(self, at: int) -> tuple[Title, ...]:
        """The titles that an article gives somebody anywhere."""
        root = self.clusters.find(at)
        return tuple(t for i, c in enumerate(self.found) if self.clusters.find(i) == root for t in c.titles)

    # --- parties and sources ---------------------------------------------------------------------------------------

    def _party(self, at: int, candidate: Candidate) -> None:
        if not candidate.definite:
            same = self._back(at, lambda c: c.what == candidate.what and body_key(c.name) == body_key(candidate.name))
            same = self._same_bodies(at) if same is None else same
            if same is not None and (candidate.what == "party" or self._headline(same)):
                self._join(at, same)
            return
        if candidate.last > candidate.first and candidate.target is not None:
            self._join(at, self._back(at, lambda c: c.what == candidate.what and c.name == candidate.name))
            return
        self._join(at, self._described_before(at, candidate))

    def _same_bodies(self, at: int) -> int | None:
        """The nearest party before of the same noun and the same bodies, whatever these are called."""
        wanted = party_key(self.found, self.lines, self.clusters, at)
        before = (i for i in range(at - 1, -1, -1) if i not in self.dropped and self.found[i].what == "party")
        if wanted is None:
            return None
        return next((i for i in before if party_key(self.found, self.lines, self.clusters, i) == wanted), None)

    def _described_before(self, at: int, candidate: Candidate) -> int | None:
        kind = family(candidate)

        def kin(other: Candidate) -> bool:
            return other.what == candidate.what and family(other) == kind and states_fit(candidate, other)

        if candidate.what == "source":
            return self._source_before(at, candidate, kin)
        near = self._back(at, kin, _NEAR)
        if near is None and kind == "delegation":
            near = self._back(at, lambda c: c.what in ("party", "source") and c.number is not None, _GROUP_NEAR)
        return near if near is not None else self._back(at, kin)

    def _source_before(self, at: int, candidate: Candidate, kin: Callable[[Candidate], bool]) -> int | None:
        words = stems(candidate)
        alike = self._back(at, lambda c: kin(c) and bool(words & stems(c))) if words else None
        if alike is not None:
            return alike
        same = self._back(at, lambda c: kin(c) and c.noun == candidate.noun)
        found = same if same is not None else self._back(at, kin)
        if found is None and family(candidate) in ("official", "diplomat", "expert") and not candidate.plural:
            found = self._back(at, lambda c: described_by(candidate, c), _NEAR)
        return found

    # --- pairs -----------------------------------------------------------------------------------------------------

    def pairs(self, told: Sides) -> None:
        """Finds the members of `الطرفان` and the like, which needs to be told who is on one side."""
        for at, candidate in enumerate(self.found):
            if candidate.what == "pair":
                far = 2 if candidate.noun is not None and candidate.noun.refers == "State" else 6
                members = self._near_pair(at, told, 1) or self._same_pair(at) or self._near_pair(at, told, far)
                if not members and candidate.row < _LEAD:
                    members = pair_ahead(self.found, self.lines, at, self.clusters, told, _GROUP_NEAR)
                if members:
                    self.members[at] = members
                else:
                    self.dropped.add(at)

    def _near_pair(self, at: int, told: Sides, rows: int) -> tuple[int, ...]:
        return pair_members(self.found, self.lines, at, self.clusters, told, rows)

    def _same_pair(self, at: int) -> tuple[int, ...]:
        """What most of the same descriptions before it stood for, the last of equals."""
        noun = self.found[at].noun
        before = [m for i, m in self.members.items() if self.found[i].noun == noun]
        keys = [frozenset(map(self.clusters.find, m)) for m in before]
        ranked = sorted(range(len(before)), key=lambda n: (keys.count(keys[n]), n))
        return before[ranked[-1]] if ranked else ()
