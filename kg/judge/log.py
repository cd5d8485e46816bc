"""The log of what people decided and judged: JSON Lines in the store's folder, appended only.

Each entry has an id made from its content, so that logs can be exchanged and put together in any order.  An entry is
taken out of force by an `undo` that names it; an undo can be undone.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from kg.errors import InputError, UsageError
from kg.judge.check import FIELDS, problem
from kg.rdf.iris import digest
from kg.store.folder import LOG

What = Literal["same", "not-same", "accept", "reject", "note", "grade", "undo"]
Json = dict[str, Any]
_ADVICE = "Logs are made by `kg resolve export`"


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


def analyst(by: str | None = None) -> str:
    """Who decides: as given, else KG_ANALYST, else the user of the machine."""
    return by or os.environ.get("KG_ANALYST") or getpass.getuser()


def entry(what: What, about: Iterable[Json], *, by: str | None = None, why: str = "", **more: Any) -> Entry:
    """A new entry, of now; by the user of the machine (or KG_ANALYST) if nobody is named.

    Raises:
        UsageError: it can't be an entry: a name or reason that no file can hold, say.
    """
    at = datetime.now(UTC).isoformat()
    row = {"at": at, "by": analyst(by), "what": what, "why": why, "about": list(about), **more}
    if wrong := problem(row):
        raise UsageError(f"{what}: {wrong}. Nothing is written to the log")
    return _entry(row)


def _entry(row: Json) -> Entry:
    kept = {k: v for k, v in row.items() if k != "id"}
    made = digest(json.dumps(kept, ensure_ascii=False, sort_keys=True))
    more = {k: v for k, v in kept.items() if k not in FIELDS}
    return Entry(made, row["at"], row["by"], row["what"], row["why"], tuple(row["about"]), more)


def lines_of(entries: Iterable[Entry]) -> str:
    """Entries as a log has them: JSON Lines."""
    return "".join(json.dumps(e.row(), ensure_ascii=False) + "\n" for e in entries)


def append(folder: Path, *entries: Entry) -> None:
    """Appends entries: each is on the disk, whole, when this returns."""
    path = folder / LOG
    lines = lines_of(entries)
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
    """All entries, in order of time; a line that is none (cut off, edited) is passed over: `faults` tells of it."""
    return _in_order(line for line in _log_lines(folder) if isinstance(line, Entry))


def faults(folder: Path) -> list[InputError]:
    """The lines of a store's log that are no entries."""
    return [line for line in _log_lines(folder) if isinstance(line, InputError)]


def _log_lines(folder: Path) -> Iterator[Entry | InputError]:
    path = folder / LOG
    return _lines(path.read_bytes(), str(path)) if path.exists() else iter(())


def read_log(path: Path) -> list[Entry]:
    """The entries of a log file, `-` for standard input.

    Raises:
        InputError: a line that is no entry, with its number.
    """
    content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    found = list(_lines(content, str(path), f"Nothing is taken in. {_ADVICE}"))
    for line in found:
        if isinstance(line, InputError):
            raise line
    return [line for line in found if isinstance(line, Entry)]


def _lines(content: bytes, origin: str, advice: str = _ADVICE) -> Iterator[Entry | InputError]:
    """What the lines of a log are; only a line feed ends one, as texts hold all other ends of lines."""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            yield _read_line(line, f"{origin}:{number}", advice)


def _read_line(line: bytes, origin: str, advice: str) -> Entry | InputError:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return InputError(origin, f"no JSON ({error})", advice)
    if wrong := problem(row):
        return InputError(origin, f"no entry of an analysts' log: {wrong}", advice)
    found = _entry(row)
    if row.get("id") not in (None, found.id):
        return InputError(origin, f"its id is {row['id']!r}, what it says has {found.id}: it was edited", advice)
    return found


def _in_order(found: Iterable[Entry]) -> list[Entry]:
    return sorted({e.id: e for e in found}.values(), key=lambda e: (datetime.fromisoformat(e.at), e.id))


def in_force(found: Iterable[Entry]) -> list[Entry]:
    """The entries that hold, undos left out, in order of time."""
    told = _in_order(found)
    holds = holding(told)
    return [e for e in told if e.id in holds and e.what != "undo"]


def holding(told: Iterable[Entry]) -> set[str]:
    """The ids of the entries that hold, undos among them: not undone by an undo that holds itself.

    What an undo names decides, not its time: two machines' clocks may differ.
    """
    told = list(told)
    undos: dict[str, list[str]] = defaultdict(list)
    for one in told:
        if one.what == "undo":
            undos[str(one.more["of"])].append(one.id)
    holds: dict[str, bool] = {}
    todo = [e.id for e in told]
    while todo:  # no circle: an id is made from what it undoes
        name = todo.pop()
        if waiting := [u for u in undos.get(name, ()) if u not in holds]:
            todo += [name, *waiting]
        else:
            holds[name] = not any(holds[u] for u in undos.get(name, ()))
    return {name for name, held in holds.items() if held}


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
