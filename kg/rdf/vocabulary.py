"""Namespaces and terms of the graph; the ontology in `ontology/` defines those of `kg:`."""

from __future__ import annotations

from typing import Final

from rdflib import Namespace
from rdflib.namespace import OWL as OWL
from rdflib.namespace import PROV as PROV
from rdflib.namespace import RDF as RDF
from rdflib.namespace import RDFS as RDFS
from rdflib.namespace import SKOS as SKOS
from rdflib.namespace import XSD as XSD

KG: Final = Namespace("https://w3id.org/conflict-kg/ontology#")
ID: Final = "https://w3id.org/conflict-kg/id/"
SEM: Final = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/")
SCHEMA: Final = Namespace("https://schema.org/")
GEO: Final = Namespace("http://www.opengis.net/ont/geosparql#")
GRASP: Final = Namespace("http://groundedannotationframework.org/grasp#")
FACTUALITY: Final = Namespace("http://groundedannotationframework.org/grasp/factuality#")

PREFIXES: Final = {
    "kg": KG,
    "prov": PROV,
    "sem": SEM,
    "oa": OA,
    "org": ORG,
    "foaf": FOAF,
    "schema": SCHEMA,
    "geo": GEO,
    "grasp": GRASP,
    "factuality": FACTUALITY,
    "skos": SKOS,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
}
