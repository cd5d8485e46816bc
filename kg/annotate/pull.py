"""Models that Stanza publishes, fetched on request into the user's cache and kept as they came, verified by hash.

Stanza checks each file against its list of packages as it downloads; what arrived is written down in `pulled.json` with
SHA-256, and checked again each time that the model is used.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ModelError

RECORD = "pulled.json"


@dataclass(frozen=True, slots=True)
class Published:
    """A model on Stanza's hub: its language, package, and what its licence is."""

    language: str
    package: str
    about: str
    licence: str


PUBLISHED: Mapping[str, Published] = {
    "stanza": Published(
        "ar", "default", "Stanza's own Arabic: padt, and aqmar's names", "PADT CC BY-NC-SA 3.0; AQMAR CC BY-SA 3.0"
    ),
}


def pull(name: str, folder: Path, processors: tuple[str, ...]) -> None:
    """Fetches a published model into `folder`, wholly or not at all.

    Raises:
        ModelError: no such model, the hub can't be reached, or a file's hash is not what the hub's list says.
    """
    if name not in PUBLISHED:
        raise ModelError(f"{name}: no model that can be pulled. There is: {', '.join(PUBLISHED)}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="pulling-") as work:
        _download(name, Path(work) / "model", processors)
        _record(Path(work) / "model")
        shutil.rmtree(folder, ignore_errors=True)
        (Path(work) / "model").rename(folder)


def _download(name: str, folder: Path, processors: tuple[str, ...]) -> None:
    from stanza.resources import common

    published = PUBLISHED[name]
    wanted = dict.fromkeys(processors, published.package) if published.package != "default" else ",".join(processors)
    try:
        common.download(published.language, str(folder), published.package, wanted, verbose=False)
    except ValueError as error:
        advice = "Pull again; if it stays, the hub's list and its files disagree"
        raise ModelError(
            f"{name}: a file that was fetched is not the one that was published ({error}). {advice}"
        ) from error
    except OSError as error:
        mirror = "set STANZA_RESOURCES_URL and STANZA_MODEL_URL to a mirror"
        advice = f"Check the network, or {mirror}; the model `news` needs none"
        raise ModelError(f"{name}: Stanza's hub can't be reached ({_short(error)}). {advice}") from error


def _short(error: OSError) -> str:
    return f"{type(error).__name__}: {error}".split("\n")[0][:160]


def _record(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix(): _sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    (folder / RECORD).write_text(json.dumps({"files": files}, indent=1) + "\n", encoding="utf-8")


def verify(name: str, folder: Path) -> None:
    """Checks a pulled model's files against what arrived.

    Raises:
        ModelError: not pulled yet, or a file is missing or has changed.
    """
    again = f"Run `kg models pull {name}`"
    if not (folder / RECORD).is_file():
        raise ModelError(f"{name}: not pulled yet. {again}")
    for path, digest in json.loads((folder / RECORD).read_text(encoding="utf-8"))["files"].items():
        if not (folder / path).is_file() or _sha256(folder / path) != digest:
            raise ModelError(f"{name}: {folder / path} is not what was pulled. {again}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
