"""Treebank sentences set as news sets them: paragraphs, glued punctuation, quotation marks, list numbers.

PADT's sentences are paragraphs and its text is tokenized; a tokenizer trained on it as it is would neither split
sentences nor know punctuation that touches a word.  Labels are Stanza's: 0 inside, 1 end of a token, 2 of a sentence,
3 and 4 the same for a token of several words.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from training.ud import read_tokens

Token = tuple[str, int]  # a surface word, and of how many syntactic words it is made
_CLOSE = frozenset(".،,؛:!؟?)]»”%")
_OPEN = frozenset("([«“")
_QUOTES = [("«", "»"), ('"', '"'), ("“", "”"), ("”", "“"), ("'", "'")]
_STYLES = ("news", "news", "news", "loose", "spaced")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Paragraphs with a label for each character, and the sentences that they came from."""

    texts: list[str]
    labels: list[str]

    def write(self, stem: Path) -> None:
        """`stem`.txt and `stem`.toklabels, paragraphs with a blank line between."""
        stem.with_suffix(".txt").write_text("\n\n".join(self.texts) + "\n", encoding="utf-8")
        stem.with_suffix(".toklabels").write_text("\n\n".join(self.labels) + "\n", encoding="utf-8")


def newsify(treebank: Path, times: int, rng: random.Random) -> Labelled:
    """The sentences of a CoNLL-U file as paragraphs of one to four, `times` over in different dress."""
    sentences = [[(text, len(words)) for text, words in tokens] for tokens in read_tokens(treebank)]
    out = Labelled([], [])
    for _ in range(times):
        at = 0
        while at < len(sentences):
            number = rng.choice([1, 1, 2, 2, 3, 4])
            paragraph = [part for tokens in sentences[at : at + number] for part in _split(tokens)]
            at += number
            paragraph = _dress(paragraph, rng)
            style = rng.choice(_STYLES)
            text, labels = _Setter(rng).set(paragraph, style)
            out.texts.append(text)
            out.labels.append(labels)
    return out


def _split(tokens: list[Token]) -> list[list[Token]]:
    """A treebank's sentence cut at its full stops; a closing quote or bracket after one belongs to the sentence."""
    out: list[list[Token]] = []
    current: list[Token] = []
    for number, token in enumerate(tokens):
        current.append(token)
        if token[0] in (".", "!", "؟", "?") and len(current) > 1:
            out.append(current)
            current = []
        elif len(current) == 1 and out and token[0] in (")", '"') and number + 1 < len(tokens):
            out[-1] += current
            current = []
    return [*out, current] if current else out


def _dress(paragraph: list[list[Token]], rng: random.Random) -> list[list[Token]]:
    """Now and then a list's number in front, or no full stop at the end."""
    if rng.random() < 0.12 and paragraph:
        number = str(rng.randint(1, 12))
        paragraph[0] = [(number, 1), (rng.choice(["-", ")", "."]), 1), *paragraph[0]]
    if rng.random() < 0.25 and paragraph[-1] and paragraph[-1][-1][0] == "." and len(paragraph[-1]) > 2:
        paragraph[-1] = paragraph[-1][:-1]
    return paragraph


class _Setter:
    """Sets one paragraph: which quotation marks, commas and digits it uses is drawn once."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.quotes = rng.choice(_QUOTES)
        self.comma = rng.choice(["،", "،", ","])
        self.western = rng.random() < 0.8
        self.inside = False
        self.text = self.labels = ""
        self.glue_next = False

    def set(self, sentences: list[list[Token]], style: str) -> tuple[str, str]:
        for number, tokens in enumerate(sentences):
            for at, (form, words) in enumerate(tokens):
                self._add(form, words > 1, at == len(tokens) - 1, style)
            if number < len(sentences) - 1 and self.rng.random() < 0.06:
                self.inside = False
        return self.text, self.labels

    def _add(self, form: str, several: bool, last: bool, style: str) -> None:
        form, role = self._form(form)
        glue = self._glued(form, role, style)
        if self.text and not glue:
            self.text += " "
            self.labels += "0"
        code = ("4" if several else "2") if last else ("3" if several else "1")
        self.text += form
        self.labels += "0" * (len(form) - 1) + code
        dash = form == "-" and self.text[-2:-1].isdigit()
        self.glue_next = role == "open" or (dash and self.rng.random() < 0.5)

    def _form(self, form: str) -> tuple[str, str]:
        """What is written for a token, and whether it opens or closes something."""
        rng = self.rng
        if form in ("«", "»", '"'):
            form, role = self.quotes[self.inside], "close" if self.inside else "open"
            self.inside = not self.inside
        else:
            role = "close" if form in _CLOSE else "open" if form in _OPEN else ""
        if form in ("،", ","):
            form = rng.choice("؛؛;") if rng.random() < 0.08 else self.comma
        if self.western:
            form = form.translate(_DIGITS)
        return ("?" if form == "؟" and rng.random() < 0.2 else form), role

    def _glued(self, form: str, role: str, style: str) -> bool:
        """Whether no blank stands before the token."""
        glue = not self.text
        rng = self.rng
        if style == "news":
            glue = glue or role == "close" or self.glue_next
        elif style == "loose" and ((role == "close" and rng.random() < 0.6) or (self.glue_next and rng.random() < 0.6)):
            glue = True
        dash = form == "-" and style == "news" and rng.random() < 0.3
        return glue or dash
