"""What is made of `ontology/kg.ttl`, pages and JSON-LD context: `python -m kg.rdf.docs` writes, `--check` tells."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

import kg
from kg.jsonld import context
from kg.rdf.html import html
from kg.rdf.validate import hierarchy
from kg.rdf.vocabulary import KG

ROOT = Path(kg.__file__).resolve().parents[1]
PAGE, CONTEXT = ROOT / "docs" / "ontology.md", ROOT / "ontology" / "context.jsonld"


def page(graph: Graph) -> str:
    """The page's Markdown."""
    ontology = URIRef(str(KG).rstrip("#"))
    lines = [
        "# The ontology",
        "",
        "<!-- made by python -m kg.rdf.docs from ontology/kg.ttl -->",
        "",
        f"`{KG}`, version {graph.value(ontology, OWL.versionInfo)}. "
        f"{_text(graph, ontology, DCTERMS.description, 'en')}",
        "",
        f'<p dir="rtl">{_text(graph, ontology, DCTERMS.description, "ar")}</p>',
        "",
        "How claims, articles and identities hang together: "
        "[decisions/0002-rdf-model.md](decisions/0002-rdf-model.md).",
        "",
        *_table(graph, "Classes", OWL.Class),
        *_table(graph, "Object properties", OWL.ObjectProperty),
        *_table(graph, "Datatype properties", OWL.DatatypeProperty),
    ]
    return "\n".join(lines) + "\n"


def _table(graph: Graph, title: str, kind: URIRef) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| term | العربية | what it means | is also, or from and to |"
    yield "| --- | --- | --- | --- |"
    own = sorted(str(s) for s in graph.subjects(RDF.type, kind) if str(s).startswith(str(KG)))
    for iri in own:
        term = URIRef(iri)
        yield (
            f"| `kg:{iri.removeprefix(str(KG))}` | {_text(graph, term, RDFS.label, 'ar')} "
            f"| {_text(graph, term, SKOS.definition, 'en')} | {_relations(graph, term)} |"
        )
    yield ""


def _relations(graph: Graph, term: URIRef) -> str:
    supers = [_short(graph, o) for o in sorted(graph.objects(term, RDFS.subClassOf), key=str)]
    ends = [_short(graph, o) for p in (RDFS.domain, RDFS.range) for o in graph.objects(term, p)]
    return ", ".join(supers) or " → ".join(ends)


def _short(graph: Graph, node: object) -> str:
    return f"`{graph.namespace_manager.normalizeUri(str(node))}`"


def _text(graph: Graph, term: URIRef, predicate: URIRef, language: str) -> str:
    found = (str(o) for o in graph.objects(term, predicate) if getattr(o, "language", None) == language)
    return next(found, "")


def main(arguments: list[str]) -> int:
    """Writes what is made of the ontology, or with `--check` says what is not as the ontology has it."""
    graph = hierarchy()
    wanted = {
        PAGE: page(graph),
        PAGE.with_suffix(".html"): html(graph),
        CONTEXT: json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n",
    }
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in arguments:
            print(f"{path}: stale. Make it with python -m kg.rdf.docs", file=sys.stderr)  # noqa: T201
        else:
            path.write_text(wanted[path], encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
