"""Titles and roles as they are compared: which office, of which body, of which state.

`وزير الخارجية الأميركي` is the office of a minister, of the body `خارجيه`, of the United States; `الرئيس` has neither
body nor state.  A title may hold several offices (`نائب رئيس مجلس الوزراء وزير الداخلية`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.arabic.fold import fold
from kg.lexicon.actors import ActorLexicon, TitleEntry, actor_lexicon, phrase

Kinship = Literal["same", "like", "apart"]
_EMPTY = frozenset(map(fold, ("في", "من", "على", "لشؤون", "للشؤون", "باسم", "و", "عام", "العام")))
_TO = frozenset(map(fold, ("إلى", "لدى")))  # behind them stands where somebody is sent, not whose he or she is
_KINDS = ("office", "rank", "profession")


@dataclass(frozen=True, slots=True)
class Office:
    """An office, rank or profession of the lexicon; `body` are the words behind it, `state` the state they name."""

    id: str
    kind: str
    body: frozenset[str] = frozenset()
    state: str | None = None
    of_state: bool = False
    head: bool = False

    def compare(self, other: Office) -> Kinship | None:
        """Whether one person's title may be said in both ways; `apart` where it is one office of two states."""
        if self.id != other.id:
            return None
        if self.kind != "office":
            return "like"
        if self.state and other.state and self.state != other.state:
            return "apart" if self.of_state else None
        near = bool(self.body & other.body) or self.head
        if self.body and other.body and not near:
            return None
        return "same" if near and self.state == other.state and self.state else "like"


@lru_cache(maxsize=50_000)
def offices(title: str) -> tuple[Office, ...]:
    """The offices, ranks and professions that a title holds, in order."""
    lexicon, words = actor_lexicon(), phrase(title)
    found = list(_found(words, lexicon))
    out = []
    for number, (_, end, entry) in enumerate(found):
        until = found[number + 1][0] if number + 1 < len(found) else len(words)
        out.append(_office(entry, words[end:until], lexicon))
    return tuple(out)


def _found(words: tuple[str, ...], lexicon: ActorLexicon) -> list[tuple[int, int, TitleEntry]]:
    out, at = [], 0
    while at < len(words):
        match = next(
            ((p, t) for p, t in lexicon.titles.starting(words[at]) if words[at : at + len(p)] == p), (None, None)
        )
        if match[0] and match[1] and (match[1].kind in _KINDS or match[1].of):
            out.append((at, at + len(match[0]), match[1]))
        at += len(match[0]) if match[0] else 1
    return out


def _office(entry: TitleEntry, rest: tuple[str, ...], lexicon: ActorLexicon) -> Office:
    rest = rest[: next((i for i, w in enumerate(rest) if w in _TO), len(rest))]
    states = [state for word in rest if (state := state_of(word, lexicon))]
    body = frozenset(_bare(w) for w in rest if w not in _EMPTY and state_of(w, lexicon) is None and len(w) > 2)
    state = entry.of or next(iter(states), None)
    return Office(entry.id, "office" if entry.of else entry.kind, body, state, entry.state, entry.head)


def state_of(word: str, lexicon: ActorLexicon | None = None) -> str | None:
    """The state that a folded word names or is the adjective of, with or without a preposition before it."""
    lexicon = lexicon or actor_lexicon()
    for form in (word, word.removeprefix("ل"), word.removeprefix("ب")):
        known = lexicon.adjectives.get(form)
        if known is None and (alias := lexicon.aliases.get((form,))) and alias.kind == "name":
            known = alias.known
        if known is not None and known.type == "State":
            return known.id
    return None


def _bare(word: str) -> str:
    for prefix in ("وال", "بال", "لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word[len(prefix) :]
    return word
