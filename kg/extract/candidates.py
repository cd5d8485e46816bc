"""A mention before it is known which entity it is of: tokens of a sentence, what found it, what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kg.extract.discourse import EntityType, MentionForm
from kg.extract.tokens import Reading, Row, Token, clean
from kg.lexicon.actors import AliasKind, Noun, TitleEntry

What = Literal["name", "title", "party", "source", "body", "medium", "pair", "adjective"]


@dataclass(frozen=True, slots=True)
class Title:
    """A chain of titles, tokens `first` to `last`: its entries in order, its text, whose it says that he or she is.

    `states` are the ids of states whose adjectives or names stand in it; `body` are the first and last token of what
    follows the first office (`شرطة المنطقة` in `مدير شرطة المنطقة`); `core` are its folded words, states left out;
    `owner` is the state of a title that only one has.
    """

    first: int
    last: int
    entries: tuple[TitleEntry, ...]
    text: str
    core: tuple[str, ...]
    states: tuple[str, ...] = ()
    body: tuple[int, int] | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention-to-be: tokens `first` to `last`, with its title `full_first` to `full_last`.

    `noun` is the entry of its head noun, `noun_text` that noun folded and without the article; `number` how many a
    party counts, where it says so; `target` the first token of the body that it belongs to (`من X`, `في X`);
    `others` are titles beside `title`: the one before a name that has one after it, further ones after it.
    """

    row: int
    first: int
    last: int
    start: Reading
    full_first: int
    full_last: int
    type: EntityType
    form: MentionForm
    what: What
    name: str
    known: str | None = None
    alias: AliasKind | None = None
    noun: Noun | None = None
    noun_text: str = ""
    title: Title | None = None
    others: tuple[Title, ...] = ()
    states: tuple[str, ...] = ()
    definite: bool = False
    plural: bool = False
    number: int | None = None
    target: int | None = None

    @property
    def titles(self) -> tuple[Title, ...]:
        """All its titles, the main one first."""
        return (*(() if self.title is None else (self.title,)), *self.others)

    @property
    def is_shared(self) -> bool:
        """Whether the name is another body's in another article: `قوات التحالف`; no state's is (`المملكة`)."""
        return self.alias == "weak" and self.type != "State"

    def with_title(self, title: Title) -> Candidate:
        """The candidate with a title before or after it, what titles it had beside it."""
        return replace(self._reaching(title), title=title, others=self.titles)

    def with_other(self, title: Title) -> Candidate:
        """The candidate with one more title, the main one left as it is."""
        return replace(self._reaching(title), others=(*self.others, title))

    def _reaching(self, title: Title) -> Candidate:
        return replace(self, full_first=min(self.full_first, title.first), full_last=max(self.full_last, title.last))


def display(row: Row, first: int, last: int, reading: Reading | None = None) -> str:
    """The tokens as a name: without clitics in front, marks of quotation and brackets, blanks single."""
    tokens = row.tokens[first : last + 1]
    start = reading or tokens[0].core
    pieces = [_first(row, tokens[0], start)] + [t.raw for t in tokens[1:]]
    return clean(" ".join(pieces))


def _first(row: Row, token: Token, reading: Reading) -> str:
    if not reading.clitics:
        return token.raw
    words = row.sentence.words[reading.word : token.last + 1]
    split = token.last > token.first and reading == token.core
    if split and len(words) == 1:
        return words[0].text
    rest = token.raw[-max(1, len(token.raw) - len(reading.clitics)) :]
    return "ا" + rest if reading.text.startswith("ال") and not rest.startswith(("ا", "أ", "إ", "آ")) else rest


def folded(row: Row, first: int, last: int) -> tuple[str, ...]:
    """The folded words of the tokens, quotation marks and brackets left out."""
    tokens = row.tokens[first : last + 1]
    return tuple(t.core.text for t in tokens if not t.is_punct)


def overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates of one sentence share a token."""
    return one.first <= other.last and other.first <= one.last
