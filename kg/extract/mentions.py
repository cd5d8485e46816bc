"""Mentions of actors and places: candidates of every sentence from the tagger, the lexicon, titles, descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.adjectives import adjectives
from kg.extract.apiece import each_in_office, named_in_office, parted, two_in_office
from kg.extract.candidates import Candidate
from kg.extract.coupled import coupled
from kg.extract.cut_names import family_words
from kg.extract.discourse import Mention
from kg.extract.hints import Hints, hints, inner_words
from kg.extract.names import names
from kg.extract.parties import PartyReader
from kg.extract.people import people
from kg.extract.tokens import Row, char_start, find, row
from kg.lexicon.actors import ActorLexicon
from kg.model import AnnotatedDocument


def rows(annotated: AnnotatedDocument, lexicon: ActorLexicon) -> tuple[Row, ...]:
    """The sentences as tokens."""
    whole = lexicon.whole | inner_words(annotated) | family_words(annotated, lexicon)
    stops = lexicon.stops - lexicon.verbs
    return tuple(row(annotated, sentence, whole=whole, stops=stops) for sentence in annotated.sentences)


def all_candidates(lines: Sequence[Row], lexicon: ActorLexicon) -> tuple[Candidate, ...]:
    """The mentions-to-be of an article, in order: names are read twice, as later ones tell of earlier ones."""
    first = [c for line in lines for c in people(line, lexicon, names(line, lexicon, Hints()))[0]]
    told = hints(first, lexicon)
    return tuple(c for line in lines for c in candidates(line, lexicon, told))


def candidates(line: Row, lexicon: ActorLexicon, told: Hints) -> tuple[Candidate, ...]:
    """The mentions-to-be of a sentence, in order of the text, the longer first."""
    named, alone = people(line, lexicon, names(line, lexicon, told))
    named = named_in_office(line, lexicon, [_nationality(line, lexicon, c) for c in named])
    parties = list(parted(line, lexicon, _outermost(list(PartyReader(line, lexicon, named, alone).parties()))))
    found = [*named, *alone, *parties]
    found += two_in_office(line, lexicon, named)
    found = each_in_office(line, lexicon, found)
    found += adjectives(line, lexicon, found)
    found += coupled(line, lexicon, found)
    return tuple(sorted(found, key=lambda c: (c.first, -c.last, c.type == "State", c.what)))


def _outermost(parties: list[Candidate]) -> list[Candidate]:
    """Parties without those that describe within another (`رؤساء` in `عدد من رؤساء التحرير`)."""
    out: list[Candidate] = []
    for party in parties:
        if not out or party.first > out[-1].last:
            out.append(party)
    return out


def _nationality(line: Row, lexicon: ActorLexicon, person: Candidate) -> Candidate:
    """`الرئيسين التركي رجب طيب أردوغان والأمريكي باراك أوباما`: an adjective right before a name."""
    at = person.full_first - 1
    if person.type != "Person" or person.title is not None or at < 0:
        return person
    known = lexicon.adjectives.get(line.tokens[at].core.text)
    if known is None or not line.tokens[at].definite:
        return person
    before = find(lexicon.nouns, line.tokens, at - 1) if at else None
    first = at - 1 if before is not None and before[1].kind == "pair" else at
    return replace(person, states=(known.id,), full_first=first)


def to_mention(line: Row, annotated: AnnotatedDocument, found: Candidate, *, id: int, entity: int) -> Mention:
    """The candidate as a mention: words and characters."""
    tokens = line.tokens
    start = char_start(tokens[found.first], found.start)
    return Mention(
        id=id,
        sentence=found.row,
        first=found.start.word,
        last=tokens[found.last].last,
        head=found.start.word,
        span=annotated.doc.span(line.sentence.where, start, tokens[found.last].end),
        form=found.form,
        type=found.type,
        entity=entity,
        full_first=_full_first(line, found),
        full_last=tokens[found.full_last].last,
        title=found.title.text if found.title is not None else None,
        plural=found.plural,
        definite=found.definite,
        reasons=tuple(_reasons(line, found)),
    )


def _reasons(line: Row, found: Candidate) -> Iterator[str]:
    """What the candidate is taken for, which names of the tagger it shares words with, and the entries that know it."""
    yield found.what
    first, last = found.start.word, line.tokens[found.last].last
    yield from (f"tagger {name.type}" for name in line.sentence.names if name.first <= last and first <= name.last)
    yield from (entry for entry in (found.known, found.noun.id if found.noun else None) if entry is not None)
    yield from (entry.id for entry in (found.title.entries if found.title else ()))


def _full_first(line: Row, found: Candidate) -> int:
    if found.full_first == found.first:
        return found.start.word
    return line.tokens[found.full_first].core.word
