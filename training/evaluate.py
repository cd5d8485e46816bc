"""Measures the shipped model, loaded by a plain `stanza.Pipeline` with the keyword arguments that kg gives.

Nothing was chosen on the parts that are reported here; the development parts are others.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models.common.doc import Document
from stanza.models.common.utils import ud_scores
from stanza.utils.conll import CoNLL

from kg.annotate.models import info
from training import score
from training.mixture import ANERCORP_COLUMN

Figures = dict[str, float]
_BATCH = 40  # sentences


def evaluate(work: Path) -> dict[str, Figures]:
    """Figures by what was measured, in shares of one; prints nothing."""
    torch.set_num_threads(1)
    pipeline = stanza.Pipeline(**info().pipeline)
    figures = {"names, ANERcorp test": _names(_anercorp(), work / "names" / "test.json")}
    gold = work / "ud" / "test-block.conllu"
    figures["words, PADT last twelfth, gold tokens"] = _words(pipeline, gold, ("pos", "lemma", "depparse"))
    figures["trees, PADT last twelfth, gold tokens and tags"] = _trees(pipeline, gold)
    figures["tokens, PADT last twelfth set as news"] = _tokens(pipeline, work / "tokens" / "test-block")
    return figures


def _anercorp() -> Any:
    """The pipeline with ANERcorp's classes, which the name tagger has beside those that it gives by default."""
    return stanza.Pipeline(**info().pipeline, ner_predict_tagset=str(ANERCORP_COLUMN))


def table(figures: dict[str, Figures]) -> str:
    """The figures as a Markdown table, in per cent."""
    lines = ["| measured on | what | per cent |", "| --- | --- | ---: |"]
    for on, found in figures.items():
        lines += [f"| {on} | {what} | {100 * share:.1f} |" for what, share in found.items()]
    return "\n".join(lines) + "\n"


def _names(pipeline: Any, path: Path) -> Figures:
    rows = json.loads(path.read_text(encoding="utf-8"))
    found: list[list[str]] = []
    for at in range(0, len(rows), _BATCH):
        batch = rows[at : at + _BATCH]
        document = Document([[_row(i, word["text"]) for i, word in enumerate(sentence, 1)] for sentence in batch])
        pipeline.processors["ner"].process(document)
        found += [[token.ner for token in sentence.tokens] for sentence in document.sentences]
    scores = score.names([[word["ner"] for word in sentence] for sentence in rows], found)
    figures = {f"{kind} F1": result.f1 for kind, result in scores.items()}
    return figures | {"all precision": scores["all"].precision, "all recall": scores["all"].recall}


def _row(number: int, text: str) -> dict[str, Any]:
    return {"id": (number,), "text": text}


def _words(pipeline: Any, path: Path, processors: Sequence[str]) -> Figures:
    """Tags, lemmas and trees over gold words, each processor building on what those before it said."""
    gold, found = CoNLL.conll2doc(str(path)), CoNLL.conll2doc(str(path))
    for name in processors:
        found = pipeline.processors[name].process(found)
    return score.words(gold, found)


def _trees(pipeline: Any, path: Path) -> Figures:
    figures = _words(pipeline, path, ("depparse",))
    return {name: figures[name] for name in ("UAS", "LAS")}


def _tokens(pipeline: Any, stem: Path) -> Figures:
    """Stanza's CoNLL 2018 scorer over the raw text: tokens, words (clitics split) and sentences."""
    document = Document([], text=stem.with_suffix(".txt").read_text(encoding="utf-8"))
    for name in ("tokenize", "mwt"):
        document = pipeline.processors[name].process(document)
    for sentence in document.sentences:
        for word in sentence.words:
            word.head, word.deprel, word.upos = (0, "root", "X") if word.id == 1 else (1, "dep", "X")
        sentence.build_dependencies()
    scores = ud_scores(str(stem.with_suffix(".conllu")), io.StringIO(f"{document:C}\n\n"))
    return {f"{what.lower()} F1": scores[what].f1 for what in ("Tokens", "Words", "Sentences")}
