"""The store as FollowTheMoney entities, one JSON object a line, for Aleph and what reads its format.

Actors become people, organizations, public bodies or legal entities; places addresses; articles documents; events,
agreements and clauses `Event`s.  Who says so is kept: a link from every source of a claim to the event, with its place
in the chain, its cue and its certainty, and the article as the document that proves it.  The entities go through the
`followthemoney` library (the only importer), which refuses values that its model does not allow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from kg.errors import UsageError
from kg.rdf.iris import digest
from kg.store.articles import articles, document
from kg.store.claims import Node, all_claims, nodes, verdict_of
from kg.store.dataset import Dataset

Json = dict[str, Any]
_SCHEMATA = (
    ("UnnamedActor", "LegalEntity"), ("Person", "Person"), ("State", "PublicBody"), ("GovernmentBody", "PublicBody"),
    ("ArmedGroup", "Organization"), ("MediaOutlet", "Organization"), ("Organization", "Organization"),
    ("Actor", "LegalEntity"), ("Place", "Address"),
)  # fmt: skip
_ROLES = ("obligor", "beneficiary", "rejectedBy")
_TOOK_PLACE = frozenset({"held", "ongoing", "signed", "reached", None})


def write(data: Dataset, out: IO[bytes]) -> None:
    """Writes all entities, in order of what they are and of their ids.

    Raises:
        UsageError: the `followthemoney` library is not installed.
    """
    for entity in entities(data):
        out.write(json.dumps(entity, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n")


def entities(data: Dataset) -> Iterator[Json]:
    """The entities as the library gives them."""
    make = _maker()
    claims = list(all_claims(data))
    for node in nodes(data):
        schema = next((s for kind, s in _SCHEMATA if kind in node.classes), None)
        if schema is not None:
            yield make(schema, node.iri, _named(node))
    yield from _articles(data, make)
    for event in sorted({c["event"]["id"] for c in claims}):
        told = [c for c in claims if c["event"]["id"] == event]
        yield make("Event", event, _event(told))
        for claim in told:
            yield from _links(claim, make)
    yield from _memberships(claims, make)


def _maker() -> Any:
    try:
        from followthemoney import model
    except ImportError as error:
        raise UsageError("--format ftm needs followthemoney: pip install 'conflict-kg[ftm]'") from error

    def make(schema: str, iri: str, values: Iterable[tuple[str, Any]]) -> Json:
        """An entity; its id is a hash of the IRI, which stands in `sourceUrl` or `recordId`."""
        entity = model.make_entity(schema)
        entity.id = entity_id(iri)
        for name, value in values:
            prop = entity.schema.get(name)
            most = min(prop.max_length, prop.type.max_length)
            for part in fitting(value, most, whole=prop.type.name == "text"):
                entity.add(name, part, cleaned=False, quiet=False)
        entity.schema.validate(entity.to_dict())
        return dict(entity.to_dict())

    return make


def fitting(value: str, most: int, *, whole: bool) -> Iterator[str]:
    """A value in at most so many characters: cut at a word where it is longer, or with `whole` in several parts."""
    while whole and len(value) > most:
        end = value.rfind(" ", 1, most + 1)
        end = most if end < 0 else end
        yield value[:end]
        value = value[end:].lstrip()
    yield value if len(value) <= most else f"{value[: most - 1].rpartition(' ')[0] or value[: most - 1]}…"


def entity_id(iri: str) -> str:
    """An entity's id, as ids of FollowTheMoney may not be IRIs."""
    return f"kg-{digest(iri)}"


def _named(node: Node) -> Iterator[tuple[str, Any]]:
    yield "name", node.name or "?"
    yield from (("alias", alias) for alias in node.aliases)
    yield "sourceUrl", node.iri


def _articles(data: Dataset, make: Any) -> Iterator[Json]:
    for stored in articles(data):
        doc = document(data, stored)
        published = doc.published.isoformat() if doc.published else None
        values = [
            ("title", doc.title or doc.record_id), ("fileName", doc.record_id), ("publisher", doc.outlet),
            ("publishedAt", published), ("sourceUrl", doc.url), ("author", doc.author), ("bodyText", doc.text),
        ]  # fmt: skip
        yield make("Article", stored.article, [(name, value) for name, value in values if value])


def _event(claims: list[Json]) -> Iterator[tuple[str, Any]]:
    """What the claims of an event say; its days only from those that say that it took place."""
    texts = {(claim.get("clause") or {}).get("text") or claim.get("content"): None for claim in claims}
    told = [text for text in texts if text]
    yield "name", told[0] if told else claims[0]["event"]["type"]
    yield from (("description", text) for text in told)
    yield "keywords", claims[0]["event"]["type"]
    yield "recordId", claims[0]["event"]["id"]
    for claim in claims:
        yield "proof", entity_id(claim["document"]["article"])
        yield "summary", " … ".join(piece["text"] for piece in claim["evidence"])
        yield from (("involved", entity_id(actor)) for actor in _members(claim))
        if claim["place"]:
            yield "location", " ← ".join(claim["place"]["path"])
            yield "addressEntity", entity_id(claim["place"]["id"])
        yield from _days(claim)


def _days(claim: Json) -> Iterator[tuple[str, Any]]:
    time = claim["time"] or {}
    if claim["factuality"]["polarity"] == "negative" or claim["event"]["status"] not in _TOOK_PLACE:
        return
    for name, key in (("startDate", "from"), ("endDate", "to")):
        if time.get(key) and not time[key].startswith("--"):  # FollowTheMoney knows no day without its year
            yield name, time[key]


def _members(claim: Json) -> Iterator[str]:
    yield from (part["actor"] for part in claim["participants"])
    clause = claim.get("clause") or {}
    yield from (actor["actor"] for role in _ROLES for actor in clause.get(role, ()))


def _links(claim: Json, make: Any) -> Iterator[Json]:
    """According to whom: a link from each source of the chain to the event."""
    facts, verdict = claim["factuality"], verdict_of(claim["review"])
    for hop in claim["attribution"]:
        own = hop.get("factuality") or facts
        values = [
            ("subject", entity_id(hop["source"])), ("object", entity_id(claim["event"]["id"])),
            ("role", f"source {hop['hop']} of {len(claim['attribution'])}"), ("status", claim["event"]["status"]),
            ("summary", f"{own['certainty']}, {own['polarity']}" + (f" ({hop['cue']})" if hop["cue"] else "")),
            ("summary", verdict and f"review by analysts: {verdict}"),
            ("description", " … ".join(piece["text"] for piece in claim["evidence"])),
            ("proof", entity_id(claim["document"]["article"])), ("date", claim["document"]["published"]),
            ("recordId", claim["claim"]),
        ]  # fmt: skip
        yield make("UnknownLink", f"{claim['claim']}#hop={hop['hop']}", [(n, v) for n, v in values if v])


def _memberships(claims: list[Json], make: Any) -> Iterator[Json]:
    """Sources with an affiliation, and members that stand for a side."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for claim in claims:
        article = claim["document"]["article"]
        for hop in claim["attribution"]:
            if hop.get("affiliation"):
                found.setdefault((hop["source"], hop["affiliation"]["actor"], "affiliation"), set()).add(article)
        for part in claim["participants"]:
            if part["side"]:
                found.setdefault((part["actor"], part["side"]["actor"], "stands for"), set()).add(article)
    for (member, organization, role), proofs in sorted(found.items()):
        ends = [("member", entity_id(member)), ("organization", entity_id(organization)), ("role", role)]
        yield make(
            "Membership", f"{member} {role} {organization}", [*ends, *(("proof", entity_id(p)) for p in sorted(proofs))]
        )
