"""Events told again: what is compared, what is joined, what is not."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract.coref import build
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame
from kg.extract.learned import Model, given
from kg.extract.meeting_frames import drafted
from kg.extract.same_event import events_of, joined, pairs
from kg.extract.times import find_times
from kg.model import Document

TEXT = (
    "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة أمس وزير الخارجية الإيطالي باولو جينتيلوني.\n"
    "وكان السيسي التقى يوم الأحد الماضي باولو جينتيلوني في روما.\n"
    "وارتفعت أسعار النفط في الأسواق العالمية.\n"
    "وهطلت أمطار غزيرة على الساحل.\n"
    "وفي موسكو التقى وزير الخارجية الروسي سيرغي لافروف نظيره الأميركي جون كيري."
)
Told = tuple[Discourse, tuple[Frame, ...]]
ALWAYS, NEVER = Model("meeting-same", 5.0, {}, 0.5), Model("meeting-same", -5.0, {}, 0.5)


@pytest.fixture(scope="module")
def told() -> Told:
    """The discourse of a text with three meetings, and its frames as rules leave them."""
    doc = Document("k", "d", TEXT, sha256(TEXT.encode()).hexdigest(), published=date(2015, 7, 24))
    annotated = Reader(info()).read(doc)
    discourse = build(annotated)
    return discourse, drafted(discourse, find_times(annotated))


def test_only_events_that_share_somebody_are_compared(told: Told) -> None:
    discourse, frames = told
    events = events_of(discourse, frames)
    names = [{discourse.entities[at].name for at in event.scores} for event in events]
    found = dict(pairs(discourse, events))
    assert found
    assert all(names[a] & names[b] for a, b in found)
    assert not any("جون كيري" in names[a] ^ names[b] for a, b in found)


def test_features_say_what_speaks_against(told: Told) -> None:
    discourse, frames = told
    ((_, features),) = list(pairs(discourse, events_of(discourse, frames)))
    assert "time=other day" in features
    assert "people shared=2" in features


def test_the_model_decides_and_names_are_those_of_the_first(told: Told) -> None:
    discourse, frames = told
    with given({"meeting-same": NEVER}):
        apart = joined(discourse, frames, "meeting-same")
    with given({"meeting-same": ALWAYS}):
        one = joined(discourse, frames, "meeting-same")
    assert [f.event for f in apart] == [f.event for f in frames]
    assert len({f.event for f in one}) == len({f.event for f in frames}) - 1
    assert {f.event for f in one} < {f.event for f in frames}
    assert [f.id for f in one] == [f.id for f in frames]
