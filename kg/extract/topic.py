"""The person or body that a passage goes on speaking of: what a pronoun or a dropped subject most likely means."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments import Group, groups
from kg.extract.discourse import Discourse, Mention
from kg.model import Sentence

_BACK = 3


def topic(discourse: Discourse, sentence: Sentence, before: int) -> tuple[Mention, ...]:
    """The nearest subject before word `before` of the sentence, else of the sentences just before it; () if none."""
    found = _nearest(discourse, [g for g in groups(discourse, sentence.index) if g.last < before][::-1])
    for index in range(sentence.index - 1, max(sentence.index - _BACK, 0) - 1, -1):
        if found or discourse.annotated.sentences[index].where != sentence.where:
            break
        found = _nearest(discourse, groups(discourse, index))
    return found


def pair(discourse: Discourse, sentence: Sentence, before: int) -> tuple[Mention, ...]:
    """Whom `بينهما` means: the nearest coordination of two or more, in the sentence or the one before."""
    for index in range(sentence.index, max(sentence.index - 2, -1), -1):
        for group in reversed(groups(discourse, index)):
            if len(group.mentions) >= 2 and (index < sentence.index or group.last < before):
                return group.mentions
    return ()


def _nearest(discourse: Discourse, found: Sequence[Group]) -> tuple[Mention, ...]:
    """The first person among bare groups, else the first body; whoever is only a source is none of either."""
    bare = [g.mentions[0] for g in found if g.preposition is None and _acts(discourse, g.mentions[0])]
    people = [m for m in bare if m.type == "Person"]
    return tuple((people or bare)[:1])


def _acts(discourse: Discourse, mention: Mention) -> bool:
    entity = discourse.entity(mention)
    return mention.type != "MediaOutlet" and not (
        entity.anonymous and entity.affiliation is not None and not mention.plural
    )
