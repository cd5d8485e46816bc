"""Sentences with names for Stanza's name tagger: ANERcorp's train part, its last tenth held out unbroken.

The published test part is never trained on, nor is a training sentence whose text occurs in it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from training.corpora import Corpora, write_split

Tagged = list[tuple[str, str]]
_CLASSES = frozenset({"PERS", "LOC", "ORG", "MISC"})
_BREAKS = frozenset(".،,؛")
_LONG, _TOO_LONG = 40, 90  # words: cut at punctuation after the first, anywhere outside a name after the second
_DEV = 0.1


def prepare(corpora: Corpora, out: Path) -> dict[str, int]:
    """Writes `out`/train.json, dev.json and test.json and the split; returns sentences per part.

    The split's ids are numbers of sentences, from 0, in anercorp-train.txt without the test's own sentences.
    """
    out.mkdir(parents=True, exist_ok=True)
    test = read(corpora.ner / "anercorp-test.txt")
    held = {_text(sentence) for sentence in test}
    sentences = [s for s in read(corpora.ner / "anercorp-train.txt") if _text(s) not in held]
    cut = int(len(sentences) * (1 - _DEV))
    train = [piece for sentence in sentences[:cut] for piece in _pieces(sentence)]
    parts = {
        "train": train,
        "dev": sentences[cut:],
        "test": test,
    }
    for name, tagged in parts.items():
        rows = [[{"text": text, "ner": tag} for text, tag in sentence] for sentence in tagged]
        (out / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    write_split("names-dev", [str(number) for number in range(cut, len(sentences))])
    return {name: len(tagged) for name, tagged in parts.items()}


def _text(sentence: Tagged) -> str:
    return " ".join(word for word, _ in sentence)


def read(path: Path) -> list[Tagged]:
    """Sentences of a file with a word and its tag a line; tags are made consistent."""
    sentences: list[Tagged] = []
    current: Tagged = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").split("\n"), ""]:
        cells = line.split()
        if cells:
            current.append((cells[0], cells[-1] if len(cells) > 1 else "O"))
        elif current:
            sentences.append(_consistent(current))
            current = []
    return sentences


def _consistent(sentence: Tagged) -> Tagged:
    """Only the four classes, and a name begins with B."""
    out: Tagged = []
    before = "O"
    for word, tag in sentence:
        begin, _, kind = tag.partition("-")
        kind = re.sub(r"\d$", "", kind)
        if kind not in _CLASSES or begin not in ("B", "I"):
            before = "O"
        else:
            before = f"{'B' if begin == 'I' and before[2:] != kind else begin}-{kind}"
        out.append((word, before))
    return out


def _pieces(sentence: Tagged) -> list[Tagged]:
    """A long sentence in pieces, none cut inside a name."""
    pieces: list[Tagged] = []
    current: Tagged = []
    for word, tag in sentence:
        current.append((word, tag))
        if tag == "O" and ((len(current) > _LONG and word in _BREAKS) or len(current) > _TOO_LONG):
            pieces.append(current)
            current = []
    return [*pieces, current] if current else pieces
