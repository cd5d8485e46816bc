"""Who mediated, in sentences of our own."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract.article import extract
from kg.model import Document


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The shipped model, loaded once."""
    return Reader(info())


def roles(reader: Reader, text: str) -> dict[str, str]:
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest(), outlet="الأفق", published=date(2015, 7, 24))
    claims = extract(reader.read(doc), run="test").claims
    return {part.actor.words: part.role for claim in claims for part in claim.participants}


@pytest.mark.parametrize(
    ("text", "mediator", "member"),
    [
        (
            "بدأت المحادثات بين الحكومة اليمنية والحوثيين برعاية الأمم المتحدة في جنيف أمس.",
            "الامم المتحده",
            ("الحوثيين", "attendee"),
        ),
        ("توصلت حماس وإسرائيل إلى اتفاق لتبادل الأسرى بوساطة مصر.", "مصر", ("حماس", "party")),
        ("توصلت حماس وإسرائيل إلى اتفاق لتبادل الأسرى بوساطة مصرية.", "مصر", ("حماس", "party")),
        (
            "توصلت الحكومة السورية وحركة أحرار الشام إلى اتفاق بوساطة حزب الله.",
            "حزب الله",
            ("حركه احرار الشام", "party"),
        ),
    ],
)
def test_who_mediates_is_no_party(reader: Reader, text: str, mediator: str, member: tuple[str, str]) -> None:
    found = roles(reader, text)
    assert found[mediator] == "mediator"
    assert found[member[0]] == member[1]
    assert list(found.values()).count("mediator") == 1


def test_a_persons_patronage_is_a_ceremonys(reader: Reader) -> None:
    text = "عقد الوزير السعودي لقاء مع نظيره المصري تحت رعاية خادم الحرمين الشريفين الملك سلمان."
    assert "mediator" not in roles(reader, text).values()


def test_who_mediates_owes_nothing(reader: Reader) -> None:
    text = "اتفق طرفا النزاع في السودان على هدنة لمدة سبعة أيام تبدأ الاثنين، بوساطة سعودية أميركية."
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest(), outlet="الأفق")
    claims = extract(reader.read(doc), run="test").claims
    assert {part.role for claim in claims for part in claim.participants} == {"mediator"}
    assert not [claim for claim in claims if claim.clause and (claim.clause.obligor or claim.clause.beneficiary)]
