"""Opening a store's folder: what is there, what is not, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError, StoreError, UsageError
from kg.rdf.vocabulary import ID
from kg.store.dataset import opened


def settings(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "store.json").write_text(text, encoding="utf-8")


def foreign(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").touch()


def a_file(folder: Path) -> None:
    folder.touch()


REFUSED: dict[str, tuple[Callable[[Path], None], bool, str | None, str]] = {
    "nothing there to read": (lambda f: None, False, None, "kg --store"),
    "an empty folder to read": (lambda f: f.mkdir(), False, None, "no store here"),
    "another folder to read": (foreign, False, None, "no store here"),
    "another folder to write": (foreign, True, None, "letter.txt"),
    "a file in the place of a folder": (a_file, True, None, "can't be used"),
    "broken settings": (lambda f: settings(f, "{"), True, None, "store's settings"),
    "settings of something else": (lambda f: settings(f, "[]"), False, None, "store's settings"),
    "a later format": (lambda f: settings(f, '{"format": 99, "base": "x"}'), False, None, "format 99"),
    "no data yet": (lambda f: settings(f, json.dumps({"format": 1, "base": ID})), False, None, "no data yet"),
    "another base": (lambda f: settings(f, json.dumps({"format": 1, "base": ID})), True, "https://e.org/", "base is"),
}


@pytest.mark.parametrize(("make", "write", "base", "told"), REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path: Path, make: Callable[[Path], None], write: bool, base: str | None, told: str) -> None:
    folder = tmp_path / "store"
    make(folder)
    before = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else None
    with pytest.raises(StoreError, match=told) as error, opened(folder, write=write, base=base):
        pass
    assert str(folder) in str(error.value)
    assert before == (sorted(p.name for p in folder.iterdir()) if folder.is_dir() else None)


@pytest.mark.parametrize("base", ["id/", "https://e.org/id", "https://e.org/a b/", "mailto:a@e.org#"])
def test_a_base_under_which_no_iri_can_be_made(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="absolute IRI"), opened(tmp_path / "store", write=True, base=base):
        pass


def test_the_base_is_kept(tmp_path: Path) -> None:
    with opened(tmp_path / "s", write=True, base="https://e.org/id/") as data:
        assert data.identity == "https://e.org/id/graph/identity"
    with opened(tmp_path / "s") as data:
        assert data.base == "https://e.org/id/"


def test_what_an_interrupted_beginning_left_is_used(tmp_path: Path) -> None:
    (tmp_path / "rdf").mkdir()
    with opened(tmp_path, write=True) as data:
        assert data.base == ID


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    with opened(tmp_path / "s", write=True) as data:
        pass
    with pytest.raises(KgError, match="closed"):
        data.graphs()
    with opened(tmp_path / "s", write=True):
        assert True, "the lock went with the first"


def test_an_analysts_log_alone_is_no_other_thing(tmp_path: Path) -> None:
    (tmp_path / "analysts.jsonl").write_text("", encoding="utf-8")
    with opened(tmp_path, write=True):
        pass
    with opened(tmp_path) as data:
        assert data.graphs() == []
