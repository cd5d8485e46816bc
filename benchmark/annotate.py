"""For annotators: shows articles, checks what was written down, and makes the stand-off files of the benchmark.

    python -m benchmark.annotate --corpora ../shared/corpora show news-0001 news-0002
    python -m benchmark.annotate --corpora ../shared/corpora add PART.json --into benchmark/news --annotator a1

PART.json is a list of documents in the form of GUIDELINES.md.  `add` refuses a document whose quotations or names do
not occur in its article, and writes one file a document, with the hash of the text and the offsets of the quotations.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmark.articles import OUTLETS, records

Json = dict[str, Any]
_MEETING_STATUS = {"held", "planned", "ongoing", "cancelled", "denied"}
_AGREEMENT_STATUS = {"signed", "reached", "proposed", "failed", "denied"}
_KINDS = {"in-person", "visit", "phone", "talks"}
_OUTCOMES = {"agreed", "proposed", "deferred", "rejected", "disputed"}
_FIELDS = {
    "meetings": {"id", "status", "kind", "optional", "quote", "participants", "place", "date", "source_chain",
                 "source_chains"},
    "agreements": {"id", "status", "optional", "quote", "parties", "date", "place", "source_chain", "source_chains",
                   "clauses"},
    "clauses": {"n", "outcome", "obligor", "beneficiary", "conditional", "mentions"},
}  # fmt: skip


def show(record: Json) -> str:
    """An article as an annotator reads it."""
    head = f"=== {record['id']}  outlet: {OUTLETS[record['source']]}  published: {record['date_extracted'][:10]}"
    return f"{head}  dateline/author: {record['author']}\nTITLE: {record['title']}\n{record['content']}\n"


def _offsets(record: Json, quote: str) -> Json | None:
    for where, key in (("text", "content"), ("title", "title")):
        at = (record[key] or "").find(quote)
        if at >= 0 and quote:
            return {"in": where, "start": at, "end": at + len(quote)}
    return None


def _names_in(event: Json) -> Iterator[tuple[str, list[str]]]:
    for part in event.get("participants") or []:
        yield "participant", part["names"]
        if part.get("side"):
            yield "side", part["side"]
    for party in event.get("parties") or []:
        yield "party", party
    for place in event.get("place") or []:
        yield "place", place
    for chain in chains(event):
        for hop in chain[1:]:
            yield "source", hop
    for clause in event.get("clauses") or []:
        for role in ("obligor", "beneficiary"):
            if clause.get(role):
                yield role, clause[role]


def chains(event: Json) -> list[list[list[str]]]:
    """The alternative chains of sources of an event."""
    return event.get("source_chains") or [event["source_chain"]]


def faults(document: Json, record: Json) -> Iterator[str]:
    """What is wrong with a document: fields, values, quotations and names that the article does not have."""
    text = f"{record['title']}\n{record['content']}"
    for kind, statuses in (("meetings", _MEETING_STATUS), ("agreements", _AGREEMENT_STATUS)):
        if not isinstance(document.get(kind), list):
            yield f"{kind}: missing (give an empty list)"
            continue
        for event in document[kind]:
            yield from (f"{event.get('id')}: {fault}" for fault in _event_faults(kind, event, statuses, record, text))


def _event_faults(kind: str, event: Json, statuses: set[str], record: Json, text: str) -> Iterator[str]:
    if extra := set(event) - _FIELDS[kind]:
        yield f"unknown field {', '.join(sorted(extra))}"
    if event.get("status") not in statuses:
        yield f"status {event.get('status')}: one of {', '.join(sorted(statuses))}"
    if kind == "meetings" and event.get("kind") not in _KINDS:
        yield f"kind {event.get('kind')}: one of {', '.join(sorted(_KINDS))}"
    members = event.get("participants") if kind == "meetings" else event.get("parties")
    if not members:
        yield "nobody takes part"
        return
    if _offsets(record, event.get("quote") or "") is None or len(event["quote"].split()) < 4:
        yield f"quote is not in the article to the letter, or too short: {event.get('quote')}"
    if not (event.get("source_chain") or event.get("source_chains")):
        yield "no source chain"
        return
    if any(chain[0] != [OUTLETS[record["source"]]] for chain in chains(event)):
        yield f'a chain must begin with ["{OUTLETS[record["source"]]}"]'
    for role, names in _names_in(event):
        if not names or not any(name and name in text for name in names):
            yield f"{role}: none of these forms is in the article: {names}"
    for clause in event.get("clauses") or []:
        yield from _clause_faults(clause, text)


def _clause_faults(clause: Json, text: str) -> Iterator[str]:
    if extra := set(clause) - _FIELDS["clauses"]:
        yield f"clause: unknown field {', '.join(sorted(extra))}"
    if clause.get("outcome") not in _OUTCOMES:
        yield f"clause outcome {clause.get('outcome')}: one of {', '.join(sorted(_OUTCOMES))}"
    if not clause.get("mentions") or any(m not in text for m in clause["mentions"]):
        yield f"clause mentions must be in the article: {clause.get('mentions')}"


def standoff(document: Json, record: Json, annotator: str) -> Json:
    """The document as it is kept: with the hash of its text and the quotations' offsets."""
    out = {
        "document": record["id"],
        "published": record["date_extracted"][:10],
        "annotator": annotator,
        "sha256": hashlib.sha256(record["content"].encode()).hexdigest(),
        "meetings": document["meetings"],
        "agreements": document["agreements"],
    }
    for event in (*out["meetings"], *out["agreements"]):
        event["quote_at"] = _offsets(record, event["quote"])
        for clause in event.get("clauses") or []:
            clause.setdefault("n", None)
    return out


def add(path: Path, into: Path, annotator: str, known: dict[str, Json]) -> int:
    """Checks a part and writes its documents; prints what is wrong. 1 if anything is."""
    into.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for document in json.loads(path.read_text(encoding="utf-8")):
        record = known[document["document"]]
        found = list(faults(document, record))
        if found:
            wrong += 1
            sys.stdout.write("".join(f"{document['document']} {fault}\n" for fault in found))
            continue
        text = json.dumps(standoff(document, record, annotator), ensure_ascii=False, indent=1) + "\n"
        (into / f"{document['document']}.json").write_text(text, encoding="utf-8")
    written = len(list(into.glob("*.json")))
    sys.stdout.write(f"{wrong} documents refused; {written} are in {into}\n")
    return int(wrong > 0)


def main() -> int:
    """The commands above."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    sub = parser.add_subparsers(dest="command", required=True)
    sub.add_parser("show").add_argument("ids", nargs="+")
    adding = sub.add_parser("add")
    adding.add_argument("part", type=Path)
    adding.add_argument("--into", type=Path, required=True)
    adding.add_argument("--annotator", required=True)
    options = parser.parse_args()
    known = records(options.corpora)
    if options.command == "show":
        sys.stdout.write("\n".join(show(known[i]) for i in options.ids))
        return 0
    return add(options.part, options.into, options.annotator, known)


if __name__ == "__main__":
    sys.exit(main())
