"""Who stands where around a trigger: mentions in coordination, with the preposition that governs them.

Arabic news orders its arguments freely (verb first in the body, subject first in headlines and after `أن`), and a
parser trained on few sentences errs on long ones; groups of coordinated mentions with their preposition and the bounds
of the clause are what both orders share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.arabic.fold import fold
from kg.extract.discourse import Discourse, Mention
from kg.lexicon.words import word_class
from kg.model import Sentence

_FILLERS = frozenset({"كل", "كلا", "كلتا", "من", "ايضا", "كذلك", "سواء", "بين"})
_JOINTS = frozenset({"و", "،", ",", "ثم", "بالاضافه", "فضلا", "الي", "جانب", "اضافه", "كذلك", "ايضا", "وكذلك"})
_DASHES = frozenset("-–—ـ/")
_HEADS = word_class("said.for", "place.seat")  # `بين قيادة الحركة والوفد`, `في مقر السفارة`
_QUOTES = frozenset("\"«»“”‘’'()[]{}")
_PREPOSITIONS = frozenset(
    {
        "مع",
        "ب",
        "ل",
        "من",
        "في",
        "علي",
        "الي",
        "عن",
        "بين",
        "لدي",
        "عند",
        "ضد",
        "حول",
        "بحضور",
        "برئاسه",
        "خلال",
        "عقب",
        "ك",
        "قبل",
        "بعد",
        "منذ",
        "نحو",
        "دون",
        "عبر",
        "باسم",
        "لصالح",
    }
)


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions joined by `و`, words `first` to `last` with titles; `comma` if only a comma parts it from the last.

    `preposition` is the folded word that governs the group, None where it stands bare (subject, object, genitive).
    """

    mentions: tuple[Mention, ...]
    preposition: str | None
    first: int
    last: int
    comma: bool = False


def words_between(sentence: Sentence, first: int, last: int) -> list[str]:
    """The folded words from `first` up to but not including `last`, quotes left out."""
    return [w for w in (fold(x.text) for x in sentence.words[max(first, 0) : last]) if w and w not in _QUOTES]


def actor_mentions(discourse: Discourse, index: int) -> list[Mention]:
    """The sentence's mentions that can take part in an event, outermost only, in order."""
    return _outermost(m for m in discourse.in_sentence(index) if m.type != "Place" and not m.is_document)


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    chosen: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.full_first, -m.full_last)):
        if not chosen or mention.full_first > chosen[-1].full_last:
            chosen.append(mention)
    return chosen


@lru_cache(maxsize=1024)
def groups(discourse: Discourse, index: int) -> tuple[Group, ...]:
    """The sentence's coordinated groups of actors, in order of the text."""
    return _grouped(discourse.annotated.sentences[index], actor_mentions(discourse, index))


@lru_cache(maxsize=1024)
def citable(discourse: Discourse, index: int) -> tuple[Group, ...]:
    """The same with what can be cited though it can't act (`بيان مشترك`)."""
    found = _outermost(m for m in discourse.in_sentence(index) if m.type != "Place")
    return _grouped(discourse.annotated.sentences[index], found)


def _grouped(sentence: Sentence, mentions: Iterable[Mention]) -> tuple[Group, ...]:
    out: list[Group] = []
    for mention in mentions:
        joint = _joint(sentence, out[-1], mention) if out else None
        if joint == "and":
            last = out.pop()
            out.append(Group((*last.mentions, mention), last.preposition, last.first, mention.full_last, last.comma))
        else:
            preposition = None if joint else _preposition(sentence, mention.full_first)
            out.append(Group((mention,), preposition, mention.full_first, mention.full_last, joint == "comma"))
    return tuple(out)


def _coupled(sentence: Sentence, one: Mention, other: Mention) -> bool:
    """`مفاوضات أميركية – تركية`: adjectives of two states, with a dash or nothing between them."""
    adjectives = all(m.reasons[:1] == ("adjective",) for m in (one, other))
    return adjectives and set(words_between(sentence, one.full_last + 1, other.full_first)) <= _DASHES


def _joint(sentence: Sentence, group: Group, mention: Mention) -> str | None:
    """How a mention hangs together with the group before it: `and`, `comma`, or None."""
    if _coupled(sentence, group.mentions[-1], mention):
        return "and"
    between = words_between(sentence, group.last + 1, mention.full_first)
    if not between or len(between) > 4 or any(w not in _JOINTS and w not in _FILLERS for w in between):
        return None
    if "و" in between or "جانب" in between or "فضلا" in between or "بالاضافه" in between:
        return "and"
    return "comma" if any(w in {"،", ","} for w in between) else None


def _preposition(sentence: Sentence, first: int) -> str | None:
    at = first - 1
    while at >= 0 and (fold(sentence.words[at].text) in _QUOTES or fold(sentence.words[at].text) in ("كل", "كلا")):
        at -= 1
    if at < 0:
        return None
    word = fold(sentence.words[at].text)
    if word in _HEADS and at > 0 and sentence.words[at].upos == "NOUN":
        return _preposition(sentence, at)
    if word == "من" and at > 0 and fold(sentence.words[at - 1].text) == "كل":
        return _preposition(sentence, at - 1)
    return word if word in _PREPOSITIONS or sentence.words[at].upos == "ADP" else None


def clause_end(sentence: Sentence, start: int, stops: frozenset[str]) -> int:
    """The index after the last word of the clause that `start` is in: a full stop, semicolon or stop word ends it."""
    for word in sentence.words[start:]:
        folded = fold(word.text)
        if folded in {".", "؛", ";", "!", "؟", ":"} or folded in stops:
            return word.index
    return len(sentence.words)
