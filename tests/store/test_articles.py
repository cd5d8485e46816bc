"""Articles put in, read again, replaced by another text, named and taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.store.articles import articles, document, find, matching, remove, unlinked
from kg.store.dataset import Dataset, opened
from kg.store.runs import log_run, runs
from tests.world import ARTICLE_FIRST, ARTICLE_SECOND, ARTICLE_THIRD, ARTICLES, FIRST, SECOND
from tests.worldstore import put_article


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "store", write=True) as data:
        yield data


def test_new_same_reread_and_another_text(data: Dataset) -> None:
    assert put_article(data, ARTICLE_THIRD) == "new"
    assert put_article(data, ARTICLE_THIRD) == "same"
    assert put_article(data, replace(ARTICLE_THIRD, run="another model")) == "reread"
    other = replace(ARTICLE_THIRD, doc=replace(ARTICLE_THIRD.doc, text="نص آخر", sha256="b"), claims=(), events=())
    assert put_article(data, other) == "version"
    stored = find(data, ARTICLE_THIRD.doc.key)
    assert stored is not None
    assert (stored.version, stored.sha256, stored.earlier) == (2, "b", (ARTICLE_THIRD.doc.sha256,))
    assert put_article(data, ARTICLE_THIRD) == "version"
    assert len(list(articles(data))) == 1


def test_reading_again_touches_no_other_article(data: Dataset) -> None:
    put_article(data, ARTICLE_FIRST)
    put_article(data, ARTICLE_SECOND)
    stored = find(data, SECOND.key)
    assert stored is not None
    before = sorted(data.triples(stored.graph))
    put_article(data, replace(ARTICLE_FIRST, claims=()))
    assert sorted(data.triples(stored.graph)) == before


def test_the_document_comes_back(data: Dataset) -> None:
    for article in ARTICLES:
        put_article(data, article)
        stored = find(data, article.doc.key)
        assert stored is not None
        assert replace(document(data, stored), origin="") == article.doc


def test_taken_out_wholly(data: Dataset) -> None:
    put_article(data, ARTICLE_FIRST)
    stored = find(data, FIRST.key)
    assert stored is not None
    remove(data, stored)
    assert find(data, FIRST.key) is None
    assert list(data.triples()) == []
    assert unlinked(data) == [stored.article]


def test_articles_are_named_by_key_id_and_iri(data: Dataset) -> None:
    put_article(data, ARTICLE_FIRST)
    stored = find(data, FIRST.key)
    assert stored is not None
    for name in (FIRST.key, FIRST.record_id, stored.article, stored.article.rsplit("/", 1)[1]):
        assert matching(data, name) == [stored]
    with pytest.raises(UsageError, match="Near: first"):
        matching(data, "firts")


def test_runs_are_logged_apart_from_the_graph(data: Dataset) -> None:
    log_run(data.folder, {"command": "ingest", "articles": 2})
    (data.folder / "runs.jsonl").open("a").write('{"broken')
    (row,) = runs(data.folder)
    assert row["articles"] == 2
    assert "at" in row
    assert list(data.triples()) == []
