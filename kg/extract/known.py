"""Known actors in a sentence, and whether a state's name or capital stands for its government or for the place."""

from __future__ import annotations

from kg.extract.candidates import Candidate, display
from kg.extract.tokens import Row, Run, Token, closed, find_all
from kg.lexicon.actors import ActorLexicon, Alias, Noun
from kg.lexicon.words import word_class

LOCATIVE = word_class("place.sign")
_ACTING = word_class("place.acting")
_FROM = frozenset({"من"})
_COMMAS = frozenset({"،", ","})


def known_names(row: Row, lexicon: ActorLexicon) -> list[Candidate]:
    """Known actors that do not overlap, the longest first at each token."""
    out: list[Candidate] = []
    at = 0
    while at < len(row.tokens):
        hit = next((h for h in find_all(lexicon.aliases, row.tokens, at) if _fits(row, lexicon, *h)), None)
        if hit is None:
            at += 1
            continue
        out.append(_candidate(row, lexicon, *hit, _listed_place(row, hit[0], out)))
        at = hit[0].last + 1
    return out


def _listed_place(row: Row, run: Run, before: list[Candidate]) -> bool:
    """`في سوريا والعراق`: joined to a place right before it."""
    if not before or before[-1].type != "Place":
        return False
    gap = row.tokens[before[-1].last + 1 : run.first]
    return all(t.raw in _COMMAS for t in gap) and ("و" in run.reading.clitics or len(gap) == 1)


def _fits(row: Row, lexicon: ActorLexicon, run: Run, alias: Alias) -> bool:
    token = row.tokens[run.first]
    if token.raw.isascii() and len(token.raw) <= 4 and not token.raw.isupper():
        return False
    single = run.first == run.last or alias.known.type == "MediaOutlet"  # `وزير الخارجية المصري اليوم`
    if run.reading.text in lexicon.adjectives and single and _adjectival(row, lexicon, run):
        return False
    if alias.kind == "ambiguous":
        return _quoted(row, run) or _headed(row, lexicon, run, alias) or _tagged_so(row, run, alias)
    if alias.kind == "people":
        before = row.tokens[run.first - 1] if run.first else None
        return before is None or not (before.definite and before.upos in {"NOUN", "X"}) or token.core.clitics != ""
    return True


def _adjectival(row: Row, lexicon: ActorLexicon, run: Run) -> bool:
    """`العلاقات السعودية الروسية`: the name of a state that is an adjective of the noun before it."""
    before = row.tokens[run.first - 1] if run.first and not run.reading.clitics else None
    return before is not None and before.definite and before.core.text not in lexicon.stops


def _quoted(row: Row, run: Run) -> bool:
    before, after = run.first - 1, run.last + 1
    return before >= 0 and after < len(row.tokens) and row.tokens[before].is_quote and row.tokens[after].is_quote


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
    wanted = ("LOC",) if alias.known.type == "State" else ("ORG", "ARM")
    words = (run.reading.word, row.tokens[run.last].last)
    return alias.known.type != "MediaOutlet" and any(
        n.type in wanted and (n.first, n.last) == words for n in row.sentence.names
    )


def _candidate(row: Row, lexicon: ActorLexicon, run: Run, alias: Alias, listed: bool) -> Candidate:
    named = alias.kind in ("name", "capital", "ambiguous")
    place = alias.known.type == "State" and named and (listed or _as_place(row, run, alias))
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
    before = before_quotes(row, run.first)
    if "ب" in run.reading.clitics or (before is not None and before.core.text in LOCATIVE):
        return True
    if _dateline(row, run) or _after_capital_of(row, run):
        return True
    if alias.kind != "capital":
        return False
    return (before is not None and before.core.text in _FROM) or not _acting(row, run)


def before_quotes(row: Row, at: int) -> Token | None:
    """The token before a token, quotation marks between them skipped."""
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
    before = before_quotes(row, run.first)
    coordinated = "و" in run.reading.clitics or any("و" in t.core.clitics for t in near[1:] or near)
    return (before is not None and before.core.text in _ACTING) or coordinated
