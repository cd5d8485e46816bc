"""The log of runs, apart from the graph, as nothing in the graph tells when it was made: JSON Lines, appended only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.store.folder import RUNS


def log_run(folder: Path, what: Mapping[str, Any]) -> None:
    """Appends a run to the store's log, with the time (`at`, UTC)."""
    row = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **what}
    with (folder / RUNS).open("a", encoding="utf-8") as log:
        log.write(json.dumps(row, ensure_ascii=False) + "\n")


def runs(folder: Path) -> Iterator[dict[str, Any]]:
    """The runs in order; a line that an interrupted run left unfinished is passed over."""
    path = folder / RUNS
    if not path.exists():
        return
    with path.open(encoding="utf-8") as log:
        for line in log:
            try:
                yield json.loads(line)
            except ValueError:
                continue
