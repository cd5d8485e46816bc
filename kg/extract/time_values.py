"""What an expression of time means: its first and last day, worked out from the article's day where one is known.

Weeks begin on Monday.  What lies in the past is the rule of news; `future` is for passages that tell what is to come.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from kg.arabic.calendars import weekday_number
from kg.arabic.numerals import count_of
from kg.extract import time_calendar
from kg.extract.time_calendar import Value, View, mod_of, of_days, unit_bounds
from kg.extract.time_rules import Edge, Match, unit_of
from kg.model import Basis, Precision

__all__ = ["Value", "View", "bounded", "joined", "value_of"]


def value_of(match: Match, view: View) -> Value | None:
    """The value of an expression; None where it can't be worked out (no article's day) or is no time after all."""
    found = _VALUES[match.rule.kind](match, view)
    if found is not None and found.start is not None and found.end is not None and found.start > found.end:
        return None
    return found


def bounded(value: Value, edge: Edge) -> Value | None:
    """The value as a bound: since it, until it, before it; None where what is left has no known side."""
    if edge == "since":
        return replace(value, end=None, precision="interval")
    if edge == "until":
        return replace(value, start=None, precision="interval")
    if value.start is None or value.start.startswith("--"):
        return None
    before = date.fromisoformat(value.start) - timedelta(days=1)
    return Value(None, before.isoformat(), "interval", value.basis)


def joined(first: Value, last: Value) -> Value | None:
    """From the first to the last; None where they are not in order."""
    if first.start is None or last.end is None or first.start > last.end:
        return None
    basis: Basis = "stated" if first.basis == last.basis == "stated" else "inferred"
    return Value(first.start, last.end, "interval", basis)


def _weekday(match: Match, view: View) -> Value | None:
    number = weekday_number(match.slots["weekday"])
    if view.day is None or number is None:
        return None
    mod = mod_of(match.slots)
    back = (view.day.weekday() - number) % 7
    if mod == 1 or (mod is None and view.future):
        found = view.day + timedelta(days=-back % 7 or (7 if mod == 1 else 0))
    else:
        found = view.day - timedelta(days=back or (7 if mod == -1 else 0))
    return of_days(found, found + timedelta(days=1) if "weekday2" in match.slots else found)


def _day(match: Match, view: View) -> Value | None:
    """`أمس`, `غد`; a day of the week beside it goes before the count of days."""
    if view.day is None:
        return None
    found = view.day + timedelta(days=match.rule.offset)
    number = weekday_number(match.slots.get("weekday", ""))
    if number is not None:
        found += timedelta(days=(number - found.weekday() + 3) % 7 - 3)
    return of_days(found, found)


def _unit(match: Match, view: View) -> Value | None:
    if view.day is None:
        return None
    unit = unit_of(match.slots["theunit"])
    first, last = unit_bounds(unit, view.day, mod_of(match.slots) or 0)
    return of_days(first, last, precision="interval" if unit == "week" else "month" if unit == "month" else "year")


def _ago(match: Match, view: View) -> Value | None:
    return _away(match, view, -1)


def _from_now(match: Match, view: View) -> Value | None:
    return _away(match, view, 1)


def _away(match: Match, view: View, sign: int) -> Value | None:
    """`قبل ثلاثة أيام`: the day; weeks, months and years away: the whole week, month or year, as it is not exact."""
    unit, count = _amount(match)
    if view.day is None or count is None or unit == "hour" or not -400 < sign * count < 400:
        return None
    first, last = unit_bounds(unit, view.day, sign * count)
    precision: Precision = {"day": "day", "month": "month", "year": "year"}.get(unit, "interval")  # type: ignore[assignment]
    return of_days(first, last, precision=precision)


def _last(match: Match, view: View) -> Value | None:
    unit, count = _amount(match)
    if view.day is None or count is None or ("n" not in match.slots and "dual" not in match.slots):
        return None
    return of_days(_moved(view.day, unit, -count), view.day, precision="interval")


def _within(match: Match, view: View) -> Value | None:
    unit, count = _amount(match)
    if view.day is None or count is None or not view.future:
        return None
    return of_days(view.day, _moved(view.day, unit, count), precision="interval")


def _amount(match: Match) -> tuple[str, int | None]:
    """Unit and count: two for a dual, one for a lone singular, None for a lone plural (`قبل أيام`)."""
    slots = match.slots
    if "dual" in slots:
        return unit_of(slots["dual"]), 2
    unit = unit_of(slots["unit"])
    if "n" in slots:
        return unit, count_of(slots["n"])
    return unit, 1 if slots["unit"] in _SINGULAR else None


_SINGULAR = frozenset({"يوم", "اسبوع", "شهر", "سنه", "عام", "ساعه"})


def _moved(day: date, unit: str, count: int) -> date:
    """The day that is so many units away; hours count as days that have begun."""
    if unit == "hour":
        return day + timedelta(days=-(-count // 24))
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_VALUES: dict[str, Callable[[Match, View], Value | None]] = {
    "date": time_calendar.date_value,
    "numeric": time_calendar.numeric_value,
    "month": time_calendar.month_value,
    "hijri": time_calendar.hijri_value,
    "hijri-month": time_calendar.hijri_month_value,
    "month-day": time_calendar.month_day_value,
    "year": time_calendar.year_value,
    "weekday": _weekday,
    "day": _day,
    "unit": _unit,
    "ago": _ago,
    "from-now": _from_now,
    "last": _last,
    "within": _within,
    "term": lambda match, view: None,  # counted from what the article need not date, or no number of days
}
