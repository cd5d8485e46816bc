"""How far the complement of an office reaches: `مدير شرطة المنطقة`, `وزير الخارجية الإيراني`, `سفير بلاده لدى إيطاليا`.

It ends where the grammar of the construct state ends it: bare nouns up to the first with the article (or a name), then
only adjectives with the article and prepositional phrases; a bare word after that begins a name.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.candidates import Candidate
from kg.extract.place_words import REGIONS
from kg.extract.tokens import Row, Run, Token, find
from kg.lexicon.actors import ActorLexicon

_LONGEST = 16
_INNER = frozenset({"في", "لدي", "باسم", "عن", "من", "لشوون", "الي", "لدول", "علي"})


class Complements:
    """Reads what follows offices in one sentence; `names` are those found in it, by their first token."""

    def __init__(self, row: Row, lexicon: ActorLexicon, names: Mapping[int, Candidate]) -> None:
        self.tokens = row.tokens
        self.lexicon = lexicon
        self.names = names

    def end(self, run: Run) -> int:
        """The last token of what follows an office, the office's own last token where nothing does."""
        at, closed, last = run.last + 1, self._closed(run), run.last
        while at < len(self.tokens) and at - run.last < _LONGEST:
            step = self._step(at, closed, last == run.last and not self._closed(run))
            if step is None:
                break
            at, closed, used = step
            last = at - 1 if used else last
        return last

    def _closed(self, run: Run) -> bool:
        return any(self.tokens[i].definite for i in range(run.first, run.last + 1))

    def _step(self, at: int, closed: bool, opening: bool) -> tuple[int, bool, bool] | None:
        """From a token of a complement: the next token, whether it is closed then, and whether tokens were used."""
        token = self.tokens[at]
        name = self.names.get(at)
        if name is not None and name.type == "Person" and not (opening and self._genitive_person(at)):
            return None
        if token.is_quote:
            return at + 1, closed, False
        inner = self._inner_title(at, opening)
        if inner is not None:
            return inner + 1, True, True
        if name is not None and self._second_place(name):
            return name.last + 1, True, True
        if token.is_punct or self._breaks(token, at, opening) or (closed and self._given(token)):
            return None
        if name is not None:
            attached = not closed or self._adjectival(at) or bool(name.start.clitics)
            return (name.last + 1, True, True) if attached else None
        if token.core.text in _INNER and token.upos not in {"NOUN", "PROPN"}:
            return (at + 1, False, False) if self._governs(at + 1) else None
        if token.core.text in REGIONS and at + 1 in self.names and (token.core.clitics or not closed):
            return self.names[at + 1].last + 1, True, True  # `بريف دمشق`: the noun is no part of the place's name
        if token.core.clitics in {"ل", "ب"}:
            return (at + 1, token.definite, True) if self._preposed(token, at) else None
        if token.upos == "ADJ" and not token.definite and token.core.text not in self.lexicon.adjectives:
            return (at + 1, False, True) if opening and self._portfolio(at) else None
        if token.definite or token.core.text in self.lexicon.adjectives:
            return (at + 1, True, True) if not closed or self._adjectival(at) else None
        return None if closed or not self._noun(token) else (at + 1, False, True)

    def _second_place(self, name: Candidate) -> bool:
        """`لدى إيطاليا ومالطا`: a place joined to one right before it."""
        if name.start.clitics != "و" or name.type not in ("Place", "State"):
            return False
        return any(c.last == name.first - 1 and c.type in ("Place", "State") for c in self.names.values())

    def _governs(self, at: int) -> bool:
        """Whether what a preposition in a title governs belongs to it: a name, a body, a definite noun, a region."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        noun = find(self.lexicon.nouns, self.tokens, at, article=True)
        named = at in self.names or token.core.text in self.lexicon.adjectives or noun is not None
        return named or token.definite or token.is_quote or token.core.text in REGIONS

    def _adjectival(self, at: int) -> bool:
        """Whether a definite word goes with what is before it: an adjective, or a noun after a preposition or `و`."""
        token = self.tokens[at]
        nisba = token.core.text.endswith(("ي", "يه")) or token.core.text in {"العام", "العامه", "الاعلي"}
        after = self.tokens[at - 1].core.text in _INNER or bool(token.core.clitics)
        return token.upos == "ADJ" or nisba or after or token.core.text in self.lexicon.adjectives

    def _genitive_person(self, at: int) -> bool:
        """`مستشار أوباما`: an office without article or complement takes a person's surname as one."""
        return self.names[at].first == self.names[at].last

    def _inner_title(self, at: int, opening: bool) -> int | None:
        """`سفير خادم الحرمين الشريفين`, `نائب رئيس مجلس الوزراء`: a title as complement of a bare office."""
        hit = find(self.lexicon.titles, self.tokens, at) if opening else None
        if hit is None or hit[0].reading.clitics or not (hit[1].alone or hit[1].kind == "office"):
            return None
        if hit[1].kind in ("rank", "profession"):
            return None
        return max(self.end(hit[0]), hit[0].last) if hit[1].kind == "office" else hit[0].last

    def _breaks(self, token: Token, at: int, opening: bool) -> bool:
        text = token.core.text
        if text in self.lexicon.stops and text not in _INNER:
            return True
        if token.upos in {"VERB", "AUX"} and not token.definite:
            return True
        if "و" in token.core.clitics or "ف" in token.core.clitics:
            return opening or not token.definite or at in self.names or self._other(at)
        title = find(self.lexicon.titles, self.tokens, at)
        adjective = title is not None and title[1].kind == "profession" and token.upos == "ADJ"
        return not opening and title is not None and not adjective and not token.core.clitics

    def _other(self, at: int) -> bool:
        """Whether another title or party begins here (`وزير الخارجية والوفد المرافق`)."""
        noun = find(self.lexicon.nouns, self.tokens, at, article=True)
        title = find(self.lexicon.titles, self.tokens, at)
        return title is not None or (noun is not None and noun[1].kind in ("party", "source", "pair"))

    def _preposed(self, token: Token, at: int) -> bool:
        """`للشؤون الأمنية`, `بمحافظة جدة`: a preposition written with a definite noun, a name or a body."""
        noun = find(self.lexicon.nouns, self.tokens, at)
        named = at in self.names or (noun is not None and noun[1].kind == "body")
        medium = at in self.names and self.names[at].type == "MediaOutlet"
        return (token.definite or named or token.core.text in REGIONS) and not medium

    def _given(self, token: Token) -> bool:
        return token.core.text in self.lexicon.given and not token.definite and not token.stop_like

    def _portfolio(self, at: int) -> bool:
        """`وزير خارجية`: an adjective that does not agree with the masculine office before it is a noun."""
        return self.tokens[at].core.text.endswith("يه") and not self.tokens[at - 1].core.text.endswith("ه")

    def _noun(self, token: Token) -> bool:
        return token.upos in {"NOUN", "ADJ", "X", "PROPN", "NUM"} and len(token.text) > 1
