"""Articles out of the treebank's running text, with what annotators say of them: more than one summer to learn from.

PADT's surface words (news of 2000 to 2004: Agence France-Presse, Xinhua, newspapers) have no marks of articles.
A short sentence without a full stop is taken for a headline, so that an end may belong to the next article.  The facts
in `labels/wire.jsonl` are stand-off, in the form of `benchmark/`; they are to learn from, and no figure is of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model import Document
from kg.read.document import make_document
from kg.read.records import record_fields

Json = dict[str, Any]
LABELS = Path(__file__).parents[1] / "labels" / "wire.jsonl"
_WORDS = Path("ud", "padt-upos-surface-train.tsv")
_STOPS = frozenset({".", "!", "؟", "?", ":", '"', "..."})
_OPEN, _CLOSE = frozenset("«([“"), frozenset(".،,)]»؛;:؟!?”%")
_HEADLINE = 18  # words at most
_LONG = 22  # sentences: more are cut into several
_AFP = re.compile(r"(\d+) - (\d+) ?\((?:اف ب|أ ف ب)\)")
_XINHUA = re.compile(r"^[^\n.]{2,40}? (اول|أول|\d+) (مايو|ابريل|أبريل)(?:\s|$)")
_MONTHS = {"ابريل": 4, "أبريل": 4, "مايو": 5}
_HEAD = 160  # characters in which a dateline stands


def documents(corpora: Path, labels: Path = LABELS) -> Iterator[tuple[Document, Json]]:
    """The labelled articles as kg reads them, each with its facts.

    Raises:
        ValueError: an article's text is not the one that was labelled.
    """
    known = dict(articles(corpora))
    for line in labels.read_text(encoding="utf-8").splitlines():
        facts: Json = json.loads(line)
        name = facts["document"]
        fields = known.get(name)
        if fields is None or hashlib.sha256(fields["text"].encode()).hexdigest() != facts["sha256"]:
            raise ValueError(f"{name}: the treebank has another text than the one that was labelled")
        yield make_document(record_fields(fields, name, name), name, lambda line: None), facts


def articles(corpora: Path) -> Iterator[tuple[str, Json]]:
    """All articles by id, as records that kg takes; an id is the number of the sentence that an article begins with."""
    sentences = list(_sentences(corpora / _WORDS))
    for first, last in _bounds(sentences):
        body = range(first + 1, last)
        for at in range(0, len(body), _LONG):
            title = _set(sentences[first]) if at == 0 else ""
            text = "\n".join(_set(sentences[row]) for row in body[at : at + _LONG])
            name = f"wire-{first + at:04d}"
            yield name, {"id": name, "title": title, "text": text, **_published(text)}


def _sentences(path: Path) -> Iterator[list[str]]:
    words: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            words.append(line.split("\t")[0])
        elif words:
            yield words
            words = []


def _bounds(sentences: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Where articles begin and end; what stands before the first headline is left out."""
    heads = [row for row in range(len(sentences)) if _begins(sentences, row)]
    yield from ((a, b) for a, b in zip(heads, [*heads[1:], len(sentences)], strict=True) if b - a > 2)


def _begins(sentences: list[list[str]], row: int) -> bool:
    """Whether a sentence is a headline, and the first of those that stand together."""
    return _short(sentences[row]) and (row == 0 or sentences[row - 1][-1] in _STOPS)


def _short(sentence: list[str]) -> bool:
    return sentence[-1] not in _STOPS and len(sentence) <= _HEADLINE


def _set(words: list[str]) -> str:
    """Words set as print has them: marks touch the words that they belong to."""
    out, quoted, glued = "", False, True
    for word in filter(None, (word.replace("\\", "") for word in words)):
        closing = word in _CLOSE or (word == '"' and quoted)
        out += word if glued or closing else " " + word
        glued = word in _OPEN or (word == '"' and not quoted)
        quoted ^= word == '"'
    return out


def _published(text: str) -> Json:
    """The outlet and the day of publication, as far as a dateline says."""
    head = text[:_HEAD]
    if (found := _AFP.search(head)) and 1 <= int(found[2]) <= 12:
        return {"outlet": "فرانس برس", "published": f"2000-{int(found[2]):02d}-{int(found[1]):02d}"}
    if found := _XINHUA.search(head):
        day = int(found[1]) if found[1].isdigit() else 1
        return {"outlet": "شينخوا", "published": f"2003-{_MONTHS[found[2]]:02d}-{day:02d}"}
    return {"outlet": "الصحيفة"}
