"""What an entry of the log must be: it may come from another store, or from somebody's editor.

The log is never rewritten, so what can't be worked with must be found before it is taken in: an entry that linking
stumbles over would stop every later `kg ingest`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from kg.days import stated_day
from kg.link.profile import CLASSES
from kg.store.terms import ox_iri

Json = dict[str, Any]
KINDS = ("same", "not-same", "accept", "reject", "note", "grade", "undo")
FIELDS = ("at", "by", "what", "why", "about")
GRADE = re.compile(r"([A-F])([1-6])?")
_PAIR, _CLAIM = ("same", "not-same"), ("accept", "reject", "note")
_CLASSES = frozenset(name.lower() for name in CLASSES)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_NODE = re.compile(r".*[/#]([a-z]+)/[0-9a-f]{20}")


def problem(row: object) -> str | None:
    """What keeps a value from being an entry of the log; None if it is one."""
    if not isinstance(row, dict):
        return f"{str(row)[:40]!r} is no object"
    return next(_problems(row), None)


def _problems(row: Json) -> Iterator[str]:
    """What is wrong, in an order in which each may trust what comes before it."""
    yield from (f"no `{name}`" for name in FIELDS if name not in row)
    yield from (f"`{name}` is {row[name]!r}, no text" for name in FIELDS[:4] if not isinstance(row[name], str))
    if row["what"] not in KINDS:
        yield f"`what` is {row['what']!r}, one of {', '.join(KINDS)} is needed"
    if not row["by"].strip():
        yield "`by` is empty: it says who decided"
    if not _is_time(row["at"]):
        yield f"`at` is {row['at']!r}, a time such as 2026-11-25T10:00:00+00:00 is needed"
    if not _can_be_written(row):
        yield "it has half of a surrogate pair, which no file can hold"
    yield from _about(row)
    yield from _more(row)


def _is_time(text: str) -> bool:
    return bool(_TIME.fullmatch(text)) and _reads(datetime.fromisoformat, text)


def _is_day(text: object) -> bool:
    return isinstance(text, str) and _reads(stated_day, text)


def _reads(read: Any, text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _can_be_written(row: Json) -> bool:
    return _reads(lambda text: text.encode("utf-8"), json.dumps(row, ensure_ascii=False))


# --- what it is about ------------------------------------------------------------------------------------------------


def _about(row: Json) -> Iterator[str]:
    what, refs = row["what"], row["about"]
    if not isinstance(refs, list) or not all(isinstance(ref, dict) for ref in refs):
        yield "`about` is no list of references"
    count = 2 if what in _PAIR else 0 if what == "undo" else 1
    if len(refs) != count:
        yield f"`{what}` is about {count}, {len(refs)} are named"
    classes = _CLASSES if what in _PAIR else {"claim"} if what in _CLAIM else {"actor"}
    for ref in refs:
        yield from _reference(ref, classes)
    if count == 2 and refs[0]["iri"] == refs[1]["iri"]:
        yield f"`{what}` is about two, {refs[0]['iri']} is named twice"
    if len({ref["class"] for ref in refs}) > 1:
        yield f"a {refs[0]['class']} and a {refs[1]['class']} are never one"


def _reference(ref: Json, classes: frozenset[str] | set[str]) -> Iterator[str]:
    for name in ("article", "class", "iri"):
        if not isinstance(ref.get(name), str):
            yield f"a reference has {ref.get(name)!r} as `{name}`, no text"
    if ref["class"] not in classes:
        yield f"a reference is to a {ref['class']}, one of {', '.join(sorted(classes))} is needed"
    found = _NODE.fullmatch(ref["iri"])
    if not found or found[1] != ref["class"] or not _reads(ox_iri, ref["iri"]):
        yield f"{ref['iri']!r} is no IRI of a {ref['class']}"
    for name in ("record", "name", "type"):
        if not isinstance(ref.get(name), str | None):
            yield f"a reference has {ref[name]!r} as `{name}`, no text"
    for name in ("quote", "chain"):
        if not _is_texts(ref.get(name, [])):
            yield f"a reference has {ref[name]!r} as `{name}`, no list of texts"


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


# --- what it says ----------------------------------------------------------------------------------------------------


def _more(row: Json) -> Iterator[str]:
    if row["what"] == "undo" and not isinstance(row.get("of"), str):
        yield "`of` does not name the entry that is undone"
    if row["what"] == "grade" and not (isinstance(row.get("grade"), str) and GRADE.fullmatch(row["grade"])):
        yield f"`grade` is {row.get('grade')!r}, A to F and 1 to 6 behind it, such as B2, is needed"
    if row["what"] == "grade" and not _is_day(row.get("from")):
        yield f"`from` is {row.get('from')!r}, a day such as 2015-06-01 is needed"
    if not isinstance(row.get("snapshot", {}), dict):
        yield "`snapshot` is no object"
