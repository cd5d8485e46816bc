"""According to whom: short articles of our own, through the shipped model, and the chain behind the outlet."""

from __future__ import annotations

from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract.article import Workings, work_out
from kg.extract.attribution.choices import choices
from kg.extract.attribution.moments import moments
from kg.extract.attribution.outlet import find
from kg.extract.attribution.weighed import weighed
from kg.extract.learned import Model, given
from kg.model import Document

MET = "وزير الخارجية الأميركي جون كيري التقى في جنيف نظيره الروسي سيرغي لافروف."
SAID = {
    "unnamed reports": (f"قالت تقارير إن {MET}", ["تقارير"]),
    "officials, nothing else": (f"أعلن مسؤولون أن {MET}", ["مسؤولون"]),
    "officials in a place": (f"وكان مسؤولون في واشنطن قد صرحوا بأن {MET}", ["مسؤولون في واشنطن"]),
    "a source in a place": (f"وقال مصدر في الحديدة إن {MET}", ["مصدر في الحديدة"]),
    "a statement": (f"وقال بيان مشترك إن {MET}", ["بيان مشترك"]),
    "information": (f"وبحسب معلومات، فإن {MET}", ["معلومات"]),
    "whose statement it is": (f"وقال بيان صادر عن البيت الأبيض إن {MET}", ["البيت الأبيض"]),
    "told to a medium": (f"وكشف لـ(عكاظ) مسؤول عراقي رفيع أن {MET}", ["عكاظ", "مسؤول عراقي رفيع"]),
    "known from": (f"وعلمت صحيفة الحياة من مصادر مطلعة أن {MET}", ["الحياة", "مصادر مطلعة"]),
    "relayed": (f"ونقلت صحيفة الحياة عن مصدر دبلوماسي أن {MET}", ["الحياة", "مصدر دبلوماسي"]),
    "who spoke last": (f"قال وزير النقل اليمني بدر باسلمة إن الميناء يعمل. وأضاف أن {MET}", ["بدر باسلمة"]),
    "a quotation that runs on": (
        f"قال وزير النقل اليمني بدر باسلمة: «الميناء يعمل منذ أيام. {MET} وسيعود الوفد غدا».",
        ["بدر باسلمة"],
    ),
    "nobody": (f"وأعلنت الوزارة أن الميناء يعمل. وكان {MET}", []),
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(info())


def worked_out(reader: Reader, text: str) -> Workings:
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest(), outlet="الأفق")
    return work_out(reader.read(doc), run="test")


@pytest.mark.parametrize(("text", "wanted"), SAID.values(), ids=SAID)
def test_the_chain_of_a_meeting(reader: Reader, text: str, wanted: list[str]) -> None:
    found = worked_out(reader, text).extraction
    names = {actor.anchor: actor.name for actor in found.actors}
    (meeting,) = [claim for claim in found.claims if claim.event.node == "meeting"]
    assert [names[hop.source] for hop in meeting.chain[1:]] == wanted


def test_what_is_cited_and_no_actor_takes_part_in_nothing(reader: Reader) -> None:
    found = worked_out(reader, f"وقال بيان مشترك إن {MET}").extraction
    (meeting,) = [claim for claim in found.claims if claim.event.node == "meeting"]
    names = {actor.anchor: actor.name for actor in found.actors}
    assert "بيان مشترك" not in {names[part.actor] for part in meeting.participants}
    assert next(actor for actor in found.actors if actor.name == "بيان مشترك").anonymous


def test_every_voice_is_weighed_and_the_likeliest_taken(reader: Reader) -> None:
    read = worked_out(reader, f"قال وزير النقل اليمني بدر باسلمة إن الميناء يعمل. وأضاف أن {MET}")
    source = find(read.discourse, read.names)
    (moment,) = [m for m in moments(read.discourse, read.frames, source) if m.frame.type == "Meeting"]
    assert [choice.kinds[0] for choice in choices(moment)] == ["nobody", "cue without a name"]
    assert [choice.ruled for choice in choices(moment)] == [False, True]
    nobody = Model("claim-source", 0.0, {"default ruled=False": 9.0}, 0.5)
    with given({"claim-source": nobody}):
        other = worked_out(reader, f"قال وزير النقل اليمني بدر باسلمة إن الميناء يعمل. وأضاف أن {MET}")
    (meeting,) = [claim for claim in other.extraction.claims if claim.event.node == "meeting"]
    assert [hop.reasons[0] for hop in meeting.chain] == ["nobody cited"]


def test_no_feature_of_a_voice_names_an_actor(reader: Reader) -> None:
    read = worked_out(reader, f"ونقلت صحيفة الحياة عن مصدر دبلوماسي أن {MET}")
    source = find(read.discourse, read.names)
    said = {f for m in moments(read.discourse, read.frames, source) for _, features in weighed(m) for f in features}
    assert said
    assert not [f for f in said for name in ("الحياة", "مصدر", "كيري", "لافروف") if name in f]
