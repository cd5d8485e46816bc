"""Rows of an answer, and how they are shown: a table for a person, JSON, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

Cell = str | int | Decimal | bool | None
FORMATS = ("table", "json", "csv")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = "\u200e"  # keeps a terminal that reorders from drawing two Arabic cells as one run, right to left
_WIDEST = 28


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of cells under named columns; `iris` are columns that only programs want, `ids` IRIs that people pass on."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    iris: frozenset[str] = field(default=frozenset())
    ids: frozenset[str] = field(default=frozenset())

    def records(self) -> Iterator[dict[str, Cell]]:
        """The rows as mappings from column to cell."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def as_json(rows: Rows) -> str:
    """A JSON array with an object a row, Arabic unescaped."""
    lines = ",\n".join(json.dumps(r, ensure_ascii=False, default=float) for r in rows.records())
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def as_csv(rows: Rows) -> str:
    """CSV (RFC 4180) with a byte-order mark, so that spreadsheets show Arabic; nothing in it runs as a formula."""
    return csv_text(rows.columns, rows.rows)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, head: bool = True) -> str:
    """Columns and rows as CSV; with `head` false without the byte-order mark and the first line."""
    out = io.StringIO()
    writer = csv.writer(out)
    if head:
        out.write("\ufeff")
        writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue()


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet runs as a formula: a quotation mark stands before = + - @, tab and return."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def print_table(rows: Rows, console: Console) -> None:
    """Prints rows for a person, without IRIs and empty columns: a table where it fits, else a block for each row."""
    shown = [i for i, name in enumerate(rows.columns) if name not in rows.iris and _used(rows, i)]
    if not shown:
        shown = [i for i in range(len(rows.columns)) if _used(rows, i)]
    if not rows.rows:
        console.print("no rows")
    elif sum(min(_width(rows, i), _WIDEST) + 3 for i in shown) < console.width:
        console.print(_table(rows, shown))
    else:
        for number, row in enumerate(rows.rows, start=1):
            console.print(_block(rows, shown, row, number), soft_wrap=True)


def _used(rows: Rows, column: int) -> bool:
    return any(row[column] is not None for row in rows.rows)


def _width(rows: Rows, column: int) -> int:
    texts = (rows.columns[column], *(_shown(rows, column, row[column]) for row in rows.rows))
    return max(map(cell_len, texts))


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return " ".join(str(cell).split())


def _shown(rows: Rows, column: int, cell: Cell) -> str:
    """What a person sees of a cell: of an id the last two parts, which `kg query` understands too."""
    text = _text(cell)
    return "/".join(text.split("/")[-2:]) if rows.columns[column] in rows.ids else text


def _isolated(text: str) -> str:
    return f"{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}" if _ARABIC.search(text) else text


def _table(rows: Rows, shown: Sequence[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for i in shown:
        table.add_column(rows.columns[i], overflow="fold", justify="right" if _numbers(rows, i) else "left")
    for row in rows.rows:
        table.add_row(*(Text(_isolated(_shown(rows, i, row[i]))) for i in shown))
    return table


def _numbers(rows: Rows, column: int) -> bool:
    return all(isinstance(row[column], int | Decimal) or row[column] is None for row in rows.rows)


def _block(rows: Rows, shown: Sequence[int], row: Sequence[Cell], number: int) -> Text:
    width = max(len(rows.columns[i]) for i in shown)
    text = Text(f"── {number} ──\n", style="dim")
    for i in shown:
        if row[i] is not None:
            text.append(f"{rows.columns[i]:>{width}}  ", style="bold not dim")
            text.append(f"{_isolated(_shown(rows, i, row[i]))}\n", style="not dim")
    return text


def of_mappings(records: Iterable[Mapping[str, Cell]], columns: Sequence[str]) -> Rows:
    """Rows out of mappings; a column that one leaves out is nothing."""
    return Rows(tuple(columns), tuple(tuple(r.get(c) for c in columns) for r in records))
