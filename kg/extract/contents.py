"""What an agreement is said to contain: behind `تنص على`, `تتضمن`, `اتفقا على`, cut where another duty begins.

Rules beside the model of :mod:`clause_pieces`: they find little, and are nearly always right.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.arabic.fold import fold
from kg.extract.agreement_rules import Found, hits
from kg.extract.frames import Frame
from kg.lexicon.actors import actor_lexicon
from kg.lexicon.match import Hit
from kg.model import Sentence

_NEAR = 12  # words from a noun of agreement to the preposition that brings what it contains
_NOT = frozenset({"لا", "لم", "لن", "ليس", "ليست"})


def contained(sentence: Sentence, frame: Frame) -> Iterator[tuple[int, int]]:
    """First and last words of what follows such a word at a telling of an agreement."""
    at = next((w.index for w in sentence.words if w.start == frame.trigger.start), 0)
    found = hits(sentence)
    agree = next((f for f in found if f.at == at and f.role == "agree"), None)
    opener = _after_agree(sentence, agree) if agree else _after_contain(sentence, found, at)
    if opener is None or opener >= len(sentence.words) or sentence.words[-1].text == ":":
        return
    if any(f.role == "list" and f.at >= opener for f in found) or _counted(sentence, opener):
        return
    for first, last in cut(sentence, opener):
        if last - first >= 1:
            yield first, last


def _after_agree(sentence: Sentence, agree: Found) -> int | None:
    for word in sentence.words[agree.hit.last + 1 : agree.hit.last + 20]:
        if fold(word.text) == "علي":
            return word.index + 1
    return None


def _after_contain(sentence: Sentence, found: list[Found], at: int) -> int | None:
    """What the agreement at word `at` contains: behind `الاتفاق يتضمن`, else behind `تتضمن الصفقة`; None if denied."""
    verb = next((f for f in found if f.role == "contain" and at < f.at <= at + 14), None)
    if verb is None:
        verb = next((f for f in found if f.role == "contain" and 0 < at - f.hit.last <= 2), None)
    if verb is None or _denied(sentence, verb):
        return None
    return verb.hit.last + 1 if verb.at > at else _behind_noun(sentence, verb.hit, at)


def denies(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words `first` to `last` say what an agreement does not contain (`لم تتضمن`)."""
    return any(f.role == "contain" and first <= f.at <= last and _denied(sentence, f) for f in hits(sentence))


def _denied(sentence: Sentence, verb: Found) -> bool:
    return verb.at > 0 and fold(sentence.words[verb.at - 1].text) in _NOT


def _behind_noun(sentence: Sentence, verb: Hit, at: int) -> int | None:
    """`تضمنت الصفقة الجديدة X`: behind noun and adjectives; `ينص الاتفاق بين A وB على X`: behind the preposition.

    The preposition is the verb's own where the parser says so, however far it stands, else the first near the noun.
    """
    wanted = {"نص": "علي", "قضي": "ب"}.get(fold(sentence.words[verb.first].lemma))
    if wanted:
        words = [w for w in sentence.words[at + 1 :] if fold(w.text) == wanted]
        own = next((w for w in words if w.head >= 0 and sentence.words[w.head].head == verb.first), None)
        near = next((w for w in words if w.index <= at + _NEAR), None)
        return next((w.index + 1 for w in (own, near) if w is not None), None)
    return next((w.index for w in sentence.words[at + 1 :] if w.upos != "ADJ"), None)


def _counted(sentence: Sentence, opener: int) -> bool:
    """`أربعة بنود`: how many items there are says nothing of what they are."""
    return any(w.upos == "NUM" for w in sentence.words[opener : opener + 2])


def cut(sentence: Sentence, opener: int) -> Iterator[tuple[int, int]]:
    """The content from `opener` on, cut before `، وأن` and at the sentence's end or a dash of thought."""
    first = opener
    while first < len(sentence.words) and fold(sentence.words[first].text) in {"ب", "ان", "علي", "ايضا", "كذلك"}:
        first += 1
    for word in sentence.words[first:]:
        nxt = [fold(w.text) for w in sentence.words[word.index : word.index + 3]]
        if nxt[:1] == ["،"] and nxt[1:2] == ["و"] and nxt[2:3] in (["ان"], ["علي"]):
            yield first, word.index - 1
            first = word.index + 3
        elif word.index > first and (_future_after(sentence, word.index) or _further(sentence, first, word.index)):
            yield first, word.index - 1 - (sentence.words[word.index - 1].text in {"،", ","})
            first = word.index + 1
        elif word.text in {"؛", "."} or (word.index > first and fold(word.text) in {"حيث", "فيما", "بينما"}):
            break
    else:
        yield first, max(w.index for w in sentence.words if w.text not in {".", "؛", "،"})
        return
    yield first, word.index - 1


def _future_after(sentence: Sentence, at: int) -> bool:
    """`وستقدم`: another duty begins, with a future verb right behind `و`."""
    nxt = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    joined = nxt is not None and nxt.upos in {"VERB", "AUX"} and fold(nxt.text).startswith(("س", "سوف"))
    return joined and sentence.words[at].text == "و" and nxt is not None and not nxt.lemma.startswith("س")


def _further(sentence: Sentence, first: int, at: int) -> bool:
    """`فتح المعبر وتسليم الأسرى`: behind `و` stands a noun in coordination with the one that the duty begins with.

    By the parser, or where what is before the `و` is closed by a word with the article (`توحيد المصرف وإجراء`).
    """
    head = sentence.words[first]
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    if after is None or sentence.words[at].text != "و" or {head.upos, after.upos} != {"NOUN"}:
        return False
    bare = not any(fold(word.text).startswith("ال") for word in (head, after))
    conjoined = after.head == first and after.deprel.startswith("conj")
    return bare and (conjoined or _anew(sentence, at))


def _anew(sentence: Sentence, at: int) -> bool:
    """Whether a verbal noun with its complement begins behind a `و` at a word, and nobody is named there."""
    before, after = sentence.words[at - 1], sentence.words[at + 1]
    then = sentence.words[at + 2] if at + 2 < len(sentence.words) else None
    closed = fold(before.text).startswith("ال") or before.upos in ("NUM", "PRON")
    governs = then is not None and (fold(then.text).startswith("ال") or then.upos in ("ADP", "NOUN", "NUM", "PRON"))
    named = any(name.first in (at, at + 1) for name in sentence.names)
    people = actor_lexicon().nouns.get((fold(after.text),)) is not None
    return closed and governs and not named and not people
