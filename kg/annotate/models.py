"""The Arabic models that there are, and how `stanza.Pipeline` loads them.

The model that ships is packed: the encoder in blocks of 4 or 8 bits, the heads in half precision.
At first use it is unpacked into the user's cache, in a folder named by the content's hash, so that any program can load
it with the keyword arguments that :func:`info` gives.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from kg.annotate.pull import PUBLISHED, RECORD, verify
from kg.annotate.pull import pull as fetch
from kg.errors import ModelError

DEFAULT = "news"
PASSAGES = ("passages.q8", "passages-2.q8")  # the networks of extraction, beside the model that ships
_QUIETLY: Mapping[str, object] = {"download_method": None, "use_gpu": False, "verbose": False}
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model: `pipeline` are keyword arguments for `stanza.Pipeline`; `hash` is over all files of the model."""

    name: str
    version: str
    licence: str
    folder: str
    hash: str
    processors: tuple[str, ...]
    pipeline: Mapping[str, object] = field(default_factory=dict)


def available() -> list[ModelInfo]:
    """The models that can be used without fetching anything: the one that ships, and those that were pulled."""
    return [info(DEFAULT), *(info(name) for name in PUBLISHED if is_pulled(name))]


def is_pulled(name: str) -> bool:
    """Whether a published model lies in the user's cache."""
    return (_pulled_folder(name) / RECORD).is_file()


def pull(name: str) -> ModelInfo:
    """Fetches a published model into the user's cache, or fetches it again.

    Raises:
        ModelError: no such model, the hub can't be reached, or a file is not the published one.
    """
    fetch(name, _pulled_folder(name), PROCESSORS)
    info.cache_clear()
    return info(name)


@cache
def info(name: str | None = None) -> ModelInfo:
    """A model by name, or a folder with Stanza models (`tokenize.pt` ...); None is the model that ships.

    Raises:
        ModelError: no such model, not pulled yet or changed since, or the folder lacks a part.
    """
    if name in (None, DEFAULT):
        return _shipped()
    if name in PUBLISHED:
        return _pulled(str(name))
    folder = Path(str(name))
    if not folder.is_dir():
        known = ", ".join([DEFAULT, *PUBLISHED])
        raise ModelError(f"{name}: no such model. Known: {known}; or give a folder with {', '.join(_files())}")
    return _in_folder(folder)


def _files() -> list[str]:
    return [f"{p}.pt" for p in PROCESSORS]


def _shipped() -> ModelInfo:
    packed = Path(str(resources.files("kg.annotate") / "resources" / DEFAULT))
    if not (packed / "card.json").is_file():
        raise ModelError(f"{packed}: the model that ships with kg is missing. Install kg again")
    card = json.loads((packed / "card.json").read_text(encoding="utf-8"))
    digest = _hash(packed)
    folder = cache_folder() / f"model-{DEFAULT}-{digest}"
    if not (folder / "ready").is_file():
        from kg.annotate.unpack import unpack

        unpack(packed, folder)
    return _info(DEFAULT, card["version"], card["licence"], folder, digest)


def _pulled_folder(name: str) -> Path:
    return cache_folder() / f"pulled-{name}"


def _pulled(name: str) -> ModelInfo:
    folder = _pulled_folder(name)
    verify(name, folder)
    pipeline: dict[str, object] = {
        "lang": PUBLISHED[name].language,
        "dir": str(folder),
        "processors": ",".join(PROCESSORS),
        "package": PUBLISHED[name].package,
        **_QUIETLY,
    }
    digest = _hash(folder)
    return ModelInfo(name, digest[:8], PUBLISHED[name].licence, str(folder), digest, PROCESSORS, pipeline)


def _in_folder(folder: Path) -> ModelInfo:
    missing = [name for name in _files() if not (folder / name).is_file()]
    if missing:
        advice = f"Give a folder with {', '.join(_files())}"
        raise ModelError(f"{folder}: no model of kg: {', '.join(missing)} missing. {advice}")
    return _info(str(folder), "?", "?", folder.resolve(), _hash(folder))


def _info(name: str, version: str, licence: str, folder: Path, digest: str) -> ModelInfo:
    return ModelInfo(name, version, licence, str(folder), digest, PROCESSORS, pipeline_kwargs(folder))


def pipeline_kwargs(folder: Path) -> dict[str, object]:
    """Keyword arguments with which `stanza.Pipeline` loads the models of a folder, offline."""
    paths: dict[str, object] = {f"{p}_model_path": str(folder / f"{p}.pt") for p in PROCESSORS}
    return {
        "lang": "ar",
        "dir": str(folder),
        "processors": ",".join(PROCESSORS),
        "package": None,
        **_QUIETLY,
        "ner_batch_size": 32,
        **paths,
    }


def cache_folder() -> Path:
    """The user's cache for kg (`KG_CACHE`, else the platform's)."""
    from platformdirs import user_cache_path

    given = os.environ.get("KG_CACHE")
    return Path(given) if given else user_cache_path("kg")


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]
