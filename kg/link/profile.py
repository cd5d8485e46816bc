"""What linking knows of a local node: all of it follows from the node's own article, so that order plays no part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.link.bodies import BodyName
from kg.link.names import PersonName
from kg.link.roles import Office

Kind = Literal["person", "body", "settled", "alone"]
CLASSES = ("Actor", "Place", "Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation")
EVENTS = CLASSES[2:]


def class_of(node: str) -> str:
    """The class that a local node's IRI names: `actor`, `place`, `meeting`, ..."""
    return node.rsplit("/", 2)[-2]


@dataclass(frozen=True, slots=True)
class Context:
    """What an article tells of all its actors: its day, its outlet's state, the states and people that it speaks of."""

    published: str | None
    home: str | None
    states: frozenset[str]
    company: frozenset[str]

    @property
    def foreign(self) -> frozenset[str]:
        """The states that the article speaks of but the outlet's own."""
        return self.states - {self.home or ""}


@dataclass(frozen=True, slots=True)
class Profile:
    """A local actor or place as linking sees it.

    `keys` are those under which it is found, `seeks` those under which it looks for others; for a node that is
    `settled` one key says who it is (a known actor, a gazetteer's entry).  `mates` act beside it in a claim.
    """

    node: str
    article: str
    kind: Kind
    label: str
    keys: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    names: tuple[PersonName, ...] = ()
    bodies: tuple[BodyName, ...] = ()
    offices: frozenset[Office] = frozenset()
    states: frozenset[str] = frozenset()
    pseudonym: bool = False
    mates: frozenset[str] = frozenset()
    context: Context = Context(None, None, frozenset(), frozenset())
