"""The embedded dataset: Oxigraph on disk, one named graph an article, `graph/identity` beside them.

The only module that knows pyoxigraph.  One process writes at a time; readers open a snapshot beside it and see whole
articles, as every change is one transaction.  The default graph mirrors the articles' graphs and `graph/identity`:
Oxigraph's own union takes in every named graph, counts a triple once for each, and a list of graphs is asked one by
one for every pattern.  Other graphs (what analysts said) are not mirrored and are reached with GRAPH only.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.rdf.index import Term, Triple
from kg.store.answers import GRAPHS, Answer, Found
from kg.store.folder import base_of, data_folder, why_not_opened
from kg.store.sparql import check_read_only, unreadable
from kg.store.terms import data_block, from_ox, from_quad, graph_name, normal, ox_graph, ox_iri, ox_term


@dataclass(frozen=True, slots=True)
class Change:
    """What goes out of a graph and what comes in."""

    graph: str
    gone: tuple[Triple, ...] = ()
    new: tuple[Triple, ...] = ()
    drop: bool = False  # nothing is left in it: not even its name stays


class Dataset:
    """An open store; use :func:`opened`."""

    def __init__(self, folder: Path, base: str, store: ox.Store) -> None:
        self.folder = folder
        self.base = base
        self._open: ox.Store | None = store

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise StoreError(f"{self.folder}: the store is closed")
        return self._open

    def close(self) -> None:
        """Lets go of the folder, whoever still holds this object."""
        self._open = None

    # --- graphs and triples

    @property
    def identity(self) -> str:
        """The graph that says which local nodes are one."""
        return f"{self.base}graph/identity"

    @property
    def pending(self) -> str:
        """The store's own note of articles whose change has not been linked yet; empty but for a moment."""
        return f"{self.base}graph/pending"

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs that are not empty, sorted."""
        return sorted(g.value for g in self._store.named_graphs() if isinstance(g, ox.NamedNode) and self._any(g))

    def article_graphs(self) -> list[str]:
        """The graphs of articles, sorted."""
        return [g for g in self.graphs() if self._mirrored(g) and g != self.identity]

    def triples(self, graph: str | None = None) -> Iterator[Triple]:
        """All triples of a graph, of the default graph if none is named."""
        for quad in self._store.quads_for_pattern(None, None, None, ox_graph(graph)):
            yield from_quad(quad)

    def about(self, subject: str, graph: str | None = None) -> list[Triple]:
        """The triples of a subject in a graph, sorted."""
        return sorted(map(from_quad, self._store.quads_for_pattern(ox_iri(subject), None, None, ox_graph(graph))))

    def objects(self, subject: str, predicate: str, graph: str | None = None) -> list[str]:
        """The objects' values of a subject and predicate in a graph, sorted."""
        found = self._store.quads_for_pattern(ox_iri(subject), ox_iri(predicate), None, ox_graph(graph))
        return sorted(from_ox(q.object).value for q in found)

    def one(self, subject: str, predicate: str, graph: str | None = None) -> str | None:
        """The least of the objects' values, None if there is none."""
        return next(iter(self.objects(subject, predicate, graph)), None)

    def subjects(self, predicate: str, value: Term, graph: str | None = None) -> list[str]:
        """The subjects of a predicate and object in a graph, sorted."""
        found = self._store.quads_for_pattern(None, ox_iri(predicate), ox_term(value), ox_graph(graph))
        return sorted(cast(ox.NamedNode, q.subject).value for q in found)

    def pairs(self, predicate: str, graph: str | None = None) -> Iterator[tuple[str, Term]]:
        """The subjects and objects of a predicate in a graph."""
        for quad in self._store.quads_for_pattern(None, ox_iri(predicate), None, ox_graph(graph)):
            yield cast(ox.NamedNode, quad.subject).value, from_ox(quad.object)

    def _any(self, graph: ox.NamedNode) -> bool:
        return next(iter(self._store.quads_for_pattern(None, None, None, graph)), None) is not None

    def _mirrored(self, graph: str) -> bool:
        """Whether a graph is part of the default graph: the articles' and `graph/identity`."""
        name = graph.removeprefix(f"{self.base}graph/")
        return name != graph and "/" not in name and graph != self.pending

    # --- changes

    def change(self, *changes: Change) -> None:
        """Takes triples out of graphs and puts others in, all in one transaction."""
        gone = [q for c in changes for q in self._quads(c.graph, c.gone)]
        new = [q for c in changes for q in self._quads(c.graph, c.new)]
        if not gone and not new:
            return
        out = {*gone, *self._gone_from_default(gone)}
        put = {*new, *(ox.Quad(*q.triple) for q in new if self._mirrored(graph_name(q)))}
        drop = "".join(f";\nDROP SILENT GRAPH {ox_iri(c.graph)}" for c in changes if c.drop)
        delete, insert = data_block(out - put), data_block(put)
        try:
            self._store.update(f"DELETE DATA {{\n{delete}\n}};\nINSERT DATA {{\n{insert}\n}}{drop}")
        except OSError as error:
            raise StoreError(f"{self.folder}: can't be written ({error}). Nothing of this change is stored") from error

    def put_graph(self, graph: str, triples: Iterable[Triple], *others: Change) -> bool:
        """Makes these triples the whole content of a graph, with other changes in one transaction.

        Returns whether that alters the graph; if not, nothing is written, the other changes included.
        """
        new, old = normal(triples), set(self.triples(graph))
        if new == old:
            return False
        self.change(Change(graph, tuple(old - new), tuple(new - old)), *others)
        return True

    def _quads(self, graph: str, triples: Iterable[Triple]) -> Iterator[ox.Quad]:
        name = ox_iri(graph)
        return (ox.Quad(ox_iri(s), ox_iri(p), ox_term(o), name) for s, p, o in triples)

    def _gone_from_default(self, gone: list[ox.Quad]) -> Iterator[ox.Quad]:
        """The default graph's copies that must go: of triples that no other mirrored graph has."""
        going = set(gone)
        for quad in gone:
            same = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            stay = (q for q in same if isinstance(q.graph_name, ox.NamedNode) and q not in going)
            if self._mirrored(graph_name(quad)) and not any(self._mirrored(graph_name(q)) for q in stay):
                yield ox.Quad(*quad.triple)

    # --- questions

    def select(self, query: str) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
        """The columns and rows of a SELECT."""
        found = self._run(query)
        if not isinstance(found, ox.QuerySolutions):
            raise UsageError("the query is no SELECT: only that gives rows")
        columns = tuple(v.value for v in found.variables)
        rows = [tuple(None if r[c] is None else from_ox(cast(Any, r[c])) for c in columns) for r in found]
        return columns, rows

    def answer(self, query: str, form: str | None, out: IO[bytes]) -> None:
        """Writes a query's result in a format of `kg.store.answers`; json and turtle if none is given."""
        found = self.ask(query)
        found.write(form or ("turtle" if found.kind == "graph" else "json"), out)

    def ask(
        self, query: str, default_graphs: Sequence[str] | None = None, named_graphs: Sequence[str] | None = None
    ) -> Answer:
        """A query's result, not written yet; with graphs given, these take the place of what the query says of them.

        Raises:
            Refused: an update, or a query that would ask another machine.
            UsageError: a query that can't be read, or a graph's name that is no IRI.
        """
        return Answer(self._run(query, default_graphs, named_graphs))

    def _run(
        self, query: str, default_graphs: Sequence[str] | None = None, named_graphs: Sequence[str] | None = None
    ) -> Found:
        check_read_only(query)
        try:
            if default_graphs and len(default_graphs) > 1:
                return self._merged(default_graphs, named_graphs or ()).query(query)
            return self._store.query(query, default_graph=_names(default_graphs), named_graphs=_names(named_graphs))
        except SyntaxError as error:
            raise UsageError(unreadable(query, error)) from error
        except ValueError as error:
            raise UsageError(f"a graph's name is no IRI ({error})") from error

    def _merged(self, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> ox.Store:
        """Graphs in memory, the default ones as one: Oxigraph counts a triple of several once for each of them."""
        memory = ox.Store()
        for graph in default_graphs:
            memory.extend(ox.Quad(*q.triple) for q in self._store.quads_for_pattern(None, None, None, ox_iri(graph)))
        for graph in named_graphs:
            memory.extend(self._store.quads_for_pattern(None, None, None, ox_iri(graph)))
        return memory

    # --- the whole, in order

    def write(
        self, form: str, out: IO[bytes], *, graphs: Iterable[str] | None, prefixes: dict[str, str] | None = None
    ) -> None:
        """Writes graphs in a format of `GRAPHS`, the default graph with None; statements in a fixed order.

        Only the subjects' names of one graph are held in memory, so that a store of any size can be written.
        """
        rdf = GRAPHS[form]
        quads = (q for g in ([None] if graphs is None else graphs) for q in self._in_order(g))
        statements: Iterable[Any] = quads if rdf.supports_datasets else (q.triple for q in quads)
        ox.serialize(statements, out, rdf, prefixes=prefixes)

    def _in_order(self, graph: str | None) -> Iterator[ox.Quad]:
        name = ox_graph(graph)
        subjects = {cast(ox.NamedNode, q.subject).value for q in self._store.quads_for_pattern(None, None, None, name)}
        for subject in sorted(subjects):
            yield from sorted(self._store.quads_for_pattern(ox_iri(subject), None, None, name), key=str)


def _names(graphs: Sequence[str] | None) -> list[Any] | None:
    return None if graphs is None else [ox_iri(graph) for graph in graphs]


# --- opening --------------------------------------------------------------------------------------------------------


@contextmanager
def opened(folder: Path, *, write: bool = False, base: str | None = None) -> Iterator[Dataset]:
    """Opens a store's folder; with `write` it is made where there is none, and no other process may write.

    A reader sees the store as it is at this moment, whatever is written meanwhile.

    Raises:
        StoreError: no store there, another base than its own, another format, or another process writes to it.
    """
    own = base_of(folder, write=write, base=base)
    data = Dataset(folder, own, _open_for_writing(folder) if write else _open_for_reading(folder))
    try:
        yield data
    finally:
        if write:
            data._store.flush()
        data.close()


def _open_for_writing(folder: Path) -> ox.Store:
    try:
        return ox.Store(str(data_folder(folder)))
    except OSError as error:
        raise StoreError(why_not_opened(folder, error)) from error


def _open_for_reading(folder: Path, *, tries: int = 5) -> ox.Store:
    """A writer beside may drop a file after its name was read and before it is opened: then once more.

    Oxigraph tells that as an OSError, or as a RuntimeError that speaks of corruption.
    """
    for _ in range(tries - 1):
        try:
            return ox.Store.read_only(str(data_folder(folder)))
        except (OSError, RuntimeError):
            time.sleep(0.05)
    try:
        return ox.Store.read_only(str(data_folder(folder)))
    except (OSError, RuntimeError) as error:
        raise StoreError(why_not_opened(folder, error)) from error
