"""`kg resolve` and `kg review` as a user runs them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.model import Extraction
from kg.store.dataset import opened
from tests.world import ARTICLE_FIRST, NAMES, actor, copies, document, quote
from tests.worldstore import build

SALIM, KAMAL = NAMES["1:سليم الحمدان"], NAMES["3:كمال"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return build(tmp_path / "store")


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--store", str(store), *arguments], catch_exceptions=False)


def rows(store: Path, *arguments: str) -> Any:
    result = run(store, *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_explain_says_why_two_are_one(store: Path) -> None:
    told = rows(store, "resolve", "explain", "first/سليم الحمدان", "second/سليم الحمدان")
    assert told["together"] is True
    assert told["links"][0]["score"] >= 4
    table = run(store, "resolve", "explain", "first/سليم الحمدان", "second/سليم الحمدان", "--format", "table").stdout
    assert "are one." in table
    assert "the same name" in table


def test_decide_undo_and_the_log(store: Path) -> None:
    short = KAMAL.rsplit("id/", 1)[1]
    result = run(store, "resolve", "same", short, "second/كمال اوزدمير", "--by", "رنا", "--why", "السياق")
    assert "They are one now" in result.stderr
    (entry,) = rows(store, "resolve", "log")
    assert (entry["by"], entry["what"], entry["state"], entry["why"]) == ("رنا", "same", "in force", "السياق")
    run(store, "resolve", "undo", entry["id"][:8])
    assert [row["state"] for row in rows(store, "resolve", "log")] == ["undone", "undo"]
    assert rows(store, "resolve", "explain", short, "second/كمال اوزدمير")["together"] is False


def test_decisions_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    """A is B, B is C, A is not C: one of them can't be followed, which nobody should have to find out."""
    docs = [document(f"id:x/{key}", f"التقى {key}") for key in ("كمال", "سليم", "نادر")]
    people = [replace(actor(d.text.split()[1]), evidence=(quote(d, d.text.split()[1]),)) for d in docs]
    told = [Extraction(d, (p,), (), (), (), "run", p.anchor) for d, p in zip(docs, people, strict=True)]
    store = build(tmp_path / "three", told)
    a, b, c = (f"{name}/{name}" for name in ("كمال", "سليم", "نادر"))
    run(store, "resolve", "not-same", a, b)
    run(store, "resolve", "same", a, b)
    assert "contradict" not in run(store, "resolve", "same", b, c).stderr
    assert "Decisions that contradict others, and are not followed: " in run(store, "resolve", "not-same", a, c).stderr
    states = [(row["what"], row["state"].split()[0]) for row in rows(store, "resolve", "log")]
    assert states[0] == ("not-same", "overruled")
    assert states[3] == ("not-same", "in")
    assert sorted(state for _, state in states[1:3]) == ["in", "not"]


def test_a_log_is_exported_and_imported(store: Path, tmp_path: Path) -> None:
    run(store, "resolve", "same", KAMAL, "second/كمال اوزدمير", "--by", "رنا")
    out = tmp_path / "log.jsonl"
    run(store, "resolve", "export", str(out))
    other = build(tmp_path / "other")
    assert "1 entry taken in. " in run(other, "resolve", "import", str(out)).stderr
    assert "0 entries taken in. " in run(other, "resolve", "import", str(out)).stderr
    assert rows(other, "resolve", "explain", KAMAL, "second/كمال اوزدمير")["together"] is True


def test_an_import_says_what_it_can_not_attach_and_takes_all_or_nothing(store: Path, tmp_path: Path) -> None:
    run(store, "resolve", "same", KAMAL, "second/كمال اوزدمير", "--by", "رنا")
    run(store, "resolve", "export", str(out := tmp_path / "log.jsonl"))
    empty = build(tmp_path / "empty", articles=())
    told = run(empty, "resolve", "import", str(out)).stderr
    assert "1 entry taken in, 1 of them about what this store has not" in told
    out.write_text(out.read_text(encoding="utf-8") + "cut off", encoding="utf-8")
    refused = run(other := build(tmp_path / "other"), "resolve", "import", str(out))
    assert refused.exit_code == 1
    assert "log.jsonl:2" in refused.stderr
    assert "Nothing is taken in" in refused.stderr
    assert rows(other, "resolve", "log") == []


def test_doubtful_pairs_are_listed(store: Path) -> None:
    assert isinstance(rows(store, "resolve", "--limit", "5"), list)


def test_review_lists_judges_and_tells(store: Path) -> None:
    first = rows(store, "review", "--limit", "1")[0]
    result = run(store, "review", "reject", first["claim"], "--by", "سامي", "--why", "لا دليل")
    assert "reject, by سامي" in result.stderr
    (judged,) = rows(store, "review", "judged")
    assert (judged["what"], judged["fate"], judged["why"]) == ("reject", "as it was", "لا دليل")
    assert first["claim"] not in {row["claim"] for row in rows(store, "review", "--limit", "50")}
    run(store, "review", "undo", judged["id"])
    assert rows(store, "review", "judged") == []


def test_review_of_a_query(store: Path) -> None:
    found = {row["claim"] for row in rows(store, "review", "--query", "who-met-whom", "--limit", "50")}
    assert found
    assert found < {row["claim"] for row in rows(store, "review", "--limit", "50")}


def test_review_of_a_query_of_events(tmp_path: Path) -> None:
    """Rows that name no claims are about events: these events' claims are meant."""
    store = build(tmp_path / "copied", (ARTICLE_FIRST, *copies(ARTICLE_FIRST, 1)))
    told = rows(store, "query", "circular-reporting")
    found = rows(store, "review", "--query", "circular-reporting")
    assert {row["type"] for row in found} == {row["type"] for row in told} != set()
    refused = run(store, "review", "--query", "who-speaks-for-whom")
    assert refused.exit_code == 2
    assert "neither claims nor events" in refused.stderr


def test_a_source_is_graded(store: Path) -> None:
    assert "B2 from 2020-01-01" in run(store, "review", "grade", "وكالة الفجر", "B2", "--from", "2020-01-01").stderr
    (told,) = rows(store, "review", "judged")
    assert told["what"] == "grade B2 from 2020-01-01"
    query = "SELECT ?r { GRAPH ?g { ?n <https://w3id.org/conflict-kg/ontology#reliability> ?r } }"
    answer = run(store, "sparql", query, "--format", "csv")
    assert answer.stdout_bytes.decode().split() == ["r", "B"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("resolve", "same", "شخص", "آخر"), "no actor of that name"),
        (("resolve", "undo", "zzz"), "no such entry in the log"),
        (("review", "accept", "claim/0"), "no such claim"),
        (("review", "grade", "وكالة الفجر", "Z9"), "Admiralty"),
        (("resolve", "explain", "سوريا", "https://example.org/x"), "no such node"),
    ],
)
def test_errors_are_one_line_that_says_what_to_do(store: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run(store, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_what_goes_with_an_article_is_told(store: Path) -> None:
    claim = NAMES["m1.dawn"].rsplit("id/", 1)[1]
    run(store, "review", "accept", claim, "--by", "رنا")
    run(store, "resolve", "same", KAMAL, "first/كمال أوزدمير", "--by", "رنا")
    told = run(store, "remove", "first").stderr
    assert "Judged claims: 0 changed, 1 gone" in told
    assert "1 can't be attached any more" in told
    (judged,) = rows(store, "review", "judged", "--changed")
    assert judged["fate"] == "gone"
    assert {row["state"] for row in rows(store, "resolve", "log")} == {"can't be attached"}


def test_a_rejected_claim_says_so_wherever_it_is_shown(store: Path) -> None:
    claim = NAMES["m1.dawn"].rsplit("id/", 1)[1]
    run(store, "review", "reject", claim, "--by", "سامي", "--why", "لا دليل")
    assert "review  REJECTED\n            reject, سامي, " in run(store, "show", "first").stdout
    exported = map(json.loads, run(store, "export", "--format", "claims").stdout.splitlines())
    told = {row["claim"]: row["review"] for row in exported}
    assert told.pop(NAMES["m1.dawn"])["result"] == "rejected"
    assert set(told.values()) == {None}
    table = run(store, "export", "--format", "csv").stdout.splitlines()
    assert {"rejected"} < {row.split(",")[-1] for row in table}
    answer = run(store, "query", "claims-of-source", "-p", "source=وكالة الفجر")
    assert f"1 of these claims analysts reject: {claim}." in answer.stderr
    assert all("review" not in row for row in json.loads(answer.stdout))


def test_a_log_that_was_put_beside_a_store_is_read(store: Path, tmp_path: Path) -> None:
    run(store, "review", "accept", NAMES["m1.dawn"].rsplit("id/", 1)[1])
    run(store, "resolve", "same", KAMAL, "second/كمال اوزدمير", "--by", "رنا")
    other = tmp_path / "other"
    other.mkdir()
    (other / "analysts.jsonl").write_bytes((store / "analysts.jsonl").read_bytes())
    build(other)
    (other / "analysts.jsonl").unlink()
    query = "SELECT ?r { GRAPH ?g { ?n <https://w3id.org/conflict-kg/ontology#review> ?r } }"
    assert run(other, "sparql", query, "--format", "csv").stdout.split() == ["r"]  # gone with the log
    (other / "analysts.jsonl").write_bytes((store / "analysts.jsonl").read_bytes())
    assert run(other, "sparql", query, "--format", "csv").stdout.split() == ["r", "accepted"]
    assert rows(other, "resolve", "explain", KAMAL, "second/كمال اوزدمير")["together"] is True


def test_a_store_that_somebody_writes_to_is_read_as_it_is(store: Path) -> None:
    run(store, "review", "accept", NAMES["m1.dawn"].rsplit("id/", 1)[1])
    log = store / "analysts.jsonl"
    told = log.read_bytes()
    log.unlink()
    with opened(store, write=True):
        result = run(store, "show", "first")
    assert result.exit_code == 0
    assert "another process writes to this store" in result.stderr
    log.write_bytes(told)


def test_one_id_in_two_outlets_is_not_decided_in_silence(tmp_path: Path) -> None:
    def told(outlet: str) -> Extraction:
        doc = replace(document(f"id:{outlet}/1", f"{outlet}: التقى سليم الحمدان"), record_id="1", outlet=outlet)
        salim = replace(actor("سليم الحمدان"), evidence=(quote(doc, "سليم الحمدان"),))
        medium = actor(outlet, "MediaOutlet")
        return Extraction(doc, (medium, salim), (), (), (), "run", medium.anchor)

    folder = build(tmp_path / "store", (told("موقع الأفق"), told("وكالة الفجر")))
    result = run(folder, "resolve", "explain", "1/سليم الحمدان", "1/سليم الحمدان")
    assert result.exit_code == 2
    assert "several are named so" in result.stderr
    assert "1، موقع الأفق" in result.stderr
    assert "1، وكالة الفجر" in result.stderr


def test_what_a_shared_log_says_steers_no_terminal(store: Path) -> None:
    """Reasons and names of a log that came from elsewhere are shown on one line, without control characters."""
    steering = "\x1b[2J\x1b]0;x\x07red\nfate  as it was \u202eabc"
    run(store, "resolve", "same", KAMAL, "second/كمال اوزدمير", "--by", "r\x1b[1m", "--why", steering)
    claim = rows(store, "review")[0]["claim"]
    run(store, "review", "reject", claim, "--why", steering)
    for command in (("resolve", "log"), ("resolve", "explain", KAMAL, "second/كمال اوزدمير"), ("review", "judged")):
        told = run(store, *command, "--format", "table").stdout
        assert "red fate as it was" in told
        assert not {*told} & {"\x1b", "\x07", "\u202e"}
    shown = run(store, "show").stdout
    assert "red fate as it was" in shown
    assert not {*shown} & {"\x1b", "\x07", "\u202e"}
