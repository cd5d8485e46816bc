"""Points and reasons: the same whichever of two comes first, and in whatever order their offices lie."""

from __future__ import annotations

from kg.link.profile import Profile
from kg.link.roles import Office
from kg.link.score import _common_office

BARE = Office("title.envoy", "office")
FULL = Office("title.envoy", "office", frozenset({"خاص", "اليمن"}))


def person(*offices: Office) -> Profile:
    return Profile("n", "a", "person", "المبعوث", offices=frozenset(offices))


def test_the_same_office_is_told_in_the_same_words() -> None:
    one, other = person(BARE, FULL), person(FULL)
    told = [list(_common_office(a, b)) for a, b in ((one, other), (other, one))]
    assert told[0] == told[1]
    assert [reason.text for reason in told[0]] == ["the same office: envoy اليمن خاص"]
