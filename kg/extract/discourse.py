"""What extraction knows about an article's actors and places before it looks for events.

`mentions.py` and `coref.py` build a :class:`Discourse`; the finders of meetings, agreements and attribution read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.model import ActorType, AnnotatedDocument, Membership, Sentence, Span

if TYPE_CHECKING:
    from kg.extract.passages import Reader

MentionForm = Literal["name", "nominal", "pronoun"]
EntityType = ActorType | Literal["Place"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of an actor or a place: words `first` to `last` (inclusive) of a sentence; `head` is its head word.

    The words cover the name or the described party, without clitics in front; a title or apposition that goes with a
    name (`رئيس الاستخبارات العسكرية`) is in `title`, and `full_first`/`full_last` are the words with it.
    `reasons` say what found it: what it is taken for, `tagger TYPE`, ids of entries of the lexicon.
    """

    id: int
    sentence: int
    first: int
    last: int
    head: int
    span: Span
    form: MentionForm
    type: EntityType
    entity: int
    full_first: int
    full_last: int
    title: str | None = None
    plural: bool = False
    definite: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def is_document(self) -> bool:
        """Whether it is cited and can't act: `بيان مشترك`, `معلومات`."""
        return any(reason.startswith("document.") for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Entity:
    """Mentions of one actor or place in the article; `mentions` are ids in order of the text.

    `side` is the entity that it stands for (a president's state, a delegate's group), `affiliation` that of an unnamed
    one (a source in an agency), `members` those that a plural description stands for (`الطرفان`, `الجانبان`): such an
    entity has no actor of its own where `members` is not empty.  `side_reason` names the rule that gave the side.
    """

    id: int
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]
    anonymous: bool = False
    side: int | None = None
    side_reason: str = ""
    affiliation: int | None = None
    members: tuple[int, ...] = ()
    memberships: tuple[Membership, ...] = ()
    pseudonym: bool = False
    pseudonym_evidence: tuple[Span, ...] = ()
    known: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Discourse:
    """An annotated article with its mentions (index = id, in order of the text) and entities (index = id).

    `network` reads its passages (a :class:`kg.extract.passages.Reader`); None is the one that ships.

    Equal to itself alone, so that what is worked out for a sentence can be kept by it.
    """

    annotated: AnnotatedDocument
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    by_sentence: tuple[tuple[int, ...], ...] = field(default=())
    network: Reader | None = None

    def sentence(self, mention: Mention) -> Sentence:
        """The sentence that a mention is in."""
        return self.annotated.sentences[mention.sentence]

    def in_sentence(self, index: int) -> Iterator[Mention]:
        """The mentions of a sentence, in order."""
        return (self.mentions[i] for i in self.by_sentence[index])

    def actor_words(self, index: int) -> frozenset[int]:
        """The words of a sentence that name actors, titles beside names included."""
        actors = (m for m in self.in_sentence(index) if m.type != "Place")
        return frozenset(at for m in actors for at in range(m.full_first, m.full_last + 1))

    def first_mention(self, entity: int) -> Mention:
        """The first mention of an entity that has any."""
        return self.mentions[self.entities[entity].mentions[0]]

    def entity(self, mention: Mention) -> Entity:
        """The entity of a mention."""
        return self.entities[mention.entity]

    def actors(self, entity: Entity) -> tuple[Entity, ...]:
        """The entity itself, or those that a plural description stands for."""
        return tuple(self.entities[i] for i in entity.members) if entity.members else (entity,)
