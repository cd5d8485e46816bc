"""Where an agreement was made: `وقعا في عمان اتفاقا`, `تفاهم في مسقط`; not where it is kept (`هدنة في حلب`)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.arabic.fold import fold
from kg.extract.agreement_rules import Found, holder_of
from kg.extract.frames import PlaceName
from kg.extract.places import INSIDE, PlaceChain, chains_of, place_names
from kg.model import AnnotatedDocument, Sentence

_BEHIND = 2  # words between a noun of agreement, or its verb, and where it was made


def signed_in(
    annotated: AnnotatedDocument, sentence: Sentence, found: Sequence[Found], noun: Found
) -> tuple[PlaceName, ...]:
    """The chain of places in which an agreement was signed or reached, innermost first; () if words do not say it."""
    verb = holder_of(sentence, found, noun) if noun.role == "noun" else None
    if verb is None:
        return ()
    chain = next((c for c in chains_of(sentence) if c.preposition in INSIDE and _made(sentence, c, verb, noun)), None)
    return place_names(annotated.doc, sentence, chain) if chain is not None else ()


def _made(sentence: Sentence, chain: PlaceChain, verb: Found, noun: Found) -> bool:
    """Whether a place stands between the verb and its noun, right behind that, or behind `الذي أبرم`."""
    if verb.hit.last < chain.first < noun.at:
        return True
    last = max(verb.hit.last, noun.hit.last)
    between = [w for w in sentence.words[last + 1 : chain.first] if fold(w.text) not in INSIDE | {"من"}]
    near = len(between) <= _BEHIND and not any(w.upos in ("VERB", "ADP", "CCONJ", "PUNCT") for w in between)
    return chain.first > last and near and (verb.at > noun.at or not noun.hit.entry.flag("kept"))
