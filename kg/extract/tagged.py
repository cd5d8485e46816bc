"""What the tagger of names found, put right: cut at verbs and prepositions, titles taken off, kunyas kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from kg.extract.bodies import LONGEST, states_in
from kg.extract.candidates import Candidate, display
from kg.extract.discourse import EntityType
from kg.extract.gazetteer import known as known_places
from kg.extract.hints import Hints
from kg.extract.known import LOCATIVE, before_quotes
from kg.extract.place_words import REGIONS
from kg.extract.tokens import Reading, Row, Token, find
from kg.lexicon.actors import ActorLexicon
from kg.lexicon.words import word_class
from kg.model import Name

_FUTURE = ("سي", "ست")
_REGIONS = REGIONS | word_class("place.quarter")
_WITH_W = word_class("place.with-waw")
_TYPES: dict[str, EntityType] = {
    "PERS": "Person",
    "LOC": "Place",
    "ORG": "Organization",
    "ARM": "ArmedGroup",
    "MISC": "Organization",
}


def tagged_names(row: Row, lexicon: ActorLexicon, hints: Hints) -> list[Candidate]:
    """The tagger's names, put right, and names of people and places that it found elsewhere in the article."""
    titles = _titles(row, lexicon)
    found = [c for name in row.sentence.names for c in _tagged(row, lexicon, hints, name)]
    kept = [c for c in _whole(found) if not set(range(c.first, c.last + 1)) <= titles]
    taken = {at for c in kept for at in range(c.first, c.last + 1)} | titles
    return _whole(kept + [c for c in _again(row, lexicon, hints) if c.first not in taken and c.last not in taken])


def _whole(found: list[Candidate]) -> list[Candidate]:
    """Without names inside others: what the tagger cut in two (`سيرجي`, `لافروف`) is whole with its given name."""
    return [c for c in found if not any(o.first <= c.first and c.last <= o.last and _longer(o, c) for o in found)]


def _longer(one: Candidate, other: Candidate) -> bool:
    return one.last - one.first > other.last - other.first


def _titles(row: Row, lexicon: ActorLexicon) -> set[int]:
    """Tokens of titles of several words (`خادم الحرمين الشريفين`), which are no names."""
    out: set[int] = set()
    for token in row.tokens:
        hit = find(lexicon.titles, row.tokens, token.index)
        if hit is not None and hit[0].last > hit[0].first:
            out.update(range(hit[0].first, hit[0].last + 1))
    return out


def _again(row: Row, lexicon: ActorLexicon, hints: Hints) -> Iterator[Candidate]:
    for token in row.tokens:
        if token.upos in {"VERB", "ADP"} or token.core.text in lexicon.stops or token.is_punct:
            continue
        if token.upos in {"X", "PROPN"} and token.core.text in hints.single:
            yield _candidate(row, lexicon, token.index, token.index, token.core, "Person")
            continue
        for table, kind in ((hints.people, "Person"), (hints.places, "Place")):
            hit = find(table, row.tokens, token.index)
            if hit is not None:
                yield _candidate(row, lexicon, hit[0].first, hit[0].last, hit[0].reading, cast(EntityType, kind))
                break


def _tagged(row: Row, lexicon: ActorLexicon, hints: Hints, name: Name) -> Iterator[Candidate]:
    first, last = row.of_word[name.first], row.of_word[name.last]
    for start, end in _cut(row, lexicon, first, last, name.type == "PERS"):
        reading = _reading(row.tokens[start], lexicon, hints)
        if "ك" in reading.clitics or (start == end and _no_name(row, lexicon, start)):
            continue
        if name.type == "PERS" and _title_only(row, lexicon, start, end):
            continue
        kind = _kind(row, name.type, start, end)
        if _of_person(row, hints, start, end, reading) or (kind == "Place" and _acts(row, lexicon, start, end)):
            kind = "Person"
        elif kind == "Organization" and (hit := find(hints.places, row.tokens, start)) and hit[0].last == end:
            kind = "Place"
        if kind == "Place" and start == end and reading.text in _REGIONS:
            end = _place_after(row, end)
        if kind != "Place" or start < end or reading.text not in _REGIONS:
            yield _candidate(row, lexicon, start, end, reading, kind)


def _title_only(row: Row, lexicon: ActorLexicon, start: int, end: int) -> bool:
    """Whether what is tagged a person's name is only a title with its adjectives (`الرئيس اليمني`)."""
    hit = find(lexicon.titles, row.tokens, start)
    if hit is None or hit[1].kind not in ("office", "relation"):
        return False
    rest = row.tokens[hit[0].last + 1 : end + 1]
    return all(t.core.text in lexicon.adjectives for t in rest) and not _is_given(row.tokens[start], lexicon)


def _of_person(row: Row, hints: Hints, start: int, end: int, reading: Reading) -> bool:
    """Whether it is a name, or the end of one, of a person found elsewhere, whatever the tagger takes it for here."""
    if start == end:
        return reading.text in hints.families
    hit = find(hints.people, row.tokens, start)
    return hit is not None and hit[0].last == end


def _acts(row: Row, lexicon: ActorLexicon, start: int, end: int) -> bool:
    """Whether what no gazetteer knows is a person: `بين البرهان وحميدتي`, `أن نتنياهو اجتمع`, `التقى بشار الأسد`.

    Towns and most countries are feminine; behind `أن` a verb in the masculine is of somebody else.
    """
    before, after = before_quotes(row, start), row.tokens[end + 1] if end + 1 < len(row.tokens) else None
    if end == start + 1 and _is_given(row.tokens[start], lexicon) and not row.tokens[start].core.clitics:
        name = " ".join(token.core.text for token in row.tokens[start : end + 1])
        return (before is None or before.core.text not in LOCATIVE) and not known_places(name)
    if start != end or before is None or after is None or known_places(row.tokens[start].core.text, exact=True):
        return False
    if before.core.text == "بين":
        person = any(n.type == "PERS" and n.first <= after.core.word <= n.last for n in row.sentence.names)
        return person and after.core.clitics == "و"
    word = row.sentence.words[after.core.word]
    return before.core.text == "ان" and word.upos == "VERB" and "Gender=Masc" in word.feats


def _place_after(row: Row, end: int) -> int:
    """The last token of a place right after `ريف` and the like, the same token where there is none."""
    after = row.tokens[end + 1].first if end + 1 < len(row.tokens) else -1
    return next((row.of_word[n.last] for n in row.sentence.names if n.first == after and n.type == "LOC"), end)


def _no_name(row: Row, lexicon: ActorLexicon, at: int) -> bool:
    """An adjective, a month, a function word, or a word in the indefinite accusative (`قدمًا`)."""
    token, word = row.tokens[at], row.tokens[at].core.text
    known = word in lexicon.adjectives or word in lexicon.months
    function = word in lexicon.stops and word not in lexicon.given and not token.definite
    return known or function or "\u064b" in token.raw or _describes(row, lexicon, at)


def _describes(row: Row, lexicon: ActorLexicon, at: int) -> bool:
    """Whether a word is an adjective of the noun before it, both without the article (`تقليد سنوي`)."""
    token, before = row.tokens[at], row.tokens[at - 1] if at else None
    if before is None or token.upos != "ADJ" or token.definite or token.core.clitics or before.definite:
        return False
    plain = before.upos == "NOUN" and find(lexicon.titles, row.tokens, at - 1) is None
    return plain and token.core.text not in lexicon.given


def _candidate(row: Row, lexicon: ActorLexicon, start: int, end: int, reading: Reading, kind: EntityType) -> Candidate:
    return Candidate(
        row=row.sentence.index,
        first=start,
        last=end,
        start=reading,
        full_first=start,
        full_last=end,
        type=kind,
        form="name",
        what="name",
        name=display(row, start, end, reading),
        states=states_in(row, lexicon, start, end) if kind in ("Organization", "ArmedGroup") else (),
        definite=reading.text.startswith("ال"),
    )


def _kind(row: Row, tag: str, start: int, end: int) -> EntityType:
    """The tagger's type; a single word after `في` and the like is a place."""
    before = before_quotes(row, start)
    locative = row.tokens[start].core.clitics == "ب" or (before is not None and before.core.text in LOCATIVE - {"لدي"})
    if tag in ("ORG", "MISC") and start == end and locative:
        return "Place"
    return _TYPES[tag]


def _reading(token: Token, lexicon: ActorLexicon, hints: Hints) -> Reading:
    """The annotator's reading, without a `و`, `ب` or `ل` that it left on a name (`ودرعا`, `للأسد`)."""
    core = token.core
    family = next((r for r in token.readings if r.clitics and r.text in hints.families), None)
    if family is not None and not core.clitics and core.text not in hints.families:
        return family
    region = next((r for r in token.readings if r.text in _REGIONS and r.clitics), None)
    if region is not None and core.text not in _REGIONS:
        return region
    if core.clitics or core.text in lexicon.given or core.text in _WITH_W or not core.text.startswith("و"):
        return core
    return next((r for r in token.readings if r.clitics == "و" and len(r.text) > 2), core)


def _cut(row: Row, lexicon: ActorLexicon, first: int, last: int, person: bool) -> Iterator[tuple[int, int]]:
    """The pieces of a span without what can't be in a name: verbs, prepositions, punctuation, titles in front."""
    start = None
    for at in range(first, last + 2):
        inside = at <= last and _nameable(row.tokens[at], lexicon, start is None, person)
        inside = inside and not (person and start is not None and _new_title(row, lexicon, at))
        ends = person and start is not None and at <= last
        inside = inside and not (ends and (_brings_others(row.tokens[at], lexicon) or _capital(row, lexicon, at)))
        second = inside and person and start is not None and row.tokens[at].core.clitics == "و"
        if start is not None and (second or not inside):
            begin = _with_given(row, lexicon, _after_titles(row, lexicon, start, at - 1)) if person else start
            end = _without_quote(row, begin, at - 1)
            if begin <= end and end - begin < LONGEST and not _head_alone(row, lexicon, begin, end):
                yield begin, end
            start = None
        if inside and start is None and not (second and _title_of_several(row, lexicon, at)):
            start = at


def _brings_others(token: Token, lexicon: ActorLexicon) -> bool:
    """`مظلوم عبدي بوفد من التحالف`: a preposition and a noun of people, which end a name."""
    return any(r.clitics in {"ب", "ل"} and lexicon.nouns.get((r.text,)) is not None for r in token.readings)


def _capital(row: Row, lexicon: ActorLexicon, at: int) -> bool:
    """`زارت ميركل موسكو`: a capital, which is no surname."""
    hit = find(lexicon.aliases, row.tokens, at)
    return hit is not None and hit[1].kind == "capital" and hit[0].last == hit[0].first


def _title_of_several(row: Row, lexicon: ActorLexicon, at: int) -> bool:
    hit = find(lexicon.titles, row.tokens, at)
    return hit is not None and hit[0].last > hit[0].first


def _without_quote(row: Row, first: int, last: int) -> int:
    """The last token of a span without an opening quotation mark at its end (`صحيفة "`)."""
    marks = sum(row.tokens[at].is_quote for at in range(first, last + 1))
    return last - 1 if last > first and row.tokens[last].is_quote and marks % 2 else last


def _head_alone(row: Row, lexicon: ActorLexicon, first: int, last: int) -> bool:
    """The noun for a kind of body without a name: lost at a quotation mark, or merely described (`صحيفة محلية`)."""
    described = all(token.upos == "ADJ" and not token.definite for token in row.tokens[first + 1 : last + 1])
    return described and not row.tokens[first].definite and find(lexicon.nouns, row.tokens, first) is not None


def _new_title(row: Row, lexicon: ActorLexicon, at: int) -> bool:
    """A title inside a span, before another name (`للملا عمر الملا أختر منصور`): the span is of two people."""
    token = row.tokens[at]
    if _title_of_several(row, lexicon, at):
        return True
    if not token.definite or row.tokens[at - 1].core.text in lexicon.joints or at + 1 >= len(row.tokens):
        return False
    after = row.tokens[at + 1]
    named = any(n.type == "PERS" and n.first <= after.core.word <= n.last for n in row.sentence.names)
    title = find(lexicon.titles, row.tokens, at)
    if title is None or find(lexicon.titles, row.tokens, at + 1) is not None:
        return False
    bare = not (after.definite or after.is_punct or after.core.clitics or after.core.text in lexicon.stops)
    return named or (bare and title[1].kind in ("honorific", "rank") and after.upos in {"NOUN", "PROPN", "X"})


def _with_given(row: Row, lexicon: ActorLexicon, start: int) -> int:
    """The first token with the given names, `أبو` or `عبد` that the tagger left out in front of a family name."""
    while start and not row.tokens[start].core.clitics:
        before = row.tokens[start - 1]
        father = before.core.text in {"ابو", "ابي", "ابا", "عبد", "بن"} or _second_half(row.tokens[start], before)
        if not father and (not _is_given(before, lexicon) or find(lexicon.titles, row.tokens, start - 1) is not None):
            break
        start -= 1
    return start


def _second_half(token: Token, before: Token) -> bool:
    """`الدين` of `عز الدين`, `الله` of `نصر الله`."""
    return token.core.text in {"الدين", "الله"} and not before.is_punct and before.upos not in {"VERB", "ADP"}


def _nameable(token: Token, lexicon: ActorLexicon, begins: bool, person: bool) -> bool:
    if token.is_quote:
        return not begins and not person
    if token.is_punct:
        return token.raw in {"-", ".", "+", "/", "_"} and not person and not begins
    word = token.core.text
    if person and token.upos == "VERB" and word.startswith(_FUTURE):
        return False
    if person and word in lexicon.adjectives and word.startswith("ال") and begins:
        return False
    if word in lexicon.verbs and word not in lexicon.given:
        return False
    if person and not begins and "\u064b" in token.raw:
        return False
    return not (person and not begins and word in lexicon.prepositions and word not in lexicon.given)


def _after_titles(row: Row, lexicon: ActorLexicon, start: int, last: int) -> int:
    """The first token after titles that the tagger took into a person's name (`العقيد أحمد` -> `أحمد`)."""
    hit = find(lexicon.titles, row.tokens, start)
    while hit is not None and hit[0].last < last and not _is_given(row.tokens[start], lexicon):
        start = hit[0].last + 1
        hit = find(lexicon.titles, row.tokens, start)
    return start


def _is_given(token: Token, lexicon: ActorLexicon) -> bool:
    if token.first < token.last and token.core.text == token.text in lexicon.given:
        return True  # `فيصل`, which the annotator took apart as `ف` + `يصل`
    return token.core.text in lexicon.given and not token.definite and not token.stop_like and token.upos != "VERB"
