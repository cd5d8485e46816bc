"""Clients that this project did not write: SPARQLWrapper and rdflib's SPARQLStore."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.query import ask, queries, values, with_values
from kg.store.dataset import opened
from tests.world import NAMES

SALIM = NAMES["2:سليم الحَمدان"]
NAME = f"SELECT ?n {{ <{SALIM}> <{SKOS.prefLabel}> ?n }}"


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_asks_in_every_way(endpoint: str, method: str, how: str) -> None:
    client = SPARQLWrapper(endpoint, returnFormat=JSON)
    client.setMethod(method)
    client.setRequestMethod(how)
    client.setQuery(NAME)
    found = client.query().convert()
    assert found["results"]["bindings"][0]["n"]["value"] == "سليم الحَمدان"


@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_rows_in_every_format(endpoint: str, form: str) -> None:
    client = SPARQLWrapper(endpoint, returnFormat=form)
    client.setQuery(NAME)
    found = client.query().convert()
    text = found.toxml() if form == XML else found.decode("utf-8") if isinstance(found, bytes) else str(found)
    assert "سليم الحَمدان" in text


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_reads_graphs_in_every_format(endpoint: str, form: str) -> None:
    client = SPARQLWrapper(endpoint, returnFormat=form)
    client.setQuery(f"DESCRIBE <{SALIM}>")
    found = client.query().convert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert "سليم الحَمدان" in {str(o) for o in graph.objects(URIRef(SALIM), SKOS.prefLabel)}


def test_sparqlwrapper_is_told_what_is_wrong(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery("SELECT * { ?s")
    with pytest.raises(QueryBadFormed):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_store_as_a_graph(endpoint: str, method: str) -> None:
    graph = Graph(SPARQLStore(endpoint, method=method))  # type: ignore[arg-type]
    assert str(graph.value(URIRef(SALIM), SKOS.prefLabel)) == "سليم الحَمدان"
    assert len(list(graph.triples((None, SKOS.prefLabel, None)))) > 10


def test_every_named_query_gives_the_same_rows_over_http(endpoint: str, store: Path) -> None:
    with opened(store) as data:
        for query in queries():
            if query.any_of or any(p.required for p in query.parameters):
                continue
            client = SPARQLWrapper(endpoint, returnFormat=JSON)
            client.setMethod(POST)
            client.setQuery(with_values(query, values(query, {}, data)))
            found = client.query().convert()["results"]["bindings"]
            assert len(found) == len(ask(data, query.name, {}).rows), query.name
