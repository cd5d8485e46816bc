"""The store as a property graph: claims and canonical nodes to rows.  Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from kg.lexicon.actors import actor_lexicon
from kg.neo4j.derived import derived
from kg.neo4j.rows import BASES, FINER, NodeRow, RelRow, filled
from kg.store.claims import Node, Reuse

Json = dict[str, Any]
Row = NodeRow | RelRow
_CLAUSE_ROLES = ("obligor", "beneficiary", "rejectedBy")


def project(
    claims: Iterable[Json],
    nodes: Iterable[Node],
    *,
    reviews: Mapping[str, str] | None = None,
    reuses: Iterable[Reuse] = (),
) -> Iterator[Row]:
    """All rows of the graph; several may be the same.

    `reviews` is what analysts say of claims (accepted, rejected), `reuses` which articles copied text from which.
    """
    for node in nodes:
        yield from _node(node)
    kept = [{**claim, "review": (reviews or {}).get(claim["claim"])} for claim in claims]
    told = {claim["document"]["article"] for claim in kept}
    for reuse in reuses:
        if {reuse.reuser, reuse.reused} <= told:  # an article that claims nothing is no node
            props = filled(sharedWords=reuse.shared_words, text=reuse.text)
            yield RelRow("REUSES", ("Article", reuse.reuser), ("Article", reuse.reused), props)
    for claim in kept:
        yield from _claim(claim)
    yield from derived(kept)


def _node(node: Node) -> Iterator[Row]:
    base = next((b for b in BASES if b in node.classes), None)
    if base is None:
        return
    finer = tuple(f for f in FINER if f in node.classes)
    props = filled(
        name=node.name,
        aliases=list(node.aliases),
        nameKey=list(node.keys),
        search=_search(node) if base in ("Actor", "Place") else None,
        independentSources=node.independent,
        independentSourcesAtMost=node.independent_at_most,
    )
    yield NodeRow(base, node.iri, finer if base == "Actor" else (), props)
    for outer in node.within:
        yield RelRow("WITHIN", (base, node.iri), ("Place", outer), {})


def _search(node: Node) -> list[str]:
    """Names as people may type them, folded: those that a known actor goes by elsewhere (`داعش` is found from `تنظيم
    الدولة الإسلامية`), and each word without its article too (`الاسد` is found from `اسد`).
    """
    lexicon = actor_lexicon()
    names = {*node.keys, *(name for known in node.known for name in lexicon.names.get(known, ()))}
    return sorted({*names, *(" ".join(map(_bare, name.split())) for name in names)} - set(node.keys))


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _claim(claim: Json) -> Iterator[Row]:
    iri, event = claim["claim"], claim["event"]
    end = ("Claim", iri)
    yield NodeRow("Claim", iri, (), _claim_props(claim))
    yield RelRow("ASSERTS", end, (event["type"], event["id"]), {})
    yield from _article(claim)
    for part in claim["participants"]:
        side = part["side"]
        props = filled(
            role=part["role"], sideId=side and side["actor"], side=side and side["name"], title=part["title"]
        )
        yield RelRow("NAMES", end, ("Actor", part["actor"]), props, part["role"])
    for role in _CLAUSE_ROLES:
        for actor in (claim.get("clause") or {}).get(role, []):
            yield RelRow("NAMES", end, ("Actor", actor["actor"]), {"role": role}, role)
    if claim["place"]:
        yield RelRow("LOCATES", end, ("Place", claim["place"]["id"]), {})
    if event.get("agreement"):
        yield RelRow("HAS_CLAUSE", ("Agreement", event["agreement"]), ("Clause", event["id"]), {})
    yield from _evidence(claim)
    yield from _chain(claim)


def _claim_props(claim: Json) -> dict[str, Any]:
    clause, time, facts = claim.get("clause") or {}, claim["time"] or {}, claim["factuality"]
    start, last = time.get("from"), time.get("to")
    partial = (start or last or "").startswith("--")
    deadline = clause.get("deadline") or {}
    return dict(
        filled(
            name=clause.get("text") or claim["event"]["type"],
            type=claim["event"]["type"],
            status=claim["event"]["status"],
            kind=claim["event"]["kind"],
            certainty=facts["certainty"],
            polarity=facts["polarity"],
            tense=facts["tense"],
            dateFrom=None if partial else start,
            dateTo=None if partial else last,
            datePartial=start if partial else None,
            datePartialTo=last if partial else None,
            datePrecision=time.get("precision"),
            timeBasis=time.get("basis"),
            outcome=clause.get("outcome"),
            number=clause.get("number"),
            condition=clause.get("condition"),
            deadline=deadline.get("text"),
            text=clause.get("text") or claim.get("content"),
            chainLength=len(claim["attribution"]),
            run=claim["run"],
            review=claim["review"],
        )
    )


def _article(claim: Json) -> Iterator[Row]:
    doc = claim["document"]
    props = filled(name=doc["title"], recordId=doc["id"], outlet=doc["outlet"], published=doc["published"])
    yield NodeRow("Article", doc["article"], (), props)


def _evidence(claim: Json) -> Iterator[Row]:
    article = claim["document"]["article"]
    for span in claim["evidence"]:
        iri = f"{article}#{span['in']}={span['start']},{span['end']}"
        props = {"in": span["in"], "start": span["start"], "end": span["end"], "text": span["text"]}
        yield NodeRow("Span", iri, (), props)
        yield RelRow("EVIDENCED_BY", ("Claim", claim["claim"]), ("Span", iri), {})
        yield RelRow("IN_ARTICLE", ("Span", iri), ("Article", article), {})


def _chain(claim: Json) -> Iterator[Row]:
    hops = claim["attribution"]
    ends = [("SourceHop", f"{claim['claim']}#hop={hop['hop']}") for hop in hops]
    for hop, end in zip(hops, ends, strict=True):
        facts = claim["factuality"] if hop is hops[-1] else hop.get("factuality") or {}
        affiliation, said = hop.get("affiliation"), hop["time"] or {}
        props = filled(
            name=hop["name"],
            hop=hop["hop"],
            cue=hop["cue"],
            affiliationId=affiliation and affiliation["actor"],
            saidFrom=said.get("from"),
            saidTo=said.get("to"),
            **facts,
        )
        yield NodeRow("SourceHop", end[1], (), props)
        yield RelRow("HAS_HOP", ("Claim", claim["claim"]), end, {"hop": hop["hop"]})
        yield RelRow("ATTRIBUTED_TO", end, ("Actor", hop["source"]), {})
        if hop.get("affiliation"):
            other = ("Actor", hop["affiliation"]["actor"])
            yield RelRow("MEMBER_OF", ("Actor", hop["source"]), other, {"role": "affiliation"}, "affiliation")
    for near, far in pairwise(ends):
        yield RelRow("RELAYED_FROM", near, far, {})
