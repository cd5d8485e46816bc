"""`graph/identity`: gives each local node its canonical node; mended for the articles that changed, or made anew.

Copied text is found first; then actors and places are clustered, then events by their canonical members, clauses by
their canonical agreements.  A cluster's canonical IRI is the least of its nodes', its preferred label the most
frequent, then longest, then least of theirs.

All of it follows from the article graphs, tables that ship, and what people
decided, so the order in which articles came plays no part, and a mended graph is the same as one made anew.  What an
article adds costs what the blocks of its own names cost, and, where a cluster gets another canonical IRI, what the
articles cost that speak of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import islice

from kg.judge.identity import Decided, decided
from kg.judge.judgements import mirrored
from kg.link import former, made
from kg.link.cluster import Bonds
from kg.link.derive import derived_now
from kg.link.events import Events, is_clause
from kg.link.mentions import Mentions
from kg.link.plan import Plan, said
from kg.link.profile import EVENTS
from kg.link.read import Read, reader
from kg.link.reuse import Reuse, reuse_of, reused
from kg.link.search import clusters
from kg.link.standing import Standing
from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import KG, RDF
from kg.store.articles import article_of_graph, linked, to_link, unlinked
from kg.store.dataset import Change, Dataset

_AT_ONCE = 100_000  # statements in one transaction: a text of some 20 MB


def mend(data: Dataset, articles: Iterable[str] = (), *, renew: bool = True) -> None:
    """Brings the identity graph up to date after articles were put in, replaced or taken out, or people decided.

    The store notes what is not linked yet, so `articles` (IRIs) need not be named, and what a run that was cut off
    left behind is mended by the next: from the beginning, if the graph itself was being written.  So is a graph that
    another version of kg made, which without `renew` is left as it is but for what changed.
    """
    waiting = unlinked(data)
    if data.identity in waiting or (renew and made.is_old(data)):
        rebuild(data)
    else:
        _Linking(data, {*articles, *waiting}).run()


def rebuild(data: Dataset) -> None:
    """Makes the identity graph anew from all article graphs."""
    now = {article_of_graph(data, graph) for graph in data.article_graphs()}
    before = {a.value for _, a in data.pairs(KG.ofArticle, data.identity)}
    _Linking(data, (now | before).union(unlinked(data)) - {data.identity}, anew=True).run()


class _Linking:
    """One run: what changed, what that touches, and what the graph is to say then."""

    def __init__(self, data: Dataset, changed: set[str], *, anew: bool = False) -> None:
        self.data, self.changed, self.anew = data, changed, anew
        self.reuse: Reuse = reuse_of(data, changed)
        self._reused_before = cache(partial(reused, data))
        self.read: Read = reader(data)
        self.mentions = Mentions(data, changed, self._copied, self.read)
        self.decided: Decided = decided(data)
        self.bonds: Bonds = self.decided.bonds
        self.plan = Plan(data, self._article, self._copied)
        self.old = {n for a in changed for n in data.subjects(KG.ofArticle, Term(a), data.identity)}
        self._events: Events | None = None

    def run(self) -> None:
        """Works out the clusters and writes the difference."""
        self._actors()
        self._told_of()
        new, stale = self.plan.triples(), self.old | set(self.plan.canonical)
        gone = (
            set(self.data.triples(self.data.identity)) if self.anew else {t for n in stale for t in said(self.data, n)}
        )
        gone |= self.reuse.gone
        new |= self.reuse.put
        self._follow(gone, new)
        left = former.change(self.data, self.old - set(self.plan.canonical), self.plan.canonical)
        notes = [made.change(self.data)] if self.anew or not made.is_old(self.data) else []
        _write(self.data, gone - new, new - gone, self.reuse.fingerprints, self.decided.change, left, *notes)
        self.data.change(*mirrored(self.data))

    def _copied(self, one: str, other: str) -> bool:
        return self.reuse.copied(one, other, self._reused_before)

    def _article(self, node: str) -> str:
        return self.mentions.pool.article(node) or (self._events.pool.article(node) if self._events else "")

    def _actors(self) -> None:
        self._cluster(self.mentions, self.mentions.pool.nodes(), self.changed, self.mentions.pool.holds)

    def _cluster(
        self, kind: Mentions | Events, nodes: Iterable[str], articles: set[str], wanted: Callable[[str], bool]
    ) -> None:
        """Works out the clusters of nodes, of what stood in one with them or with what is gone, and of what is decided.

        The verdicts on nodes of other articles than these are what they were.
        """
        changed, article = self.decided.changed, kind.pool.article

        def stays(node: str) -> bool:
            return node not in changed and article(node) not in {"", *articles}

        standing = Standing(self.data, self.plan.before, stays)
        touched = set(filter(wanted, (*nodes, *self.old, *self._bound())))
        seeds = {*touched, *(n for t in touched for n in standing.had(t))}
        self.plan.add(clusters(kind.rules(self.bonds), filter(article, seeds), standing), kind.pool.keys)

    def _bound(self) -> set[str]:
        """The nodes on which something else is decided than before, and those that are one with them by decision."""
        changed = self.decided.changed
        return {*changed, *(other for node in changed for other in self.bonds.same.get(node, ()))}

    def _told_of(self) -> None:
        """Events of articles that changed, or speak of a node that moved; clauses once agreements are told."""
        touched = {self._article(n) for n in self.plan.moved()} | self.changed
        events = self._events = Events(self.data, touched, self._copied, self.plan.canon, self.read)
        self._cluster_events(events, touched, clauses=False)
        self._cluster_events(events, touched | {self._article(n) for n in self.plan.moved()}, clauses=True)

    def _cluster_events(self, events: Events, articles: set[str], *, clauses: bool) -> None:
        """Clauses, or all other events; clauses come last, as they need their canonical agreements."""

        def wanted(node: str) -> bool:
            return events.pool.holds(node) and is_clause(node) == clauses

        self._cluster(events, self._local_events(articles), articles, wanted)

    def _local_events(self, articles: Iterable[str]) -> Iterator[str]:
        for article in sorted(articles):
            graph = article.replace(f"{self.data.base}article/", f"{self.data.base}graph/", 1)
            for kind in EVENTS:
                yield from self.data.subjects(RDF.type, Term(str(KG[kind])), graph)

    def _follow(self, gone: set[Triple], new: set[Triple]) -> None:
        """What other articles say of nodes that moved: places that lie in them, and what is derived of their events."""
        data, plan = self.data, self.plan
        for article in sorted({self._article(n) for n in plan.moved()} - self.changed):
            graph = article.replace(f"{data.base}article/", f"{data.base}graph/", 1)
            for canonical in {plan.canon(n) for n in data.subjects(RDF.type, Term(str(KG.Place)), graph)}:
                gone.update(t for t in data.about(canonical, data.identity) if t[1] == str(KG.within))
                new.update(plan.around(canonical))
            for event in {plan.canon(n) for n in self._local_events((article,))} - set(plan.members):
                gone.update(derived_now(data, event))
                new.update(plan.derived(event))


def _write(data: Dataset, gone: set[Triple], new: set[Triple], *others: Change) -> None:
    """One transaction, or several where a whole store is linked anew; the note of what is to be linked goes last.

    Of several, the first notes that the graph itself is not whole: what is left of it is of no use to who comes next.
    """
    if len(gone) + len(new) <= _AT_ONCE:
        data.change(Change(data.identity, tuple(gone), tuple(new)), *others, linked(data))
        return
    data.change(to_link(data, data.identity))
    for part in _parts(gone):
        data.change(Change(data.identity, gone=part))
    for part in _parts(new):
        data.change(Change(data.identity, new=part))
    for other in others:
        for part in _parts(set(other.gone)):
            data.change(Change(other.graph, gone=part))
        for part in _parts(set(other.new)):
            data.change(Change(other.graph, new=part))
    data.change(linked(data))


def _parts(triples: set[Triple]) -> Iterator[tuple[Triple, ...]]:
    rest = iter(triples)
    while part := tuple(islice(rest, _AT_ONCE)):
        yield part
