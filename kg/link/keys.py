"""When two local nodes of different articles are one: they have the same key.

Plain on purpose: known actors by their lexicon id, states and media by folded full name, people by a folded full name
of two names or more, places by the one gazetteer entry that they can mean, else by their name and that of the place
they lie in.  Unnamed actors, kunyas, single names, names said to be pseudonyms and described places have no key: they
belong to their article, as does all else that an article tells of.
"""

from __future__ import annotations

from kg.arabic.fold import name_key
from kg.arabic.names import split_name
from kg.rdf.index import Term
from kg.rdf.vocabulary import KG, RDF, RDFS
from kg.store.dataset import Dataset

_BY_NAME = ("State", "MediaOutlet")


def link_key(data: Dataset, node: str, graph: str) -> str | None:
    """The key of a local actor or place of an article's graph, None for one that stays its article's own."""
    types = {t.rsplit("#", 1)[-1] for t in data.objects(node, RDF.type, graph)}
    if "Place" in types:
        return _place_key(data, node, graph)
    if "Actor" not in types or "UnnamedActor" in types:
        return None
    known = data.one(node, KG.known, graph)
    if known:
        return f"known:{known}"
    name = data.one(node, RDFS.label, graph) or ""
    if "Person" in types:
        return f"person:{name_key(name)}" if _is_full(name) and not _is_pseudonym(data, node, graph) else None
    return next((f"{kind}:{name_key(name)}" for kind in _BY_NAME if kind in types and name_key(name)), None)


def _is_full(name: str) -> bool:
    """Two names at least beside a kunya; `عبد الله` is one."""
    return sum(part.kind != "kunya" for part in split_name(name)) >= 2


def _is_pseudonym(data: Dataset, node: str, graph: str) -> bool:
    """Whether the article says that the name is not the person's own: then it may be anybody's elsewhere."""
    return any(data.one(p, KG.pseudonym, graph) == "true" for p in data.subjects(KG.actor, Term(node), graph))


def _place_key(data: Dataset, node: str, graph: str) -> str | None:
    if data.one(node, KG.described, graph) == "true":
        return None
    candidates = data.objects(node, KG.candidate, graph)
    if len(candidates) == 1:
        return f"place:{data.one(candidates[0], KG.gazetteerId, graph)}"
    around = data.one(node, KG.within, graph)
    if around is None or data.one(around, KG.described, graph) == "true":
        return None
    names = [name_key(data.one(n, RDFS.label, graph) or "") for n in (node, around)]
    return f"place:{names[0]}@{names[1]}" if all(names) else None
