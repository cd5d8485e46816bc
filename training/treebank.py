"""The two treebanks made one: PADT (version 1 labels, vocalised) and PUD, in version 2 labels and unvocalised forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from udapi.block.ud.convert1to2 import Convert1to2  # type: ignore[import-untyped]
from udapi.core.document import Document  # type: ignore[import-untyped]

from training.corpora import MARKS

ARABIC = re.compile("[\u0621-\u064a]")
SUFFIXES = frozenset({"ه", "ها", "هم", "هما", "هن", "ك", "كم", "ي", "ني", "نا", "كما", "كن"})
_CLITIC_TAGS = {"و": "CCONJ", "ف": "CCONJ", "ب": "ADP", "ل": "ADP", "ك": "ADP", "س": "PART"}
_CLITIC_RELATIONS = frozenset({"cc", "case", "mark", "aux"})
_RELATIONS = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "neg": "advmod",
    "name": "flat",
    "mwe": "fixed",
    "foreign": "flat:foreign",
    "remnant": "orphan",
}
# finer labels that PUD has and PADT has not
_PUD_RELATIONS = {"compound:prt": "mark", "obl:tmod": "obl", "acl:relcl": "acl", "flat:name": "flat"}
_FEATURES = frozenset({"Definite", "Gender", "Number", "Person", "Aspect", "Case", "Voice", "Mood", "VerbForm"})


@dataclass(slots=True)
class TreeWord:
    """A syntactic word while it is put right; `glued`: no blank behind it in the source."""

    id: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    rel: str
    glued: bool


@dataclass(slots=True)
class Tree:
    """A sentence; `tokens` are surface words with the positions (from 0) of the words that they are made of."""

    id: str
    words: list[TreeWord]
    version1: bool
    tokens: list[tuple[str, list[int]]] = field(default_factory=list)


def load(path: Path, prefix: str, *, version1: bool) -> list[Tree]:
    """The sentences of a treebank, harmonised; ids get the prefix."""
    document = Document()
    document.load_conllu(str(path))
    if version1:
        Convert1to2(skip="deps").apply_on_document(document)
    trees = []
    for bundle in document.bundles:
        root = bundle.get_tree()
        trees.append(Tree(prefix + root.sent_id, [_word(node) for node in root.descendants], version1))
    for tree in trees:
        _harmonise(tree)
        if version1:
            _unrepeat(tree.words)
    return trees


def _word(node: object) -> TreeWord:
    form = _unvocalised(node.form)  # type: ignore[attr-defined]
    lemma = _unvocalised(node.lemma)  # type: ignore[attr-defined]
    return TreeWord(
        node.ord,  # type: ignore[attr-defined]
        form,
        lemma if lemma and lemma != "_" else form,
        node.upos,  # type: ignore[attr-defined]
        str(node.feats),  # type: ignore[attr-defined]
        node.parent.ord,  # type: ignore[attr-defined]
        node.deprel,  # type: ignore[attr-defined]
        node.misc["SpaceAfter"] == "No",  # type: ignore[attr-defined]
    )


def _unvocalised(text: str | None) -> str:
    if not text or text == "_":
        return text or ""
    return MARKS.sub("", text).replace("ٱ", "ا") or "-"


def _harmonise(tree: Tree) -> None:
    by_id = {word.id: word for word in tree.words}
    for word in tree.words:
        word.rel = _RELATIONS.get(word.rel, word.rel)
        word.upos = "CCONJ" if word.upos == "CONJ" else word.upos
        head = by_id.get(word.head)
        if tree.version1 and word.rel == "nmod" and head is not None and head.upos in ("VERB", "AUX"):
            word.rel = "obl"
        if not tree.version1:
            word.rel = _PUD_RELATIONS.get(word.rel, word.rel)
        word.feats = "|".join(f for f in word.feats.split("|") if f.split("=")[0] in _FEATURES) or "_"


def _unrepeat(words: list[TreeWord]) -> None:
    """PADT repeats a surface word that it could not analyse once for each of its parts: the parts are cut out of it."""
    start = 0
    while start < len(words):
        end = start
        while end + 1 < len(words) and _repeats(words[start], words[end + 1]):
            end += 1
        parts = _parts(words[start].form, [w.rel for w in words[start : end + 1]]) if end > start else None
        if parts:
            _rename(words[start : end + 1], parts)
        start = end + 1


def _repeats(first: TreeWord, other: TreeWord) -> bool:
    return first.form == other.form and first.upos == other.upos == "X" and bool(ARABIC.match(first.form))


def _rename(words: list[TreeWord], parts: list[str]) -> None:
    for word, part in zip(words, parts, strict=True):
        word.form = word.lemma = part
        if len(part) == 1:
            word.upos = _CLITIC_TAGS.get(part, word.upos)
    if parts[-1] in SUFFIXES:
        words[-1].upos, words[-1].lemma = "PRON", "هو"


def _parts(form: str, relations: list[str]) -> list[str] | None:
    """Proclitics, stem and suffix of an unanalysed word, as many as it has relations; None where that can't be."""
    wanted = len(relations)
    before: list[str] = []
    rest = form
    while len(before) < wanted - 1 and rest[:1] in _CLITIC_TAGS and len(rest) > 2:
        if before and relations[len(before)] not in _CLITIC_RELATIONS:
            break
        clitic, rest = rest[0], rest[1:]
        if clitic == "ل" and rest.startswith("ل") and len(rest) > 3:
            rest = "ا" + rest
        before.append(clitic)
    after: list[str] = []
    if len(before) + 1 < wanted:
        longest = sorted(SUFFIXES, key=lambda s: (-len(s), s))
        after = [s for s in longest if rest.endswith(s) and len(rest) > len(s) + 1][:1]
        rest = rest[: -len(after[0])] if after else rest
    found = [*before, rest, *after]
    return found if len(found) == wanted else None
