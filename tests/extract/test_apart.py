"""Words that tell of several meetings at once, one with each partner."""

from __future__ import annotations

from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract import meeting_frames
from kg.extract.coref import build
from kg.extract.frames import by_event
from kg.extract.times import find_times
from kg.model import Document

WITH_BOTH = "مع رئيس الوزراء العراقي حيدر العبادي ووزير الدفاع العراقي خالد العبيدي."
BOTH = "رئيس الوزراء اليمني خالد بحاح ووزير الخارجية الألماني فرانك شتاينماير."
GUESTS = "رئيس وزراء نيوزيلندا جون كي ورئيس وزراء رومانيا فيكتور بونتا."
APART = {
    "a plural noun": (
        f"أجرى وزير الدفاع الأمريكي آشتون كارتر لقاءات {WITH_BOTH}",
        [{"آشتون كارتر", "حيدر العبادي"}, {"آشتون كارتر", "خالد العبيدي"}],
    ),
    "two calls": (
        "تلقى وزير الخارجية المصري سامح شكري اتصالين هاتفيين من نظيريه الروسي سيرجي لافروف والأمريكي جون كيري.",
        [{"سامح شكري", "جون كيري"}, {"سامح شكري", "سيرجي لافروف"}],
    ),
    "a word that says so": (
        f"استقبل الملك سلمان بن عبدالعزيز أمس كلا على حدة {BOTH}",
        [{"سلمان بن عبدالعزيز", "خالد بحاح"}, {"سلمان بن عبدالعزيز", "فرانك شتاينماير"}],
    ),
    "guests of many states": (
        f"أطلع الوزير المجلس على استقبال الملك سلمان بن عبدالعزيز ل{GUESTS}",
        [{"سلمان بن عبدالعزيز", "جون كي"}, {"سلمان بن عبدالعزيز", "فيكتور بونتا"}],
    ),
    "one meeting with two": (
        f"عقد وزير الدفاع الأمريكي آشتون كارتر اجتماعا {WITH_BOTH}",
        [{"آشتون كارتر", "حيدر العبادي", "خالد العبيدي"}],
    ),
    "talks are plural in form alone": (
        f"أجرى وزير الدفاع الأمريكي آشتون كارتر محادثات {WITH_BOTH}",
        [{"آشتون كارتر", "حيدر العبادي", "خالد العبيدي"}],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(info())


@pytest.mark.parametrize(("text", "wanted"), APART.values(), ids=APART)
def test_one_meeting_with_each(reader: Reader, text: str, wanted: list[set[str]]) -> None:
    annotated = reader.read(Document("k", "d", text, sha256(text.encode()).hexdigest()))
    discourse = build(annotated)
    events = by_event(meeting_frames.find(discourse, find_times(annotated))).values()
    met = [{discourse.entities[p.entity].name for frame in told for p in frame.parts} for told in events]
    assert sorted(met, key=sorted) == sorted(wanted, key=sorted)
