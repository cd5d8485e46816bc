"""A graph of the store that looks up what it is asked: for who needs little of an article, and of many articles."""

from __future__ import annotations

from kg.rdf.index import Statements, Term
from kg.store.dataset import Dataset


class View(Statements):
    """What a graph of the store says; each thing is looked up once, so it is good as long as the graph stays."""

    def __init__(self, data: Dataset, graph: str) -> None:
        self._data, self._graph = data, graph
        self._all: dict[tuple[str, str], list[str]] = {}
        self._having: dict[tuple[str, str], list[str]] = {}

    def all(self, subject: str, predicate: str) -> list[str]:
        """The objects' values; none of an empty subject."""
        if (subject, predicate) not in self._all:
            found = self._data.objects(subject, predicate, self._graph) if subject else []
            self._all[subject, predicate] = found
        return self._all[subject, predicate]

    def subjects(self, predicate: str, value: str) -> list[str]:
        """The subjects that have the object, an IRI."""
        if (predicate, value) not in self._having:
            self._having[predicate, value] = self._data.subjects(predicate, Term(value), self._graph)
        return self._having[predicate, value]
