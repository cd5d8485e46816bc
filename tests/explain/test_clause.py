"""Who owes what, explained, on sentences read with the shipped model."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.explain.clause import clause
from kg.explain.told import tellings
from kg.explain.types import Explained
from kg.extract.article import work_out
from kg.model import Document

LISTED = (
    "اتفقت الحكومة السورية وحركة أحرار الشام على البنود التالية:\n\n"
    "1- تسليم المعبر لحركة أحرار الشام.\n\n2- تطلق حركة أحرار الشام سراح الأسرى.\n"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The shipped model, loaded once."""
    return Reader(info())


def explained(reader: Reader, text: str) -> list[Explained]:
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest(), outlet="الأفق", published=date(2015, 7, 24))
    return [clause(told) for told in tellings(work_out(reader.read(doc), run="test")) if told.claim.clause]


def test_a_model_says_who_is_bound(reader: Reader) -> None:
    (found,) = explained(reader, "اتفقت مصر وإيطاليا على التعاون في مراقبة الحدود البحرية.")
    verdicts = {b.text: b.verdict for b in found.because if b.verdict}
    assert set(verdicts) == {"Owed by مصر, a model says.", "Owed by إيطاليا, a model says."}
    assert {v.model for v in verdicts.values()} == {"clause-obligor"}
    assert all(v.score >= v.threshold for v in verdicts.values())


def test_an_item_of_a_list_and_a_noun_say_it_themselves(reader: Reader) -> None:
    first, _ = explained(reader, LISTED)
    owed = [b.text for b in first.because if b.text.startswith("Owed")]
    assert [text.partition(":")[0] for text in owed] == ["Owed by الحكومة السورية", "Owed to حركة أحرار الشام"]
    (found,) = explained(reader, "أعلن الوزير اتفاقا بين روسيا وأوكرانيا ينص على انسحاب القوات الروسية من البلدة.")
    assert any("the words name" in b.text for b in found.because)
