"""Judgements and grades: beside the claims, never an edit of them; told when a judged claim changes or goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.explain.build import find as find_claim
from kg.judge.judgements import grade_parts, graphs
from kg.judge.log import entries
from kg.judge.resolve import undo
from kg.judge.review import candidates, claim_row, grade, judge, mirror, outcomes
from kg.link.identity import mend
from kg.model import Anchor, Claim
from kg.rdf.index import Term
from kg.rdf.vocabulary import ID, KG
from kg.store.articles import find, remove
from kg.store.dataset import Dataset, opened
from tests.world import ARTICLE_FIRST, ARTICLES, CLAIMS_FIRST, FIRST, NAMES, day
from tests.worldstore import put_article

DAWN, ORIENT = NAMES["m1.dawn"], NAMES["m1.orient"]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "store", write=True) as data:
        for told in ARTICLES:
            put_article(data, told)
        mend(data)
        yield data


def reviews(data: Dataset, claim: str) -> tuple[list[str], list[str]]:
    mirror(data)
    graph = graphs(data)[0]
    return data.objects(claim, KG.review, graph), data.objects(claim, KG.reviewState, graph)


def test_a_judgement_stands_beside_the_claim(data: Dataset) -> None:
    before = set(data.triples())
    judge(data, "reject", DAWN, by="رنا", why="لا دليل")
    assert reviews(data, DAWN) == (["rejected"], ["agreed"])
    assert set(data.triples()) == before  # the default graph, claims included, is as it was
    (node,) = data.subjects(KG.about, Term(DAWN), graphs(data)[0])
    assert data.one(node, KG.by, graphs(data)[0]) == "رنا"
    assert data.one(node, KG.why, graphs(data)[0]) == "لا دليل"


def test_a_second_pair_of_eyes(data: Dataset) -> None:
    judge(data, "accept", DAWN, by="رنا", second=True)
    assert reviews(data, DAWN) == ([], ["awaiting"])
    judge(data, "accept", DAWN, by="رنا")
    assert reviews(data, DAWN)[0] == ["accepted"]  # no longer asked for
    judge(data, "accept", ORIENT, by="رنا", second=True)
    judge(data, "accept", ORIENT, by="سامي")
    assert reviews(data, ORIENT) == (["accepted"], ["agreed"])


def test_analysts_who_disagree(data: Dataset) -> None:
    judge(data, "accept", DAWN, by="رنا")
    judge(data, "reject", DAWN, by="سامي")
    assert reviews(data, DAWN) == ([], ["disputed"])
    judge(data, "accept", DAWN, by="سامي")
    assert reviews(data, DAWN) == (["accepted"], ["agreed"])


def test_undo_leaves_nothing_but_the_log(data: Dataset) -> None:
    told = judge(data, "accept", DAWN, by="رنا")
    mirror(data)
    undo(data, told.id, by="رنا")
    assert list(data.triples(graphs(data)[0])) == []
    assert [e.what for e in entries(data.folder)] == ["accept", "undo"]


def offered(data: Dataset, by: str) -> list[str]:
    return [c.row["claim"] for c in candidates(data, by=by)]


def test_what_was_judged_is_not_offered_again(data: Dataset) -> None:
    judge(data, "accept", DAWN, by="رنا")
    judge(data, "note", ORIENT, by="رنا", why="؟")
    for who in ("رنا", "سامي"):
        assert DAWN not in offered(data, who)
        assert ORIENT in offered(data, who)


def test_a_second_pair_of_eyes_is_offered_first_what_waits_for_it(data: Dataset) -> None:
    last = offered(data, "سامي")[-1]
    judge(data, "accept", last, by="رنا", second=True)
    assert last not in offered(data, "رنا")
    assert offered(data, "سامي")[0] == last
    assert "رنا" in candidates(data, by="سامي")[0].reasons[0]
    judge(data, "reject", last, by="سامي")
    assert last not in offered(data, "سامي")
    assert offered(data, "هدى")[0] == last  # the two disagree: a third decides for nobody, but is asked
    judge(data, "reject", last, by="رنا")
    assert last not in offered(data, "هدى")


@pytest.mark.parametrize("order", ["doubtful", "consequential"])
def test_candidates_come_with_the_most_points_first(data: Dataset, order: str) -> None:
    found = candidates(data, order=order)  # type: ignore[arg-type]
    assert len(found) == len(NAMES) - sum(":" in name for name in NAMES)
    assert [c.points for c in found] == sorted((c.points for c in found), reverse=True)
    assert all(c.reasons for c in found[:3])


def test_candidates_of_a_query(data: Dataset) -> None:
    assert [c.row["claim"] for c in candidates(data, only={DAWN})] == [DAWN]


def test_a_judged_claim_that_changes_is_told_and_kept(data: Dataset) -> None:
    judge(data, "accept", DAWN, by="رنا")
    changed = {**CLAIMS_FIRST, "m1.dawn": replace(CLAIMS_FIRST["m1.dawn"], time=day("11 آذار", "2020-03-11"))}
    put_article(data, replace(ARTICLE_FIRST, claims=tuple(changed.values())))
    mend(data)
    (outcome,) = outcomes(data)
    assert outcome.fate == "changed"
    assert outcome.changes == {"time": (["2020-03-10", "2020-03-10"], ["2020-03-11", "2020-03-11"])}
    assert reviews(data, DAWN)[0] == ["accepted"]


def test_a_judged_claim_is_found_again_where_its_source_is_named_more_fully(data: Dataset) -> None:
    judge(data, "accept", DAWN, by="رنا")
    agency = next(a for a in ARTICLE_FIRST.actors if a.name == "وكالة الفجر")
    name = "وكالة أنباء الفجر"
    fuller = replace(agency, anchor=Anchor("actor", name), name=name, aliases=(agency.name,))

    def told(claim: Claim) -> Claim:
        hops = (replace(h, source=fuller.anchor) if h.source == agency.anchor else h for h in claim.chain)
        return replace(claim, chain=tuple(hops))

    actors = tuple(fuller if a is agency else a for a in ARTICLE_FIRST.actors)
    put_article(data, replace(ARTICLE_FIRST, actors=actors, claims=tuple(map(told, ARTICLE_FIRST.claims))))
    mend(data)
    (outcome,) = outcomes(data)
    assert outcome.fate == "changed"
    assert list(outcome.changes) == ["chain"]
    assert outcome.judged.claim != DAWN


def test_a_judged_claim_that_goes_is_told_and_comes_back(data: Dataset) -> None:
    judge(data, "accept", DAWN, by="رنا")
    stored = find(data, FIRST.key)
    assert stored is not None
    remove(data, stored)
    mend(data)
    assert [o.fate for o in outcomes(data)] == ["gone"]
    assert list(data.triples(graphs(data)[0])) == []
    put_article(data, ARTICLE_FIRST)
    mend(data)
    assert [o.fate for o in outcomes(data)] == ["as it was"]
    assert reviews(data, DAWN)[0] == ["accepted"]


def test_a_grade_holds_from_a_day_on(data: Dataset) -> None:
    grade(data, NAMES["1:وكالة الفجر"], "b2", since="2020-01-01", by="رنا")
    mirror(data)
    graph = graphs(data)[1]
    (node,) = data.subjects(KG.reliability, Term("B", "http://www.w3.org/2001/XMLSchema#string"), graph)
    assert data.one(node, KG.credibility, graph) == "2"
    assert data.one(node, KG.holdsFrom, graph) == "2020-01-01"


@pytest.mark.parametrize("text", ["G", "A7", "2B", ""])
def test_what_is_no_grade_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="Admiralty"):
        grade_parts(text)


@pytest.mark.parametrize("name", [DAWN, DAWN.removeprefix(ID), DAWN.rsplit("/", 1)[1]])
def test_a_claim_is_named_by_its_iri_or_the_end_of_it(data: Dataset, name: str) -> None:
    assert claim_row(data, name)["claim"] == DAWN
    assert find_claim(data, name) == DAWN


def test_an_unknown_claim_is_refused(data: Dataset) -> None:
    with pytest.raises(UsageError, match="no such claim"):
        judge(data, "accept", "claim/00000000000000000000")
