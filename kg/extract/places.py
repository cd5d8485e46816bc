"""Places that a sentence names or describes, as chains: `في حقل لإنتاج الغاز في منطقة الشدادي بالحسكة`.

A chain says only what the words say: the described place lies in الشدادي, and that in الحسكة.  The gazetteer tells
which words are names, and keeps apart what can't lie in each other.  Reads words and the tagger's names only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.arabic.calendars import weekday_number
from kg.extract.frames import PlaceName
from kg.extract.gazetteer import is_country, is_weak, known, lookup
from kg.extract.place_words import Row, capital_of, is_adjective, name_and_span, noun_kind
from kg.lexicon.match import Same
from kg.model import Document, Name, Sentence

PartKind = Literal["named", "described"]
INSIDE = frozenset({"في", "ب", "داخل"})  # what brings the place that holds the one before
LOCATIVE = INSIDE | {"الي", "ل", "من", "علي", "عند", "لدي", "قرب", "خارج", "نحو", "صوب", "عبر", "حول", "قباله", "امام"}
_OTHER_ADJUNCTS = frozenset(
    {"امس", "اليوم", "غدا", "غد", "مساء", "صباح", "فجر", "ظهر", "يوم", "خلال", "بعد", "قبل", "منذ", "حيث", "مع", "بين"}
)
_STOPS = frozenset({"VERB", "CCONJ", "SCONJ", "ADP", "PUNCT", "AUX", "PART", "NUM", "ADV"})
_LONGEST = 8  # words of a description
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class PlacePart:
    """A place of a chain: words `first` to `last` are its name, or its description from its noun on.

    `full_first` is where a generic noun or a capital's description begins that stands in front of a name (`مدينة عدن`,
    `العاصمة الروسية موسكو`).  `anaphoric` is a noun with the article and nothing more (`المطار`): a place named before.
    `stands_for` is the name of a capital that is only described (`العاصمة الروسية`).
    """

    kind: PartKind
    first: int
    last: int
    full_first: int
    anaphoric: bool = False
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceChain:
    """Places each of which lies in the next, and the folded preposition in front, None where there is none."""

    parts: tuple[PlacePart, ...]
    preposition: str | None

    @property
    def first(self) -> int:
        """The first word, a generic noun included."""
        return self.parts[0].full_first

    @property
    def last(self) -> int:
        """The last word."""
        return max(part.last for part in self.parts)


def place_chains(sentence: Sentence) -> tuple[PlaceChain, ...]:
    """All chains of a sentence in order; none begins inside another."""
    return tuple(_chains(Row(sentence)))


def chains_of(sentence: Sentence) -> tuple[PlaceChain, ...]:
    """The chains of a sentence, kept, as several events look at one sentence."""
    return _kept(Same(sentence))


@lru_cache(maxsize=1024)
def _kept(key: Same) -> tuple[PlaceChain, ...]:
    return place_chains(key.sentence)


def place_chain(sentence: Sentence, at: int) -> PlaceChain | None:
    """The chain that begins at a word, which is a preposition, a noun of place, or the first word of a name."""
    row = Row(sentence)
    return _chain(row, at) if 0 <= at < len(row.keys) else None


def place_names(doc: Document, sentence: Sentence, chain: PlaceChain) -> tuple[PlaceName, ...]:
    """The places of a chain as frames hold them, innermost first, with candidates that fit what they lie in."""
    row = Row(sentence)
    names = [name_and_span(doc, sentence, row, part.first, part.last) for part in chain.parts]
    found: list[PlaceName] = []
    for number, (part, (name, span)) in enumerate(zip(chain.parts, names, strict=True)):
        outer = [text for text, _ in names[number + 1 :]]
        meant = part.stands_for or (name if part.kind == "named" else None)
        candidates = lookup(meant, within=outer) if meant else ()
        found.append(PlaceName(name, span, part.kind == "described", candidates))
    return tuple(found)


# --- chains ----------------------------------------------------------------------------------------------------------


def _chains(row: Row) -> Iterator[PlaceChain]:
    at = 0
    while at < len(row.keys):
        chain = _chain(row, at)
        if chain is not None:
            yield chain
        at = chain.last + 1 if chain else at + 1


def _chain(row: Row, at: int) -> PlaceChain | None:
    preposition = row.keys[at] if row.keys[at] in LOCATIVE and at not in row.no_words else None
    begin = row.skip(at + 1) if preposition else row.skip(at)
    preposition = preposition or row.left_on.get(at)
    parts = list(_part(row, begin, sure=preposition in LOCATIVE))
    while parts and (outer := _outer(row, parts[-1])):
        parts += outer
    return PlaceChain(tuple(parts), preposition if preposition in LOCATIVE else None) if parts else None


def _outer(row: Row, inner: PlacePart) -> tuple[PlacePart, ...]:
    """The places that hold one, as the words after it say: `في` or `ب` and a place, `شمال` and a country."""
    at = inner.last + 1
    if at >= len(row.keys):
        return ()
    if noun_kind(row.keys[at]) == "relative" and inner.kind == "named":
        found = _named(row, row.skip(at + 1), sure=True)
        return (found,) if found and is_country(row.text(found.first, found.last)) else ()
    if row.left_on.get(at) == "ب":
        parts = _part(row, at, sure=True)
    else:
        parts = _part(row, row.skip(at + 1), sure=True) if row.keys[at] in INSIDE else ()
    if not parts or (inner.kind == "named" and parts[0].kind != "named") or not _may_hold(row, inner, parts[0]):
        return ()
    return parts


def _may_hold(row: Row, inner: PlacePart, outer: PlacePart) -> bool:
    """False where both are known and never in one country, or where the inner one is a country itself."""
    ours, theirs = known(row.text(inner.first, inner.last)), known(row.text(outer.first, outer.last))
    if inner.kind == "described" or not ours or not theirs:
        return True
    return any(a.country == b.country and not (a.kind == "country" != b.kind) for a in ours for b in theirs)


# --- one place -------------------------------------------------------------------------------------------------------


def _part(row: Row, at: int, *, sure: bool) -> tuple[PlacePart, ...]:
    """The place that begins at a word, with the named one that its description ends with; () if there is none."""
    if at >= len(row.keys):
        return ()
    noun = noun_kind(row.keys[at])
    if noun in ("described", "relative") and (end := _whole_name(row, at)):
        return (PlacePart("named", at, end, at),)
    if noun in ("generic", "capital"):
        found = _after_generic(row, at, noun == "capital")
        if found:
            return (found,)
    if noun == "relative":
        inner = _after_generic(row, row.skip(at + 1), False) or _named(row, row.skip(at + 1), sure=True)
        return (PlacePart("described", at, inner.last, at),) if inner else ()
    if noun == "described" and (sure or at in row.begins or _is_free(row, at)):
        found_here = _described(row, at)
        if not (found_here[0].anaphoric and _is_known_alone(row, at)):
            return found_here
        return (PlacePart("named", at, at, at),)
    named = _named(row, at, sure=sure)
    return (named,) if named else ()


def _is_known_alone(row: Row, at: int) -> bool:
    """`الخليج` is a name, although it is a noun with the article."""
    return bool(known(row.keys[at], exact=True)) and not is_weak(row.keys[at])


def _is_free(row: Row, at: int) -> bool:
    """Whether a noun without a preposition may be a place: no article, not in the name of a body."""
    return not row.keys[at].startswith("ال") and at not in row.bodies and at + 1 not in row.bodies


def _whole_name(row: Row, at: int) -> int | None:
    """The end of a name of the list that begins with a noun of place: `دير الزور`, `بيت لحم`, `ريف دمشق`.

    `مطار عدن` is none: what is described goes before the name of the list that it is described with.
    """
    described = noun_kind(row.keys[at]) == "described"
    for end in range(min(at + _LONGEST_NAME, len(row.keys)) - 1, at, -1):
        listed = row.keys[end] and not row.quoted(at) and known(row.text(at, end), exact=True)
        if listed and not (described and known(row.text(at + 1, end), exact=True)):
            return end
    return None


def _named(row: Row, at: int, *, sure: bool, weak: bool = False) -> PlacePart | None:
    """A name at a word: the tagger's, or the longest of the list's; `sure` if what is before calls for a place."""
    if at >= len(row.keys) or not row.keys[at]:
        return None
    listed = _listed_end(row, at, weak) if sure and not row.quoted(at) else None
    tagged = row.begins.get(at)
    ends = [end for end in (listed, _tagged_end(row, at, tagged) if tagged else None) if end is not None]
    return PlacePart("named", at, max(ends), at) if ends else None


def _tagged_end(row: Row, at: int, name: Name) -> int:
    """The last word of a tagged name, cut where a second one is joined to it by `و`."""
    cut = next((i for i in range(at + 1, name.last) if row.keys[i] == "و" and i not in row.no_words), None)
    return cut - 1 if cut else name.last


def _listed_end(row: Row, at: int, weak: bool) -> int | None:
    """The last word of the longest name of the project's list that begins at a word."""
    for end in range(min(at + _LONGEST_NAME, len(row.keys)) - 1, at - 1, -1):
        text = row.text(at, end)
        places = known(text, exact=True)
        if not row.keys[end] or not places or (is_weak(text) and not weak) or (end == at and noun_kind(text)):
            continue
        # After a noun with the article `السعودية` is an adjective.
        if not (at > 0 and row.keys[at - 1].startswith("ال") and any(place.kind == "country" for place in places)):
            return end
    return None


def _after_generic(row: Row, at: int, capital: bool) -> PlacePart | None:
    """`مدينة عدن`, `العاصمة الروسية موسكو`, or `العاصمة الروسية` by itself."""
    if at >= len(row.keys) or noun_kind(row.keys[at]) not in ("generic", "capital"):
        return None
    start = row.skip(at + 1)
    while capital and start < min(at + 3, len(row.keys)) and capital_of(row.keys[start]):
        start += 1
    name = _named(row, start, sure=True, weak=True)
    if name is not None:
        return PlacePart("named", name.first, name.last, at)
    if capital and start > at + 1:
        return PlacePart("described", at, start - 1, at, stands_for=capital_of(row.keys[start - 1]))
    return None


def _described(row: Row, at: int) -> tuple[PlacePart, ...]:
    """A description from its noun on, and the place that it is named with, if it ends with one (`مطار عدن`)."""
    last, complete, inner = at, row.keys[at].startswith("ال"), None
    while last + 1 < min(len(row.keys), at + _LONGEST) and inner is None:
        if not complete and (inner := _genitive(row, row.skip(last + 1))):
            last = inner.last
        elif _goes_on(row, last + 1, complete):
            last += 1
            complete = complete or row.keys[last].startswith("ال") or row.words[last].upos == "PRON"
        else:
            break
    while last > at and row.keys[last] in ("ل", ""):
        last -= 1
    part = PlacePart("described", at, last, at, anaphoric=last == at and row.keys[at].startswith("ال"))
    return (part, inner) if inner else (part,)


def _genitive(row: Row, at: int) -> PlacePart | None:
    """A named place right behind a noun without the article."""
    if at >= len(row.keys) or at in row.left_on:
        return None
    noun = noun_kind(row.keys[at])
    if noun in ("generic", "capital"):
        return _after_generic(row, at, noun == "capital")
    return _named(row, at, sure=True)


def _goes_on(row: Row, at: int, complete: bool) -> bool:
    """Whether a word belongs to a description: after what is complete only adjectives and parts of a name do."""
    word, key = row.words[at], row.keys[at]
    if at in row.left_on:
        return False
    if word.upos == "PRON":
        return word.token == row.words[at - 1].token
    if key == "":
        return word.text in "\"«»“”'" and not complete
    if key == "ل":
        return not complete and at + 1 < len(row.keys) and row.keys[at + 1] not in LOCATIVE
    if key in LOCATIVE | _OTHER_ADJUNCTS or word.upos in _STOPS or weekday_number(key) is not None:
        return False
    if complete:
        return is_adjective(word, key) or (at in row.persons and not key.startswith("ال"))
    return True
