"""The Arabic models that there are, and how `stanza.Pipeline` loads them.

The model that ships is packed: the encoder in the 4-bit blocks that it was published in, the heads in half precision.
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

from kg.errors import ModelError

DEFAULT = "news"
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
    """The models that can be used without fetching anything."""
    return [info(DEFAULT)]


@cache
def info(name: str | None = None) -> ModelInfo:
    """A model by name, or a folder with Stanza models (`tokenize.pt` ...); None is the model that ships.

    Raises:
        ModelError: no such model, or the folder lacks a part.
    """
    if name in (None, DEFAULT):
        return _shipped()
    folder = Path(str(name))
    if not folder.is_dir():
        raise ModelError(f"{name}: no such model. Known: {DEFAULT}; or give a folder with {', '.join(_files())}")
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
        "download_method": None,
        "use_gpu": False,
        "verbose": False,
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
