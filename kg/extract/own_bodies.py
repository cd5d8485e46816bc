"""Which body or medium a description may mean, and which need no other mention to say whose they are."""

from __future__ import annotations

from kg.extract.candidates import Candidate
from kg.extract.identity import name_tokens
from kg.extract.tokens import Row, find
from kg.lexicon.actors import ActorLexicon, phrase

_ARMED = frozenset({"تنظيم", "حركه", "جماعه", "ميليشيا", "مليشيا", "ميليشيات", "مليشيات", "جبهه", "فصيل"})
_CIVIL = frozenset({"منظمه", "هييه", "موسسه", "مركز", "مجلس", "حزب", "ايتلاف", "تحالف", "لجنه", "تيار", "مرصد"})


def weak_ids(lexicon: ActorLexicon, candidate: Candidate) -> frozenset[str]:
    """The known actors that a name may mean where the article names them elsewhere (`المملكة`)."""
    wanted = phrase(candidate.name)
    rows = lexicon.aliases.starting(wanted[0]) if wanted else ()
    return frozenset(a.known.id for p, a in rows if p == wanted and a.kind == "weak")


def is_body(lexicon: ActorLexicon, other: Candidate, wanted: frozenset[str], head: str | None) -> bool:
    """Whether somebody is one of these known actors, or a body whose name begins with a noun."""
    if other.what == "adjective" or other.type in ("Place", "Person", "UnnamedActor", "MediaOutlet"):
        return False
    if other.known in wanted and other.alias != "weak":
        return True
    if head is None or other.what != "name" or other.alias == "weak":
        return False
    known = lexicon.known.get(other.known or "")
    return name_tokens(other.name)[:1] == (head,) or (known is not None and head in known.heads)


def kind_fits(other: Candidate, head: str) -> bool:
    """Whether a named body is of the kind that a noun says."""
    if other.what != "name" or other.alias in ("weak", "people"):
        return False
    return (head in _ARMED and other.type == "ArmedGroup") or (head in _CIVIL and other.type == "Organization")


def is_medium(lexicon: ActorLexicon, other: Candidate, kind: str | None, head: str) -> bool:
    """Whether somebody is a medium of a kind, or called by a noun."""
    if other.type != "MediaOutlet":
        return False
    known = lexicon.known.get(other.known or "")
    return other.noun_text == head or (known is not None and known.medium == kind)


def is_own_name(lexicon: ActorLexicon, line: Row, candidate: Candidate) -> bool:
    """`قوات التحالف` in an article that does not say whose: an unnamed body, none that is known."""
    head = find(lexicon.nouns, line.tokens, candidate.first, article=True)
    alone = head is not None and head[1].stands  # `المعارضة`
    return (candidate.is_shared and alone) or (candidate.alias == "weak" and candidate.last > candidate.first)


def stands_alone(candidate: Candidate) -> bool:
    """`الحكومة`, `الجيش`: bodies that need no explanation."""
    stands = candidate.noun is not None and candidate.noun.stands
    return candidate.what == "body" and (stands or candidate.type == "GovernmentBody" or bool(candidate.states))
