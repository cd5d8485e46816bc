"""JSON records to articles: one record, a list of them, or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from kg.errors import InputError
from kg.read.document import Fields
from kg.read.published import ADVICE, day_of

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

# The first name of each is the contract's; the others are those of usual collections (`date_extracted`: SaudiNewsNet).
_TEXT = ("text", "content", "body")
_OUTLET = ("outlet", "source")
_DATE = ("published", "date", "date_extracted")
_KINDS = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}


def parse_json(text: str, origin: str) -> Json:
    """The value of a JSON text; InputError, with line and column, for a broken one."""
    try:
        value: Json = json.loads(text)
    except json.JSONDecodeError as error:
        more = error.msg == "Extra data" and error.lineno > 1
        place = f"line {error.lineno}, " if "\n" in text.strip() else ""
        advice = "If it holds one record a line, name it .jsonl" if more else ""
        raise InputError(origin, f"broken JSON in {place}column {error.colno}: {error.msg}", advice) from None
    except RecursionError:
        raise InputError(origin, "JSON that is nested too deep") from None
    except ValueError as error:  # an integer of more than 4,300 digits
        raise InputError(origin, f"broken JSON: {error}") from None
    return value


def records(value: Json, origin: str, stem: str) -> Iterator[tuple[str, str, Json]]:
    """Origin, stem and value of each record of a .json file, which holds one or a list of them."""
    if not isinstance(value, list):
        yield origin, stem, value
        return
    if not value:
        raise InputError(origin, "an empty list: there is no record in it")
    for number, record in enumerate(value, 1):
        yield f"{origin}: record {number}", f"{stem}-{number}", record


def record_fields(record: Json, origin: str, stem: str) -> Fields:
    """The fields of a record; InputError if it is no record, has no text, or a field is of the wrong kind."""
    if not isinstance(record, dict):
        raise InputError(origin, f"{_kind(record)}, not a record", 'A record is an object such as {"text": "..."}')
    text = _first(record, _TEXT, origin)
    if text is None:
        known = ", ".join(_TEXT)
        raise InputError(
            origin, f"a record without text (its fields: {', '.join(map(repr, record))[:200]})", f"Give one of: {known}"
        )
    return Fields(
        text=text,
        stem=stem,
        id=_identifier(record, origin),
        title=_first(record, ("title",), origin),
        outlet=_first(record, _OUTLET, origin),
        published=_published(record, origin),
        url=_first(record, ("url",), origin),
        author=_first(record, ("author",), origin),
    )


def _first(record: Mapping[str, Json], names: tuple[str, ...], origin: str) -> str | None:
    """The first of the named fields that is given and not blank, to the letter."""
    for name in names:
        value = record.get(name)
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            value = value["name"]  # {"source": {"id": ..., "name": ...}}
        if value is None:
            continue
        if not isinstance(value, str):
            raise InputError(origin, f"`{name}` is {_kind(value)}, a text is needed")
        if value.strip():
            return value
    return None


def _identifier(record: Mapping[str, Json], origin: str) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _first(record, ("id",), origin)


def _published(record: Mapping[str, Json], origin: str) -> date | None:
    for name in _DATE:
        value = record.get(name)
        if value is None or value == "":
            continue
        found = day_of(value) if isinstance(value, str) else None
        if found is None:
            raise InputError(origin, f"`{name}` is {value!r}, which is no date", ADVICE)
        return found
    return None


def _kind(value: Json) -> str:
    return "null" if value is None else _KINDS.get(type(value), "a text")
