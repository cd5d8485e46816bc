"""What several commands share: reading with faults told, dates, where Neo4j is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import InputError, UsageError
from kg.model import Document

if TYPE_CHECKING:
    from kg.store.dataset import Dataset


def say(line: str) -> None:
    """A line of talk, on stderr."""
    click.echo(line, err=True)


def opened_to_read(store: Path) -> AbstractContextManager[Dataset]:
    """The store, open for reading, with all that its analysts' log says."""
    from kg.judge.current import reading

    return reading(store, tell=say)


def tell_if_old(data: Dataset) -> None:
    """Says that linking will take longer, where it has to begin anew."""
    from kg.link.made import is_old

    if is_old(data):
        say("Another version of kg linked this store: all of it is linked anew (about a minute for 2,500 articles).")


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The callback of options that take a day, written as 2015-06-01.

    Raises:
        UsageError: anything else; it names the option.
    """
    from kg.days import stated_day

    if value is None:
        return None
    try:
        return stated_day(value)
    except ValueError as error:
        raise UsageError(f"{param.opts[0]} {value}: no day ({error}). Write it as 2015-06-01") from error


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
