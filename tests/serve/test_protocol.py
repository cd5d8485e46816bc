"""The SPARQL 1.1 Protocol, byte by byte with curl: ways to ask, formats, statuses, limits."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from kg.link.identity import mend
from kg.store.articles import articles, remove
from kg.store.dataset import opened
from tests.serve.conftest import serving
from tests.worldstore import build

NAMES = "SELECT ?n { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n } ORDER BY ?n"
ASK = "ASK { ?s ?p ?o }"
GRAPH = "CONSTRUCT { ?s <u:n> ?n } WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }"
QUERY = ("-H", "Content-Type: application/sparql-query")


def curl(*arguments: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body."""
    done = subprocess.run(
        ["curl", "-sS", "-i", "-H", "Expect:", *arguments], capture_output=True, check=True, timeout=60
    )
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    first, *lines = head.decode("ascii").splitlines()
    return int(first.split()[1]), {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}, body


def rows(body: bytes) -> list[str]:
    return [row["n"]["value"] for row in json.loads(body)["results"]["bindings"]]


WAYS = {
    "GET": ("-G", "--data-urlencode", f"query={NAMES}"),
    "POST, a form": ("--data-urlencode", f"query={NAMES}"),
    "POST, the query itself": (*QUERY, "--data-binary", NAMES),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_three_ways_to_ask(endpoint: str, way: tuple[str, ...]) -> None:
    status, headers, body = curl(*way, endpoint)
    assert status == 200
    assert headers["content-type"] == "application/sparql-results+json"
    assert headers["access-control-allow-origin"] == "*"
    assert "سليم الحَمدان" in rows(body)


FORMATS = {
    "application/sparql-results+json": (NAMES, b"{"),
    "application/sparql-results+xml": (NAMES, b"<?xml"),
    "text/csv": (NAMES, b"n\r\n"),
    "text/tab-separated-values": (NAMES, b"?n\n"),
    "application/json": (ASK, b'{"head":{},"boolean":true}'),
    "application/xml": (ASK, b"<?xml"),
    "text/turtle": (GRAPH, b"<https://"),
    "application/n-triples": (GRAPH, b"<https://"),
    "application/rdf+xml": (GRAPH, b"<?xml"),
    "application/ld+json": (GRAPH, b"["),
    "application/trig": (GRAPH, b"<https://"),
    "application/n-quads": (GRAPH, b"<https://"),
}


@pytest.mark.parametrize("media_type", FORMATS)
def test_every_format_is_negotiated(endpoint: str, media_type: str) -> None:
    query, begins = FORMATS[media_type]
    status, headers, body = curl("-H", f"Accept: {media_type}", *QUERY, "-d", query, endpoint)
    assert status == 200
    assert headers["content-type"].partition(";")[0] == media_type
    assert headers["vary"] == "Accept"
    assert body.startswith(begins)
    assert int(headers["content-length"]) == len(body)


def test_the_best_format_is_taken(endpoint: str) -> None:
    accept = "Accept: text/csv;q=0.5, application/sparql-results+xml;q=0.9, text/turtle"
    assert curl("-H", accept, *QUERY, "-d", NAMES, endpoint)[1]["content-type"] == "application/sparql-results+xml"
    assert curl("-H", accept, *QUERY, "-d", GRAPH, endpoint)[1]["content-type"].startswith("text/turtle")


def test_arabic_is_the_same_in_every_format(endpoint: str) -> None:
    def body(media_type: str, query: str = NAMES) -> str:
        return curl("-H", f"Accept: {media_type}", *QUERY, "-d", query, endpoint)[2].decode("utf-8")

    names = rows(body("application/json").encode())
    assert [row[0] for row in csv.reader(io.StringIO(body("text/csv")))][1:] == names
    for media_type, name in (
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ):
        graph = Graph().parse(data=body(media_type, GRAPH), format=name)
        assert sorted(map(str, graph.objects())) == names


FAULTS: dict[str, tuple[int, tuple[str, ...], str]] = {
    "not SPARQL": (400, (*QUERY, "-d", "SELECT * { ?s"), "line 1"),
    "two queries": (400, ("-G", "-d", "query=ASK{}", "-d", "query=ASK{}"), "send one"),
    "POST without a query": (400, ("-d", "q=x"), "no query"),
    "no IRI": (400, ("-G", "--data-urlencode", f"query={ASK}", "-d", "default-graph-uri=x"), "no IRI"),
    "no UTF-8": (400, (*QUERY, "--data-binary", "@-"), "UTF-8"),
    "an update in a form": (403, ("--data-urlencode", "update=DROP ALL"), "read only"),
    "an update as a body": (403, ("-H", "Content-Type: application/sparql-update", "-d", "CLEAR ALL"), "read only"),
    "an update as a query": (403, (*QUERY, "-d", "INSERT DATA { <u:a> <u:b> <u:c> }"), "INSERT is refused"),
    "LOAD": (403, (*QUERY, "-d", "LOAD <http://127.0.0.1:1/>"), "LOAD is refused"),
    "SERVICE": (403, (*QUERY, "-d", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), "SERVICE is refused"),
    "PUT": (405, ("-X", "PUT", "-d", "x"), "read only"),
    "a format of no kind": (406, ("-H", "Accept: image/png", *QUERY, "-d", NAMES), "+xml, text/csv"),
    "rows are no graph": (406, ("-H", "Accept: text/turtle", *QUERY, "-d", NAMES), "+xml, text/csv"),
    "another content type": (415, ("-H", "Content-Type: text/plain", "-d", ASK), "application/sparql-query"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_have_their_status_and_a_reason(endpoint: str, name: str, tmp_path: Path) -> None:
    expected, arguments, told = FAULTS[name]
    (tmp_path / "bad").write_bytes(b"ASK { <u:\xff> ?p ?o }")
    status, headers, body = curl(*(a.replace("@-", f"@{tmp_path / 'bad'}") for a in arguments), endpoint)
    assert status == expected
    assert told in body.decode("utf-8")
    assert headers["access-control-allow-origin"] == "*"
    assert body.count(b"\n") == 1


def test_another_path_and_a_request_too_large(endpoint: str, tmp_path: Path) -> None:
    assert curl(endpoint + "/other")[0] == 404
    (tmp_path / "large").write_bytes(b"#" * (2**20 + 1))
    assert curl(*QUERY, "--data-binary", f"@{tmp_path / 'large'}", endpoint)[0] == 413


def test_a_browser_may_ask_before_it_asks(endpoint: str) -> None:
    status, headers, body = curl(
        "-X", "OPTIONS", "-H", "Origin: http://x", "-H", "Access-Control-Request-Method: POST", endpoint
    )
    assert (status, body) == (204, b"")
    assert "POST" in headers["access-control-allow-methods"]
    assert "Content-Type" in headers["access-control-allow-headers"]


def test_without_a_query_a_person_gets_the_page_and_a_program_the_description(endpoint: str) -> None:
    graph = Graph().parse(data=curl(endpoint)[2], format="turtle")
    assert endpoint in {str(o) for o in graph.objects()}
    _, headers, body = curl("-H", "Accept: text/html,*/*;q=0.8", endpoint)
    assert headers["content-type"].startswith("text/html")
    assert body == curl(endpoint.removesuffix("sparql"))[2]
    assert b"who-met-whom" in body
    assert b"http" not in body.partition(b"const EXAMPLES")[0]  # nothing is loaded from anywhere else


def test_a_head_request_has_no_body(endpoint: str) -> None:
    status, headers, body = curl("-I", "-G", "--data-urlencode", f"query={ASK}", endpoint)
    assert (status, body) == (200, b"")
    assert headers["content-type"] == "application/sparql-results+json"


def counted(endpoint: str, query: str, **fields: Any) -> int:
    arguments = [x for name, values in fields.items() for v in values for x in ("--data-urlencode", f"{name}={v}")]
    found = json.loads(
        curl("-G", "--data-urlencode", f"query={query}", *(a.replace("_", "-") for a in arguments), endpoint)[2]
    )
    return int(found["results"]["bindings"][0]["n"]["value"])


def test_the_dataset_of_the_protocol(endpoint: str, store: Path) -> None:
    with opened(store) as data:
        one, two = data.article_graphs()[:2]
        sizes = {g: len(set(data.triples(g))) for g in (one, two)}
        graphs = len(data.graphs())
    default, named = (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    )
    assert counted(endpoint, default, default_graph_uri=[one]) == sizes[one]
    assert counted(endpoint, default, named_graph_uri=[one]) == 0
    assert counted(endpoint, named, named_graph_uri=[one, two]) == 2
    assert counted(endpoint, named, default_graph_uri=[one]) == 0
    assert counted(endpoint, named) == graphs
    assert counted(endpoint, f"SELECT (COUNT(*) AS ?n) FROM <{one}> {{ ?s ?p ?o }}") == sizes[one]
    assert (
        counted(endpoint, f"SELECT (COUNT(*) AS ?n) FROM <{one}> {{ ?s ?p ?o }}", default_graph_uri=[two]) == sizes[two]
    )


def test_several_default_graphs_are_one(endpoint: str, store: Path) -> None:
    with opened(store) as data:
        graphs = [*data.article_graphs()[:2], data.identity]
        triples = [set(data.triples(g)) for g in graphs]
    assert sum(map(len, triples)) > len(set.union(*triples))  # some are in two of them
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert counted(endpoint, count, default_graph_uri=graphs) == len(set.union(*triples))
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert counted(endpoint, named, default_graph_uri=graphs[:2], named_graph_uri=graphs[2:]) == 1


PRODUCT = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMITS = {
    "too long": (f"SELECT (COUNT(*) AS ?n) {PRODUCT}", "more than 1 s"),
    "too large": (f"SELECT * {PRODUCT}", "1048576 bytes"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_query_is_cut_off_and_the_endpoint_goes_on(narrow: str, name: str) -> None:
    query, told = LIMITS[name]
    status, _, body = curl(*QUERY, "-d", query, narrow)
    assert status == 503
    assert told in body.decode()
    assert curl(*QUERY, "-d", ASK, narrow)[0] == 200


def test_a_query_that_takes_too_much_memory_ends_alone(store: Path) -> None:
    with serving(store, "--timeout", "50", "--max-memory", "100") as address:
        query = "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?b), STR(?c), STR(?d), STR(?e), STR(?f))) AS ?n)"
        status, _, body = curl(*QUERY, "-d", f"{query} {{ ?a ?b ?c . ?d ?e ?f }}", address)
        assert status == 503
        assert "memory" in body.decode()
        assert curl(*QUERY, "-d", ASK, address)[0] == 200


def test_each_query_sees_the_store_as_it_is_then(tmp_path: Path) -> None:
    store = build(tmp_path / "store")
    with serving(store) as address:
        assert rows(curl(*QUERY, "-d", NAMES, address)[2])
        with opened(store, write=True) as data:
            for stored in list(articles(data)):
                remove(data, stored)
            mend(data)
        assert rows(curl(*QUERY, "-d", NAMES, address)[2]) == []
