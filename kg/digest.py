"""Claims as lines for a person: event by event, with members by side, place, time, clauses and the chain of sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.store.claims import verdict_of

Json = dict[str, Any]
_HEADS = {
    "Meeting": "MEETING", "Agreement": "AGREEMENT", "Request": "REQUEST", "Mandate": "MANDATE",
    "Accusation": "ACCUSATION",
}  # fmt: skip
_ORDER = {"Meeting": 0, "Mandate": 1, "Agreement": 2, "Request": 3, "Accusation": 4}
_QUOTE = 100  # characters of evidence shown
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202d\u202e]")  # what steers a terminal, or overrides the order of letters


def digest(
    title: str, claims: list[Json], *, head: Iterable[str] = (), also: Mapping[str, Iterable[str]] | None = None
) -> Iterator[str]:
    """The lines of an article's claims; events in the order of their kinds and places in the text.

    `head` are lines on the article, `also` lines on events by their IRIs, each told once.
    """
    yield f"═══ {title}"
    yield from head
    events: dict[str, list[Json]] = defaultdict(list)
    clauses: dict[str, list[Json]] = defaultdict(list)
    for claim in claims:
        if claim["event"]["type"] == "Clause":
            clauses[claim["event"]["agreement"]].append(claim)
        else:
            events[claim["event"]["id"]].append(claim)
    if not events:
        yield "    nothing found"
    for told in sorted(events.values(), key=lambda c: (_ORDER[c[0]["event"]["type"]], _start(c[0]))):
        event = told[0]["event"]["id"]
        yield from _event(told, clauses.get(event, []), (also or {}).get(event, ()))
    yield ""


def _start(claim: Json) -> tuple[str, int]:
    first = claim["evidence"][0]
    return first["in"], first["start"]


def _event(told: list[Json], clauses: list[Json], also: Iterable[str]) -> Iterator[str]:
    for claim in told:
        event = claim["event"]
        words = [event["status"], event["kind"], _doubt(claim["factuality"])]
        yield f"\n{_HEADS[event['type']]}  {', '.join(w for w in words if w)}"
        yield from _members(claim)
        if claim["place"]:
            yield f"    where   {' ← '.join(claim['place']['path'])}"
        if claim["time"]:
            yield f"    when    {_when(claim['time'])}"
        if claim.get("content"):
            yield f"    what    {_cut(claim['content'])}"
        yield f"    source  {_chain(claim)}"
        yield f"    words   «{_cut(claim['evidence'][0]['text'])}»"
        yield from review_lines(claim.get("review"))
    yield from also
    for claim in sorted(clauses, key=lambda c: (c["clause"]["number"] is None, c["clause"]["number"], _start(c))):
        yield from _clause(claim)


def _doubt(factuality: Json) -> str | None:
    if factuality["polarity"] == "negative":
        return "denied"
    return None if factuality["certainty"] == "certain" else str(factuality["certainty"])


def _members(claim: Json) -> Iterator[str]:
    sides: dict[str, list[str]] = defaultdict(list)
    for member in claim["participants"]:
        side = member["side"]["name"] if member["side"] else ""
        role = "" if member["role"] in ("attendee", "party") else f" ({member['role']})"
        assumed = " (said to be a pseudonym)" if member["pseudonym"] else ""
        title = f", {member['title']}" if member["title"] else ""
        sides[side].append(f"{member['name']}{title}{role}{assumed}")
    for side, names in sides.items():
        yield f"    who     {'; '.join(names)}" + (f"   — for {side}" if side else "")


def _when(time: Json) -> str:
    days = [d for d in dict.fromkeys((time["from"], time["to"])) if d]
    if not days:
        return str(time["text"])
    basis = ", worked out" if time["basis"] == "inferred" else ""
    return f"{' … '.join(days)} ({time['precision']}{basis}: {time['text']})"


def _chain(claim: Json) -> str:
    return " ← ".join(
        hop["name"] + (f" [unnamed, of {hop['affiliation']['name']}]" if hop.get("affiliation") else "") + _cited(hop)
        for hop in claim["attribution"]
    )


def _cited(hop: Json) -> str:
    """By which word a source is cited, and the day on which it spoke."""
    said = [hop["cue"], (hop["time"] or {}).get("from")]
    return f" ({', '.join(filter(None, said))})" if any(said) else ""


def _clause(claim: Json) -> Iterator[str]:
    clause = claim["clause"]
    number = f"{clause['number']}." if clause["number"] is not None else "–"
    roles = [
        f"{word} {'، '.join(a['name'] for a in clause[key])}"
        for key, word in (("obligor", "owed by"), ("beneficiary", "to"), ("rejectedBy", "rejected by"))
        if clause[key]
    ]
    yield f"    {number:3} {clause['outcome']:9} {_cut(clause['text'])}" + (f"   [{'; '.join(roles)}]" if roles else "")
    if clause["condition"]:
        yield f"        if      {_cut(clause['condition'])}"
    if clause["deadline"]:
        yield f"        by      {_when(clause['deadline'])}"
    yield from (f"    {line}" for line in review_lines(claim.get("review")))


def review_lines(review: Json | None) -> Iterator[str]:
    """What analysts say of a claim, where they do: that it is rejected above all, by whom and why."""
    if review is None:
        return
    if (verdict := verdict_of(review)) is not None:
        yield f"    review  {verdict.upper()}"
    for said in review["judgements"]:
        why = f": {on_a_line(said['why'])}" if said["why"] else ""
        yield f"            {said['what']}, {on_a_line(said['by'])}, {said['at'][:10]}{why}"


def on_a_line(text: str) -> str:
    """Text as it may stand on a line of a terminal: what is stored or shared may hold what would steer that."""
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def _cut(text: str) -> str:
    line = on_a_line(text)
    return line if len(line) <= _QUOTE else f"{line[:_QUOTE]}…"
