"""Sentences built by hand or cut by blanks, for tests that need no model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kg.model import AnnotatedDocument, Document, Name, NameType, Sentence, Word

_TOKEN = re.compile(r"\w+(?:[\u064b-\u0652\u0640]+\w*)*|[^\w\s]")
Cell = str | tuple[str, ...]


def sentence(
    *tokens: Cell,
    index: int = 0,
    start: int = 0,
    lemmas: dict[str, str] | None = None,
    upos: dict[str, str] | None = None,
    names: Iterable[tuple[NameType, str]] = (),
) -> tuple[Sentence, str]:
    """A sentence and its text, from surface tokens: a text, or a tuple of the syntactic words that it is made of.

    `lemmas` and `upos` are given by the form of the word (otherwise the form itself and X); `names` are given as type
    and text, the words of the text apart by one blank.
    """
    words: list[Word] = []
    text = ""
    for number, token in enumerate(tokens):
        parts = (token,) if isinstance(token, str) else token
        surface = surface_of(parts)
        text += " " if text else ""
        begin = start + len(text)
        text += surface
        for part in parts:
            tag = (upos or {}).get(part) or ("PUNCT" if not re.search(r"\w", part) else "X")
            lemma = (lemmas or {}).get(part, part)
            words.append(Word(len(words), part, lemma, tag, "", -1, "dep", begin, begin + len(surface), number))
    found = tuple(_name(words, kind, wanted) for kind, wanted in names)
    return Sentence(index, "text", start, start + len(text), tuple(words), found), text


def surface_of(parts: tuple[str, ...]) -> str:
    """The surface token of syntactic words: `ل` + `ال` is written `لل`."""
    surface = "".join(parts)
    return re.sub(r"^([وف]?)لال", r"\1لل", surface) if len(parts) > 1 else surface


def plain(text: str) -> Sentence:
    """A sentence cut at blanks and punctuation only: no clitic is split, the lemma is the form."""
    words = [
        Word(i, m.group(), m.group(), "X" if m.group()[0].isalnum() else "PUNCT", "", -1, "dep", m.start(), m.end(), i)
        for i, m in enumerate(_TOKEN.finditer(text))
    ]
    return Sentence(0, "text", 0, len(text), tuple(words), ())


def annotated(
    *rows: tuple[Sentence, str], outlet: str | None = None, published: date | None = None
) -> AnnotatedDocument:
    """A document of sentences made by :func:`sentence` with `start=0`: they are put one after the other."""
    placed: list[Sentence] = []
    text = ""
    for index, (row, words) in enumerate(rows):
        placed.append(moved(row, index, len(text)))
        text += words + "\n"
    doc = Document(key="sha256:test", record_id="test", text=text, sha256="test", outlet=outlet, published=published)
    return AnnotatedDocument(doc, tuple(placed), "by hand")


def moved(row: Sentence, index: int, by: int) -> Sentence:
    """The sentence with another index, its offsets moved."""
    words = tuple(replace(w, start=w.start + by, end=w.end + by) for w in row.words)
    names = tuple(replace(n, start=n.start + by, end=n.end + by) for n in row.names)
    return Sentence(index, row.where, row.start + by, row.end + by, words, names)


def _name(words: list[Word], kind: NameType, wanted: str) -> Name:
    forms = wanted.split()
    for first in range(len(words) - len(forms) + 1):
        if [w.text for w in words[first : first + len(forms)]] == forms:
            last = first + len(forms) - 1
            return Name(kind, first, last, words[first].start, words[last].end, wanted)
    raise ValueError(f"no name {wanted!r} in {[w.text for w in words]}")
