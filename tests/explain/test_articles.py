"""Every claim of the short articles of our own is explained, each part of it by something."""

from __future__ import annotations

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.explain.build import find_told, parts
from kg.explain.types import Explained
from kg.extract.article import work_out
from kg.rdf.iris import Minter, claim_iris
from kg.rdf.vocabulary import ID
from tests.extract.test_articles import ARTICLES, document


@pytest.fixture(scope="module")
def explained() -> dict[str, list[Explained]]:
    """All parts of all claims, by what the articles are there for."""
    reader = Reader(info())
    out: dict[str, list[Explained]] = {}
    for article in ARTICLES:
        workings = work_out(reader.read(document(article)), run="test")
        for iri in claim_iris(Minter(workings.extraction.doc, ID), workings.extraction.claims):
            told = find_told(workings, str(iri), ID)
            assert told is not None
            out.setdefault(article["why"], []).extend(parts(told, ID))
    return out


def test_nothing_is_unexplained(explained: dict[str, list[Explained]]) -> None:
    bare = [(why, part.part, part.value) for why, found in explained.items() for part in found if not part.because]
    assert bare == []


@pytest.mark.parametrize(
    ("why", "part", "words"),
    [
        ("where it was signed, and who mediated", "place", "Where it was made"),
        ("two ministers in one word, each by the adjective of a state", "participant", "Stands for السعودية"),
        ("a newspaper has it from somebody, named behind it", "status", "A verb in the perfect"),
    ],
)
def test_what_rules_say(explained: dict[str, list[Explained]], why: str, part: str, words: str) -> None:
    texts = [because.text for found in explained[why] if found.part == part for because in found.because]
    assert any(words in text for text in texts), texts
