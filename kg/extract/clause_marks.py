"""Words of clauses.yaml in a sentence: what gives an outcome, opens a condition, counts points, tells of a dispute."""

from __future__ import annotations

from functools import cache

from kg.lexicon.load import entries
from kg.lexicon.match import Hit, Matcher
from kg.model import Sentence


@cache
def _lexicon() -> tuple[Matcher, dict[str, dict[str, object]]]:
    found = entries("clauses.yaml", frozenset({"role", "outcome", "number"}))
    return Matcher(found), {e.id: dict(e.more) for e in found}


def marks(sentence: Sentence, role: str) -> list[tuple[Hit, dict[str, object]]]:
    """The hits of clauses.yaml of a role, in order."""
    matcher, known = _lexicon()
    return [(h, known[h.entry.id]) for h in matcher.find_longest(sentence) if known[h.entry.id]["role"] == role]
