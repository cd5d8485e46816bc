"""The person or body that a passage goes on speaking of: what a pronoun or a dropped subject most likely means."""

from __future__ import annotations

from kg.extract.arguments import groups
from kg.extract.discourse import Discourse, Mention
from kg.model import Sentence

_BACK = 3


def topic(discourse: Discourse, sentence: Sentence, before: int) -> tuple[Mention, ...]:
    """The nearest subject before word `before` of the sentence, else of the sentences just before it; () if none."""
    for index in range(sentence.index, max(sentence.index - _BACK, 0) - 1, -1):
        other = discourse.annotated.sentences[index]
        if other.where != sentence.where:
            break
        limit = before if index == sentence.index else len(other.words)
        found = _subjects(discourse, other, limit)
        if found:
            return found
    return ()


def _subjects(discourse: Discourse, sentence: Sentence, limit: int) -> tuple[Mention, ...]:
    """The first bare group of people or bodies in the sentence before `limit`: Arabic news begins with whom it is about."""
    for group in groups(discourse, sentence.index):
        if group.last < limit and group.preposition is None and group.mentions[0].type != "MediaOutlet":
            return group.mentions[:1]
    return ()
