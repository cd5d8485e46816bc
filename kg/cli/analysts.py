"""What `kg resolve` and `kg review` share: who says so and why, and rows as a person or a program reads them."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import click

from kg.cli.common import at_terminal, say

Form = click.option("--format", "form", type=click.Choice(["table", "json"]), help="table at a terminal, else json.")
By = click.option("--by", metavar="NAME", help="Who says so (or KG_ANALYST; else the user of the machine).")
Why = click.option("--why", metavar="TEXT", default="", help="The reason, for those who read the log.")


def as_json(form: str | None) -> bool:
    """Whether JSON is asked for: by name, or because a program reads."""
    return (form or ("table" if at_terminal() else "json")) == "json"


def echo_json(value: Any) -> None:
    """A value as JSON, Arabic as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def echo_rows(rows: list[dict[str, Any]], form: str | None, *, head: Collection[str] = ()) -> None:
    """Rows: as JSON; or each as a line of its `head` (its first value if none is named) and a line for every other."""
    if as_json(form):
        echo_json(rows)
        return
    from kg.digest import on_a_line

    for told in rows:
        row = {key: on_a_line(value) if isinstance(value, str) else value for key, value in told.items()}
        first = next(iter(row))
        click.echo("  ".join(f"{key} {row[key]}" for key in row if key in head) if head else str(row[first]))
        for key in row:
            if key not in (head or (first,)) and row[key] not in (None, "", []):
                click.echo(f"    {key:9}{row[key]}")


def tell_faults(store: Path) -> None:
    """The lines of the log that are passed over, on stderr: nothing of the log goes in silence."""
    from kg.judge.log import faults

    for fault in faults(store):
        say(f"kg: {fault}. The line is passed over and stays in the log")
