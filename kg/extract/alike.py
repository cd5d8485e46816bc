"""What makes two descriptions alike: the family of their head noun, their state, the words after the noun."""

from __future__ import annotations

import re

from kg.extract.candidates import Candidate
from kg.extract.identity import name_tokens

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
