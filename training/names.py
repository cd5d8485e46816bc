"""Sentences with names for Stanza's name tagger: ANERcorp's train part, its last tenth held out unbroken.

The published test part is never trained on, nor is a training sentence whose text occurs in it.  Most names of the
test do not occur in training, so each training sentence also comes with other names put in the place of its own: names
of the same class out of the training part and of AQMAR, persons' first and further names mixed.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from training.corpora import Corpora, write_split
from training.score import spans

Tagged = list[tuple[str, str]]
_CLASSES = frozenset({"PERS", "LOC", "ORG", "MISC"})
_BREAKS = frozenset(".،,؛")
_LONG, _TOO_LONG = 40, 90  # words: cut at punctuation after the first, anywhere outside a name after the second
_DEV = 0.1
_SWAP = 0.7  # share of names that are exchanged in the second copy of a sentence
_ALIASES = {"PER": "PERS", "MIS": "MISC"}


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
    others = [sentence for path in sorted(corpora.ner.glob("aqmar/*.txt")) for sentence in read(path)]
    parts = {
        "train": [*train, *_exchanged(train, _mentions(train + others), random.Random(5))],
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
        kind = _ALIASES.get(kind, kind)
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


def _mentions(sentences: list[Tagged]) -> dict[str, list[list[str]]]:
    """The different names of each class, as lists of words, in order."""
    found: dict[str, set[tuple[str, ...]]] = {kind: set() for kind in _CLASSES}
    for sentence in sentences:
        for first, last, kind in spans([tag for _, tag in sentence]):
            found[kind].add(tuple(word for word, _ in sentence[first : last + 1]))
    return {kind: [list(name) for name in sorted(names)] for kind, names in found.items()}


def _exchanged(sentences: list[Tagged], mentions: dict[str, list[list[str]]], rng: random.Random) -> list[Tagged]:
    """A copy of each sentence that has names, with other names in the place of most of them."""
    out = []
    for sentence in sentences:
        copy: Tagged = []
        at = 0
        names = spans([tag for _, tag in sentence])
        for first, last, kind in names:
            copy += sentence[at:first]
            own = [word for word, _ in sentence[first : last + 1]]
            words = _other(kind, mentions, rng) if rng.random() < _SWAP else own
            copy += [(word, f"{'I' if number else 'B'}-{kind}") for number, word in enumerate(words)]
            at = last + 1
        if names:
            out.append(copy + sentence[at:])
    return out


def _other(kind: str, mentions: dict[str, list[list[str]]], rng: random.Random) -> list[str]:
    name, second = rng.choice(mentions[kind]), rng.choice(mentions[kind])
    return name[:1] + second[1:] if kind == "PERS" and len(name) > 1 and len(second) > 1 else name
