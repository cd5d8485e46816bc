"""The examples of all lexicon entries, read by the model: one article, an example a line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.annotate import annotate
from kg.lexicon.load import Entry, data_files, entries
from kg.model import AnnotatedDocument, Document, Sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which an entry must be found, or must not."""

    entry: Entry
    text: str
    must: bool


def examples() -> Iterator[Example]:
    """All examples of all files."""
    for name in data_files():
        for entry in entries(name):
            yield from (Example(entry, text, True) for text in entry.examples.match)
            yield from (Example(entry, text, False) for text in entry.examples.no_match)


def annotated_examples() -> dict[str, AnnotatedDocument]:
    """Each example's text as an article of its own; the model reads them in one go."""
    texts = sorted({example.text for example in examples()})
    whole = "\n".join(texts)
    (read,) = annotate([_document(whole)])
    out = {}
    start = 0
    for text in texts:
        inside = [s for s in read.sentences if start <= s.start < start + len(text)]
        placed = tuple(_moved(s, index, start) for index, s in enumerate(inside))
        out[text] = AnnotatedDocument(_document(text), placed, read.model)
        start += len(text) + 1
    return out


def _document(text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(key=f"sha256:{digest}", record_id=digest[:8], text=text, sha256=digest)


def _moved(sentence: Sentence, index: int, by: int) -> Sentence:
    words = tuple(replace(w, start=w.start - by, end=w.end - by) for w in sentence.words)
    names = tuple(replace(n, start=n.start - by, end=n.end - by) for n in sentence.names)
    return replace(sentence, index=index, start=sentence.start - by, end=sentence.end - by, words=words, names=names)
