"""Articles in the store: put in, taken out, listed, and their texts given back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rdflib import Graph

from kg.model import Document
from kg.rdf.iris import article_of_key, graph_of
from kg.rdf.vocabulary import KG, SCHEMA
from kg.store.dataset import Dataset

Change = Literal["new", "same", "reread", "version"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store has under an article's key."""

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
    def one(predicate: str) -> str | None:
        return next(iter(data.objects(article, predicate, graph)), None)

    version = one(KG.version)
    if version is None:
        return None
    return Stored(
        article=article,
        graph=graph,
        version=int(version),
        sha256=one(SCHEMA.sha256) or "",
        earlier=tuple(data.objects(article, KG.earlierText, graph)),
        record_id=one(KG.recordId) or "",
        title=one(SCHEMA.headline),
    )


def articles(data: Dataset) -> Iterator[Stored]:
    """All articles, in order of their IRIs."""
    for graph in data.graphs():
        if not graph.endswith("/identity"):
            stored = _stored(data, graph.replace(f"{data.base}graph/", f"{data.base}article/"), graph)
            if stored is not None:
                yield stored


def put(data: Dataset, doc: Document, make: Callable[[int, tuple[str, ...]], Graph]) -> Change:
    """Stores an article's graph in one transaction; `make` gives it for a version and the hashes of earlier texts.

    The same key with another text is a new version; the hash of the text that it takes the place of is kept.
    """
    old = find(data, doc.key)
    if old is None:
        change: Change = "new"
        version, earlier = 1, tuple[str, ...]()
    elif old.sha256 != doc.sha256:
        change, version, earlier = "version", old.version + 1, (*old.earlier, old.sha256)
    else:
        change, version, earlier = "reread", old.version, old.earlier
    graph = make(version, earlier)
    lines = "\n".join(sorted(graph.serialize(format="nt").splitlines()))
    name = str(graph_of(article_of_key(doc.key, data.base), data.base))
    if old is not None and lines == _current(data, name):
        return "same"
    data.replace(name, lines)
    return change


def _current(data: Dataset, graph: str) -> str:
    """The graph as sorted N-Triples, as `put` writes them."""
    text = data.dump(graph, "ntriples").decode("utf-8")
    parsed = Graph().parse(data=text, format="nt")
    return "\n".join(sorted(parsed.serialize(format="nt").splitlines()))


def remove(data: Dataset, article: Stored) -> None:
    """Takes an article out, in one transaction."""
    data.drop(article.graph)


def matching(data: Dataset, name: str) -> list[Stored]:
    """The articles that a user means: by IRI, key, record id or url."""
    by_key = find(data, name) or find(data, f"url:{name}")
    if by_key is not None:
        return [by_key]
    return [a for a in articles(data) if name in (a.article, a.record_id, a.article.rsplit("/", 1)[1])]


def document(data: Dataset, stored: Stored) -> Document:
    """The article as it was read, from the store."""

    def one(predicate: str) -> str | None:
        return next(iter(data.objects(stored.article, predicate, stored.graph)), None)

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


def claims_graphs(data: Dataset) -> list[str]:
    """The graphs of articles, sorted."""
    return [g for g in data.graphs() if not g.endswith("/identity")]


