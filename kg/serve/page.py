"""The page to ask from, which loads nothing from anywhere else, and the endpoint's description of itself."""

from __future__ import annotations

import json
from importlib.resources import files

from kg.query import queries
from kg.serve.protocol import MEDIA_TYPES

_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle", "ntriples": "N-Triples", "rdfxml": "RDF_XML", "jsonld": "JSON-LD", "trig": "TriG",
    "nquads": "N-Quads",
}  # fmt: skip


def page() -> str:
    """The page, with the named queries to start from."""
    examples = [{"name": q.name, "title": q.title, "text": q.sparql} for q in queries()]
    text = json.dumps(examples, ensure_ascii=False).replace("<", "\\u003c")
    return (files("kg.serve") / "page.html").read_text(encoding="utf-8").replace("[/* queries */]", text)


def description(endpoint: str) -> str:
    """The service's description (SPARQL 1.1 Service Description) in Turtle."""
    formats = sorted({_NAMES[form] for known in MEDIA_TYPES.values() for form in known.values()})
    results = " , ".join(f"<{_FORMATS}{name}>" for name in formats)
    return (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
        f"[] a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ;\n"
        f"  sd:resultFormat {results} ;\n"
        "  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .\n"
    )
