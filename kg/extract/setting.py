"""Where and when a telling sets its event: of the places and times in and around its sentence, the likeliest.

Every candidate has features (order, distance, preposition, path in the tree, what it is), which a model weighs; none is
chosen where none is likely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import TypeVar

from kg.arabic.fold import fold
from kg.extract.arguments import clause_end, words_between
from kg.extract.arrivals import came_to
from kg.extract.attribution.cues import cues
from kg.extract.discourse import Discourse, Mention
from kg.extract.frames import PlaceName
from kg.extract.gazetteer import countries_of, is_country
from kg.extract.learned import model
from kg.extract.pair_features import bucket, tree_path, word_before
from kg.extract.passages import Mark, span_features
from kg.extract.places import INSIDE, PlaceChain, chains_of, place_names
from kg.extract.times import FoundTime
from kg.lexicon.words import word_class
from kg.model import Sentence

_STOPS = word_class("clause.end", "clause.said")
_SURE = 0.5  # how likely a place of the own sentence must be to go before one of another
_AROUND = (0, -1, 1)  # sentences, counted from the telling's, in which a place or time is looked for
_PEOPLE = frozenset({"Person", "ArmedGroup", "MediaOutlet"})  # whose names are no places


@dataclass(frozen=True, slots=True)
class Spot:
    """A word that an event of a kind (`mark`) hangs on; `kind` is what evokes it (an entry of a lexicon)."""

    discourse: Discourse
    sentence: Sentence
    word: int
    kind: str
    mark: Mark = "meeting"

    @property
    def at(self) -> tuple[int, int]:
        """The sentence and the word."""
        return self.sentence.index, self.word


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A chain of places that an event may be set in, with the features that tell."""

    sentence: Sentence
    chain: PlaceChain
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """A time that an event may be of, with the features that tell."""

    found: FoundTime
    features: tuple[str, ...]


Choice = TypeVar("Choice", PlaceChoice, TimeChoice)


def place_of(spot: Spot) -> tuple[tuple[PlaceName, ...], float]:
    """The chain of places in which an event is set (`في فندق في جدة`), innermost first, and how likely it is.

    Where none is likely, where somebody came to; () if nobody did.
    """
    best, score = likeliest_place(spot, tuple(place_choices(spot)))
    if best is not None:
        return place_names(spot.discourse.annotated.doc, best.sentence, best.chain), score
    own = next((named for sentence, named in places_near(spot) if sentence.index == spot.sentence.index), [])
    came = came_to(spot.sentence, own, spot.word)
    return (place_names(spot.discourse.annotated.doc, spot.sentence, came), score) if came is not None else ((), 0.0)


def likeliest_place(spot: Spot, choices: Sequence[PlaceChoice]) -> tuple[PlaceChoice | None, float]:
    """The place that an event is set in, with its score; None if none is likely.

    One in its own sentence goes before likelier ones of others (`اجتمعا في الكرملين` of who came to Moscow).
    """
    best, score = _likeliest("event-place", choices)
    if best is not None and best.sentence.index != spot.sentence.index:
        here, likely = _likeliest("event-place", (choice for choice in choices if _is_here(spot, choice)))
        if here is not None and likely >= _SURE:
            return here, likely
    return best, score


def _is_here(spot: Spot, choice: PlaceChoice) -> bool:
    return choice.sentence.index == spot.sentence.index and choice.chain.preposition in INSIDE


def time_of(spot: Spot, times: tuple[FoundTime, ...]) -> tuple[FoundTime | None, float]:
    """The time of an event and how likely it is; None if none is likely."""
    best, score = _likeliest("event-time", time_choices(spot, times))
    return (best.found, score) if best else (None, 0.0)


def _likeliest(name: str, choices: Iterable[Choice]) -> tuple[Choice | None, float]:
    """The choice that the model of this name finds likeliest, with its score; None if none is likely."""
    weigher = model(name)
    scored = ((weigher.score(choice.features), choice) for choice in choices)
    score, best = max(scored, key=lambda item: item[0], default=(0.0, None))
    return (best, round(score, 3)) if best is not None and score >= weigher.threshold else (None, 0.0)


def most_exact(places: Sequence[tuple[PlaceName, ...]]) -> tuple[PlaceName, ...]:
    """The first, or what others say lies in it: of `في قطر` and `في الدوحة` the town."""
    return next((p for p in places[1:] if p and places[0] and _lies_in(p, places[0])), places[0])


def _lies_in(inner: tuple[PlaceName, ...], outer: tuple[PlaceName, ...]) -> bool:
    """Whether one place may be in the country that is all that another telling says."""
    country = outer[0].name
    if len(outer) > 1 or not is_country(country) or is_country(inner[0].name):
        return False
    return bool(countries_of(inner[-1].name) & countries_of(country))


# --- places --------------------------------------------------------------------------------------------------------


def place_choices(spot: Spot) -> Iterator[PlaceChoice]:
    """The places near a word, with what tells which of them is the event's."""
    for sentence, named in places_near(spot):
        located = [chain.first for chain in named if chain.preposition in INSIDE]
        for number, chain in enumerate(named):
            rank = _rank(spot, sentence, located, chain.first)
            words = (sentence.index, chain.first, chain.last)
            read = span_features(spot.discourse, spot.at, spot.mark, "place", [words])
            yield PlaceChoice(sentence, chain, (*_of_place(spot, sentence, chain, number), f"nearest={rank}", *read))


def places_near(spot: Spot) -> Iterator[tuple[Sentence, list[PlaceChain]]]:
    """The places of the sentence and of those around it, anaphoric ones and people's names left out."""
    for sentence in _around(spot):
        people = _people(spot.discourse, sentence)
        named = [chain for chain in chains_of(sentence) if not all(part.anaphoric for part in chain.parts)]
        yield sentence, [whole for chain in named if (whole := _from_place(chain, people)) is not None]


def _from_place(chain: PlaceChain, people: frozenset[int]) -> PlaceChain | None:
    """A chain from its first place on: `حماس بالدوحة` is in Doha."""
    parts = tuple(dropwhile(lambda part: part.first in people, chain.parts))
    return replace(chain, parts=parts) if parts else None


def _people(discourse: Discourse, sentence: Sentence) -> frozenset[int]:
    """Words of names and nouns of people, which a tagger may have taken for places (`هولاند`, `وزراء`, `حماس`)."""
    here = tuple(discourse.in_sentence(sentence.index))
    people = (m for m in here if m.type in _PEOPLE and m.form == "name")
    named = frozenset(at for m in people for at in range(m.first, m.last + 1))
    tokens = {sentence.words[m.first].token for m in here if m.type == "UnnamedActor" or _in_office(m)}
    return named | {w.index for w in sentence.words if w.token in tokens}


def _in_office(mention: Mention) -> bool:
    """Whether somebody is named by an office alone (`وزراء خارجية مصر`)."""
    return mention.type == "Person" and mention.form == "nominal"


def _around(spot: Spot) -> Iterator[Sentence]:
    sentences = spot.discourse.annotated.sentences
    for step in _AROUND:
        index = spot.sentence.index + step
        if 0 <= index < len(sentences) and sentences[index].where == spot.sentence.where:
            yield sentences[index]


def _of_place(spot: Spot, sentence: Sentence, chain: PlaceChain, number: int) -> Iterator[str]:
    part = chain.parts[0]
    name = " ".join(w.text for w in sentence.words[part.first : part.last + 1])
    what = "country" if part.kind == "named" and is_country(name) else part.kind
    yield from _common(spot, sentence, chain.first, chain.last)
    yield f"what={what}"
    yield f"parts={min(len(chain.parts), 3)}"
    yield f"preposition={chain.preposition}"
    yield f"what={what} preposition={chain.preposition}"
    yield f"number={min(number, 3)}"
    yield f"kind={spot.kind} preposition={chain.preposition}"
    side = _side(spot, sentence, chain.first)
    yield f"{side} what={what} preposition={chain.preposition}"
    before = word_before(sentence, chain.first - (chain.preposition is not None))
    yield f"behind={before.upos if before else 'START'}"
    if before is not None and before.upos == "NOUN" and before.index != spot.word:
        yield f"{side} hangs on a noun"
        yield f"hangs on {fold(before.lemma)}"


# --- times ---------------------------------------------------------------------------------------------------------


def time_choices(spot: Spot, times: tuple[FoundTime, ...]) -> Iterator[TimeChoice]:
    """The times near a word, with what tells which of them is the event's."""
    for sentence, own in times_near(spot, times):
        firsts = [found.first for found in own]
        for number, found in enumerate(own):
            rank = _rank(spot, sentence, firsts, found.first)
            alone = f"{rank} {found.rule} times={min(len(own), 3)}"
            words = (sentence.index, found.first, found.last)
            read = span_features(spot.discourse, spot.at, spot.mark, "time", [words])
            yield TimeChoice(found, (*_of_time(spot, sentence, found, number), f"nearest={rank}", alone, *read))


def times_near(spot: Spot, times: tuple[FoundTime, ...]) -> Iterator[tuple[Sentence, list[FoundTime]]]:
    """The times of the sentence and of those around it."""
    for sentence in _around(spot):
        yield sentence, [found for found in times if found.sentence == sentence.index]


def _of_time(spot: Spot, sentence: Sentence, found: FoundTime, number: int) -> Iterator[str]:
    side = _side(spot, sentence, found.first)
    yield from _common(spot, sentence, found.first, found.last)
    yield f"rule={found.rule}"
    yield f"{side} rule={found.rule}"
    yield f"precision={found.time.precision}"
    yield f"{side} future={found.future}"
    yield f"number={min(number, 3)}"
    if found.time.start != found.time.end:
        yield "open or long"
    yield f"{side} verb before={_verb_before(spot, sentence, found.first)}"
    if side == "before" and "ان" in words_between(sentence, found.last + 1, spot.word):
        yield "said at that time"


def _verb_before(spot: Spot, sentence: Sentence, at: int) -> str:
    """What the nearest verb before a time does: it may be when something was said (`الذي صرح ... الاثنين`)."""
    verb = next((word.index for word in reversed(sentence.words[:at]) if word.upos == "VERB"), None)
    if verb is None:
        return "none"
    if verb in {cue.at for cue in cues(spot.discourse, sentence)}:
        return "says"
    if sentence.index != spot.sentence.index or verb < spot.word:
        return "other"
    return "evokes" if verb == spot.word else "between"


# --- both ----------------------------------------------------------------------------------------------------------


def _rank(spot: Spot, sentence: Sentence, firsts: list[int], first: int) -> str:
    """Whether it is the nearest of its kind on its side of the word, with what the other side has."""
    side = _side(spot, sentence, first)
    if first not in firsts or sentence.index != spot.sentence.index:
        return f"{side} {'only' if len(firsts) == 1 else 'one of several'}"
    after, before = [f for f in firsts if f > spot.word], [f for f in firsts if f < spot.word]
    nearest = first == (min(after) if side == "after" else max(before))
    other = bool(before if side == "after" else after)
    return f"{side} {nearest} other side={other}"


def _side(spot: Spot, sentence: Sentence, first: int) -> str:
    if sentence.index != spot.sentence.index:
        return "sentence before" if sentence.index < spot.sentence.index else "sentence after"
    return "after" if first > spot.word else "before"


def _common(spot: Spot, sentence: Sentence, first: int, last: int) -> Iterator[str]:
    side = _side(spot, sentence, first)
    yield side
    yield f"{side} kind={spot.kind}"
    if sentence.index != spot.sentence.index:
        yield f"{side} at={bucket(first)}"
        return
    begin, end = (spot.word + 1, first) if side == "after" else (last + 1, spot.word)
    words = sentence.words[begin:end]
    yield f"{side} distance={bucket(len(words))}"
    yield f"{side} verbs={min(sum(w.upos == 'VERB' for w in words), 3)}"
    yield f"{side} marks={min(sum(w.upos == 'PUNCT' for w in words), 3)}"
    if side == "after":
        inside = first < clause_end(sentence, spot.word + 1, _STOPS)
        yield f"in the clause={inside}"
        yield f"in the clause={inside} verbs={min(sum(w.upos == 'VERB' for w in words), 3)}"
    path = tree_path(sentence, spot.word, first)
    yield f"path={path}"
    if path != "far":
        yield f"steps={path.count('>') + path.count('<')}"
    if any(fold(w.text) in ("ان", "حيث", "الذي", "التي", "فيما", "بينما", "بعد") for w in words):
        yield f"{side} another clause"
