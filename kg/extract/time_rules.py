"""Finds expressions of time in text by the patterns of `time_expressions.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from kg.arabic.calendars import month_forms, weekday_forms
from kg.arabic.fold import fold
from kg.arabic.numerals import cardinal_forms, ordinal_forms
from kg.lexicon.load import Entry, entries

TimeKind = Literal[
    "date",
    "numeric",
    "month",
    "hijri",
    "hijri-month",
    "month-day",
    "year",
    "weekday",
    "day",
    "unit",
    "ago",
    "from-now",
    "last",
    "within",
    "term",
]
Edge = Literal["since", "until", "before"]
UNITS = {
    "day": ("يوم", "أيام", "يوما"),
    "week": ("أسبوع", "أسابيع", "أسبوعا"),
    "month": ("شهر", "أشهر", "شهور", "شهرا"),
    "year": ("سنة", "سنوات", "سنين", "عام", "أعوام", "عاما"),
    "hour": ("ساعة", "ساعات"),
}
DUALS = {
    "day": ("يومين",),
    "week": ("أسبوعين",),
    "month": ("شهرين",),
    "year": ("عامين", "سنتين"),
    "hour": ("ساعتين",),
}
THE_UNITS = {"week": ("الأسبوع",), "month": ("الشهر",), "year": ("العام", "السنة")}
MODS = {
    -2: ("قبل الماضي", "قبل الماضية", "ما قبل الماضي"),
    -1: ("الماضي", "الماضية", "الفائت", "الفائتة", "المنصرم", "المنصرمة", "المنقضي", "السابق", "السابقة", "الأخير"),
    0: ("الجاري", "الجارية", "الحالي", "الحالية"),
    1: ("المقبل", "المقبلة", "القادم", "القادمة"),
}
_PARTS = ("مساء", "صباح", "فجر", "ظهر", "عصر", "ليل", "ليلة", "نهار", "ضحى", "عشية", "بعد ظهر", "منتصف ليل")
_ABOUT = ("نحو", "حوالي", "قرابة", "زهاء", "ما يقارب", "ما يقرب من", "أكثر من", "أقل من", "حوالى")
_FIELDS = frozenset({"kind", "pattern", "offset", "edge", "context", "reads"})
_KINDS = (*get_args(TimeKind), "edge", "context")
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
_ARABIC = re.compile("[\u0621-\u064a]+")
_PAIR = r"(?: ?[/\-–(] ?| )"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with what it means."""

    id: str
    kind: TimeKind
    offset: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """An expression in folded text: characters `start` to `end`; `slots` has the texts of its slots."""

    rule: Rule
    start: int
    end: int
    slots: dict[str, str]


def matches(folded: str) -> tuple[Match, ...]:
    """The expressions of a folded text in order; of those that overlap, the longest, of those the first rule's."""
    found = [match for rule in rules() for match in _matches_of(rule, folded)]
    found.sort(key=lambda m: (m.start - m.end, m.start))
    taken: list[Match] = []
    for match in found:
        if all(match.end <= other.start or match.start >= other.end for other in taken):
            taken.append(match)
    return tuple(sorted(taken, key=lambda m: m.start))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the data, in its order."""
    return tuple(_rule(entry) for entry in _entries() if "pattern" in entry.more)


@cache
def edge_pattern() -> re.Pattern[str]:
    """Words at the end of what stands in front of an expression that make it a bound; the group names which."""
    groups = [f"(?P<{e.text('edge')}>{_any(e.forms)})" for e in _entries() if e.text("kind") == "edge"]
    return re.compile(rf"(?<!\w)[وف]?(?:{'|'.join(groups)})(?: يوم)? ?$")


@cache
def context_forms(context: str) -> frozenset[str]:
    """The folded words of a context (`future`, `not`, `not-weekday`)."""
    return frozenset(form for e in _entries() if e.more.get("context") == context for form in e.forms)


def unit_of(text: str) -> str:
    """`day`, `week`, `month`, `year` or `hour` of any form of its word."""
    return _lookup(text)


@cache
def _lookup(text: str) -> str:
    for table in (UNITS, DUALS, THE_UNITS):
        for unit, forms in table.items():
            if text in map(fold, forms):
                return unit
    raise KeyError(text)


@cache
def mod_value(text: str) -> int:
    """-2, -1, 0 or 1 of `قبل الماضي`, `الماضي`, `الجاري`, `المقبل` and their like."""
    return next(value for value, forms in MODS.items() if text in map(fold, forms))


def _entries() -> tuple[Entry, ...]:
    return entries("time_expressions.yaml", _FIELDS)


def _rule(entry: Entry) -> Rule:
    kind = cast(TimeKind, entry.choice("kind", _KINDS))
    body = _SLOT.sub(_slot, _ARABIC.sub(lambda word: fold(word[0]), entry.text("pattern")))
    pattern = re.compile(rf"(?<!\w)(?<!\d[/.,\-])(?:[وف]?[بلك]?(?=\w))??(?P<body>{body})(?!\w)")
    return Rule(entry.id, kind, entry.number("offset"), pattern)


def _slot(found: re.Match[str]) -> str:
    name = found[1]
    if name == "about":
        return _slots()[name]
    return f"(?P<{name}{found[2]}>{_slots()[name]})"


@cache
def _slots() -> dict[str, str]:
    strong = month_forms("gregorian", weak=False)
    every = _any(month_forms("gregorian"))
    weekdays = [*weekday_forms(), *("ل" + form[1:] for form in weekday_forms())]  # للأربعاء
    return {
        "day": rf"(?:0?[1-9]|[12]\d|3[01])|{_any(ordinal_forms())}",
        "month": rf"(?:{every})(?:{_PAIR}(?:{every})\)?)?",
        "strong": rf"(?:{_any(strong)})(?:{_PAIR}(?:{every})\)?)?|(?:{every}){_PAIR}(?:{_any(strong)})\)?",
        "hijri": _any(month_forms("hijri")),
        "hstrong": _any(month_forms("hijri", weak=False)),
        "year": r"(?:19|20)\d\d",
        "hyear": r"1[34]\d\d",
        "weekday": _any(weekdays),
        "n": rf"\d{{1,3}}|{_any(cardinal_forms())}",
        "unit": _any(form for forms in UNITS.values() for form in forms),
        "dual": _any(form for forms in DUALS.values() for form in forms),
        "theunit": _any(form for forms in THE_UNITS.values() for form in forms),
        "mod": _any(form for forms in MODS.values() for form in forms),
        "part": _any(_PARTS),
        "about": _any(_ABOUT),
    }


def _any(forms: object) -> str:
    folded = {fold(form) for form in cast("tuple[str, ...]", forms)}
    return "(?:" + "|".join(re.escape(f) for f in sorted(folded, key=lambda form: (-len(form), form))) + ")"


def _matches_of(rule: Rule, folded: str) -> Iterator[Match]:
    for found in rule.pattern.finditer(folded):
        yield Match(rule, found.start("body"), found.end("body"), _named(found))


def _named(found: re.Match[str]) -> dict[str, str]:
    """The slots that are filled; `weekday2` is called `weekday` where that one is not filled."""
    slots: dict[str, str] = {}
    for name, text in found.groupdict().items():
        if text and name != "body":
            base = name.rstrip("0123456789")
            slots[name if base in slots else base] = text
    return slots
