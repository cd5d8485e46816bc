"""People: names with the titles before or after them, and titles that stand for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.candidates import Candidate, Title, display
from kg.extract.owners import owned_bodies
from kg.extract.titles import COMMAS, Chain, TitleReader
from kg.extract.tokens import Row
from kg.lexicon.actors import ActorLexicon
from kg.lexicon.words import word_class

_AS = word_class("title.as")
_APPOSED = frozenset({"office", "profession"})


def people(row: Row, lexicon: ActorLexicon, names: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Names with their titles and the bodies that titles name, and titles that stand alone."""
    reader = TitleReader(row, lexicon, names)
    found = _apart([_extended(reader, c) for c in names])
    reader = TitleReader(row, lexicon, found)
    alone: list[Candidate] = []
    for chain in reader.chains():
        if chain.person is not None:
            found = _with_person(row, found, chain)
        elif _is_second(row, found, chain.title):
            found = [_reaching(row, c, chain.title) for c in found]
        elif any(_ends_with_title(row, c, chain.title) for c in found):
            found = [c.with_other(chain.title) if _ends_with_title(row, c, chain.title) else c for c in found]
        elif _attach_after(row, found, chain.title):
            found = [c.with_title(chain.title) if _ends_before(row, c, chain.title) else c for c in found]
        elif not _as(row, chain.title):
            alone.append(_alone(row, chain.title))
    found += owned_bodies(row, lexicon, found, alone)
    return sorted(found, key=lambda c: c.first), alone


def _apart(found: list[Candidate]) -> list[Candidate]:
    """Without people that an extended name before them has taken in."""
    out: list[Candidate] = []
    for candidate in found:
        if not out or candidate.first > out[-1].last:
            out.append(candidate)
    return out


def _extended(reader: TitleReader, name: Candidate) -> Candidate:
    """A person's name with what the tagger left out behind it."""
    last = reader.people.extended(name.last) if name.type == "Person" else name.last
    others = [reader.names[at] for at in range(name.last + 1, last + 1) if at in reader.names]
    if last == name.last or any(o.type != "Person" and not reader.people.is_surname(o.first - 1, o) for o in others):
        return name
    return replace(name, last=last, full_last=last, name=display(reader.row, name.first, last, name.start))


def _with_person(row: Row, found: list[Candidate], chain: Chain) -> list[Candidate]:
    first, last = chain.person or (0, 0)
    tagged = next((c for c in found if c.first == first and c.type == "Person"), None)
    rest = [c for c in found if not (first <= c.first <= last or first <= c.last <= last)]
    person = tagged if tagged is not None and tagged.last >= last else _person(row, first, last)
    return [*rest, person.with_title(chain.title)]


def _person(row: Row, first: int, last: int) -> Candidate:
    return Candidate(
        row=row.sentence.index,
        first=first,
        last=last,
        start=row.tokens[first].core,
        full_first=first,
        full_last=last,
        type="Person",
        form="name",
        what="name",
        name=display(row, first, last),
    )


def _ends_before(row: Row, name: Candidate, title: Title) -> bool:
    """Whether a person's name ends right before a title, at most a comma between them."""
    if name.type != "Person" or (name.title is not None and name.title.first > name.first):
        return False
    between = row.tokens[name.last + 1 : title.first]
    return name.last < title.first and len(between) <= 1 and all(t.raw in COMMAS or t.is_quote for t in between)


def _ends_with_title(row: Row, name: Candidate, title: Title) -> bool:
    """Whether a person's title that stands after the name ends right before another (`ولي العهد وزير الداخلية`)."""
    if name.type != "Person" or name.title is None or name.title.first < name.last or name.full_last >= title.first:
        return False
    between = row.tokens[name.full_last + 1 : title.first]
    close = not between or (len(between) == 1 and between[0].raw in COMMAS and title.entries[0].kind == "office")
    return close and not row.tokens[title.first].core.clitics and title.entries[0].kind in _APPOSED


def _attach_after(row: Row, found: list[Candidate], title: Title) -> bool:
    """`محمد بن نايف ولي العهد`, `فلان، سفير بلاده في ...`: an office right after a name is an apposition.

    Not so where the name has an office before it and no comma after it (`دعا الوزير فلان مفوض الأمم المتحدة`), unless
    both are of heads of state (`الرئيس فلان رئيس الجمهورية`).
    """
    name = next((c for c in found if _ends_before(row, c, title)), None)
    if name is None or row.tokens[title.first].core.clitics or title.entries[0].kind not in _APPOSED:
        return False
    before = name.title.entries if name.title is not None else ()
    in_office = any(entry.kind == "office" for entry in before)
    heads = title.entries[0].head and any(entry.head for entry in before)
    return title.first > name.last + 1 or heads or not in_office


def _reaching(row: Row, name: Candidate, title: Title) -> Candidate:
    """The person with the end of a second title (`سفير ... والمندوب الدائم ...`) taken in."""
    return name.with_other(title) if _second_of(row, name, title) else name


def _is_second(row: Row, found: list[Candidate], title: Title) -> bool:
    return any(_second_of(row, c, title) for c in found)


def _second_of(row: Row, name: Candidate, title: Title) -> bool:
    """Whether a title is joined by `و` to one that stands after the name, no mark and few words between them."""
    if name.type != "Person" or name.title is None or name.title.first < name.first:
        return False
    gap = row.tokens[name.full_last + 1 : title.first]
    joined = row.tokens[title.first].core.clitics == "و" and title.first > name.full_last
    return joined and len(gap) <= 3 and not any(t.is_punct or t.upos == "VERB" for t in gap)


def _as(row: Row, title: Title) -> bool:
    """`بصفته القائد الأعلى للجيش`: a title of somebody who was named."""
    return title.first > 0 and row.tokens[title.first - 1].text in _AS


def _alone(row: Row, title: Title) -> Candidate:
    return Candidate(
        row=row.sentence.index,
        first=title.first,
        last=title.last,
        start=row.tokens[title.first].core,
        full_first=title.first,
        full_last=title.last,
        type="Person",
        form="nominal",
        what="title",
        name=display(row, title.first, title.last),
        title=title,
        states=title.states,
        definite=row.tokens[title.first].definite,
    )
