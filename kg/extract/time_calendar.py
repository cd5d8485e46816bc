"""What dates, months and years of the calendars mean, Gregorian and Hijri.

Where a year is missing it is that of the nearest such day or month, as the article's day, the modifier (`الماضي`) and
the passage have it; without an article's day it stays unknown.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.arabic.calendars import hijri_date, hijri_month, hijri_month_number, hijri_of, month_number
from kg.arabic.dates import PartialDate, make_date, numeric_date
from kg.arabic.numerals import count_of
from kg.extract.time_rules import Match, mod_value
from kg.model import Basis, Precision


@dataclass(frozen=True, slots=True)
class Value:
    """First and last day (ISO, or `--05-28` and `--05`; None where that side is open), how exact, and from where."""

    start: str | None
    end: str | None
    precision: Precision
    basis: Basis


@dataclass(frozen=True, slots=True)
class View:
    """From where an expression is looked at: the article's day, if known, and what is told: what is to come, or was."""

    day: date | None
    future: bool = False
    past: bool = False


def date_value(match: Match, view: View) -> Value | None:
    """`28 مايو/أيار الماضي`, `16-17 يوليو`: a day, or days, of a Gregorian month."""
    slots = match.slots
    month, year = month_number(slots["month"]), _number(slots.get("year"))
    first = make_date(year, month, count_of(slots["day"]))
    last = make_date(year, month, count_of(slots["day2"])) if "day2" in slots else first
    if first is None or last is None:
        return None
    if year is None and view.day is not None:
        chosen = _year_of(slots, view.day) or _year_for(month or 1, first.day or 1, view, mod_of(slots))
        first, last = replace(first, year=chosen), replace(last, year=chosen)
    return _interval(first, last, "stated" if year or view.day is None else "inferred")


def _interval(first: PartialDate, last: PartialDate, basis: Basis) -> Value | None:
    if first.day == 29 and first.month == 2 and make_date(first.year, 2, 29) is None:
        return None
    start, end = first.bounds()[0], last.bounds()[1]
    precision: Precision = "month" if first.day is None else "day" if first == last else "interval"
    return Value(start, end, precision, basis)


def _year_of(slots: dict[str, str], day: date) -> int | None:
    """The year where the modifier says it: `من العام الماضي`, or `الجاري`, which is this year's."""
    mod = mod_of(slots)
    return day.year + (mod or 0) if "ofyear" in slots or mod == 0 else None


def _year_for(month: int, day: int, view: View, mod: int | None) -> int:
    """The year that a day or month without one is in, as the modifier or the passage says, else the nearest."""
    assert view.day is not None
    now = view.day
    years = (now.year - 1, now.year, now.year + 1)
    days = {year: date(year, month, min(day, monthrange(year, month)[1])) for year in years}
    if mod == -1:
        return max(year for year in years if days[year] < now)
    if mod == 1:
        return min(year for year in years if days[year] >= now)
    return min(years, key=lambda year: _distance((days[year] - now).days, view))


def _distance(away: int, view: View) -> int:
    """How far off days or months are; what lies ahead counts double, as news tells mostly of what was.

    Where the passage tells of what is to come, what was counts four times: a month that has just passed is still not
    that of next year (`بموجب اتفاق في نهاية يوليو`, told in August).  Where it tells of what was, what lies ahead
    counts eight times (`وقعه الرئيسان في 10 آذار`, told in November).
    """
    ahead, past = (1, 4) if view.future else (8, 1) if view.past else (4, 1)
    return ahead * away if away > 0 else past * -away


def _nearest_ahead(month: int, year: int, now: int) -> int:
    """The year of the nearest such month, told in month `now` of a year, where the passage tells of what is to come."""
    ahead = View(None, future=True)
    return min((year - 1, year, year + 1), key=lambda other: _distance(12 * (other - year) + month - now, ahead))


def numeric_value(match: Match, view: View) -> Value | None:
    """`20/7/2015`, `10/4/1436هـ`: three numbers that are a date between 1900 and 2099."""
    slots = match.slots
    found = numeric_date(slots["a"], slots["b"], slots["c"], slots.get("era", ""))
    if found is None or found.year is None or not 1900 <= found.year <= 2099:
        return None
    return _interval(found, found, "stated")


def month_value(match: Match, view: View) -> Value | None:
    """`يوليو الماضي`, `أيلول/سبتمبر 2014`: a Gregorian month."""
    slots = match.slots
    month, year = month_number(slots.get("strong") or slots["month"]), _number(slots.get("year"))
    if month is None:
        return None
    if year is None and view.day is not None:
        found = PartialDate(_year_of(slots, view.day) or _year_of_month(month, view, mod_of(slots)), month)
        return _interval(found, found, "inferred")
    return _interval(PartialDate(year, month), PartialDate(year, month), "stated")


def _year_of_month(month: int, view: View, mod: int | None) -> int:
    assert view.day is not None
    year, now = view.day.year, view.day.month
    if mod == -1:
        return year if month < now else year - 1
    if mod == 1:
        return year if month >= now else year + 1
    if view.future:
        return _nearest_ahead(month, year, now)
    return _year_for(month, 15, view, None)


def month_day_value(match: Match, view: View) -> Value | None:
    """`السابع من الشهر الجاري`: a day of this, the last or the next month."""
    if view.day is None:
        return None
    first, last = unit_bounds("month", view.day, mod_of(match.slots) or 0)
    days = [count_of(match.slots[name]) for name in ("day", "day2") if name in match.slots]
    if any(day is None or day > last.day for day in days):
        return None
    found = [first.replace(day=day) for day in days if day]
    return of_days(found[0], found[-1])


def hijri_value(match: Match, view: View) -> Value | None:
    """`20 شوال 1436 هـ`: a day, or days, of a Hijri month; None where its year can't be told."""
    slots = match.slots
    month, year = hijri_month_number(slots["hijri"]), _number(slots.get("hyear"))
    chosen = year or _hijri_year(month or 1, view, mod_of(slots))
    if chosen is None or month is None:
        return None
    days = [hijri_date(chosen, month, count_of(slots[name]) or 0) for name in ("day", "day2") if name in slots]
    if None in days:
        return None
    return of_days(days[0] or date.min, days[-1] or date.min, "stated" if year else "inferred")


def hijri_month_value(match: Match, view: View) -> Value | None:
    """`رمضان الماضي`: the days of a Hijri month; None where its year can't be told."""
    slots = match.slots
    month, year = hijri_month_number(slots.get("hijri") or slots["hstrong"]), _number(slots.get("hyear"))
    chosen = year or _hijri_year(month or 1, view, mod_of(slots))
    bounds = hijri_month(chosen, month) if chosen and month else None
    return of_days(*bounds, "stated" if year else "inferred") if bounds else None


def _hijri_year(month: int, view: View, mod: int | None) -> int | None:
    """The Hijri year of a month: of those near the article's day the last, or the next for the future."""
    now = hijri_of(view.day) if view.day else None
    if now is None:
        return None
    if mod == -1:
        return now[0] if month < now[1] else now[0] - 1
    if mod == 1:
        return now[0] if month >= now[1] else now[0] + 1
    if view.future:
        return _nearest_ahead(month, now[0], now[1])
    return now[0] if month <= now[1] else now[0] - 1 if month - now[1] > 6 else now[0]


def year_value(match: Match, view: View) -> Value | None:
    """`عام 2014`: a year."""
    year = int(match.slots["year"])
    return Value(f"{year}-01-01", f"{year}-12-31", "year", "stated")


def unit_bounds(unit: str, day: date, count: int) -> tuple[date, date]:
    """First and last day of the week, month or year that is `count` after that of a day; for `day` the day itself."""
    if unit == "day":
        return day + timedelta(days=count), day + timedelta(days=count)
    if unit == "week":
        monday = day - timedelta(days=day.weekday() - 7 * count)
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(day.year + count, 1, 1), date(day.year + count, 12, 31)
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def of_days(first: date, last: date, basis: Basis = "inferred", precision: Precision | None = None) -> Value:
    """The value of days from the first to the last; where no precision is given, a day or an interval."""
    return Value(first.isoformat(), last.isoformat(), precision or ("day" if first == last else "interval"), basis)


def mod_of(slots: dict[str, str]) -> int | None:
    """-2, -1, 0 or 1 of the modifier (`الماضي`, `الجاري`, `المقبل`); None where there is none."""
    return mod_value(slots["mod"]) if "mod" in slots else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None
