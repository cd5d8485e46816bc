"""The review session, in a real terminal (a pseudo-terminal): keys, stopping, going on, being killed."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.judge.log import entries
from tests.worldstore import build


class Terminal:
    """`kg review session` in a pseudo-terminal."""

    def __init__(self, store: Path) -> None:
        self.master, slave = pty.openpty()
        command = [sys.executable, "-m", "kg", "--store", str(store), "review", "session", "--by", "رنا"]
        env = {**os.environ, "PYTHONUTF8": "1", "TERM": "xterm"}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
        )
        os.close(slave)
        self.seen = ""

    def until(self, pattern: str, *, limit: float = 60) -> str:
        """Reads until the screen shows a pattern that was not there before."""
        end, at = time.monotonic() + limit, len(self.seen)
        while not re.search(pattern, self.seen[at:]):
            ready = select.select([self.master], [], [], max(0, end - time.monotonic()))[0]
            assert ready, f"{pattern} did not come; the screen shows: {self.seen[-2000:]}"
            try:
                self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
            except OSError:  # the other end is closed
                break
        return self.seen[at:]

    def press(self, key: str) -> None:
        os.write(self.master, key.encode())

    def close(self) -> None:
        self.process.wait(30)
        os.close(self.master)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return build(tmp_path / "store")


def claims(screen: str) -> list[str]:
    return re.findall(r"claim/[0-9a-f]{20}", screen)


def test_one_key_an_answer_and_go_on_later(store: Path) -> None:
    first = Terminal(store)
    (shown,) = claims(first.until("q stop"))
    assert "⟦" in first.seen  # the evidence, in its surroundings
    first.press("a")
    (second,) = claims(first.until("q stop"))
    first.press("r")
    (third,) = claims(first.until("q stop"))
    first.press("q")
    first.until("2 answers kept")
    first.close()
    assert [
        (e.what, e.by, e.about[0]["iri"].endswith(c)) for e, c in zip(entries(store), (shown, second), strict=True)
    ] == [
        ("accept", "رنا", True),
        ("reject", "رنا", True),
    ]
    later = Terminal(store)
    assert claims(later.until("q stop")) == [third]
    later.press("q")
    later.close()


def test_nothing_is_lost_when_it_is_killed(store: Path) -> None:
    killed = Terminal(store)
    killed.until("q stop")
    killed.press("a")
    (second,) = claims(killed.until("q stop"))
    os.killpg(killed.process.pid, signal.SIGKILL)
    killed.close()
    assert [e.what for e in entries(store)] == ["accept"]
    later = Terminal(store)
    assert claims(later.until("q stop")) == [second]
    later.press("q")
    later.close()


def test_back_skip_note_and_undo(store: Path) -> None:
    terminal = Terminal(store)
    (first,) = claims(terminal.until("q stop"))
    terminal.press("s")
    terminal.until("q stop")
    terminal.press("b")
    assert claims(terminal.until("q stop")) == [first]
    terminal.press("n")
    terminal.until("note")
    terminal.press("يحتاج مصدرا\r")
    assert claims(terminal.until("q stop")) == [first]
    terminal.press("a")
    terminal.until("q stop")
    terminal.press("u")
    assert claims(terminal.until("q stop")) == [first]
    terminal.press("q")
    terminal.until("answers kept")
    terminal.close()
    assert [(e.what, e.why) for e in entries(store)] == [("note", "يحتاج مصدرا"), ("accept", ""), ("undo", "")]
