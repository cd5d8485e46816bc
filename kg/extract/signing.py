"""Where an agreement was made: `وقعا في عمان اتفاقا`, `تفاهم في مسقط`; not where it is kept (`هدنة في حلب`)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.agreement_rules import Found, holder_of
from kg.extract.frames import PlaceName
from kg.extract.places import INSIDE, PlaceChain, chains_of, place_names
from kg.model import AnnotatedDocument, Sentence

_BEHIND = 3  # adjectives and nouns between a noun of agreement and where it was made


def signed_in(
    annotated: AnnotatedDocument, sentence: Sentence, found: Sequence[Found], noun: Found
) -> tuple[PlaceName, ...]:
    """The chain of places in which an agreement was signed or reached, innermost first; () if words do not say it."""
    verb = holder_of(sentence, found, noun) if noun.role == "noun" else None
    if verb is None or verb.at > noun.at:
        return ()
    chain = next((c for c in chains_of(sentence) if c.preposition in INSIDE and _made(sentence, c, verb, noun)), None)
    return place_names(annotated.doc, sentence, chain) if chain is not None else ()


def _made(sentence: Sentence, chain: PlaceChain, verb: Found, noun: Found) -> bool:
    """Whether a place stands between the verb and its noun, or right behind a noun of what is kept nowhere."""
    if verb.hit.last < chain.first < noun.at:
        return True
    between = sentence.words[noun.hit.last + 1 : chain.first]
    near = len(between) <= _BEHIND and not any(w.upos in ("VERB", "PUNCT", "CCONJ") for w in between)
    return chain.first > noun.at and near and not noun.hit.entry.flag("kept")
