"""Names in a sentence: what the tagger found, put right; known actors; bodies and media named by their head noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.candidates import Candidate, display, overlap
from kg.extract.discourse import EntityType
from kg.extract.tokens import QUOTES, Reading, Row, Run, Token, closed, find, find_all
from kg.lexicon.actors import ActorLexicon, Alias, Noun
from kg.model import Name

_LOCATIVE = frozenset(
    {"في", "الي", "داخل", "خارج", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط", "نحو", "عبر",
     "قرب", "مدينه", "العاصمه", "عاصمه", "محافظه", "باتجاه", "مطار", "ريف", "قريه", "بلده", "منطقه", "اراضي", "حدود",
     "ساحل", "سواحل", "انحاء", "صوب", "لدي", "زياره", "زار", "يزور", "سيزور", "زيارته", "غادر", "وصل"}
)
_OTHERS = frozenset({"القومي", "المركزي", "المحلي", "البلدي", "الوطني"})
_REGIONS = frozenset({"ريف", "محافظه", "مدينه", "منطقه", "بلده", "قريه", "ولايه", "مديريه", "اقليم", "حي", "مخيم"})
_WITH_W = frozenset({"واشنطن", "واشنطون", "وارسو", "وادي", "واسط", "وهران", "ويلز", "وزيرستان", "وجده", "ورقله", "ود"})
_FROM = frozenset({"من"})
_TYPES: dict[str, EntityType] = {"PERS": "Person", "LOC": "Place", "ORG": "Organization", "MISC": "Organization"}
_LONGEST = 9


def names(row: Row, lexicon: ActorLexicon) -> list[Candidate]:
    """Names that do not overlap, in order."""
    known = list(_known(row, lexicon))
    bodies = list(_bodies(row, lexicon))
    tagged = [c for name in row.sentence.names for c in _tagged(row, lexicon, name)]
    return _without_overlap(row, known, bodies, tagged)


def _without_overlap(
    row: Row, known: list[Candidate], bodies: list[Candidate], tagged: list[Candidate]
) -> list[Candidate]:
    chosen: list[Candidate] = []
    for group in (_narrower(row, bodies, known), known, bodies, _longer(tagged, bodies), tagged):
        chosen += [c for c in group if not any(overlap(c, other) for other in chosen)]
    return sorted(chosen, key=lambda c: c.first)


def _narrower(row: Row, bodies: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """Bodies whose name goes on after a known one's with a word that makes it another (`مجلس الأمن القومي`)."""
    longer = ((b, k) for b in bodies for k in known if b.first == k.first and b.last > k.last)
    return [b for b, k in longer if row.tokens[k.last + 1].core.text in _OTHERS]


def _longer(ones: Iterable[Candidate], others: list[Candidate]) -> list[Candidate]:
    """Those that begin where one of the others begins and go on after it."""
    return [c for c in ones if any(c.first == o.first and c.last > o.last and c.type != "Place" for o in others)]


# --- known actors --------------------------------------------------------------------------------------------------


def _known(row: Row, lexicon: ActorLexicon) -> Iterator[Candidate]:
    at = 0
    while at < len(row.tokens):
        hit = next((h for h in find_all(lexicon.aliases, row.tokens, at) if _fits(row, lexicon, *h)), None)
        if hit is None:
            at += 1
            continue
        yield _of_known(row, lexicon, *hit)
        at = hit[0].last + 1


def _fits(row: Row, lexicon: ActorLexicon, run: Run, alias: Alias) -> bool:
    token = row.tokens[run.first]
    if token.raw.isascii() and len(token.raw) <= 4 and not token.raw.isupper():
        return False
    if alias.kind == "ambiguous":
        return _quoted(row, run) or _headed(row, lexicon, run, alias) or _tagged_so(row, run, alias)
    if alias.kind == "people":
        before = row.tokens[run.first - 1] if run.first else None
        return before is None or not (before.definite and before.upos in {"NOUN", "X"}) or token.core.clitics != ""
    return True


def _quoted(row: Row, run: Run) -> bool:
    before, after = _neighbour(row, run.first - 1), _neighbour(row, run.last + 1)
    return before in QUOTES and after in QUOTES


def _neighbour(row: Row, at: int) -> str:
    return row.tokens[at].raw if 0 <= at < len(row.tokens) else ""


def _headed(row: Row, lexicon: ActorLexicon, run: Run, alias: Alias) -> bool:
    """Whether a noun for its kind of actor stands right before it (`صحيفة الوطن`)."""
    at = run.first - 1
    while at >= 0 and row.tokens[at].is_quote:
        at -= 1
    if at < 0 or row.tokens[at].definite or run.reading.clitics:
        return False
    wanted = "medium" if alias.known.type == "MediaOutlet" else "body"
    return any(noun.kind == wanted for _, noun in find_all(lexicon.nouns, row.tokens, at))


def _tagged_so(row: Row, run: Run, alias: Alias) -> bool:
    """Whether the tagger found exactly this name as a body or, for a state, as a place."""
    wanted = "LOC" if alias.known.type == "State" else "ORG"
    words = (run.reading.word, row.tokens[run.last].last)
    return alias.known.type != "MediaOutlet" and any(
        n.type == wanted and (n.first, n.last) == words for n in row.sentence.names
    )


def _of_known(row: Row, lexicon: ActorLexicon, run: Run, alias: Alias) -> Candidate:
    named = alias.kind in ("name", "capital", "ambiguous")
    place = alias.known.type == "State" and named and _as_place(row, run, alias)
    first = _with_head(row, lexicon, run) if alias.known.type == "MediaOutlet" else run.first
    return Candidate(
        row=row.sentence.index,
        first=run.first,
        last=closed(row.tokens, run.first, run.last),
        start=run.reading,
        full_first=first,
        full_last=closed(row.tokens, first, run.last),
        type="Place" if place else alias.known.type,
        form="name" if alias.kind not in ("weak", "people") else "nominal",
        what="name",
        name=display(row, run.first, run.last, run.reading),
        known=None if place else alias.known.id,
        alias=alias.kind,
        noun=_head_noun(row, lexicon, first) if first < run.first else None,
        noun_text=row.tokens[first].bare if first < run.first else "",
        definite=run.reading.text.startswith("ال"),
    )


def _with_head(row: Row, lexicon: ActorLexicon, run: Run) -> int:
    """The token of a noun like `صحيفة` right before a medium's name, else the name's first token."""
    at = run.first - 1
    while at >= 0 and row.tokens[at].is_quote:
        at -= 1
    noun = _head_noun(row, lexicon, at) if at >= 0 and not run.reading.clitics else None
    return at if noun is not None else run.first


def _head_noun(row: Row, lexicon: ActorLexicon, at: int) -> Noun | None:
    return next((noun for _, noun in find_all(lexicon.nouns, row.tokens, at) if noun.kind == "medium"), None)


def _as_place(row: Row, run: Run, alias: Alias) -> bool:
    """Whether a state's name or capital stands for the place: after `في` and the like, in a dateline, or not acting."""
    before = _before(row, run.first)
    if "ب" in run.reading.clitics or (before is not None and before.core.text in _LOCATIVE):
        return True
    if _dateline(row, run) or _after_capital_of(row, run):
        return True
    if alias.kind != "capital":
        return False
    return (before is not None and before.core.text in _FROM) or not _acting(row, run)


def _before(row: Row, at: int) -> Token | None:
    at -= 1
    while at >= 0 and row.tokens[at].is_quote:
        at -= 1
    return row.tokens[at] if at >= 0 else None


def _dateline(row: Row, run: Run) -> bool:
    after = _neighbour(row, run.last + 1)
    return run.first <= 2 and run.last <= 3 and after in {"-", "–", "ـ", ":", "،", ","}


def _after_capital_of(row: Row, run: Run) -> bool:
    """`العاصمة الإيطالية روما`."""
    return run.first >= 2 and row.tokens[run.first - 2].bare in {"عاصمه", "مدينه"}


def _acting(row: Row, run: Run) -> bool:
    """Whether a capital acts: a verb stands beside it, or it is one of two that something is between."""
    near = [row.tokens[i] for i in (run.first - 1, run.last + 1) if 0 <= i < len(row.tokens)]
    if any(t.upos in {"VERB", "AUX"} for t in near) or run.reading.clitics == "ل":
        return True
    before = _before(row, run.first)
    coordinated = "و" in run.reading.clitics or any("و" in t.core.clitics for t in near[1:] or near)
    return (before is not None and before.core.text in {"بين", "مع", "ان", "لكن", "حكومه", "قبل"}) or coordinated


# --- bodies and media by their head noun ---------------------------------------------------------------------------


def _bodies(row: Row, lexicon: ActorLexicon) -> Iterator[Candidate]:
    at = 0
    while at < len(row.tokens):
        found_all = find_all(lexicon.nouns, row.tokens, at, article=True)
        hit = next((h for h in found_all if h[1].kind in ("body", "medium")), None)
        found = _body(row, lexicon, *hit) if hit is not None else None
        if found is not None:
            yield found
            at = found.last
        at += 1


def _body(row: Row, lexicon: ActorLexicon, run: Run, noun: Noun) -> Candidate | None:
    head = row.tokens[run.first]
    last = _quoted_end(row, run.last + 1) or _complement_end(row, lexicon, run, noun)
    if last is None or last - run.first >= _LONGEST:
        return None
    medium = noun.kind == "medium"
    first = run.last + 1 if medium else run.first
    while medium and row.tokens[first].is_quote:
        first += 1
    reading = row.tokens[first].core if medium else run.reading
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
        states=_states(row, lexicon, first, last),
        definite=True,
    )


def _states(row: Row, lexicon: ActorLexicon, first: int, last: int) -> tuple[str, ...]:
    found = (lexicon.adjectives.get(t.core.text) for t in row.tokens[first : last + 1])
    return tuple(dict.fromkeys(k.id for k in found if k is not None))


def _quoted_end(row: Row, at: int) -> int | None:
    """The last token of a piece in quotation marks that begins here, without the marks, if it is short."""
    if _neighbour(row, at) not in QUOTES:
        return None
    for end in range(at + 1, min(at + 6, len(row.tokens))):
        if row.tokens[end].raw in QUOTES:
            return end - 1 if end > at + 1 else None
    return None


def _complement_end(row: Row, lexicon: ActorLexicon, run: Run, noun: Noun) -> int | None:
    """The last token of the genitive and adjectives that make a head noun a name, None where there are none."""
    head = row.tokens[run.last]
    tagged = _tagged_here(row, run.last + 1)
    if noun.kind == "medium":
        return tagged if not head.definite else None
    if head.definite:
        return _adjectives_end(row, lexicon, run.last)
    end = tagged if tagged is not None else _genitive_end(row, lexicon, run.last)
    return _adjectives_end(row, lexicon, end) or end if end is not None else None


def _tagged_here(row: Row, at: int) -> int | None:
    """The last token of a tagger's name that begins at a token."""
    if at >= len(row.tokens):
        return None
    word = row.tokens[at].core.word
    return next((row.of_word[n.last] for n in row.sentence.names if n.first in (word, row.tokens[at].first)), None)


def _genitive_end(row: Row, lexicon: ActorLexicon, head: int) -> int | None:
    """`جهاز أمن الدولة`: nouns without the article up to the first with it."""
    for at in range(head + 1, min(head + 4, len(row.tokens))):
        token = row.tokens[at]
        if token.is_punct or token.core.clitics or token.core.text in lexicon.stops or token.upos in {"VERB", "ADP"}:
            return None
        if token.definite:
            return at
        if token.upos not in {"NOUN", "X", "PROPN"} or find(lexicon.titles, row.tokens, at):
            return None
    return None


def _adjectives_end(row: Row, lexicon: ActorLexicon, end: int) -> int | None:
    """The last of the adjectives with the article that follow, None if there is none."""
    last = None
    for at in range(end + 1, min(end + 4, len(row.tokens))):
        token = row.tokens[at]
        adjective = token.upos == "ADJ" or token.core.text in lexicon.adjectives
        if not (adjective and token.definite) or token.core.clitics or token.core.text in lexicon.stops:
            break
        if find(lexicon.titles, row.tokens, at) is not None:
            break
        last = at
    return last


# --- what the tagger found -----------------------------------------------------------------------------------------


def _tagged(row: Row, lexicon: ActorLexicon, name: Name) -> Iterator[Candidate]:
    first, last = row.of_word[name.first], row.of_word[name.last]
    for start, end in _cut(row, lexicon, first, last, name.type == "PERS"):
        reading = _reading(row.tokens[start], lexicon)
        if "ك" in reading.clitics or (start == end and reading.text in lexicon.adjectives):
            continue
        kind = _kind(row, name.type, start, end)
        if kind == "Place" and start == end and reading.text in _REGIONS:
            continue
        yield Candidate(
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
            states=_states(row, lexicon, start, end) if kind == "Organization" else (),
            definite=reading.text.startswith("ال"),
        )


def _kind(row: Row, tag: str, start: int, end: int) -> EntityType:
    """The tagger's type; a single word after `في` and the like is a place."""
    before = _before(row, start)
    locative = row.tokens[start].core.clitics == "ب" or (before is not None and before.core.text in _LOCATIVE - {"لدي"})
    if tag in ("ORG", "MISC") and start == end and locative:
        return "Place"
    return _TYPES[tag]


def _reading(token: Token, lexicon: ActorLexicon) -> Reading:
    """The annotator's reading, without a `و`, `ب` or `ل` that it left on a name (`ودرعا`)."""
    core = token.core
    if core.clitics or core.text in lexicon.given or core.text in _WITH_W or not core.text.startswith("و"):
        return core
    return next((r for r in token.readings if r.clitics == "و" and len(r.text) > 2), core)


def _cut(row: Row, lexicon: ActorLexicon, first: int, last: int, person: bool) -> Iterator[tuple[int, int]]:
    """The pieces of a span without what can't be in a name: verbs, prepositions, punctuation, titles in front."""
    start = None
    for at in range(first, last + 2):
        inside = at <= last and _nameable(row.tokens[at], lexicon, start is None, person)
        if inside and start is None:
            start = at
        if not inside and start is not None:
            begin = _with_father(row, _after_titles(row, lexicon, start, at - 1)) if person else start
            if begin <= at - 1 and at - begin <= _LONGEST:
                yield begin, at - 1
            start = None


def _with_father(row: Row, start: int) -> int:
    """The first token with the `أبو` or `عبد` that the tagger left out."""
    before = row.tokens[start - 1] if start else None
    left = before is not None and before.core.text in {"ابو", "ابي", "ابا", "عبد"}
    return start - 1 if left and not row.tokens[start].core.clitics else start


def _nameable(token: Token, lexicon: ActorLexicon, begins: bool, person: bool) -> bool:
    if token.is_quote:
        return not begins and not person
    if token.is_punct:
        return token.raw in {"-", ".", "+", "/", "_"} and not person and not begins
    word = token.core.text
    if person and word in lexicon.adjectives and word.startswith("ال") and begins:
        return False
    if word in lexicon.verbs and word not in lexicon.given:
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
    return token.core.text in lexicon.given and not token.definite
