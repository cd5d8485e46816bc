"""Parts of claims explained, on sentences built by hand: no model of Arabic is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.explain import setting
from kg.explain.build import find_told, parts
from kg.explain.told import Told
from kg.explain.types import Explained
from kg.extract.article import Workings, work_out
from kg.extract.place_nodes import place_anchor
from kg.extract.places import place_chains, place_names
from kg.rdf.iris import Minter, claim_iris
from kg.rdf.vocabulary import ID
from tests.extract.test_mentions import TAGS, row
from tests.sentences import annotated, sentence

TEXT = (
    'كشفت صحيفة " ديلي صباح " أن وزير الخارجية الروسي سيرغي لافروف التقى وزير الخارجية التركي مولود جاويش أوغلو'
    " في أنقرة أمس ."
)
PEOPLE = (("PERS", "سيرغي لافروف"), ("PERS", "مولود جاويش أوغلو"), ("LOC", "أنقرة"))


@pytest.fixture(scope="module")
def workings() -> Workings:
    """An article of one sentence, worked out."""
    tags = {**TAGS, "كشفت": "VERB", "وزير": "NOUN", "الخارجية": "ADJ", "التركي": "ADJ"}
    built = sentence(*row(TEXT), upos=tags, lemmas={"التقى": "التقى"}, names=PEOPLE)  # type: ignore[arg-type]
    return work_out(annotated(built, outlet="الأفق", published=date(2015, 7, 24)), run="test")


@pytest.fixture(scope="module")
def told(workings: Workings) -> Told:
    """The meeting's claim with its frames."""
    (iri,) = claim_iris(Minter(workings.extraction.doc, ID), workings.extraction.claims)
    one = find_told(workings, str(iri), ID)
    assert one is not None
    return one


@pytest.fixture(scope="module")
def found(told: Told) -> dict[str, list[Explained]]:
    """The parts of the meeting's claim, by what they are."""
    out: dict[str, list[Explained]] = {}
    for part in parts(told, ID):
        out.setdefault(part.part, []).append(part)
    return out


def texts(part: Explained) -> str:
    return "\n".join(b.text for b in part.because)


def entries(part: Explained) -> set[str]:
    return {b.entry.id for b in part.because if b.entry}


def models(part: Explained) -> set[str]:
    return {b.verdict.model for b in part.because if b.verdict}


def test_the_event(found: dict[str, list[Explained]]) -> None:
    (event,) = found["event"]
    assert entries(event) == {"meet.iltaqa"}
    assert models(event) == {"meeting-event"}


def test_a_word_that_tells_of_several_meetings() -> None:
    words = "أجرى وزير الخارجية الروسي سيرغي لافروف لقاءات مع مولود جاويش أوغلو و+جون كيري ."
    tags = {**TAGS, "أجرى": "VERB", "لقاءات": "NOUN", "وزير": "NOUN", "الخارجية": "ADJ"}
    names = (*PEOPLE[:2], ("PERS", "جون كيري"))
    built = sentence(*row(words), upos=tags, names=names)  # type: ignore[arg-type]
    read = work_out(annotated(built, outlet="الأفق", published=date(2015, 7, 24)), run="test")
    iris = claim_iris(Minter(read.extraction.doc, ID), read.extraction.claims)
    events = [part for iri in iris for part in parts(_found(read, str(iri)), ID) if part.part == "event"]
    assert len(events) == 2
    assert all("These words tell of 2 meetings" in texts(event) for event in events)


def _found(read: Workings, iri: str) -> Told:
    one = find_told(read, iri, ID)
    assert one is not None
    return one


def test_participants(found: dict[str, list[Explained]]) -> None:
    one, other = found["participant"]
    assert one.value.startswith("سيرغي لافروف (attendee)")
    assert "tagger PERS" in texts(one)
    assert "Stands for روسيا. The title names it." in texts(one)
    assert "the object of the verb" in texts(other)
    assert models(one) == models(other) == {"meeting-member"}


def test_status_and_certainty(found: dict[str, list[Explained]], told: Told) -> None:
    (status,), (certainty,) = found["status"], found["certainty"]
    assert models(status) == {"event-planned", "event-ongoing"}
    assert certainty.value.startswith("certain, positive, ")
    assert status.value == told.claim.status


def test_the_place(told: Told) -> None:
    sentence = told.sentence(told.frames[0])
    (chain,) = place_chains(sentence)
    names = place_names(told.discourse.annotated.doc, sentence, chain)
    claim = replace(told.claim, place=place_anchor(names[0]))
    place = setting.place(replace(told, claim=claim, frames=(replace(told.frames[0], place=names),)))
    assert place.value == "أنقرة"
    assert "A name of the gazetteer: Ankara (geonames:323786)" in texts(place)
    assert models(place) == {"event-place"}


def test_the_time(told: Told) -> None:
    (at,) = told.workings.times
    claim = replace(told.claim, time=at.time)
    time = setting.time(replace(told, claim=claim, frames=(replace(told.frames[0], time=at.time),)))
    assert time.value == "2015-07-23 (day, inferred)"
    assert at.rule in entries(time)
    assert "the article's day, 2015-07-24" in texts(time)
    assert models(time) == {"event-time"}


def test_the_chain(found: dict[str, list[Explained]]) -> None:
    outlet, paper = found["source"]
    assert "الأفق" in texts(outlet)
    assert "A citation in the sentence covers the words." in texts(outlet)
    assert any(entry.startswith("say.") for entry in entries(paper))


def test_a_claim_that_is_not_read_is_none(workings: Workings) -> None:
    assert find_told(workings, f"{ID}claim/gone", ID) is None
