"""What a network reads around a word that evokes an event: its sentence with the ends of those beside it.

A passage is the unit that :mod:`kg.annotate.passages` scores: words, which of them evoke what, and spans of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, Protocol

from kg.extract.agreement_rules import evoking, hits
from kg.extract.attribution.cues import speakers
from kg.extract.discourse import Discourse, Entity
from kg.extract.frames import Frame
from kg.model import Sentence

Mark = Literal["meeting", "agreement"]
Asked = Literal["member", "party", "place", "time", "clause"]
ASKS: dict[Mark, Asked] = {"meeting": "member", "agreement": "party"}  # what those are called who take part
Words = tuple[int, int, int]  # of which sentence, the first and the last (inclusive)
SEGMENTS = ("before", "own", "after")
_OWN = 80  # words of the own sentence on either side of the word
_LONG = 150  # words of a long sentence that are read at once for its pieces
_BESIDE = 40  # words of each sentence beside it
_LIMITS = (2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98)  # hundredths: a likelihood is said by those it is over


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of up to three sentences; `segments` are indices of :data:`SEGMENTS`, one a word.

    `marks` has the positions of the words that evoke events, with what they evoke; `word` is the position of the one
    that the passage is about, None for a passage about pieces of a sentence.  `kinds` has the positions of words of
    mentions with the type of whom they mention, and those of who is cited again.  `starts` has for each sentence's
    index the first of its words that is in the passage, the first after the last, and the position of that first word.
    """

    words: tuple[str, ...]
    segments: tuple[int, ...]
    marks: tuple[tuple[int, Mark], ...]
    kinds: tuple[tuple[int, str], ...]
    word: int | None
    starts: tuple[tuple[int, int, int, int], ...]

    def position(self, sentence: int, first: int, last: int) -> tuple[int, int] | None:
        """Where words `first` to `last` (inclusive) of a sentence stand; None if none of them is in the passage."""
        for index, begin, end, start in self.starts:
            if index == sentence and first < end and last >= begin:
                return start + max(first, begin) - begin, start + min(last, end - 1) - begin
        return None


class Reading(Protocol):
    """What a network makes of a passage: likelihoods from 0 to 1."""

    @property
    def event(self) -> float:
        """That the word tells of an event."""

    @property
    def statuses(self) -> Mapping[str, float]:
        """What the status of that event is."""

    def span(self, asks: str, first: int, last: int) -> float:
        """That words `first` to `last` (inclusive) of the passage are what is asked."""


class Reader(Protocol):
    """A network."""

    def read(self, passage: Passage) -> Reading:
        """What it makes of a passage."""


def mark_of(frame: Frame) -> Mark:
    """What a meeting's or an agreement's word evokes."""
    return "meeting" if frame.type == "Meeting" else "agreement"


def reader_of(discourse: Discourse) -> Reader:
    """The network that a discourse is read with: the one that ships, unless it has another."""
    return discourse.network or _shipped()


@cache
def _shipped() -> Reader:
    from kg.annotate.passages import shipped

    return shipped()


@lru_cache(maxsize=256)
def reading(discourse: Discourse, sentence: int, word: int, mark: Mark) -> tuple[Passage, Reading]:
    """What the network makes of the passage around a word that evokes an event."""
    found = passage(discourse, discourse.annotated.sentences[sentence], word, mark)
    return found, reader_of(discourse).read(found)


def words_of(discourse: Discourse, entity: Entity) -> list[Words]:
    """Where an entity is mentioned."""
    return [(m.sentence, m.first, m.last) for m in (discourse.mentions[at] for at in entity.mentions)]


def span_features(
    discourse: Discourse, evoking: tuple[int, int], mark: Mark, asks: Asked, words: Iterable[Words]
) -> Iterator[str]:
    """How likely the network thinks that one of these is what is asked of an event; `evoking` is (sentence, word)."""
    likely = span_likelihood(discourse, evoking, mark, asks, words)
    if likely is None:
        yield f"out of the {asks}'s passage"
    else:
        yield from likelihood(f"read as {asks}", likely)


def span_likelihood(
    discourse: Discourse, evoking: tuple[int, int], mark: Mark, asks: Asked, words: Iterable[Words]
) -> float | None:
    """How likely the network thinks that one of these is what is asked; None if none is in the passage."""
    found, read = reading(discourse, *evoking, mark)
    places = [place for one in words if (place := found.position(*one)) is not None]
    return max((read.span(asks, *place) for place in places), default=None)


@lru_cache(maxsize=256)
def _reading_around(discourse: Discourse, sentence: int, at: int) -> tuple[Passage, Reading]:
    found = around(discourse, discourse.annotated.sentences[sentence], at)
    return found, reader_of(discourse).read(found)


def piece_features(discourse: Discourse, words: Words) -> Iterator[str]:
    """How likely the network thinks that words are a clause of an agreement that is told near them."""
    found, read = _reading_around(discourse, words[0], words[1] // _LONG * _LONG)
    place = found.position(*words)
    if place is not None:
        yield from likelihood("read as clause", read.span("clause", *place))


def part_likelihood(discourse: Discourse, frame: Frame, entity: Entity) -> float | None:
    """How likely the network thinks that an entity takes part in what a frame tells; None if its passage has it not."""
    mark = mark_of(frame)
    return span_likelihood(discourse, (frame.sentence, frame.word), mark, ASKS[mark], words_of(discourse, entity))


def event_likelihood(discourse: Discourse, frame: Frame) -> float:
    """How likely the network thinks that a frame's word tells of an event."""
    return reading(discourse, frame.sentence, frame.word, mark_of(frame))[1].event


def status_features(discourse: Discourse, evoking: tuple[int, int], mark: Mark) -> Iterator[str]:
    """How likely the network thinks each status."""
    for status, value in reading(discourse, *evoking, mark)[1].statuses.items():
        yield from likelihood(f"read as {status}", value)


def likelihood(what: str, value: float) -> Iterator[str]:
    """A likelihood as features: the limits that it is over."""
    yield from (f"{what} over {limit}" for limit in _LIMITS if value * 100 >= limit)


def passage(discourse: Discourse, sentence: Sentence, word: int, mark: Mark) -> Passage:
    """The passage around a word that evokes an event; a sentence of usual length is the same for all its words."""
    begin = max(word - _OWN, 0) if len(sentence.words) > 2 * _OWN else 0
    return _made(discourse, sentence, begin, begin + 2 * _OWN + 1, {(sentence.index, word): mark}, word)


def around(discourse: Discourse, sentence: Sentence, at: int) -> Passage:
    """The passage with word `at` of a sentence, in which all words that evoke agreements are marked."""
    begin = at // _LONG * _LONG if len(sentence.words) > 2 * _OWN else 0
    near = discourse.annotated.sentences[max(sentence.index - 1, 0) : sentence.index + 2]
    places = [(s.index, item.at) for s in near for item in evoking(s, hits(s))]
    marks: dict[tuple[int, int], Mark] = dict.fromkeys(places, "agreement")
    return _made(discourse, sentence, begin, begin + 2 * _OWN + 1, marks, None)


def _made(
    discourse: Discourse,
    sentence: Sentence,
    begin: int,
    end: int,
    marks: dict[tuple[int, int], Mark],
    word: int | None,
) -> Passage:
    words: list[str] = []
    segments: list[int] = []
    marked: list[tuple[int, Mark]] = []
    kinds: list[tuple[int, str]] = []
    starts: list[tuple[int, int, int, int]] = []
    about: int | None = None
    sentences = discourse.annotated.sentences
    for number, step in enumerate((-1, 0, 1)):
        index = sentence.index + step
        if not 0 <= index < len(sentences) or sentences[index].where != sentence.where:
            continue
        size = len(sentences[index].words)
        low, high = {-1: (max(size - _BESIDE, 0), size), 0: (begin, min(end, size)), 1: (0, min(_BESIDE, size))}[step]
        starts.append((index, low, high, len(words)))
        kinds += [(len(words) + at - low, kind) for at, kind in _kinds(discourse, index) if low <= at < high]
        for at in range(low, high):
            if (index, at) in marks:
                marked.append((len(words), marks[index, at]))
            if step == 0 and at == word:
                about = len(words)
            words.append(sentences[index].words[at].text)
            segments.append(number)
    return Passage(tuple(words), tuple(segments), tuple(marked), tuple(kinds), about, tuple(starts))


@lru_cache(maxsize=256)
def _kinds(discourse: Discourse, index: int) -> tuple[tuple[int, str], ...]:
    """The words of mentions in a sentence, each with a type, and again where the sentence cites whom it means."""
    types: dict[int, str] = {}
    cited = speakers(discourse, discourse.annotated.sentences[index])
    speaking: set[int] = set()
    for mention in discourse.in_sentence(index):
        for at in range(mention.first, mention.last + 1):
            types.setdefault(at, mention.type)
            if mention.entity in cited:
                speaking.add(at)
    return (*sorted(types.items()), *((at, "cited") for at in sorted(speaking)))
