"""How far two annotators agree, by the benchmark's own scorer: `python -m benchmark.agreement`.

Each one's events that count are looked for among all of the other's, optional ones included; then what both found is
compared value by value.  Both directions are added up.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmark.articles import facts
from kg.evaluate import evaluate_facts
from kg.scoring.tally import Score, total

Json = dict[str, Any]
_HERE = Path(__file__).resolve().parent
_KINDS = (("Meeting", "meetings", "participants"), ("Agreement", "agreements", "parties"))


def as_claims(told: Json) -> Iterator[Json]:
    """An annotator's facts in the form of claims, a chain each."""
    for kind, key, members in _KINDS:
        for event in told[key]:
            name = f"{told['document']} {event['id']}"
            for chain in event.get("source_chains") or [event.get("source_chain") or []]:
                yield {
                    "document": {"id": told["document"]},
                    "event": {"id": name, "type": kind, "status": event["status"]},
                    "participants": [_actor(m["names"] if isinstance(m, dict) else m) for m in event[members]],
                    "place": _place(event.get("place")),
                    "time": _time(event.get("date")),
                    "attribution": [_actor(hop) for hop in chain],
                    "evidence": [{"text": event["quote"]}],
                }
            yield from _clauses(told, event, name)


def _clauses(told: Json, event: Json, name: str) -> Iterator[Json]:
    for number, clause in enumerate(event.get("clauses") or []):
        yield {
            "document": {"id": told["document"]},
            "event": {"id": f"{name} {number}", "type": "Clause", "agreement": name},
            "evidence": [],
            "clause": {
                "number": clause.get("n"),
                "outcome": clause["outcome"],
                "text": " ".join(clause["mentions"]),
                "obligor": [_actor(clause["obligor"])] if clause.get("obligor") else [],
                "beneficiary": [_actor(clause["beneficiary"])] if clause.get("beneficiary") else [],
                "condition": "yes" if clause.get("conditional") else None,
            },
        }


def _actor(names: list[str]) -> Json:
    return {"name": names[0], "aliases": names[1:]}


def _place(place: list[list[str]] | None) -> Json | None:
    return {"name": place[0][0], "path": [name for names in place for name in names]} if place else None


def _time(date: Json | None) -> Json | None:
    """The first day that an annotator's date can be, as exact as it is."""
    if not date or not (date.get("year") or date.get("month")):
        return None
    year = f"{date['year']:04d}" if date.get("year") else "-"
    month = f"-{date['month']:02d}" if date.get("month") else ""
    day = f"-{date['day']:02d}" if date.get("day") else ""
    precision = "day" if day else "month" if month else "year"
    return {"from": f"{year}{month}{day}", "precision": precision}


def agreement(first: dict[str, Json], second: dict[str, Json]) -> list[Score]:
    """The measures of one against the other and back, over the documents that both have."""
    shared = sorted(set(first) & set(second))
    results = []
    for one, other in ((first, second), (second, first)):
        claims = [claim for name in shared for claim in as_claims(other[name])]
        results += [d.tally for d in evaluate_facts(claims, [one[name] for name in shared]).documents]
    return total(results).scores


def main() -> int:
    """Prints recall of each measure: what one found, the other has."""
    known = facts(_HERE / "develop") | facts(_HERE / "test") | facts(_HERE / "unseen")
    second = facts(_HERE / "second")
    sys.stdout.write(f"{len(set(known) & set(second))} articles annotated twice\n")
    for score in agreement(known, second):
        row = score.row()
        value = row.get("recall", row.get("accuracy"))
        of = int(row["of"]) if "of" in row else int(row["tp"] + row["fn"])
        sys.stdout.write(f"{score.name:26} {value:.3f} of {of}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
