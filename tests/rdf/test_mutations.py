"""Mutations of a good graph: what it stands on is taken away or points elsewhere, and validation of the store says so.

Each kind of triple of a hand-made article is tried: taken away, unless an article need not say it; pointed to a node of
another class; pointed to a node of another article; chains are shortened and led astray; and claims say what only those
of another type do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.rdf.index import Term, Triple
from kg.rdf.validate import graph_of_triples, validate, validate_store
from kg.rdf.vocabulary import KG, OA, PROV, RDF, RDFS, SCHEMA, XSD
from kg.store.dataset import Dataset, opened
from tests.worldstore import build

Mutation = tuple[str, set[Triple]]
CLASSES = {
    **{str(KG[name]): name for name in (
        "Claim", "SourceHop", "Participation", "Actor", "Place", "Time", "Span", "Article", "Clause", "PlaceCandidate",
    )},
    str(OA.TextPositionSelector): "Position",
    str(OA.TextQuoteSelector): "Quote",
}  # fmt: skip
FACTS = (KG.certainty, KG.polarity, KG.tense)
ALWAYS_OPTIONAL = {KG.evidence, KG.nameKey, KG.form, KG.title, KG.cue, KG.affiliation, KG.known, KG.reason}
OPTIONAL = {
    "Claim": {KG.status, KG.kind, KG.place, KG.content, KG.number, KG.condition, KG.deadline, KG.time, KG.participation,
              KG.obligor, KG.beneficiary, KG.rejectedBy},
    "SourceHop": {KG.time, KG.relayedFrom},  # a chain cut short is tried apart
    "Participation": {KG.onBehalfOf},
    "Place": {KG.within, KG.candidate},
    "Time": {KG["from"], KG.to, KG.partial, KG.partialTo},  # one side may be open
    "Article": {SCHEMA.headline, SCHEMA.datePublished, KG.outletName, KG.titleInText, KG.run},
    "PlaceCandidate": {RDFS.label},
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    with opened(build(tmp_path_factory.mktemp("mutations") / "store"), write=True) as data:
        yield data


def kinds(triples: set[Triple]) -> dict[str, str]:
    """The class of each node by which it is looked at."""
    return {s: CLASSES[o.value] for s, p, o in triples if p == str(RDF.type) and o.value in CLASSES}


def taken_away(triples: set[Triple]) -> Iterator[Mutation]:
    nodes, seen = kinds(triples), set()
    for triple in sorted(triples):
        subject, predicate, _ = triple
        kind = nodes.get(subject)
        several = sum(t[:2] == triple[:2] for t in triples) > 1
        optional = {str(p) for p in ALWAYS_OPTIONAL | OPTIONAL.get(kind or "", set())}
        if kind is None or several or predicate in optional | {str(RDF.type)} or (kind, predicate) in seen:
            continue
        seen.add((kind, predicate))
        yield f"{kind} without {predicate}", triples - {triple}


def pointed_elsewhere(triples: set[Triple], others: set[Triple]) -> Iterator[Mutation]:
    nodes, seen = kinds(triples), set()
    foreign = {kind: node for node, kind in sorted(kinds(others).items()) if node not in nodes}
    for triple in sorted(triples):
        subject, predicate, value = triple
        kind, of = nodes.get(subject), nodes.get(value.value)
        if kind is None or of is None or (kind, predicate) in seen:
            continue
        seen.add((kind, predicate))
        wrong = next(node for node, other in sorted(nodes.items()) if other not in (of, kind))
        yield f"{kind} {predicate} of a wrong class", (triples - {triple}) | {(subject, predicate, Term(wrong))}
        if of in foreign:
            put = (subject, predicate, Term(foreign[of]))
            yield f"{kind} {predicate} of another article", (triples - {triple}) | {put}


def shortened(triples: set[Triple]) -> Iterator[Mutation]:
    """Each chain without its last hop, and without the step to it."""
    links = sorted(t for t in triples if t[1] == str(KG.relayedFrom))
    for link in links:
        yield f"chain cut at {link[0]}", triples - {link}
        last = link[2].value
        yield f"chain without {last}", {t for t in triples if last not in (t[0], t[2].value)}
    hops = sorted(t for t in triples if t[1] == str(KG.sourceHop))
    yield "a hop of no chain", triples - {hops[0]}
    first = next(t for t in sorted(triples) if t[1] == str(PROV.qualifiedAttribution))
    yield "a chain that begins behind its first hop", (triples - {first}) | {(*first[:2], links[0][2])}


def led_astray(triples: set[Triple]) -> Iterator[Mutation]:
    """Chains that lead in a circle, in another order, or through the hops of another claim of the article."""
    hops = {(s, o.value) for s, p, o in triples if p == str(KG.sourceHop)}
    number = {s: o for s, p, o in triples if p == str(KG.hop)}
    long = sorted(claim for claim in {c for c, _ in hops} if sum(c == claim for c, _ in hops) > 2)
    one, other = ({number[h].value: h for c, h in hops if c == claim} for claim in long[:2])
    relays = {s: (s, p, o) for s, p, o in triples if p == str(KG.relayedFrom)}
    yield "a chain in a circle", triples | {(one["3"], str(KG.relayedFrom), Term(one["1"]))}
    elsewhere = (one["1"], str(KG.relayedFrom), Term(other["2"]))
    yield "a chain through another claim's", (triples - {relays[one["1"]]}) | {elsewhere}
    begins = next(t for t in triples if t[:2] == (long[0], str(PROV.qualifiedAttribution)))
    yield "a chain that begins as another claim's", (triples - {begins}) | {(*begins[:2], Term(other["1"]))}
    told = {p: (one["3"], p, o) for s, p, o in triples if s == one["3"] and p in map(str, FACTS)}
    numbered = {(one[n], str(KG.hop), number[one[n]]) for n in ("2", "3")}
    swapped = {(one[n], str(KG.hop), number[one[m]]) for n, m in (("2", "3"), ("3", "2"))}
    facts = {(one["2"], p, o) for p, (_, _, o) in told.items()}
    yield "a chain in another order", (triples - numbered) | swapped | facts
    copy = {(f"{s}-copy", p, o) for s, p, o in triples if s == one["3"]}
    yield "a hop without a claim", triples | copy


def mismatched(triples: set[Triple]) -> Iterator[Mutation]:
    """What only claims of another type say."""
    types = {s: o.value for s, p, o in triples if p == str(RDF.type) and o.value.startswith(str(KG))}
    of = {types[o.value]: s for s, p, o in sorted(triples) if p == str(KG.asserts)}
    actor = next(s for s, kind in sorted(kinds(triples).items()) if kind == "Actor")
    meeting, agreement, request = of[str(KG.Meeting)], of[str(KG.Agreement)], of[str(KG.Request)]
    held, secret = (Term(text, str(XSD.string)) for text in ("held", "phone"))
    yield "a request that is held", triples | {(request, str(KG.status), held)}
    yield "an agreement by phone", triples | {(agreement, str(KG.kind), secret)}
    yield "a meeting that obliges", triples | {(meeting, str(KG.obligor), Term(actor))}
    yield "a request for nothing", {t for t in triples if t[1] != str(KG.content)}
    part = next(o.value for s, p, o in sorted(triples) if s == meeting and p == str(KG.participation))
    role = next(t for t in triples if t[:2] == (part, str(KG.role)))
    accuser = (*role[:2], Term("accuser", str(XSD.string)))
    yield "a meeting's accuser", (triples - {role}) | {accuser}


def mutations(data: Dataset, graph: str) -> list[Mutation]:
    triples = set(data.triples(graph))
    others = {t for g in data.article_graphs() if g != graph for t in data.triples(g)}
    return [
        *taken_away(triples),
        *pointed_elsewhere(triples, others),
        *shortened(triples),
        *led_astray(triples),
        *mismatched(triples),
    ]


def test_validation_finds_every_mutation(data: Dataset) -> None:
    assert validate_store(data).lines == ()
    graph = max(data.article_graphs(), key=lambda g: len(set(data.triples(g))))
    good = set(data.triples(graph))
    tried = mutations(data, graph)
    missed = []
    for name, triples in tried:
        data.put_graph(graph, triples)
        if validate_store(data).conforms:
            missed.append(name)
    data.put_graph(graph, good)
    assert not missed, "\n".join(missed)
    assert len(tried) > 80
    assert {"of another article", "of a wrong class"} <= {name.split(" ", 2)[-1] for name, _ in tried}


def test_both_engines_find_the_same(data: Dataset) -> None:
    """pySHACL is the reference; a sample, as it is slow."""
    graph = max(data.article_graphs(), key=lambda g: len(set(data.triples(g))))
    good = set(data.triples(graph))
    assert validate(graph_of_triples(good)).conforms
    for name, triples in mutations(data, graph)[::12]:
        assert not validate(graph_of_triples(triples)).conforms, name


def test_thousands_of_claims_are_checked_by_a_query_a_constraint(tmp_path: Path) -> None:
    """Not node by node: ten times the articles are no more queries."""
    from kg.rdf.setshapes import checks
    from kg.rdf.validate import shapes

    assert 90 < len(checks(shapes())) < 200
