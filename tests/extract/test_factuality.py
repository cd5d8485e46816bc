"""What the words before a trigger say of whether it took place."""

from __future__ import annotations

import pytest

from kg.extract.factuality import read
from tests.extract.test_mentions import row
from tests.sentences import sentence

TAGS = {"تنجح": "VERB", "يعقد": "VERB", "تزال": "VERB", "يلتق": "VERB", "لم": "PART", "لا": "PART", "ليست": "VERB"}


@pytest.mark.parametrize(
    ("text", "trigger", "effects"),
    [
        ("لم يلتق الوزير الوفد .", "يلتق", {"negated"}),
        ("لم يعقد اللقاء .", "اللقاء", {"negated"}),
        ("لم تنجح المفاوضات بين الطرفين .", "المفاوضات", set()),
        ("لا تزال المفاوضات جارية .", "المفاوضات", {"ongoing"}),
        ("في زمن ليس ب+بعيد اللقاء الذي جمع الرجلين .", "اللقاء", set()),
        ("و+ليست الزيارة الأولى ل+الوزير إلى دمشق .", "الزيارة", set()),
        ("لا شك أن اللقاء مفيد .", "اللقاء", set()),
        ("تجري الآن محادثات بين الطرفين .", "محادثات", {"ongoing"}),
        ("كانت تجري محادثات بين الطرفين .", "محادثات", set()),
        ("المفاوضات الجارية بين الطرفين .", "المفاوضات", {"ongoing"}),
        ("نفى المتحدث أي لقاء مع الوفد .", "لقاء", {"denied"}),
    ],
)
def test_what_is_negated(text: str, trigger: str, effects: set[str]) -> None:
    built, _ = sentence(*row(text), upos=TAGS)
    at = next(word.index for word in built.words if word.text == trigger)
    assert read(built, at).effects == effects
