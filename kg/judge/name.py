"""From what a user writes to local nodes: an IRI or its end, RECORD/NAME for a mention of one article, or a name."""

from __future__ import annotations

import re

from kg.arabic.fold import name_key
from kg.errors import UsageError
from kg.link.former import became
from kg.link.lookup import resolve
from kg.rdf.index import Term
from kg.rdf.vocabulary import KG, SKOS
from kg.store import telling
from kg.store.articles import matching
from kg.store.claims import locals_of
from kg.store.dataset import Dataset

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def node_named(data: Dataset, text: str) -> str:
    """The local node that a user means; of a canonical node's mentions its own, or the least that has the name given.

    Raises:
        UsageError: there is none, or several of the name: then each is offered with its IRI.
    """
    iri = f"{data.base}{text}" if re.fullmatch(r"[a-z]+/[0-9a-f]{20}", text) else text
    if "://" in iri:
        if data.one(iri, KG.canonical, data.identity) is None:
            if (heir := became(data, iri)) is not None:
                return heir
            raise UsageError(f"{text}: the store has no such node. Take an IRI that a query or `kg resolve` prints")
        return iri
    record, slash, name = text.partition("/")
    found = _of_article(data, record, name) if slash else sorted(resolve(data, "actor", text))
    if len(found) != 1:
        offers = "; ".join(f"{n.removeprefix(data.base)} {label(data, n)} ({article_named(data, n)})" for n in found)
        raise UsageError(f"{text}: {'several are named so: ' + offers if found else 'nobody is named so there'}")
    return found[0] if slash else _bearer(data, found[0], text)


def _bearer(data: Dataset, canonical: str, name: str) -> str:
    """The mention of a canonical node that has a name in its own article: people mean it, not one named otherwise."""
    key = Term(name_key(name), _STRING)
    named = [n for n in locals_of(data, canonical) if key.value in _keys(data, n)]
    return canonical if canonical in named or not named else min(named)


def _keys(data: Dataset, node: str) -> list[str]:
    from kg.judge.refs import graph_of_article

    article = data.one(node, KG.ofArticle, data.identity) or ""
    return data.objects(node, KG.nameKey, graph_of_article(data, article))


def _of_article(data: Dataset, record: str, name: str) -> list[str]:
    """The nodes of that name in the article, in all of them where several outlets gave one id."""
    key = Term(name_key(name), _STRING)
    named = [n for stored in matching(data, record) for n in data.subjects(KG.nameKey, key, stored.graph)]
    return [n for n in named if data.one(n, KG.canonical, data.identity)]


def article_named(data: Dataset, node: str) -> str:
    """The record and outlet of a node's article."""
    return telling.article_named(data, data.one(node, KG.ofArticle, data.identity) or "")


def label(data: Dataset, node: str) -> str:
    """The name of a node: of a local one its article's, of others the canonical one."""
    from kg.rdf.vocabulary import RDFS

    canonical = data.one(node, KG.canonical, data.identity) or node
    found = data.one(node, RDFS.label) or data.one(canonical, SKOS.prefLabel, data.identity)
    return found or _words(data, node)


def _words(data: Dataset, event: str) -> str:
    """The first words that an event stands on."""
    from kg.judge.refs import graph_of_article, quotations

    article = data.one(event, KG.ofArticle, data.identity) or ""
    quotes = sorted(quotations(data, event, graph_of_article(data, article)), key=len)
    return quotes[-1][:60] if quotes else event.rsplit("/", 1)[1]
