"""Expressions of time in an article, worked out to days.

The article's day is what `اليوم` means in it: a day of the week beside `اليوم` or `أمس`, or the dateline's date, goes
before the day on which it was published, as news is of that day or of days before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.arabic.calendars import weekday_number
from kg.arabic.fold import fold, folded_with_map
from kg.extract.time_rules import Edge, Match, TimeKind, context_forms, edge_pattern, matches
from kg.extract.time_values import Value, View, bounded, joined, value_of
from kg.lexicon.words import word_class
from kg.model import AnnotatedDocument, Sentence, Span, Time, Word

_TATWEEL_DASH = re.compile("(?<=\\d)\u0640+(?=\\d)")
_BETWEEN = re.compile(r" ?(?:-|–|و?(?:الي|حتي|لغايه|وحتي)(?: يوم)?) ?(?:غايه )?|(?P<and> و(?:يوم )?)")
_SAME = re.compile(r"[ ،,(]*(?:الموافق|الموافق ل|المصادف)[ :]*")
_BETWEEN_BEFORE = re.compile(r"(?<!\w)بين (?:يوم |يومي )?$")
_OPEN, _CLOSE = "«“\"'”", "»”\"'“"
_DATELINE_WORDS = 16
_DATELINE_DAYS = 7
_ABSOLUTE: frozenset[TimeKind] = frozenset({"date", "numeric", "hijri"})
_BOUNDABLE: frozenset[TimeKind] = _ABSOLUTE | {"month", "hijri-month", "year", "weekday", "unit", "month-day", "day"}
_TERMS: frozenset[TimeKind] = frozenset({"within", "term"})
_ENDS = tuple(f"{word} " for word in sorted(word_class("time.end")))  # of a span: before its end lies within it
_UNDATED = Value(None, None, "interval", "stated")


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time with where it stands: sentence, words `first` to `last` (inclusive), characters, and what it hangs on.

    `kind` is the rule's: `date`, `weekday`, `day` (`أمس`), ...; `future` tells of what is to come.
    """

    time: Time
    sentence: int
    first: int
    last: int
    span: Span
    kind: TimeKind
    rule: str
    future: bool


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence with its folded text and the way back."""

    sentence: Sentence
    folded: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document of characters of the folded text."""
        return self.sentence.start + self.offsets[start], self.sentence.start + self.offsets[end]


@dataclass(frozen=True, slots=True)
class _Hit:
    """An expression with its value; several that make one range are one hit."""

    match: Match
    start: int
    end: int
    value: Value | None
    future: bool


def find_times(annotated: AnnotatedDocument) -> tuple[FoundTime, ...]:
    """The expressions of time whose days can be told, in order of the text; `evidence` of each is its span."""
    day = article_day(annotated)
    return tuple(found for text in _texts(annotated) for found in _times_of(annotated, text, day))


def find_terms(annotated: AnnotatedDocument, sentence: Sentence) -> tuple[FoundTime, ...]:
    """What a sentence says of how long something may take (`خلال 48 ساعة`), without days, in order of the text."""
    text = _text(annotated, sentence)
    told = (match for match in matches(text.folded) if match.rule.kind in _TERMS)
    return tuple(_found(annotated, text, _Hit(m, m.start, m.end, _UNDATED, True)) for m in told)


def article_day(annotated: AnnotatedDocument) -> date | None:
    """The day that `اليوم` means in the article; None where neither it nor its record tells."""
    texts = _texts(annotated)
    published = annotated.doc.published
    dateline = _dateline(texts, published)
    if dateline is not None or published is None:
        return dateline
    for text in texts:
        for match in matches(text.folded):
            if match.rule.kind == "day" and (found := _named_day(match, published)):
                return found
    return published


def _named_day(match: Match, published: date) -> date | None:
    """The article's day by `أمس الثلاثاء`: the last day up to that of publication of which it can be said."""
    number = weekday_number(match.slots.get("weekday", ""))
    if number is None:
        return None
    return published - timedelta(days=(published.weekday() - (number - match.rule.offset)) % 7)


def _dateline(texts: tuple[_Text, ...], published: date | None) -> date | None:
    """A whole date in a short line without a verb among the first or last of the article, or with `الموافق`."""
    lines = [text for text in texts if text.sentence.where == "text"]
    for text in dict.fromkeys([*lines[:3], *lines[-2:]]):
        for match in matches(text.folded):
            value = value_of(match, View(None)) if match.rule.kind in _ABSOLUTE else None
            if value and value.start and value.start == value.end and not value.start.startswith("--"):
                found = date.fromisoformat(value.start)
                near = published is None or 0 <= (published - found).days <= _DATELINE_DAYS
                if near and _is_dateline(text, match):
                    return found
    return None


def _is_dateline(text: _Text, match: Match) -> bool:
    if _SAME.search(text.folded, max(0, match.start - 12), match.end + 12) and match.start < 80:
        return True
    words = text.sentence.words
    return len(words) <= _DATELINE_WORDS and not any(word.upos == "VERB" for word in words)


# --- a sentence ------------------------------------------------------------------------------------------------------


def _texts(annotated: AnnotatedDocument) -> tuple[_Text, ...]:
    return tuple(_text(annotated, sentence) for sentence in annotated.sentences)


def _text(annotated: AnnotatedDocument, sentence: Sentence) -> _Text:
    raw = annotated.doc.source(sentence.where)[sentence.start : sentence.end]
    dashes = _TATWEEL_DASH.sub(lambda found: "-" + " " * (len(found[0]) - 1), raw)  # 16ـ17 is a range
    return _Text(sentence, *folded_with_map(dashes))


def _times_of(annotated: AnnotatedDocument, text: _Text, day: date | None) -> Iterator[FoundTime]:
    hits = [_hit(text, match, day) for match in matches(text.folded) if not _is_name(text, match)]
    for hit in _with_edges(text, _joined(text, hits)):
        if hit.value is not None and (hit.value.start or hit.value.end):
            yield _found(annotated, text, hit)


def _hit(text: _Text, match: Match, day: date | None) -> _Hit:
    first, _ = _words(text, match.start, match.end)
    told = tense(text.sentence, first)
    future = told is not False if match.rule.kind == "within" else bool(told)
    return _Hit(match, match.start, match.end, value_of(match, View(day, future, told is False)), future)


def _found(annotated: AnnotatedDocument, text: _Text, hit: _Hit) -> FoundTime:
    value = hit.value
    assert value is not None
    span = annotated.doc.span(text.sentence.where, *text.span(hit.start, hit.end))
    time = Time(span.text, value.start, value.end, value.precision, value.basis, (span,))
    first, last = _words(text, hit.start, hit.end)
    return FoundTime(time, text.sentence.index, first, last, span, hit.match.rule.kind, hit.match.rule.id, hit.future)


def _words(text: _Text, start: int, end: int) -> tuple[int, int]:
    """First and last word of characters; clitics in front, which share the token's characters, are left out."""
    begin, stop = text.span(start, end)
    inside = [word for word in text.sentence.words if word.start < stop and word.end > begin]
    if not inside:
        return 0, 0
    while len(inside) > 1 and inside[0].start < begin and inside[1].token == inside[0].token:
        inside = inside[1:]
        if len(inside[0].text) > 1:
            break
    return inside[0].index, inside[-1].index


def _joined(text: _Text, hits: list[_Hit]) -> list[_Hit]:
    """Hits of which `X الموافق Y` are one, and `من X إلى Y`, `X - Y` are one range."""
    done: list[_Hit] = []
    for hit in hits:
        both = _pair(text, done[-1], hit) if done else None
        if both is not None:
            done[-1] = both
        else:
            done.append(hit)
    return done


def _pair(text: _Text, first: _Hit, last: _Hit) -> _Hit | None:
    gap = text.folded[first.end : last.start]
    if _SAME.fullmatch(gap) and (first.value or last.value):
        value = last.value if first.match.rule.kind.startswith("hijri") and last.value else first.value or last.value
        return _Hit(first.match, first.start, last.end, value, first.future)
    found = _BETWEEN.fullmatch(gap)
    if found is None or first.value is None or last.value is None:
        return None
    if found["and"] and not _BETWEEN_BEFORE.search(text.folded, 0, first.start):
        return None
    value = joined(first.value, last.value)
    return _Hit(first.match, first.start, last.end, value, first.future) if value else None


def _with_edges(text: _Text, hits: list[_Hit]) -> Iterator[_Hit]:
    for hit in hits:
        edge = _edge(text, hit)
        if edge and hit.value and hit.match.rule.kind in _BOUNDABLE:
            yield _Hit(hit.match, hit.start, hit.end, bounded(hit.value, edge), hit.future)
        else:
            yield hit


def _edge(text: _Text, hit: _Hit) -> Edge | None:
    found = edge_pattern().search(text.folded[: hit.start])
    if found is None and hit.match.slots.get("cue") == "منذ":
        return "since"
    names: dict[str, Edge] = {"since": "since", "until": "until", "before": "before"}
    edge = next((names[name] for name, words in found.groupdict().items() if words), None) if found else None
    return "until" if edge == "before" and text.folded.startswith(_ENDS, hit.start) else edge


def _is_name(text: _Text, match: Match) -> bool:
    """Whether the expression is part of a name: quoted (a newspaper), after `ثورة`, `صحيفة`, or `بين الاثنين`."""
    before, after = text.folded[: match.start], text.folded[match.end :]
    if before[-1:] in tuple(_OPEN) and after[:1] in tuple(_CLOSE) and before:
        return True
    words = re.findall(r"\w+", before)[-1:]
    bare = [re.sub("^(?:[وف]?(?:ال|لل|[بلك]))", "", word) for word in words]
    if match.rule.kind in ("date", "day", "month") and context_forms("not") & {*words, *bare}:
        return True
    alone = text.folded[match.start : match.end] == "الاثنين" and not after.startswith((" و", " -"))  # also: the two
    return alone and bool(context_forms("not-weekday") & set(words))


# --- past or future --------------------------------------------------------------------------------------------------


def tense(sentence: Sentence, at: int) -> bool | None:
    """Whether the passage before a word (or that after it) tells of what is to come; None if neither has a verb."""
    before = _tense(sentence.words[:at][::-1], sentence)
    return before if before is not None else _tense(sentence.words[at:], sentence)


def _tense(words: tuple[Word, ...], sentence: Sentence) -> bool | None:
    """True at the first word that points ahead, False at the first verb of the past, None if there is neither."""
    for word in words:
        key = fold(word.text)
        if key in context_forms("future") or is_future_verb(word, sentence):
            return True
        if word.upos == "VERB" and "Aspect=Perf" in word.feats:
            return False
    return None


def is_future_verb(word: Word, sentence: Sentence) -> bool:
    """Whether it is a verb with `س`, as one word or two, and no name (`ستيف`)."""
    if any(name.first <= word.index <= name.last for name in sentence.names):
        return False
    if word.index > 0 and word.upos == "VERB":
        before = sentence.words[word.index - 1]
        if before.text == "س" and before.token == word.token:
            return True
    least = {"VERB": 2, "X": 3}.get(word.upos)  # without a tag, `سيطر` and `ستة` are near
    return least is not None and re.match(f"[وف]?س[يتنأا]\\w{{{least}}}", word.text) is not None
