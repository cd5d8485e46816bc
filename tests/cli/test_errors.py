"""What can go wrong at a terminal: one clear line, the right exit status, the rest of a batch going on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store.dataset import opened
from tests.e2e.conftest import claims_of, run

GOOD = "استقبل وزير الخارجية التركي مولود جاويش أوغلو في أنقرة أمس نظيره الإيراني محمد جواد ظريف.\n"


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder with good and bad articles, and its store after one ingest."""
    folder = tmp_path_factory.mktemp("batch") / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "old.txt").write_bytes((GOOD + "وعقد الاجتماع في القصر.\n").encode("windows-1256"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.txt").write_bytes(b"\x80\x81\xff\xfe\x00\xd8" * 20)
    (folder / "english.txt").write_text("The minister met his counterpart.\n", encoding="utf-8")
    rows = [
        json.dumps({"id": "one", "text": GOOD * 2}, ensure_ascii=False),
        "{broken",
        json.dumps({"id": "two", "text": 5}),
    ]
    (folder / "records.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    store = folder.parent / "store"
    result = run("ingest", str(folder), str(folder / "missing.txt"), store=store, status=1)
    (folder.parent / "told").write_text(result.stderr, encoding="utf-8")
    return folder, store


def test_the_rest_of_the_batch_goes_on(batch: tuple[Path, Path]) -> None:
    found = {c["document"]["id"] for c in claims_of(batch[1])}
    assert found == {"good", "old", "one"}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("empty.txt", "empty"), ("broken.txt", ""), ("english.txt", "Arabic"), ("records.jsonl:2", "JSON"),
        ("records.jsonl:3", "text"), ("missing.txt", ""),
    ],
)  # fmt: skip
def test_each_fault_is_one_line_that_names_the_file(batch: tuple[Path, Path], file: str, words: str) -> None:
    told = (batch[0].parent / "told").read_text(encoding="utf-8").splitlines()
    lines = [line for line in told if line.startswith("kg: ") and file in line]
    assert len(lines) == 1, told
    assert words in lines[0]


def test_windows_1256_is_read_and_said(batch: tuple[Path, Path]) -> None:
    told = (batch[0].parent / "told").read_text(encoding="utf-8")
    assert "old.txt" in told
    assert "1256" in told


def test_a_wrong_date(tmp_path: Path) -> None:
    result = run("ingest", "x.txt", "--published", "yesterday", store=tmp_path / "s", status=2)
    assert "--published yesterday" in result.stderr


def test_no_store(tmp_path: Path) -> None:
    result = run("query", "who-met-whom", store=tmp_path / "none", status=2)
    assert "no store here" in result.stderr or "store" in result.stderr


def test_a_store_that_another_writes_to(batch: tuple[Path, Path]) -> None:
    store = batch[1]
    with opened(store, write=True):
        result = subprocess.run(
            [sys.executable, "-m", "kg", "--store", str(store), "remove", "good"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 2
    assert "another process writes" in result.stderr


def test_unknown_queries_and_parameters_offer_the_nearest(batch: tuple[Path, Path]) -> None:
    assert "who-met-whom" in run("query", "who-met", store=batch[1], status=2).stderr
    assert "actor" in run("query", "who-met-whom", "-p", "actr=x", store=batch[1], status=2).stderr
    assert "key=value" in run("query", "who-met-whom", "-p", "actor", store=batch[1], status=2).stderr


def test_the_list_of_queries_says_the_filters_once(tmp_path: Path) -> None:
    told = run("query", store=tmp_path / "none").stdout
    assert told.count("-p certainty=") == told.count("-p accepted=") == 1
    assert told.count("-p place=") == 2  # a filter; what meetings-at-place is asked with
    assert "path-between: " in told


def test_sparql_is_read_only_and_faults_are_told(batch: tuple[Path, Path]) -> None:
    run("sparql", "SELECT * { ?s ?p ?o } LIMIT 1", store=batch[1])
    run("sparql", "SELECT * { ?s ?p", store=batch[1], status=2)
    run("sparql", "DROP ALL", store=batch[1], status=2)


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld", "claims", "csv"])
def test_every_export_format(batch: tuple[Path, Path], form: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("export", "--format", form, "-o", str(out), store=batch[1])
    assert "ظريف" in out.read_text(encoding="utf-8")


def test_remove_takes_an_article_out(batch: tuple[Path, Path]) -> None:
    run("remove", "old", store=batch[1])
    assert {c["document"]["id"] for c in claims_of(batch[1])} == {"good", "one"}
    assert run("remove", "old", store=batch[1], status=2).stderr


def test_validate_says_what_does_not_conform(batch: tuple[Path, Path]) -> None:
    run("validate", store=batch[1])


def test_help_answers_without_loading_what_is_heavy() -> None:
    code = (
        "import sys; from kg.cli import cli\ntry: cli(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'stanza', 'torch', 'rdflib', 'pyoxigraph', 'neo4j'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
    assert "ingest" in done.stdout


def test_a_wrong_day_names_its_option(batch: tuple[Path, Path]) -> None:
    wrong = run("review", "grade", "x", "B2", "--from", "2015-W23-1", store=batch[1], status=2).stderr
    assert wrong.startswith("kg: --from 2015-W23-1: no day")
    assert "2015-06-01" in wrong
