"""Silver tokenization of news articles: rules say where tokens and sentences end and which words carry clitics.

A word carries a clitic if the treebanks say so, else if what is left without it is frequent enough in the articles.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cached_property
from pathlib import Path

from training.corpora import Corpora
from training.newsify import Labelled
from training.ud import read_tokens

INVISIBLE = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
TOKEN = re.compile(
    r"[\u0621-\u064a\u0671-\u06d3]+|[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,:]\d+)*"
    r"|[\u0660-\u0669]+(?:[.,٫]\d+)*|\.{2,}|[^\w\s]|\w"
)
_SUFFIXES = ("هما", "ها", "هم", "هن", "نا", "كم", "ه")
_SAMPLE = 330  # articles


class Clitics:
    """Which surface words are several words."""

    def __init__(self, corpora: Corpora, treebank: Path) -> None:
        self._corpora = corpora
        self.gold: Counter[tuple[str, bool]] = Counter()
        for tokens in read_tokens(treebank):
            self.gold.update((text, len(words) > 1) for text, words in tokens)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each token stands in the articles."""
        texts = (INVISIBLE.sub("", record["content"]) for record in self._corpora.news)
        return Counter(token for text in texts for token in TOKEN.findall(text))

    def several(self, word: str) -> bool:
        """Whether the word carries clitics."""
        several, one = self.gold[word, True], self.gold[word, False]
        if several or one:
            return several > one
        if len(word) < 3 or word.startswith("ال"):
            return False
        return self.suffix(word) is not None or self._prefixed(word)

    def suffix(self, word: str) -> tuple[str, str] | None:
        """The stem as it is written alone, and the pronoun, if the word ends in one."""
        number = self.counts[word]
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                best = max(_stems(word[: -len(suffix)]), key=lambda s: self.counts[s])
                if self.counts[best] >= max(3, number * (1.0 if suffix in ("ه", "نا") else 0.5)):
                    return best, suffix
        return None

    def _prefixed(self, word: str) -> bool:
        clitic, rest, number = word[0], word[1:], self.counts[word]
        if clitic == "ل" and rest.startswith("ل") and self.counts["ا" + rest] >= 2:
            return True
        if clitic in "بك" and rest.startswith("ال") and self.counts[rest] >= 2:
            return True
        if clitic in "وف":
            return self._after_conjunction(clitic, rest, number)
        if clitic == "س":
            return rest[:1] in "يتن" and self._frequent(rest, number * 0.7)
        return clitic in "بلك" and len(rest) >= 3 and self.counts[rest] >= max(3, 1.5 * number)

    def _after_conjunction(self, clitic: str, rest: str, number: int) -> bool:
        if rest.startswith(("ال", "لل", "بال")) and self.counts[rest] >= 1:
            return True
        if self._frequent(rest, number * (0.7 if clitic == "و" else 2)):
            return True
        return len(rest) > 3 and self.counts[rest] >= 1 and self.several(rest)

    def _frequent(self, rest: str, least: float) -> bool:
        needed = max(3, least)
        return len(rest) >= 3 and (self.counts[rest] >= needed or self.counts["ال" + rest] >= needed)

    def parts(self, word: str) -> list[str]:
        """The words that a surface word is made of: the word alone, if it carries no clitic.

        A hamza's seat before a suffix stays (`أبنائ` + `ها`), as in the treebank.
        """
        if not self.several(word):
            return [word]
        found = self.suffix(word)
        if found:
            stem, suffix = found
            kept = word[: -len(suffix)] if stem.endswith("ء") else stem
            return [*self.parts(kept), suffix]
        rest = "ا" + word[1:] if word.startswith("لل") else word[1:]
        return [word[0], *self.parts(rest)]

    def with_suffixes(self) -> list[tuple[str, list[str]]]:
        """Words with a pronoun at their end that the articles have and the treebanks have not, with their parts."""
        new = [w for w, n in self.counts.items() if n >= 2 and not self.gold[w, True] and not self.gold[w, False]]
        return [(word, self.parts(word)) for word in sorted(new) if self.several(word) and self.suffix(word)]


def expansions(words: list[tuple[str, list[str]]]) -> str:
    """CoNLL-U with a sentence of one surface word for each: what the expander of multi-word tokens learns from."""
    blocks = []
    for text, parts in words:
        rows = [f"1-{len(parts)}\t{text}" + "\t_" * 8]
        for number, part in enumerate(parts, 1):
            rows.append(f"{number}\t{part}\t_\tX\t_\t_\t{0 if number == 1 else 1}\tdep\t_\t_")
        blocks.append("\n".join(rows) + "\n")
    return "\n".join(blocks) + "\n"


def _stems(stem: str) -> list[str]:
    """How a stem before a suffix may be written alone."""
    out = [stem]
    if stem.endswith("ت"):
        out.append(stem[:-1] + "ة")
    if stem[-1] in "ئؤ":
        out.append(stem[:-1] + "ء")
    if stem.endswith("ا"):
        out.append(stem[:-1] + "ى")
    return out


def silver(corpora: Corpora, clitics: Clitics, rng: random.Random) -> Labelled:
    """Lines of a sample of the articles, unvocalised, with labels."""
    out = Labelled([], [])
    for record in rng.sample(corpora.news, min(_SAMPLE, len(corpora.news))):
        for raw in [record["title"] or "", *record["content"].split("\n")]:
            line = re.sub(r"\s+", " ", INVISIBLE.sub("", raw.strip()))
            if 5 <= len(line) <= 3000:
                out.texts.append(line)
                out.labels.append(_labels(line, clitics))
    return out


def _labels(line: str, clitics: Clitics) -> str:
    out = ["0"] * len(line)
    tokens = list(TOKEN.finditer(line))
    for at, match in enumerate(tokens):
        word = match.group()
        code = 2 if at == len(tokens) - 1 or stops(tokens, at) else 1
        several = re.match("[\u0621-\u064a]", word) and clitics.several(word)
        out[match.end() - 1] = str(code + 2 if several else code)
    return "".join(out)


def stops(tokens: list[re.Match[str]], at: int) -> bool:
    """Whether a sentence ends here: at a full stop that is no list number's, or at the quote behind one."""
    word, following = tokens[at].group(), tokens[at + 1]
    if at <= 1:
        return False
    if word in (".", "!", "؟", "?", "...") and len(tokens[at - 1].group()) > 1:
        return not (following.group() in ')"»”' and following.start() == tokens[at].end())
    return word in ')"»”' and tokens[at - 1].group() in ".!؟?"
