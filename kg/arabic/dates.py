"""Whole dates in text: ISO, day/month/year, Arabic month names, Hijri; also of records' date fields."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.arabic.calendars import HIJRI_YEARS, hijri_date, hijri_month_number, month_forms, month_number
from kg.arabic.fold import fold
from kg.arabic.numerals import ascii_digits, count_of, ordinal_forms

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?")
_NUMBERS = re.compile(r"(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})\s*(هـ|ه|م)?")
_SEPARATOR = r"(?:\s*[/\-–]\s*|\s*\(\s*|\s+)"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is said; a day without a month is no date.  Gregorian."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def bounds(self) -> tuple[str, str]:
        """The first and the last day: ISO, or `--05-28` and `--05` where the year is not known."""
        if self.year is None:
            text = f"--{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
            return text, text
        first, last = self.month or 1, self.month or 12
        end = self.day or monthrange(self.year, last)[1]
        return date(self.year, first, self.day or 1).isoformat(), date(self.year, last, end).isoformat()


def make_date(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """The date, or None where there is no such day (29 February only where the year is unknown or leap)."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and (month is None or not 1 <= day <= monthrange(year or 2000, month)[1]):
        return None
    if (year is None and month is None) or (year is not None and not 1 <= year <= 9999):
        return None
    return PartialDate(year, month, day)


def parse_date(text: str) -> PartialDate | None:
    """The date that a text is, from end to end; None if it is none.

    `2015-06-01`, `1/6/2015` (day first; month first only where it can't be else), `28 مايو/أيار 2015`,
    `الأول من أغسطس`, `مايو 2015`, `10/4/1436هـ`, `20 شوال 1436 هـ`; digits of three scripts.  A day of the week in
    front, and a time of the day behind an ISO date, are passed over.
    """
    folded = fold(ascii_digits(text))
    if match := _ISO.fullmatch(folded):
        return _of_numbers(match[1], match[2], match[3], "")
    if match := _NUMBERS.fullmatch(folded):
        return _of_numbers(match[1], match[2], match[3], match[4] or "")
    return _of_words(folded)


def numeric_date(first: str, second: str, third: str, era: str = "") -> PartialDate | None:
    """The date of three numbers in the order of the text; `era` is `ه` or `هـ` for Hijri.  Years have four digits."""
    return _of_numbers(first, second, third, era)


def _of_numbers(first: str, second: str, third: str, era: str) -> PartialDate | None:
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    elif len(third) == 4:
        year, month, day = int(third), int(second), int(first)
    else:
        return None
    if era.startswith("ه") or year in HIJRI_YEARS:
        return _gregorian(year, month, day)
    if month > 12 >= day:
        month, day = day, month
    return make_date(year, month, day)


def _gregorian(year: int, month: int, day: int) -> PartialDate | None:
    found = hijri_date(year, month, day)
    return PartialDate(found.year, found.month, found.day) if found else None


@cache
def _pattern() -> re.Pattern[str]:
    days = "|".join(map(re.escape, ordinal_forms()))
    gregorian = "|".join(map(re.escape, month_forms("gregorian")))
    hijri = "|".join(map(re.escape, month_forms("hijri")))
    return re.compile(
        rf"(?:(?:يوم )?ال\w+[،,]? )?(?:(?P<day>\d{{1,2}}|{days})\s+(?:من\s+)?(?:شهر\s+)?)?"
        rf"(?:(?P<month>(?:{gregorian})(?:{_SEPARATOR}(?:{gregorian})\)?)?)|(?P<hijri>{hijri}))"
        rf"(?:[،,]?\s+(?:عام |سنه |من عام )?(?P<year>\d{{4}})\s*(?:ه|م)?)?\.?"
    )


def _of_words(folded: str) -> PartialDate | None:
    match = _pattern().fullmatch(folded)
    if match is None:
        return None
    day = count_of(match["day"]) if match["day"] else None
    year = int(match["year"]) if match["year"] else None
    if match["month"]:
        return make_date(year, month_number(match["month"]), day)
    number = hijri_month_number(match["hijri"])
    # A Hijri month without a day is no Gregorian month: times.py makes an interval of it.
    return _gregorian(year, number, day) if year and number and day else None
