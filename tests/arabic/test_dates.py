"""Dates, months, days of the week, the Hijri calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.arabic.calendars import hijri_date, hijri_month, hijri_of, month_forms, month_number, weekday_number
from kg.arabic.dates import PartialDate, make_date, parse_date


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2015-06-01", ("2015-06-01", "2015-06-01")),
        ("2015-06-01T10:00:00Z", ("2015-06-01", "2015-06-01")),
        ("1/6/2015", ("2015-06-01", "2015-06-01")),
        ("6/13/2015", ("2015-06-13", "2015-06-13")),
        ("01.06.2015", ("2015-06-01", "2015-06-01")),
        ("28 مايو/أيار", ("--05-28", "--05-28")),
        ("28 مايو/أيار 2015", ("2015-05-28", "2015-05-28")),
        ("٢٨ ماي ٢٠١٥", ("2015-05-28", "2015-05-28")),
        ("آذار - مارس", ("--03", "--03")),
        ("كانون الأول (ديسمبر) 2014", ("2014-12-01", "2014-12-31")),
        ("مايو 2015", ("2015-05-01", "2015-05-31")),
        ("الأول من أغسطس", ("--08-01", "--08-01")),
        ("الحادي والعشرين من يوليو", ("--07-21", "--07-21")),
        ("الأربعاء 5 أغسطس 2015", ("2015-08-05", "2015-08-05")),
        ("10/4 / 1436هـ", ("2015-01-30", "2015-01-30")),
        ("20 شوال 1436 هـ", ("2015-08-05", "2015-08-05")),
        ("1436/10/20هـ", ("2015-08-05", "2015-08-05")),
        ("29 فبراير", ("--02-29", "--02-29")),
    ],
)
def test_dates(text: str, bounds: tuple[str, str]) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.bounds() == bounds


@pytest.mark.parametrize(
    "text", ["", "30 فبراير", "13/13/2015", "yesterday", "2015-02-30", "5/6/15", "شوال 1436", "28 مايو/يونيو"]
)
def test_no_dates(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_spelling_of_a_day(day: date) -> None:
    names = [form for form in month_forms("gregorian") if month_number(form) == day.month]
    spellings = [
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        *(f"{day.day} {name} {day.year}" for name in names),
    ]
    assert {parse_date(text) for text in spellings} == {PartialDate(day.year, day.month, day.day)}


@given(st.dates(date(1930, 1, 1), date(2070, 1, 1)))
def test_hijri_there_and_back(day: date) -> None:
    found = hijri_of(day)
    assert found is not None
    assert hijri_date(*found) == day


def test_outside_the_hijri_tables() -> None:
    assert hijri_date(1200, 1, 1) is None
    assert hijri_date(1436, 13, 1) is None
    assert hijri_of(date(1700, 1, 1)) is None
    assert hijri_month(1436, 10) == (date(2015, 7, 17), date(2015, 8, 15))


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("الاثنين", 0),
        ("الإثنين", 0),
        ("والثلاثاء", 1),
        ("للأربعاء", 2),
        ("بالخميس", 3),
        ("الجمعة", 4),
        ("فالسبت", 5),
        ("الأَحد", 6),
    ],
)
def test_weekdays(word: str, number: int) -> None:
    assert weekday_number(word) == number


@pytest.mark.parametrize("word", ["جمعة", "الوحدة", "خميس", "والأحداث", ""])
def test_no_weekdays(word: str) -> None:
    assert weekday_number(word) is None


def test_no_such_day() -> None:
    assert make_date(2015, 2, 29) is None
    assert make_date(None, None, 3) is None
    assert make_date(None, None, None) is None
