"""Sentence ends and lengths put right after tokenization: pure functions over surface tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 110  # surface tokens; the encoder takes 510 pieces, and parsing costs the square of a sentence's length
_STOPS = frozenset({".", "!", "؟", "?", "...", "…", ".."})
_AFTER = frozenset({'"', "”", "»", ")", "]", "'", "’"})
_SOFT = frozenset({"،", ",", "؛", ";", ":", "-", "–"})


@dataclass(frozen=True, slots=True)
class Token:
    """A surface token of a line, the texts of its words, and whether the model ends a sentence after it."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    ends: bool


def resplit(tokens: list[Token]) -> list[list[dict[str, Any]]]:
    """Sentences as Stanza's document takes them: ended where the model or a full stop does, never too long."""
    return [_rows(piece) for sentence in _sentences(tokens) for piece in _pieces(sentence)]


def _sentences(tokens: list[Token]) -> Iterator[list[Token]]:
    current: list[Token] = []
    for at, token in enumerate(tokens):
        current.append(token)
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if _ends(token, following, current):
            yield current
            current = []
    if current:
        yield current


def _ends(token: Token, following: Token | None, current: list[Token]) -> bool:
    """A full stop ends a sentence unless a closing quote follows it, or it is a list's number or an initial."""
    if following is None:
        return True
    if following.text in _AFTER and following.start == token.end:
        return False
    stop = token.text in _STOPS or (token.text in _AFTER and len(current) > 1 and current[-2].text in _STOPS)
    if stop:
        return len(current) > 2 and not (len(current[-2].text) == 1 and current[-2].text.isalnum())
    return token.ends and token.text not in _SOFT and _worth(current)


def _worth(current: list[Token]) -> bool:
    """The model's own sentence ends count only after a few words: a bare number or word opens what follows."""
    return len(current) > 2


def _pieces(sentence: list[Token]) -> Iterator[list[Token]]:
    while len(sentence) > LONGEST:
        half = range(LONGEST // 2, LONGEST)
        at = max((i for i in half if sentence[i].text in _SOFT), default=LONGEST - 1)
        yield sentence[: at + 1]
        sentence = sentence[at + 1 :]
    yield sentence


def _rows(sentence: list[Token]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    number = 1
    for token in sentence:
        place = {"start_char": token.start, "end_char": token.end}
        if len(token.words) == 1:
            rows.append({"id": (number,), "text": token.text, **place})
        else:
            rows.append({"id": (number, number + len(token.words) - 1), "text": token.text, **place})
            rows += [{"id": (number + i,), "text": text} for i, text in enumerate(token.words)]
        number += len(token.words)
    return rows
