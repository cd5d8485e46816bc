"""Reviewing at a terminal: a claim with its evidence in its surroundings, one key an answer.

Every answer is in the log, on the disk, before the next claim is shown: whoever stops, or is killed, goes on where he
or she was.  What is skipped comes again the next time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import click

from kg.digest import digest, on_a_line, review_lines
from kg.judge.keys import Keys, keys_of_stdin
from kg.judge.log import Entry, append, entry
from kg.judge.review import Candidate, judge
from kg.rdf.vocabulary import KG, SCHEMA
from kg.store.dataset import Dataset

Json = dict[str, Any]
_AROUND = 220  # characters of the text on either side
KEYS = "a accept   r reject   n note   s skip   b back   u undo   q stop"
_ARABIC = {  # what the same keys give on Arabic keyboards; that of b gives two letters or a ligature, and ز ر on a Mac
    "ش": "a", "ق": "r", "ى": "n", "ر": "n", "س": "s", "ل": "b", "\ufefb": "b", "ز": "b", "ع": "u", "ض": "q",
}  # fmt: skip
_SECOND = "ا"  # of the two letters that one key gives


@dataclass(slots=True)
class Session:
    """One sitting: the claims in order, where it is, and what was answered."""

    data: Dataset
    claims: list[Candidate]
    by: str | None = None
    second: bool = False
    keys: Keys = field(default_factory=keys_of_stdin)
    at: int = 0
    written: list[Entry] = field(default_factory=list)

    def run(self) -> None:
        """Shows claims and takes answers until the last one or a stop."""
        with self.keys.held():
            while self.at < len(self.claims):
                for line in self.shown(self.claims[self.at]):
                    click.echo(line)
                if not self.answer():
                    return
        click.echo("No more claims.")

    def shown(self, candidate: Candidate) -> Iterator[str]:
        """A claim: its place in the order and why, what it says, and the evidence in its surroundings."""
        row = candidate.row
        yield ""
        yield f"[{self.at + 1}/{len(self.claims)}] {row['claim'].removeprefix(self.data.base)}"
        if candidate.reasons:
            yield f"    look: {', '.join(candidate.reasons)}"
        head = f"{row['document']['title'] or row['document']['id']} — {row['document']['outlet'] or ''}"
        yield from _clause(row) if "clause" in row else (line for line in digest(head, [row]) if line)
        yield from self._evidence(row)
        yield KEYS

    def _evidence(self, row: Json) -> Iterator[str]:
        article = row["document"]["article"]
        texts = {"text": self.data.one(article, KG.text) or "", "title": self.data.one(article, SCHEMA.headline) or ""}
        for piece in row["evidence"][:3]:
            yield in_context(texts[piece["in"]], piece["start"], piece["end"])

    def answer(self) -> bool:
        """Takes one key; whether the session goes on."""
        pressed = self._pressed()
        if pressed in ("q", "\x03", "\x04", ""):
            return False
        if pressed in ("a", "r", "n"):
            self._judge(pressed)
        elif pressed == "s":
            self.at += 1
        elif pressed == "b":
            self.at = max(0, self.at - 1)
        elif pressed == "u":
            self._undo()
        else:
            click.echo(f"{KEYS}   (the same keys on an Arabic keyboard, by their places on QWERTY)")
        return True

    def _pressed(self) -> str:
        """The next key, as the letter that it has on a Latin keyboard."""
        while (pressed := self.keys.key()) == _SECOND:
            pass
        return _ARABIC.get(pressed, pressed.lower())

    def _judge(self, pressed: str) -> None:
        claim = self.claims[self.at].row["claim"]
        if pressed == "n":
            words = self.keys.line("note")
            if words:
                self.written.append(judge(self.data, "note", claim, by=self.by, why=words))
            return
        what: Any = {"a": "accept", "r": "reject"}[pressed]
        self.written.append(judge(self.data, what, claim, by=self.by, second=self.second))
        click.echo(f"{what}ed")
        self.at += 1

    def _undo(self) -> None:
        if not self.written:
            click.echo("nothing to undo in this session")
            return
        last = self.written.pop()
        append(self.data.folder, entry("undo", (), by=self.by, of=last.id))
        self.at = next((i for i, c in enumerate(self.claims) if c.row["claim"] == last.about[0]["iri"]), self.at)
        click.echo(f"taken back: {last.what}")


def in_context(text: str, start: int, end: int) -> str:
    """A piece of a text between ⟦ and ⟧, with what is around it, on one line."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    line = on_a_line(f"…{before}⟦{text[start:end]}⟧{after}…")
    bold, plain = click.style("|", bold=True).split("|")
    return "    " + line.replace("⟦", f"{bold}⟦").replace("⟧", f"⟧{plain}")


def _clause(row: Json) -> Iterator[str]:
    """A clause alone: `digest` shows clauses under their agreement only."""
    clause = row["clause"]
    yield f"CLAUSE  {clause['outcome']}: {clause['text']}"
    for name, words in (("obligor", "owed by"), ("beneficiary", "to"), ("rejectedBy", "rejected by")):
        if clause[name]:
            yield f"    {words} {'، '.join(actor['name'] for actor in clause[name])}"
    yield f"    source  {' ← '.join(hop['name'] for hop in row['attribution'])}"
    yield from review_lines(row["review"])
