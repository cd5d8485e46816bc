"""Numbers in digits and in words."""

import pytest

from kg.arabic.numerals import (
    ascii_digits,
    cardinal_forms,
    count_of,
    digits_value,
    ordinal_forms,
    read_number,
    word_value,
)
from kg.lexicon.load import entries


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28", 28),
        ("٢٨", 28),
        ("۲۸", 28),
        ("1,250", 1250),
        ("١٬٢٥٠", 1250),
        ("1.5", None),
        ("ثلاثة", None),
        ("", None),
        ("²", None),
    ],
)
def test_digits(text: str, value: int | None) -> None:
    assert digits_value(text) == value


def test_digits_keep_the_length() -> None:
    assert ascii_digits("في ٢٨ مايو ۲۰۱۵") == "في 28 مايو 2015"


@pytest.mark.parametrize(
    ("word", "value"), [("ثلاثة", 3), ("الثالثة", 3), ("مئتين", 200), ("بيت", None), ("مسؤولَين", None)]
)
def test_words(word: str, value: int | None) -> None:
    assert word_value(word) == value


@pytest.mark.parametrize(
    ("phrase", "value", "count"),
    [
        ("خمسة و عشرون جنديا", 25, 3),
        ("خمسة وعشرون جنديا", 25, 2),
        ("ثلاثة عشر رجلا", 13, 2),
        ("الحادي والعشرين من يوليو", 21, 2),
        ("ثلاثة أشخاص", 3, 1),
        ("ثلاثة وزراء", 3, 1),
        ("السابع والثامن من تموز", 7, 1),
        ("12 ألف مقاتل", 12000, 2),
        ("خمسة آلاف وثلاثمئة", 5300, 3),
        ("واحد وعشرون", 21, 2),
        ("ألفين وخمسة عشر", 2015, 3),
        ("مئة و خمسة", 105, 3),
        ("ثلاثة و", 3, 1),
    ],
)
def test_phrases(phrase: str, value: int, count: int) -> None:
    assert read_number(phrase.split()) == (value, count)


def test_no_number() -> None:
    assert read_number([]) is None
    assert read_number(["وثلاثة"]) is None
    assert count_of("ثلاثة رجال") is None


def test_examples_of_the_data() -> None:
    reads = [entry.more.get("reads") for entry in entries("numerals.yaml")]
    pairs = [pair for row in reads if isinstance(row, dict) for pair in row.items()]
    assert len(pairs) > 20
    assert [(phrase, count_of(phrase)) for phrase, _ in pairs] == pairs


def test_forms_for_patterns() -> None:
    assert all(1 <= (count_of(form) or 0) <= 31 for form in ordinal_forms())
    assert "الحادي والثلاثين" in ordinal_forms()
    assert {"ثلاثه", "عشرين"} <= set(cardinal_forms())
