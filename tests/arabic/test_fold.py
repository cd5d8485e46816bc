"""Folding, and the way back from folded text to the text of the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.arabic.fold import fold, folded_with_map, name_key

HARD = "أإآؤئىةءًٌٍَُِّْـ \n\t\u200f\u0653\u0654\u0655ﷺﻻé\u0301\u1100\u1161\u11a8ﷲßİ\ufeff"
TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(HARD)))


@pytest.mark.parametrize(
    ("text", "folded"),
    [("الشدّادي", "الشدادي"), ("إدلب", "ادلب"), ("السّخنة", "السخنه"), ("مستشفى", "مستشفي"), (" YPG  قوات ", "ypg قوات")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_name_key_has_letters_only() -> None:
    assert name_key('تنظيم "الدولة" (داعش)') == "تنظيم الدوله داعش"


@given(TEXTS)
def test_the_map_gives_the_folded_text(text: str) -> None:
    folded, offsets = folded_with_map(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] <= len(text)


@given(st.lists(st.sampled_from(["مُقابل", "أنّ", "السّخنة", "28", "«الدولة»", "إعزاز"]), min_size=1), st.data())
def test_a_folded_word_leads_back_to_its_letters(words: list[str], data: st.DataObject) -> None:
    text = " \u200f" + "  ".join(words) + "\n"
    folded, offsets = folded_with_map(text)
    number = data.draw(st.integers(0, len(words) - 1))
    start = sum(len(fold(word)) + 1 for word in words[:number])
    end = start + len(fold(words[number]))
    assert text[offsets[start] : offsets[end]] == words[number]
    assert fold(words[number]) == folded[start:end]
