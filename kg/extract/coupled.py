"""States named as adjectives: `الاتفاق الأميركي - التركي`, `مفاوضات روسية أمريكية`, `وافقت ... للطائرات الأميركية`.

Elsewhere an adjective says whose something is; on a noun of agreement it names who agreed, behind a verb of agreeing
with whom, two on a noun of meeting who met, on a noun of mediation who mediated, and two behind `الجانبين` and its like
which these are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.adjectives import both_states, state_adjective
from kg.extract.agreement_rules import hits
from kg.extract.candidates import Candidate
from kg.extract.tokens import Row, Token, find
from kg.extract.triggers import triggers
from kg.lexicon.actors import ActorLexicon, Known
from kg.lexicon.words import word_class

_MEDIATION = word_class("event.mediation", "event.patronage")
_REACH = 6  # tokens after the noun
_FAR = 14  # tokens after the verb
_STOPS = frozenset({"،", ",", ".", "؛", ";", ":", "(", ")", "بعد", "قبل", "خلال", "حيث", "فيما"})
_DASHES = frozenset({"-", "–", "—", "ـ", "/", "(", ")"})


def coupled(row: Row, lexicon: ActorLexicon, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The states' adjectives behind each noun or verb of agreement, those that are in `found` left out."""
    taken = {at for c in found for at in range(c.full_first, c.full_last + 1)}
    readers = (_of_agreements, _of_meetings, _of_mediations)
    single = (state_adjective(row, at, known) for reader in readers for at, known in reader(row, lexicon))
    for candidate in (*_of_pairs(row, lexicon), *single):
        if candidate.first not in taken:
            taken.add(candidate.first)
            yield candidate


def _of_agreements(row: Row, lexicon: ActorLexicon) -> Iterator[tuple[int, Known]]:
    readers = {"noun": _adjectives, "agree": _of_nouns}
    for item in hits(row.sentence):
        if item.role in readers:
            yield from readers[item.role](row, lexicon, row.of_word[item.hit.last] + 1)


def _of_meetings(row: Row, lexicon: ActorLexicon) -> Iterator[tuple[int, Known]]:
    """Two at least, right behind the noun: one alone says whose meeting it is."""
    for trigger in triggers(row.sentence):
        behind = row.of_word[trigger.word] + 1
        if trigger.entry.role == "noun" and not any(t.upos == "NOUN" for t in row.tokens[behind : behind + 1]):
            both = [*_adjectives(row, lexicon, behind)]
            yield from both if len(both) > 1 else ()


def _of_mediations(row: Row, lexicon: ActorLexicon) -> Iterator[tuple[int, Known]]:
    """`بوساطة قطرية`."""
    for token in row.tokens:
        if token.core.text in _MEDIATION or token.text.removeprefix("ب") in _MEDIATION:
            yield from _adjectives(row, lexicon, token.index + 1)


def _of_pairs(row: Row, lexicon: ActorLexicon) -> Iterator[Candidate]:
    """`الجانبين الإيراني والأميركي`: the states, the first with the noun; two ministers are people."""
    for token in row.tokens:
        pair = find(lexicon.nouns, row.tokens, token.index, article=True)
        if pair is not None and pair[1].kind == "pair" and pair[1].refers in ("any", "State"):
            both = [state_adjective(row, *state) for state in both_states(row.tokens, lexicon, pair[0].last + 1)]
            yield from (replace(state, full_first=token.index) for state in both[:1])
            yield from both[1:]


def _adjectives(row: Row, lexicon: ActorLexicon, first: int) -> Iterator[tuple[int, Known]]:
    """What follows from token `first` on as long as it is adjectives and dashes, behind one noun with the article.

    `و` joins adjectives of states alone.
    """
    joined = False
    for token in row.tokens[first : first + _REACH]:
        known = _of_state(lexicon, token)
        if known is None and token.index == first and token.upos == "NOUN" and token.definite:
            continue
        if known is not None and token.core.clitics == ("و" if joined and token.core.clitics else ""):
            joined = True
            yield token.index, known
        elif token.raw not in _DASHES and (token.upos != "ADJ" or token.core.clitics):
            return


def _of_nouns(row: Row, lexicon: ActorLexicon, first: int) -> Iterator[tuple[int, Known]]:
    """`للطائرات الأميركية`: the adjectives of states on nouns behind a verb, in the same clause."""
    for before, token in pairwise(row.tokens[first : first + _FAR]):
        if before.core.text in _STOPS or before.raw in _STOPS:
            return
        known = _of_state(lexicon, token)
        fits = before.definite == token.definite and before.upos in {"NOUN", "ADJ", "X"}
        if known is not None and not token.core.clitics and fits:
            yield token.index, known


def _of_state(lexicon: ActorLexicon, token: Token) -> Known | None:
    return lexicon.state_of(token.core.text.lstrip("-–"))
