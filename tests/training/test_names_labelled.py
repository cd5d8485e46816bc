"""The labelled news articles: names stand on tokens, and nothing that is measured was trained on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.corpora import Corpora
from training.names_labelled import LABELS, sentences

MEASURED = ("test", "unseen", "second", "names", "clauses")
BENCHMARK = Path(__file__).resolve().parents[2] / "benchmark"


def labelled() -> list[dict[str, object]]:
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def test_no_article_that_is_measured_or_of_gold_is_labelled_for_training(shared: Path) -> None:
    measured = {path.stem for half in MEASURED for path in (BENCHMARK / half).glob("news-*.json")}
    measured |= {path.stem for path in (shared / "gold" / "news").glob("*.json")}
    allowed = set((shared / "gold" / "pool.txt").read_text(encoding="utf-8").split())
    ids = [line["id"] for line in labelled()]
    assert len(ids) == len(set(ids)) == 266
    assert not measured & set(ids)
    assert set(ids) <= allowed


def test_tags_are_of_tokens_that_the_names_touch(shared: Path) -> None:
    train, dev = sentences(Corpora(shared / "corpora"))
    kinds = {tag[2:] for sentence in (*train, *dev) for _, (*_, tag) in sentence if tag and tag != "O"}
    assert kinds == {"PERS", "ORG", "ARM", "LOC"}
    assert all(tags[:3] == (None, None, None) for sentence in train for _, tags in sentence)
    begun = sum(tag is not None and tag.startswith("B-") for s in (*train, *dev) for _, (*_, tag) in s)
    assert begun == pytest.approx(sum(len(line["names"]) for line in labelled()), rel=0.02)  # type: ignore[arg-type]


def test_another_text_is_refused(shared: Path, tmp_path: Path) -> None:
    first = labelled()[0] | {"sha256": "0" * 64}
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(first) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="another text"):
        sentences(Corpora(shared / "corpora"), path)
