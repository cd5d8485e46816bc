"""Classes of words: each is asked for by a rule, by a name that is there, and shows in an example what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from kg.lexicon.load import entries
from kg.lexicon.words import word_class, word_synonyms

CLASSES = {entry.id: entry for entry in entries("word_classes.yaml")}


def test_each_class_is_asked_for() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path(kg.__file__).parent.rglob("*.py"))
    asked = {id for call in re.findall(r"word_class\(([^)]*)\)", sources) for id in re.findall(r'"([^"]+)"', call)}
    kinds = set(re.findall(r'word_synonyms\("([^"]+)"\)', sources))
    counted = {id for id, entry in CLASSES.items() if entry.option("means") and id.split(".")[0] in kinds}
    assert asked | counted == set(CLASSES)


@pytest.mark.parametrize("id", CLASSES)
def test_each_class_has_examples(id: str) -> None:
    assert CLASSES[id].examples.match
    assert CLASSES[id].examples.no_match


def test_several_classes_are_taken_together() -> None:
    assert word_class("clause.end", "clause.said") == word_class("clause.end") | word_class("clause.said")
    with pytest.raises(KeyError):
        word_class("clause.none")


def test_words_that_count_as_others_are_folded() -> None:
    assert word_synonyms("office")["سيناتور"] == "نايب"
    assert "مخابرات" not in word_synonyms("office")
