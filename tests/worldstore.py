"""The hand-made graph of tests/world.py in a store, and the rows that the queries must give on it, on either store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.link.identity import mend
from kg.model import Extraction
from kg.rdf.index import Term
from kg.rdf.mapping import to_graph
from kg.rdf.vocabulary import KG
from kg.rows import Rows
from kg.store.articles import PutResult, put
from kg.store.dataset import Change, Dataset, opened
from tests.world import ARTICLES, NAMES, REVIEWS

_STRING = "http://www.w3.org/2001/XMLSchema#string"
EXPECTED = Path(__file__).parent / "query" / "expected"


def put_article(data: Dataset, article: Extraction) -> PutResult:
    """Maps and stores an article."""
    return put(data, article.doc, lambda version, earlier: to_graph(article, version=version, earlier=earlier))


def build(folder: Path, articles: Iterable[Extraction] = ARTICLES) -> Path:
    """A store of these articles, linked."""
    with opened(folder, write=True) as data:
        for article in articles:
            put_article(data, article)
        mend(data)
        told = tuple((NAMES[c], str(KG.review), Term(r, _STRING)) for c, r in REVIEWS.items())
        data.change(Change(f"{data.base}graph/analysts/judgements", new=told))
    return folder


def cases() -> Iterator[tuple[str, dict[str, str], list[dict[str, Any]]]]:
    """Each query with parameters as a user writes them and the rows (columns that are nothing left out)."""
    for path in sorted(EXPECTED.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            yield path.stem, _named(case["parameters"]), [_named(row) for row in case["rows"]]


def _named(cells: Mapping[str, Any]) -> dict[str, Any]:
    """`@m1.dawn` becomes the IRI that it stands for, each of several where they follow each other."""
    return {
        k: " ".join(NAMES[name] for name in v[1:].split(" @")) if isinstance(v, str) and v.startswith("@") else v
        for k, v in cells.items()
    }


def multiset(rows: Iterable[Mapping[str, Any]]) -> Counter[frozenset[tuple[str, Any, type]]]:
    """Rows without their order; cells that are nothing left out, `1` and `true` told apart."""
    return Counter(frozenset((k, v, type(v)) for k, v in row.items() if v is not None) for row in rows)


def multiset_of(rows: Rows) -> Counter[frozenset[tuple[str, Any, type]]]:
    """An answer as a multiset."""
    return multiset(rows.records())
