"""What the README promises of the article of seeds/, computed by the shipped model."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

from tests.e2e.conftest import Claims, claims_of, run

CHAIN = ["الخليج أونلاين", "ديلي صباح", "مصدر في جهاز الاستخبارات التركية"]


def of_type(claims: Claims, kind: str) -> Claims:
    return [c for c in claims if c["event"]["type"] == kind]


def all_names(actor: dict[str, Any]) -> set[str]:
    return {actor["name"], *actor["aliases"]}


def test_the_meeting(seed_claims: Claims) -> None:
    (meeting,) = of_type(seed_claims, "Meeting")
    sides = {p["name"]: all_names(p["side"]) for p in meeting["participants"]}
    assert {"طلال العلي", "أحمد عبد الوهاب", "أبو رمزي"} <= set(sides)
    assert len(sides) == 7
    assert "نظام الأسد" in sides["طلال العلي"]
    assert "داعش" in sides["أبو رمزي"]
    assert meeting["event"]["status"] == "held"
    assert meeting["place"]["path"][1:] == ["الشدّادي", "الحسكة"]
    assert meeting["place"]["name"].startswith("حقل")
    assert (meeting["time"]["from"], meeting["time"]["to"]) == ("--05-28", "--05-28")


def test_names_said_to_be_pseudonyms(seed_claims: Claims) -> None:
    (meeting,) = of_type(seed_claims, "Meeting")
    marked = {p["name"] for p in meeting["participants"] if p["pseudonym"]}
    assert marked == {"فيصل غانم أبو محمد", "أبو رمزي", "فضل السليم أبو مصطفى"}


def test_three_hops_and_an_unnamed_source_with_its_affiliation(seed_claims: Claims) -> None:
    (meeting,) = of_type(seed_claims, "Meeting")
    hops = meeting["attribution"]
    assert [h["name"] for h in hops] == CHAIN
    assert hops[-1]["anonymous"]
    assert hops[-1]["affiliation"]["name"] == "جهاز الاستخبارات التركية"
    assert all([h["name"] for h in c["attribution"]] == CHAIN for c in seed_claims)


def test_both_agreements_and_the_clauses(seed_claims: Claims) -> None:
    agreements = of_type(seed_claims, "Agreement")
    assert sorted(len(c["participants"]) for c in agreements) == [2, 2]
    assert {c["event"]["status"] for c in agreements} == {"signed"}
    clauses = [c["clause"] for c in of_type(seed_claims, "Clause")]
    numbered = {c["number"]: c for c in clauses if c["number"]}
    assert set(numbered) == {1, 2, 3, 4}
    assert {c["outcome"] for c in numbered.values()} == {"agreed"}
    assert numbered[4]["condition"]
    assert "داعش" in all_names(numbered[1]["beneficiary"][0])
    assert "نظام الأسد" in all_names(numbered[4]["obligor"][0])
    assert [c for c in clauses if c["outcome"] == "deferred"]
    (rejected,) = [c for c in clauses if c["outcome"] == "rejected"]
    assert "النظام" in all_names(rejected["rejectedBy"][0])


def test_the_request_and_the_mandate(seed_claims: Claims) -> None:
    (request,) = of_type(seed_claims, "Request")
    assert {p["role"] for p in request["participants"]} >= {"requester", "requested", "target"}
    assert "استهداف" in request["content"]
    (mandate,) = of_type(seed_claims, "Mandate")
    assert "علي مملوك" in {p["name"] for p in mandate["participants"] if p["role"] == "mandator"}


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every piece of evidence of a claim: its own, and that of members, place, time and hops."""
    if isinstance(value, dict):
        yield from value.get("evidence") or []
        value = list(value.values())
    for inner in value if isinstance(value, list) else []:
        yield from spans_in(inner)


def test_evidence_is_right_to_the_character(seed_claims: Claims, seed_path: Path) -> None:
    text = seed_path.read_text(encoding="utf-8-sig")
    spans = list(spans_in(seed_claims))
    assert spans
    assert all(text[s["start"] : s["end"]] == s["text"] for s in spans)
    (meeting,) = of_type(seed_claims, "Meeting")
    assert [s["text"] for s in meeting["time"]["evidence"]] == [meeting["time"]["text"]]


def test_the_year_is_worked_out_from_the_day_of_publication(tmp_path: Path, seed_path: Path) -> None:
    store = tmp_path / "store"
    run("ingest", str(seed_path), "--published", "2015-06-01", store=store)
    (meeting,) = of_type(claims_of(store), "Meeting")
    assert (meeting["time"]["from"], meeting["time"]["basis"]) == ("2015-05-28", "inferred")


def test_it_conforms_and_a_second_ingest_changes_nothing(seed_store: Path, seed_path: Path) -> None:
    before = claims_of(seed_store)
    assert "as it was" in run("ingest", str(seed_path.parent), store=seed_store).stderr
    assert claims_of(seed_store) == before
    run("validate", store=seed_store)


def test_it_conforms_with_what_analysts_decided_and_judged(seed_store: Path, seed_path: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    copytree(seed_store, store)
    here = seed_path.stem
    run("resolve", "same", f"{here}/أبو رمزي", f"{here}/طلال العلي", "--why", "للاختبار", store=store)
    run("resolve", "not-same", f"{here}/أبو رمزي", f"{here}/أحمد عبد الوهاب", store=store)
    (meeting,) = of_type(claims_of(store), "Meeting")
    run("review", "accept", meeting["claim"], "--by", "هدى", store=store)
    run("validate", store=store)
    run("review", "reject", meeting["claim"], "--by", "سامر", store=store)
    run("review", "grade", "ديلي صباح", "C3", store=store)
    run("validate", store=store)


def test_the_scorer_agrees(seed_store: Path, shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    run("export", "--format", "claims", "-o", str(out), store=seed_store)
    done = subprocess.run(
        [sys.executable, str(shared / "gold" / "score.py"), str(out), str(shared / "gold" / "seed"), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    scores = json.loads(done.stdout)["scores"]
    assert scores["meeting"]["f1"] == 1.0
    assert scores["agreement"]["f1"] == 1.0
    assert scores["meeting members"]["f1"] >= 0.9
    assert scores["clauses"]["f1"] == 1.0
    for name in ("meeting status", "meeting place", "meeting date", "meeting source chain", "agreement source chain"):
        assert scores[name]["f1"] == 1.0, name
    for name in ("clause outcome", "clause obligor", "clause condition"):
        assert scores[name]["accuracy"] == 1.0, name


def test_show_and_queries_answer(seed_store: Path) -> None:
    shown = run("show", store=seed_store).stdout
    assert "MEETING  held" in shown
    assert "deferred" in shown
    rows = json.loads(
        run("query", "who-met-whom", "-p", "actor=طلال العلي", "--format", "json", store=seed_store).stdout
    )
    assert len(rows) == 4
    assert {row["source"] for row in rows} == {CHAIN[-1]}
    standing = json.loads(
        run("query", "without-source", "-p", "source=ديلي صباح", "--format", "json", store=seed_store).stdout
    )
    assert standing
    assert not any(row["standing"] for row in standing)
