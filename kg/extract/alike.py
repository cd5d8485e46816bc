"""What makes two descriptions alike: the family of their head noun, their state, the words after the noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kg.extract.candidates import Candidate
from kg.extract.identity import Clusters, name_tokens
from kg.extract.tokens import Row

PartyKey = tuple[tuple[str, ...], frozenset[int]]
_LEAGUED = frozenset({"دول", "دوله"})  # which tell nothing beside the name of their league

_FAMILIES = {
    "source.source": "source", "source.sources": "source", "source.two-sources": "source",
    "source.official": "official", "source.officials": "official", "source.two-officials": "official",
    "source.expert": "expert", "source.experts": "expert",
    "source.diplomat": "diplomat", "source.diplomats": "diplomat",
    "party.delegation": "delegation", "party.delegations": "delegation",
}  # fmt: skip


def family(candidate: Candidate) -> str:
    """What a description's head noun is, so that `القادة` finds `قادة`."""
    stem = re.sub("(ون|ين|ان|و|ي|ا)$", "", candidate.noun_text)
    return _FAMILIES.get(candidate.noun.id, stem) if candidate.noun is not None else stem


def states_fit(candidate: Candidate, other: Candidate) -> bool:
    """Whether what two descriptions say of their state agrees."""
    return not candidate.states or not other.states or bool(set(candidate.states) & set(other.states))


def stems(candidate: Candidate) -> set[str]:
    """Beginnings of the words after the head noun, by which `الاستخباراتي` and `استخبارات` are alike."""
    words = name_tokens(candidate.name)[1:]
    return {word[:5] for word in words if len(word) >= 4}


def party_key(found: Sequence[Candidate], lines: Sequence[Row], clusters: Clusters, at: int) -> PartyKey | None:
    """By which a party is another's equal whatever its bodies are called (`وزراء خارجية دول مجلس التعاون`).

    Its words outside names, and which named actors are in it; None for what is no party or has no name in it.
    """
    party = found[at]
    if party.what != "party":
        return None
    after = takewhile(lambda i: found[i].row == party.row and found[i].first <= party.last, range(at + 1, len(found)))
    inner = [i for i in after if found[i].what == "name" and party.first < found[i].first]
    if not inner:
        return None
    named = {n for i in inner for n in range(found[i].first, found[i].last + 1)}
    tokens = lines[party.row].tokens[party.first : party.last + 1]
    words = (token.bare for token in tokens if token.index not in named)
    return tuple(word for word in words if word not in _LEAGUED), frozenset(map(clusters.find, inner))
