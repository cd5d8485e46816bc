"""Single keys from a terminal, typed ahead or not: it stays in one mode, so that no key is lost between two reads.

What a terminal sends for a key that is no letter (arrows, Shift-Up, F1, Alt with a letter) begins with an escape
character and may end in a letter: it is read whole and given as one key, so that its end is never taken for an answer.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

ESCAPE = "\x1b"
_BEGINS = {"\x9b": "[", "\x8f": "O", "\x90": "P", "\x9d": "]", "\x98": "X", "\x9e": "^", "\x9f": "_"}  # of one byte
_STRINGS = frozenset("P]X^_")  # what these begin goes on to a BEL or ESC \
_AT_ONCE = 0.1  # seconds within which the rest of a sequence begins; a key pressed later is a key of its own


class Keys:
    """Reads keys, and whole lines in between."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._found: Any = None
        self._escaped = False  # a lone escape came last: on a slow line the rest of its sequence may follow

    def key(self) -> str:
        """One key; an escape character for all that is no character; empty at the end of the input."""
        first = self._character()
        escaped, self._escaped = self._escaped, False
        if first in _BEGINS or (escaped and first in ("[", "O")):
            self._rest(_BEGINS.get(first, first))
            return ESCAPE
        if first == ESCAPE:
            self._escaped = not self._follows()
            if not self._escaped:
                self._rest(self._character())
        return first

    def _rest(self, kind: str) -> None:
        """Reads the rest of a sequence, which `kind` says the form of (ECMA-48, 5.4 and 5.6)."""
        while kind == ESCAPE and self._follows():  # Alt with an arrow
            kind = self._character()
        if kind == "[":
            self._control()
        elif kind in _STRINGS:
            self._string()
        elif kind == "O":
            last = self._character()
            while last.isdigit() or last == ";":
                last = self._character()

    def _control(self) -> None:
        """Parameters, then one final character; after `[[` (Linux' console) one more, and `$` (rxvt) ends it, too."""
        told = last = self._character()
        while last and last not in ("$", ESCAPE) and not "@" <= last <= "~":
            last = self._character()
            told += last
        if told == "[" or (last == "$" and told.startswith("?")):
            self._character()
        elif last == ESCAPE:
            self._rest(self._character())

    def _string(self) -> None:
        last = self._character()
        while last not in ("", "\x07", "\x9c"):
            if last == ESCAPE and self._character() in ("\\", ""):
                return
            last = self._character()

    def _follows(self) -> bool:
        """Whether more of a sequence has come, or comes at once."""
        return self._descriptor is None or bool(select.select([self._descriptor], [], [], _AT_ONCE)[0])

    def _character(self) -> str:
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
