"""Rows of the projection: nodes and relationships with ids and a hash of what they say, so that loading is a diff."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.rdf.iris import digest

BASES = (
    "Article", "Claim", "Actor", "Place", "Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation",
    "SourceHop", "Span",
)  # fmt: skip
FINER = ("Person", "Organization", "ArmedGroup", "GovernmentBody", "MediaOutlet", "State", "UnnamedActor")
Props = Mapping[str, Any]
# The properties that kg writes, by base label: whatever else a node carries is somebody else's, and never touched.
_NAMES = ("name", "aliases", "nameKey", "search")
_EVENT = ("name", "aliases", "nameKey", "independentSources", "independentSourcesAtMost")
PROPERTIES: Mapping[str, frozenset[str]] = {
    "Article": frozenset({"name", "recordId", "outlet", "published"}),
    "Claim": frozenset({
        "name", "type", "status", "kind", "certainty", "polarity", "tense", "dateFrom", "dateTo", "datePartial",
        "datePartialTo", "datePrecision", "timeBasis", "outcome", "number", "condition", "deadline", "text",
        "chainLength", "run", "review",
    }),
    "Actor": frozenset(_NAMES),
    "Place": frozenset(_NAMES),
    **{base: frozenset(_EVENT) for base in ("Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation")},
    "SourceHop": frozenset({
        "name", "hop", "cue", "affiliationId", "saidFrom", "saidTo", "certainty", "polarity", "tense",
    }),
    "Span": frozenset({"in", "start", "end", "text"}),
}  # fmt: skip
RELATIONS: Mapping[str, frozenset[str]] = {
    "ASSERTS": frozenset(),
    "NAMES": frozenset({"role", "sideId", "side", "title"}),
    "LOCATES": frozenset(),
    "WITHIN": frozenset(),
    "EVIDENCED_BY": frozenset(),
    "IN_ARTICLE": frozenset(),
    "HAS_HOP": frozenset({"hop"}),
    "ATTRIBUTED_TO": frozenset(),
    "RELAYED_FROM": frozenset(),
    "MEMBER_OF": frozenset({"role", "rank"}),
    "HAS_CLAUSE": frozenset(),
    "REUSES": frozenset({"sharedWords", "text"}),
    **{name: frozenset({"claims"}) for name in (
        "PARTICIPATED_IN", "EXPECTED_IN", "HELD_AT", "PARTY_TO", "OBLIGES", "BENEFITS",
    )},
    "MET": frozenset({"meeting", "date", "place", "sources", "claims", "certainty"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node: the label that its id is unique under, its finer labels, properties without nothing in them."""

    base: str
    id: str
    finer: tuple[str, ...]
    props: Props

    @property
    def hash(self) -> str:
        """What it says."""
        return digest(self.base, *self.finer, _text(self.props))


@dataclass(frozen=True, slots=True)
class RelRow:
    """A relationship; `key` tells several of one type between the same two nodes apart."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    props: Props
    key: str = ""

    @property
    def id(self) -> str:
        """From type, ends and key."""
        return digest(self.type, *self.start, *self.end, self.key)

    @property
    def hash(self) -> str:
        """What it says."""
        return digest(_text(self.props))


def filled(**props: Any) -> Props:
    """The properties that are something: Neo4j has no null."""
    return {k: v for k, v in props.items() if v is not None and v != []}


def _text(props: Props) -> str:
    return json.dumps(props, sort_keys=True, ensure_ascii=False)
