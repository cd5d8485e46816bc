"""Parameters as users write them, and what they are told when they are wrong."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.query import ask, named, values
from kg.store.dataset import Dataset
from tests.world import NAMES

WRONG = {
    "no such query": ("who-met", {}, "Near: who-met-whom"),
    "no such parameter": ("who-met-whom", {"acter": "x"}, "Near: actor"),
    "a parameter is missing": ("meetings-at-place", {}, "-p place="),
    "a parameter is empty": ("meetings-at-place", {"place": " "}, "-p place="),
    "no such name, one is near": ("who-met-whom", {"actor": "سليم الحمدون"}, "Near: سليم الحَمدان"),
    "no such name, none is near": ("who-met-whom", {"actor": "xyz"}, "no actor of that name"),
    "a place is no actor": ("who-met-whom", {"actor": "إسطنبول"}, "no actor of that name"),
    "no such day": ("who-met-whom", {"from": "2020-02-30"}, "from=2020-02-30"),
    "not a day": ("who-met-whom", {"from": "yesterday"}, "YYYY-MM-DD"),
    "a day of another form": ("who-met-whom", {"to": "20200230"}, "YYYY-MM-DD"),
    "the wrong way round": ("who-met-whom", {"from": "2020-02-02", "to": "2020-01-01"}, "after to=2020-01-01"),
    "neither true nor false": ("who-met-whom", {"undated": "maybe"}, "true or false"),
    "no whole number": ("who-met-whom", {"sources": "two"}, "whole number"),
    "no such status": ("who-met-whom", {"status": "over"}, "one of held"),
    "no such certainty": ("who-met-whom", {"certainty": "sure"}, "one of certain"),
    "none of several that are needed": ("without-source", {}, "one of source, affiliation, class"),
    "no such class": ("without-source", {"class": "Alien"}, "one of Person"),
    "no such event": ("stance-timeline", {"event": "https://example.org/e"}, "no such event"),
    "no such claim": ("sources-of-claim", {"claim": "https://example.org/c"}, "no such claim"),
    "a claim has no name": ("sources-of-claim", {"claim": "التقى"}, "IRI"),
    "no IRI": ("sources-of-claim", {"claim": "http://a b"}, "no IRI"),
}


@pytest.mark.parametrize(("name", "given", "told"), WRONG.values(), ids=WRONG)
def test_wrong(data: Dataset, name: str, given: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        ask(data, name, given)


def test_names_are_folded_and_every_form_counts(data: Dataset) -> None:
    for name in ("سليم الحمدان", "سَليم الحمدان", "أبو رمزي", "ابو رمزي", "الحمدان"):
        assert values(named("actor-timeline"), {"actor": name}, data)["actor"] == (NAMES["2:سليم الحَمدان"],)


def test_a_name_of_several_means_them_all(data: Dataset) -> None:
    source = values(named("without-source"), {"source": "مسؤول في وزارة الخارجية"}, data)["source"]
    assert set(source or ()) == {NAMES["1:مسؤول في وزارة الخارجية"], NAMES["3:مسؤول في وزارة الخارجية"]}  # type: ignore[arg-type]


def test_an_iri_of_an_article_becomes_canonical(data: Dataset) -> None:
    iri = NAMES["1:سليم الحمدان"]
    assert values(named("actor-timeline"), {"actor": iri}, data)["actor"] == (NAMES["2:سليم الحَمدان"],)


def test_the_last_parts_of_an_iri_are_enough(data: Dataset) -> None:
    iri = NAMES["m1.dawn"]
    short = "/".join(iri.split("/")[-2:])
    assert values(named("sources-of-claim"), {"claim": short}, data)["claim"] == (iri,)


def test_defaults(data: Dataset) -> None:
    found = values(named("who-met-whom"), {}, data)
    nothing = dict.fromkeys(("actor", "other", "from", "to", "place", "status", "certainty", "sources"))
    assert found == {**nothing, "undated": False, "accepted": False, "rejected": True}


def test_filters_become_what_queries_compare(data: Dataset) -> None:
    given = {"certainty": "possible", "status": "held, agreed", "sources": "2", "accepted": "yes"}
    found = values(named("who-met-whom"), given, data)
    assert found["certainty"] == ("certain", "probable", "possible")
    assert found["status"] == ("held", "agreed")
    assert (found["sources"], found["accepted"]) == (2, True)
