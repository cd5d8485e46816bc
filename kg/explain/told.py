"""A claim with the frames that it was made of, and the words at which those were found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.agreement_rules import evoking, hits
from kg.extract.agreements import weighed as weighed_parties
from kg.extract.article import Workings
from kg.extract.assemble import grouped, in_order
from kg.extract.discourse import Discourse, Entity
from kg.extract.frames import Frame
from kg.extract.meetings import scenes
from kg.extract.meetings import weighed as weighed_members
from kg.extract.pair_features import Weighed
from kg.extract.passages import mark_of
from kg.extract.setting import Spot
from kg.model import Anchor, Claim, Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, the frames that it was made of, and everything else that was read in the article."""

    workings: Workings
    claim: Claim
    frames: tuple[Frame, ...]

    @property
    def discourse(self) -> Discourse:
        """The article's mentions and entities."""
        return self.workings.discourse

    def entity(self, anchor: Anchor) -> Entity | None:
        """The entity of an actor; None for an outlet that the text does not name."""
        anchors = self.workings.names.anchors
        return next((self.discourse.entities[at] for at, known in anchors.items() if known == anchor), None)

    def name(self, anchor: Anchor) -> str:
        """An actor's or place's name."""
        found = self.workings.extraction
        names = {actor.anchor: actor.name for actor in found.actors} | {p.anchor: p.name for p in found.places}
        return names.get(anchor, anchor.words)

    def sentence(self, frame: Frame) -> Sentence:
        """The sentence that a frame was found in."""
        return self.discourse.annotated.sentences[frame.sentence]


def tellings(workings: Workings) -> Iterator[Told]:
    """The claims of an article in their order, each with its frames."""
    groups = grouped(in_order(workings.frames), workings.chains)
    for claim, (frames, _) in zip(workings.extraction.claims, groups, strict=True):
        yield Told(workings, claim, tuple(frames))


def spot_of(told: Told, frame: Frame) -> Spot | None:
    """The word that evokes a meeting or an agreement; None for what no model sets in place and time."""
    if frame.type not in ("Meeting", "Agreement"):
        return None
    return Spot(told.discourse, told.sentence(frame), frame.word, frame.reasons[0], mark_of(frame))


def candidates(told: Told, frame: Frame) -> tuple[Weighed, ...]:
    """Who may have taken part in a meeting or agreement, with the features that the model weighed."""
    spot = spot_of(told, frame)
    if spot is None:
        return ()
    if frame.type == "Meeting":
        scene = next(s for s in scenes(told.discourse) if s.sentence.index == frame.sentence)
        return weighed_members(scene, next(t for t in scene.triggers if t.word == spot.word))
    found = hits(spot.sentence)
    item = next(item for item in evoking(spot.sentence, found) if item.at == spot.word)
    return weighed_parties(told.discourse, spot.sentence, item, found)
