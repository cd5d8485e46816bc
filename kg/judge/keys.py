"""Single keys from a terminal, typed ahead or not: it stays in one mode, so that no key is lost between two reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click


class Keys:
    """Reads keys, and whole lines in between."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._found: Any = None

    def key(self) -> str:
        """One key; empty at the end of the input."""
        if self._descriptor is None:
            return sys.stdin.read(1)
        first = os.read(self._descriptor, 1)
        more = next((n for n, least in ((3, 0xF0), (2, 0xE0), (1, 0xC0)) if first and first[0] >= least), 0)
        return (first + b"".join(os.read(self._descriptor, 1) for _ in range(more))).decode("utf-8", "replace")

    def line(self, words: str) -> str:
        """A line, edited as usual."""
        with self.cooked():
            return str(click.prompt(words, default="", show_default=False))

    @contextmanager
    def cooked(self) -> Iterator[None]:
        """The terminal as it was found."""
        if self._descriptor is None:
            yield
            return
        import termios
        import tty

        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._found)
        try:
            yield
        finally:
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)

    @contextmanager
    def held(self) -> Iterator[Keys]:
        """Takes the terminal for single keys, and gives it back as it was."""
        if self._descriptor is None:
            yield self
            return
        import termios
        import tty

        self._found = termios.tcgetattr(self._descriptor)
        tty.setcbreak(self._descriptor, termios.TCSADRAIN)
        try:
            yield self
        finally:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._found)


def keys_of_stdin() -> Keys:
    """The keys of standard input: of a terminal one by one, else its characters."""
    return Keys(sys.stdin.fileno() if sys.stdin.isatty() else None)
