"""Family names that begin like a clitic: `ستيف ويتكوف`, `مسعود بزشكيان`, of whom the annotator names the first alone.

A given name alone is rare in news; what follows it, a letter split off and a rest that nothing knows, is the family
name.  Behind `و` it may be somebody else, unless the first is a foreigner's.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from kg.arabic.fold import fold
from kg.lexicon.actors import ActorLexicon
from kg.model import AnnotatedDocument, Name, Sentence, Word

_CLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "س"})
_LEAST = 4  # letters of the rest


def mended(annotated: AnnotatedDocument, lexicon: ActorLexicon) -> AnnotatedDocument:
    """The article, such names taken in to their end."""
    return replace(annotated, sentences=tuple(_mended(annotated, s, lexicon) for s in annotated.sentences))


def family_words(annotated: AnnotatedDocument, lexicon: ActorLexicon) -> frozenset[str]:
    """Folded family names of such people in a mended article; nothing is split from them wherever they stand."""
    people = ((s, n) for s in annotated.sentences for n in s.names if n.type == "PERS")
    ends = ((fold(s.words[n.first].text), _token(s, n.first + 1), n.last) for s, n in people)
    whole = (e for given, e, last in ends if len(e) == 2 and e[-1].index == last and _family(given, e, lexicon))
    return frozenset(fold("".join(word.text for word in end)) for end in whole)


def _mended(annotated: AnnotatedDocument, sentence: Sentence, lexicon: ActorLexicon) -> Sentence:
    names: list[Name] = []
    for name in sentence.names:
        if not names or name.first > names[-1].last:  # else it is the end of the one before
            names.append(_whole(annotated, sentence, name, lexicon))
    return replace(sentence, names=tuple(names))


def _whole(annotated: AnnotatedDocument, sentence: Sentence, name: Name, lexicon: ActorLexicon) -> Name:
    if name.type != "PERS" or fold(name.text) not in lexicon.given:
        return name
    behind = _token(sentence, name.last + 1)
    if len(behind) != 2 or _named(sentence, behind) or not _family(fold(name.text), behind, lexicon):
        return name
    last = behind[-1]
    text = annotated.doc.source(sentence.where)[name.start : last.end]
    return replace(name, last=last.index, end=last.end, text=text)


def _named(sentence: Sentence, words: tuple[Word, ...]) -> bool:
    """Whether the annotator has a name of another kind there, or one that goes on behind."""
    first, last = words[0].index, words[-1].index
    here = [n for n in sentence.names if n.first <= last and first <= n.last]
    return any(n.type != "PERS" or n.last > last for n in here)


def _token(sentence: Sentence, at: int) -> tuple[Word, ...]:
    """The words of the surface token that word `at` begins."""
    words = sentence.words[at : at + 3]
    return tuple(takewhile(lambda word: word.token == words[0].token, words))


def _family(given: str, words: tuple[Word, ...], lexicon: ActorLexicon) -> bool:
    """Whether a clitic and what it was split from may be the family name behind a given name."""
    clitic, rest = fold(words[0].text), fold(words[1].text)
    named = given in lexicon.foreign or (given in lexicon.given and clitic != "و" and words[1].upos == "X")
    known = rest in lexicon.given or rest in lexicon.stops or rest in lexicon.adjectives or rest in lexicon.saying
    known = known or any(table.starting(rest) for table in (lexicon.titles, lexicon.nouns, lexicon.aliases))
    article = rest.startswith("ال") and words[1].upos != "X"
    return named and clitic in _CLITICS and len(rest) >= _LEAST and not article and not known
