"""The review session, in a real terminal (a pseudo-terminal): keys, stopping, going on, being killed."""

from __future__ import annotations

import io
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

from kg.judge.current import reading
from kg.judge.keys import ESCAPE, Keys
from kg.judge.log import entries
from kg.store.claims import reviews
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
    with reading(store, tell=pytest.fail) as data:  # whoever reads next sees the answer
        assert list(reviews(data).values()) == ["accepted"]
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


NO_ANSWERS = {  # keys that are no letters, as terminals send them; each ends in a letter that would be an answer
    "rxvt's Shift-Up": "\x1b[a",
    "an arrow": "\x1b[A",
    "an arrow in application mode": "\x1bOA",
    "rxvt's Ctrl-Up": "\x1bOa",
    "Shift-Up": "\x1b[1;2A",
    "Linux' F1": "\x1b[[A",
    "rxvt's Shift-Insert": "\x1b[2$",
    "Alt-R": "\x1br",
    "Alt with an arrow": "\x1b\x1b[A",
    "one byte for the beginning": "\x9ba",
    "a terminal's answer": "\x1b]11;rgb:aaaa/aaaa/aaaa\x1b\\",
    "another, ended by a bell": "\x1b]0;a\x07",
}


@pytest.mark.parametrize("sequence", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_a_terminal_sends_for_other_keys_is_no_answer(monkeypatch: pytest.MonkeyPatch, sequence: str) -> None:
    master, slave = pty.openpty()
    with Keys(slave).held() as keys:
        os.write(master, f"{sequence}s".encode())
        assert [keys.key(), keys.key()] == [ESCAPE, "s"]
        os.write(master, b"a")
        assert keys.key() == "a"
    os.close(master)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{sequence}sa"))
    keys = Keys(None)
    assert [keys.key() for _ in range(4)] == [ESCAPE, "s", "a", ""]


def test_a_sequence_that_comes_in_pieces_is_no_answer_either() -> None:
    master, slave = pty.openpty()
    with Keys(slave).held() as keys:
        os.write(master, b"\x1b")
        assert keys.key() == ESCAPE  # it waited for the rest, and went on
        os.write(master, b"[as")
        assert [keys.key(), keys.key()] == [ESCAPE, "s"]
    os.close(master)


def test_arrows_answer_nothing_and_arabic_letters_answer_as_their_keys(store: Path) -> None:
    terminal = Terminal(store)
    (first,) = claims(terminal.until("q stop"))
    terminal.press("\x1b[a")
    assert claims(terminal.until("(?s)by their places.*q stop")) == [first]
    for key, words in (("ش", "accepted"), ("لا", "q stop"), ("ع", "taken back"), ("ق", "rejected")):
        terminal.press(key)
        terminal.until(words)
    terminal.press("ض")
    terminal.until("answers kept")
    terminal.close()
    assert [e.what for e in entries(store)] == ["accept", "undo", "reject"]
