"""Known actors, titles and nouns of parties as tables for :mod:`kg.extract`: built once, looked up token by token.

A phrase is a tuple of folded surface words without quotation marks and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, Literal, TypeVar, cast, get_args

from kg.arabic.fold import fold
from kg.lexicon.load import Entry, entries
from kg.lexicon.words import word_class
from kg.model import ActorType

Phrase = tuple[str, ...]
AliasKind = Literal["name", "weak", "ambiguous", "capital", "people"]
TitleKind = Literal["office", "rank", "honorific", "profession", "relation"]
NounKind = Literal["party", "source", "document", "body", "medium", "pair"]
T = TypeVar("T")
_NAMES: tuple[AliasKind, ...] = ("name", "ambiguous")

_STATE_FIELDS = frozenset({"seat", "names", "capital", "adj", "people", "weak", "ambiguous", "region"})
_ACTOR_FIELDS = frozenset({"names", "weak", "ambiguous", "type", "state"})
_MEDIA_FIELDS = frozenset({"names", "ambiguous", "kind", "state"})
_TITLE_FIELDS = frozenset({"kind", "alone", "head", "state", "capacity", "of"})
_NOUN_FIELDS = frozenset(
    {
        "kind",
        "number",
        "people",
        "speaks",
        "type",
        "refers",
        "needs_state",
        "needs_number",
        "is_state",
        "owned",
        "unless",
        "district",
        "stands",
    }
)
CUE_FIELDS = frozenset({"role", "certainty", "from", "opens"})
_UNCHANGED_ONE = ("ا", "ه", "ى")  # ends of words that have no such accusative
_UNCHANGED = (*_UNCHANGED_ONE, "ي", "و", "ء", "ات", "ون", "ين")  # and of plurals
_MEDIA_HEADS = word_class("body.medium")


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of known_states, known_actors or known_media.

    `state` is the state whose body it is, `medium` what kind of medium, `heads` the nouns that its names begin with.
    """

    id: str
    type: ActorType
    name: str
    state: str | None = None
    medium: str | None = None
    heads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alias:
    """A phrase that means a known actor; all but `name` need their context."""

    known: Known
    kind: AliasKind


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """An entry of titles.yaml; `of` is the state whose title it is and no other's."""

    id: str
    kind: TitleKind
    alone: bool
    head: bool
    state: bool
    capacity: bool
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """An entry of actor_nouns.yaml; `number` is 1, 2 or 3 (many)."""

    id: str
    kind: NounKind
    number: int
    people: bool
    speaks: bool
    type: ActorType | None
    refers: str | None
    needs_state: bool
    needs_number: bool
    is_state: bool
    unless: frozenset[str] = frozenset()
    owned: bool = False
    district: bool = False
    stands: bool = False


class Table(Generic[T]):
    """Phrases with their values, found by their first word, the longest first."""

    def __init__(self, rows: Iterable[tuple[Phrase, T]]) -> None:
        self._rows: dict[str, list[tuple[Phrase, T]]] = {}
        for phrase, value in rows:
            if phrase:
                self._rows.setdefault(phrase[0], []).append((phrase, value))
        for found in self._rows.values():
            found.sort(key=lambda row: -len(row[0]))

    def starting(self, word: str) -> Iterable[tuple[Phrase, T]]:
        """The phrases that begin with a word, the longest first."""
        return self._rows.get(word, ())

    def get(self, phrase: Phrase) -> T | None:
        """The value of exactly this phrase."""
        return next((value for found, value in self.starting(phrase[0]) if found == phrase), None) if phrase else None


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """What extraction knows about actors beforehand.

    `names` gives the folded names of a known actor, those that are ordinary words as well included; `adjectives` the
    state of `الروسي`, `روسية`, `الروسيين`; `foreign` are given names of foreigners; `whole` are words that begin with
    no clitic; `saying` verbs that cite.
    """

    known: Mapping[str, Known]
    names: Mapping[str, tuple[str, ...]]
    aliases: Table[Alias]
    adjectives: Mapping[str, Known]
    titles: Table[TitleEntry]
    nouns: Table[Noun]
    given: frozenset[str]
    foreign: frozenset[str]
    prepositions: frozenset[str]
    stops: frozenset[str]
    verbs: frozenset[str]
    joints: frozenset[str]
    whole: frozenset[str]
    months: frozenset[str]
    saying: frozenset[str]

    def state_of(self, adjective: str) -> Known | None:
        """The state of a folded adjective, in the accusative as well (`أميركيا`)."""
        known = self.adjectives.get(adjective)
        return self.adjectives.get(adjective[:-1]) if known is None and adjective.endswith("ا") else known


@cache
def actor_lexicon() -> ActorLexicon:
    """The lexicon of actors out of the data files."""
    words = {entry.id: frozenset(entry.forms) for entry in entries("function_words.yaml", frozenset())}
    by_origin = {entry.id: frozenset(entry.forms) for entry in entries("given_names.yaml", frozenset())}
    given = frozenset().union(*by_origin.values())
    known = [*_states(), *_actors(), *_media()]
    return ActorLexicon(
        known={k.id: k for k, _ in known},
        names={k.id: tuple(sorted({" ".join(p) for p, a in rows if a.kind in _NAMES})) for k, rows in known},
        aliases=Table(row for _, rows in known for row in rows),
        adjectives=_adjectives({k.id: k for k, _ in known}),
        titles=Table(_titles()),
        nouns=Table(_nouns()),
        given=given,
        foreign=by_origin["given.foreign"] - by_origin["given.arabic"],
        prepositions=words["preposition"],
        stops=words["preposition"] | words["subordinator"] | words["time"] | words["verb"] | words["adverb"],
        verbs=words["verb"],
        joints=words["joint"],
        whole=_whole(given, [p for _, rows in known for p, _ in rows]),
        months=_months(given),
        saying=_saying(),
    )


def _saying() -> frozenset[str]:
    """Lemmas, and forms of one word, of verbs whose subject speaks."""
    cues = [e for e in entries("attribution.yaml", CUE_FIELDS) if e.text("role") in ("say", "relay")]
    return frozenset(form for entry in cues for form in (*entry.forms, *entry.lemmas) if " " not in form)


def _months(given: frozenset[str]) -> frozenset[str]:
    """Names of months of one word that are no given names (`رجب`)."""
    months = entries("months.yaml", frozenset({"calendar", "number", "weak"}))
    return frozenset(form for entry in months for form in entry.forms if " " not in form and form not in given)


def _whole(given: frozenset[str], names: Iterable[Phrase]) -> frozenset[str]:
    """Words that begin names, titles and descriptions: no clitic is split off them (`وزير`, `وفد`, `باريس`)."""
    first = {name for name in given if len(name) > 2}
    own = {p[0] for p, _ in (*_titles(), *_nouns())}
    return frozenset(first | own | {p[0] for p in names if p and len(p[0]) > 3})


def phrase(text: str) -> Phrase:
    """The folded words of a name, marks around them left out (`"5+1"` is one word, `أ. ف. ب` three)."""
    words = (re.sub(r"^\W+|\W+$", "", word) for word in fold(text).split())
    return tuple(word for word in words if word)


Rows = list[tuple[Phrase, Alias]]


def _rows(entry: Entry, known: Known, **kinds: AliasKind) -> Rows:
    out: Rows = []
    loose = entry.folded("ambiguous") if isinstance(entry.more.get("ambiguous"), list) else frozenset()
    for name in entry.texts("names"):
        doubtful = fold(name) in loose or (entry.more.get("ambiguous") is True and _doubtful(name))
        out.append((phrase(name), Alias(known, "ambiguous" if doubtful else "name")))
    for field, kind in kinds.items():
        out += [(phrase(name), Alias(known, kind)) for name in entry.texts(field)]
    return out


def _doubtful(name: str) -> bool:
    return phrase(name)[0] not in _MEDIA_HEADS


def _heads(entry: Entry) -> frozenset[str]:
    """First words of names of several words, without the article (`تنظيم`, `جيش`)."""
    first = (phrase(name)[0] for name in entry.texts("names") if len(phrase(name)) > 1)
    return frozenset(word.removeprefix("ال") if len(word) > 4 else word for word in first)


def _states() -> Iterator[tuple[Known, Rows]]:
    for entry in entries("known_states.yaml", _STATE_FIELDS):
        known = Known(entry.id, "State", entry.texts("names")[0], entry.id)
        yield known, [*_rows(entry, known, weak="weak", capital="capital", people="people"), *_peoples(entry, known)]


def _peoples(entry: Entry, known: Known) -> Rows:
    words = [word for word in map(fold, entry.texts("adj")) if " " not in word]
    return [(("ال" + word + end,), Alias(known, "people")) for word in words for end in ("ون", "ين")]


def _adjectives(known: Mapping[str, Known]) -> dict[str, Known]:
    out: dict[str, Known] = {}
    for entry in entries("known_states.yaml", _STATE_FIELDS):
        for word in (w for w in map(fold, entry.texts("adj")) if " " not in w):
            for end in ("", "ه", "ين", "ون", "ان", "تين", "تان", "ات"):
                out.setdefault(word + end, known[entry.id])
                out.setdefault("ال" + word + end, known[entry.id])
        for word in map(fold, entry.texts("people")):
            out.setdefault(word, known[entry.id])
    return out


def _actors() -> Iterator[tuple[Known, Rows]]:
    types = ("Organization", "ArmedGroup", "GovernmentBody")
    for entry in entries("known_actors.yaml", _ACTOR_FIELDS):
        kind = cast(ActorType, entry.choice("type", types, "Organization"))
        known = Known(entry.id, kind, entry.texts("names")[0], entry.option("state"), heads=_heads(entry))
        yield known, _rows(entry, known, weak="weak")


def _media() -> Iterator[tuple[Known, Rows]]:
    for entry in entries("known_media.yaml", _MEDIA_FIELDS):
        known = Known(
            entry.id, "MediaOutlet", entry.texts("names")[0], entry.option("state"), medium=entry.text("kind")
        )
        yield known, _rows(entry, known)


def _titles() -> Iterator[tuple[Phrase, TitleEntry]]:
    kinds = ("office", "rank", "honorific", "profession", "relation")
    for entry in entries("titles.yaml", _TITLE_FIELDS):
        title = TitleEntry(
            entry.id,
            cast(TitleKind, entry.choice("kind", kinds)),
            entry.flag("alone"),
            entry.flag("head"),
            entry.flag("state"),
            entry.flag("capacity"),
            entry.option("of"),
        )
        yield from ((phrase(form), title) for form in entry.forms)


def _nouns() -> Iterator[tuple[Phrase, Noun]]:
    numbers = {"singular": 1, "dual": 2, "plural": 3}
    for entry in entries("actor_nouns.yaml", _NOUN_FIELDS):
        noun = Noun(
            entry.id,
            cast(NounKind, entry.choice("kind", get_args(NounKind))),
            numbers[entry.choice("number", tuple(numbers), "singular")],
            entry.flag("people"),
            entry.flag("speaks"),
            cast("ActorType | None", entry.option("type")),
            entry.option("refers"),
            entry.flag("needs_state"),
            entry.flag("needs_number"),
            entry.flag("is_state"),
            entry.folded("unless"),
            entry.flag("owned"),
            entry.flag("district"),
            entry.flag("stands"),
        )
        yield from ((phrase(form), noun) for form in (*entry.forms, *_accusatives(entry, noun)))


def _accusatives(entry: Entry, noun: Noun) -> Iterator[str]:
    """`مسؤولا`, `قياديا`, `ضباطا`: who is described, as an object."""
    if noun.kind in ("source", "party") and noun.number != 2:
        unchanged = _UNCHANGED_ONE if noun.number == 1 else _UNCHANGED
        yield from (f"{form}ا" for form in entry.forms if " " not in form and not form.endswith(unchanged))
