"""What Stanza's tokenizer and its expander of multi-word tokens are trained on and scored with, as files."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

from training.corpora import Corpora
from training.newsify import Labelled, newsify
from training.silver import Clitics, expansions, silver
from training.ud import read_tokens

_TIMES = 3  # the treebank is set in so many different ways


def prepare(corpora: Corpora, ud: Path, out: Path) -> dict[str, int]:
    """Writes train, dev and test-block (.txt, .toklabels, .conllu), mwt.json, mwt-train.conllu; returns sizes.

    The division is that of the treebank; silver articles are in the training part only.
    """
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(7)
    parts = {
        "train": newsify(ud / "train.conllu", _TIMES, rng),
        "dev": newsify(ud / "dev.conllu", 1, rng),
        "test-block": newsify(ud / "test-block.conllu", 1, rng),
    }
    clitics = Clitics(corpora, ud / "train.conllu")
    articles = silver(corpora, clitics, random.Random(11))
    train = parts["train"]
    parts["train"] = Labelled(train.texts + articles.texts, train.labels + articles.labels)
    for name, part in parts.items():
        part.write(out / name)
    for name in ("dev", "test-block"):
        (out / f"{name}.conllu").write_text(gold(parts[name], ud / f"{name}.conllu"), encoding="utf-8")
    (out / "mwt.json").write_text(_counted(ud / "train.conllu"), encoding="utf-8")
    words = clitics.with_suffixes()
    treebank = (ud / "train.conllu").read_text(encoding="utf-8")
    (out / "mwt-train.conllu").write_text(treebank + expansions(words), encoding="utf-8")
    return {name: len(part.texts) for name, part in parts.items()} | {"expansions": len(words)}


def _counted(treebank: Path) -> str:
    """Multi-word tokens with their words and how often each occurs, in the JSON that Stanza's tokenizer reads."""
    found = Counter((text, words) for tokens in read_tokens(treebank) for text, words in tokens if len(words) > 1)
    return json.dumps([[[text, list(words)], number] for (text, words), number in found.items()], ensure_ascii=False)


def gold(part: Labelled, treebank: Path) -> str:
    """What the labels say, as CoNLL-U for Stanza's scorer; tags and heads are placeholders."""
    known = {text: words for tokens in read_tokens(treebank) for text, words in tokens if len(words) > 1}
    blocks = []
    for text, labels in zip(part.texts, part.labels, strict=True):
        tokens: list[tuple[str, tuple[str, ...]]] = []
        current = ""
        for char, label in zip(text, labels, strict=True):
            current += char if current or char != " " else ""
            if label == "0":
                continue
            several = label in "34"
            tokens.append((current, known.get(current, (current[:1], current[1:])) if several else (current,)))
            current = ""
            if label in "24":
                blocks.append(_block(tokens))
                tokens = []
    return "\n".join(blocks) + "\n"


def _block(tokens: list[tuple[str, tuple[str, ...]]]) -> str:
    rows = []
    number = 1
    for text, words in tokens:
        if len(words) > 1:
            rows.append(f"{number}-{number + len(words) - 1}\t{text}" + "\t_" * 8)
        for word in words:
            rows.append(f"{number}\t{word}\t_\tX\t_\t_\t{0 if number == 1 else 1}\tdep\t_\t_")
            number += 1
    return "\n".join(rows) + "\n"
