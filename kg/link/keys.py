"""When two local nodes of different articles are one: they have the same key.

Plain on purpose: known actors by their lexicon id, people of two names or more, states and media by folded full name,
places by the one gazetteer entry that they can mean.  Unnamed actors, kunyas, single names and described places have
no key: they belong to their article.
"""

from __future__ import annotations

from kg.arabic.fold import name_key
from kg.rdf.index import Index
from kg.rdf.vocabulary import KG, RDF, RDFS

_KUNYA = frozenset({"ابو", "ابا", "ابي", "ام"})
_BY_NAME = ("State", "MediaOutlet")


def link_key(index: Index, node: str) -> str | None:
    """The key of a local actor or place, None for one that stays its article's own."""
    types = {t.rsplit("#", 1)[-1] for t in index.all(node, RDF.type)}
    if "Place" in types:
        return _place_key(index, node)
    if "Actor" not in types or "UnnamedActor" in types:
        return None
    known = index.one(node, KG.known)
    if known:
        return f"known:{known}"
    name = name_key(index.one(node, RDFS.label) or "")
    if "Person" in types:
        return f"person:{name}" if _full_name(name) else None
    return next((f"{kind}:{name}" for kind in _BY_NAME if kind in types and name), None)


def _full_name(name: str) -> bool:
    """Two names at least beside a kunya."""
    words = name.split()
    if words and words[0] in _KUNYA:
        words = words[2:]
    return len(words) >= 2


def _place_key(index: Index, node: str) -> str | None:
    candidates = index.all(node, KG.candidate)
    if index.flag(node, KG.described) or len(candidates) != 1:
        return None
    return f"place:{index.one(candidates[0], KG.gazetteerId)}"
