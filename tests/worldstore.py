"""The hand-made graph of tests/world.py in a store, and the rows that the queries must give on it, on either store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.judge.review import judge, mirror
from kg.link.identity import mend
from kg.model import Extraction
from kg.rdf.mapping import to_graph
from kg.rows import Rows
from kg.store.articles import PutResult, put
from kg.store.dataset import Dataset, opened
from tests.world import ARTICLES, NAMES, REVIEWS

EXPECTED = Path(__file__).parent / "query" / "expected"


def put_article(data: Dataset, article: Extraction) -> PutResult:
    """Maps and stores an article."""
    return put(data, article.doc, lambda version, earlier: to_graph(article, version=version, earlier=earlier))


def build(folder: Path, articles: Iterable[Extraction] = ARTICLES, *, judged: bool = False) -> Path:
    """A store of these articles, linked; `judged` with what analysts say of claims."""
    with opened(folder, write=True) as data:
        for article in articles:
            put_article(data, article)
        mend(data)
        for claim, what in REVIEWS.items() if judged else ():
            judge(data, what, NAMES[claim], by="هدى")
        mirror(data)
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
