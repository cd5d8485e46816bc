"""Scores: strict names, tags, lemmas and trees over gold words, tokens and sentences by their place in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class F1:
    """Precision, recall and F1 as shares of one."""

    precision: float
    recall: float
    f1: float


def f1(gold: Iterable[Hashable], found: Iterable[Hashable]) -> F1:
    """Of two collections of things, each thing counted once."""
    wanted, got = set(gold), set(found)
    right = len(wanted & got)
    precision = right / len(got) if got else 0.0
    recall = right / len(wanted) if wanted else 0.0
    return F1(precision, recall, 2 * right / (len(wanted) + len(got)) if wanted or got else 1.0)


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names of a sentence in BIO or BIOES tags: first and last token, class (conlleval's reading)."""
    out: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        position, _, kind = tag.partition("-")
        if position in ("B", "S") or (position in ("I", "E") and not _continues(out, at, kind)):
            out.append((at, at, kind))
        elif position in ("I", "E"):
            out[-1] = (out[-1][0], at, kind)
    return out


def _continues(names: list[tuple[int, int, str]], at: int, kind: str) -> bool:
    return bool(names) and names[-1][1] == at - 1 and names[-1][2] == kind


def names(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> dict[str, F1]:
    """Strict F1 (both ends and class) by class, and of `all`."""
    wanted = {(number, *span) for number, tags in enumerate(gold) for span in spans(tags)}
    got = {(number, *span) for number, tags in enumerate(found) for span in spans(tags)}
    kinds = sorted({span[3] for span in wanted})
    scores = {kind: f1((s for s in wanted if s[3] == kind), (s for s in got if s[3] == kind)) for kind in kinds}
    return {"all": f1(wanted, got), **scores}


def words(gold: Any, found: Any) -> dict[str, float]:
    """Shares of gold words with the right tag, lemma, head, and head and relation (LAS, without subtypes)."""
    right: Counter[str] = Counter()
    number = 0
    for left, right_side in zip(gold.sentences, found.sentences, strict=True):
        for a, b in zip(left.words, right_side.words, strict=True):
            number += 1
            right["UPOS"] += a.upos == b.upos
            right["UPOS without X"] += a.upos == b.upos and a.upos != "X"
            right["analysed"] += a.upos != "X"
            right["verbs"] += a.upos == "VERB"
            right["lemma"] += a.lemma == b.lemma
            right["verb lemma"] += a.upos == "VERB" and a.lemma == b.lemma
            right["UAS"] += a.head == b.head
            right["LAS"] += a.head == b.head and _relation(a) == _relation(b)
    shares = {name: right[name] / number for name in ("UPOS", "lemma", "UAS", "LAS")}
    shares["UPOS of analysed words"] = right["UPOS without X"] / max(1, right["analysed"])
    shares["verb lemma"] = right["verb lemma"] / max(1, right["verbs"])
    return shares


def _relation(word: Any) -> str:
    return str(word.deprel).split(":")[0]
