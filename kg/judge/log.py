"""The log of what people decided and judged: JSON Lines in the store's folder, appended only.

Each entry has an id made from its content, so that logs can be exchanged and put together in any order.  An entry is
taken out of force by an `undo` that names it; an undo can be undone.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from kg.errors import InputError, UsageError
from kg.rdf.iris import digest

What = Literal["same", "not-same", "accept", "reject", "note", "grade", "undo"]
LOG = "analysts.jsonl"
_KNOWN = get_args(What)
_FIELDS = ("at", "by", "what", "why", "about")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody decided: when, who, what, why, and the things that it is about, as references."""

    id: str
    at: str
    by: str
    what: What
    why: str
    about: tuple[Json, ...]
    more: Mapping[str, Any]

    def row(self) -> Json:
        """The entry as the log has it."""
        row = {"id": self.id, "at": self.at, "by": self.by, "what": self.what, "why": self.why}
        return {**row, "about": list(self.about), **self.more}


def entry(what: What, about: Iterable[Json], *, by: str | None = None, why: str = "", **more: Any) -> Entry:
    """A new entry, of now; by the user of the machine (or KG_ANALYST) if nobody is named."""
    told = by or os.environ.get("KG_ANALYST") or getpass.getuser()
    row = {"at": datetime.now(UTC).isoformat(), "by": told, "what": what, "why": why, "about": list(about), **more}
    return _entry(row, "new entry")


def _entry(row: Json, origin: str) -> Entry:
    missing = [name for name in _FIELDS if name not in row]
    if missing or row["what"] not in _KNOWN or not isinstance(row["about"], list):
        problem = (
            f"no `{missing[0]}`" if missing else f"`what` is {row['what']!r}, one of {', '.join(_KNOWN)} is needed"
        )
        raise InputError(origin, f"no entry of an analysts' log: {problem}", "Export a log with `kg resolve export`")
    kept = {k: v for k, v in row.items() if k != "id"}
    made = digest(json.dumps(kept, ensure_ascii=False, sort_keys=True))
    more = {k: v for k, v in kept.items() if k not in _FIELDS}
    return Entry(made, row["at"], row["by"], row["what"], row["why"], tuple(row["about"]), more)


def append(folder: Path, *entries: Entry) -> None:
    """Appends entries: each is on the disk, whole, when this returns."""
    path = folder / LOG
    lines = "".join(json.dumps(e.row(), ensure_ascii=False) + "\n" for e in entries)
    with path.open("ab+") as log:
        if log.tell() and _last_byte(path) != b"\n":  # a line that was cut off ends here, and stays
            lines = "\n" + lines
        log.write(lines.encode("utf-8"))
        log.flush()
        os.fsync(log.fileno())


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as log:
        log.seek(-1, os.SEEK_END)
        return log.read(1)


def entries(folder: Path) -> list[Entry]:
    """All entries, in order of time; a line that was cut off is passed over."""
    path = folder / LOG
    return _in_order(read_log(path, forgiving=True)) if path.exists() else []


def read_log(path: Path, *, forgiving: bool = False) -> Iterator[Entry]:
    """The entries of a log file.

    Raises:
        InputError: a line that is no entry, with its number; not if the reader is `forgiving`.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            if forgiving:
                continue
            raise InputError(f"{path}:{number}", f"no JSON ({error})") from error
        yield _entry(row, f"{path}:{number}")


def _in_order(found: Iterable[Entry]) -> list[Entry]:
    return sorted({e.id: e for e in found}.values(), key=lambda e: (e.at, e.id))


def in_force(found: Iterable[Entry]) -> list[Entry]:
    """The entries that hold, undos left out, in order of time: not undone by an undo that holds itself."""
    told = _in_order(found)
    undone: set[str] = set()
    for one in reversed(told):  # an undo is later than what it names, so the latest are settled first
        if one.what == "undo" and one.id not in undone:
            undone.add(str(one.more.get("of")))
    return [e for e in told if e.id not in undone and e.what != "undo"]


def find(folder: Path, name: str) -> Entry:
    """The entry of an id or of the first letters of one.

    Raises:
        UsageError: none or several.
    """
    found = [e for e in entries(folder) if e.id.startswith(name)]
    if len(found) != 1:
        several = f"{len(found)} entries begin so" if found else "no such entry in the log"
        raise UsageError(f"{name}: {several}. `kg resolve log` lists them")
    return found[0]
