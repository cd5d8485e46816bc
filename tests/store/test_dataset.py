"""Changes, the default graph, and questions."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.rdf.index import Term, Triple
from kg.store.dataset import Change, Dataset, opened

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = 'quotes " and \\ and } . \n lines, مرحبا'
FIRST: Triple = ("u:a", "u:p", Term("u:b"))
SHARED: Triple = ("u:s", "u:p", Term(TEXT, f"{XSD}string"))


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "store", write=True) as data:
        yield data


def graph(data: Dataset, name: str) -> str:
    return f"{data.base}graph/{name}"


def test_the_default_graph_mirrors_articles_and_identity_only(data: Dataset) -> None:
    for name in ("aa", "identity", "analyst/one", "pending"):
        data.change(Change(graph(data, name), new=((f"u:{name}", "u:p", Term("u:o")),)))
    assert {s for s, _, _ in data.triples()} == {"u:aa", "u:identity"}
    assert data.article_graphs() == [graph(data, "aa")]
    columns, rows = data.select("SELECT ?g { GRAPH ?g { <u:analyst/one> ?p ?o } }")
    assert (columns, rows) == (("g",), [(Term(graph(data, "analyst/one")),)])


def test_a_triple_of_two_graphs_counts_once_and_stays_until_both_let_it_go(data: Dataset) -> None:
    one, two = graph(data, "aa"), graph(data, "bb")
    data.change(Change(one, new=(FIRST, SHARED)), Change(two, new=(SHARED,)))
    assert sorted(data.triples()) == sorted([FIRST, SHARED])
    data.change(Change(one, gone=(FIRST, SHARED)))
    assert list(data.triples()) == [SHARED]
    data.change(Change(two, gone=(SHARED,), drop=True))
    assert list(data.triples()) == []
    assert data.graphs() == []


def test_putting_the_same_again_writes_nothing(data: Dataset) -> None:
    note = Change(data.pending, new=(FIRST,))
    number = ("u:a", "u:n", Term("01", f"{XSD}integer"))
    assert data.put_graph(graph(data, "aa"), [SHARED, number])
    assert not data.put_graph(graph(data, "aa"), [SHARED, number], note)
    assert list(data.triples(data.pending)) == []
    assert data.put_graph(graph(data, "aa"), [FIRST], note)
    assert list(data.triples(graph(data, "aa"))) == [FIRST]
    assert list(data.triples(data.pending)) == [FIRST]


def test_texts_come_back_as_they_were(data: Dataset) -> None:
    data.change(Change(graph(data, "aa"), new=(SHARED,)))
    assert data.objects("u:s", "u:p") == [TEXT]
    assert data.subjects("u:p", SHARED[2]) == ["u:s"]


ANSWERS = {
    ("SELECT ?o { <u:a> ?p ?o }", None): b'{"head":{"vars":["o"]}',
    ("SELECT ?o { <u:a> ?p ?o }", "csv"): b"o\r\nu:b",
    ("SELECT ?o { <u:a> ?p ?o }", "tsv"): b"?o\n<u:b>",
    ("SELECT ?o { <u:a> ?p ?o }", "xml"): b"<?xml",
    ("ASK { <u:a> ?p ?o }", "json"): b'{"head":{},"boolean":true}',
    ("CONSTRUCT WHERE { ?s ?p <u:b> }", None): b"<u:a> <u:p> <u:b>",
    ("CONSTRUCT WHERE { ?s ?p <u:b> }", "ntriples"): b"<u:a> <u:p> <u:b>",
    ("CONSTRUCT WHERE { ?s ?p <u:b> }", "rdfxml"): b"<?xml",
    ("CONSTRUCT WHERE { ?s ?p <u:b> }", "jsonld"): b"[{",
    ("DESCRIBE <u:a>", "trig"): b"<u:a> <u:p> <u:b>",
}


@pytest.mark.parametrize(("query", "form"), ANSWERS, ids=lambda x: str(x))
def test_answers_in_every_format(data: Dataset, query: str, form: str | None) -> None:
    data.change(Change(graph(data, "aa"), new=(FIRST,)))
    out = io.BytesIO()
    data.answer(query, form, out)
    assert out.getvalue().startswith(ANSWERS[query, form]) or ANSWERS[query, form] in out.getvalue()


REFUSED = {
    "SERVICE": ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", None, "SERVICE is refused"),
    "SERVICE before a prefixed name": ("SELECT * { SERVICE:x { ?s ?p ?o } }", None, "SERVICE is refused"),
    "SERVICE behind a number": ("SELECT * { ?s ?p 1SERVICE <u:x> { ?a ?b ?c } }", None, "SERVICE is refused"),
    "SERVICE in escapes": ("SELECT * { \\u0053ERVICE <u:x> { ?a ?b ?c } }", None, "SERVICE is refused"),
    "service, silent": ("SELECT * { service silent ?s { ?s ?p ?o } }", None, "SERVICE is refused"),
    "an update": ("INSERT DATA { <u:a> <u:b> <u:c> }", None, "INSERT is refused"),
    "another update": ("PREFIX u: <u:> LOAD <http://localhost/>", None, "LOAD is refused"),
    "no query": ("SELECT * { ?s ?p", None, "at line 1:"),
    "the wrong line": ("SELECT *\n{ ?s a/ ?o }", None, "at line 2:.*a/"),
    "rows as a graph": ("SELECT * { ?s ?p ?o }", "turtle", "json, xml, csv, tsv"),
    "a graph as rows": ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "turtle"),
    "a boolean as rows": ("ASK { ?s ?p ?o }", "csv", "json, xml"),
}


@pytest.mark.parametrize(("query", "form", "told"), REFUSED.values(), ids=REFUSED)
def test_refused(data: Dataset, query: str, form: str | None, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        data.answer(query, form, io.BytesIO())


ALLOWED = (
    'SELECT * { ?s ?p "SERVICE" }',
    "SELECT * { ?s ?p '''it's a SERVICE''' }",
    "SELECT * { ?s <u:SERVICE> ?service } # SERVICE",
    "PREFIX service: <u:> SELECT * { ?s service:service ?o }",
    'SELECT * { ?s ?p "a\\"SERVICE" , \'# SERVICE\' }',
    "PREFIX u: <u:> SELECT (COUNT(*) AS ?insert) { ?s u:delete ?o }",
)


@pytest.mark.parametrize("query", ALLOWED)
def test_the_word_alone_does_no_harm(data: Dataset, query: str) -> None:
    out = io.BytesIO()
    data.answer(query, None, out)
    assert "results" in json.loads(out.getvalue())


def test_a_select_is_asked_for_rows(data: Dataset) -> None:
    with pytest.raises(UsageError, match="no SELECT"):
        data.select("ASK { ?s ?p ?o }")
