"""The outlet that one reads (hop 1), the dateline, and agencies that supplied the copy, which are no hops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.arabic.fold import fold, name_key
from kg.extract.assemble import Names, actor_of
from kg.extract.discourse import Discourse, Entity
from kg.lexicon.load import entries
from kg.model import Actor, Anchor, Sentence

_BYLINE_WORDS = 7
_EDGE = 6  # sentences at either end of an article that a byline may be in
_UNKNOWN = "وسيلة إعلام غير مسماة"


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """The outlet as an actor, the entity that it is in the text if it occurs there, dateline and suppliers."""

    outlet: Actor
    entity: int | None
    dateline: str | None = None
    supplied_by: tuple[Actor, ...] = ()


def find(discourse: Discourse, names: Names) -> ArticleSource:
    """The article's outlet: as given, else its byline, else an unnamed medium of the article."""
    doc = discourse.annotated.doc
    dateline = next((_line(discourse, s) for s in _edges(discourse) if _short(s) and _dateline(discourse, s)), None)
    suppliers = tuple(_suppliers(doc.author or ""))
    if doc.outlet:
        entity = _entity_named(discourse, doc.outlet)
        outlet = actor_of(discourse, names, entity) if entity else _medium(doc.outlet)
    else:
        entity = _byline(discourse)
        outlet = actor_of(discourse, names, entity) if entity else _unnamed()
    return ArticleSource(
        outlet, entity.id if entity else None, dateline, tuple(s for s in suppliers if s.anchor != outlet.anchor)
    )


def _medium(name: str) -> Actor:
    key = name_key(name)
    known = next((e.id for e in entries("known_media.yaml") if key in {name_key(n) for n in e.texts("names")}), None)
    return Actor(Anchor("actor", key), "MediaOutlet", name, known=known)


def _unnamed() -> Actor:
    return Actor(Anchor("actor", name_key(_UNKNOWN)), "MediaOutlet", _UNKNOWN, anonymous=True)


def _entity_named(discourse: Discourse, name: str) -> Entity | None:
    """The medium of the text that has the outlet's name."""
    key = name_key(name)
    for entity in discourse.entities:
        if entity.type == "MediaOutlet" and key in {_short_name(n) for n in (entity.name, *entity.aliases)}:
            return entity
    return None


def _short_name(name: str) -> str:
    return re.sub(r"^(?:ال)?(?:صحيفه|جريده|قناه|موقع|وكاله) ", "", name_key(name))


def _edges(discourse: Discourse) -> list[Sentence]:
    own = [s for s in discourse.annotated.sentences if s.where == "text"]
    return list(dict.fromkeys([*own[:_EDGE], *own[-_EDGE:]]))


def _short(sentence: Sentence) -> bool:
    return len(sentence.words) <= _BYLINE_WORDS


def _byline(discourse: Discourse) -> Entity | None:
    """A medium that a short line at either end of the article consists of, perhaps with a place."""
    for sentence in _edges(discourse):
        for mention in discourse.in_sentence(sentence.index):
            covered = mention.last - mention.first + 1
            if mention.type == "MediaOutlet" and _short(sentence) and covered * 2 >= len(sentence.words) - 2:
                return discourse.entity(mention)
    return None


def _dateline(discourse: Discourse, sentence: Sentence) -> bool:
    """A short line with a place and a medium: `أنقرة - ...`."""
    kinds = {m.type for m in discourse.in_sentence(sentence.index)}
    return "Place" in kinds and "MediaOutlet" in kinds


def _line(discourse: Discourse, sentence: Sentence) -> str:
    return discourse.annotated.doc.source(sentence.where)[sentence.start : sentence.end].strip()


def _suppliers(credit: str) -> Iterator[Actor]:
    """Agencies named in a credit such as `عدن - أ ف ب:`."""
    text = f" {fold(re.sub(r'[-–:،,()]', ' ', credit))} "
    text = re.sub(r"\s+", " ", text)
    for entry in entries("known_media.yaml"):
        found = [n for n in entry.texts("names") if f" {fold(n)} " in text]
        if entry.option("kind") == "agency" and found:
            yield Actor(Anchor("actor", name_key(found[0])), "MediaOutlet", found[0], known=entry.id)
