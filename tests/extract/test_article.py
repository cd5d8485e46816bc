"""Short articles of our own, through the shipped model: who met whom, what was agreed, according to whom."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract.article import extract
from kg.model import Claim, Document, Extraction


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The shipped model, loaded once."""
    return Reader(info())


def read(reader: Reader, text: str, outlet: str | None = "الأفق") -> Extraction:
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest(), outlet=outlet, published=date(2015, 7, 24))
    return extract(reader.read(doc), run="test")


def claims(found: Extraction, kind: str) -> list[Claim]:
    return [c for c in found.claims if c.event.node == kind]


def members(claim: Claim) -> set[str]:
    return {p.actor.words for p in claim.participants}


def test_received_in_a_place_on_a_day(reader: Reader) -> None:
    found = read(
        reader, "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة أمس وزير الخارجية الإيطالي باولو جينتيلوني."
    )
    (meeting,) = claims(found, "meeting")
    assert members(meeting) == {"عبد الفتاح السيسي", "باولو جينتيلوني"}
    assert meeting.status == "held"
    assert meeting.place is not None
    assert meeting.place.words == "القاهره"
    assert meeting.time is not None
    assert meeting.time.start == "2015-07-23"


def test_what_is_to_come_is_planned(reader: Reader) -> None:
    found = read(reader, "من المقرر أن يلتقي وزير الخارجية الروسي سيرغي لافروف نظيره الأميركي جون كيري في جنيف.")
    (meeting,) = claims(found, "meeting")
    assert meeting.status == "planned"
    assert meeting.factuality.tense == "future"


def test_a_denial_is_a_negative_claim(reader: Reader) -> None:
    found = read(reader, "نفى المتحدث باسم الحكومة عقد أي اجتماع بين الوفد الحكومي والمعارضة السورية في موسكو.")
    for meeting in claims(found, "meeting"):
        assert meeting.status == "denied"
        assert meeting.factuality.polarity == "negative"


def test_a_speaker_is_the_source(reader: Reader) -> None:
    found = read(
        reader, "قال وزير الخارجية الإيراني محمد جواد ظريف إن الرئيس حسن روحاني التقى الرئيس فلاديمير بوتين في موسكو."
    )
    (meeting,) = claims(found, "meeting")
    assert [h.source.words for h in meeting.chain] == ["الافق", "محمد جواد ظريف"]


def test_a_medium_that_is_quoted_is_a_hop(reader: Reader) -> None:
    found = read(reader, "التقى الرئيس حسن روحاني الرئيس فلاديمير بوتين في موسكو، بحسب وكالة رويترز.")
    (meeting,) = claims(found, "meeting")
    assert len(meeting.chain) == 2
    assert "رويترز" in meeting.chain[-1].source.words


def test_an_agreement_with_a_numbered_list(reader: Reader) -> None:
    text = (
        "وقعت الحكومة السورية والمعارضة السورية اتفاقا من البنود التالية:\n"
        "1- يوقف الجيش السوري القصف على المدينة.\n"
        "2- في حال توقف القصف ستفتح المعارضة السورية الطريق.\n"
    )
    found = read(reader, text)
    (agreement,) = claims(found, "agreement")
    assert agreement.status == "signed"
    clauses = [c.clause for c in claims(found, "clause") if c.clause]
    assert [c.number for c in clauses] == [1, 2]
    assert clauses[0].condition is None
    assert clauses[1].condition


def test_evidence_and_order_do_not_depend_on_what_was_read_before(reader: Reader) -> None:
    text = "اجتمع الرئيس التركي رجب طيب أردوغان مع الرئيس الأميركي باراك أوباما في أنقرة."
    first = read(reader, text)
    read(reader, "عقد الوزيران اجتماعا آخر في بغداد.")
    assert read(reader, text) == first
    assert all(text[s.start : s.end] == s.text for c in first.claims for s in c.evidence)


def test_an_article_that_tells_of_no_meeting(reader: Reader) -> None:
    assert read(reader, "ارتفعت أسعار النفط أمس في الأسواق العالمية بنسبة كبيرة.").claims == ()


def sources(claim: Claim) -> list[str]:
    return [hop.source.words for hop in claim.chain]


def test_what_the_second_sentence_cites_is_not_said_of_the_first(reader: Reader) -> None:
    found = read(
        reader,
        "التقى وزير الخارجية السعودي عادل الجبير نظيره الروسي سيرغي لافروف في موسكو الثلاثاء الماضي. "
        "وقال مصدر دبلوماسي لصحيفة الحياة أمس إن الجبير التقى أيضا المبعوث الأممي ستيفان دي ميستورا في جنيف.",
    )
    first, second = sorted(claims(found, "meeting"), key=lambda claim: claim.evidence[0].start)
    assert sources(first) == ["الافق"]
    assert len(sources(second)) == 3
    said = second.chain[-1].time
    assert said is not None
    assert (said.text, said.start, said.evidence[0].text) == ("أمس", "2015-07-23", "أمس")


RELAYED = "نقلت صحيفة الحياة عن مصدر دبلوماسي أن الأزمة بين البلدين تقترب من نهايتها في الأيام المقبلة. "
AGAIN = "وأضافت الصحيفة أن الوفد سيصل غدا. "
MET = "والتقى وزير الخارجية السعودي عادل الجبير نظيره الروسي سيرغي لافروف في موسكو الثلاثاء الماضي."


def test_a_first_sentence_that_relays_a_medium_which_is_cited_again_is_said_of_the_article(reader: Reader) -> None:
    (meeting,) = claims(read(reader, RELAYED + AGAIN + MET), "meeting")
    assert len(sources(meeting)) == 3


def test_a_first_sentence_that_relays_a_medium_once_is_said_of_itself(reader: Reader) -> None:
    (meeting,) = claims(read(reader, RELAYED + MET), "meeting")
    assert len(sources(meeting)) == 1
