"""Agreements and their clauses, requests, mandates and accusations in short articles of our own."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract.article import extract
from kg.extract.clause_pieces import spans
from kg.extract.clauses import Piece, of_one
from kg.extract.coref import build
from kg.extract.frames import Frame
from kg.model import AnnotatedDocument, Claim, ClauseContent, Document
from tests.sentences import sentence


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The shipped model, loaded once."""
    return Reader(info())


def claims(reader: Reader, text: str, kind: str) -> list[Claim]:
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest(), outlet="الأفق", published=date(2015, 7, 24))
    return [c for c in extract(reader.read(doc), run="test").claims if c.event.node == kind]


def clauses(reader: Reader, text: str) -> list[ClauseContent]:
    return [c.clause for c in claims(reader, text, "clause") if c.clause is not None]


def test_a_numbered_list(reader: Reader) -> None:
    text = (
        "اتفقت الحكومة السورية وحركة أحرار الشام على البنود التالية:\n\n"
        "1- تسليم المعبر لحركة أحرار الشام.\n\n2- تطلق حركة أحرار الشام سراح الأسرى.\n"
    )
    found = {c.number: c for c in clauses(reader, text)}
    assert set(found) == {1, 2}
    assert {c.outcome for c in found.values()} == {"agreed"}
    assert "المعبر" in found[1].text
    assert "الأسرى" in found[2].text


def test_what_is_agreed_in_prose(reader: Reader) -> None:
    (clause,) = clauses(reader, "اتفقت مصر وإيطاليا على التعاون في مراقبة الحدود البحرية.")
    assert clause.text.startswith("التعاون")
    assert len(clause.obligor) == 2


@pytest.mark.parametrize("verb", ["تضمنت الصفقة", "تشمل الصفقة"])
def test_a_verb_before_what_it_tells_of(reader: Reader, verb: str) -> None:
    text = f"أبرمت مصر صفقة مع إيطاليا. و{verb} إطلاق سراح البحارة."
    assert [c.text for c in clauses(reader, text)] == ["إطلاق سراح البحارة"]


def test_what_it_does_not_contain_is_no_clause(reader: Reader) -> None:
    assert not clauses(reader, "أبرمت مصر صفقة مع إيطاليا. ولم تتضمن الصفقة إطلاق سراح البحارة.")


def test_two_pairs_are_two_agreements(reader: Reader) -> None:
    text = "وقعت مصر وإيطاليا اتفاقية في القاهرة. ووقعت فرنسا وروسيا اتفاقية في باريس."
    assert len({c.event for c in claims(reader, text, "agreement")}) == 2


def test_an_agreement_told_twice_is_one(reader: Reader) -> None:
    text = "وقعت مصر وإيطاليا اتفاقية في القاهرة. وتشمل الاتفاقية التعاون في مراقبة الحدود."
    assert len({c.event for c in claims(reader, text, "agreement")}) == 1


def test_a_request(reader: Reader) -> None:
    (request,) = claims(reader, "طلبت تركيا من الولايات المتحدة وقف القصف على المدينة.", "request")
    assert {(p.role, p.actor.words) for p in request.participants} >= {("requester", "تركيا")}
    assert {p.role for p in request.participants} == {"requester", "requested"}
    assert request.content is not None
    assert "القصف" in request.content


def test_an_accusation(reader: Reader) -> None:
    (accusation,) = claims(reader, "اتهمت تركيا روسيا بخرق الهدنة في حلب.", "accusation")
    assert [(p.role, p.actor.words) for p in accusation.participants] == [("accuser", "تركيا"), ("accused", "روسيا")]


def test_a_piece_that_two_agreements_are_offered_is_of_the_one_told_last_before_it() -> None:
    told, text = sentence("اتفقوا", "على", "س", "واتفقوا", "على", "ص", "ع")
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest())
    spans = [doc.span("text", told.words[at].start, told.words[at].end) for at in (0, 3)]
    agreements = [Frame(name, name, "Agreement", 0, span, (span,)) for name, span in zip("ab", spans, strict=True)]
    first, last, other = (Piece(told, at, at) for at in (2, 5, 6))
    found = of_one({"a": [first, last, other], "b": [last]}, agreements)
    assert found == {"a": [first, other], "b": [last]}
    assert of_one({"a": [first], "b": [first]}, agreements) == {"a": [first], "b": []}


def test_prose_is_cut_where_another_duty_begins() -> None:
    tags = {"فتح": "NOUN", "المعبر": "NOUN", "السماح": "NOUN", "تسليم": "NOUN", "الأمن": "NOUN", "حفظ": "NOUN"}
    tags |= {"الهدوء": "NOUN", "في": "ADP", "ب": "ADP", "و": "CCONJ"}
    told, text = sentence(
        "اتفقا", "على", "فتح", "المعبر", ("و", "السماح"), ("ب", "المرور"), ("و", "حفظ"), "الأمن", ("و", "الهدوء"),
        "مقابل", "تسليم", "الأسرى", upos=tags,
    )  # fmt: skip
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest())
    span = doc.span("text", told.words[0].start, told.words[0].end)
    frame = Frame("a", "a", "Agreement", 0, span, (span,), reasons=("agree.ittafaqa",))
    found = build(AnnotatedDocument(doc, (told,), "test"))
    ((_, parts),) = spans(found, [frame], [frame])
    cut = [text[told.words[p.first].start : told.words[p.last].end] for p in parts]
    assert cut == ["اتفقا على فتح المعبر", "والسماح بالمرور", "وحفظ الأمن والهدوء", "مقابل تسليم الأسرى"]


def owed(clause: ClauseContent) -> tuple[list[str], list[str]]:
    return [a.words for a in clause.obligor], [a.words for a in clause.beneficiary]


def test_who_is_bound_in_an_item_of_a_list(reader: Reader) -> None:
    text = (
        "اتفقت الحكومة السورية وحركة أحرار الشام على البنود التالية:\n\n"
        "1- تسليم المعبر لحركة أحرار الشام.\n\n2- تطلق حركة أحرار الشام سراح الأسرى.\n"
    )
    first, second = clauses(reader, text)
    assert owed(first) == (["الحكومه السوريه"], ["حركه احرار الشام"])
    assert owed(second)[0] == ["حركه احرار الشام"]


def test_whose_deed_a_verbal_noun_is(reader: Reader) -> None:
    text = "أعلن الوزير اتفاقا بين روسيا وأوكرانيا ينص على انسحاب القوات الروسية من البلدة."
    (clause,) = clauses(reader, text)
    assert owed(clause) == (["القوات الروسيه"], [])


def test_nobody_owes_himself_what_he_is_owed(reader: Reader) -> None:
    for text in (
        "اتفقت إيران والدول الكبرى على رفع العقوبات عن إيران.",
        "اتفقت تركيا مع الولايات المتحدة على أن تسمح تركيا للولايات المتحدة باستخدام القاعدة الجوية.",
    ):
        for obligor, beneficiary in map(owed, clauses(reader, text)):
            assert not {*obligor} & {*beneficiary}


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("اتفقت إيران والدول الكبرى على رفع العقوبات عن طهران حالما تنفذ التزاماتها.", "حالما تنفذ التزاماتها"),
        (
            "وقعت إيران اتفاقا مع الدول الكبرى. "
            "وينص الاتفاق على أنه في حال اختراق إيران الاتفاقية سوف تعود العقوبات الدولية.",
            "في حال اختراق إيران الاتفاقية",
        ),
    ],
)
def test_a_condition_ends_where_what_is_to_come_begins(reader: Reader, text: str, condition: str) -> None:
    (clause,) = clauses(reader, text)
    assert clause.condition == condition
