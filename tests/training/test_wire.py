"""Articles out of the treebank's running text: whole ones, set as print has them, and the facts are theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.extraction import wire

ROWS = [
    ["بقية", "خبر", "قديم", "."],
    ["لقاء", "في", "أنقرة"],
    ["أنقرة", "16", "-", "7", "(", "اف", "ب", ")", "-", "قال", "الوزير", ":", '"', "التقينا", '"', "."],
    ["وغادر", "الوفد", "،", "بعد", "ذلك", "."],
]


def test_an_article_begins_with_its_headline_and_is_set_as_print_has_it(tmp_path: Path) -> None:
    path = tmp_path / "ud" / "padt-upos-surface-train.tsv"
    path.parent.mkdir()
    path.write_text("\n\n".join("\n".join(f"{word}\tX" for word in row) for row in ROWS), encoding="utf-8")
    ((name, article),) = wire.articles(tmp_path)
    assert name == "wire-0001"
    assert article["title"] == "لقاء في أنقرة"
    assert article["text"] == 'أنقرة 16 - 7 (اف ب) - قال الوزير: "التقينا".\nوغادر الوفد، بعد ذلك.'
    assert (article["outlet"], article["published"]) == ("فرانس برس", "2000-07-16")


def test_every_event_is_told_by_whole_words_where_the_labels_say(shared: Path) -> None:
    for doc, facts in wire.documents(shared / "corpora"):
        for event in (*facts["meetings"], *facts["agreements"]):
            at = event["quote_at"]
            told = (doc.title or "" if at["in"] == "title" else doc.text)[at["start"] : at["end"]]
            assert len(told.split()) >= 4, facts["document"]
            assert told == told.strip(), facts["document"]


def test_another_text_than_the_labelled_one_is_refused(shared: Path, tmp_path: Path) -> None:
    labels = tmp_path / "wire.jsonl"
    line = wire.LABELS.read_text(encoding="utf-8").splitlines()[0]
    labels.write_text(line.replace('"sha256":"', '"sha256":"0'), encoding="utf-8")
    with pytest.raises(ValueError, match="another text"):
        list(wire.documents(shared / "corpora", labels))
