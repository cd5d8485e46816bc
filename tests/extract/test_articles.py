"""Short articles of our own, whole: what is read of each, all of it (`articles.yaml`).

They are of other years and wars than the benchmark, so that what a rule has only from there shows here.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract.article import extract
from kg.model import Claim, Document, Extraction

ARTICLES = yaml.safe_load(Path(__file__).with_name("articles.yaml").read_text(encoding="utf-8"))["articles"]


def document(article: dict[str, Any]) -> Document:
    """An article of `articles.yaml` as a newspaper of the day brings it."""
    text = article["text"]
    return Document("k", "d", text, sha256(text.encode()).hexdigest(), outlet="الأفق", published=date(2026, 11, 20))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(info())


@pytest.mark.parametrize("article", ARTICLES, ids=[article["why"] for article in ARTICLES])
def test_what_is_read_of_an_article(reader: Reader, article: dict[str, Any]) -> None:
    found = extract(reader.read(document(article)), run="test")
    told = [_told(found, claim) for claim in found.claims if claim.event.node in ("meeting", "agreement", "clause")]
    for wanted in article["told"]:
        assert any(wanted.items() <= one.items() for one in told), f"{wanted}\nis not in\n" + "\n".join(map(str, told))
    events = [one for one in told if "clause" not in one]
    assert all(any(wanted.items() <= one.items() for wanted in article["told"]) for one in events), events


def _told(found: Extraction, claim: Claim) -> dict[str, Any]:
    """A claim as `articles.yaml` has it."""
    if claim.clause is not None:
        return {"clause": claim.clause.text}
    names = {actor.anchor: actor.name for actor in found.actors}
    places = {place.anchor: place.name for place in found.places}
    return {
        claim.event.node: claim.status,
        "who": [names[part.actor] for part in claim.participants],
        "place": places[claim.place] if claim.place is not None else None,
        "day": claim.time.start if claim.time is not None else None,
        "chain": [names[hop.source] for hop in claim.chain[1:]],
    }
