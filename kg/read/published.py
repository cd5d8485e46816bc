"""The day that an article was published, as records and pages write it."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime

from kg.arabic.dates import parse_date

ADVICE = "Write it as year-month-day, such as 2015-06-01"


def day_of(value: str) -> date | None:
    """The day of a text: ISO, day/month/year, Arabic, Hijri, or as in e-mail; None unless it is a whole date."""
    found = parse_date(value)
    if found is not None:
        return date(found.year, found.month, found.day) if found.year and found.month and found.day else None
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
