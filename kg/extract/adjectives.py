"""Adjectives of states within titles and descriptions: the state that is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.candidates import Candidate, display
from kg.extract.tokens import Row, Token
from kg.lexicon.actors import ActorLexicon, Known


def adjectives(row: Row, lexicon: ActorLexicon, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Adjectives of states within titles and parties (`وزير الخارجية الإيراني`): the state that is spoken of."""
    inside = {at for c in found if c.what in ("title", "party", "source") for at in range(c.first, c.last + 1)}
    inside |= {at for c in found for title in c.titles for at in range(title.first, title.last + 1)}
    inside |= {c.first - 1 for c in found if c.type == "Person" and c.states and c.title is None}
    names = {at for c in found if c.what == "name" for at in range(c.first, c.last + 1)}
    for at in sorted(inside - names):
        known = lexicon.state_of(row.tokens[at].core.text)
        if known is not None:
            yield state_adjective(row, at, known)


def both_states(tokens: Sequence[Token], lexicon: ActorLexicon, at: int) -> tuple[tuple[int, Known], ...]:
    """Two adjectives of states with the article, joined by `و`, from a token on (`الجانبين الإيراني والأميركي`)."""
    found: list[tuple[int, Known]] = []
    for token in tokens[at : at + 2]:
        known = lexicon.adjectives.get(token.core.text)
        if known is None or not token.definite or token.core.clitics != ("و" if found else ""):
            return ()
        found.append((token.index, known))
    return tuple(found) if len(found) > 1 else ()


def state_adjective(row: Row, at: int, known: Known) -> Candidate:
    """An adjective as a mention of its state."""
    token = row.tokens[at]
    return Candidate(
        row=row.sentence.index,
        first=at,
        last=at,
        start=token.core,
        full_first=at,
        full_last=at,
        type="State",
        form="nominal",
        what="adjective",
        name=display(row, at, at),
        known=known.id,
        definite=token.definite,
    )
