"""Which articles reuse the text of which others: `kg:reuses`, with the words that they share.

Fingerprints are kept in a graph that only linking uses; an article that comes looks up its own and is compared, word by
word, with the articles that have one of them, so that it costs what its own text has in common with others.  Of two
articles of one day, or of no day, each is said to reuse the other: nobody knows which was first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.link.fingerprints import Shared, fingerprints, shared
from kg.rdf.index import Term, Triple
from kg.rdf.iris import digest
from kg.rdf.vocabulary import KG, RDF, SCHEMA, XSD
from kg.store.dataset import Change, Dataset

_STRING = str(XSD.string)
_LEAST_FINGERPRINTS = 1  # in common, before two texts are compared
_QUOTED = 300  # characters of the shared text that are kept


@dataclass(frozen=True, slots=True)
class Reuse:
    """What changed articles share with others: triples of `graph/identity`, and the change of the fingerprints."""

    gone: frozenset[Triple]
    put: frozenset[Triple]
    fingerprints: Change
    pairs: frozenset[frozenset[str]]
    changed: frozenset[str]

    def copied(self, one: str, other: str, before: Callable[[str], frozenset[str]]) -> bool:
        """Whether two articles share copied text; `before` says with which an article did before the change."""
        if one in self.changed or other in self.changed:
            return frozenset((one, other)) in self.pairs
        return other in before(one)


def reused(data: Dataset, article: str) -> frozenset[str]:
    """The articles that an article shares copied text with, as the identity graph has it."""
    back = data.subjects(KG.reuses, Term(article), data.identity)
    return frozenset({*data.objects(article, KG.reuses, data.identity), *back})


def working_graph(data: Dataset) -> str:
    """The graph with the articles' fingerprints: linking's own, no part of the default graph."""
    return f"{data.base}graph/link/fingerprints"


def reuse_of(data: Dataset, changed: Iterable[str]) -> Reuse:
    """What changed articles share with others, by what is stored now."""
    articles = sorted(set(changed))
    graph = working_graph(data)
    old = {t for a in articles for t in data.about(a, graph)}
    new = {(a, str(KG.fingerprint), Term(f, _STRING)) for a in articles for f in fingerprints(_text(data, a) or "")}
    own, having = _by_article(new)
    pairs: dict[frozenset[str], Shared] = {}
    for article in articles:
        for other in sorted(_near(data, article, own[article], having, set(articles))):
            pair = frozenset((article, other))
            if pair not in pairs and (found := _compare(data, min(pair), max(pair))):
                pairs[pair] = found
    put = {t for pair, found in pairs.items() for t in _told(data, pair, found)}
    gone = {t for a in articles for t in _said(data, a)}
    change = Change(graph, tuple(old - new), tuple(new - old))
    return Reuse(frozenset(gone), frozenset(put), change, frozenset(pairs), frozenset(articles))


def _by_article(new: set[Triple]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The fingerprints of each article, and the articles of each fingerprint."""
    own, having = defaultdict(set), defaultdict(set)
    for article, _, term in new:
        own[article].add(term.value)
        having[term.value].add(article)
    return own, having


def _near(data: Dataset, article: str, own: set[str], having: dict[str, set[str]], changed: set[str]) -> Iterator[str]:
    """The articles that have enough of an article's fingerprints."""
    counts: Counter[str] = Counter()
    for found in own:
        stay = set(data.subjects(KG.fingerprint, Term(found, _STRING), working_graph(data))) - changed
        counts.update((stay | having[found]) - {article})
    yield from (other for other, count in counts.items() if count >= _LEAST_FINGERPRINTS)


def _text(data: Dataset, article: str) -> str | None:
    return data.one(article, KG.text)


def _compare(data: Dataset, one: str, other: str) -> Shared | None:
    return shared(_text(data, one) or "", _text(data, other) or "")


def _told(data: Dataset, pair: frozenset[str], found: Shared) -> Iterator[Triple]:
    one, other = sorted(pair)
    days = [data.one(a, SCHEMA.datePublished) or "" for a in (one, other)]
    known = all(days) and days[0] != days[1]
    for reuser, source in ((one, other), (other, one)):
        if known and (reuser == one) != (days[0] > days[1]):
            continue
        node = f"{data.base}reuse/{digest(reuser, source)}"
        yield reuser, str(KG.reuses), Term(source)
        yield node, str(RDF.type), Term(str(KG.Reuse))
        yield node, str(KG.reuser), Term(reuser)
        yield node, str(KG.reused), Term(source)
        yield node, str(KG.sharedWords), Term(str(found.words), str(XSD.integer))
        yield node, str(KG.text), Term(found.longest[:_QUOTED], _STRING)


def _said(data: Dataset, article: str) -> Iterator[Triple]:
    """What the identity graph says of an article's reuse."""
    for other in reused(data, article):
        for reuser, source in ((article, other), (other, article)):
            yield from (t for t in data.about(reuser, data.identity) if t[1:] == (str(KG.reuses), Term(source)))
            yield from data.about(f"{data.base}reuse/{digest(reuser, source)}", data.identity)
