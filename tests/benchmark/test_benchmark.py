"""The benchmark's files are whole, its articles are those of the corpus, and kg's figures on it do not fall."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from benchmark.agreement import agreement
from benchmark.annotate import faults
from benchmark.articles import documents, facts, records
from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.evaluate import evaluate_facts
from kg.extract.article import extract
from kg.rdf.claims import article_claims
from kg.rdf.index import Index, triples_of
from kg.rdf.iris import ID, article_of_key
from kg.rdf.mapping import to_graph
from tests.training.test_names_labelled import labelled

FOLDER = Path(__file__).resolve().parents[2] / "benchmark"
EVERY = 15  # of the develop half, so that it takes a minute
LEAST = {"meeting": 0.7, "meeting members": 0.68, "meeting source chain": 0.75}  # two kinds of processor may differ


PARTS = ("develop", "test", "unseen")


def test_no_article_is_in_two_parts() -> None:
    parts = [set(facts(FOLDER / part)) for part in PARTS]
    assert len(set().union(*parts)) == sum(map(len, parts))
    assert set(facts(FOLDER / "second")) <= set().union(*parts)


def test_two_annotators_agree_on_meetings() -> None:
    known = {name: told for part in PARTS for name, told in facts(FOLDER / part).items()}
    scores = {s.name: s.row() for s in agreement(known, facts(FOLDER / "second"))}
    assert scores["meeting"]["recall"] > 0.9


@pytest.mark.parametrize("half", [*PARTS, "second"])
def test_texts_quotations_and_names_are_those_of_the_corpus(shared: Path, half: str) -> None:
    known = records(shared / "corpora")
    for name, told in facts(FOLDER / half).items():
        record = known[name]
        assert hashlib.sha256(record["content"].encode()).hexdigest() == told["sha256"]
        for event in (*told["meetings"], *told["agreements"]):
            at = event["quote_at"]
            source = record["content"] if at["in"] == "text" else record["title"]
            assert source[at["start"] : at["end"]] == event["quote"]
        assert not list(
            faults({key: list(map(_as_written, told[key])) for key in ("meetings", "agreements")}, record)
        ), name


def _as_written(event: dict[str, object]) -> dict[str, object]:
    """An event as its annotator wrote it, before its quotation's offsets were added."""
    return {key: value for key, value in event.items() if key != "quote_at"}


def test_the_figures_of_the_develop_half_do_not_fall(shared: Path) -> None:
    told = facts(FOLDER / "develop")
    ids = sorted(set(told) - {line["id"] for line in labelled()})[::EVERY]
    reader = Reader(info())
    claims = []
    for doc in documents(shared / "corpora", ids):
        graph = to_graph(extract(reader.read(doc), run="test"))
        claims += article_claims(Index(triples_of(graph)), str(article_of_key(doc.key, ID)))
    scores = {s.name: s.value for s in evaluate_facts(claims, [told[i] for i in ids]).scores}
    assert {name: scores[name] for name, least in LEAST.items() if scores[name] < least} == {}
