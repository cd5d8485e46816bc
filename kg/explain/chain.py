"""Why a claim has its chain of sources: how each was cited, by which words, and what the model says of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.explain.grounds import by_entry, by_model, sentence_for
from kg.explain.people import found
from kg.explain.told import Told
from kg.explain.types import Because, Explained
from kg.extract.attribution.chains import borrows
from kg.extract.attribution.moments import moments
from kg.extract.attribution.outlet import find
from kg.extract.attribution.weighed import MODEL, RULED, likeliest, weighed
from kg.model import Hop

_HOW = {
    "own words": "The passage is marked as the outlet's own words.",
    "cue": "A citation in the sentence covers the words.",
    "last speaker": "The sentence cites without naming: who spoke last goes on.",
    "quotation": "A quotation opened before goes on.",
    "list": "The words are an item of a list that a citation opened.",
    "lead": "The whole article relays it: its lead cites another medium.",
    "title": "The whole article relays it: its title opens with the medium.",
    "first telling": "The words only point back: the chain is that of the event's first full telling.",
    "where it was said": "The words tell where something was said: nobody says it of them.",
    "said after it": "The sentence behind it says from whom it is.",
    "earlier speaker": "Who spoke earlier in the article goes on.",
    "most cited": "It is the article's main speaker's.",
    "nobody cited": "Nobody is cited for these words but the outlet.",
}


def sources(told: Told) -> Iterator[Explained]:
    """The hops of a chain, the outlet first."""
    for number, hop in enumerate(told.claim.chain, start=1):
        because = (*_outlet(told, hop), *_likeliest(told)) if number == 1 else _cited(told, hop)
        yield Explained("source", f"{number}. {told.name(hop.source)}", tuple(because))


def _outlet(told: Told, hop: Hop) -> Iterator[Because]:
    doc = told.discourse.annotated.doc
    if doc.outlet:
        yield Because(f"The outlet that the record gives: {doc.outlet}.")
    else:
        entity = told.entity(hop.source)
        words = told.discourse.mentions[entity.mentions[0]].span if entity else None
        yield Because("The byline of the text." if entity else "No outlet is given, and the text has no byline.", words)
    yield from (Because(sentence_for(how, _HOW, "Cited by")) for how in hop.reasons[:1])


def _likeliest(told: Told) -> Iterator[Because]:
    """What the model says of the chain, by the first full telling."""
    source = find(told.discourse, told.workings.names)
    full = [frame for frame in told.frames if not borrows(told.discourse, frame)]
    for moment in moments(told.discourse, full[:1], source):
        if moment.rule.how in RULED:
            return
        voices = weighed(moment)
        if len(voices) > 1:
            _, features = likeliest(voices)
            yield by_model(MODEL, features, f"Of {len(voices)} voices that it may be of the likeliest, by a model.")


def _cited(told: Told, hop: Hop) -> Iterator[Because]:
    words = hop.evidence[0] if hop.evidence else None
    cues = hop.reasons[1:]
    yield from (by_entry(id, f"Cited by «{hop.cue}».", words) for id in cues)
    if hop.time:
        yield Because(f"Said then: {hop.time.text}", next(iter(hop.time.evidence), None))
    if not cues:
        yield Because("Heard through it before in the article.", words)
    entity = told.entity(hop.source)
    if entity is not None:
        yield from found(told, told.discourse.mentions[entity.mentions[0]])
        affiliation = told.workings.names.of(entity.affiliation)
        if affiliation is not None:
            yield Because(f"Unnamed, of {told.name(affiliation)}: the description names it.")
