"""Reviewing claims: which to look at first, judging them, and what became of judged claims after a new reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kg.judge.judgements import Judged, grade_parts, judged, mirrored, state_of
from kg.judge.log import Entry, analyst, append, entry
from kg.judge.refs import claim_ref, node_ref
from kg.link.lookup import resolve
from kg.rdf.vocabulary import KG, PROV
from kg.store.articles import of_iri
from kg.store.claims import all_claims, claims_of
from kg.store.dataset import Dataset

Json = dict[str, Any]
Order = Literal["doubtful", "consequential"]
Fate = Literal["as it was", "changed", "gone"]
_WEIGHT = {"Agreement": 3.0, "Meeting": 2.0, "Accusation": 2.0, "Mandate": 2.0, "Clause": 1.5, "Request": 1.0}
_WAITING = 10.0  # what waits for an analyst goes before all that nobody judged
_DOUBT = {"certain": 0.0, "probable": 1.0, "possible": 2.0, "underspecified": 1.5}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim to look at, with its points and why it has them."""

    row: Json
    points: float
    reasons: tuple[str, ...]


def candidates(
    data: Dataset, *, order: Order = "doubtful", only: Collection[str] | None = None, by: str | None = None
) -> list[Candidate]:
    """The claims to look at for an analyst (`by`, else who runs this), the most doubtful or consequential first.

    They are those that nobody judged, and those that others did and he or she did not, where a second pair of eyes is
    asked for or they disagree: these come first.
    """
    waiting, done = _spoken(data, analyst(by))
    rows = (c for c in all_claims(data) if c["claim"] not in done and (only is None or c["claim"] in only))
    rate = doubt if order == "doubtful" else consequence
    found = [Candidate(row, sum(p for p, _ in told), tuple(t for _, t in told))
             for row in rows for told in [[*waiting.get(row["claim"], ()), *rate(data, row)]]]  # fmt: skip
    return sorted(found, key=lambda c: (-c.points, c.row["claim"]))


def _spoken(data: Dataset, by: str) -> tuple[dict[str, list[tuple[float, str]]], set[str]]:
    """Of the claims that were judged those that wait for `by`, each with why and its points, and the others."""
    told: dict[str, list[Entry]] = defaultdict(list)
    for one in judged(data):
        if one.claim is not None:
            told[one.claim].append(one.entry)
    waiting, done = {}, set()
    for claim, found in told.items():
        state, who = state_of(found), {e.by for e in found if e.what != "note"}
        if state is None:
            continue
        if state[0] == "agreed" or by in who:
            done.add(claim)
        else:
            names = "، ".join(sorted(who))
            asked = "asked by {} for a second pair of eyes" if state[0] == "awaiting" else "{} disagree"
            waiting[claim] = [(_WAITING, asked.format(names))]
    return waiting, done


def doubt(data: Dataset, row: Json) -> Iterator[tuple[float, str]]:
    """Why a claim is doubtful, with points."""
    certainty = row["factuality"]["certainty"]
    if _DOUBT.get(certainty, 0):
        yield _DOUBT[certainty], f"said to be {certainty}"
    if any(hop["anonymous"] for hop in row["attribution"]):
        yield 1.0, "an unnamed source"
    if len(row["attribution"]) > 2:
        yield 0.5, f"{len(row['attribution'])} sources relay it"
    if row["factuality"]["polarity"] == "negative":
        yield 1.0, "denied"
    if any(p["pseudonym"] for p in row["participants"]):
        yield 0.5, "assumed names"
    if len(row["participants"]) < 2 and row["event"]["type"] in ("Meeting", "Agreement"):
        yield 2.0, "fewer than two members were read"
    if sources_of(data, row) == 1:
        yield 0.5, "one independent source"
    if row["time"] is None or row["time"]["basis"] == "inferred":
        yield 0.25, "no stated day"


def consequence(data: Dataset, row: Json) -> Iterator[tuple[float, str]]:
    """Why a claim matters, with points."""
    kind = row["event"]["type"]
    yield _WEIGHT.get(kind, 1.0), kind.lower()
    sides = {p["side"]["actor"] for p in row["participants"] if p["side"]}
    if len(sides) > 1:
        yield 1.0, "between sides"
    if (count := sources_of(data, row)) == 1:
        yield 2.0, "all hangs on one independent source"
    elif count:
        yield 1.0 / count, f"{count} independent sources"
    names = len(row["participants"])
    if names:
        yield min(names, 6) * 0.25, f"{names} members"


def sources_of(data: Dataset, row: Json) -> int:
    """The lower figure of independent sources of a claim's event; 0 where there is none."""
    return int(data.one(row["event"]["id"], KG.independentSources, data.identity) or 0)


# --- judging --------------------------------------------------------------------------------------------------------


def judge(
    data: Dataset, what: Literal["accept", "reject", "note"], claim: str, *, by: str | None = None, why: str = "",
    second: bool = False,
) -> Entry:  # fmt: skip
    """Writes a judgement to the log; the graph follows with `mirror`. `second` asks for a second pair of eyes.

    Raises:
        UsageError: the store has no such claim.
    """
    row = claim_row(data, claim)
    more = {"second": True} if second else {}
    told = entry(what, [claim_ref(data, row["claim"])], by=by, why=why, snapshot=snapshot(row), **more)
    append(data.folder, told)
    return told


def grade(
    data: Dataset, source: str, text: str, *, since: str | None = None, by: str | None = None, why: str = ""
) -> Entry:
    """Writes a grade of a source (a node) to the log; it holds from a day on, today if none is given."""
    grade_parts(text)
    article = data.one(source, KG.ofArticle, data.identity) or ""
    day = since or date.today().isoformat()
    told = entry("grade", [node_ref(data, source, article)], by=by, why=why, grade=text.upper(), **{"from": day})
    append(data.folder, told)
    return told


def mirror(data: Dataset) -> None:
    """Brings the analysts' graphs up to date with the log."""
    data.change(*mirrored(data))


def claim_row(data: Dataset, claim: str) -> Json:
    """A claim as the contract has it.

    Raises:
        UsageError: the store has no such claim.
    """
    name = claim if "://" in claim else f"{data.base}claim/{claim.removeprefix('claim/')}"
    (iri,) = resolve(data, "claim", name)
    return _rows_of(data, {iri})[iri]


def _rows_of(data: Dataset, claims: Collection[str]) -> dict[str, Json]:
    """The claims as the contract has them; only their own articles are read."""
    told = {a for c in claims if (a := data.one(c, PROV.wasDerivedFrom)) is not None}
    stored = [s for a in sorted(told) if (s := of_iri(data, a)) is not None]
    return {row["claim"]: row for s in stored for row in claims_of(data, s) if row["claim"] in claims}


# --- what became of judged claims -----------------------------------------------------------------------------------


def snapshot(row: Json) -> Json:
    """What a judgement was about, in names: what is compared when the article was read again."""
    members = sorted(f"{p['role']}: {p['name']}" + (f" ({p['side']['name']})" if p["side"] else "")
                     for p in row["participants"])  # fmt: skip
    clause = row.get("clause") or {}
    return {
        "type": row["event"]["type"],
        "status": row["event"]["status"],
        "kind": row["event"]["kind"],
        "members": members,
        "place": row["place"]["name"] if row["place"] else None,
        "time": [row["time"]["from"], row["time"]["to"]] if row["time"] else None,
        "chain": [hop["name"] for hop in row["attribution"]],
        "factuality": row["factuality"],
        "text": clause.get("text") or row.get("content"),
        "outcome": clause.get("outcome"),
    }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a judged claim; `changes` are what was judged and what is there now, by field."""

    judged: Judged
    fate: Fate
    changes: dict[str, tuple[Any, Any]]


def outcomes(data: Dataset) -> list[Outcome]:
    """What became of all judged claims."""
    told = judged(data)
    rows = _rows_of(data, {one.claim for one in told if one.claim is not None})
    return [_outcome(one, rows.get(one.claim or "")) for one in told]


def _outcome(one: Judged, row: Json | None) -> Outcome:
    if row is None:
        return Outcome(one, "gone", {})
    then, now = dict(one.entry.more.get("snapshot") or {}), snapshot(row)
    changes = {k: (then[k], now.get(k)) for k in then if then[k] != now.get(k)}
    return Outcome(one, "changed" if changes else "as it was", changes)
