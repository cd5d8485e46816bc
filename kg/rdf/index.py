"""What one graph says, looked up: no third-party types, lists in a fixed order."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from rdflib import Graph, URIRef


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """An object of a triple: an IRI (`datatype` is empty) or a literal's lexical form with its datatype."""

    value: str
    datatype: str = ""


Triple = tuple[str, str, Term]
_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Statements(Protocol):
    """What one graph says, looked up by subject and predicate, or predicate and object; lists are sorted."""

    @abstractmethod
    def all(self, subject: str, predicate: str) -> list[str]:
        """The objects' values."""

    @abstractmethod
    def subjects(self, predicate: str, value: str) -> list[str]:
        """The subjects that have the object, an IRI."""

    def one(self, subject: str, predicate: str) -> str | None:
        """The least object's value, None if there is none."""
        return next(iter(self.all(subject, predicate)), None)

    def number(self, subject: str, predicate: str) -> int | None:
        """The object as a whole number."""
        value = self.one(subject, predicate)
        return None if value is None else int(value)

    def flag(self, subject: str, predicate: str) -> bool:
        """Whether the object is true."""
        return self.one(subject, predicate) in ("true", "1")


class Index(Statements):
    """The statements that are given."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, term in triples:
            self._objects[subject, predicate].append(term)
            self._subjects[predicate, term.value].append(subject)

    def all(self, subject: str, predicate: str) -> list[str]:
        """The objects' values."""
        return sorted(t.value for t in self._objects.get((str(subject), str(predicate)), ()))

    def subjects(self, predicate: str, value: str) -> list[str]:
        """The subjects that have the object."""
        return sorted(self._subjects.get((str(predicate), str(value)), ()))


def triples_of(graph: Graph) -> Iterable[Triple]:
    """The triples of an rdflib graph."""
    for subject, predicate, term in graph:
        datatype = "" if isinstance(term, URIRef) else str(getattr(term, "datatype", None) or _STRING)
        yield str(subject), str(predicate), Term(str(term), datatype)
