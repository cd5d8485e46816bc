"""Tables, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

from rich.console import Console

from kg.query import ask
from kg.rows import Rows, as_csv, as_json, print_table
from kg.store.dataset import Dataset

CELLS = (("نادر القاسم", 2, None, "u:1"), ("=1+1", 3, None, "u:2"))
ROWS = Rows(("name", "count", "none", "id"), CELLS, frozenset({"id"}))


def printed(rows: Rows, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_table(rows, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_json_is_unescaped_and_says_what_is_nothing() -> None:
    assert json.loads(as_json(ROWS))[0] == {"name": "نادر القاسم", "count": 2, "none": None, "id": "u:1"}
    assert "نادر" in as_json(ROWS)
    assert json.loads(as_json(Rows(("a",), ()))) == []


def test_csv_shows_arabic_and_runs_no_formula() -> None:
    text = as_csv(ROWS)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[1] == ["نادر القاسم", "2", "", "u:1"]
    assert rows[2][0] == "'=1+1"


def test_csv_keeps_numbers_numbers() -> None:
    assert as_csv(Rows(("n", "d", "b"), ((-1, "--05-28", True),))).splitlines()[1] == "-1,'--05-28,true"


def test_a_table_leaves_out_iris_and_empty_columns() -> None:
    text = printed(ROWS, 100)
    assert "نادر القاسم" in text
    assert "none" not in text
    assert "u:1" not in text


def test_rows_too_wide_for_the_terminal_become_blocks(data: Dataset) -> None:
    rows = ask(data, "who-met-whom", {})
    assert len(printed(rows, 400).splitlines()) < 12
    blocks = printed(rows, 60)
    assert blocks.count("chainLength") == 5
    assert "صحيفة الصباح الجديد" in blocks


def test_no_rows_are_said() -> None:
    assert printed(Rows(("a",), ()), 80) == "no rows\n"
