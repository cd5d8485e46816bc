"""The ontology answers its competency questions on the hand-made graph, and says what each of its terms means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.rdf.mapping import to_graph
from kg.rdf.validate import hierarchy
from kg.rdf.vocabulary import KG
from kg.store.dataset import Dataset, opened
from tests.conftest import ROOT
from tests.world import ARTICLES
from tests.worldstore import build, multiset

QUESTIONS = sorted((ROOT / "ontology" / "questions").glob("*.rq"))
ANSWERS: dict[str, list[dict[str, Any]]] = json.loads((Path(__file__).parent / "answers.json").read_text("utf-8"))
FACTS = (KG.certainty, KG.polarity, KG.tense)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    with opened(build(tmp_path_factory.mktemp("questions") / "store", judged=True)) as data:
        yield data


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda p: p.stem)
def test_competency_questions_are_answered(data: Dataset, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    english, arabic = text.splitlines()[:2]
    assert english.endswith("?")
    assert arabic.endswith("؟")
    columns, rows = data.select(text)
    found = [
        {k: int(t.value) if t.datatype.endswith("integer") else t.value for k, t in zip(columns, row, strict=True) if t}
        for row in rows
    ]
    assert multiset(found) == multiset(ANSWERS[path.stem])


def test_every_question_has_an_answer() -> None:
    assert {path.stem for path in QUESTIONS} == set(ANSWERS)
    assert all(ANSWERS.values())


def own() -> list[URIRef]:
    graph = hierarchy()
    terms = {s for kind in KINDS for s in graph.subjects(RDF.type, kind) if str(s).startswith(str(KG))}
    return sorted(t for t in terms if isinstance(t, URIRef))


@pytest.mark.parametrize("term", own(), ids=lambda t: t.rsplit("#", 1)[-1])
def test_every_term_is_labelled_and_defined_in_both_languages(term: URIRef) -> None:
    graph = hierarchy()
    for predicate in (RDFS.label, SKOS.definition):
        texts = {str(getattr(o, "language", "")): str(o) for o in graph.objects(term, predicate)}
        assert set(texts) == {"en", "ar"}, predicate
        assert re.search("[\u0621-\u064a]", texts["ar"])
    if (term, RDF.type, OWL.Class) in graph:
        assert {o.language for o in graph.objects(term, SKOS.scopeNote)} == {"en", "ar"}  # type: ignore[attr-defined]
        assert graph.value(term, SKOS.example)


def test_every_term_that_is_used_is_defined() -> None:
    graphs = [triple for article in ARTICLES for triple in to_graph(article)]
    used = {p for _, p, _ in graphs} | {o for _, p, o in graphs if p == RDF.type or p in FACTS}
    told = {t for t in used if not str(t).startswith((str(RDF), str(RDFS), str(SKOS)))}
    assert told <= {s for kind in (*KINDS, OWL.NamedIndividual) for s in hierarchy().subjects(RDF.type, kind)}


def test_nothing_is_imported_and_what_is_copied_says_from_where() -> None:
    graph = hierarchy()
    assert list(graph.objects(None, OWL.imports)) == []
    kinds = (*KINDS, OWL.NamedIndividual)
    foreign = {s for kind in kinds for s in graph.subjects(RDF.type, kind) if not str(s).startswith(str(KG))}
    namespaces = ("prov#", "sem/", "ns/oa#", "schema.org/", "foaf/", "ns/org#", "geosparql#", "grasp/factuality#")
    assert all(any(name in str(s) for s in foreign) for name in namespaces)
    for term in foreign:
        assert str(term).startswith(str(graph.value(term, RDFS.isDefinedBy)))
        assert graph.value(term, SKOS.definition)


def test_the_version_has_an_iri_of_its_own() -> None:
    graph, ontology = hierarchy(), URIRef(str(KG).rstrip("#"))
    version = str(graph.value(ontology, OWL.versionInfo))
    assert str(graph.value(ontology, OWL.versionIRI)) == f"{ontology}/{version}"


def test_the_context_for_others_is_the_one_that_is_written() -> None:
    text = (ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    graph = Graph().parse(
        data=json.dumps({**json.loads(text), "@id": "u:c", "@type": "Claim", "asserts": "u:e", "status": "held"}),
        format="json-ld",
    )
    assert (URIRef("u:c"), KG.asserts, URIRef("u:e")) in graph
