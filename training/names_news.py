"""Scores the names of a model on labelled news articles: strict ends and class, by surface tokens.

The labels are stand-off, in `benchmark/names/*.json`: `{"id", "sha256", "names": [[start, end, "PER|ORG|ARM|LOC"]]}`,
offsets in code points of the article's content.  A label leaves a clitic out that kg's name takes in (`بدمشق`), so both
are compared by the tokens that they stand in.  The model has one class for organisations and armed groups.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.model import AnnotatedDocument, Document
from training import score
from training.corpora import Corpora

LABELS = Path(__file__).resolve().parents[1] / "benchmark" / "names"
_CLASSES = {"PER": "PERS", "ORG": "ORG", "ARM": "ORG", "LOC": "LOC"}
Name = tuple[str, int, int, str]  # article, first and last token, class


def measure(corpora: Corpora, labels: Path = LABELS, model: str | None = None) -> dict[str, score.F1]:
    """Strict F1 of all names, and by class; recall of armed groups apart.

    Raises:
        ValueError: an article's text is not the one that was labelled.
    """
    texts = {record["id"]: record["content"] for record in corpora.news}
    reader = Reader(info(model))
    gold: set[Name] = set()
    armed: set[Name] = set()
    found: set[Name] = set()
    for path in sorted(labels.glob("*.json")):
        labelled = json.loads(path.read_text(encoding="utf-8"))
        annotated = reader.read(_document(labelled, texts[labelled["id"]]))
        tokens = _tokens(annotated)
        for start, end, kind in labelled["names"]:
            name = (labelled["id"], *_covered(tokens, start, end), _CLASSES[kind])
            gold.add(name)
            armed |= {name} if kind == "ARM" else set()
        found |= set(_found(labelled["id"], annotated, tokens))
    classes = sorted(set(_CLASSES.values()))
    by_class = {kind: score.f1(_only(gold, kind), _only(found, kind)) for kind in classes}
    return {"all": score.f1(gold, found), **by_class, "armed groups (recall)": score.f1(armed, armed & found)}


def _only(names: set[Name], kind: str) -> set[Name]:
    return {name for name in names if name[3] == kind}


def _document(labelled: dict[str, str], text: str) -> Document:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if digest != labelled["sha256"]:
        raise ValueError(f"{labelled['id']}: the corpus has another text than the one that was labelled ({digest})")
    return Document(key=f"sha256:{digest}", record_id=labelled["id"], text=text, sha256=digest)


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
        only = kind.endswith("(recall)")
        cells = ["", f"{100 * s.recall:.1f}", ""] if only else [f"{100 * x:.1f}" for x in (s.precision, s.recall, s.f1)]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
