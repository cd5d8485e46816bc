"""Scores the names of a model on labelled news articles: strict ends and class, by surface tokens.

The labels are stand-off, in `benchmark/names/*.json`: `{"id", "sha256", "names": [[start, end, "PER|ORG|ARM|LOC"]]}`,
offsets in code points of the article's content.  A label leaves a clitic out that kg's name takes in (`بدمشق`), so both
are compared by the tokens that they stand in.  Strict in four classes; beside that with armed groups
counted as organisations, as ANERcorp has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.model import AnnotatedDocument, Document
from training import score
from training.corpora import Corpora
from training.names_labelled import CLASSES, checked

LABELS = Path(__file__).resolve().parents[1] / "benchmark" / "names"
Name = tuple[str, int, int, str]  # article, first and last token, class


def measure(corpora: Corpora, labels: Path = LABELS, model: str | None = None) -> dict[str, score.F1]:
    """Strict F1 of all names, by class, and with armed groups as organisations.

    Raises:
        ValueError: an article's text is not the one that was labelled.
    """
    texts = {record["id"]: record["content"] for record in corpora.news}
    reader = Reader(info(model))
    gold: set[Name] = set()
    found: set[Name] = set()
    for path in sorted(labels.glob("*.json")):
        labelled = json.loads(path.read_text(encoding="utf-8"))
        annotated = reader.read(_document(labelled, texts[labelled["id"]]))
        tokens = _tokens(annotated)
        for start, end, kind in labelled["names"]:
            gold.add((labelled["id"], *_covered(tokens, start, end), CLASSES[kind]))
        found |= set(_found(labelled["id"], annotated, tokens))
    classes = sorted(set(CLASSES.values()))
    by_class = {kind: score.f1(_only(gold, kind), _only(found, kind)) for kind in classes}
    return {
        "all": score.f1(gold, found),
        **by_class,
        "all, armed groups as organisations": score.f1(_bodies(gold), _bodies(found)),
    }


def _only(names: set[Name], kind: str) -> set[Name]:
    return {name for name in names if name[3] == kind}


def _bodies(names: set[Name]) -> set[Name]:
    return {(*name[:3], "ORG" if name[3] == "ARM" else name[3]) for name in names}


def _document(labelled: dict[str, str], text: str) -> Document:
    digest = labelled["sha256"]
    return Document(f"sha256:{digest}", labelled["id"], checked(labelled, text), digest)


def _tokens(annotated: AnnotatedDocument) -> list[tuple[int, int]]:
    return sorted({(word.start, word.end) for sentence in annotated.sentences for word in sentence.words})


def _covered(tokens: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Numbers of the first and the last token that the span touches."""
    touched = [number for number, (first, last) in enumerate(tokens) if first < end and start < last]
    return (touched[0], touched[-1]) if touched else (-start, -end)


def _found(article: str, annotated: AnnotatedDocument, tokens: list[tuple[int, int]]) -> Iterator[Name]:
    for sentence in annotated.sentences:
        for name in sentence.names:
            if name.type != "MISC":
                yield (article, *_covered(tokens, name.start, name.end), name.type)


def table(scores: dict[str, score.F1]) -> str:
    """The scores as a Markdown table, in per cent."""
    lines = ["| names in news | precision | recall | F1 |", "| --- | ---: | ---: | ---: |"]
    for kind, s in scores.items():
        cells = [f"{100 * share:.1f}" for share in (s.precision, s.recall, s.f1)]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
