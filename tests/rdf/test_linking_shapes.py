"""The shapes of linking and judgement: each finds what breaks it, in a store as linking and analysts leave it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import SH

from kg.judge.resolve import decide
from kg.judge.review import grade, judge, mirror
from kg.rdf.index import Term, Triple
from kg.rdf.validate import SHAPES, graph_of_triples, shapes, validate_store
from kg.rdf.vocabulary import KG, PROV, RDF, RDFS, SEM, SKOS, XSD
from kg.store.dataset import Change, Dataset, opened
from tests.world import ARTICLE_FIRST, ARTICLES, NAMES, copies
from tests.worldstore import build

Break = Callable[[Dataset], Change]
NOWHERE = Term("https://example.org/nowhere")
LINKING, JUDGEMENT = SHAPES[1:]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    """The hand-made articles, the first of them printed twice, with what analysts said of all kinds."""
    folder = build(tmp_path_factory.mktemp("linking") / "store", (*ARTICLES, *copies(ARTICLE_FIRST, 1)), judged=True)
    with opened(folder, write=True) as data:
        decide(data, "same", NAMES["2:سليم الحَمدان"], NAMES["3:كمال"], by="هدى", why="للاختبار")
        decide(data, "not-same", NAMES["2:كمال اوزدمير"], NAMES["3:كمال"], by="هدى")
        judge(data, "reject", NAMES["a1.official"], by="سامر")
        judge(data, "accept", NAMES["a2.dawn"], by="سامر", second=True)
        judge(data, "note", NAMES["m3.horizon"], by="سامر", why="للاختبار")
        grade(data, NAMES["1:وكالة الفجر"], "B2", since="2020-01-01", by="سامر")
        mirror(data)
        yield data


def graphs(data: Dataset) -> dict[str, str]:
    """The graphs that the shapes are for, by what their nodes are; all of an article's are in its own."""
    analysts = f"{data.base}graph/analysts"
    return {"decision": f"{analysts}/identity", "judgement": f"{analysts}/judgements", "grade": f"{analysts}/grades",
            "claim": f"{analysts}/judgements"}  # fmt: skip


def graph_of(data: Dataset, node: str) -> str:
    return graphs(data).get(node.removeprefix(data.base).split("/")[0], data.identity)


def found(data: Dataset, predicate: str, node: str = "", nth: int = 0) -> Triple:
    """The least triples of a predicate in the graphs of linking and judgement; of a node of a class if one is named."""
    graphs_ = {data.identity, *graphs(data).values()}
    told = {(s, str(predicate), o) for g in graphs_ for s, o in data.pairs(str(predicate), g)}
    return sorted(t for t in told if not node or t[0].startswith(f"{data.base}{node}/"))[nth]


def drop(predicate: str, node: str = "") -> Break:
    """All values of a predicate of one node are taken away."""

    def change(data: Dataset) -> Change:
        subject, _, _ = found(data, predicate, node)
        graph = graph_of(data, subject)
        return Change(graph, gone=tuple(t for t in data.about(subject, graph) if t[1] == str(predicate)))

    return change


def put(predicate: str, value: Term, node: str = "") -> Break:
    """A node has another value in place of its own."""

    def change(data: Dataset) -> Change:
        triple = found(data, predicate, node)
        return Change(graph_of(data, triple[0]), gone=(triple,), new=((*triple[:2], value),))

    return change


def add(predicate: str, value: Term, beside: str, node: str = "") -> Break:
    """A node that has `beside` has one value more."""

    def change(data: Dataset) -> Change:
        subject, _, _ = found(data, beside, node)
        return Change(graph_of(data, subject), new=((subject, str(predicate), value),))

    return change


def text(value: str) -> Term:
    return Term(value, str(XSD.string))


def number(value: int) -> Term:
    return Term(str(value), str(XSD.integer))


def merged(data: Dataset) -> Change:
    """An unnamed source becomes somebody, and nothing says why."""
    node, other = NAMES["3:مسؤول في وزارة الخارجية"], data.one(NAMES["1:رامي الناصر"], KG.canonical, data.identity)
    return Change(
        data.identity, ((node, str(KG.canonical), Term(node)),), ((node, str(KG.canonical), Term(other or "")),)
    )


def of_two_classes(data: Dataset) -> Change:
    """The canonical node of several has a class that they do not have."""
    least = found(data, str(KG.joins))[2].value
    canonical = data.one(least, KG.canonical, data.identity) or ""
    return Change(data.identity, new=((canonical, str(RDF.type), Term(str(KG.Place))),))


def not_least(data: Dataset) -> Change:
    """The cluster stands by another of its nodes."""
    least = found(data, str(KG.joins))[2].value
    cluster = data.subjects(KG.canonical, Term(data.one(least, KG.canonical, data.identity) or ""), data.identity)
    gone = tuple((n, str(KG.canonical), Term(min(cluster))) for n in cluster)
    return Change(data.identity, gone, tuple((n, str(KG.canonical), Term(max(cluster))) for n in cluster))


def of_another_event(data: Dataset) -> Change:
    one, other = found(data, str(PROV.wasDerivedFrom), "derivation"), NAMES["x1.source"]
    gone = tuple(t for t in data.about(one[0], data.identity) if t[1] == one[1])
    return Change(data.identity, gone, ((one[0], one[1], Term(other)),))


def parted(data: Dataset) -> Change:
    """What a link joins is not one."""
    _, _, end = found(data, str(KG.joins))
    gone = tuple(t for t in data.about(end.value, data.identity) if t[1] == str(KG.canonical))
    return Change(data.identity, gone, ((end.value, str(KG.canonical), Term(NAMES["1:رامي الناصر"])),))


def reversed_decision(data: Dataset) -> Change:
    node, predicate, said = found(data, str(KG.decides), "decision")
    other = "same" if said.value == "not-same" else "not-same"
    return Change(graph_of(data, node), ((node, predicate, said),), ((node, predicate, text(other)),))


def decided_twice(data: Dataset) -> Change:
    node = found(data, str(KG.decides), "decision")[0]
    graph = graph_of(data, node)
    return Change(graph, new=tuple((f"{node}x", p, o) for _, p, o in data.about(node, graph)))


def unsaid_review(data: Dataset) -> Change:
    """Nobody judged what is said to be reviewed."""
    claim = found(data, str(KG.review), "claim")[0]
    graph = graph_of(data, claim)
    said = data.subjects(KG.about, Term(claim), graph)
    return Change(graph, gone=tuple(t for node in said for t in data.about(node, graph)))


ELSEWHERE = Term("http://dbpedia.org/resource/Syria")
# shape, path (None for a query of its own) -> what breaks it
BREAKS: dict[tuple[str, URIRef | None], Break] = {
    ("Linked", KG.canonical): drop(KG.canonical, "actor"),
    ("LocalNode", KG.canonical): add(KG.canonical, NOWHERE, KG.canonical),
    ("LocalNode", KG.ofArticle): put(KG.ofArticle, NOWHERE),
    ("LocalNode", KG.linkKey): add(KG.linkKey, number(1), KG.canonical),
    ("ArticleHasIt", None): lambda data: Change(data.identity, new=((f"{data.base}x", str(KG.canonical), NOWHERE),)),
    ("ReasonsOfMerge", None): merged,
    ("Canonical", SKOS.prefLabel): add(SKOS.prefLabel, text("غيره"), SKOS.prefLabel),
    ("Canonical", SKOS.altLabel): add(SKOS.altLabel, text(""), SKOS.prefLabel),
    ("Canonical", KG.nameKey): add(KG.nameKey, number(1), SKOS.prefLabel),
    ("Canonical", SKOS.exactMatch): put(SKOS.exactMatch, ELSEWHERE),
    ("Canonical", SKOS.closeMatch): add(SKOS.closeMatch, ELSEWHERE, SKOS.exactMatch),
    ("LeastOfCluster", None): not_least,
    ("OneClass", None): of_two_classes,
    ("NamesOfCluster", None): drop(SKOS.altLabel),
    ("OneEntry", None): add(SKOS.exactMatch, Term("http://www.wikidata.org/entity/Q1"), SKOS.exactMatch, "actor"),
    ("PlacesAround", None): drop(KG.within, "place"),
    ("Link", KG.joins): add(KG.joins, NOWHERE, KG.joins),
    ("Link", KG.score): put(KG.score, Term("1.5", str(XSD.decimal))),
    ("Link", KG.reason): drop(KG.reason, "link"),
    ("LinkOfCluster", None): parted,
    ("Derivation", RDF.subject): drop(RDF.subject),
    ("Derivation", RDF.predicate): put(RDF.predicate, Term(str(RDFS.label))),
    ("Derivation", RDF.object): drop(RDF.object),
    ("Derivation", PROV.wasDerivedFrom): put(PROV.wasDerivedFrom, NOWHERE, "derivation"),
    ("DerivedStatement", None): drop(SEM.hasPlace),
    ("DerivedFromItsClaims", None): of_another_event,
    ("Derived", None): add(SEM.hasActor, Term(NAMES["1:رامي الناصر"]), SEM.hasActor),
    ("DerivedOfCanonical", None): put(SEM.hasActor, NOWHERE),
    ("IndependentSources", KG.independentSources): put(KG.independentSources, number(7)),
    ("IndependentSources", KG.independentSourcesAtMost): drop(KG.independentSourcesAtMost),
    ("CountedSources", None): put(KG.independentSources, number(7)),
    ("Reusing", KG.reuses): put(KG.reuses, NOWHERE),
    ("Reuse", KG.reuser): drop(KG.reuser),
    ("Reuse", KG.reused): put(KG.reused, NOWHERE),
    ("Reuse", KG.sharedWords): put(KG.sharedWords, number(0)),
    ("Reuse", KG.text): drop(KG.text, "reuse"),
    ("ReuseIsTold", None): drop(KG.reused),
    ("ShownReuse", None): drop(KG.reuses),
    ("Said", KG.by): drop(KG.by),
    ("Said", KG.at): put(KG.at, text("yesterday")),
    ("Said", KG.why): add(KG.why, text(""), KG.judges),
    ("Decision", KG.decides): put(KG.decides, text("perhaps")),
    ("Decision", KG.about): drop(KG.about, "decision"),
    ("DecidedNode", None): put(KG.about, NOWHERE, "decision"),
    ("KeptDecision", None): reversed_decision,
    ("LastDecision", None): decided_twice,
    ("Judgement", KG.judges): put(KG.judges, text("doubt")),
    ("Judgement", KG.about): put(KG.about, NOWHERE, "judgement"),
    ("Reviewed", KG.review): put(KG.review, text("perhaps")),
    ("Reviewed", KG.reviewState): put(KG.reviewState, text("perhaps")),
    ("ResultOfReview", None): drop(KG.review),
    ("JudgedClaim", None): unsaid_review,
    ("CountedJudgement", None): drop(KG.reviewState),
    ("Grade", KG.reliability): put(KG.reliability, text("G")),
    ("Grade", KG.credibility): put(KG.credibility, number(7)),
    ("Grade", KG.holdsFrom): drop(KG.holdsFrom),
    ("Grade", KG.about): drop(KG.about, "grade"),
    ("GradedSource", None): put(KG.about, NOWHERE, "grade"),
}  # fmt: skip


def constraints() -> dict[tuple[str, URIRef | None], set[str]]:
    """Every property shape and query of the two files with its messages."""
    out = dict[tuple[str, URIRef | None], set[str]]()
    for graph in map(shapes, (LINKING, JUDGEMENT)):
        for shape in graph.subjects(RDF.type, SH.NodeShape):
            for part in [*graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)]:
                path = graph.value(part, SH.path)
                key = (str(shape).rsplit("#", 1)[-1], path if isinstance(path, URIRef) else None)
                out.setdefault(key, set()).add(str(graph.value(part, SH.message)))
    return out


@contextmanager
def broken(data: Dataset, change: Change) -> Iterator[None]:
    """The store with a change, and without it again."""
    gone = tuple(t for t in change.gone if t not in change.new)
    there = set(data.triples(change.graph))
    new = tuple(t for t in change.new if t not in there)
    data.change(Change(change.graph, gone, new))
    yield
    data.change(Change(change.graph, new, gone))


def only(name: str) -> Graph:
    """One shape with all that it is made of, as pySHACL takes seconds for all of them."""
    graph = next(g for g in map(shapes, (LINKING, JUDGEMENT)) if (shape_iri(name), RDF.type, SH.NodeShape) in g)
    out, todo = Graph(), [shape_iri(name)]
    while todo:
        for triple in graph.triples((todo.pop(), None, None)):
            if triple not in out:
                out.add(triple)
                todo += [triple[2]] if isinstance(triple[2], BNode) or triple[1] == SH.prefixes else []  # type: ignore[list-item]
    return out


def shape_iri(name: str) -> URIRef:
    return URIRef(f"https://w3id.org/conflict-kg/shapes#{name}")


def whole(data: Dataset) -> Graph:
    """Articles, linking and judgement taken together."""
    return graph_of_triples(
        t for g in data.graphs() if g != f"{data.base}graph/link/fingerprints" for t in data.triples(g)
    )


def reference(graph: Graph, name: str) -> list[str]:
    """What pySHACL says of one shape."""
    from pyshacl import validate as run

    _, results, told = run(graph, shacl_graph=only(name), ont_graph=None, inference="none", advanced=True)
    assert isinstance(results, Graph), told
    return [str(m) for m in results.objects(None, SH.resultMessage)]


def test_the_store_conforms(data: Dataset) -> None:
    assert validate_store(data).lines == ()
    graph = whole(data)
    assert [name for name in sorted({name for name, _ in BREAKS}) if reference(graph, name)] == []


def test_every_constraint_has_a_failing_fixture() -> None:
    assert set(constraints()) == set(BREAKS)


@pytest.mark.parametrize("key", BREAKS, ids=lambda k: f"{k[0]}-{str(k[1]).rsplit('#', 1)[-1]}")
def test_the_shape_finds_it(data: Dataset, key: tuple[str, URIRef | None]) -> None:
    """As a query over the store, and as pySHACL reads it."""
    messages = constraints()[key]
    with broken(data, BREAKS[key](data)):
        lines, told = validate_store(data).lines, reference(whole(data), key[0])
    assert any(message in line for message in messages for line in lines), lines[:5]
    assert messages & set(told), told[:5]
    assert validate_store(data).lines == ()


# --- mutations: nothing that is said can be taken away or point elsewhere without being found ------------------------

# The article of the node that stands for a cluster says its folded name and classes too.
OPTIONAL = {KG.linkKey, SKOS.exactMatch, SKOS.closeMatch, KG.why, KG.credibility, KG.nameKey, RDF.type}
# Of several reasons or claims one may go.
SEVERAL = {KG.reason, PROV.wasDerivedFrom}


def mutations(data: Dataset) -> Iterator[tuple[str, Change]]:
    """Each kind of triple taken away, and pointed to a node of another kind."""
    seen = set()
    for graph in (data.identity, *sorted(set(graphs(data).values()))):
        for triple in sorted(data.triples(graph)):
            subject, predicate, value = triple
            kind = subject.removeprefix(data.base).split("/")[0]
            if URIRef(predicate) in OPTIONAL or (kind, predicate) in seen:
                continue
            seen.add((kind, predicate))
            of = sum(t[:2] == triple[:2] for t in data.about(subject, graph))
            if of == 1 or URIRef(predicate) not in SEVERAL:
                yield f"{kind} without {predicate}", Change(graph, gone=(triple,))
            if not value.datatype:
                yield f"{kind} {predicate} elsewhere", Change(graph, (triple,), ((subject, predicate, NOWHERE),))


def test_validation_finds_every_mutation(data: Dataset) -> None:
    missed, tried = [], 0
    for name, change in mutations(data):
        tried += 1
        with broken(data, change):
            if validate_store(data).conforms:
                missed.append(name)
    assert not missed, "\n".join(missed)
    assert tried > 80
