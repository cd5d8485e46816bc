"""Copied text: what counts, which way, and that the order of articles plays no part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.link.fingerprints import SHINGLE, WINDOW, fingerprints, formulas, shared, shingles
from kg.link.identity import mend
from kg.rdf.index import Term
from kg.rdf.iris import article_of_key
from kg.rdf.vocabulary import KG
from kg.store.articles import find, remove
from kg.store.dataset import Dataset, opened
from tests.world import ARTICLE_THIRD, document
from tests.worldstore import put_article

WORDS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def text(seed: int, count: int = 80) -> str:
    """Words that no other text has."""
    return " ".join(f"كلمة{WORDS[(seed * 7 + i) % 28]}{seed}{i}" for i in range(count))


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "store", write=True) as data:
        yield data


def put(data: Dataset, key: str, words: str, day: str | None = None) -> str:
    doc = document(f"id:x/{key}", f"{words}. اتهم كمال سوريا.", day=day)
    claims = tuple(replace(c, evidence=(doc.span("text", 0, 4),)) for c in ARTICLE_THIRD.claims)
    put_article(data, replace(ARTICLE_THIRD, doc=doc, claims=claims))
    return str(article_of_key(doc.key))


def reuses(data: Dataset, article: str) -> list[str]:
    return data.objects(article, KG.reuses, data.identity)


def test_a_run_of_words_is_found_wherever_it_stands() -> None:
    run = text(1, SHINGLE + WINDOW - 1)
    assert fingerprints(f"{text(2, 40)} {run}") & fingerprints(f"{run} {text(3, 50)}")


def test_too_little_is_no_copy() -> None:
    assert shared(f"{text(1, 15)} {text(2)}", f"{text(1, 15)} {text(3)}") is None
    found = shared(f"{text(1, 40)} {text(2)}", f"{text(3)} {text(1, 40)}")
    assert found is not None
    assert (found.words, found.longest) == (40, text(1, 40))


def test_formulas_do_not_count(root: Path) -> None:
    style = (root / "tests" / "link" / "formula.txt").read_text(encoding="utf-8")
    assert set(shingles(style)) <= formulas()
    twice = f"{style} {style}"
    assert shared(f"{text(1)} {twice}", f"{text(2)} {twice}") is None


def test_the_later_reuses_the_earlier(data: Dataset) -> None:
    early = put(data, "a", text(1), "2015-07-01")
    late = put(data, "b", f"{text(2)} {text(1)}", "2015-07-02")
    mend(data)
    assert (reuses(data, late), reuses(data, early)) == ([early], [])
    (node,) = data.subjects(KG.reuser, Term(late), data.identity)
    assert data.one(node, KG.sharedWords, data.identity) in ("80", "83")


def test_of_one_day_nobody_knows(data: Dataset) -> None:
    one, other = put(data, "a", text(1), "2015-07-01"), put(data, "b", text(1), "2015-07-01")
    mend(data)
    assert (reuses(data, one), reuses(data, other)) == ([other], [one])


def test_what_is_gone_is_reused_no_more_and_order_plays_no_part(data: Dataset, tmp_path: Path) -> None:
    for key, words in (("a", text(1)), ("b", f"{text(1)} {text(2)}"), ("c", text(2))):
        put(data, key, words, "2015-07-01")
        mend(data)
    with opened(tmp_path / "other", write=True) as other:
        for key, words in (("c", text(2)), ("a", text(1)), ("b", f"{text(1)} {text(2)}")):
            put(other, key, words, "2015-07-01")
        mend(other)
        assert set(other.triples(other.identity)) == set(data.triples(data.identity))
    stored = find(data, "id:x/b")
    assert stored is not None
    remove(data, stored)
    mend(data)
    assert list(data.pairs(KG.reuses, data.identity)) == []
