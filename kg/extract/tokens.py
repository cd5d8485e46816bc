"""The surface tokens of a sentence as names are matched on them: with the readings that clitics in front allow.

Names, titles and parties are looked for on surface tokens, as the tagger of names works on them and the splitting of
clitics may err; what is found is then put back as words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from kg.arabic.fold import fold
from kg.lexicon.actors import Phrase, T, Table
from kg.lexicon.match import joined
from kg.model import AnnotatedDocument, Sentence, Word

QUOTES = frozenset("\"«»“”„‘’'`”″")
BRACKETS = frozenset("()[]{}")
_CLITICS = re.compile(r"^([وف]?)([بلك]?)(?=\w{3})")
_LETTERS = "ولبكف\u0640"  # clitics that a tokenizer leaves on an opening quotation mark
_LOOSE = frozenset({"CCONJ", "ADP", "PART", "PRON"})  # what clitics are tagged as, split off rightly or not
_PROCLITIC = frozenset({"و", "ف", "ب", "ل", "ك", "س"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A token read without the clitics in front: `word` is the index of its first word, `clitics` what was left out."""

    text: str
    word: int
    clitics: str


@dataclass(frozen=True, slots=True)
class Token:
    """A surface token: its words `first` to `last`, its folded text, and how it can be read.

    `is_quote` is true of quotation marks and brackets, a clitic before them included (`لـ«`); `is_punct` of tokens
    without letters or digits.
    """

    index: int
    first: int
    last: int
    start: int
    end: int
    raw: str
    text: str
    upos: str
    readings: tuple[Reading, ...]
    is_quote: bool
    is_punct: bool

    @property
    def core(self) -> Reading:
        """The reading without the clitics that the annotator split off."""
        return self.readings[0]

    @property
    def definite(self) -> bool:
        """Whether it has the article."""
        return self.core.text.startswith("ال") and len(self.core.text) > 4

    @property
    def stop_like(self) -> bool:
        """Whether it is written as a function word: `على`, not the name `علي` that folds to the same."""
        return self.raw.endswith("ى")

    @property
    def bare(self) -> str:
        """The core reading without the article."""
        return self.core.text[2:] if self.definite else self.core.text


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as tokens; `of_word` gives the token of each word."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    of_word: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (inclusive) that a phrase matched, its first token as `reading`."""

    first: int
    last: int
    reading: Reading


def row(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    *,
    whole: frozenset[str] = frozenset(),
    stops: frozenset[str] = frozenset(),
) -> Row:
    """The tokens of a sentence; words of `whole` are not split, those of `stops` not put together with clitics."""
    tokens: list[Token] = []
    of_word: list[int] = []
    for _, group in groupby(sentence.words, key=lambda w: w.token):
        words = tuple(group)
        of_word += [len(tokens)] * len(words)
        raw = annotated.doc.source(sentence.where)[words[0].start : words[0].end]
        tokens.append(_token(len(tokens), words, raw, whole, stops))
    return Row(sentence, tuple(tokens), tuple(of_word))


def _token(index: int, words: tuple[Word, ...], raw: str, whole: frozenset[str], stops: frozenset[str]) -> Token:
    text = fold(raw)
    readings = _readings(words, text)
    if readings[0].text in stops and len(words) > 1:
        readings = readings[:1]
    elif text in whole:
        readings = (Reading(text, words[0].index, ""),)
    elif text[:1] == "و" and text[1:] in whole and text[1:2] in _PROCLITIC and len(words) > 2:
        readings = (Reading(text[1:], words[1].index, "و"),)
    upos = next((w.upos for w in words if w.index >= readings[0].word and w.upos not in _LOOSE), words[-1].upos)
    first, last = words[0], words[-1]
    marks = (_quote(raw), _punct(raw))
    return Token(index, first.index, last.index, first.start, first.end, raw, text, upos, readings, *marks)


def _quote(raw: str) -> bool:
    return all(c in QUOTES or c in BRACKETS for c in raw.lstrip(_LETTERS) or "-")


def _punct(raw: str) -> bool:
    return not any(c.isalnum() for c in raw)


def _readings(words: tuple[Word, ...], text: str) -> tuple[Reading, ...]:
    """The split reading first, then the whole token, then with clitics that were left on it."""
    out: list[Reading] = []
    for at in range(len(words) - 1, -1, -1):
        before = [fold(w.text) for w in words[:at]]
        if all(piece in _PROCLITIC for piece in before):
            out.append(Reading(joined(words[at:]), words[at].index, "".join(before)))
    out = [r for r in out if r.text and r.text not in _PROCLITIC] or [Reading(text, words[0].index, "")]
    out.append(Reading(text, words[0].index, ""))
    out += _unsplit(text, words[-1].index if len(words) > 1 else words[0].index)
    return tuple(dict.fromkeys(out))


def _unsplit(text: str, word: int) -> list[Reading]:
    out = []
    found = _CLITICS.match(text)
    for clitics in _prefixes(*found.groups()) if found else ():
        rest = text[len(clitics) :]
        if clitics.endswith("ل") and rest.startswith("ل"):
            rest = "ا" + rest
        out.append(Reading(rest, word, clitics))
    return out


def _prefixes(conjunction: str, preposition: str) -> list[str]:
    both = [conjunction + preposition, conjunction]
    return [p for p in dict.fromkeys(both) if p]


def find(table: Table[T], tokens: tuple[Token, ...], at: int, *, article: bool = False) -> tuple[Run, T] | None:
    """The longest phrase of a table that begins at a token, clitics in front of its first word left out."""
    found = find_all(table, tokens, at, article=article)
    return found[0] if found else None


def find_all(table: Table[T], tokens: tuple[Token, ...], at: int, *, article: bool = False) -> list[tuple[Run, T]]:
    """Every phrase of a table that begins at a token, the longest first, the annotator's reading before others.

    With `article`, a phrase without the article is found with it as well.
    """
    out = []
    for reading in tokens[at].readings:
        for text in _texts(reading.text, article):
            for phrase, value in table.starting(text):
                last = _match(tokens, at, phrase)
                if last is not None:
                    out.append((Run(at, last, reading), value))
    return sorted(out, key=lambda hit: -hit[0].last)


def _texts(text: str, article: bool) -> tuple[str, ...]:
    return (text, text[2:]) if article and text.startswith("ال") and len(text) > 4 else (text,)


def _match(tokens: tuple[Token, ...], at: int, phrase: Phrase) -> int | None:
    """The last token if the words of the phrase after the first follow, marks of quotation between them skipped."""
    last = at
    for word in phrase[1:]:
        follow = last + 1
        while follow < len(tokens) and (tokens[follow].is_quote or _dot(tokens, follow)):
            follow += 1
        if follow >= len(tokens) or tokens[follow].text != word:
            return None
        last = follow
    return last


def _dot(tokens: tuple[Token, ...], at: int) -> bool:
    """A dot or dash inside an abbreviation or a double name (`أ. ف. ب`, `الحركة الشعبية - قطاع الشمال`)."""
    if tokens[at].raw == ".":
        return len(tokens[at - 1].text) == 1
    return tokens[at].raw in ("-", "–")


def char_start(token: Token, reading: Reading) -> int:
    """Where a reading begins in the text: after the characters of the clitics that it leaves out."""
    if not reading.clitics:
        return token.start
    for count in range(1, len(token.raw)):
        if fold(token.raw[:count]) == reading.clitics and fold(token.raw[count]):
            return token.start + count
    return token.start


def closed(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The last token, or the closing quotation mark after it where one was opened inside."""
    opened = sum(t.is_quote and t.raw not in BRACKETS for t in tokens[first : last + 1]) % 2 == 1
    after = last + 1
    return after if opened and after < len(tokens) and tokens[after].is_quote else last


def clean(text: str) -> str:
    """A piece of text as a name: without marks of quotation and brackets, blanks single."""
    bare = "".join(" " if c in QUOTES or c in BRACKETS else c for c in text.replace("\u0640", ""))
    return re.sub(r"\s+", " ", re.sub(r"\s+([.,،])", r"\1", bare)).strip(" .,،:؛-–")
