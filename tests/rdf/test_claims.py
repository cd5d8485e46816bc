"""What is mapped comes back: every field of an extraction in the contract's JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rdflib import BNode

from kg.model import Extraction, Span, Time
from kg.rdf.claims import article_claims
from kg.rdf.index import Index, triples_of
from kg.rdf.iris import Minter, claim_iris
from kg.rdf.mapping import to_graph
from tests.world import ARTICLES


def read_back(article: Extraction) -> dict[str, dict[str, Any]]:
    index = Index(triples_of(to_graph(article)))
    return {c["claim"]: c for c in article_claims(index, str(Minter(article.doc).article))}


def told(span: Span) -> tuple[str, int, int, str]:
    return span.where, span.start, span.end, span.text


def spans(row: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {(s["in"], s["start"], s["end"], s["text"]) for s in row["evidence"]}


def same_time(row: dict[str, Any] | None, time: Time | None) -> None:
    assert (row is None) == (time is None)
    if row is not None and time is not None:
        assert (row["from"], row["to"], row["text"]) == (time.start, time.end, time.text)
        assert (row["precision"], row["basis"]) == (time.precision, time.basis)
        assert spans(row) == set(map(told, time.evidence))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.doc.record_id)
def test_every_field_comes_back(article: Extraction) -> None:
    minter = Minter(article.doc)
    found = read_back(article)
    actors = {a.anchor: a for a in article.actors}
    assert len(found) == len(article.claims)
    for iri, claim in zip(claim_iris(minter, article.claims), article.claims, strict=True):
        row = found[str(iri)]
        assert row["event"]["id"] == str(minter.node(claim.event))
        assert (row["event"]["status"], row["event"]["kind"]) == (claim.status, claim.kind)
        assert row["run"] == article.run
        assert row["document"]["id"] == article.doc.record_id
        assert row["factuality"] == {
            "certainty": claim.factuality.certainty,
            "polarity": claim.factuality.polarity,
            "tense": claim.factuality.tense,
        }
        assert spans(row) == set(map(told, claim.evidence))
        same_time(row["time"], claim.time)
        for hop, given in zip(row["attribution"], claim.chain, strict=True):
            same_time(hop["time"], given.time)
        assert [h["source"] for h in row["attribution"]] == [str(minter.node(h.source)) for h in claim.chain]
        assert [h["cue"] for h in row["attribution"]] == [h.cue for h in claim.chain]
        assert [h["name"] for h in row["attribution"]] == [actors[h.source].name for h in claim.chain]
        members = {
            (p["actor"], p["role"], p["title"], p["pseudonym"], p["side"] and p["side"]["actor"])
            for p in row["participants"]
        }
        assert members == {
            (str(minter.node(p.actor)), p.role, p.title, p.pseudonym, str(minter.node(p.side)) if p.side else None)
            for p in claim.participants
        }
        if claim.time:
            assert (row["time"]["from"], row["time"]["to"]) == (claim.time.start, claim.time.end)
            assert (row["time"]["precision"], row["time"]["basis"]) == (claim.time.precision, claim.time.basis)
        else:
            assert row["time"] is None
        assert (row["place"] or {}).get("id") == (str(minter.node(claim.place)) if claim.place else None)
        if claim.clause:
            clause = row["clause"]
            same_time(clause["deadline"], claim.clause.deadline)
            assert (clause["number"], clause["outcome"], clause["text"], clause["condition"]) == (
                claim.clause.number,
                claim.clause.outcome,
                claim.clause.text,
                claim.clause.condition,
            )
            for key, anchors in (("obligor", claim.clause.obligor), ("beneficiary", claim.clause.beneficiary)):
                assert {a["actor"] for a in clause[key]} == {str(minter.node(a)) for a in anchors}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.doc.record_id)
def test_no_blank_nodes_and_the_same_graph_in_any_order(article: Extraction) -> None:
    graph = to_graph(article)
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)
    turned = replace(article, actors=article.actors[::-1], places=article.places[::-1], events=article.events[::-1])
    assert set(to_graph(turned)) == set(graph)


def test_iris_do_not_depend_on_offsets_or_members() -> None:
    article = next(a for a in ARTICLES if a.claims)
    moved = replace(article.doc, text=f"سطر جديد\n{article.doc.text}")
    minter, other = Minter(article.doc), Minter(moved)
    assert [minter.node(e.anchor) for e in article.events] == [other.node(e.anchor) for e in article.events]
    fewer = [replace(c, participants=(), status=None, time=None) for c in article.claims]
    assert claim_iris(minter, article.claims) == claim_iris(minter, fewer)
