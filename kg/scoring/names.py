"""Names as the gold facts compare them: folded tokens, the article left out, one inside the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.arabic.fold import fold

LONGEST = 9  # tokens; a longer name has swallowed its neighbours
_ARTICLE = 4  # letters that a word must have more than, for its article to be left out


def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name without their article."""
    words = re.findall(r"\w+", fold(name or ""))
    return tuple(w[2:] if w.startswith("ال") and len(w) > _ARTICLE else w for w in words)


def inside(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether the words of `short` stand in `long` in one run."""
    size = len(short)
    return size > 0 and any(long[at : at + size] == short for at in range(len(long) - size + 1))


def same(one: str, other: str) -> bool:
    """Whether two names match."""
    a, b = tokens(one), tokens(other)
    return max(len(a), len(b)) <= LONGEST and (inside(a, b) or inside(b, a))


def same_any(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether any of the names matches any of the others."""
    theirs = list(others)
    return any(same(a, b) for a in names for b in theirs)


def mentioned(text: str, name: str) -> bool:
    """Whether a name occurs in a text, whatever hangs on it in front."""
    return fold(name).removeprefix("ال") in fold(text)
