"""The embedded dataset: Oxigraph on disk, one named graph an article, `graph/identity` beside them.

The only module that knows pyoxigraph.  One process writes at a time; readers open a snapshot beside it and see whole
articles, as every change of an article is one transaction.  By construction no triple is in two graphs, as Oxigraph
counts a triple once for each graph of a union.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import ID

FORMAT = 1
_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RESULT_FORMATS = (*_FORMATS, *_GRAPHS)


@dataclass(frozen=True, slots=True)
class Dataset:
    """An open store; use :func:`opened`."""

    folder: Path
    base: str
    _store: ox.Store

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""
        return sorted(g.value for g in self._store.named_graphs() if isinstance(g, ox.NamedNode))

    def triples(self, graph: str) -> Iterator[Triple]:
        """All triples of a graph."""
        for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield cast(ox.NamedNode, quad.subject).value, quad.predicate.value, _term(quad.object)

    def objects(self, subject: str, predicate: str, graph: str) -> list[str]:
        """The objects' values of a subject and predicate in a graph, sorted."""
        found = self._store.quads_for_pattern(
            ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.NamedNode(graph)
        )
        return sorted(_term(q.object).value for q in found)

    def subjects(self, predicate: str, value: Term, graph: str) -> list[str]:
        """The subjects of a predicate and object in a graph, sorted."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), _node(value), ox.NamedNode(graph))
        return sorted(cast(ox.NamedNode, q.subject).value for q in found)

    def replace(self, graph: str, triples: str) -> None:
        """Puts N-Triples in the place of a graph's content, in one transaction."""
        self._store.update(f"DROP SILENT GRAPH <{graph}>; INSERT DATA {{ GRAPH <{graph}> {{\n{triples}\n}} }}")

    def drop(self, graph: str) -> None:
        """Takes a graph out, in one transaction."""
        self._store.update(f"DROP SILENT GRAPH <{graph}>")

    def change(self, graph: str, gone: Iterable[Triple], new: Iterable[Triple]) -> None:
        """Takes triples out of a graph and puts others in, in one transaction."""
        out, put = "\n".join(map(_line, gone)), "\n".join(map(_line, new))
        if out or put:
            self._store.update(
                f"DELETE DATA {{ GRAPH <{graph}> {{\n{out}\n}} }};\nINSERT DATA {{ GRAPH <{graph}> {{\n{put}\n}} }}"
            )

    def select(self, query: str) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
        """The columns and rows of a SELECT over the union of all graphs."""
        found = self._run(query)
        if not isinstance(found, ox.QuerySolutions):
            raise UsageError("the query is no SELECT")
        columns = tuple(v.value for v in found.variables)
        rows = [tuple(None if r[c] is None else _term(cast(Any, r[c])) for c in columns) for r in found]
        return columns, rows

    def answer(self, query: str, form: str | None = None) -> str:
        """A query's result in a standard format: of `RESULT_FORMATS`, json and turtle if none is given."""
        found = self._run(query)
        if isinstance(found, ox.QueryTriples):
            wanted = form or "turtle"
            if wanted not in _GRAPHS:
                raise UsageError(f"a graph can't be written as {wanted}; use one of {', '.join(_GRAPHS)}")
            return _text(found.serialize(format=_GRAPHS[wanted]))
        wanted = form or "json"
        if wanted not in _FORMATS or (isinstance(found, ox.QueryBoolean) and wanted in ("csv", "tsv")):
            raise UsageError(f"this result can't be written as {wanted}; use one of {', '.join(_FORMATS)}")
        return _text(found.serialize(format=_FORMATS[wanted]))

    def dump(self, graph: str | None, form: str, prefixes: dict[str, str] | None = None) -> bytes:
        """A graph, or with None the whole dataset, in a format of `_GRAPHS`; statements sorted."""
        name = None if graph is None else ox.NamedNode(graph)
        quads = sorted(self._store.quads_for_pattern(None, None, None, name), key=str)
        rdf = _GRAPHS[form]
        statements: Iterable[Any] = quads if rdf.supports_datasets else [q.triple for q in quads]
        return ox.serialize(statements, format=rdf, prefixes=prefixes) or b""

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self._store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise UsageError(f"the SPARQL query can't be read: {error}") from error


def _text(serialized: bytes | None) -> str:
    return (serialized or b"").decode("utf-8")


def _term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(node, ox.Literal):
        return Term(node.value, node.datatype.value)
    return Term(cast(ox.NamedNode, node).value)


def _node(term: Term) -> ox.NamedNode | ox.Literal:
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype)) if term.datatype else ox.NamedNode(term.value)


def _line(triple: Triple) -> str:
    subject, predicate, term = triple
    return f"{ox.NamedNode(subject)} {ox.NamedNode(predicate)} {_node(term)} ."


# --- opening -------------------------------------------------------------------------------------------------------


@contextmanager
def opened(folder: Path, *, write: bool = False, base: str | None = None) -> Iterator[Dataset]:
    """Opens a store's folder; with `write` it is made where there is none, and no other process may write.

    Raises:
        StoreError: no store there, another base than its own, another format, or another process writes to it.
    """
    made = _settings(folder, write=write, base=base)
    data = folder / "rdf"
    try:
        store = ox.Store(str(data)) if write else ox.Store.read_only(str(data))
    except OSError as error:
        raise StoreError(_why(folder, error)) from error
    try:
        yield Dataset(folder, made, store)
    finally:
        if write:
            store.flush()
        del store


def _settings(folder: Path, *, write: bool, base: str | None) -> str:
    """The store's base IRI; makes the folder and its settings where that is allowed."""
    path = folder / "store.json"
    if not path.exists():
        if not write:
            raise StoreError(f"{folder}: no store here. Make one with `kg --store {folder} ingest PATH`")
        if folder.exists() and any(folder.iterdir()):
            raise StoreError(f"{folder}: the folder is not empty and no store of kg. Give another one with --store")
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"format": FORMAT, "base": base or ID}) + "\n", encoding="utf-8")
    return _checked(folder, path, base)


def _checked(folder: Path, path: Path, base: str | None) -> str:
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
        form, own = made["format"], str(made["base"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"{path}: can't be read as a store's settings ({error}). Restore it or start another store"
        raise StoreError(problem) from error
    if form != FORMAT:
        raise StoreError(f"{folder}: the store has format {form}, this kg reads {FORMAT}. Ingest again into a new one")
    if base not in (None, own):
        raise StoreError(f"{folder}: the store's base is {own}, {base} is refused. Make another store for it")
    return own


def _why(folder: Path, error: OSError) -> str:
    if "lock" in str(error).lower():
        return f"{folder}: another process writes to this store. Wait until it is done, or use another --store"
    return f"{folder}: the store can't be opened ({error})"
