"""The loader: what it reads, and that errors name file and entry."""

import pytest

from kg.errors import LexiconError
from kg.lexicon.load import data_files, entries, lexicon_hash, parse

GOOD = """
source: a grammar
entries:
  - {id: a, lemmas: [قَالَ], forms: [وقال], role: cue, weight: 2, sure: true, examples: {match: [قال الوزير]}}
"""


def test_reads_an_entry() -> None:
    (entry,) = parse("x.yaml", GOOD, fields=frozenset({"role", "weight", "sure"}))
    assert (entry.lemmas, entry.forms, entry.source) == (("قال",), ("وقال",), "a grammar")
    assert (entry.text("role"), entry.number("weight"), entry.flag("sure"), entry.texts("none")) == ("cue", 2, True, ())
    assert entry.examples.match == ("قال الوزير",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("entries: {", "x.yaml: no YAML"),
        ("a: 1", "a list of `entries`"),
        ("source: s\nentries: [{forms: [x]}]", "without an `id`"),
        ("entries: [{id: a, forms: [x]}]", "entry 'a': `source`"),
        ("source: s\nentries: [{id: a, forms: [yes]}]", "entry 'a': `forms`"),
        ("source: s\nentries: [{id: a, rôle: x}]", "unknown field `rôle`"),
        ("source: s\nentries: [{id: a}, {id: a}]", "entry 'a': the id is given twice"),
        ("source: s\nentries: [{id: a, examples: {matches: []}}]", "`examples` is a mapping"),
    ],
)
def test_an_error_names_file_and_entry(text: str, words: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse("x.yaml", text, fields=frozenset())
    assert words in str(caught.value)
    assert "x.yaml" in str(caught.value)


def test_accessors_refuse_other_types() -> None:
    (entry,) = parse("x.yaml", GOOD)
    with pytest.raises(LexiconError, match="a whole number"):
        entry.number("role")
    with pytest.raises(LexiconError, match="one of a, b"):
        entry.choice("role", ("a", "b"))


@pytest.mark.parametrize("name", data_files())
def test_every_file_loads(name: str) -> None:
    assert entries(name)


def test_the_hash_is_stable() -> None:
    assert lexicon_hash() == lexicon_hash()
    assert len(lexicon_hash()) == 16
