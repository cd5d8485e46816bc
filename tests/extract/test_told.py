"""Which tellings of an article are meetings of their own, which are another's, and whose words they are."""

from __future__ import annotations

from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract.article import Workings, work_out
from kg.extract.frames import by_event
from kg.model import Document

TURK, KERRY = "وزير الخارجية التركي مولود تشاوش اوغلو", "نظيره الأمريكي جون كيري"
WITH_BOTH = "مع رئيس الوزراء العراقي حيدر العبادي ووزير الدفاع العراقي خالد العبيدي."
BOTH = "رئيس الوزراء اليمني خالد بحاح ووزير الخارجية الألماني فرانك شتاينماير."
GUESTS = "رئيس وزراء نيوزيلندا جون كي ورئيس وزراء رومانيا فيكتور بونتا."
TOLD = {
    "a headline sums up the text": (
        "الرئيس اليمني يجتمع بمستشاريه",
        "عقد الرئيس اليمني عبد ربه منصور هادي اجتماعا مع عدد من مستشاريه في الرياض أمس. وبحث معهم الأوضاع.",
        [{"عبد ربه منصور هادي", "عدد من مستشاريه"}],
    ),
    "a call with a newspaper": (
        None,
        "وقال وزير الداخلية اليمني عبده الحذيفي في اتصال هاتفي مع صحيفة الرياض إن الأوضاع في عدن مستقرة.",
        [],
    ),
    "an interview": (
        None,
        "وقال وزير الداخلية اليمني عبده الحذيفي ومستشاره علي الأحمدي في حوار مع صحيفة الرياض إن الأوضاع مستقرة.",
        [],
    ),
    "what a meeting was about": (
        None,
        "وأوضح الجبير أن لقاء وزير الخارجية المصري سامح شكري مع الأمير محمد بن نايف تناول العلاقات الثنائية.",
        [{"سامح شكري", "محمد بن نايف"}],
    ),
    "a guest's meetings with two": (
        None,
        "التقى وزير الدفاع الأمريكي آشتون كارتر أمس نظيره العراقي خالد العبيدي في بغداد. "
        "ويلتقي كارتر اليوم رئيس إقليم كردستان مسعود بارزاني في أربيل.",
        [{"آشتون كارتر", "خالد العبيدي"}, {"آشتون كارتر", "مسعود بارزاني"}],
    ),
    "a plural noun": (
        None,
        f"أجرى وزير الدفاع الأمريكي آشتون كارتر لقاءات {WITH_BOTH}",
        [{"آشتون كارتر", "حيدر العبادي"}, {"آشتون كارتر", "خالد العبيدي"}],
    ),
    "two calls": (
        None,
        "تلقى وزير الخارجية المصري سامح شكري اتصالين هاتفيين من نظيريه الروسي سيرجي لافروف والأمريكي جون كيري.",
        [{"سامح شكري", "جون كيري"}, {"سامح شكري", "سيرجي لافروف"}],
    ),
    "a word that says so": (
        None,
        f"استقبل الملك سلمان بن عبدالعزيز أمس كلا على حدة {BOTH}",
        [{"سلمان بن عبدالعزيز", "خالد بحاح"}, {"سلمان بن عبدالعزيز", "فرانك شتاينماير"}],
    ),
    "guests of many states": (
        None,
        f"جاء ذلك خلال استقبال الملك سلمان بن عبدالعزيز ل{GUESTS}",
        [{"سلمان بن عبدالعزيز", "جون كي"}, {"سلمان بن عبدالعزيز", "فيكتور بونتا"}],
    ),
    "one meeting with two": (
        None,
        f"عقد وزير الدفاع الأمريكي آشتون كارتر اجتماعا {WITH_BOTH}",
        [{"آشتون كارتر", "حيدر العبادي", "خالد العبيدي"}],
    ),
    "somebody described, as an object": (
        None,
        "التقى وزير الخارجية الإيراني حسين أمير عبد اللهيان أمس في مسقط مبعوثا أميركيا رفيعا.",
        [{"حسين أمير عبد اللهيان", "مبعوث أميركي رفيع"}],
    ),
    "an official, as an object": (
        None,
        "استقبل وزير الدفاع التركي خلوصي أكار أمس قياديا في الحركة.",
        [{"خلوصي أكار", "قيادي في الحركة"}],
    ),
    "the sides of two states": (
        None,
        "عقدت أمس في مسقط محادثات بين الجانبين الإيراني والأميركي حول تبادل السجناء.",
        [{"إيران", "الولايات المتحدة"}],
    ),
    "talks are plural in form alone": (
        None,
        f"أجرى وزير الدفاع الأمريكي آشتون كارتر محادثات {WITH_BOTH}",
        [{"آشتون كارتر", "حيدر العبادي", "خالد العبيدي"}],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(info())


def worked_out(reader: Reader, text: str, title: str | None = None) -> Workings:
    doc = Document("k", "d", text, sha256(text.encode()).hexdigest(), title=title)
    return work_out(reader.read(doc), run="test")


@pytest.mark.parametrize(("title", "text", "wanted"), TOLD.values(), ids=TOLD)
def test_meetings(reader: Reader, title: str | None, text: str, wanted: list[set[str]]) -> None:
    found = worked_out(reader, text, title)
    events = by_event(f for f in found.frames if f.type == "Meeting").values()
    met = [{found.discourse.entities[p.entity].name for frame in told for p in frame.parts} for told in events]
    assert sorted(met, key=sorted) == sorted(wanted, key=sorted)


SAID = {
    "at which it was said": (f"أعلن {TURK} أن بلاده ستحارب التنظيم، خلال لقاء مع {KERRY} في ماليزيا.", 1),
    "of which it was said": (f"أعلن {TURK} أنه ناقش خلال لقاء مع {KERRY} في ماليزيا محاربة التنظيم.", 2),
}  # fmt: skip


@pytest.mark.parametrize(("text", "hops"), SAID.values(), ids=SAID)
def test_whose_words_they_are(reader: Reader, text: str, hops: int) -> None:
    found = worked_out(reader, text)
    (frame,) = [f for f in found.frames if f.type == "Meeting" and f.trigger.text == "لقاء"]
    assert len(found.chains[frame.id]) == hops
