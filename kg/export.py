"""The store written out: RDF, claims as JSON Lines, and a table with a row for each member of each claim.

The order follows from the content, so that the same store gives the same bytes; one article at a time is in memory.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kg.errors import UsageError
from kg.jsonld import write as write_jsonld
from kg.rdf.vocabulary import PREFIXES
from kg.rows import csv_text
from kg.store.claims import Json, all_claims, verdict_of
from kg.store.dataset import Dataset

FORMATS = ("turtle", "trig", "nquads", "jsonld", "claims", "csv", "ftm")
COLUMNS = (
    "type", "status", "kind", "outcome", "number", "actor", "actorType", "role", "title", "side", "pseudonym", "place",
    "placePath", "lat", "lon", "dateFrom", "dateTo", "datePrecision", "dateText", "text", "condition", "deadline",
    "certainty", "polarity", "tense", "source", "chain", "chainLength", "outlet", "published", "headline", "quote",
    "event", "agreement", "claim", "actorId", "placeId", "article", "review",
)  # fmt: skip


def export(data: Dataset, form: str, target: Path | None = None) -> None:
    """Writes the store in one of `FORMATS` to a file, or to standard output.

    turtle is what queries see (articles and identity in one), trig, nquads and jsonld keep the named graphs apart.

    Raises:
        UsageError: an unknown format, or a file that can't be written.
    """
    if form not in FORMATS:
        raise UsageError(f"{form}: no such format. There are: {', '.join(FORMATS)}")
    with _output(target) as out:
        if form == "claims":
            _claims(data, out)
        elif form == "csv":
            _table(data, out)
        elif form == "ftm":
            from kg.ftm import write as write_entities  # its library is an extra

            write_entities(data, out)
        elif form == "jsonld":
            write_jsonld(data, told(data), out)
        else:
            graphs = None if form == "turtle" else told(data)
            data.write(form, out, graphs=graphs, prefixes={k: str(v) for k, v in PREFIXES.items()})


def told(data: Dataset) -> list[str]:
    """The graphs that say something: not the notes that the store and linking keep for themselves."""
    return [g for g in data.graphs() if g != data.pending and not g.startswith(f"{data.base}graph/link/")]


@contextmanager
def _output(target: Path | None) -> Iterator[IO[bytes]]:
    if target is None or str(target) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        out = target.open("wb")
    except OSError as error:
        raise UsageError(f"{target}: can't be written ({error.strerror}). Give another file with -o") from error
    with out:
        yield out


def _claims(data: Dataset, out: IO[bytes]) -> None:
    for claim in all_claims(data):
        out.write(json.dumps(claim, ensure_ascii=False).encode("utf-8") + b"\n")


def _table(data: Dataset, out: IO[bytes]) -> None:
    out.write(csv_text(COLUMNS, ()).encode("utf-8"))
    for claim in all_claims(data):
        rows = ([row.get(name) for name in COLUMNS] for row in claim_rows(claim))
        out.write(csv_text(COLUMNS, rows, head=False).encode("utf-8"))


def claim_rows(claim: Json) -> Iterator[Json]:
    """A row for each member of a claim; for a clause each actor that it obliges, benefits or that rejects it."""
    told = _told(claim)
    members = list(_members(claim))
    for member in members or [{}]:
        yield {**told, **member}


def _told(claim: Json) -> Json:
    """What a claim says but for its members."""
    event, article, chain = claim["event"], claim["document"], claim["attribution"]
    return {
        **_where(claim["place"]),
        **_when(claim["time"]),
        **_content(claim),
        **claim["factuality"],
        "type": event["type"],
        "status": event["status"],
        "kind": event["kind"],
        "source": chain[-1]["name"],
        "chain": " > ".join(hop["name"] for hop in chain),
        "chainLength": len(chain),
        "outlet": article["outlet"],
        "published": article["published"],
        "headline": article["title"],
        "quote": " … ".join(piece["text"] for piece in claim["evidence"]),
        "event": event["id"],
        "agreement": event.get("agreement"),
        "claim": claim["claim"],
        "article": article["article"],
        "review": verdict_of(claim["review"]),
    }


def _where(place: Json | None) -> Json:
    if place is None:
        return {}
    path = " > ".join(place["path"])
    return {"place": place["name"], "placePath": path, "placeId": place["id"], "lat": place["lat"], "lon": place["lon"]}


def _when(time: Json | None) -> Json:
    if time is None:
        return {}
    days = {"dateFrom": time["from"], "dateTo": time["to"]}
    return {**days, "datePrecision": time["precision"], "dateText": time["text"]}


def _content(claim: Json) -> Json:
    clause: Json | None = claim.get("clause")
    if clause is None:
        return {"text": claim.get("content")}
    deadline: Any = clause["deadline"]
    kept = {name: clause[name] for name in ("number", "outcome", "text", "condition")}
    return {**kept, "deadline": deadline["text"] if deadline else None}


def _members(claim: Json) -> Iterator[Json]:
    for part in claim["participants"]:
        side = part["side"]
        yield {
            "actor": part["name"],
            "actorType": part["type"],
            "role": part["role"],
            "title": part["title"],
            "side": side["name"] if side else None,
            "pseudonym": part["pseudonym"],
            "actorId": part["actor"],
        }
    clause = claim.get("clause") or {}
    for role in ("obligor", "beneficiary", "rejectedBy"):
        for actor in clause.get(role, ()):
            yield {"actor": actor["name"], "role": role, "actorId": actor["actor"]}
