"""What goes out comes back: the dataset in RDF, a table in a spreadsheet, entities in FollowTheMoney's library."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Dataset as RdfDataset

from kg.export import export, told
from kg.ftm import entity_id, fitting
from kg.jsonld import context
from kg.model import Claim, ClauseContent
from kg.store.dataset import Dataset, opened
from kg.store.terms import from_quad, graph_name
from tests.randomworld import fill
from tests.world import AGREED_2, ARTICLE_SECOND, HORIZON, NAMES, chain, document, event, quote
from tests.worldstore import build

FORMATS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("roundtrip")
    with opened(folder / "random", write=True) as data:
        fill(data, 20)
    return {"written by hand": build(folder / "world", judged=True), "of any shape": folder / "random"}


def quads_of(data: Dataset) -> set[tuple[object, ...]]:
    return {(graph, *triple) for graph in told(data) for triple in data.triples(graph)}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["written by hand", "of any shape"])
def test_the_whole_dataset_comes_back(stores: dict[str, Path], name: str, form: str, tmp_path: Path) -> None:
    back = ox.Store()
    with opened(stores[name]) as data:
        export(data, form, tmp_path / "out")
        back.load(path=str(tmp_path / "out"), format=FORMATS[form])
        found = {(graph_name(quad), *from_quad(quad)) for quad in back}
        assert found == quads_of(data)  # there are no blank nodes, so equal is isomorphic


def test_another_library_reads_the_same_jsonld(stores: dict[str, Path], tmp_path: Path) -> None:
    with opened(stores["of any shape"]) as data:
        export(data, "jsonld", tmp_path / "out.jsonld")
        export(data, "nquads", tmp_path / "out.nq")
    one, two = RdfDataset(), RdfDataset()
    one.parse(tmp_path / "out.jsonld", format="json-ld")
    two.parse(tmp_path / "out.nq", format="nquads")
    assert set(one.quads()) == set(two.quads())


def test_jsonld_reads_like_json(stores: dict[str, Path], tmp_path: Path) -> None:
    with opened(stores["written by hand"]) as data:
        export(data, "jsonld", tmp_path / "out")
    graphs = json.loads((tmp_path / "out").read_text(encoding="utf-8"))["@graph"]
    nodes = {n["@id"]: n for g in graphs if "analysts" not in g["@id"] for n in g["@graph"]}
    claim = nodes[NAMES["m1.dawn"]]
    assert claim["status"] == "held"
    assert claim["chainLength"] == 3
    assert claim["asserts"].startswith("https://")
    assert nodes[claim["time"]]["from"] == "2020-03-10"
    assert context()["from"] == {"@id": "kg:from", "@type": "xsd:date"}


def test_a_spreadsheet_shows_arabic_and_runs_nothing(stores: dict[str, Path], tmp_path: Path) -> None:
    import openpyxl

    with opened(stores["of any shape"]) as data:
        export(data, "csv", tmp_path / "out.csv")
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert any("سليم الحَمدان" in str(cell.value) for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert len({len(row) for row in rows}) == 1


def test_entities_are_valid_by_the_librarys_own_checks(
    stores: dict[str, Path], tmp_path: Path, followthemoney: Any
) -> None:
    model = followthemoney.model
    with opened(stores["of any shape"]) as data:
        export(data, "ftm", tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines()]
    entities = {line["id"]: model.get_proxy(line, cleaned=False) for line in lines}
    assert len(entities) == len(lines)
    for entity, line in zip(entities.values(), lines, strict=True):
        entity.schema.validate(line)
        assert {k: sorted(v) for k, v in entity.to_dict()["properties"].items()} == {
            k: sorted(v) for k, v in line["properties"].items()
        }
        for prop, value in entity.itervalues():
            if prop.range is not None and prop.type.name == "entity":
                assert entities[value].schema.is_a(prop.range), (line, prop.name)


def test_values_are_as_long_as_the_library_allows() -> None:
    words = "بند طويل " * 200
    assert list(fitting("بند", 10, whole=False)) == ["بند"]
    (cut,) = fitting(words, 384, whole=False)
    assert cut.removesuffix("…").split() == words.split()[: len(cut.split())]
    assert len(cut) <= 384
    assert list(fitting("س" * 400, 384, whole=False)) == ["س" * 383 + "…"]
    parts = list(fitting(words, 384, whole=True))
    assert max(map(len, parts)) <= 384
    assert " ".join(parts).split() == words.split()


@pytest.mark.usefixtures("followthemoney")
def test_long_clauses_and_articles_are_entities(tmp_path: Path) -> None:
    text = "تنسحب القوات من البلدة " * 4000
    doc = document("id:موقع الأفق/long", text, title="عنوان " * 300, outlet="موقع الأفق")
    clause = event("Clause", "تنسحب", agreement=AGREED_2.anchor)
    claim = Claim(clause.anchor, chain(HORIZON), (quote(doc, text),), clause=ClauseContent(text, "agreed"))
    long = replace(ARTICLE_SECOND, doc=doc, events=(AGREED_2, clause), claims=(claim,))
    with opened(build(tmp_path / "store", [long])) as data:
        export(data, "ftm", tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines()]
    told = {line["schema"]: line["properties"] for line in lines}
    assert told["Event"]["name"][0].endswith("…")
    assert " ".join(told["Event"]["description"]).split() == text.split()
    assert sorted(" ".join(told["Article"]["bodyText"]).split()) == sorted(text.split())


@pytest.mark.usefixtures("followthemoney")
def test_entities_say_according_to_whom(stores: dict[str, Path], tmp_path: Path) -> None:
    with opened(stores["written by hand"]) as data:
        export(data, "ftm", tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines()]
    links = [x["properties"] for x in lines if x["properties"].get("recordId") == [NAMES["m1.dawn"]]]
    assert [link["role"][0] for link in links] == ["source 1 of 3", "source 2 of 3", "source 3 of 3"]
    assert links[2]["subject"] == [entity_id(NAMES["1:مسؤول في وزارة الخارجية"])]
    assert links[2]["summary"] == ["certain, positive (كشف)", "review by analysts: accepted"]
