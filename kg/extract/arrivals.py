"""Where somebody came to, or who hosted: `وصل إلى طرابلس وفد`, `زار تركيا`, `استضافت الكويت`, if nothing else tells."""

from __future__ import annotations

from collections.abc import Sequence

from kg.arabic.fold import fold
from kg.extract.places import INSIDE, PlaceChain
from kg.lexicon.words import word_class
from kg.model import Sentence

_COMING, _VISITING = word_class("meeting.coming"), word_class("meeting.visiting")
_HOSTING = word_class("meeting.hosting")
_TO = frozenset({"الي", "ل"})
_NEAR = 8  # words from a noun of visiting to where


def came_to(sentence: Sentence, named: Sequence[PlaceChain], at: int) -> PlaceChain | None:
    """The place of a sentence to which the words around word `at` say that somebody came; None if they do not."""
    return (
        next((c for c in named if _object(sentence, c, at)), None)
        or next((c for c in named if _host(sentence, c)), None)
        or next((c for c in reversed(named) if c.preposition == "الي" and c.last < at and _comes(sentence, c)), None)
        or next((c for c in named if c.preposition in INSIDE and _held(sentence, c, at)), None)
    )


def _object(sentence: Sentence, chain: PlaceChain, at: int) -> bool:
    """`زار تركيا قائد التحالف`, `زيارة الوزير إلى موسكو`: whom or what word `at` says was visited."""
    if fold(sentence.words[at].lemma) not in _VISITING or chain.first <= at:
        return False
    between = sentence.words[at + 1 : chain.first]
    bare = chain.preposition is None and not between
    return bare or (chain.preposition in _TO and len(between) <= _NEAR and not any(w.upos == "VERB" for w in between))


def _host(sentence: Sentence, chain: PlaceChain) -> bool:
    """`استضافت الكويت`, `الكويت استضافت`: the subject of a verb of hosting beside a place."""
    beside = [i for i in (chain.first - 1, chain.last + 1) if 0 <= i < len(sentence.words)]
    return chain.preposition is None and any(fold(sentence.words[i].lemma) in _HOSTING for i in beside)


def _comes(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether the verb nearest before a place is one of coming."""
    verb = next((w for w in reversed(sentence.words[: chain.first]) if w.upos == "VERB"), None)
    return verb is not None and fold(verb.lemma) in _COMING


def _held(sentence: Sentence, chain: PlaceChain, at: int) -> bool:
    """`أجرى في واشنطن فلان محادثات`: a place behind the verb right before it, in front of what it holds."""
    before = sentence.words[chain.first - 2] if chain.first > 1 else None
    between = sentence.words[chain.last + 1 : at]
    free = chain.last < at and not any(w.upos == "VERB" for w in between)
    return before is not None and before.upos == "VERB" and free
