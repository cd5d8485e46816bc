"""By which rules a store was linked: where another version of kg did it, all of it is linked anew.

Rules and tables ship with a version.  A graph of which one part was linked by the old ones and another by the new ones
would depend on the order in which articles came.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.hashes import hash_of
from kg.lexicon.load import lexicon_hash
from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import KG, XSD
from kg.store.dataset import Change, Dataset


@cache
def linker() -> str:
    """The hash of all that decides on identity: the rules, their tables, how names are folded, the lexicon."""
    return hash_of(_files()) + lexicon_hash()


def _files() -> Iterator[Traversable]:
    for package in ("kg.link", "kg.arabic", "kg.lexicon"):
        yield from _of(files(package), ".py")
    yield from _of(files("kg.link") / "data", "")


def _of(folder: Traversable, suffix: str) -> Iterator[Traversable]:
    found = (f for f in folder.iterdir() if f.is_file() and f.name.endswith(suffix))
    return iter(sorted(found, key=lambda f: f.name))


def is_old(data: Dataset) -> bool:
    """Whether articles are linked, and another version of kg, or one that left no note, linked them."""
    if data.one(data.identity, KG.linkedBy, _graph(data)) == linker():
        return False
    return next(data.pairs(KG.ofArticle, data.identity), None) is not None


def change(data: Dataset) -> Change:
    """The note that all is linked by this version."""
    now: Triple = (data.identity, str(KG.linkedBy), Term(linker(), str(XSD.string)))
    old = tuple(data.triples(_graph(data)))
    return Change(_graph(data), tuple(t for t in old if t != now), () if now in old else (now,))


def _graph(data: Dataset) -> str:
    return f"{data.base}graph/link/made"
