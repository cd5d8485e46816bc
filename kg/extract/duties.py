"""Who has to do what for whom by rules: by the verb's subject, `لـ`, a pronoun, or the other of two parties."""

from __future__ import annotations

from dataclasses import dataclass

from kg.arabic.fold import fold
from kg.extract.arguments import Group, groups
from kg.extract.discourse import Discourse, Mention
from kg.lexicon.words import word_class
from kg.model import Sentence

_NEAR = 4
_OPENS = 3  # words in which a clause's verbal noun stands
_OWN, _PLEDGES = word_class("clause.own"), word_class("clause.pledge")


@dataclass(frozen=True, slots=True)
class Duty:
    """Entity ids; `doer` is the obligor where the words leave no doubt (`انسحاب القوات`, `تتعهد إيران`)."""

    doer: tuple[int, ...] = ()
    obligor: tuple[int, ...] = ()
    beneficiary: tuple[int, ...] = ()
    rejected_by: tuple[int, ...] = ()


def duty(
    discourse: Discourse, sentence: Sentence, first: int, last: int, parties: tuple[int, ...], rejected_at: int | None
) -> Duty:
    """The duty in words `first` to `last`; `rejected_at` is the word by which a point is refused."""
    near = [g for g in groups(discourse, sentence.index) if first <= g.first <= last]
    main = _after_condition(sentence, first, last)
    doer = _doer(discourse, sentence, near, main) or _pledging(discourse, sentence, near, main, last)
    obligor = doer or _subject(discourse, sentence, near, main, last)
    beneficiary = _for_whom(discourse, near, parties, obligor)
    if not beneficiary and obligor and _given_to(sentence, main, last):
        beneficiary = _others(parties, obligor)
    if not obligor and beneficiary and not _has_verb(sentence, main, last):
        obligor = _others(parties, beneficiary)
    return Duty(doer, obligor, beneficiary, _refuser(discourse, sentence, rejected_at))


def _after_condition(sentence: Sentence, first: int, last: int) -> int:
    """Where the main clause begins: after the comma if the clause opens with `في حال`, `إذا`."""
    opens = [fold(w.text) for w in sentence.words[first : first + 2]]
    if opens[:1] in (["اذا"], ["متي"]) or (opens == ["في", "حال"]) or opens == ["في", "حاله"]:
        return next((w.index + 1 for w in sentence.words[first : last + 1] if w.text in {"،", ","}), first)
    return first


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    return any(w.upos == "VERB" for w in sentence.words[first : min(first + 3, last + 1)])


def _doer(discourse: Discourse, sentence: Sentence, near: list[Group], first: int) -> tuple[int, ...]:
    """The genitive of a verbal noun that only its doer can be, with which the clause begins: `خروج المقاتلين`."""
    for group in near:
        noun = sentence.words[group.first - 1] if group.first > first else None
        if noun is not None and noun.index - first < _OPENS and group.preposition is None and fold(noun.lemma) in _OWN:
            return _entities(discourse, group.mentions)
    return ()


def _pledging(discourse: Discourse, sentence: Sentence, near: list[Group], first: int, last: int) -> tuple[int, ...]:
    """The subject right behind a verb of pledging that is the clause's first: `تتعهد بموجبه إيران بخفض التخصيب`."""
    verb = next((w for w in sentence.words[first : last + 1] if w.upos == "VERB"), None)
    if verb is None or fold(verb.lemma) not in _PLEDGES:
        return ()
    behind = next((g for g in near if verb.index < g.first <= verb.index + _NEAR), None)
    named = behind is not None and behind.preposition in (None, "موجب")
    return _entities(discourse, behind.mentions) if behind is not None and named else ()


def _subject(discourse: Discourse, sentence: Sentence, near: list[Group], first: int, last: int) -> tuple[int, ...]:
    """The bare group by the first verb."""
    verb = next((w.index for w in sentence.words[first : last + 1] if w.upos == "VERB"), None)
    if verb is None or verb - first > 2 * _NEAR:
        return ()
    before = [g for g in near if first <= g.first and g.last < verb and g.preposition in (None, "ان")]
    after = [g for g in near if verb < g.first <= verb + _NEAR and g.preposition is None]
    chosen = before[-1:] or after[:1]
    return tuple(e for g in chosen for e in _entities(discourse, g.mentions))


def _entities(discourse: Discourse, mentions: tuple[Mention, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(e.id for m in mentions for e in discourse.actors(discourse.entity(m))))


def _for_whom(
    discourse: Discourse, near: list[Group], parties: tuple[int, ...], obligor: tuple[int, ...]
) -> tuple[int, ...]:
    """The party under `لـ` or `إلى`."""
    for group in near:
        if group.preposition in ("ل", "الي"):
            found = tuple(e for e in _entities(discourse, group.mentions) if e in parties and e not in obligor)
            if found:
                return found
    return ()


def _given_to(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a pronoun hangs on the main verb: `سيعطيه`."""
    words = sentence.words
    for word in words[first : last + 1]:
        if word.upos == "VERB":
            after = words[word.index + 1] if word.index + 1 < len(words) else None
            return after is not None and after.token == word.token and after.upos == "PRON"
    return False


def _others(parties: tuple[int, ...], known: tuple[int, ...]) -> tuple[int, ...]:
    """The other of two parties; () where there are not two."""
    rest = tuple(p for p in parties if p not in known)
    return rest if len(parties) == 2 and len(rest) == 1 else ()


def _refuser(discourse: Discourse, sentence: Sentence, at: int | None) -> tuple[int, ...]:
    if at is None:
        return ()
    near = [g for g in groups(discourse, sentence.index) if at < g.first <= at + _NEAR and g.preposition is None]
    return tuple(e for g in near[:1] for e in _entities(discourse, g.mentions))
