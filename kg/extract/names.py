"""Names in a sentence: known actors, bodies and media named by their head noun, and what the tagger found."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.bodies import body_names
from kg.extract.candidates import Candidate, overlap
from kg.extract.hints import Hints
from kg.extract.known import known_names
from kg.extract.tagged import tagged_names
from kg.extract.tokens import Row
from kg.lexicon.actors import ActorLexicon

_OTHERS = frozenset({"القومي", "المركزي", "المحلي", "البلدي", "الوطني"})


def names(row: Row, lexicon: ActorLexicon, hints: Hints) -> list[Candidate]:
    """Names that do not overlap, in order; `hints` are what a first reading of the article told."""
    known = known_names(row, lexicon)
    bodies = list(body_names(row, lexicon))
    tagged = tagged_names(row, lexicon, hints)
    chosen: list[Candidate] = []
    for group in (
        _narrower(row, bodies, known),
        _regions(tagged, known),
        _people(row, tagged, known, hints),
        known,
        bodies,
        _longer(tagged, bodies),
        tagged,
    ):
        chosen += [c for c in group if not any(overlap(c, other) for other in chosen)]
    return sorted(chosen, key=lambda c: c.first)


def _narrower(row: Row, bodies: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """Bodies whose name goes on after a known one's with a word that makes it another (`مجلس الأمن القومي`)."""
    longer = ((b, k) for b in bodies for k in known if b.first == k.first and b.last > k.last)
    return [b for b, k in longer if row.tokens[k.last + 1].core.text in _OTHERS]


def _regions(tagged: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """Places that end with a known one (`ريف دمشق`)."""
    return [t for t in tagged if t.type == "Place" and any(t.first < k.first and t.last == k.last for k in known)]


def _people(row: Row, tagged: list[Candidate], known: list[Candidate], hints: Hints) -> list[Candidate]:
    """People whose family name is a known one's (`محمد علي الحوثي`), and that name alone after them."""
    people = [t for t in tagged if t.type == "Person"]
    inside = [t for t in people if any(t.first < k.first and k.last <= t.last and k.first == k.last for k in known)]
    alone = [t for t in people if t.first == t.last and t.start.text in hints.families]
    tagged_so = {row.of_word[n.first] for n in row.sentence.names if n.type == "PERS"}
    return inside + [t for t in alone if t.first in tagged_so]


def _longer(ones: Iterable[Candidate], others: list[Candidate]) -> list[Candidate]:
    """Those that begin where one of the others begins and go on after it."""
    return [c for c in ones if any(c.first == o.first and c.last > o.last and c.type != "Place" for o in others)]
