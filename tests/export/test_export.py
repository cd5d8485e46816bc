"""The store written out in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Dataset as RdfDataset
from rdflib import Graph

from kg.errors import UsageError
from kg.export import COLUMNS, FORMATS, export, told
from kg.store.dataset import opened
from tests.world import ARTICLES, CLAIMS_FIRST, CLAIMS_SECOND, CLAIMS_THIRD, NAMES
from tests.worldstore import build


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("export") / "store")


def written(world: Path, form: str, folder: Path) -> bytes:
    with opened(world) as data:
        export(data, form, folder / "out")
    return (folder / "out").read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_store_gives_the_same_bytes(
    world: Path, form: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if form == "ftm":
        request.getfixturevalue("followthemoney")
    other = build(tmp_path / "other", ARTICLES[::-1])
    assert written(world, form, tmp_path) == written(other, form, tmp_path)


@pytest.mark.parametrize(("form", "name"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_named_graphs_are_kept_apart(world: Path, form: str, name: str, tmp_path: Path) -> None:
    quads = RdfDataset()
    quads.parse(data=written(world, form, tmp_path), format=name)
    with opened(world) as data:
        graphs = {str(g.identifier): len(g) for g in quads.graphs() if len(g)}
        assert graphs == {g: len(set(data.triples(g))) for g in told(data)}


def test_turtle_is_what_queries_see(world: Path, tmp_path: Path) -> None:
    text = written(world, "turtle", tmp_path)
    assert b"@prefix kg:" in text
    with opened(world) as data:
        assert len(Graph().parse(data=text, format="turtle")) == len(set(data.triples()))


def test_claims_are_json_lines_in_canonical_nodes(world: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in written(world, "claims", tmp_path).splitlines()]
    assert len(rows) == len(CLAIMS_FIRST) + len(CLAIMS_SECOND) + len(CLAIMS_THIRD)
    dawn = next(row for row in rows if row["claim"] == NAMES["m1.dawn"])
    salim = next(p for p in dawn["participants"] if p["name"] == "سليم الحمدان")
    assert salim["actor"] == NAMES["2:سليم الحَمدان"]
    assert "أبو رمزي" in salim["aliases"]
    assert dawn["place"]["path"] == ["فندق على البحر", "الدوحة", "قطر"]


def test_the_table_has_a_row_for_each_member(world: Path, tmp_path: Path) -> None:
    text = written(world, "csv", tmp_path).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert {row["actor"] for row in rows if row["claim"] == NAMES["m1.dawn"]} == {
        "سليم الحمدان", "كمال أوزدمير", "نادر القاسم",
    }  # fmt: skip
    clause = [(row["actor"], row["role"]) for row in rows if row["claim"] == NAMES["c1.official"]]
    assert clause == [("تركيا", "obligor"), ("سوريا", "beneficiary")]
    (call,) = {row["dateFrom"] for row in rows if row["claim"] == NAMES["m2.horizon"]}
    assert call == "'--05-28"


def test_to_standard_output(world: Path, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    with opened(world) as data:
        export(data, "nquads", Path("-"))
    assert capfdbinary.readouterr().out == written(world, "nquads", tmp_path)


@pytest.mark.parametrize(("form", "told"), [("pdf", "There are: turtle"), ("csv", "can't be written")])
def test_refused(world: Path, form: str, told: str, tmp_path: Path) -> None:
    with opened(world) as data, pytest.raises(UsageError, match=told):
        export(data, form, tmp_path / "nowhere" / "out.csv")
