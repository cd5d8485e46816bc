"""Described parties (`وفد من الحركة`), unnamed sources (`مصدر في الجهاز`), descriptions that point back (`التنظيم`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.arabic.fold import fold
from kg.arabic.numerals import count_of
from kg.extract.adjectives import both_states
from kg.extract.candidates import Candidate, What, display
from kg.extract.phrases import NISBA, NounPhrases, nominative
from kg.extract.place_words import REGIONS
from kg.extract.tokens import Row, Run, Token, find, find_all
from kg.lexicon.actors import ActorLexicon, Known, Noun
from kg.lexicon.words import word_class
from kg.model import ActorType

_LINKS = frozenset({"من", "في", "داخل", "لدي", "عن", "باسم", "ضمن", "بين", "تابع", "تابعين"})
_LED = word_class("party.led")
_TWO = frozenset({"اثنين", "اثنان", "اثنتين"})
_AUXILIARY = frozenset({"قد", "كان", "كانت"})
_DRAWN, _BROUGHT = word_class("said.by"), word_class("said.brought")


class PartyReader:
    """Reads the parties of one sentence; `taken` are the tokens of titles and of people."""

    def __init__(
        self, row: Row, lexicon: ActorLexicon, names: Sequence[Candidate], titles: Sequence[Candidate]
    ) -> None:
        self.row = row
        self.lexicon = lexicon
        self.tokens = row.tokens
        self.names = {c.first: c for c in names}
        titled = frozenset(c.full_first for c in (*names, *titles) if c.title is not None)
        self.phrases = NounPhrases(row, lexicon, self.names, titled)
        spans = [(c.first, c.last) for c in (*names, *titles)]
        spans += [(title.first, title.last) for c in names for title in c.titles]
        pairs = (hit for t in self.tokens for hit in find_all(lexicon.nouns, self.tokens, t.index, article=True))
        spans += [(run.first + 1, run.last) for run, noun in pairs if noun.kind == "pair"]
        self.taken = {at for first, last in spans for at in range(first, last + 1)}

    def parties(self) -> Iterator[Candidate]:
        """All described parties, sources and descriptions that point back, in order."""
        for at, token in enumerate(self.tokens):
            if at in self.taken or token.upos in {"VERB", "AUX"}:
                continue
            for run, noun in find_all(self.lexicon.nouns, self.tokens, at, article=True):
                found = self._read(run, noun)
                if found is not None:
                    yield found
                    break

    def _read(self, run: Run, noun: Noun) -> Candidate | None:
        definite = self.tokens[run.first].definite
        if noun.kind == "pair":
            if run.first and self.tokens[run.first - 1].upos == "NUM":
                return None  # `24 وزيرا`
            if self._names_follow(run.last + 1) or both_states(self.tokens, self.lexicon, run.last + 1):
                return None
            return self._candidate(run, run.last, noun, "pair", "UnnamedActor", definite=True)
        if noun.needs_state or noun.is_state:
            return self._of_state(run, noun)
        if noun.kind == "document":
            return self._document(run, noun)
        if noun.kind in ("body", "medium"):
            return self._pointing(run, noun) if definite else self._unnamed_medium(run, noun)
        return self._party(run, noun)

    def _names_follow(self, at: int) -> bool:
        """`الرئيسين التركي رجب طيب أردوغان والأمريكي ...`: the two are named right after."""
        while at < len(self.tokens) and self.tokens[at].core.text in self.lexicon.adjectives:
            at += 1
        return at in self.names and self.names[at].type == "Person"

    # --- parties and sources ---------------------------------------------------------------------------------------

    def _party(self, run: Run, noun: Noun) -> Candidate | None:
        number = self._count(run, noun)
        if (noun.needs_number and number is None) or self._otherwise(run, noun):
            return None
        run = self._with_second(run, noun)
        after, states = self.phrases.adjectives(run.last + 1, self.tokens[run.first].definite)
        if after < len(self.tokens) and self.tokens[after].core.text in _TWO:
            number, after = 2, after + 1
        if number is None and noun.number == 2:
            number = 2
        several = noun.id == "party.several"
        end, target = self._belonging(run, noun, after, several)
        last = end if end is not None else after - 1
        adjectives = after - run.last - 1
        if not self._enough(run, noun, last, states) or (several and not self._animate(target, last)):
            return None
        if noun.number > 1 and number is not None and self._count(run, noun) is not None:
            run = Run(run.first - 1, run.last, self.tokens[run.first - 1].core)
        what: What = "source" if noun.kind == "source" else "party"
        return self._candidate(
            run, last, noun, what, "UnnamedActor", states=states, number=number, target=target, adjectives=adjectives
        )

    def _otherwise(self, run: Run, noun: Noun) -> bool:
        """Whether the word after it makes something else of it (`جهات النظر`)."""
        return run.last + 1 < len(self.tokens) and self.tokens[run.last + 1].core.text in noun.unless

    def _with_second(self, run: Run, noun: Noun) -> Run:
        """`مثقفين وإعلاميين سعوديين`: another noun of people joined by `و`."""
        at = run.last + 1
        if noun.number < 3 or not noun.people or at >= len(self.tokens) or self.tokens[at].core.clitics != "و":
            return run
        if noun.id == "party.several" or self.tokens[at].definite != self.tokens[run.first].definite:
            return run
        other = find(self.lexicon.nouns, self.tokens, at, article=True)
        if other is not None and other[1].people and other[1].number == 3:
            return Run(run.first, other[0].last, run.reading)
        text = self.tokens[at].core.text
        of_people = text.endswith(NISBA) and text not in self.lexicon.adjectives  # `دبلوماسيين واستخباراتيين`
        return Run(run.first, at, run.reading) if of_people else run

    def _enough(self, run: Run, noun: Noun, last: int, states: tuple[str, ...]) -> bool:
        """Whether it is described: by adjectives, a body, the article, a number; a bare `مصدر` only before a verb."""
        if last > run.last or self.tokens[run.first].definite or noun.needs_number or noun.owned:
            return noun.id != "party.several" or last > run.last
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if noun.id == "party.delegation" and after is not None and after.text in _LED:
            return True
        speaks = after is not None and (after.upos == "VERB" or after.core.text in {"ان", "انه"})
        if noun.kind == "source" and self._cited(run.first, last):
            return True
        return noun.kind == "source" and (speaks or noun.number > 1) and noun.id.startswith("source.s")

    def _cited(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands right before the tokens or right after them (`مسؤولون قد صرحوا`)."""
        before = self.tokens[first - 1] if first else None
        if before is not None and self._says(before):
            return not self.tokens[first].core.clitics
        after = [t for t in self.tokens[last + 1 : last + 3] if t.core.text not in _AUXILIARY][:1]
        return any(self._says(token) for token in after)

    def _says(self, token: Token) -> bool:
        """Whether it is a verb of saying, by its form or its lemma (`صرحوا`)."""
        known = {token.core.text, fold(self.row.sentence.words[token.core.word].lemma)}
        return token.upos == "VERB" and bool(known & self.lexicon.saying)

    def _animate(self, first: int | None, last: int) -> bool:
        """Whether what is several are people or bodies (`عدد من القضايا` is not)."""
        return first is not None and any(self._acts(at) for at in range(first, last + 1))

    def _acts(self, at: int) -> bool:
        token = self.tokens[at]
        if at in self.names:
            return self.names[at].type != "Place"
        noun = find(self.lexicon.nouns, self.tokens, at, article=True)
        people = token.core.text.endswith(("ين", "ون")) and token.upos != "ADJ"
        return (noun is not None and (noun[1].people or noun[1].kind == "party")) or people

    def _count(self, run: Run, noun: Noun) -> int | None:
        before = self.tokens[run.first - 1] if run.first and not run.reading.clitics else None
        if before is None or noun.number == 1:
            return None
        counted = int(before.raw) if before.raw.isdigit() else count_of(before.core.text) or 0
        return counted if counted > 1 else None

    def _belonging(self, run: Run, noun: Noun, at: int, several: bool) -> tuple[int | None, int | None]:
        """The last token of `من X`, `في X` or of the genitive, and the first token of X."""
        if at >= len(self.tokens):
            return None, None
        token = self.tokens[at]
        if several and token.core.text in noun.unless:
            return None, None
        if several:
            return self.phrases.phrase(at, wide=True), at
        if token.core.text in _LINKS and not token.core.clitics:
            placed = self._from_place(run, noun, at)
            if not placed and not self.phrases.can_own(at + 1):
                return None, None
            end = self.phrases.phrase(at + 1, wide=placed)
            return (end, at + 1) if end is not None else (None, None)
        complete = noun.owned or at in self.phrases.titled or self.tokens[run.first].definite
        nunated = noun.number > 1 and self.tokens[run.last].core.text.endswith(("ون", "ين", "ان"))
        complete = complete or (nunated and token.definite)  # `ناشطون النظام`: with its ن it governs nothing
        if at == run.last + 1 and not complete and not token.core.clitics:
            end = self.phrases.phrase(at, wide=False)
            return (end, at) if end is not None else (None, None)
        return None, None

    def _from_place(self, run: Run, noun: Noun, at: int) -> bool:
        """`وفد من مدينة الزاوية`, and `مسؤولون في واشنطن` where they speak: in a place others may have met."""
        names = (self.names.get(at + 1), self.names.get(at + 2) if self._region(at + 1) else None)
        place = next((name for name in names if name is not None and name.type == "Place"), None)
        if place is None or self.tokens[run.first].definite:
            return False
        if noun.kind == "party":
            return self.tokens[at].core.text == "من"
        speaks = noun.kind == "source" and self.tokens[at].core.text in ("من", "في")
        return speaks and self._cited(run.first, place.last)

    def _region(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].core.text in REGIONS

    # --- documents -------------------------------------------------------------------------------------------------

    def _document(self, run: Run, noun: Noun) -> Candidate | None:
        """`بيان مشترك`, `تقارير`: what speaks in nobody's name (`بيان لوزارة الداخلية`: the ministry speaks)."""
        after, states = self.phrases.adjectives(run.last + 1, self.tokens[run.first].definite)
        if not (self._cited(run.first, after - 1) or self._drawn_on(run.first)) or self._of_somebody(after):
            return None
        return self._candidate(run, after - 1, noun, "source", "UnnamedActor", states=states)

    def _drawn_on(self, first: int) -> bool:
        """Whether words before it draw on it: `بحسب البيان`, `وجاء في التقرير`, `وفقا لمعلومات`."""
        before = [t.core.text for t in self.tokens[max(first - 2, 0) : first]]
        return bool(before) and (before[-1] in _DRAWN or (before[-1] == "في" and before[0] in _BROUGHT))

    def _of_somebody(self, at: int) -> bool:
        """Whether what follows says whose it is: a name after `ل`, `عن`, `من`, or as a genitive."""
        near = range(at, min(at + 3, len(self.tokens)))
        return any(i in self.names and self.names[i].type != "Place" for i in near)

    # --- states, bodies, media -------------------------------------------------------------------------------------

    def _of_state(self, run: Run, noun: Noun) -> Candidate | None:
        """`الجانب الروسي`, `القيادة التركية`, `حكومة أفغانستان`: the state."""
        at = run.last + 1
        if at >= len(self.tokens):
            return self._plain_government(run, noun)
        known: Known | None = self.lexicon.adjectives.get(self.tokens[at].core.text)
        name = self.names.get(at)
        if known is None and name is not None and not self.tokens[run.first].definite:
            known = self.lexicon.known.get(name.known or "")
            known = known if known is not None and known.type == "State" else None
        if known is None or self.tokens[at].core.clitics:
            return self._plain_government(run, noun)
        return self._candidate(run, at, noun, "name", "State", states=(known.id,), known=known.id, definite=True)

    def _plain_government(self, run: Run, noun: Noun) -> Candidate | None:
        """`الحكومة`, `السلطات` without a state: a body that an earlier mention may explain."""
        if noun.is_state and self.tokens[run.first].definite:
            return self._candidate(run, run.last, noun, "body", "GovernmentBody", definite=True)
        return None

    def _pointing(self, run: Run, noun: Noun) -> Candidate | None:
        """`التنظيم`, `الصحيفة التركية`; after a noun with the article it is an adjective (`الاتفاق الموقع`)."""
        before = self.tokens[run.first - 1] if run.first and not run.reading.clitics else None
        if before is not None and before.definite and before.upos in {"NOUN", "PROPN", "X"} and noun.kind == "medium":
            return None
        if self._otherwise(run, noun):
            return None
        after, states = self.phrases.adjectives(run.last + 1, True)
        kind: ActorType = "MediaOutlet" if noun.kind == "medium" else noun.type or "Organization"
        what: What = "medium" if noun.kind == "medium" else "body"
        return self._candidate(run, after - 1, noun, what, kind, states=states, definite=True)

    def _unnamed_medium(self, run: Run, noun: Noun) -> Candidate | None:
        """`صحيفة محلية`: a medium that is described, not named."""
        after, states = self.phrases.adjectives(run.last + 1, False)
        if noun.kind != "medium" or after == run.last + 1:
            return None
        return self._candidate(run, after - 1, noun, "medium", "MediaOutlet", states=states)

    def _candidate(
        self,
        run: Run,
        last: int,
        noun: Noun,
        what: What,
        kind: ActorType,
        *,
        states: tuple[str, ...] = (),
        known: str | None = None,
        number: int | None = None,
        target: int | None = None,
        definite: bool = False,
        adjectives: int = 0,
    ) -> Candidate:
        head = self.tokens[run.first]
        return Candidate(
            row=self.row.sentence.index,
            first=run.first,
            last=last,
            start=run.reading,
            full_first=run.first,
            full_last=last,
            type=kind,
            form="nominal",
            what=what,
            name=nominative(display(self.row, run.first, last, run.reading), run.reading.text, noun, adjectives),
            known=known,
            noun=noun,
            noun_text=head.bare,
            states=states,
            definite=definite or head.definite,
            plural=noun.number > 1,
            number=number,
            target=target,
        )
