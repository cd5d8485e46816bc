"""The store's folder: `rdf/` with the data, `store.json` with the format and the base IRI, two logs beside them.

`runs.jsonl` tells what was done, `analysts.jsonl` what people decided and judged.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import StoreError, UsageError
from kg.rdf.vocabulary import ID

FORMAT = 1
DATA, SETTINGS, RUNS, LOG = "rdf", "store.json", "runs.jsonl", "analysts.jsonl"


def data_folder(folder: Path) -> Path:
    """Where Oxigraph keeps its files."""
    return folder / DATA


def base_of(folder: Path, *, write: bool, base: str | None) -> str:
    """The base IRI of the store in a folder; with `write` a missing store is begun there, with `base` if one is given.

    Raises:
        StoreError: no store, something else in the folder, another base or format, or broken settings.
        UsageError: a base that is no absolute IRI ending in a slash or a hash.
    """
    if base is not None:
        check_base(base)
    if not (folder / SETTINGS).exists():
        if not write:
            raise StoreError(f"{folder}: no store here. Make one with `kg --store {folder} ingest PATH`")
        _begin(folder, base or ID)
    own = _settings(folder)
    if base not in (None, own):
        raise StoreError(f"{folder}: the store's base is {own}, {base} is refused. Use another folder for that base")
    return own


def check_base(base: str) -> None:
    """Refuses a base under which no IRIs can be made."""
    parts = urlsplit(base)
    if not (parts.scheme and parts.netloc and base[-1] in "/#") or any(c in base for c in ' <>"{}|\\^`'):
        raise UsageError(f"{base}: a base must be an absolute IRI that ends in / or #, such as {ID}")


def _begin(folder: Path, base: str) -> None:
    """Makes the folder and its settings; `rdf/` of an interrupted beginning is used, and so is an analysts' log."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own = (DATA, LOG)
        foreign = sorted(p.name for p in folder.iterdir() if p.name not in own and not p.name.startswith(SETTINGS))
    except OSError as error:
        raise StoreError(f"{folder}: can't be used as a store's folder ({error.strerror}). Give another one") from error
    if foreign:
        raise StoreError(f"{folder}: no store of kg, and not empty ({foreign[0]} is there). Give a new or empty folder")
    part = folder / f"{SETTINGS}.{os.getpid()}"
    part.write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", encoding="utf-8")
    part.replace(folder / SETTINGS)


def _settings(folder: Path) -> str:
    """The base IRI that the settings say, once the format is one that this kg reads."""
    path = folder / SETTINGS
    try:
        made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        form, own = made["format"], str(made["base"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path}: can't be read as a store's settings ({error!r}). Restore it, or begin another store"
        raise StoreError(message) from error
    if form != FORMAT:
        raise StoreError(f"{folder}: the store has format {form}, this kg reads {FORMAT}. Ingest into a new store")
    return own


def why_not_opened(folder: Path, error: OSError | RuntimeError) -> str:
    """What a user is told when Oxigraph can't open the folder."""
    if "lock" in str(error).lower():
        return f"{folder}: another process writes to this store. Wait until it is done, or use another --store"
    if isinstance(error, FileNotFoundError):
        return f"{folder}: the store has no data yet. Put articles in with `kg --store {folder} ingest PATH`"
    return f"{folder}: the store can't be opened ({error})"
