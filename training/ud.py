"""Training, development and test parts of the treebanks, written as CoNLL-U with multi-word tokens.

The block test is the last twelfth of PADT, unbroken; the development part lies before it.  `every` is the other
division that is reported, every 12th sentence, and has a training part of its own.
"""

from __future__ import annotations

from pathlib import Path

from training.corpora import Corpora, write_split
from training.surface import add_tokens
from training.treebank import Tree, load

PARTS = ("train", "dev", "test-block", "train-every", "dev-every", "test-every")


def prepare(corpora: Corpora, out: Path) -> dict[str, int]:
    """Writes `out`/PART.conllu and the splits; returns sentences per part.  PUD is in the training parts only."""
    out.mkdir(parents=True, exist_ok=True)
    padt = load(corpora.ud / "padt-ud1-a.conllu", "a-", version1=True)
    padt += load(corpora.ud / "padt-ud1-b.conllu", "b-", version1=True)
    pud = load(corpora.ud / "pud-ud2.conllu", "", version1=False)
    for tree in padt + pud:
        add_tokens(tree)
    parts = _parts(padt, pud)
    for name, trees in parts.items():
        (out / f"{name}.conllu").write_text("\n".join(map(conllu, trees)) + "\n", encoding="utf-8")
        if "train" not in name:
            write_split(f"ud-{name}", [tree.id for tree in trees])
    return {name: len(trees) for name, trees in parts.items()}


def _parts(padt: list[Tree], pud: list[Tree]) -> dict[str, list[Tree]]:
    twelfth, sixteenth = len(padt) // 12, len(padt) // 16
    block, rest = padt[-twelfth:], padt[:-twelfth]
    others = [tree for number, tree in enumerate(padt) if number % 12]
    return {
        "train": rest[:-sixteenth] + pud,
        "dev": rest[-sixteenth:],
        "test-block": block,
        "train-every": others[:-sixteenth] + pud,
        "dev-every": others[-sixteenth:],
        "test-every": padt[::12],
    }


def conllu(tree: Tree) -> str:
    """A sentence in CoNLL-U, its text the surface words with blanks between."""
    lines = [f"# sent_id = {tree.id}", "# text = " + " ".join(text for text, _ in tree.tokens)]
    for text, group in tree.tokens:
        if len(group) > 1:
            lines.append(f"{group[0] + 1}-{group[-1] + 1}\t{text}" + "\t_" * 8)
        for at in group:
            word = tree.words[at]
            cells = [word.form, word.lemma, word.upos, "_", word.feats, str(word.head), word.rel, "_", "_"]
            lines.append("\t".join([str(at + 1), *cells]))
    return "\n".join(lines) + "\n"


def read_tokens(path: Path) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Surface words of each sentence, each with the forms of its syntactic words."""
    sentences = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        sentences.append(_tokens(rows))
    return sentences


def _tokens(rows: list[list[str]]) -> list[tuple[str, tuple[str, ...]]]:
    forms = {int(row[0]): row[1] for row in rows if "-" not in row[0]}
    tokens: list[tuple[str, tuple[str, ...]]] = []
    covered = 0
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            tokens.append((row[1], tuple(forms[i] for i in range(first, last + 1))))
            covered = last
        elif int(row[0]) > covered:
            tokens.append((row[1], (row[1],)))
    return tokens
