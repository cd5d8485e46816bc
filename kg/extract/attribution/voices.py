"""Voices: who speaks, with the cues that cite them; who is cited in a whole article; quotations that run on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from kg.extract.attribution.cues import Cue, cues
from kg.extract.attribution.outlet import ArticleSource
from kg.extract.discourse import Discourse
from kg.model import Sentence

Quotation = Literal["no", "here", "before"]
OPEN, CLOSE = frozenset("«“"), frozenset("»”")
_LONGEST = 20  # sentences of a quotation
_QUESTIONS = 2  # sentences that ask, from more of which on an article is an interview


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: media from the nearest to the outlet on, then speakers, as entity ids; with cue and evidence.

    `how` says why they are taken to speak the words in question.
    """

    media: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()
    cues: tuple[Cue, ...] = ()
    how: str = "nobody cited"

    @property
    def entities(self) -> tuple[int, ...]:
        """All of them, the deepest last."""
        return tuple(dict.fromkeys((*self.media, *self.speakers)))


@dataclass(frozen=True, slots=True)
class Citations:
    """Who is cited in a whole article: all cues of each entity, the outlet left out.

    `most` is who is cited most, `total` how many cues there are, `interview` if the article asks often.
    """

    cues: Mapping[int, tuple[Cue, ...]]
    most: int | None
    total: int
    interview: bool

    def of(self, entity: int) -> tuple[Cue, ...]:
        """The cues that cite an entity."""
        return self.cues.get(entity, ())


def joined(found: Iterable[Cue]) -> Voice:
    """All whom cues cite, as one voice."""
    found = tuple(found)
    media = tuple(dict.fromkeys(c.medium for c in found if c.medium is not None))
    speakers = tuple(dict.fromkeys(c.source for c in found if c.source is not None and c.source not in media))
    return Voice(media, speakers, found)


def merged(new: Voice, old: Voice) -> Voice:
    """Who is cited anew, and where nobody of a kind is, who was."""
    return Voice(new.media or old.media, new.speakers or old.speakers, (*old.cues, *new.cues))


def is_relayed(voice: Voice, default: Voice) -> bool:
    """Whether nobody is cited but the medium that the whole article relays: it brings what its source says."""
    return bool(voice.media) and not voice.speakers and set(voice.media) <= set(default.media)


def through_media(voice: Voice, media_of: Mapping[int, int]) -> Voice:
    """The voice with the media by which its speakers were heard before."""
    if voice.media:
        return voice
    return replace(voice, media=tuple(dict.fromkeys(media_of[s] for s in voice.speakers if s in media_of)))


def citations(discourse: Discourse, source: ArticleSource) -> Citations:
    """Who is cited in an article."""
    found: dict[int, list[Cue]] = {}
    for cue in (c for s in discourse.annotated.sentences for c in spoken(discourse, s)):
        for entity in (cue.source, cue.medium):
            if entity is not None and entity != source.entity:
                found.setdefault(entity, []).append(cue)
    most = max(found, key=lambda entity: (len(found[entity]), -entity), default=None)
    ends = (s.words[-2:] for s in discourse.annotated.sentences if s.words)
    asks = sum(any(w.text in "؟?" for w in end) for end in ends)
    cues_of = {entity: tuple(of) for entity, of in found.items()}
    return Citations(cues_of, most, sum(map(len, found.values())), asks > _QUESTIONS)


def spoken(discourse: Discourse, sentence: Sentence) -> tuple[Cue, ...]:
    """The cues of a sentence of the text; a title cites nobody."""
    return () if sentence.where == "title" else tuple(cues(discourse, sentence))


def quotation(sentence: Sentence, at: int, *, runs_on: bool) -> Quotation:
    """Whether a word stands in a quotation that its sentence opens, or one that runs on from before."""
    inside: Quotation = "before" if runs_on else "no"
    straight = 0
    for word in sentence.words[:at]:
        if word.text in OPEN:
            inside = "here"
        elif word.text in CLOSE:
            inside = "no"
        straight += word.text == '"'
    return "here" if inside == "no" and straight % 2 else inside


def run_on(discourse: Discourse) -> frozenset[int]:
    """The sentences at whose end a quotation is open: the next mark behind it closes it."""
    marks = [
        (s.index, s.where, w.text) for s in discourse.annotated.sentences for w in s.words if w.text in OPEN | CLOSE
    ]
    pairs = (pair for pair in pairwise(marks) if pair[0][2] in OPEN and pair[1][2] in CLOSE)
    same = ((one[0], other[0]) for one, other in pairs if one[1] == other[1])
    return frozenset(at for first, last in same for at in range(first, min(last, first + _LONGEST)))
