"""Articles in the store: put in, taken out, listed, and their texts given back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from rdflib import Graph

from kg.errors import UsageError
from kg.model import Document
from kg.rdf.index import Term, Triple, triples_of
from kg.rdf.iris import article_of_key, graph_of
from kg.rdf.vocabulary import KG, RDF, SCHEMA
from kg.store.dataset import Change, Dataset

PutResult = Literal["new", "same", "reread", "version"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store has under an article's key; `earlier` are the hashes of the texts that it took the place of."""

    article: str
    graph: str
    version: int
    sha256: str
    earlier: tuple[str, ...]
    record_id: str
    title: str | None


def find(data: Dataset, key: str) -> Stored | None:
    """The article of a key, None if the store has none."""
    article = article_of_key(key, data.base)
    return _stored(data, str(article), str(graph_of(article, data.base)))


def _stored(data: Dataset, article: str, graph: str) -> Stored | None:
    version = data.one(article, KG.version, graph)
    if version is None:
        return None
    return Stored(
        article=article,
        graph=graph,
        version=int(version),
        sha256=data.one(article, SCHEMA.sha256, graph) or "",
        earlier=tuple(data.objects(article, KG.earlierText, graph)),
        record_id=data.one(article, KG.recordId, graph) or "",
        title=data.one(article, SCHEMA.headline, graph),
    )


def of_iri(data: Dataset, article: str) -> Stored | None:
    """The article of an IRI, None if the store has none."""
    return _stored(data, article, article.replace(f"{data.base}article/", f"{data.base}graph/", 1))


def articles(data: Dataset) -> Iterator[Stored]:
    """All articles, in order of their IRIs."""
    for graph in data.article_graphs():
        stored = _stored(data, article_of_graph(data, graph), graph)
        if stored is not None:
            yield stored


def article_of_graph(data: Dataset, graph: str) -> str:
    """The article whose statements a graph has."""
    return graph.replace(f"{data.base}graph/", f"{data.base}article/", 1)


def put(data: Dataset, doc: Document, make: Callable[[int, tuple[str, ...]], Graph]) -> PutResult:
    """Stores an article's graph in one transaction; `make` gives it for a version and the hashes of earlier texts.

    The same key with another text is a new version; the hash of the text that it takes the place of is kept.
    What changed is noted in the same transaction, until it is linked.
    """
    old = find(data, doc.key)
    result, version, earlier = _next(old, doc)
    article = article_of_key(doc.key, data.base)
    graph = make(version, earlier)
    changed = data.put_graph(str(graph_of(article, data.base)), triples_of(graph), to_link(data, str(article)))
    return result if changed else "same"


def _next(old: Stored | None, doc: Document) -> tuple[PutResult, int, tuple[str, ...]]:
    if old is None:
        return "new", 1, ()
    if old.sha256 == doc.sha256:
        return "reread", old.version, old.earlier
    return "version", old.version + 1, tuple(sorted({*old.earlier, old.sha256}))


def remove(data: Dataset, stored: Stored) -> None:
    """Takes an article out, in one transaction."""
    gone = Change(stored.graph, gone=tuple(data.triples(stored.graph)), drop=True)
    data.change(gone, to_link(data, stored.article))


# --- what is still to be linked -------------------------------------------------------------------------------------


def to_link(data: Dataset, article: str) -> Change:
    """The note that an article, or the identity graph itself, is not linked."""
    return Change(data.pending, new=(_unlinked(article),))


def _unlinked(article: str) -> Triple:
    return article, str(RDF.type), Term(str(KG.Unlinked))


def unlinked(data: Dataset) -> list[str]:
    """The articles that were put in, replaced or taken out and not linked since, sorted; the identity graph among them
    if it was not written to its end."""
    return sorted({subject for subject, _, _ in data.triples(data.pending)})


def linked(data: Dataset) -> Change:
    """The change that says that everything is linked: part of the linker's last transaction."""
    return Change(data.pending, gone=tuple(data.triples(data.pending)), drop=True)


# --- articles that a user names, and their texts ---------------------------------------------------------------------


def matching(data: Dataset, name: str) -> list[Stored]:
    """The articles that a user means by an IRI, the last part of one, a key, a record's id or a url.

    Raises:
        UsageError: there is none; the nearest names are offered.
    """
    by_key = find(data, name) or find(data, f"url:{name}")
    if by_key is not None:
        return [by_key]
    stored = list(articles(data))
    found = [a for a in stored if name in _names(a)]
    if not found:
        near = get_close_matches(name, [a.record_id for a in stored], n=3, cutoff=0.4)
        offer = f"Near: {', '.join(near)}" if near else "Articles are named by IRI, key, id or url"
        raise UsageError(f"{name}: no such article in {data.folder}. {offer}")
    return found


def _names(stored: Stored) -> tuple[str, ...]:
    return stored.article, stored.record_id, stored.article.rsplit("/", 1)[1]


def document(data: Dataset, stored: Stored) -> Document:
    """The article as it was read, from the store."""

    def one(predicate: str) -> str | None:
        return data.one(stored.article, predicate, stored.graph)

    published = one(SCHEMA.datePublished)
    return Document(
        key=one(KG.articleKey) or "",
        record_id=stored.record_id,
        text=one(KG.text) or "",
        sha256=stored.sha256,
        title=stored.title,
        title_in_text=one(KG.titleInText) == "true",
        outlet=one(KG.outletName),
        published=date.fromisoformat(published) if published else None,
        url=one(SCHEMA.url),
        author=one(KG.byline),
        origin=f"store:{stored.record_id}",
    )
