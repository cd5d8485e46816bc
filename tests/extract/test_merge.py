"""Which tellings of an article rules take for one meeting."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract.coref import build
from kg.extract.meeting_frames import drafted
from kg.extract.times import find_times
from kg.model import Document

FIRST = "التقى وزير الخارجية السعودي عادل الجبير في جدة أمس وزير الخارجية المصري سامح شكري."


def events(text: str, *, title: str | None = None) -> list[set[str]]:
    """The names of those who met, meeting by meeting."""
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest(), title=title, published=date(2015, 7, 24))
    annotated = Reader(info()).read(doc)
    discourse = build(annotated)
    out: dict[str, set[str]] = {}
    for frame in drafted(discourse, find_times(annotated)):
        out.setdefault(frame.event, set()).update(discourse.entities[p.entity].name for p in frame.parts)
    return list(out.values())


@pytest.mark.parametrize(
    ("after", "meetings"),
    [
        ("وبحث الوزيران خلال اللقاء الأزمة.", 1),
        ("وأكد الجبير خلال لقائه وزير الخارجية الروسي سيرغي لافروف أهمية الحل.", 2),
        ("حضر اللقاء السفير أحمد قطان ووكيل الوزارة خالد الجندان.", 1),
        ("وتناولت المشاورات بين سامح شكري ووزير الخارجية الروسي سيرغي لافروف الأزمة.", 2),
    ],
)
def test_a_noun_that_names_who_met_points_at_no_other_meeting(after: str, meetings: int) -> None:
    assert len(events(f"{FIRST}\n{after}")) == meetings


def test_a_headline_tells_in_the_present_what_was() -> None:
    (met,) = events(FIRST, title="عادل الجبير يلتقي سامح شكري")
    assert met == {"عادل الجبير", "سامح شكري"}
