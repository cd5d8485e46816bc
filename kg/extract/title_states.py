"""What the words of a title say: the states in it, whose title it is, whether it is an adjective and no title."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.candidates import Candidate, folded
from kg.extract.tokens import Row, find
from kg.lexicon.actors import ActorLexicon


def states_within(
    row: Row, lexicon: ActorLexicon, names: Mapping[int, Candidate], first: int, last: int
) -> tuple[str, ...]:
    """The ids of the states whose adjectives or names stand among the tokens; `names` are by their first token."""
    out = []
    for at in range(first, last + 1):
        known = lexicon.adjectives.get(row.tokens[at].core.text)
        hit = find(lexicon.aliases, row.tokens, at) if at in names else None
        if known is not None:
            out.append(known.id)
        elif hit is not None and hit[1].known.type == "State":
            out.append(hit[1].known.id)
    return tuple(dict.fromkeys(out))


def of_two_states(
    row: Row, lexicon: ActorLexicon, names: Mapping[int, Candidate], one: tuple[int, int], other: tuple[int, int]
) -> bool:
    """`استقبل وزير الخارجية الأميركي أمير قطر`: whether two runs of tokens name states, and none that is the same."""
    ours, theirs = (set(states_within(row, lexicon, names, first, last)) for first, last in (one, other))
    return bool(ours) and bool(theirs) and not ours & theirs


def without_states(
    row: Row, lexicon: ActorLexicon, names: Mapping[int, Candidate], first: int, last: int
) -> tuple[str, ...]:
    """The folded words of a title without the names and adjectives of states."""
    states = [c for at, c in names.items() if first < at <= last and c.type == "State" and c.known is not None]
    inside = {at for c in states for at in range(c.first, c.last + 1)}
    kept = (at for at in range(first, last + 1) if at not in inside)
    words = (word for at in kept for word in folded(row, at, at))
    return tuple(word for word in words if word not in lexicon.adjectives)


def owner_within(row: Row, lexicon: ActorLexicon, first: int, last: int) -> str | None:
    """The state whose title alone stands among the tokens (`سفير خادم الحرمين الشريفين`)."""
    hits = (find(lexicon.titles, row.tokens, at) for at in range(first, last + 1))
    return next((hit[1].of for hit in hits if hit is not None and hit[1].of), None)


def is_adjective(row: Row, first: int, last: int) -> bool:
    """Whether a title is an adjective of the noun before it here (`الحزب الحاكم`, `المرسوم القاضي بـ`)."""
    token, before = row.tokens[first], row.tokens[first - 1] if first else None
    single = first == last and token.definite and not token.core.clitics
    noun = before is not None and before.definite and before.upos in {"NOUN", "ADJ"}
    return single and token.upos == "ADJ" and noun
