"""`الطرفان`, `الجانبان`, `البلدان`: the last two that met, or stand together in coordination or under `بين`, `مع`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.candidates import Candidate
from kg.extract.identity import Clusters
from kg.extract.sides import Sides
from kg.extract.tokens import BRACKETS, Row, Token
from kg.extract.triggers import EVOKING, triggers

_JOINTS = frozenset({"مع", "وبين", "بين"})
_SOURCES = frozenset({"source.source", "source.sources", "source.two-sources", "source.reports", "source.witnesses"})
_REACH = 12
_SINCE = 2  # sentences for which `الجانبان` are who met
_NEAR = 4  # tokens between whom a verb of meeting has as subject and as object


def pair_members(
    found: Sequence[Candidate], lines: Sequence[Row], at: int, clusters: Clusters, told: Sides, rows: int
) -> tuple[int, ...]:
    """The two candidates that a pair at index `at` stands for, at most so many sentences back; () if there are none."""
    pair = found[at]
    wanted = pair.noun.refers if pair.noun is not None else None
    for row in range(pair.row, max(pair.row - rows - 1, -1), -1):
        inside = [i for i in range(len(found)) if found[i].row == row and (row < pair.row or i < at)]
        actors = _outermost(
            found, [i for i in inside if _can_be(found[i], wanted) and _has_state(found, i, wanted, told)]
        )
        met = _met(found, lines[row], actors, clusters) if pair.row - row <= _SINCE else ()
        for members in (met, _together(found, lines[row], actors, clusters)):
            if members and _opposed(members, clusters, told):
                return members
    return ()


def pair_ahead(
    found: Sequence[Candidate], lines: Sequence[Row], at: int, clusters: Clusters, told: Sides, rows: int
) -> tuple[int, ...]:
    """The first two that stand together behind a pair, at most so many sentences on (`اتفق الطرفان ...` in a lead)."""
    pair = found[at]
    wanted = pair.noun.refers if pair.noun is not None else None
    if wanted != "any":
        return ()
    for row in range(pair.row, min(pair.row + rows + 1, len(lines))):
        inside = [i for i in range(len(found)) if found[i].row == row and i > at and _can_be(found[i], wanted)]
        members = _together(found, lines[row], _outermost(found, inside), clusters)
        if members and _opposed(members, clusters, told):
            return members
    return ()


def _opposed(members: tuple[int, ...], clusters: Clusters, told: Sides) -> bool:
    """Whether two do not stand for the same (two of one delegation are no two sides)."""
    one, other = (told.side.get(at, told.affiliation.get(at)) for at in members)
    return one is None or other is None or clusters.find(one) != clusters.find(other)


def _has_state(found: Sequence[Candidate], at: int, wanted: str | None, told: Sides) -> bool:
    """`البلدان` after two people are their states, so these must be known."""
    side = told.side.get(at)
    return wanted != "State" or found[at].type == "State" or (side is not None and found[side].type == "State")


def _can_be(candidate: Candidate, wanted: str | None) -> bool:
    if candidate.type in ("Place", "MediaOutlet") or candidate.what in ("pair", "adjective", "medium"):
        return False
    if candidate.noun is not None and (candidate.noun.kind == "document" or candidate.noun.id in _SOURCES):
        return False
    if wanted == "State":
        return candidate.type == "State" or candidate.type == "Person"
    if wanted in (None, "any"):
        return True
    if wanted in ("Person", "ArmedGroup"):
        return candidate.type == wanted
    if wanted == "party.delegation":
        return candidate.noun is not None and candidate.noun.id.startswith("party.delegation")
    return candidate.type == "Person"


def _outermost(found: Sequence[Candidate], inside: list[int]) -> list[int]:
    out: list[int] = []
    for at in sorted(inside, key=lambda i: (found[i].full_first, -found[i].full_last)):
        if not out or found[at].full_first > found[out[-1]].full_last:
            out.append(at)
    return out


def _together(found: Sequence[Candidate], line: Row, actors: list[int], clusters: Clusters) -> tuple[int, ...]:
    """The last two neighbours in the sentence that `و`, `مع` or `بين` joins."""
    for one, other in reversed(list(pairwise(actors))):
        if clusters.find(one) != clusters.find(other) and _joined(line, found[one], found[other]):
            return one, other
    return ()


def _met(found: Sequence[Candidate], line: Row, actors: list[int], clusters: Clusters) -> tuple[int, ...]:
    """The last two neighbours who met: `الملك خلال لقائه الوزير`, `استقبل الملك الوزير`."""
    evoking = [trigger for trigger in triggers(line.sentence) if trigger.entry.role in EVOKING]
    owned = {line.of_word[trigger.word] for trigger in evoking if trigger.owned}
    verbs = {line.of_word[trigger.word] for trigger in evoking if trigger.entry.role == "verb"}
    for one, other in reversed(list(pairwise(actors))):
        first, last = found[one], found[other]
        between = line.tokens[first.full_last + 1 : last.full_first]
        if clusters.find(one) == clusters.find(other) or len(between) > _REACH or any(t.is_punct for t in between):
            continue
        if owned.intersection(t.index for t in between) or (len(between) <= _NEAR and first.full_first - 1 in verbs):
            return one, other
    return ()


def _joined(line: Row, one: Candidate, other: Candidate) -> bool:
    between = line.tokens[one.full_last + 1 : other.full_first]
    head = line.tokens[other.full_first]
    if len(between) > _REACH:
        return False
    bare = _without_brackets(between)
    if "و" in head.core.clitics or (bare and bare[-1].text == "و"):
        return all(t.is_punct or t.text == "و" for t in bare)
    return any(t.core.text in _JOINTS for t in bare[-2:])


def _without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """The tokens outside brackets (`(YPG)` between two names)."""
    out: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.raw in "([{") - (token.raw in ")]}")
        if depth <= 0 and token.raw not in BRACKETS:
            out.append(token)
    return out
