"""A person's name after a title, by the tagger or by its words; and what the tagger left out at a name's end."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.candidates import Candidate
from kg.extract.tokens import Row, Token, find
from kg.lexicon.actors import ActorLexicon
from kg.lexicon.words import word_class

_NEEDY = frozenset({"ولد", "بن", "ابن", "بنت", "ابو", "ابي", "عبد", "ال"})
_DAYTIMES, _DAYS = word_class("time.of-day"), word_class("time.day")
_NAME_TAGS = frozenset({"PROPN", "X"})


class PersonNames:
    """Finds where people's names end in one sentence; `names` are those found in it, by their first token."""

    def __init__(self, row: Row, lexicon: ActorLexicon, names: Mapping[int, Candidate]) -> None:
        self.tokens = row.tokens
        self.lexicon = lexicon
        self.names = names

    def after_title(self, at: int, *, comma: bool, relation: bool) -> tuple[int, int] | None:
        """The tokens of the name that follows the titles, found by the tagger or by its words."""
        if at >= len(self.tokens):
            return None
        name = self.names.get(at)
        if name is not None and name.type == "Person" and not self.tokens[at].core.clitics:
            return at, self.extended(name.last)
        if name is not None and (name.known is not None or name.type == "MediaOutlet"):
            return None
        words = self._by_words(at, comma=comma, relation=relation)
        return (words[0], self.extended(words[1])) if words is not None else None

    def _by_words(self, at: int, *, comma: bool, relation: bool) -> tuple[int, int] | None:
        """A name that the tagger missed: a given name, or after a rank or an adjective any word tagged as a name."""
        token = self.tokens[at]
        if token.core.clitics:
            return None
        verb = token.upos == "VERB" and token.core.text in self.lexicon.verbs
        given = token.core.text in self.lexicon.given and not token.stop_like and not verb
        given = given and not self._time_of_day(at)
        looks = token.upos in _NAME_TAGS and not token.definite and self._free(token) and len(token.text) > 2
        if not given and (comma or not looks or relation):
            return None
        last = at + 1 if given and self._second(at + 1) else at
        while last - at < 4 and self._name_like(last + 1):
            last += 1
        return (at, last) if last > at or (given and not comma) else None

    def _time_of_day(self, at: int) -> bool:
        """`صباح اليوم`, which is no name."""
        after = self.tokens[at + 1].core.text if at + 1 < len(self.tokens) else ""
        return self.tokens[at].core.text in _DAYTIMES and after in _DAYS

    def _second(self, at: int) -> bool:
        """A word after a given name: any that the grammar does not need for something else."""
        if at >= len(self.tokens) or (at in self.names and self.names[at].type != "Person"):
            return False
        token = self.tokens[at]
        if token.is_punct or token.core.clitics or token.upos in {"VERB", "ADP", "AUX", "CCONJ", "SCONJ"}:
            return False
        if find(self.lexicon.titles, self.tokens, at) is not None and token.core.text not in self.lexicon.given:
            return False
        return token.core.text not in self.lexicon.adjectives and self._free(token)

    def _name_like(self, at: int) -> bool:
        if at >= len(self.tokens) or (at in self.names and self.names[at].type != "Person"):
            return False
        token = self.tokens[at]
        if token.is_punct or token.core.clitics or not self._free(token) or token.core.text in self.lexicon.adjectives:
            return False
        if "\u064b" in token.raw or (token.definite and find(self.lexicon.titles, self.tokens, at) is not None):
            return False
        if token.core.text in self.lexicon.given or token.core.text in self.lexicon.joints:
            return True
        return token.upos in _NAME_TAGS or (token.definite and token.upos in {"NOUN", "ADJ"})

    def _free(self, token: Token) -> bool:
        return token.core.text not in self.lexicon.stops or token.core.text in self.lexicon.given

    def extended(self, last: int) -> int:
        """A person's last token, a kunya (`أبو محمد`), a patronym or a second half after it taken in."""
        while (more := self._unfinished(last)) != last:
            last = more
        while last + 2 < len(self.tokens) and self.tokens[last + 1].text in self.lexicon.joints - {"الله", "الدين"}:
            after = self.tokens[last + 2]
            if after.is_punct or after.core.clitics or not self._free(after):
                break
            last += 2
        return last

    def _goes_on(self, at: int) -> bool:
        """Whether a given name that the tagger left out ends a name (`عبدربه منصور` + `هادي`)."""
        token = self.tokens[at]
        named = token.upos in _NAME_TAGS and not token.core.clitics and not token.stop_like
        return named and token.core.text in self.lexicon.given and find(self.lexicon.titles, self.tokens, at) is None

    def _unfinished(self, last: int) -> int:
        """Past a word that needs another (`إسماعيل ولد` + `الشيخ`), and past another name right after it."""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if after is None or after.is_punct or after.core.clitics:
            return last
        if self.tokens[last].text in _NEEDY and self._free(after):
            return last + 1
        name = self.names.get(last + 1)
        title = find(self.lexicon.titles, self.tokens, last + 1)
        if name is None:
            return last + 1 if self._goes_on(last + 1) else last
        same = name.type == "Person" or self.is_surname(last, name)
        return name.last if same and title is None and not self._another(last, name) else last

    def _another(self, last: int, name: Candidate) -> bool:
        """Whether a whole name right behind one that a family name ends is somebody else's (`ميركل باراك أوباما`)."""
        first, end = self.tokens[name.first].core.text, self.tokens[last]
        whole = any(n.first < last <= n.last for n in self.names.values()) or first in self.lexicon.foreign
        ended = not {end.core.text, end.text} & (self.lexicon.given | self.lexicon.joints)
        return whole and ended and name.last > name.first and first in self.lexicon.given

    def is_surname(self, last: int, name: Candidate) -> bool:
        """Whether an unknown word with the article ends the name that a given name begins (`خليل الحية`)."""
        given = self.tokens[last].core.text in self.lexicon.given and last in self.names
        return given and name.known is None and name.first == name.last and self.tokens[name.first].definite
