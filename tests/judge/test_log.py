"""The log: entries by content, undos, what a killed writer leaves behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.judge.log import LOG, append, entries, entry, faults, find, in_force, read_log

ID = "https://w3id.org/conflict-kg/id/"
ACTOR = {"article": "id:x/a", "class": "actor", "name": "سليم", "quote": [], "iri": f"{ID}actor/{'0' * 20}"}
OTHER = {**ACTOR, "iri": str(ACTOR["iri"])[:-1] + "1"}
PLACE = {**ACTOR, "class": "place", "iri": f"{ID}place/{'0' * 20}"}
REF = {**ACTOR, "class": "claim", "iri": f"{ID}claim/{'0' * 20}"}


def test_an_entry_comes_back_as_it_was_written(tmp_path: Path) -> None:
    told = entry("same", [ACTOR, OTHER], by="رنا", why="القرينة")
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


GRADE = {**entry("grade", [ACTOR], grade="B2", **{"from": "2020-01-01"}).row(), "id": None}
HOSTILE = {
    "a number": 5, "nothing": None, "a list": [1],
    "references that are numbers": {**GRADE, "about": [1]}, "about nothing": {**GRADE, "about": []},
    "no time": {**GRADE, "at": "yesterday"}, "a time of numbers": {**GRADE, "at": 5}, "nobody": {**GRADE, "by": " "},
    "no grade": {**GRADE, "grade": "Z9"}, "no day": {**GRADE, "from": "soon"},
    "no IRI": {**GRADE, "about": [{**ACTOR, "iri": "x y"}]},
    "another class": {**GRADE, "about": [{**ACTOR, "iri": REF["iri"]}]},
    "no quotation": {**GRADE, "about": [{**ACTOR, "quote": 5}]},
    "two classes": {**GRADE, "what": "same", "about": [ACTOR, PLACE]},
    "one thing twice": {**GRADE, "what": "same", "about": [ACTOR, ACTOR]},
    "an undo of nothing": {**GRADE, "what": "undo", "about": []},
    "edited": {**GRADE, "id": "0" * 20},
}  # fmt: skip


@pytest.mark.parametrize("row", HOSTILE.values(), ids=HOSTILE)
def test_what_nothing_could_work_with_is_refused_and_told(tmp_path: Path, row: object) -> None:
    path = tmp_path / LOG
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"{LOG}:1"):
        read_log(path)
    assert entries(tmp_path) == []
    assert len(faults(tmp_path)) == 1


@pytest.mark.parametrize("end", ["\u2028", "\x85", "\x0b", "\x1c"])
def test_other_ends_of_lines_in_a_text_end_no_entry(tmp_path: Path, end: str) -> None:
    told = entry("note", [REF], why=f"سطر{end}سطر")
    append(tmp_path, told)
    assert entries(tmp_path) == [told]
    assert faults(tmp_path) == []


def test_an_undo_holds_whatever_the_clock_of_its_machine_said(tmp_path: Path) -> None:
    def at(time: str, row: dict[str, object]) -> dict[str, object]:
        return {**row, "at": f"2020-01-01T{time}+00:00", "id": None}

    path = tmp_path / LOG
    rows = [at("12:00:00", entry("accept", [REF], by="a").row())]
    for time in ("11:00:00", "10:00:00"):
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        last = min(entries(tmp_path), key=lambda e: e.at)
        rows.append(at(time, entry("undo", (), by="b", of=last.id).row()))
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    assert [e.what for e in in_force(entries(tmp_path))] == ["accept"]
