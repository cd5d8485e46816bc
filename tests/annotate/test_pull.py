"""Models from a hub: fetched, verified, used; and what is said where that fails.  The hub is a server of our own."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from stanza.resources.common import DEFAULT_RESOURCES_VERSION

from kg.annotate import models
from kg.annotate.reader import Reader
from kg.errors import ModelError


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A hub with the shipped parts as its default package."""
    root = tmp_path_factory.mktemp("hub")
    packages: dict[str, dict[str, dict[str, str]]] = {}
    for part in models.PROCESSORS:
        (root / part).mkdir()
        source = Path(models.info().folder) / f"{part}.pt"
        shutil.copyfile(source, root / part / "ours.pt")
        packages[part] = {"ours": {"md5": hashlib.md5(source.read_bytes()).hexdigest()}}
    chosen = {"default": dict.fromkeys(models.PROCESSORS, "ours")}
    resources = {"ar": {"lang_name": "Arabic", "packages": chosen, "default_processors": chosen["default"], **packages}}
    (root / f"resources_{DEFAULT_RESOURCES_VERSION}.json").write_text(json.dumps(resources | {"url": "unused"}))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", root
    server.shutdown()


def _kg(address: str, cache: Path, *words: str) -> subprocess.CompletedProcess[str]:
    places = {"STANZA_RESOURCES_URL": address, "STANZA_MODEL_URL": address + "/{filename}", "KG_CACHE": str(cache)}
    command = [sys.executable, "-m", "kg", "models", *words]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **places}, check=False)


def test_pulled_listed_verified_and_loaded(
    hub: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = _kg(hub[0], tmp_path, "pull", "stanza")
    assert done.returncode == 0, done.stderr
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    models.info.cache_clear()
    assert [model.name for model in models.available()] == ["news", "stanza"]
    Reader(models.info("stanza"), only_tokens=True)
    damaged = next(Path(models.info("stanza").folder).rglob("ours.pt"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"!")
    models.info.cache_clear()
    with pytest.raises(ModelError, match="kg models pull stanza"):
        models.info("stanza")
    monkeypatch.undo()
    models.info.cache_clear()


def test_a_file_that_is_not_the_published_one(hub: tuple[str, Path], tmp_path: Path) -> None:
    address, root = hub
    listed = root / f"resources_{DEFAULT_RESOURCES_VERSION}.json"
    before = listed.read_text()
    digest = json.loads(before)["ar"]["mwt"]["ours"]["md5"]
    listed.write_text(before.replace(digest, "0" * 32))
    done = _kg(address, tmp_path, "pull", "stanza")
    listed.write_text(before)
    assert done.returncode == 2
    assert "not the one that was published" in done.stderr
    assert list(tmp_path.glob("pull*")) == []


def test_an_unreachable_hub_is_one_line(tmp_path: Path) -> None:
    done = _kg("http://127.0.0.1:9", tmp_path, "pull", "stanza")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "can't be reached" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"), [(("info", "stanza"), "kg models pull stanza"), (("pull", "nosuch"), "There is: stanza")]
)
def test_not_pulled_and_no_such_model(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = _kg("http://127.0.0.1:9", tmp_path, *words)
    assert done.returncode == 2
    assert said in done.stderr


class _Evil:
    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("kind", ["foreign", "cut off", "evil"])
def test_a_folder_that_is_no_model_is_refused_and_nothing_in_it_runs(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for part in models.PROCESSORS:
        content = (Path(models.info().folder) / f"{part}.pt").read_bytes()
        evil = pickle.dumps(_Evil(str(tmp_path / "ran")))
        (folder / f"{part}.pt").write_bytes({"foreign": b"PK", "cut off": content[:5000], "evil": evil}[kind])
    with pytest.raises(ModelError, match="can't load this model"):
        Reader(models.info(str(folder)))
    assert not (tmp_path / "ran").exists()
