"""Names of months and days of the week, and the Hijri calendar (Umm al-Qura, through hijridate)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal, cast

from hijridate import Gregorian, Hijri

from kg.arabic.fold import fold
from kg.lexicon.load import entries

Calendar = Literal["gregorian", "hijri"]
HIJRI_YEARS = range(1343, 1501)  # those of the tables
_CALENDARS: tuple[Calendar, ...] = ("gregorian", "hijri")
_MONTH_FIELDS = frozenset({"calendar", "number", "weak"})
_CLITICS = re.compile("^[وف]?[بلك]?")


def month_number(name: str) -> int | None:
    """The Gregorian month of a name of any country (`أيار`, `مايو`, `ماي`), or of several that agree (`مايو/أيار`)."""
    return _month(name, "gregorian")


def hijri_month_number(name: str) -> int | None:
    """The Hijri month of a name."""
    return _month(name, "hijri")


def month_forms(calendar: Calendar, *, weak: bool = True) -> tuple[str, ...]:
    """Folded names of months, the longest first; without `weak` only those that are no other word."""
    found = set(_months(calendar)) - (set() if weak else _weak(calendar))
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def weekday_number(word: str) -> int | None:
    """The day of the week of a word, Monday 0, with clitics (`والاثنين`, `للثلاثاء`) or none; None for other words."""
    key = fold(word)
    bare = "ال" + key.split("لل", 1)[1] if re.match("[وف]?لل", key) else _CLITICS.sub("", key, count=1)
    return _weekdays().get(key, _weekdays().get(bare))


def weekday_forms() -> tuple[str, ...]:
    """Folded names of the days of the week, the longest first."""
    return tuple(sorted(_weekdays(), key=lambda form: (-len(form), form)))


def hijri_date(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date; None where there is no such day, or its year is outside 1343 to 1500."""
    try:
        return date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """The first and the last day of a Hijri month; None outside the tables."""
    first = hijri_date(year, month, 1)
    return (first, first + timedelta(days=Hijri(year, month, 1).month_length() - 1)) if first else None


def hijri_of(day: date) -> tuple[int, int, int] | None:
    """Year, month and day in the Hijri calendar; None outside the tables."""
    try:
        year, month, number = Gregorian.fromdate(day).to_hijri().datetuple()
    except (ValueError, OverflowError):
        return None
    return year, month, number


def _month(name: str, calendar: Calendar) -> int | None:
    names = [part.strip() for part in re.split(r"[/\-–()،]", fold(name)) if part.strip()]
    if len(names) == 1 and names[0] not in _months(calendar):
        names = _two_names(names[0], calendar)
    found = {_months(calendar).get(part) for part in names}
    return found.pop() if len(found) == 1 else None


def _two_names(name: str, calendar: Calendar) -> list[str]:
    """Two names with a blank between them (`تموز يوليو`); names of two words are names."""
    words = name.split()
    cuts = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words)))
    return next(([a, b] for a, b in cuts if a in _months(calendar) and b in _months(calendar)), [name])


@cache
def _months(calendar: Calendar) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in entries("months.yaml", _MONTH_FIELDS):
        if cast(Calendar, entry.choice("calendar", _CALENDARS)) == calendar:
            found |= {form: entry.number("number") for form in entry.forms}
    return found


@cache
def _weak(calendar: Calendar) -> set[str]:
    rows = entries("months.yaml", _MONTH_FIELDS)
    return {form for entry in rows if entry.text("calendar") == calendar for form in entry.folded("weak")}


@cache
def _weekdays() -> dict[str, int]:
    return {form: e.number("number") for e in entries("weekdays.yaml", frozenset({"number"})) for form in e.forms}
