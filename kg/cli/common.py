"""What several commands share: reading with faults told, dates, where Neo4j is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from kg.errors import InputError, UsageError
from kg.model import Document


def say(line: str) -> None:
    """A line of talk, on stderr."""
    click.echo(line, err=True)


def day(text: str | None) -> date | None:
    """A day as `--published` gives it.

    Raises:
        UsageError: not a day of the form YYYY-MM-DD.
    """
    if text is None:
        return None
    try:
        if len(text) != 10:
            raise ValueError("not of the form YYYY-MM-DD")
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--published {text}: no day ({error}). Write it as 2015-06-01") from error


@dataclass(slots=True)
class Reading:
    """Documents out of paths; what can't be read is told on stderr and counted, and the rest goes on."""

    paths: Iterable[Path]
    outlet: str | None = None
    published: date | None = None
    refused: int = field(default=0)

    def items(self) -> Iterator[Document | InputError]:
        """Articles and the errors in their places."""
        from kg.read.reader import read

        return read(self.paths, outlet=self.outlet, published=self.published, notice=say)

    def documents(self) -> Iterator[Document]:
        """The articles; errors are told."""
        for item in self.items():
            if isinstance(item, InputError):
                self.refused += 1
                say(f"kg: {item}")
            else:
                yield item


def at_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout.isatty()
