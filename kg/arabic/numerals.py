"""Numbers in digits of three scripts and in words; the words are data (`numerals.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias, cast

from kg.arabic.fold import fold
from kg.lexicon.load import entries

Kind = Literal["unit", "ten", "whole", "thousand", "million"]
Numeral: TypeAlias = tuple[int, Kind]
KINDS: tuple[Kind, ...] = ("unit", "ten", "whole", "thousand", "million")
_SCRIPTS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_GROUPED = re.compile(r"\d{1,3}(?:[,٬.]\d{3})+|\d+")
_TEN_BEHIND_UNIT = frozenset({"عشر", "عشره"})
_FIELDS = frozenset({"value", "kind", "ordinals", "reads"})


def ascii_digits(text: str) -> str:
    """The text with Arabic-Indic (`٢٨`) and Persian (`۲۸`) digits as ASCII ones; its length stays."""
    return text.translate(_SCRIPTS)


def digits_value(text: str) -> int | None:
    """The value of a whole number in digits of any of the three scripts, grouped or not; None for anything else."""
    digits = ascii_digits(text.strip())
    return int(re.sub(r"[,٬.]", "", digits)) if _GROUPED.fullmatch(digits) else None


def word_value(word: str) -> int | None:
    """The value of one number word, cardinal or ordinal, with or without the article; None for any other word."""
    found = _numeral(word)
    return found[0] if found else None


def read_number(words: Sequence[str]) -> tuple[int, int] | None:
    """Value and count of words of the longest number at the beginning of `words`, in digits or words.

    The conjunction may be a word of its own or part of the next one: `خمسة و عشرون`, `خمسة وعشرون`.
    """
    if not words:
        return None
    value = digits_value(words[0])
    if value is None:
        return _read_words(words)
    scale = _numeral(words[1]) if len(words) > 1 else None
    return (value * scale[0], 2) if scale and scale[1] in ("thousand", "million") else (value, 1)


def count_of(phrase: str) -> int | None:
    """The value of a phrase that is a number from its first word to its last: `ثلاثة عشر`, `٢٨`."""
    words = phrase.split()
    found = read_number(words)
    return found[0] if found and found[1] == len(words) else None


def ordinal_forms() -> tuple[str, ...]:
    """Folded ordinals of 1 to 31 in one or more words, with the article, the longest first: for days of a month."""
    return _ordinals_to(31)


def cardinal_forms() -> tuple[str, ...]:
    """Folded cardinals of a single word from 1 to 100, the longest first."""
    small = (entry for entry in entries("numerals.yaml", _FIELDS) if entry.number("value") <= 100)
    found = {form for entry in small for form in entry.forms}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def _read_words(words: Sequence[str]) -> tuple[int, int] | None:
    total, part, used, i = 0, 0, 0, 0
    previous: Numeral | None = None
    while i < len(words):
        joined, numeral = _next(words[i])
        if numeral is None or not _may_follow(previous, numeral, joined or (i > used), words[i]):
            if i == used and previous is not None and fold(words[i]) == "و":
                i += 1
                continue
            break
        total, part = _add(total, part, numeral, previous)
        i += 1
        used = i
        previous = numeral
    return (total + part, used) if used else None


def _next(word: str) -> tuple[bool, Numeral | None]:
    """Whether the word begins with a conjunction, and its numeral; `واحد` begins with no conjunction."""
    numeral = _numeral(word)
    if numeral is None and fold(word).startswith("و"):
        return True, _numeral(fold(word)[1:])
    return False, numeral


def _may_follow(previous: Numeral | None, numeral: Numeral, joined: bool, word: str) -> bool:
    """Whether a numeral goes on with what was read: teens and multipliers without `و`, all others with it."""
    if previous is None:
        return not joined
    value, kind = previous
    multiplies = numeral[1] in ("thousand", "million")
    if kind == "unit" and not joined:
        return fold(word).removeprefix("ال") in _TEN_BEHIND_UNIT or numeral[0] == 100 or multiplies
    if multiplies and not joined:
        return kind != numeral[1]
    after_scale = kind in ("thousand", "million") or (kind == "unit" and numeral[1] == "ten")
    return joined and (numeral[0] < value or after_scale)


def _add(total: int, part: int, numeral: Numeral, previous: Numeral | None) -> tuple[int, int]:
    value, kind = numeral
    if kind in ("thousand", "million"):
        return total + max(part, 1) * value, 0
    if value == 100 and previous is not None and previous[1] == "unit":
        return total, part + 99 * previous[0]
    return total, part + value


@cache
def _numerals() -> dict[str, Numeral]:
    found: dict[str, Numeral] = {}
    for entry in entries("numerals.yaml", _FIELDS):
        numeral = (entry.number("value"), cast(Kind, entry.choice("kind", KINDS)))
        for form in (*entry.forms, *map(fold, entry.texts("ordinals"))):
            found.setdefault(form, numeral)
    return found


def _numeral(word: str) -> Numeral | None:
    key = fold(word)
    return _numerals().get(key) or (_numerals().get(key[2:]) if key.startswith("ال") else None)


@cache
def _ordinals_to(last: int) -> tuple[str, ...]:
    units = {e.number("value"): sorted(e.folded("ordinals")) for e in entries("numerals.yaml", _FIELDS)}
    found: list[str] = []
    for number in range(1, last + 1):
        one, ten = number % 10, number - number % 10
        if number in units:
            found += [f"ال{form}" for form in units[number]]
        elif number < 20:
            found += [f"ال{form} عشر" for form in units[one]]
        else:
            found += [f"ال{form} وال{behind}" for form in units[one] for behind in units[ten]]
    return tuple(sorted(found, key=lambda form: (-len(form), form)))
