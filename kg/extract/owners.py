"""Bodies that titles name: `الأمن العام` in `مساعد مدير الأمن العام للشؤون الأمنية`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.candidates import Candidate, Title, display
from kg.extract.tokens import Row, find
from kg.lexicon.actors import ActorLexicon
from kg.lexicon.words import word_class

_OWNED = frozenset(
    {
        "title.head-of", "title.secretary", "title.commander", "title.leader", "title.member", "title.coordinator",
        "title.officer-of", "title.spokesman", "title.delegate", "title.envoy", "title.advisor", "title.president",
    }
)  # fmt: skip
_TASKS = word_class("body.branch")
_ENDS = frozenset({"في", "لدي", "عن", "من", "الي", "لشوون", "علي"})


def owned_bodies(
    row: Row, lexicon: ActorLexicon, named: Sequence[Candidate], alone: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The bodies that titles name and no other rule found."""
    taken = {at for c in named if c.type != "Place" for at in range(c.first, c.last + 1)}
    for candidate in (*named, *alone):
        title = candidate.title
        if title is None or title.body is None or title.entries[0].id not in _OWNED:
            continue
        span = _body(row, lexicon, title)
        if span is not None and not taken & set(range(span[0], span[1] + 1)):
            taken |= set(range(span[0], span[1] + 1))
            yield _candidate(row, *span)


def _body(row: Row, lexicon: ActorLexicon, title: Title) -> tuple[int, int] | None:
    """The tokens of the body: after further offices (`مساعد مدير`), up to a preposition; none if it is an adjective."""
    first, last = title.body or (0, -1)
    hit = find(lexicon.titles, row.tokens, first)
    while hit is not None and hit[0].last < last:
        first = hit[0].last + 1
        hit = find(lexicon.titles, row.tokens, first)
    ends = (at for at in range(first, last + 1) if _ends(row, at, first))
    last = next(ends, last + 1) - 1
    if (
        hit is not None
        or first > last
        or row.tokens[first].bare in _TASKS
        or _adjective(row, lexicon, first)
        or row.tokens[first].is_punct
    ):
        return None
    return (first, last) if any(row.tokens[at].definite for at in range(first, last + 1)) else None


def _ends(row: Row, at: int, first: int) -> bool:
    token = row.tokens[at]
    return token.is_punct or token.core.text in _ENDS or (at > first and token.core.clitics in {"ل", "ب"})


def _adjective(row: Row, lexicon: ActorLexicon, at: int) -> bool:
    token = row.tokens[at]
    return token.upos == "ADJ" or token.core.text in lexicon.adjectives or bool(token.core.clitics)


def _candidate(row: Row, first: int, last: int) -> Candidate:
    return Candidate(
        row=row.sentence.index,
        first=first,
        last=last,
        start=row.tokens[first].core,
        full_first=first,
        full_last=last,
        type="Organization",
        form="name",
        what="name",
        name=display(row, first, last),
        noun_text=row.tokens[first].bare,
        definite=True,
    )
