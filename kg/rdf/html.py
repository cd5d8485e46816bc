"""The ontology as an HTML page, in English and Arabic, that loads nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kg.rdf.vocabulary import KG

_STYLE = """body{font:16px/1.5 system-ui,"Noto Sans Arabic",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
section{border-top:1px solid #ccc;padding:.6rem 0}h3{margin:.2rem 0}dl{margin:.3rem 0;display:grid;
grid-template-columns:9rem 1fr;gap:.1rem .8rem}dt{color:#555}dd{margin:0}.ar{direction:rtl;text-align:right}
code{background:#f3f3f3;padding:0 .2rem}"""
_KINDS = (
    ("Classes", OWL.Class),
    ("Object properties", OWL.ObjectProperty),
    ("Datatype properties", OWL.DatatypeProperty),
)
_LINKS = (
    ("is a", RDFS.subClassOf), ("part of", RDFS.subPropertyOf), ("from", RDFS.domain), ("to", RDFS.range),
    ("close to", SKOS.closeMatch), ("related to", SKOS.relatedMatch), ("see also", RDFS.seeAlso),
)  # fmt: skip


def html(graph: Graph) -> str:
    """The page."""
    ontology = URIRef(str(KG).rstrip("#"))
    title = escape(_text(graph, ontology, DCTERMS.title, "en"))
    version = graph.value(ontology, OWL.versionIRI)
    lines = [
        "<!doctype html>",
        "<!-- made by python -m kg.rdf.docs from ontology/kg.ttl -->",
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head><body>',
        f"<h1>{title}</h1>",
        f"<p><code>{KG}</code>, version <code>{version}</code></p>",
        f"<p>{escape(_text(graph, ontology, DCTERMS.description, 'en'))}</p>",
        f'<p class="ar" lang="ar">{escape(_text(graph, ontology, DCTERMS.description, "ar"))}</p>',
    ]
    for heading, kind in _KINDS:
        lines.append(f"<h2>{heading}</h2>")
        own = sorted(str(s) for s in graph.subjects(RDF.type, kind) if str(s).startswith(str(KG)))
        lines += [line for iri in own for line in _section(graph, URIRef(iri))]
    return "\n".join([*lines, "</body></html>"]) + "\n"


def _section(graph: Graph, term: URIRef) -> Iterator[str]:
    name = str(term).removeprefix(str(KG))
    label = escape(_text(graph, term, RDFS.label, "ar"))
    yield f'<section id="{name}"><h3>kg:{name} · <span lang="ar">{label}</span></h3>'
    yield f"<p>{escape(_text(graph, term, SKOS.definition, 'en'))}</p>"
    yield f'<p class="ar" lang="ar">{escape(_text(graph, term, SKOS.definition, "ar"))}</p>'
    rows = list(_rows(graph, term))
    if rows:
        yield "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows) + "</dl>"
    yield "</section>"


def _rows(graph: Graph, term: URIRef) -> Iterator[tuple[str, str]]:
    for label, predicate in _LINKS:
        found = sorted(str(o) for o in graph.objects(term, predicate))
        if found:
            yield label, ", ".join(_link(graph, iri) for iri in found)
    for language in ("en", "ar"):
        note = _text(graph, term, SKOS.scopeNote, language)
        if note:
            yield "note" if language == "en" else "ملاحظة", escape(note)
    example = _text(graph, term, SKOS.example, "ar")
    if example:
        yield "example", f'<span lang="ar">«{escape(example)}»</span>'


def _link(graph: Graph, iri: str) -> str:
    short = escape(graph.namespace_manager.normalizeUri(iri))
    target = f"#{iri.removeprefix(str(KG))}" if iri.startswith(str(KG)) else escape(iri)
    return f'<a href="{target}"><code>{short}</code></a>'


def _text(graph: Graph, term: URIRef, predicate: URIRef, language: str) -> str:
    found = sorted(str(o) for o in graph.objects(term, predicate) if getattr(o, "language", None) == language)
    return next(iter(found), "")
