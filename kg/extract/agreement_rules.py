"""Rules that propose the parties at a word of agreement, each with its name; a model weighs them.

Parties come by `بين`, `مع`, adjectives of states, or the subject of the verb that holds the noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast, get_args

from kg.arabic.fold import fold
from kg.extract.arguments import Group, clause_end, words_between
from kg.extract.discourse import Discourse, Mention
from kg.extract.topic import topic
from kg.lexicon.load import Entry, entries
from kg.lexicon.match import Hit, Matcher, bare
from kg.lexicon.words import word_class
from kg.model import AgreementStatus, Sentence

AgreementRole = Literal["noun", "agree", "hold", "state", "contain", "list"]
REACH = 12
STOPS = word_class("clause.end", "clause.content")
_TALKS = word_class("event.talks")


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of agreements.yaml with its role and status."""

    hit: Hit
    role: AgreementRole
    status: AgreementStatus | None

    @property
    def at(self) -> int:
        """The word that it begins at."""
        return self.hit.first


@cache
def _lexicon() -> tuple[Matcher, dict[str, tuple[AgreementRole, AgreementStatus | None]]]:
    found = entries("agreements.yaml", frozenset({"role", "status", "content", "kept"}))
    return Matcher(found), {e.id: _meaning(e) for e in found}


def _meaning(entry: Entry) -> tuple[AgreementRole, AgreementStatus | None]:
    role = cast("AgreementRole", entry.choice("role", get_args(AgreementRole)))
    return role, cast("AgreementStatus | None", entry.option("status"))


def hits(sentence: Sentence) -> list[Found]:
    """The entries that the sentence's words match, one a word, in order."""
    matcher, known = _lexicon()
    return [Found(hit, *known[hit.entry.id]) for hit in matcher.find_longest(sentence)]


def evoking(sentence: Sentence, found: list[Found]) -> Iterator[Found]:
    """The hits that evoke an agreement: nouns of it, and verbs of agreeing, as nouns where they are nouns here."""
    for item in found:
        if item.role == "agree":
            yield replace(item, role="noun") if _is_noun(sentence, item) else item
        elif item.role == "noun" and not _talked_of(sentence, item):
            yield item


def _talked_of(sentence: Sentence, item: Found) -> bool:
    """`مفاوضات تبادل الأسرى`: what talks are about is agreed by nobody yet."""
    before = sentence.words[max(item.hit.first - 1, 0) : item.hit.first]
    return any(fold(word.text) in _TALKS for word in before)


def _is_noun(sentence: Sentence, item: Found) -> bool:
    """Whether a verb of agreeing is a noun here (`توافق`); an inflected form that is tagged as one (`اتفقا`) is not."""
    word = sentence.words[item.at]
    return word.upos == "NOUN" and bare(word.text) == bare(word.lemma)


def propose(
    discourse: Discourse, sentence: Sentence, near: tuple[Group, ...], found: list[Found], item: Found
) -> dict[int, tuple[Mention, str]]:
    """The parties that rules find at a word of agreement, by entity, each with the rule's name."""
    end = clause_end(sentence, item.at + 1, STOPS)
    right = [g for g in near if item.hit.last < g.first < end and g.first - item.hit.last <= 2 * REACH]
    out: list[tuple[Mention, str]] = []
    for group in right:
        if group.preposition == "بين":
            out += [(m, "between") for m in group.mentions]
        elif group.preposition == "مع" and _partners(sentence, found, item, group):
            out += [(m, "with") for m in group.mentions]
    out += [(m, "between them") for m in _between_pronoun(discourse, sentence, near, item)]
    if item.role == "noun":
        out += [
            (m, "state")
            for g in right[:2]
            if g.first - item.hit.last <= 3 and g.preposition is None
            for m in g.mentions
            if m.type == "State"
        ]
    holder = item if item.role == "agree" else holder_of(sentence, found, item)
    if holder is not None and len({m.entity for m, _ in out}) < 2:
        out = [*((m, "subject") for m in _subject(discourse, sentence, near, holder)), *out]
    proposed: dict[int, tuple[Mention, str]] = {}
    for mention, reason in out:
        proposed.setdefault(mention.entity, (mention, reason))
    return proposed


def _partners(sentence: Sentence, found: list[Found], item: Found, group: Group) -> bool:
    """Whether `مع` is the agreement's own: `الصفقة ... يواجهان مصاعب مع X` has another verb between."""
    holding = {f.at for f in found if f.role == "hold"}
    between = sentence.words[item.hit.last + 1 : group.first]
    return item.role != "noun" or all(w.upos != "VERB" or w.index in holding for w in between)


def _between_pronoun(discourse: Discourse, sentence: Sentence, near: tuple[Group, ...], item: Found) -> list[Mention]:
    """`الاتفاق الموقع بينه وبين القوات`: the topic and the group behind the second `بين`."""
    words = sentence.words
    for at in range(item.hit.last + 1, min(item.hit.last + 5, len(words) - 1)):
        if fold(words[at].text) == "بين" and words[at + 1].token == words[at].token and words[at + 1].upos == "PRON":
            before = [g for g in near if g.last < item.at and g.preposition is None]
            own = before[-1].mentions[:1] if before else topic(discourse, sentence, item.at)
            other = next((g.mentions for g in near if g.first > at + 1 and g.preposition == "بين"), ())
            return [*own, *other]
    return []


def holder_of(sentence: Sentence, found: Sequence[Found], item: Found) -> Found | None:
    """The nearest verb that holds the noun."""
    verbs = [f for f in found if f.role == "hold" and within_reach(sentence, f, item)]
    return min(verbs, key=lambda f: abs(f.at - item.at), default=None)


def within_reach(sentence: Sentence, word: Found, noun: Found) -> bool:
    """Whether a word may be said of a noun: few words apart, or a verb before it with no other verb between them."""
    if abs(word.at - noun.at) <= REACH:
        return True
    between = sentence.words[word.hit.last + 1 : noun.at]
    return word.at < noun.at and len(between) <= 2 * REACH and not any(w.upos in ("VERB", "PUNCT") for w in between)


def _subject(discourse: Discourse, sentence: Sentence, near: tuple[Group, ...], verb: Found) -> tuple[Mention, ...]:
    """Who agreed or signed: the group right after the verb, or a coordination before it, insets skipped."""
    after = [g for g in near if 0 < g.first - verb.hit.last <= 3 and g.preposition is None]
    if after:
        return after[0].mentions
    before = [g for g in near if g.last < verb.at and verb.at - g.last <= 2 * REACH]
    bare_before = [g for g in before if g.preposition in (None, "ان")]
    plural = [g for g in bare_before if len(g.mentions) > 1 or discourse.entity(g.mentions[0]).members]
    if plural and not words_between(sentence, plural[-1].last + 1, verb.at).count("ان"):
        return plural[-1].mentions
    return bare_before[-1].mentions if bare_before else topic(discourse, sentence, verb.at)
