"""Names of bodies as they are compared: words without article and filler, acronyms in either script, how general."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from kg.arabic.fold import name_key
from kg.lexicon.load import Entry, parse
from kg.lexicon.words import word_synonyms
from kg.link.roles import state_of

_SAME_WORDS = word_synonyms("body")
_LATIN_ALIKE = str.maketrans("bgei", "pjii")  # one Arabic letter's name for both


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name: its words in order, its acronym, the state that it names, and whether many have that name."""

    words: tuple[str, ...]
    acronym: str | None = None
    state: str | None = None
    generic: bool = False


@cache
def _entries() -> tuple[Entry, ...]:
    text = (resources.files("kg.link") / "data" / "bodies.yaml").read_text(encoding="utf-8")
    return parse("kg/link/data/bodies.yaml", text, fields=frozenset({"what", "letter"}))


@cache
def _forms(what: str) -> frozenset[str]:
    return frozenset(f for e in _entries() if e.text("what") == what for f in e.forms)


@cache
def _letters() -> dict[str, str]:
    return {form: e.text("letter") for e in _entries() if e.text("what") == "letters" for form in e.forms}


@lru_cache(maxsize=50_000)
def body_name(text: str) -> BodyName:
    """A body's name, read."""
    key = name_key(text)
    raw = [w for w in key.split() if w not in ("في", "و", "ل", "من")]
    state = next((s for w in raw if (s := state_of(w))), None)
    bare = tuple(_SAME_WORDS.get(b, b) for w in raw if (b := _bare(w)))
    fillers = {_bare(f) for f in _forms("filler")}
    words = bare[1:] if len(bare) > 1 and bare[0] in fillers else bare
    return BodyName(words, _acronym(text, raw), state, _generic(raw))


def _bare(word: str) -> str:
    return word.removeprefix("ال") if len(word) > 4 else word


def _acronym(text: str, raw: list[str]) -> str | None:
    latin = re.fullmatch(r"[A-Za-z][A-Za-z.\- ]{1,10}", text.strip())
    if latin:
        return re.sub("[^a-z]", "", text.lower()).translate(_LATIN_ALIKE)
    letters = [_letters().get(w) for w in raw]
    return "".join(map(str, letters)).translate(_LATIN_ALIKE) if len(raw) > 2 and all(letters) else None


def _generic(raw: list[str]) -> bool:
    """Whether the name begins as many bodies' do, and says no more than its field and its state."""
    for size in (3, 2, 1):
        if " ".join(raw[:size]) in _forms("generic"):
            return all(state_of(w) or w in _forms("field") for w in raw[size:])
    return False


def keys(name: BodyName) -> Iterator[str]:
    """What a body's name is found by."""
    if name.acronym:
        yield f"a:{name.acronym}"
    elif name.words:
        yield f"b:{'+'.join(sorted(name.words)[:4])}"
