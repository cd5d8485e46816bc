"""What the rest of an article tells of a name: people found once are found wherever their name stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.candidates import Candidate
from kg.lexicon.actors import ActorLexicon, Phrase, Table, phrase
from kg.model import AnnotatedDocument

_ORDINALS = frozenset({"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "عشر"})
_SON = frozenset({"بن", "ابن", "بنت"})
_CLOSING = frozenset({"الله", "الدين", "الرحمن"})  # second words of given names: a family name may follow
_NO_NAMES: tuple[tuple[Phrase, None], ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """`people` are names and family names, `families` the latter alone, `places` names of places.

    `single` are people named by one word alone, which are believed only where the annotator takes it for a name.
    """

    people: Table[None] = field(default_factory=lambda: Table(_NO_NAMES))
    families: frozenset[str] = frozenset()
    places: Table[None] = field(default_factory=lambda: Table(_NO_NAMES))
    single: frozenset[str] = frozenset()


def hints(found: Sequence[Candidate], lexicon: ActorLexicon) -> Hints:
    """Hints from the names found in a first reading of all sentences.

    A family name that the first reading takes for a place more often than for a person (`الزبداني`) is none.
    """
    people: set[Phrase] = set()
    places: set[Phrase] = set()
    single: set[Phrase] = set()
    for candidate in (c for c in found if c.what == "name" and c.form == "name"):
        words = phrase(candidate.name)
        if candidate.type == "Person" and len(words) > 1:
            people.add(words)
        elif candidate.type == "Person" and words and words[0] not in lexicon.given:
            single.add(words)
        elif candidate.type == "Place" and sum(map(len, words)) > 3:
            places.add(words)
    alone = Counter((words, c.type) for c in found if len(words := phrase(c.name)) == 1)
    people |= {words[1:] for words in people if len(words) == 3 and words[1] not in _SON}
    families = {(words[-1],) for words in people if _family(words, lexicon)}
    families = {word for word in families if alone[word, "Place"] <= alone[word, "Person"]}
    return Hints(
        Table((words, None) for words in sorted(people | families)),
        frozenset(word for (word,) in families),
        Table((words, None) for words in sorted(places - people - families)),
        frozenset(word for (word,) in single - families if len(word) > 3 and lexicon.titles.get((word,)) is None),
    )


def _family(words: Phrase, lexicon: ActorLexicon) -> bool:
    """Whether a name's last word can stand for it: no part of `عبد الله`, no patronym, no function word."""
    last = words[-1]
    behind = words[-2] in lexicon.joints and (words[-2] not in _CLOSING or last in lexicon.given)
    if len(last) < 3 or last in lexicon.joints or behind or last in lexicon.stops:
        return False
    return last not in lexicon.adjectives and last not in _ORDINALS and lexicon.titles.get((last,)) is None


def _bare(word: str) -> set[str]:
    """A word without the letter in front that may be a clitic; `ال` where that fused with it (`للأسد`)."""
    return {word[1:], "ال" + word[2:]} if word.startswith("لل") else {word[1:]}


def inner_words(annotated: AnnotatedDocument) -> frozenset[str]:
    """Folded words inside people's names after their first: what begins like a clitic there is none (`لافروف`)."""
    names = {phrase(n.text) for sentence in annotated.sentences for n in sentence.names if n.type == "PERS"}
    known = {word for name in names for word in name}
    inner = {word for name in names for word in name[1:]}
    alone = {name[0] for name in names if len(name) == 1 and name[0][0] in "بلكف" and not _bare(name[0]) & known}
    return frozenset(word for word in inner | alone if len(word) > 3 and not word.startswith("و"))
