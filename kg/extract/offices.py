"""Whether a title that stands alone can be that of somebody named, by its words, its entry and its state."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.candidates import Candidate, Title
from kg.lexicon.words import word_class, word_synonyms

_SAME_OFFICE = word_synonyms("office")
_OF_COUNCIL = word_class("office.council")
_UNITED = word_class("office.united")


def states_of(other: Candidate) -> set[str]:
    """The states that titles give a person, by the candidate at hand."""
    told = (state for title in other.titles for state in (*title.states, title.owner))
    return {state for state in (*told, *other.states) if state is not None}


def office_fits(one: Title, two: Title, *, named: bool) -> bool:
    """Whether a title that stands alone can be another, a named person's or one that stands alone as well."""
    if one.entries[0].id not in {entry.id for entry in two.entries}:
        return False
    words, theirs = map(_title_words, (one.core, two.core))
    if _UNITED & words and _UNITED & theirs and one.entries[0].capacity:
        words -= _UNITED
    return words <= theirs if named else words == theirs and one.states == two.states


def same_title(candidate: Candidate, other: Candidate) -> bool:
    """Whether both have the same title, of the same state."""
    one, two = candidate.title, other.title
    return one is not None and two is not None and one.core == two.core and one.states == two.states


def described_by(described: Candidate, person: Candidate) -> bool:
    """Whether `المسؤول الأمريكي` can mean somebody: a person in an office, of that state if one is told."""
    in_office = person.what == "name" and person.type == "Person" and person.title is not None
    return in_office and (not described.states or bool(set(described.states) & states_of(person)))


def _title_words(core: Iterable[str]) -> set[str]:
    bare = (word.removeprefix("ال") if len(word) > 4 else word for word in core)
    words = {_SAME_OFFICE.get(word, word) for word in bare}
    return words - {"مجلس"} if words & _OF_COUNCIL else words
