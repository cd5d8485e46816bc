"""Every shape finds what breaks it: each has a failing fixture, made by one change of a graph that conforms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, SH, XSD

from kg.rdf.mapping import to_graph
from kg.rdf.validate import shapes, validate
from kg.rdf.vocabulary import GEO, KG, OA, SCHEMA
from tests.world import ARTICLES

Break = Callable[[Graph], None]
NOWHERE = URIRef("https://example.org/nowhere")


def good() -> Graph:
    """All hand-made articles in one graph."""
    graph = Graph()
    for article in ARTICLES:
        graph += to_graph(article)
    return graph


def first(graph: Graph, predicate: URIRef, kind: URIRef | None = None) -> tuple[URIRef, URIRef]:
    """The least subject and object of a predicate, the subject of a class if one is given."""
    found = sorted((s, o) for s, o in graph.subject_objects(predicate) if kind is None or (s, RDF.type, kind) in graph)
    return found[0]  # type: ignore[return-value]


def drop(predicate: URIRef, kind: URIRef | None = None) -> Break:
    def change(graph: Graph) -> None:
        subject, _ = first(graph, predicate, kind)
        graph.remove((subject, predicate, None))

    return change


def put(predicate: URIRef, value: object, kind: URIRef | None = None) -> Break:
    def change(graph: Graph) -> None:
        subject, _ = first(graph, predicate, kind)
        graph.set((subject, predicate, value))  # type: ignore[arg-type]

    return change


def add(kind: URIRef, predicate: URIRef, value: object) -> Break:
    def change(graph: Graph) -> None:
        subject = min(graph.subjects(RDF.type, kind))
        graph.add((subject, predicate, value))  # type: ignore[arg-type]

    return change


S = Literal
# shape, path (None for a set query) -> what breaks it
BREAKS: dict[tuple[str, URIRef | None], Break] = {
    ("Article", KG.articleKey): drop(KG.articleKey),
    ("Article", KG.recordId): drop(KG.recordId),
    ("Article", KG.text): drop(KG.text, KG.Article),
    ("Article", SCHEMA.sha256): put(SCHEMA.sha256, S("x")),
    ("Article", KG.version): put(KG.version, S(0)),
    ("Article", SCHEMA.datePublished): add(KG.Article, SCHEMA.datePublished, S("soon")),
    ("Article", KG.outlet): put(KG.outlet, NOWHERE),
    ("Article", KG.suppliedBy): add(KG.Article, KG.suppliedBy, NOWHERE),
    ("Claim", KG.asserts): put(KG.asserts, NOWHERE),
    ("Claim", PROV.wasDerivedFrom): drop(PROV.wasDerivedFrom, KG.Claim),
    ("Claim", KG.evidence): drop(KG.evidence, KG.Claim),
    ("Claim", KG.chainLength): drop(KG.chainLength),
    ("Claim", PROV.qualifiedAttribution): drop(PROV.qualifiedAttribution),
    ("Claim", KG.sourceHop): put(KG.sourceHop, NOWHERE),
    ("Claim", KG.run): drop(KG.run, KG.Claim),
    ("Claim", KG.status): put(KG.status, S("perhaps")),
    ("Claim", KG.kind): put(KG.kind, S("secret")),
    ("Claim", KG.outcome): put(KG.outcome, S("lost")),
    ("Claim", KG.number): put(KG.number, S("one")),
    ("Claim", KG.participation): put(KG.participation, NOWHERE),
    ("Claim", KG.place): put(KG.place, NOWHERE),
    ("Claim", KG.time): put(KG.time, NOWHERE, KG.Claim),
    ("Claim", KG.deadline): add(KG.Claim, KG.deadline, NOWHERE),
    ("Claim", KG.obligor): add(KG.Claim, KG.obligor, NOWHERE),
    ("Claim", KG.beneficiary): add(KG.Claim, KG.beneficiary, NOWHERE),
    ("Claim", KG.rejectedBy): add(KG.Claim, KG.rejectedBy, NOWHERE),
    ("SourceHop", PROV.agent): put(PROV.agent, NOWHERE),
    ("SourceHop", KG.hop): drop(KG.hop),
    ("SourceHop", KG.evidence): add(KG.SourceHop, KG.evidence, NOWHERE),
    ("SourceHop", KG.relayedFrom): put(KG.relayedFrom, NOWHERE),
    ("SourceHop", None): drop(KG.sourceHop),
    ("SourceHop", KG.cue): add(KG.SourceHop, KG.cue, S(1)),
    ("SourceHop", KG.certainty): put(KG.certainty, NOWHERE),
    ("SourceHop", KG.polarity): put(KG.polarity, NOWHERE),
    ("SourceHop", KG.tense): put(KG.tense, NOWHERE),
    ("Participation", KG.actor): put(KG.actor, NOWHERE),
    ("Participation", KG.role): put(KG.role, S("bystander")),
    ("Participation", KG.evidence): add(KG.Participation, KG.evidence, NOWHERE),
    ("Participation", KG.onBehalfOf): add(KG.Participation, KG.onBehalfOf, NOWHERE),
    ("Participation", KG.pseudonym): drop(KG.pseudonym),
    ("Participation", None): drop(KG.participation),
    ("Actor", RDFS.label): drop(RDFS.label, KG.Actor),
    ("Actor", KG.form): drop(KG.form, KG.Actor),
    ("Actor", KG.affiliation): add(KG.Actor, KG.affiliation, NOWHERE),
    ("Place", RDFS.label): drop(RDFS.label, KG.Place),
    ("Place", KG.described): drop(KG.described),
    ("Place", KG.within): add(KG.Place, KG.within, NOWHERE),
    ("Place", KG.candidate): add(KG.Place, KG.candidate, NOWHERE),
    ("PlaceCandidate", KG.gazetteerId): drop(KG.gazetteerId),
    ("PlaceCandidate", GEO.asWKT): drop(GEO.asWKT),
    ("FirstHop", None): lambda graph: _begins_behind(graph),
    ("Clause", KG.ofAgreement): put(KG.ofAgreement, NOWHERE),
    ("Time", KG.evidence): add(KG.Time, KG.evidence, NOWHERE),
    ("Time", KG.text): drop(KG.text, KG.Time),
    ("Time", KG.precision): put(KG.precision, S("century")),
    ("Time", KG.basis): put(KG.basis, S("guessed")),
    ("Time", KG["from"]): put(KG["from"], S("2099-01-01", datatype=XSD.date)),
    ("Time", KG.to): put(KG.to, S("then")),
    ("Time", KG.partial): add(KG.Time, KG.partial, S("28 May")),
    ("Time", KG.partialTo): add(KG.Time, KG.partialTo, S("28 May")),
    ("Span", OA.hasSource): put(OA.hasSource, NOWHERE),
    ("Span", KG["in"]): put(KG["in"], S("footnote")),
    ("Span", OA.hasSelector): drop(OA.hasSelector),
    ("Position", OA.start): put(OA.start, S(10**6)),
    ("Position", OA.end): drop(OA.end),
    ("Position", OA.refinedBy): drop(OA.refinedBy),
    ("Quote", OA.exact): drop(OA.exact),
    ("Quotation", None): put(OA.exact, S("not what it says")),
    ("Chain", None): put(KG.chainLength, S(9)),
    ("Deepest", None): drop(KG.tense),
    ("StatusOfType", None): lambda graph: _status_of_another_type(graph),
    ("RoleOfType", None): put(KG.role, S("accuser")),
    ("NextHop", None): lambda graph: _in_a_circle(graph),
    ("OneTime", None): lambda graph: _time_without_days(graph),
}


def _status_of_another_type(graph: Graph) -> None:
    claim = min(c for c, e in graph.subject_objects(KG.asserts) if (e, RDF.type, KG.Meeting) in graph)
    graph.set((claim, KG.status, S("signed")))


def _begins_behind(graph: Graph) -> None:
    first, second = min(graph.subject_objects(KG.relayedFrom))
    claim = graph.value(predicate=PROV.qualifiedAttribution, object=first)
    graph.set((claim, PROV.qualifiedAttribution, second))  # type: ignore[arg-type]


def _in_a_circle(graph: Graph) -> None:
    first, second = min(graph.subject_objects(KG.relayedFrom))
    last = max((o for o in graph.transitive_objects(second, KG.relayedFrom)), key=lambda h: graph.value(h, KG.hop))
    graph.add((last, KG.relayedFrom, first))


def _time_without_days(graph: Graph) -> None:
    time = min(graph.subjects(RDF.type, KG.Time))
    for predicate in (KG["from"], KG.to, KG.partial, KG.partialTo):
        graph.remove((time, predicate, None))


def constraints() -> dict[tuple[str, URIRef | None], set[str]]:
    """Every property shape and set query of shapes.ttl with its messages."""
    graph, out = shapes(), dict[tuple[str, URIRef | None], set[str]]()
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        name = str(shape).rsplit("#", 1)[-1]
        for part in [*graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)]:
            path = graph.value(part, SH.path)
            key = (name, path if isinstance(path, URIRef) else None)
            out.setdefault(key, set()).add(str(graph.value(part, SH.message)))
    return out


def test_the_hand_made_graph_conforms() -> None:
    assert validate(good()).lines == ()


def test_every_constraint_has_a_failing_fixture() -> None:
    assert set(constraints()) == set(BREAKS)


@pytest.mark.parametrize("key", BREAKS, ids=lambda k: f"{k[0]}-{str(k[1]).rsplit('#', 1)[-1].rsplit('/', 1)[-1]}")
def test_the_shape_finds_it(key: tuple[str, URIRef | None]) -> None:
    graph = good()
    BREAKS[key](graph)
    report = validate(graph)
    assert not report.conforms
    messages = constraints()[key]
    assert any(message in line for message in messages for line in report.lines), report.lines[:5]
