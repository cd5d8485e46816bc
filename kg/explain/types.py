"""What an explanation consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from kg.model import Span

PartKind = Literal[
    "event", "participant", "status", "certainty", "kind", "place", "time", "source", "clause", "content", "stored"
]
Weights = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of the lexicon: what its file is for, what it is found by, what it means, and an example."""

    id: str
    file: str
    purpose: str
    found_by: tuple[str, ...]
    means: tuple[tuple[str, str], ...]
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model said: yes from `threshold` on, with the features that weighed most for and against it."""

    model: str
    score: float
    threshold: float
    weighed_for: Weights = ()
    weighed_against: Weights = ()


@dataclass(frozen=True, slots=True)
class Because:
    """One step of reasoning, with the words, the entry of the lexicon or the model that it rests on."""

    text: str
    words: Span | None = None
    entry: Note | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of a claim with what gave it, in the order of the reasoning."""

    part: PartKind
    value: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim explained.

    `run` names what explains, `stored_run` what the stored claim was made by.  `current` is false where the article is
    not read into this claim any more; then `parts` only say what is kept of it.  `review` is what analysts say of it,
    as exported claims have it.
    """

    claim: str
    document: str
    title: str | None
    run: str
    stored_run: str | None
    current: bool
    parts: tuple[Explained, ...]
    review: dict[str, Any] | None = None
