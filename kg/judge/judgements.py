"""Judgements of claims and grades of sources: what holds, and as graphs of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kg.errors import UsageError
from kg.judge.check import GRADE
from kg.judge.log import Entry, entries, in_force
from kg.judge.refs import attach
from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import KG, RDF, XSD
from kg.store.claims import canonical, judgements_graph
from kg.store.dataset import Change, Dataset
from kg.store.terms import normal

State = Literal["agreed", "awaiting", "disputed"]
_STRING, _TIME, _DAY, _NUMBER = (str(t) for t in (XSD.string, XSD.dateTime, XSD.date, XSD.integer))
_REVIEW = {"accept": "accepted", "reject": "rejected"}


def graphs(data: Dataset) -> tuple[str, str]:
    """The graphs of judgements and of grades."""
    return judgements_graph(data), f"{data.base}graph/analysts/grades"


def grade_parts(grade: str) -> tuple[str, int | None]:
    """A grade of the Admiralty scale in its parts: `B2` is B and 2, `B` is B and nothing.

    Raises:
        UsageError: no such grade.
    """
    found = GRADE.fullmatch(grade.upper())
    if not found:
        raise UsageError(f"{grade}: no grade of the Admiralty scale. Write A to F, and 1 to 6 behind it, such as B2")
    return found[1], int(found[2]) if found[2] else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement in force with the claim that it means now, None where it can't be found any more."""

    entry: Entry
    claim: str | None


def judged(data: Dataset) -> list[Judged]:
    """The judgements of claims in force, in order of time."""
    told = in_force(entries(data.folder))
    return [Judged(e, attach(data, e.about[0])) for e in told if e.what in ("accept", "reject", "note")]


def state_of(told: Iterable[Entry]) -> tuple[State, str] | None:
    """Where the review of a claim stands, and its result: the last word of each analyst counts.

    A judgement for which a second pair of eyes was asked waits until another analyst says the same.
    """
    last = {e.by: e for e in told if e.what in _REVIEW}
    results = {e.what for e in last.values()}
    if not results:
        return None
    if len(results) > 1:
        return "disputed", ""
    asked = any(e.more.get("second") for e in last.values())
    return ("awaiting" if asked and len(last) < 2 else "agreed"), _REVIEW[results.pop()]


def mirrored(data: Dataset) -> tuple[Change, Change]:
    """The changes of the graphs of judgements and grades."""
    told = judged(data)
    new = (normal(_judgements(data, told)), normal(_grades(data)))
    return tuple(_change(data, graph, now) for graph, now in zip(graphs(data), new, strict=True))  # type: ignore[return-value]


def _change(data: Dataset, graph: str, now: set[Triple]) -> Change:
    old = set(data.triples(graph))
    return Change(graph, tuple(old - now), tuple(now - old))


def _judgements(data: Dataset, told: Iterable[Judged]) -> Iterator[Triple]:
    by_claim: dict[str, list[Entry]] = defaultdict(list)
    for one in told:
        if one.claim is not None:
            by_claim[one.claim].append(one.entry)
            yield from _said(data, one.entry, "judgement", KG.Judgement, one.claim)
            yield f"{data.base}judgement/{one.entry.id}", str(KG.judges), Term(one.entry.what, _STRING)
    for claim, found in by_claim.items():
        if (state := state_of(found)) is not None:
            yield claim, str(KG.reviewState), Term(state[0], _STRING)
            if state[0] == "agreed":
                yield claim, str(KG.review), Term(state[1], _STRING)


def _grades(data: Dataset) -> Iterator[Triple]:
    for one in in_force(entries(data.folder)):
        if one.what != "grade" or (node := attach(data, one.about[0])) is None:
            continue
        grade = f"{data.base}grade/{one.id}"
        reliability, credibility = grade_parts(str(one.more["grade"]))
        yield from _said(data, one, "grade", KG.Grade, canonical(data, node))
        yield grade, str(KG.reliability), Term(reliability, _STRING)
        if credibility:
            yield grade, str(KG.credibility), Term(str(credibility), _NUMBER)
        yield grade, str(KG.holdsFrom), Term(str(one.more["from"]), _DAY)


def _said(data: Dataset, told: Entry, kind: str, cls: Any, about: str) -> Iterator[Triple]:
    node = f"{data.base}{kind}/{told.id}"
    yield node, str(RDF.type), Term(str(cls))
    yield node, str(KG.about), Term(about)
    yield node, str(KG.by), Term(told.by, _STRING)
    yield node, str(KG.at), Term(told.at, _TIME)
    if told.why:
        yield node, str(KG.why), Term(told.why, _STRING)
