"""From what a user writes to IRIs: names become canonical nodes, IRIs that were of an article become canonical too."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Literal

from kg.arabic.fold import name_key
from kg.errors import UsageError
from kg.link.former import became
from kg.rdf.index import Term
from kg.rdf.vocabulary import KG, RDF, SKOS
from kg.store.dataset import Dataset

Kind = Literal["actor", "place", "event", "agreement", "claim"]
_CLASSES = {
    "actor": ("Actor",), "place": ("Place",), "agreement": ("Agreement",), "claim": ("Claim",),
    "event": ("Meeting", "Agreement", "Clause", "Request", "Mandate", "Accusation"),
}  # fmt: skip
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def resolve(data: Dataset, kind: Kind, text: str) -> tuple[str, ...]:
    """The IRIs of what a name or an IRI means, sorted: all nodes of that name where there are several.

    Raises:
        UsageError: there is none; the nearest names are offered.
    """
    if "://" in text:
        return (_by_iri(data, kind, text),)
    if re.fullmatch(r"[a-z]+/[0-9a-f]{20}", text):
        return (_by_iri(data, kind, f"{data.base}{text}"),)
    if kind not in ("actor", "place"):
        raise UsageError(f"{text}: a {kind} has no name; give its IRI, as the queries print it")
    named = data.subjects(KG.nameKey, Term(name_key(text), _STRING))
    found = {_canonical(data, node) for node in named if _is(data, node, kind)}
    if not found:
        raise UsageError(_no_such(data, kind, text))
    return tuple(sorted(found))


def _by_iri(data: Dataset, kind: Kind, iri: str) -> str:
    try:
        known = _is(data, iri, kind)
    except ValueError as error:
        raise UsageError(f"{iri}: is no IRI ({error})") from error
    if not known and (heir := became(data, iri)) is not None:
        return _by_iri(data, kind, heir)
    if not known:
        raise UsageError(f"{iri}: the store has no such {kind}. Take an IRI that a query prints")
    return _canonical(data, iri)


def _canonical(data: Dataset, node: str) -> str:
    return data.one(node, KG.canonical, data.identity) or node


def _is(data: Dataset, node: str, kind: Kind) -> bool:
    types = data.objects(node, RDF.type)
    return any(str(KG[name]) in types for name in _CLASSES[kind])


def _no_such(data: Dataset, kind: Kind, text: str) -> str:
    names = _names(data, kind)
    near = get_close_matches(name_key(text), list(names), n=3, cutoff=0.6)
    if not names:
        return f"{text}: the store has no {kind} yet. Put articles in with `kg ingest PATH`"
    offer = f"Near: {'، '.join(names[n] for n in near)}" if near else "Give another form of it, or an IRI"
    return f"{text}: no {kind} of that name. {offer}"


def _names(data: Dataset, kind: Kind) -> dict[str, str]:
    """All names of a kind, by their folded forms."""
    names: dict[str, str] = {}
    for predicate in (SKOS.altLabel, SKOS.prefLabel):
        for node, label in data.pairs(predicate, data.identity):
            if _is(data, node, kind):
                names[name_key(label.value)] = label.value
    return names
