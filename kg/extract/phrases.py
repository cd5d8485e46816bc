"""Noun phrases in a sentence: adjectives that agree, and how far the noun reaches that a party belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from kg.arabic.fold import fold
from kg.extract.candidates import Candidate
from kg.extract.tokens import Row, Token, find
from kg.lexicon.actors import ActorLexicon, Noun
from kg.lexicon.words import word_class

NISBA = ("يين", "يون")
_FIELDS = word_class("office.field")


class NounPhrases:
    """Reads noun phrases of one sentence; `names` are by their first token, `titled` the tokens where titles begin."""

    def __init__(self, row: Row, lexicon: ActorLexicon, names: Mapping[int, Candidate], titled: frozenset[int]) -> None:
        self.tokens = row.tokens
        self.lexicon = lexicon
        self.names = names
        self.titled = titled

    def adjectives(self, at: int, definite: bool) -> tuple[int, tuple[str, ...]]:
        """The token after the adjectives that follow, and the states among them."""
        states: list[str] = []
        start = at
        while at < len(self.tokens) and at not in self.names and at not in self.titled:
            token = self.tokens[at]
            state = self.lexicon.state_of(token.core.text)
            if at > start and self._joined(token, definite):
                if state is not None and states:
                    break  # `مسؤولين سوريين وإسرائيليين` are others
                at += 1
                continue
            if not self._adjective(token, definite) and not (state is not None and token.definite == definite):
                break
            if state is not None:
                states.append(state.id)
            at += 1
        return at, tuple(states)

    def _joined(self, token: Token, definite: bool) -> bool:
        """`قيادات سياسية وعسكرية`: one more adjective, joined by `و`."""
        alike = token.upos == "ADJ" and token.definite == definite
        return token.core.clitics == "و" and alike and token.core.text not in self.lexicon.stops

    def _adjective(self, token: Token, definite: bool) -> bool:
        text = token.core.text
        if text in self.lexicon.stops or token.core.clitics or token.is_punct:
            return False
        nisba = definite and text.endswith(NISBA)  # often tagged a noun: `القادة العسكريين`
        return (token.upos == "ADJ" or nisba) and token.definite == definite

    def can_own(self, at: int) -> bool:
        """Whether a source can be in what begins here: a body, or a noun with the article, but no place or thing."""
        if at >= len(self.tokens):
            return False
        if at in self.names:
            return self.names[at].type != "Place"
        noun = find(self.lexicon.nouns, self.tokens, at, article=True)
        title = find(self.lexicon.titles, self.tokens, at)
        inside = self.tokens[at - 1].core.text in {"في", "بين", "لدي"}
        owns = noun is not None and noun[1].kind != "document"
        if owns or title is not None or (self.tokens[at].definite and not inside):
            return True
        return self._field(at) or self._represented(at)

    def _represented(self, at: int) -> bool:
        """`ممثلين عن متظاهري السكك`: for whom somebody speaks, a noun before one with the article."""
        after = self.tokens[at + 1 : at + 2]
        speaks = self.tokens[at - 1].core.text == "عن" and self.tokens[at].upos == "NOUN"
        return speaks and self.noun(self.tokens[at]) and any(token.definite for token in after)

    def _field(self, at: int) -> bool:
        """`خبراء في مجال التراث`."""
        return self.tokens[at].core.text in _FIELDS

    def phrase(self, at: int, *, wide: bool) -> int | None:
        """The last token of the noun phrase that begins here: a name, or nouns up to the first with the article."""
        while at < len(self.tokens) and self.tokens[at].is_quote:
            at += 1
        if at >= len(self.tokens):
            return None
        name = self.names.get(at)
        if name is not None:
            return None if name.type == "Place" and not wide else self.adjectives(name.last + 1, True)[0] - 1
        end = self._nouns(at)
        return self._conjoined(end) if wide and end is not None else end

    def _nouns(self, at: int) -> int | None:
        for index in range(at, min(at + 4, len(self.tokens))):
            token = self.tokens[index]
            name = self.names.get(index)
            if name is not None and index > at and token.core.clitics:
                return index - 1  # `مصدران مطلعان لرويترز`
            if name is not None:
                return self.adjectives(name.last + 1, True)[0] - 1 if index > at else name.last
            if not self.noun(token) or (index > at and token.core.clitics):
                return index - 1 if index > at else None
            if token.definite:
                return self.adjectives(index + 1, True)[0] - 1
            after, _ = self.adjectives(index + 1, False)
            if after > index + 1:
                return after - 1
        return None

    def noun(self, token: Token) -> bool:
        """Whether a token can be a noun of a phrase."""
        if token.is_punct or token.core.text in self.lexicon.stops or token.upos in {"VERB", "AUX", "ADP", "PRON"}:
            return False
        return len(token.core.text) > 1

    def _conjoined(self, end: int) -> int:
        """`الكتاب والصحفيين المصريين`: one more noun joined by `و`."""
        at = end + 1
        if at < len(self.tokens) and self.tokens[at].core.clitics == "و" and self.noun(self.tokens[at]):
            token = self.tokens[at]
            if token.definite == self.tokens[end].definite and at not in self.names and at not in self.titled:
                return self.adjectives(at + 1, token.definite)[0] - 1
        return end


def nominative(name: str, head: str, noun: Noun, adjectives: int) -> str:
    """A party's name without the accusative endings of its head and adjectives (`وفداً رفيعاً من` -> `وفد رفيع من`)."""
    words = name.split(" ")
    one = (noun.number == 1 and noun.kind in ("party", "source")) or head[:-1] == "عدد"
    if not (one and head.endswith("ا") and fold(words[0]) == head):
        return name
    agreeing = [word.rstrip("ًا") if word.endswith(("ا", "اً", "ًا")) else word for word in words[: 1 + adjectives]]
    return " ".join((*agreeing, *words[1 + adjectives :]))
