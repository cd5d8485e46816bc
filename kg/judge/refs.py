"""What a log entry is about, named so that it outlives everything but the article: key, class, name and quotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.arabic.fold import name_key
from kg.link.derive import hops
from kg.link.profile import class_of
from kg.rdf.index import Term
from kg.rdf.iris import article_of_key, graph_of
from kg.rdf.vocabulary import KG, OA, PROV, RDF, RDFS
from kg.store.dataset import Dataset

Json = dict[str, Any]
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def node_ref(data: Dataset, node: str, article: str) -> Json:
    """A local actor, place or event: its article's key, its class, its name, and a quotation that it stands on."""
    graph = graph_of_article(data, article)
    key = data.one(article, KG.articleKey, graph)
    record = data.one(article, KG.recordId, graph)
    quotes = sorted(quotations(data, node, graph), key=lambda q: (-len(q), q))
    name = data.one(node, RDFS.label, graph)
    return {"article": key, "record": record, "class": class_of(node), "name": name, "quote": quotes[:1], "iri": node}


def attach(data: Dataset, ref: Json) -> str | None:
    """The local node that a reference means now, None if there is none.

    The node of the same IRI, as that is made from article and words; else the one of the article and class that has the
    name, or stands on the quotation, if there is one only.
    """
    article = article_of_key(ref["article"], data.base)
    graph = str(graph_of(article, data.base))
    iri: str = ref["iri"]
    if ref["class"] == "claim":
        return _claim(data, ref, graph)
    if data.about(iri, graph):
        return iri
    named = set(data.subjects(KG.nameKey, Term(name_key(ref.get("name") or ""), _STRING), graph))
    quoted = _quoting(data, ref, graph)
    for found in (named & quoted, named, quoted):
        fitting = [node for node in found if class_of(node) == ref["class"]]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _quoting(data: Dataset, ref: Json, graph: str) -> set[str]:
    """The nodes that stand on the quotation, events by their claims."""
    out = set()
    for quote in ref.get("quote", ()):
        for selector in data.subjects(OA.exact, Term(quote, _STRING), graph):
            spans = [s for p in data.subjects(OA.refinedBy, Term(selector), graph)
                     for s in data.subjects(OA.hasSelector, Term(p), graph)]  # fmt: skip
            holders = {h for s in spans for h in data.subjects(KG.evidence, Term(s), graph)}
            out |= holders | {e for h in holders for e in data.objects(h, KG.asserts, graph)}
    return out


def _claim(data: Dataset, ref: Json, graph: str) -> str | None:
    """The claim of the IRI; else the one claim of that type and chain that stands on a quotation of the reference.

    A source may have another of its names in the lead now (`سيرجي لافروف`, who was `لافروف`).
    """
    iri: str = ref["iri"]
    if data.about(iri, graph):
        return iri
    wanted = set(ref.get("quote", ()))
    found = [
        c
        for c in data.subjects(RDF.type, Term(str(KG.Claim)), graph)
        if wanted & quotations(data, c, graph)
        and claim_type(data, c, graph) == ref.get("type")
        and _has_chain(data, c, graph, ref.get("chain", ()))
    ]
    return found[0] if len(found) == 1 else None


def _has_chain(data: Dataset, claim: str, graph: str, names: Sequence[str]) -> bool:
    """Whether a claim's sources go by these names, from the outlet to the deepest."""
    agents = [data.one(hop, PROV.agent, graph) or "" for hop in hops(data, claim)]
    named = (name_key(n) in data.objects(a, KG.nameKey, graph) for n, a in zip(names, agents, strict=False))
    return len(agents) == len(names) and all(named)


def claim_type(data: Dataset, claim: str, graph: str) -> str:
    """The class of the event that a claim asserts."""
    return class_of(data.one(claim, KG.asserts, graph) or "x/x/x")


def sources(data: Dataset, claim: str, graph: str) -> list[str]:
    """The names of a claim's sources, from the outlet to the deepest."""
    agents = [data.one(hop, PROV.agent, graph) or "" for hop in hops(data, claim)]
    return [data.one(agent, RDFS.label, graph) or "" for agent in agents]


def claim_ref(data: Dataset, claim: str) -> Json:
    """A claim, by its article, the words that it stands on, what it is about and its chain."""
    article = data.one(claim, PROV.wasDerivedFrom) or ""
    graph = graph_of_article(data, article)
    quotes = sorted(quotations(data, claim, graph))
    return {
        "article": data.one(article, KG.articleKey, graph),
        "record": data.one(article, KG.recordId, graph),
        "class": "claim",
        "quote": quotes,
        "type": claim_type(data, claim, graph),
        "chain": sources(data, claim, graph),
        "iri": claim,
    }


def quotations(data: Dataset, node: str, graph: str) -> set[str]:
    """The texts that a node stands on; an event's are those of its claims."""
    holders = {node, *data.subjects(KG.asserts, Term(node), graph)}
    spans = {s for h in holders for s in data.objects(h, KG.evidence, graph)}
    return {q for s in spans if (q := quoted(data, s, graph))}


def quoted(data: Dataset, span: str, graph: str) -> str | None:
    """The text of a span."""
    position = data.one(span, OA.hasSelector, graph) or ""
    quote = data.one(position, OA.refinedBy, graph) if position else None
    return data.one(quote, OA.exact, graph) if quote else None


def graph_of_article(data: Dataset, article: str) -> str:
    """The graph of an article."""
    return article.replace(f"{data.base}article/", f"{data.base}graph/", 1)
