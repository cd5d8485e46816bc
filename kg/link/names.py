"""Names of people as they are compared: parts in order, kunyas apart, and how two of them go together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.arabic.names import split_name
from kg.lexicon.actors import actor_lexicon, phrase
from kg.link.spelling import alike, part_key, skeleton

Fit = Literal["full", "shorter", "beginning", "end", "family", "given", "kunya"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """The keys of a name's parts in order, without kunyas; `kunyas` beside them; `fathers` the places of patronyms."""

    parts: tuple[str, ...]
    kunyas: tuple[str, ...] = ()
    fathers: frozenset[int] = frozenset()

    @property
    def is_full(self) -> bool:
        """Two parts at least beside a kunya."""
        return len(self.parts) >= 2


@dataclass(frozen=True, slots=True)
class NameFit:
    """How two names go together: in which way, and how many parts are written otherwise, initials, or left out."""

    fit: Fit
    variants: int = 0
    initials: int = 0
    missing: int = 0


@lru_cache(maxsize=50_000)
def person_name(text: str) -> PersonName:
    """A name's parts; a title that the reader left at its end is cut off."""
    parts = split_name(_without_title(text))
    own = [(key, p.kind == "patronym") for p in parts if p.kind != "kunya" and (key := part_key(p))]
    fathers = frozenset(at for at, (_, father) in enumerate(own) if father)
    return PersonName(tuple(k for k, _ in own), tuple(part_key(p) for p in parts if p.kind == "kunya"), fathers)


def _without_title(text: str) -> str:
    words, titles = text.split(), actor_lexicon().titles
    folded = phrase(text)
    if len(folded) != len(words):
        return text
    for at in range(2, len(words)):
        for found, title in titles.starting(folded[at]):
            if title.kind == "office" and len(found) > 1 and folded[at : at + len(found)] == found:
                return " ".join(words[:at])
    return text


def fit(one: PersonName, other: PersonName) -> NameFit | None:
    """How two names go together, None if they can't be one person's."""
    short, long = sorted((one, other), key=lambda n: (len(n.parts), n.parts, n.kunyas))
    if not short.parts:
        shared = set(short.kunyas) & set(long.kunyas)
        return NameFit("kunya") if shared else None
    if one.kunyas and other.kunyas and not set(one.kunyas) & set(other.kunyas):
        return None
    if len(short.parts) == 1:
        return _single(short, long)
    return _aligned(short.parts, long)


def _single(short: PersonName, long: PersonName) -> NameFit | None:
    word = short.parts[0]
    last, first = alike(word, long.parts[-1]), alike(word, long.parts[0])
    if last > 0.5 and short.kunyas and short.kunyas == long.kunyas:
        return NameFit("full", last < 0.95)
    if last > 0.5:
        return NameFit("family", last < 0.95)
    return NameFit("given", first < 0.95) if first > 0.5 else None


def _aligned(short: tuple[str, ...], name: PersonName) -> NameFit | None:
    """How a shorter name goes with a longer one; one that begins with the other's father is the father's."""
    long = name.parts
    places = _places(short, long)
    if places is None or places[0] in name.fathers:
        return None
    likes = [alike(part, long[at]) for part, at in zip(short, places, strict=True)]
    variants, initials = sum(0.5 < x < 1 for x in likes), sum(x == 0.5 for x in likes)
    if initials and (likes[-1] == 0.5 or len(long) != len(short)):
        return None
    return NameFit(_way(places, len(long)), variants, initials, len(long) - len(short))


def _way(places: list[int], size: int) -> Fit:
    if places[0] == 0 and places[-1] == size - 1:
        return "full" if len(places) == size else "shorter"
    if places[0] == 0:
        return "beginning"
    return "end"


def _places(short: tuple[str, ...], long: tuple[str, ...]) -> list[int] | None:
    """Where the parts of the shorter name stand in the longer one, in order; the first or the last must meet."""
    out: list[int] = []
    at = 0
    for number, part in enumerate(short):
        rest = len(short) - number
        found = next((i for i in range(at, len(long) - rest + 1) if alike(part, long[i])), None)
        if found is None:
            return None
        out.append(found)
        at = found + 1
    if out[-1] != len(long) - 1 and alike(short[-1], long[-1]):
        out[-1] = len(long) - 1
    return out if out[0] == 0 or out[-1] == len(long) - 1 else None


def keys(name: PersonName) -> Iterator[str]:
    """What a name is found by: every two parts in order; a single one; kunyas."""
    bones = [skeleton(part) for part in name.parts[:6]]
    for i, first in enumerate(bones):
        yield from (f"p:{first}+{second}" for second in bones[i + 1 :])
    if len(bones) == 1:
        yield f"s:{bones[0]}"
    elif bones:
        yield f"f:{bones[-1]}"
        if len(name.parts[0]) == 1:
            yield f"s:{bones[-1]}"
    if len(name.parts) < 2:
        yield from (f"k:{kunya}" for kunya in name.kunyas)


def seeks(name: PersonName) -> Iterator[str]:
    """The keys under which others of the same name are: full names look for single ones, and the other way about."""
    bones = [skeleton(part) for part in name.parts[:6]]
    yield from (key for key in keys(name) if key[0] in "pk")
    if len(bones) == 1:
        yield from (f"s:{bones[0]}", f"f:{bones[0]}")
    elif bones:
        yield f"s:{bones[-1]}"
        if len(name.parts[0]) == 1:
            yield f"f:{bones[-1]}"
