"""The events that claims tell of, a document at a time: every value that any claim gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.scoring.names import mentioned, same_any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClauseTold:
    """A clause as it was told last."""

    number: int | None
    outcome: str | None
    text: str
    obligor: tuple[str, ...]
    beneficiary: tuple[str, ...]
    conditional: bool

    def fits(self, wanted: Json) -> bool:
        """Whether it is the gold clause: it has its words, and its number where gold gives one."""
        words = all(mentioned(self.text, m) for m in wanted["mentions"])
        return words and (wanted["n"] is None or self.number == wanted["n"])


@dataclass(slots=True)
class Told:
    """An event: members by their names, places, dates with precision, statuses, chains, clauses, evidence."""

    members: list[list[str]] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)
    dates: set[tuple[str, str | None]] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    chains: list[list[list[str]]] = field(default_factory=list)
    clauses: dict[str, ClauseTold] = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)


Documents = dict[str, dict[str, dict[str, Told]]]


def gather(claims: Iterable[Json]) -> Documents:
    """Document -> Meeting or Agreement -> event IRI -> what its claims tell; a clause is told of its agreement."""
    out: Documents = {}
    for claim in claims:
        event = claim["event"]
        kind = "Agreement" if event["type"] == "Clause" else event["type"]
        iri = event.get("agreement") if event["type"] == "Clause" else event["id"]
        if kind not in ("Meeting", "Agreement") or not iri:
            continue
        told = out.setdefault(claim["document"]["id"], {}).setdefault(kind, {}).setdefault(iri, Told())
        _add(told, claim)
    return out


def _add(told: Told, claim: Json) -> None:
    told.evidence += [e["text"] for e in claim["evidence"]]
    if claim["event"]["type"] == "Clause":
        told.clauses[claim["event"]["id"]] = _clause(claim)
        return
    for member in claim["participants"]:
        _add_member(told, names_of(member))
    place = claim.get("place") or {}
    told.places.append([n for n in [place.get("name"), *(place.get("path") or [])] if n])
    time = claim.get("time") or {}
    if time.get("from"):
        told.dates.add((time["from"], time.get("precision")))
    if claim["event"].get("status"):
        told.statuses.add(claim["event"]["status"])
    told.chains.append([names_of(hop) for hop in claim["attribution"]])


def _add_member(told: Told, names: list[str]) -> None:
    """Members of one name are one."""
    for known in told.members:
        if same_any(names, known):
            known += names
            return
    told.members.append(names)


def names_of(actor: Json) -> list[str]:
    """All names of an actor."""
    return [n for n in [actor.get("name"), *(actor.get("aliases") or [])] if n]


def _clause(claim: Json) -> ClauseTold:
    clause = claim["clause"]
    text = clause.get("text") or " ".join(e["text"] for e in claim["evidence"])
    obligor, beneficiary = (
        tuple(n for a in clause.get(role) or [] for n in names_of(a)) for role in ("obligor", "beneficiary")
    )
    return ClauseTold(
        clause.get("number"), clause.get("outcome"), text, obligor, beneficiary, bool(clause.get("condition"))
    )
