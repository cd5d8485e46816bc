"""Bodies and media that their head noun names: `وزارة الخارجية الروسية`, `تنظيم "أنصار"`, `صحيفة حرييت`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidates import Candidate, display
from kg.extract.tokens import BRACKETS, Row, Run, Token, closed, find, find_all
from kg.lexicon.actors import ActorLexicon, Noun
from kg.lexicon.words import word_class

LONGEST = 9
_LED = word_class("party.led")  # `وفد برئاسة أمينها`
_ORDINALS = word_class("number.ordinal")


def body_names(row: Row, lexicon: ActorLexicon) -> Iterator[Candidate]:
    """Names of bodies and media by their head nouns, in order."""
    at = 0
    while at < len(row.tokens):
        found_all = find_all(lexicon.nouns, row.tokens, at, article=True)
        hit = next((h for h in found_all if h[1].kind in ("body", "medium")), None)
        skip = (
            hit is None
            or row.tokens[at].text in _LED
            or any(n.is_state and _of_state(row, lexicon, r) for r, n in found_all)
        )
        found = _body(row, lexicon, *hit) if hit is not None and not skip and not _of_office(row, lexicon, at) else None
        if found is not None:
            yield found
            at = found.last
        at += 1


def _of_state(row: Row, lexicon: ActorLexicon, run: Run) -> bool:
    """`القيادة التركية`: the state itself, read as a description."""
    at = run.last + 1
    return at < len(row.tokens) and row.tokens[at].core.text in lexicon.adjectives


def _of_office(row: Row, lexicon: ActorLexicon, at: int) -> bool:
    """`وزير الخارجية الإيراني`: the adjective is the minister's, and the noun no body here."""
    if at == 0 or not row.tokens[at].definite or row.tokens[at].core.clitics:
        return False
    before = row.tokens[at - 1]
    titled = find(lexicon.titles, row.tokens, at - 1) is not None or _of_two(row, lexicon, at)
    return not before.definite and titled


def _of_two(row: Row, lexicon: ActorLexicon, at: int) -> bool:
    """`وزيرا الخارجية السعودي والإيراني`: the noun is what two are in charge of."""
    hit = find(lexicon.nouns, row.tokens, at - 1, article=True)
    return hit is not None and hit[1].kind == "pair" and hit[0].last == at


def _body(row: Row, lexicon: ActorLexicon, run: Run, noun: Noun) -> Candidate | None:
    head = row.tokens[run.first]
    last = _quoted_end(row, run.last + 1) or _complement_end(row, lexicon, run, noun)
    if last is None or last - run.first >= LONGEST:
        return None
    medium = noun.kind == "medium"
    bare = medium and not head.definite  # `القناة 12` is named with its noun
    first = run.last + 1 if bare else run.first
    while bare and row.tokens[first].is_quote:
        first += 1
    reading = row.tokens[first].core if bare else run.reading
    return Candidate(
        row=row.sentence.index,
        first=first,
        last=closed(row.tokens, first, last),
        start=reading,
        full_first=run.first,
        full_last=closed(row.tokens, run.first, last),
        type="MediaOutlet" if medium else noun.type or "Organization",
        form="name",
        what="name",
        name=display(row, first, last, reading),
        noun=noun,
        noun_text=head.bare,
        states=states_in(row, lexicon, first, last),
        definite=True,
    )


def states_in(row: Row, lexicon: ActorLexicon, first: int, last: int) -> tuple[str, ...]:
    """The ids of the states whose adjectives stand among the tokens."""
    found = (lexicon.adjectives.get(t.core.text) for t in row.tokens[first : last + 1])
    return tuple(dict.fromkeys(k.id for k in found if k is not None))


def _quoted_end(row: Row, at: int) -> int | None:
    """The last token of a piece in quotation marks that begins here, without the marks, if it is short."""
    if not (_is_mark(row, at) and at + 1 < len(row.tokens)):
        return None
    for end in range(at + 1, min(at + 6, len(row.tokens))):
        if _is_mark(row, end):
            return end - 1 if end > at + 1 else None
    return None


def _is_mark(row: Row, at: int) -> bool:
    return at < len(row.tokens) and row.tokens[at].is_quote and row.tokens[at].raw not in BRACKETS


def _complement_end(row: Row, lexicon: ActorLexicon, run: Run, noun: Noun) -> int | None:
    """The last token of the genitive and adjectives that make a head noun a name, None where there are none."""
    head = row.tokens[run.last]
    after = row.tokens[run.last + 1].core.text if run.last + 1 < len(row.tokens) else ""
    if after in noun.unless or (noun.id == "body.government" and _named_here(row, run.last + 1, "PERS")):
        return None
    tagged = _tagged_here(row, run.last + 1)
    if noun.district and _named_here(row, run.last + 1, "LOC"):
        return None
    if noun.kind == "medium":
        return _numbered_end(row, lexicon, run) if head.definite else _medium_end(row, lexicon, run, noun, tagged)
    if head.definite:
        return _adjectives_end(row, lexicon, run.last, head)
    end = tagged if tagged is not None else _genitive_end(row, lexicon, run.last, noun)
    return _adjectives_end(row, lexicon, end, head) or end if end is not None else None


def _numbered_end(row: Row, lexicon: ActorLexicon, run: Run) -> int | None:
    """`القناة 12 الإسرائيلية`, `القناة الثانية عشرة`: a number, and the adjective of a state behind it."""
    at = run.last + 1
    after = row.tokens[at] if at < len(row.tokens) else None
    if after is None or not (after.raw.isdigit() or after.core.text in _ORDINALS) or after.core.clitics:
        return None
    while at + 1 < len(row.tokens) and row.tokens[at + 1].core.text in _ORDINALS | frozenset(lexicon.adjectives):
        at += 1
    return at


def _medium_end(row: Row, lexicon: ActorLexicon, run: Run, noun: Noun, tagged: int | None) -> int | None:
    """A tagger's name, or after `صحيفة` and the like one plain word and the foreign words that follow it."""
    if noun.id in ("medium.site", "medium.network"):
        return tagged if _named_here(row, run.last + 1, "ORG") else None  # `موقع أكسيوس`, not `شبكة الطرق`
    if tagged is not None or noun.id not in ("medium.newspaper", "medium.magazine"):
        return tagged
    at = run.last + 1
    if at >= len(row.tokens) or not _plain(row.tokens[at], lexicon) or row.tokens[at].upos == "ADJ":
        return None
    after = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    if after is not None and after.definite and not row.tokens[at].definite and after.upos in {"NOUN", "PROPN", "X"}:
        return at + 1  # `نداء الوطن`
    while at + 1 < len(row.tokens) and _foreign(row.tokens[at + 1], lexicon):
        at += 1
    return at


def _foreign(token: Token, lexicon: ActorLexicon) -> bool:
    return token.upos in {"X", "PROPN"} and _plain(token, lexicon)


def _plain(token: Token, lexicon: ActorLexicon) -> bool:
    if token.is_punct or token.core.clitics or token.upos in {"VERB", "ADP", "PRON", "DET", "NUM"}:
        return False
    return token.core.text not in lexicon.stops and token.core.text not in lexicon.adjectives


def _tagged_here(row: Row, at: int) -> int | None:
    """The last token of a tagger's name that begins at a token."""
    if at >= len(row.tokens):
        return None
    word = row.tokens[at].core.word
    return next((row.of_word[n.last] for n in row.sentence.names if n.first in (word, row.tokens[at].first)), None)


def _named_here(row: Row, at: int, kind: str) -> bool:
    """Whether a tagger's name of this kind begins at a token."""
    if at >= len(row.tokens):
        return False
    return any(n.type == kind and n.first == row.tokens[at].core.word for n in row.sentence.names)


def _genitive_end(row: Row, lexicon: ActorLexicon, head: int, noun: Noun) -> int | None:
    """`جهاز أمن الدولة`, `مركز الملك سلمان`: nouns without the article up to the first with it, or a titled person."""
    for at in range(head + 1, min(head + 4, len(row.tokens))):
        token = row.tokens[at]
        if token.is_punct or token.core.clitics or token.core.text in lexicon.stops or token.upos in {"VERB", "ADP"}:
            return None
        title = find(lexicon.titles, row.tokens, at)
        if title is not None:
            return title[0].last if title[1].of is not None else _titled(row, title[0].last + 1, noun)
        if token.definite:
            return at
        if token.upos not in {"NOUN", "X", "PROPN"}:
            return None
    return None


def _titled(row: Row, at: int, noun: Noun) -> int | None:
    """The last token of a tagger's person, after whom centres and the like are named."""
    return _tagged_here(row, at) if noun.id == "body.party" and _named_here(row, at, "PERS") else None


def _adjectives_end(row: Row, lexicon: ActorLexicon, end: int, head: Token) -> int | None:
    """The last of the adjectives with the article that follow, None if there is none.

    An adjective agrees in gender with the head or with the noun before it: `وزارة الخارجية الروسية`.
    """
    genders = {_feminine(head.core.text), _feminine(row.tokens[end].core.text)}
    last = None
    for at in range(end + 1, min(end + 4, len(row.tokens))):
        token = row.tokens[at]
        adjective = token.upos == "ADJ" or token.core.text in lexicon.adjectives
        if not (adjective and token.definite) or token.core.clitics or token.core.text in lexicon.stops:
            break
        if find(lexicon.titles, row.tokens, at) is not None or _feminine(token.core.text) not in genders:
            break
        last = at
    return last


def _feminine(word: str) -> bool:
    return word.endswith(("ه", "ات", "اء"))
