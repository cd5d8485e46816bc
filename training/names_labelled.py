"""Sentences of the labelled news articles, for training: `labels/names.jsonl`, stand-off, without any text.

Each line is `{"id", "sha256", "names": [[start, end, "PER|ORG|ARM|LOC"]]}`, offsets in code points of the article's
content.  The articles are none of `benchmark/` and none of the gold facts, so nothing that is measured was seen.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from training.corpora import Corpora
from training.mixture import Sentence
from training.silver import INVISIBLE, TOKEN, stops

LABELS = Path(__file__).parent / "labels" / "names.jsonl"
CLASSES = {"PER": "PERS", "ORG": "ORG", "ARM": "ARM", "LOC": "LOC"}  # the labels' names and the model's
_DEV = 10  # every tenth article is not trained on
_LONGEST = 120  # words: a longer sentence is cut
Span = tuple[int, int, str]


def sentences(corpora: Corpora, labels: Path = LABELS) -> tuple[list[Sentence], list[Sentence]]:
    """What is trained on, and every tenth article as a development part; the tags are in the fourth column.

    Raises:
        ValueError: an article's text is not the one that was labelled.
    """
    texts = {record["id"]: record["content"] for record in corpora.news}
    train: list[Sentence] = []
    dev: list[Sentence] = []
    for number, line in enumerate(labels.read_text(encoding="utf-8").splitlines()):
        labelled = json.loads(line)
        text = checked(labelled, texts[labelled["id"]])
        names = [(start, end, CLASSES[kind]) for start, end, kind in labelled["names"]]
        (train if number % _DEV else dev).extend(_sentences(text, names))
    return train, dev


def checked(labelled: Mapping[str, str], text: str) -> str:
    """An article's text, if it is the one that was labelled.

    Raises:
        ValueError: it is another.
    """
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if digest != labelled["sha256"]:
        raise ValueError(f"{labelled['id']}: the corpus has another text than the one that was labelled ({digest})")
    return text


def _sentences(text: str, names: list[Span]) -> Iterator[Sentence]:
    for line in re.finditer(r"[^\n]+", text):
        kept = [at for at in range(line.start(), line.end()) if not INVISIBLE.match(text[at])]
        tokens = list(TOKEN.finditer("".join(text[at] for at in kept)))
        rows: list[tuple[str, int, int]] = []
        for number, token in enumerate(tokens):
            rows.append((token.group(), kept[token.start()], kept[token.end() - 1] + 1))
            last = number == len(tokens) - 1
            if last or stops(tokens, number) or len(rows) == _LONGEST:
                yield _tagged(rows, names)
                rows = []


def _tagged(rows: list[tuple[str, int, int]], names: list[Span]) -> Sentence:
    """A token has the tag of the name that it touches: a clitic in front does not keep it out."""
    out: Sentence = []
    before: Span | None = None
    for word, start, end in rows:
        name = next((n for n in names if start < n[1] and n[0] < end), None)
        tag = "O" if name is None else f"{'I' if name == before else 'B'}-{name[2]}"
        out.append((word, (None, None, None, tag)))
        before = name
    return out
