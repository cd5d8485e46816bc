"""Whether two parts of names are one name: written alike, in another transliteration, with or without the article.

Foreign names have no fixed spelling in Arabic (`سيرغي`, `سيرجي`, `سيرجى`): consonants that stand for one foreign sound
are one class, and long vowels may be left out.  In Arabic names vowels tell people apart (`سالم`, `سليم`, `سلام`), so
names of the lexicon and names with the article differ as soon as they are written differently.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from kg.arabic.fold import name_key
from kg.arabic.names import NamePart, split_name
from kg.lexicon.actors import actor_lexicon

# One class each: g (غ ج ق ك گ), t (ت ط), s (س ص ث), d (د ض ذ ز ظ), f and v (ف ڤ), b and p (ب پ).
_CLASSES = str.maketrans("غجقكگتطسصثدضذزظڤپچ", "كككككتتسسسدددددفبش")
_LONG = frozenset("اويه")
_LEAST_LIKE = 0.8  # Jaro-Winkler of two spellings of one foreign name
_ARTICLE = "ال"


def part_key(part: NamePart) -> str:
    """The part folded, a compound as one word, without the word for son, `ى` at the end as `ي`."""
    words = [name_key(_with_ya(word)) for word in part.words]
    if part.kind == "patronym":
        words = words[1:] or words
    if part.kind == "kunya":
        words[0] = "ام" if words[0] == "ام" else "ابو"
    return "".join(words).replace(" ", "")


def _with_ya(word: str) -> str:
    return word[:-1] + "ي" if word.endswith("ى") else word


@lru_cache(maxsize=100_000)
def bare(key: str) -> str:
    """Without the article, where enough is left."""
    return key.removeprefix(_ARTICLE) if len(key) > 4 else key


@lru_cache(maxsize=100_000)
def skeleton(key: str) -> str:
    """What spellings of one foreign name have in common: classes of consonants, long vowels only at the beginning."""
    letters = bare(key).translate(_CLASSES)
    out = letters[:1]
    for letter in letters[1:]:
        if letter not in _LONG and letter != out[-1:]:
            out += letter
    return out


@cache
def _native() -> frozenset[str]:
    """Parts of Arabic names by the lexicon; foreign names of it are left out."""
    from kg.lexicon.load import entries

    (arabic,) = (e for e in entries("given_names.yaml", frozenset()) if e.id == "given.arabic")
    return frozenset(part_key(part) for form in arabic.forms for part in split_name(form))


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> float:
    """1 for the same part, 0.9 for another spelling of it, 0.5 for an initial of it, 0 for another name."""
    if one == other:
        return 1.0
    if bare(one) == bare(other):
        return 0.95
    if min(len(one), len(other)) == 1:
        return 0.5 if one[0] == other[0] else 0.0
    return 0.9 if _spellings(one, other) else 0.0


def _spellings(one: str, other: str) -> bool:
    if one.startswith(_ARTICLE) or other.startswith(_ARTICLE) or {one, other} & _native():
        return False
    if skeleton(one) != skeleton(other) or len(skeleton(one)) < 2:
        return False
    return JaroWinkler.similarity(one.translate(_CLASSES), other.translate(_CLASSES)) >= _LEAST_LIKE


def known_given(key: str) -> bool:
    """Whether the lexicon knows a part as a given name."""
    return key in _given()


@cache
def _given() -> frozenset[str]:
    return frozenset(part_key(part) for form in actor_lexicon().given for part in split_name(form))
