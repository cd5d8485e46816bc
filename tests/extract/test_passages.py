"""Passages around words that evoke events: what is in them, where words stand, what is asked of the network."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract import passages
from kg.extract.coref import build
from kg.extract.discourse import Discourse
from kg.extract.passages import Passage, around, likelihood, passage, piece_features, span_features
from kg.extract.triggers import triggers
from kg.model import Document, Sentence

TITLE = "لافروف يلتقي كيري في فيينا"
TEXT = (
    "وصل وزير الخارجية الروسي سيرغي لافروف إلى فيينا.\n"
    "والتقى لافروف نظيره الأميركي جون كيري يوم الجمعة.\n"
    "واتفق الطرفان على وقف إطلاق النار وتبادل الأسرى.\n"
    "وغادر كيري المدينة."
)


@dataclass(frozen=True)
class Told:
    """A reading by heart."""

    event: float = 0.5
    statuses: dict[str, float] = field(default_factory=lambda: {"held": 0.9})
    asked: list[tuple[str, int, int]] = field(default_factory=list)

    def span(self, asks: str, first: int, last: int) -> float:
        self.asked.append((asks, first, last))
        return 0.65


@dataclass
class ByHeart:
    """Stands for a network whose answers are known."""

    read_before: list[Passage] = field(default_factory=list)
    told: Told = field(default_factory=Told)

    def read(self, passage: Passage) -> Told:
        self.read_before.append(passage)
        return self.told


@pytest.fixture(scope="module")
def discourse() -> Discourse:
    doc = Document("k", "d", TEXT, sha256(TEXT.encode()).hexdigest(), title=TITLE)
    return build(Reader(info()).read(doc))


def meeting(discourse: Discourse) -> tuple[Sentence, int]:
    """The sentence of the text that tells of a meeting, and the word."""
    sentence = next(s for s in discourse.annotated.sentences if s.where == "text" and list(triggers(s)))
    return sentence, next(triggers(sentence)).word


def test_a_passage_is_the_sentence_with_those_beside_it(discourse: Discourse) -> None:
    sentence, word = meeting(discourse)
    found = passage(discourse, sentence, word, "meeting")
    beside = discourse.annotated.sentences[sentence.index - 1 : sentence.index + 2]
    assert list(found.words) == [w.text for s in beside for w in s.words]
    assert [found.segments.count(n) for n in range(3)] == [len(s.words) for s in beside]
    assert found.word is not None
    assert found.words[found.word] == sentence.words[word].text
    assert found.marks == ((found.word, "meeting"),)


def test_the_title_has_no_neighbours(discourse: Discourse) -> None:
    title = discourse.annotated.sentences[0]
    assert title.where == "title"
    found = passage(discourse, title, next(triggers(title)).word, "meeting")
    assert list(found.words) == [w.text for w in title.words]


def test_every_word_of_a_passage_has_its_position(discourse: Discourse) -> None:
    sentence, word = meeting(discourse)
    found = passage(discourse, sentence, word, "meeting")
    for index, first, end, _ in found.starts:
        for at in range(first, end):
            position = found.position(index, at, at)
            assert position is not None
            assert found.words[position[0]] == discourse.annotated.sentences[index].words[at].text
    assert found.position(len(discourse.annotated.sentences) - 1, 0, 0) is None


def test_of_a_long_sentence_only_what_is_near_is_read(discourse: Discourse) -> None:
    sentence, word = meeting(discourse)
    many = tuple(replace(w, index=n) for n, w in enumerate(sentence.words * 100))
    long = replace(sentence, words=many)
    sentences = tuple(long if s.index == long.index else s for s in discourse.annotated.sentences)
    read = replace(discourse, annotated=replace(discourse.annotated, sentences=sentences))
    at = word + 50 * len(sentence.words)
    found = passage(read, long, at, "meeting")
    own = found.segments.count(1)
    assert own < 200 < len(many)
    assert found.word is not None
    assert found.words[found.word] == many[at].text
    assert found.position(long.index, 0, 3) is None
    assert around(read, long, at).position(long.index, at, at) is not None


def test_words_that_evoke_agreements_are_marked_for_pieces(discourse: Discourse) -> None:
    sentence = next(s for s in discourse.annotated.sentences if any(w.text == "الأسرى" for w in s.words))
    found = around(discourse, sentence, 0)
    assert found.word is None
    assert {mark for _, mark in found.marks} == {"agreement"}


def test_a_likelihood_is_said_by_the_limits_that_it_is_over() -> None:
    assert list(likelihood("read as x", 0.35))[-1] == "read as x over 30"
    assert list(likelihood("read as x", 0.0)) == []


def test_an_actor_is_asked_by_all_its_mentions_and_the_network_once(discourse: Discourse) -> None:
    network = ByHeart()
    read = replace(discourse, network=network)
    sentence, word = meeting(read)
    words = [(sentence.index - 1, 0, 0), (sentence.index, 1, 1), (99, 0, 0)]
    found = list(span_features(read, (sentence.index, word), "meeting", "member", words))
    assert found[-1] == "read as member over 60"
    assert len(network.told.asked) == 2
    assert list(span_features(read, (sentence.index, word), "meeting", "member", [(99, 0, 0)])) == [
        "out of the member's passage"
    ]
    assert len(network.read_before) == 1


def test_pieces_of_one_sentence_are_read_together(discourse: Discourse) -> None:
    network = ByHeart()
    read = replace(discourse, network=network)
    list(piece_features(read, (3, 0, 2)))
    list(piece_features(read, (3, 3, 5)))
    assert len(network.read_before) == 1


def test_the_network_that_ships_is_taken_where_none_is_given(discourse: Discourse) -> None:
    sentence, word = meeting(discourse)
    found, read = passages.reading(discourse, sentence.index, word, "meeting")
    assert 0 < read.event < 1
    assert sum(read.statuses.values()) == pytest.approx(1)
    assert 0 <= read.span("member", 0, len(found.words) - 1) <= 1
