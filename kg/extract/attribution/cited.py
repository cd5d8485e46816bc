"""Whom words of saying cite: the verb's subject, who stands behind `بحسب`, the medium that relays or was told."""

from __future__ import annotations

from kg.arabic.fold import fold
from kg.extract.arguments import Group
from kg.extract.discourse import Mention
from kg.lexicon.match import Hit, bare
from kg.lexicon.words import word_class
from kg.model import Sentence

_REACH = 14
OPENERS = frozenset({"ان", "بان", "عن", ":", "الي", "علي"})  # words behind which what is said begins
_OPENING_MARKS = frozenset('«"“”')
_MARKS, _NAME = frozenset('«»“”"'), 6  # quotation marks, and how far one from the other around a name
_DOCUMENTS, _HEADS = word_class("said.document"), word_class("said.for")
_INTERVIEWS, _ASKED = word_class("said.interview"), 3  # and how far from the medium such a noun stands
_WHOSE = frozenset({"ل", "عن", "من"})
_SUBJECT_GAP = frozenset({"،", ",", "قد", "امس", "اليوم", "ايضا", "كذلك", "الذي", "التي", "كانت", "كان", "سوف"})
_BEHIND = 4  # words between `بحسب` and who is cited


def cited(
    sentence: Sentence, found: tuple[Group, ...], hit: Hit, role: str
) -> tuple[Mention | None, Mention | None, int]:
    """Source, medium, and the word after the last of them."""
    right = [g for g in found if hit.last < g.first <= hit.last + _REACH]
    after = hit.last + 1
    source: Mention | None = None
    medium: Mention | None = None
    if role == "by":
        near = [g for g in right if g.first - hit.last <= _BEHIND][:1]
        source = near[0].mentions[0] if near else None
    else:
        source, after = _subject(sentence, found, right, hit)
        if role == "relay":
            link = hit.entry.text("from", "عن")
            near = [g for g in right if g.preposition == link][:1]
            medium, source = source, (near[0].mentions[0] if near else None)
            after = near[0].last + 1 if near else after
    for group in right:
        if (
            (group.preposition in ("ل", "الي") or _asks(sentence, group))
            and group.mentions[0].type == "MediaOutlet"
            and medium is None
        ) or (group.preposition is None and group.mentions[0].type == "MediaOutlet" and hit.entry.id == "say.ablagha"):
            medium, after = group.mentions[0], max(after, group.last + 1)
    if source is not None:
        after = max(after, source.full_last + 1 if source.full_first > hit.last else after)
        if source.type == "MediaOutlet" and medium is None:
            source, medium = None, source
    return source, medium, after


def _subject(sentence: Sentence, found: tuple[Group, ...], right: list[Group], hit: Hit) -> tuple[Mention | None, int]:
    """The speaker: the first bare group behind the verb before what is said, else one before it, else the tree's."""
    begins = max(opening(sentence, hit.last + 1), hit.last + 2)
    said = hit.last > hit.first and fold(sentence.words[hit.last].text) == "ان"  # `قوله إن`
    for group in () if said else right:
        if any(w.upos == "VERB" for w in sentence.words[hit.last + 1 : group.first]):
            break
        near = group.first < begins and group.first - hit.last <= _NAME
        near = near or _headed(sentence, hit, group) or _told_to(sentence, right[0], hit, group)
        if (near and group.preposition is None) or _of_document(sentence, hit, group):
            return group.mentions[0], group.last + 1
    for group in reversed([g for g in found if g.last < hit.first]):
        between = [fold(w.text) for w in sentence.words[group.last + 1 : hit.first]]
        if group.preposition is None and all(w in _SUBJECT_GAP for w in between):
            return group.mentions[0], hit.last + 1
        break
    if said:
        return None, hit.last + 1
    return _by_tree(sentence, found, hit, begins), hit.last + 1


def _asks(sentence: Sentence, group: Group) -> bool:
    """`قال في حوار مع صحيفة`: the medium that asks somebody."""
    before = {bare(w.text) for w in sentence.words[max(group.first - 1 - _ASKED, 0) : group.first]}
    return group.preposition == "مع" and bool(before & _INTERVIEWS)


def _headed(sentence: Sentence, hit: Hit, group: Group) -> bool:
    """`أعلنت قيادة قوات التحالف`: one noun between the verb and a name, of what speaks for it."""
    between = sentence.words[hit.last + 1 : group.first]
    return len(between) == 1 and bare(between[0].text) in _HEADS


def _told_to(sentence: Sentence, to: Group, hit: Hit, group: Group) -> bool:
    """`كشفه لـ(عكاظ) مسؤول`: nothing but the medium that was told stands between the verb and who told it."""
    if to is group or to.preposition != "ل" or to.mentions[0].type != "MediaOutlet" or to.first - hit.last > _NAME:
        return False
    between = [fold(w.text) for w in sentence.words[to.last + 1 : group.first]]
    return all(w in _SUBJECT_GAP or not w.isalpha() for w in between)


def _of_document(sentence: Sentence, hit: Hit, group: Group) -> bool:
    """`قال بيان صادر عن البيت الأبيض`: whose document it is that says so."""
    between = [bare(w.text) for w in sentence.words[hit.last + 1 : group.first]]
    return group.preposition in _WHOSE and len(between) < _NAME and any(w in _DOCUMENTS for w in between[:2])


def _by_tree(sentence: Sentence, found: tuple[Group, ...], hit: Hit, begins: int) -> Mention | None:
    """Whom the parser takes for the verb's subject, or for that of the verb which it goes with (`كان ... قد صرح`)."""
    verb = sentence.words[hit.last]
    above = sentence.words[verb.head] if verb.head >= 0 else None
    over = [above] if above is not None and above.upos in ("VERB", "AUX") else []
    for governor in (verb, *over):
        outside = [*sentence.words[: hit.first], *sentence.words[hit.last + 1 : begins]]
        subjects = [w for w in outside if w.head == governor.index and w.deprel.startswith("nsubj")]
        for word in subjects:
            named = [m for g in found for m in g.mentions if m.full_first <= word.index <= m.full_last]
            if named:
                return named[0]
    return None


def opening(sentence: Sentence, start: int) -> int:
    """Where what is said begins: after `أن`, `إن`, `عن`, a colon or a quotation mark; at `start` if there is none."""
    if start and fold(sentence.words[start - 1].text) in OPENERS:
        return start
    for word in sentence.words[start : start + 2 * _REACH]:
        if fold(word.text) in OPENERS | _OPENING_MARKS and not _around_a_name(sentence, start, word.index):
            return word.index + 1
    return start


def _around_a_name(sentence: Sentence, start: int, at: int) -> bool:
    """Whether a quotation mark has its other one a few words away, from a word on (`قال لـ"اليوم" فلان`)."""
    near = sentence.words[max(at - _NAME, start) : at + _NAME]
    return sentence.words[at].text in _MARKS and any(w.text in _MARKS for w in near if w.index != at)
