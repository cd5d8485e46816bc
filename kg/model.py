"""The types that flow from stage to stage: frozen, built once, never altered.

Offsets count Unicode code points of a document's raw `title` or `text`; `end` is exclusive, and
`source[start:end] == text` holds for every :class:`Span`.  Nodes of an article (actors, places, events) are named by an
:class:`Anchor`, from which their lasting IRI is made; one part of an extraction refers to another by anchor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Where = Literal["title", "text"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a document, to the character."""

    where: Where
    start: int
    end: int
    text: str


# --- read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was given; its text is never altered.

    `key` is `url:...`, else `id:OUTLET/ID`, else `sha256:...` (contract, "Who says what", 4).  `title_in_text` is true
    where the title is the first line of the text (.txt), and then only the text is annotated.
    """

    key: str
    record_id: str
    text: str
    sha256: str
    title: str | None = None
    title_in_text: bool = False
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    origin: str = ""

    def source(self, where: Where) -> str:
        """The raw string that offsets of `where` count in."""
        return self.text if where == "text" else (self.title or "")

    def span(self, where: Where, start: int, end: int) -> Span:
        """The span of these offsets with its text."""
        return Span(where, start, end, self.source(where)[start:end])


# --- annotate -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word; `start`/`end` are those of the surface token that it is part of (clitics share them).

    `head` is the 0-based index of the governor in the sentence, -1 for the root; `token` numbers surface tokens.
    """

    index: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    token: int


NameType = Literal["PERS", "LOC", "ORG", "ARM", "MISC"]  # ARM: armies, militias, armed groups


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the tagger found: words `first` to `last` (inclusive) of its sentence."""

    type: NameType
    first: int
    last: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the title or of the text."""

    index: int
    where: Where
    start: int
    end: int
    words: tuple[Word, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with what Stanza and the model read in it; sentences of the title come first."""

    doc: Document
    sentences: tuple[Sentence, ...]
    model: str


# --- extract ------------------------------------------------------------------------------------------------------

ActorType = Literal["Person", "Organization", "ArmedGroup", "GovernmentBody", "MediaOutlet", "State", "UnnamedActor"]
EventType = Literal["Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation"]
NodeClass = Literal["actor", "place", "meeting", "agreement", "clause", "request", "mandate", "accusation"]
Role = Literal[
    "attendee",
    "host",
    "mediator",
    "party",
    "requester",
    "requested",
    "mandator",
    "mandatary",
    "accuser",
    "accused",
    "target",
]
MeetingStatus = Literal["held", "planned", "ongoing", "cancelled", "denied"]
AgreementStatus = Literal["signed", "reached", "proposed", "failed", "denied"]
Kind = Literal["in-person", "visit", "phone", "talks"]
Outcome = Literal["agreed", "proposed", "deferred", "rejected", "disputed"]
Certainty = Literal["certain", "probable", "possible", "underspecified"]
Polarity = Literal["positive", "negative"]
Tense = Literal["future", "non-future"]
Precision = Literal["day", "month", "year", "interval"]
Basis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """What a node of an article is named by: its class, the words it hangs on (folded) and which occurrence of them."""

    node: NodeClass
    words: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """A role or rank that an actor has, in a body where one is named."""

    role: str
    organization: Anchor | None = None
    rank: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of one article.  `name` is the fullest form, `aliases` every other form that the article uses.

    `known` is the id of the lexicon's entry for a known actor (a state, a medium, a group), None for others.
    """

    anchor: Anchor
    type: ActorType
    name: str
    aliases: tuple[str, ...] = ()
    anonymous: bool = False
    affiliation: Anchor | None = None
    memberships: tuple[Membership, ...] = ()
    known: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A gazetteer's entry that the name may mean: `id` such as `geonames:173576`; degrees, WGS 84."""

    id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place of one article; `described` where it is no name (a gas field near ...)."""

    anchor: Anchor
    name: str
    aliases: tuple[str, ...] = ()
    described: bool = False
    within: Anchor | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """When, as far as it is known.

    `start`/`end` are the first and the last day that it can be: ISO dates, or `--05-28` / `--05` where the year is not
    known; None where that side is open.
    """

    text: str
    start: str | None
    end: str | None
    precision: Precision
    basis: Basis
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor in an event as one claim has it; `side` is whom the actor stands for."""

    actor: Anchor
    role: Role
    side: Anchor | None = None
    title: str | None = None
    pseudonym: bool = False
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Factuality:
    """Certainty, polarity and tense (GRaSP's factuality values)."""

    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    tense: Tense = "non-future"


@dataclass(frozen=True, slots=True)
class Hop:
    """One source of a chain; `factuality` only where it differs from the claim's.

    `reasons`: why the chain is taken for these words, then the id of the cue's entry; not part of the graph.
    """

    source: Anchor
    cue: str | None = None
    time: Time | None = None
    factuality: Factuality | None = None
    evidence: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseContent:
    """What a clause says, as one claim has it."""

    text: str
    outcome: Outcome
    number: int | None = None
    obligor: tuple[Anchor, ...] = ()
    beneficiary: tuple[Anchor, ...] = ()
    rejected_by: tuple[Anchor, ...] = ()
    condition: str | None = None
    deadline: Time | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event, agreement or clause of one article: only its type and what it belongs to; the rest is claimed."""

    anchor: Anchor
    type: EventType
    agreement: Anchor | None = None
    about: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of an event by one chain of sources; `chain` runs from the outlet to the deepest source."""

    event: Anchor
    chain: tuple[Hop, ...]
    evidence: tuple[Span, ...]
    status: str | None = None
    kind: Kind | None = None
    participants: tuple[Participation, ...] = ()
    place: Anchor | None = None
    time: Time | None = None
    factuality: Factuality = field(default_factory=Factuality)
    clause: ClauseContent | None = None
    content: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was read out of one article; `run` names what read it: kg's version and hashes."""

    doc: Document
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    run: str
    outlet: Anchor | None = None
    dateline: str | None = None
    supplied_by: tuple[Anchor, ...] = ()
