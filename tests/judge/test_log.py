"""The log: entries by content, undos, what a killed writer leaves behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.judge.log import LOG, append, entries, entry, find, in_force, read_log

REF = {"article": "id:x/a", "class": "actor", "name": "سليم", "quote": [], "iri": "x"}


def test_an_entry_comes_back_as_it_was_written(tmp_path: Path) -> None:
    told = entry("same", [REF, REF], by="رنا", why="القرينة")
    append(tmp_path, told)
    assert entries(tmp_path) == [told]
    assert find(tmp_path, told.id[:6]) == told


def test_entries_are_in_order_of_time_and_once_however_often_they_are_written(tmp_path: Path) -> None:
    first, second = entry("note", [REF], by="a", text="1"), entry("note", [REF], by="b", text="2")
    append(tmp_path, second, first, second)
    assert entries(tmp_path) == [first, second]


def test_an_undo_takes_an_entry_out_of_force_and_can_be_undone() -> None:
    told = entry("accept", [REF], by="a")
    undo = entry("undo", (), by="b", of=told.id)
    back = entry("undo", (), by="c", of=undo.id)
    assert in_force([told]) == [told]
    assert in_force([told, undo]) == []
    assert in_force([told, undo, back]) == [told]


def test_a_line_that_was_cut_off_is_passed_over_and_spoils_no_other(tmp_path: Path) -> None:
    first, second = entry("note", [REF], by="a"), entry("note", [REF], by="b")
    append(tmp_path, first)
    with (tmp_path / LOG).open("a", encoding="utf-8") as log:
        log.write('{"at": "2026-')
    append(tmp_path, second)
    assert entries(tmp_path) == [first, second]


@pytest.mark.parametrize(
    ("line", "words"),
    [("{", "no JSON"), ("{}", "no `at`"), (json.dumps({**entry("note", [REF]).row(), "what": "x"}), "`what` is 'x'")],
)
def test_a_line_that_is_no_entry_is_told_with_its_number(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        list(read_log(path))
    assert f"{path}:2" in str(caught.value)


def test_an_unknown_entry_is_told(tmp_path: Path) -> None:
    append(tmp_path, entry("note", [REF]))
    with pytest.raises(UsageError, match="no such entry"):
        find(tmp_path, "zzz")
