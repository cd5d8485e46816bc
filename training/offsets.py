"""Checks that every surface token of every article stands in the text where its offsets say."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from kg.annotate.models import info
from kg.annotate.normal import model_text
from kg.annotate.reader import Reader
from training.corpora import Corpora


def check(corpora: Corpora) -> int:
    """Tokenizes title and content of all articles, says on stderr how many tokens are right, returns 1 if not all are.

    Right means: what stands there is what the model read (as it is, or after what the copy for the model leaves out,
    which is counted), tokens don't overlap, and nothing but blanks lies between them.
    """
    reader = Reader(info(), only_tokens=True)
    found: Counter[str] = Counter()
    for number, record in enumerate(_records(corpora), 1):
        for text in (record["title"] or "", record["content"]):
            found.update(_checked(text, reader.tokens(text)))
        if number % 100 == 0:
            sys.stderr.write(f"{number} articles: {dict(found)}\n")
    altered = found["copy differs"]
    sys.stderr.write(f"{found['tokens']} tokens, {found['wrong']} wrong, {altered} read from an altered copy\n")
    return int(found["wrong"] > 0)


def _checked(text: str, tokens: Iterable[tuple[int, int, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    before = 0
    for start, end, surface in tokens:
        same = text[start:end] == surface
        between = model_text(text, before, start).text
        found["tokens"] += 1
        found["copy differs"] += not same
        right = same or model_text(text, start, end).text == surface
        found["wrong"] += not right or start < before or bool(between.strip())
        before = end
    found["wrong"] += bool(model_text(text, before, len(text)).text.strip())
    return found


def _records(corpora: Corpora) -> Iterator[dict[str, Any]]:
    with gzip.open(corpora.root / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
