"""Surface words put together again from syntactic words: what news writes as one word, and the treebanks as several."""

from __future__ import annotations

import re
from itertools import pairwise

from training.treebank import ARABIC, SUFFIXES, Tree, TreeWord

_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "س", "أ", "ت"})
_PROCLITIC_TAGS = frozenset({"CCONJ", "ADP", "PART", "SCONJ", "AUX", "CONJ", "ADV", "X", "DET", "INTJ"})
_PUNCTUATION = re.compile(r"^[^\w]+$")
_YEH_BEFORE_SUFFIX = frozenset({"على", "إلى", "لدى", "الى"})


def add_tokens(tree: Tree) -> None:
    """Fills `tree.tokens`; in PUD it also gives back the letters that fusing took off the parts."""
    tree.tokens = _tokens_of_padt(tree.words) if tree.version1 else _tokens_of_pud(tree.words)


def fuse(parts: list[str]) -> str:
    """The surface word of clitics and stem: `ل` + `ال`- -> `لل`-, ة -> ت and ى -> ا or ي before a suffix."""
    out = ""
    for number, part in enumerate(parts):
        if out and part.startswith("ال") and out.endswith("ل") and len(out) <= 2 and len(part) > 3:
            out += part[1:]
        elif number and part in SUFFIXES and number == len(parts) - 1 and len(parts[number - 1]) > 1:
            out = _with_suffix(out, part)
        else:
            out += part
    return out


def _with_suffix(stem: str, suffix: str) -> str:
    if stem.endswith("ة"):
        stem = stem[:-1] + "ت"
    elif stem.endswith("ى"):
        stem = stem[:-1] + ("ي" if stem.lstrip("وف") in _YEH_BEFORE_SUFFIX else "ا")
    elif stem.endswith("وا"):
        stem = stem[:-1]
    return stem if suffix == "ي" and stem.endswith("ي") else stem + suffix


def _tokens_of_padt(words: list[TreeWord]) -> list[tuple[str, list[int]]]:
    tokens = []
    at = 0
    while at < len(words):
        group = [at]
        while _takes_next(words, group):
            group.append(group[-1] + 1)
        while group[-1] + 1 < len(words) and _is_suffix(words[group[-1]], words[group[-1] + 1]):
            group.append(group[-1] + 1)
        tokens.append((fuse([words[i].form for i in group]), group))
        at = group[-1] + 1
    return tokens


def _takes_next(words: list[TreeWord], group: list[int]) -> bool:
    """Whether the last word of the group is a proclitic of the word that follows."""
    last = words[group[-1]]
    if last.form not in _PROCLITICS or last.upos not in _PROCLITIC_TAGS or len(group) >= 4:
        return False
    if group[-1] + 1 >= len(words) or not ARABIC.match(words[group[-1] + 1].form):
        return False
    return not (len(group) > 1 and last.form == "و")


def _is_suffix(word: TreeWord, following: TreeWord) -> bool:
    pronoun = following.form in SUFFIXES and following.upos in ("PRON", "DET")
    return pronoun and not _PUNCTUATION.match(word.form) and bool(ARABIC.match(word.form))


def _tokens_of_pud(words: list[TreeWord]) -> list[tuple[str, list[int]]]:
    tokens = []
    at = 0
    while at < len(words):
        group = [at]
        while _glued(words, group[-1]):
            group.append(group[-1] + 1)
        surface = "".join(words[i].form for i in group)
        for left, right in pairwise(group):
            _give_back(words[left], words[right])
        tokens.append((surface, group))
        at = group[-1] + 1
    return tokens


def _glued(words: list[TreeWord], at: int) -> bool:
    if not words[at].glued or at + 1 >= len(words):
        return False
    return bool(ARABIC.match(words[at + 1].form)) and bool(ARABIC.match(words[at].form))


def _give_back(left: TreeWord, right: TreeWord) -> None:
    """`ل` + `لحكومة` is the article's alif lost: `الحكومة`; a stem's ت before a suffix is its lemma's ة."""
    definite = "Definite=Def" in right.feats and not right.lemma.lstrip("ا").startswith("ل")
    if left.form == "ل" and right.form.startswith("ل") and definite:
        right.form = "ا" + right.form
    if right.upos == "PRON" and left.form.endswith("ت") and left.lemma.endswith("ة"):
        left.form = left.form[:-1] + "ة"
