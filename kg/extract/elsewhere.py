"""Whom a passage may mean without naming them in its sentence: its topic, who spoke last, whom the headline names.

Arabic drops subjects and puts owners on nouns (`خلال لقائه`, `مباحثاتنا`); which of these is meant a model decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from kg.arabic.fold import fold
from kg.extract.arguments import groups
from kg.extract.attribution.cues import cues, speakers
from kg.extract.discourse import Discourse, Mention
from kg.extract.topic import topic
from kg.model import Sentence, Word

_OURS = frozenset({"ي", "نا"})
_BACK = 4  # sentences in which a speaker is looked for


def elsewhere(discourse: Discourse, sentence: Sentence, word: int) -> Iterator[tuple[Mention, str]]:
    """Mentions with why they may be meant at a word, the likeliest first; an entity may come twice."""
    for mention in topic(discourse, sentence, word):
        yield mention, "topic" if mention.sentence != sentence.index else "topic here"
    for number, mention in enumerate(_speakers_before(discourse, sentence)):
        yield mention, "spoke last" if number == 0 else "spoke before"
    for mention in _subjects_before(discourse, sentence):
        yield mention, "subject before"
    for mention in _headline(discourse, sentence):
        yield mention, "headline"
    if first_person(sentence, word):
        yield from _who_says_we(discourse, sentence)


def first_person(sentence: Sentence, word: int) -> bool:
    """Whether a word is one of whoever speaks: `مباحثاتنا`, `التقينا`."""
    at = sentence.words[word]
    behind = sentence.words[word + 1 : word + 2]
    owned = any(w.token == at.token and w.text in _OURS for w in behind)
    return owned or "Person=1" in at.feats.split("|") or _ends_as_ours(at)


def _ends_as_ours(word: Word) -> bool:
    """Whether a perfect ends in `نا` (who speaks acts, or is acted on), or a weak one in `يت` (`التقيت`).

    The treebank has few of them, and the tagger says third person of most.
    """
    text, lemma = fold(word.text), fold(word.lemma)
    ours = text.endswith("نا") and (lemma == text or not lemma.endswith("نا"))
    mine = text.endswith("يت") and lemma.endswith("ي")
    return word.upos in {"VERB", "X"} and (ours or mine)


def _who_says_we(discourse: Discourse, sentence: Sentence) -> Iterator[tuple[Mention, str]]:
    """Who is cited in the sentence, or before, and for whom each stands: a spokesman's `we` is who sent him."""
    here = [discourse.first_mention(e) for e in sorted(speakers(discourse, sentence))]
    yield from ((mention, "says we") for mention in here)
    yield from ((mention, "for whom is said we") for mention, _ in sides_of(discourse, here))
    if not here:
        before = [*_speakers_before(discourse, sentence)][:1]
        yield from ((mention, "for whom was said we") for mention, _ in sides_of(discourse, before))


def together_before(discourse: Discourse, sentence: Sentence) -> Iterator[tuple[Mention, str]]:
    """Whom the last sentence that names several together names so: `تم الاتفاق` is what those agreed who met there.

    Words for two named before (`الطرفان`) are left out: beside new names they mean others here.
    """
    for before in _before(discourse, sentence, _BACK - 1):
        several = [g for g in groups(discourse, before.index) if len(g.mentions) > 1 or g.preposition in ("بين", "مع")]
        if several:
            named = (m for g in several for m in g.mentions if not discourse.entity(m).members)
            yield from ((m, "together before") for m in named)
            return


def sides_of(discourse: Discourse, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, str]]:
    """For whom people stand whom a sentence names: what ministers agree their states do."""
    for mention in mentions:
        side = discourse.entity(mention).side
        if side is not None and discourse.entities[side].mentions:
            yield discourse.first_mention(side), "side"


def _speakers_before(discourse: Discourse, sentence: Sentence) -> Iterator[Mention]:
    for before in _before(discourse, sentence, _BACK):
        for cue in reversed(cues(discourse, before)):
            if cue.source is not None:
                yield discourse.first_mention(cue.source)


def _before(discourse: Discourse, sentence: Sentence, most: int) -> Iterator[Sentence]:
    """The sentences before in the same part of the article, at most so many, the nearest first."""
    near = reversed(discourse.annotated.sentences[max(sentence.index - most, 0) : sentence.index])
    return takewhile(lambda before: before.where == sentence.where, near)


def _subjects_before(discourse: Discourse, sentence: Sentence) -> Iterator[Mention]:
    """The first bare actor of the sentence before, and of the first sentence of the text."""
    for index in dict.fromkeys((sentence.index - 1, _first_of_text(discourse))):
        if 0 <= index < sentence.index and discourse.annotated.sentences[index].where == sentence.where:
            bare = [g for g in groups(discourse, index) if g.preposition is None]
            yield from (m for g in bare[:1] for m in g.mentions[:1])


def _first_of_text(discourse: Discourse) -> int:
    return next((s.index for s in discourse.annotated.sentences if s.where == "text"), 0)


def _headline(discourse: Discourse, sentence: Sentence) -> Iterator[Mention]:
    title = [s for s in discourse.annotated.sentences if s.where == "title" and s.index != sentence.index]
    for heading in title[:1]:
        for group in groups(discourse, heading.index)[:2]:
            yield from group.mentions
