"""`kg explain` on the seed article, through the shipped model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.explain.build import find_told, parts
from kg.extract.article import Workings, work_out
from kg.rdf.iris import Minter, claim_iris
from kg.rdf.vocabulary import ID
from kg.store.articles import articles, document
from kg.store.dataset import opened
from tests.e2e.conftest import Claims, run

Json = dict[str, Any]


@pytest.fixture(scope="module")
def meeting(seed_claims: Claims) -> str:
    """The IRI of the meeting's claim."""
    return str(next(c["claim"] for c in seed_claims if c["event"]["type"] == "Meeting"))


@pytest.fixture(scope="module")
def told(seed_store: Path, meeting: str) -> Json:
    """What the command gives as JSON."""
    found: Json = json.loads(run("explain", meeting, store=seed_store).stdout)
    return found


@pytest.fixture(scope="module")
def workings(seed_store: Path) -> Workings:
    """The seed article's workings."""
    with opened(seed_store) as data:
        (stored,) = articles(data)
        doc = document(data, stored)
    return work_out(Reader(info()).read(doc), run="test")


def of(told: Json, part: str) -> list[Json]:
    return [p for p in told["parts"] if p["part"] == part]


def entries(part: Json) -> set[str]:
    return {b["entry"]["file"] for b in part["because"] if "entry" in b}


def models(part: Json) -> set[str]:
    return {b["verdict"]["model"] for b in part["because"] if "verdict" in b}


def test_the_event_has_its_trigger_entry_and_model(told: Json) -> None:
    (event,) = of(told, "event")
    assert "meetings.yaml" in entries(event)
    assert models(event) == {"meeting-event"}
    verdict = next(b["verdict"] for b in event["because"] if "verdict" in b)
    assert verdict["score"] >= verdict["threshold"]
    assert verdict["weighed_for"]


def test_every_participant_has_words_a_rule_and_a_model(told: Json, seed_claims: Claims, meeting: str) -> None:
    claim = next(c for c in seed_claims if c["claim"] == meeting)
    participants = of(told, "participant")
    assert len(participants) == len(claim["participants"])
    assert all(any("words" in b for b in p["because"]) for p in participants)
    assert all("meeting-member" in models(p) for p in participants)
    listed = next(p for p in participants if p["value"].startswith("طلال العلي"))
    assert any("Stands for" in b["text"] and "Listed" in b["text"] for b in listed["because"])


def test_place_and_time_have_rules_and_models(told: Json) -> None:
    (place,), (time,) = of(told, "place"), of(told, "time")
    assert "place_nouns.yaml" in entries(place)
    assert models(place) == {"event-place"}
    assert "time_expressions.yaml" in entries(time)
    assert models(time) == {"event-time"}


def test_the_chain_has_a_cue_for_each_hop(told: Json) -> None:
    outlet, paper, source = of(told, "source")
    assert outlet["value"].endswith("الخليج أونلاين")
    assert "attribution.yaml" in entries(paper)
    assert "attribution.yaml" in entries(source)
    assert any("الاستخبارات" in b["text"] for b in source["because"])


def test_all_words_are_right_to_the_character(told: Json, seed_path: Path) -> None:
    text = seed_path.read_text(encoding="utf-8-sig")
    words = [b["words"] for p in told["parts"] for b in p["because"] if "words" in b]
    assert words
    assert all(text[w["start"] : w["end"]] == w["text"] for w in words)


def test_the_run_is_told(told: Json) -> None:
    assert told["current"] is True
    assert told["run"] == told["stored_run"]


def test_every_claim_of_the_article_can_be_explained(workings: Workings) -> None:
    for iri in claim_iris(Minter(workings.extraction.doc, ID), workings.extraction.claims):
        found = find_told(workings, str(iri), ID)
        assert found is not None
        kinds = [p.part for p in parts(found, ID)]
        assert kinds[0] == "event"
        assert kinds.count("source") == len(found.claim.chain)
        assert kinds.count("participant") == len(found.claim.participants)


def test_a_claim_that_is_not_read_is_none(workings: Workings) -> None:
    assert find_told(workings, f"{ID}claim/gone", ID) is None


def test_no_such_claim_offers_the_nearest(seed_store: Path, meeting: str) -> None:
    last = meeting.rsplit("/", 1)[1]
    told = run("explain", f"{last[:-1]}x", store=seed_store, status=2).stderr
    assert "no such claim" in told
    assert last in told
    assert len(told.strip().splitlines()) == 1
