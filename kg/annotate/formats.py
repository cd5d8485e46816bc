"""Annotations written out: CoNLL-U with offsets and names, and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from kg.model import AnnotatedDocument, Sentence, Word


def to_conllu(annotated: AnnotatedDocument) -> str:
    """CoNLL-U; MISC has `start_char`, `end_char` and the name's tag (BIO) of each surface token."""
    doc = annotated.doc
    lines = [f"# newdoc id = {doc.record_id}"]
    for sentence in annotated.sentences:
        text = " ".join(doc.source(sentence.where)[sentence.start : sentence.end].split())
        lines += [f"# sent_id = {doc.record_id}-{sentence.index + 1}", f"# in = {sentence.where}", f"# text = {text}"]
        lines += [*_rows(doc.source(sentence.where), sentence), ""]
    return "\n".join(lines) + "\n"


def _rows(source: str, sentence: Sentence) -> Iterator[str]:
    tags = _tags(sentence)
    for _, group in groupby(sentence.words, key=lambda w: w.token):
        words = list(group)
        misc = f"start_char={words[0].start}|end_char={words[0].end}|ner={tags[words[0].index]}"
        if len(words) > 1:
            surface = source[words[0].start : words[0].end]
            yield "\t".join([f"{words[0].index + 1}-{words[-1].index + 1}", surface, *"______", "_", misc])
        for word in words:
            form = word.text if len(words) > 1 else " ".join(source[word.start : word.end].split())
            yield _row(word, form, "_" if len(words) > 1 else misc)


def _row(word: Word, form: str, misc: str) -> str:
    cells = [str(word.index + 1), form, word.lemma, word.upos, "_", word.feats or "_"]
    return "\t".join([*cells, str(word.head + 1), word.deprel, "_", misc])


def _tags(sentence: Sentence) -> dict[int, str]:
    tags = {word.index: "O" for word in sentence.words}
    for name in sentence.names:
        for at in range(name.first, name.last + 1):
            tags[at] = f"{'B' if at == name.first else 'I'}-{name.type}"
    return tags


def to_json(annotated: AnnotatedDocument) -> dict[str, Any]:
    """One JSON object a document: its sentences with words and names, offsets in code points of title or text."""
    return {
        "id": annotated.doc.record_id,
        "model": annotated.model,
        "sentences": [asdict(sentence) for sentence in annotated.sentences],
    }
