"""Agreements: nouns and verbs of agreement with parties and status, those of one agreement sharing an event.

Parties come by `بين`, `مع`, adjectives of states, or the subject of the verb that holds the noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, cast, get_args

from kg.arabic.fold import fold
from kg.extract.arguments import Group, clause_end, groups, words_between
from kg.extract.discourse import Discourse, Mention
from kg.extract.factuality import read
from kg.extract.frames import Frame, Part
from kg.extract.setting import nearest_time
from kg.extract.times import FoundTime
from kg.extract.topic import topic
from kg.lexicon.load import Entry, entries
from kg.lexicon.match import Hit, Matcher, bare
from kg.model import AgreementStatus, Sentence, Span

AgreementRole = Literal["noun", "agree", "hold", "state", "contain", "list"]
_REACH = 12
_STRENGTH: tuple[AgreementStatus, ...] = ("signed", "reached", "failed", "proposed", "denied")
_STOPS = frozenset({"حيث", "فيما", "بينما", "لكن", "اذ", "تضمن", "تنص", "ينص", "تقضي", "يقضي"})
_PARTIES = frozenset({"Person", "Organization", "ArmedGroup", "GovernmentBody", "State", "UnnamedActor"})


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of agreements.yaml with its role and status."""

    hit: Hit
    role: AgreementRole
    status: AgreementStatus | None

    @property
    def at(self) -> int:
        """The word that it begins at."""
        return self.hit.first


@dataclass(slots=True)
class _Agreement:
    """An agreement under construction."""

    frames: list[Frame] = field(default_factory=list)
    parties: set[int] = field(default_factory=set)
    named: bool = False

    @property
    def last(self) -> int:
        return max(f.sentence for f in self.frames)


@cache
def _lexicon() -> tuple[Matcher, dict[str, tuple[AgreementRole, AgreementStatus | None]]]:
    found = entries("agreements.yaml", frozenset({"role", "status"}))
    return Matcher(found), {e.id: _meaning(e) for e in found}


def _meaning(entry: Entry) -> tuple[AgreementRole, AgreementStatus | None]:
    role = cast("AgreementRole", entry.choice("role", get_args(AgreementRole)))
    return role, cast("AgreementStatus | None", entry.option("status"))


def hits(sentence: Sentence) -> list[Found]:
    """The entries that the sentence's words match, one a word, in order."""
    matcher, known = _lexicon()
    return [Found(hit, *known[hit.entry.id]) for hit in matcher.find_longest(sentence)]


def find(discourse: Discourse, times: tuple[FoundTime, ...]) -> tuple[Frame, ...]:
    """All agreements that the article tells of, as frames."""
    agreements: list[_Agreement] = []
    tellings = [t for s in discourse.annotated.sentences for t in _tellings(discourse, times, s)]
    for frame, definite in sorted(tellings, key=lambda t: (t[0].trigger.where == "title", t[0].sentence)):
        target = _same(agreements, frame, definite)
        if target is None and len(_ids(frame)) >= 2:
            target = _Agreement()
            agreements.append(target)
        if target is not None:
            target.frames.append(frame)
            target.parties |= _ids(frame)
    return tuple(
        replace(f, event=a.frames[0].id, status=f.status if f.polarity == "negative" else _status(a))
        for a in agreements
        for f in a.frames
    )


def _ids(frame: Frame) -> set[int]:
    return {part.entity for part in frame.parts}


def _status(agreement: _Agreement) -> str:
    """The strongest that is told: what was signed was reached before."""
    told = {f.status for f in agreement.frames if f.polarity == "positive"}
    return next((s for s in _STRENGTH if s in told), "reached")


def _same(agreements: list[_Agreement], frame: Frame, definite: bool) -> _Agreement | None:
    """The agreement with these parties; a definite noun without parties means the last one told."""
    parties = _ids(frame)
    if len(parties) >= 2:
        return next((a for a in reversed(agreements) if len(parties & a.parties) >= 2), None)
    if not definite:
        return None
    fitting = [a for a in agreements if parties <= a.parties and frame.sentence - a.last <= _REACH]
    return max(fitting, key=lambda a: (len(a.frames) > 1, a.last), default=None)


# --- a telling -----------------------------------------------------------------------------------------------------


def _tellings(discourse: Discourse, times: tuple[FoundTime, ...], sentence: Sentence) -> Iterator[tuple[Frame, bool]]:
    found = hits(sentence)
    near = groups(discourse, sentence.index)
    for item in found:
        if item.role not in ("noun", "agree") or (item.role == "agree" and _is_noun(sentence, item)):
            continue
        parties = _parties(discourse, sentence, near, found, item)
        frame = _frame(discourse, times, sentence, item, _own_status(sentence, found, item), parties)
        yield frame, item.role == "noun" and bare(sentence.words[item.at].text) != fold(sentence.words[item.at].text)


def _is_noun(sentence: Sentence, item: Found) -> bool:
    """Whether a verb of agreeing is a noun here (`توافق`); an inflected form that is tagged as one (`اتفقا`) is not."""
    word = sentence.words[item.at]
    return word.upos == "NOUN" and bare(word.text) == bare(word.lemma)


def _frame(
    discourse: Discourse,
    times: tuple[FoundTime, ...],
    sentence: Sentence,
    item: Found,
    status: AgreementStatus | None,
    parties: tuple[Mention, ...],
) -> Frame:
    reading = read(sentence, item.at)
    denied = bool(reading.effects & {"denied", "negated"})
    name = f"a{sentence.index}.{item.at}"
    return Frame(
        id=name,
        event=name,
        type="Agreement",
        sentence=sentence.index,
        trigger=discourse.annotated.doc.span(
            sentence.where, sentence.words[item.at].start, sentence.words[item.at].end
        ),
        evidence=(_evidence(discourse, sentence, item, parties),),
        status="denied" if denied else status,
        parts=_parts(discourse, parties),
        time=nearest_time(times, sentence, item.at, clause_end(sentence, item.at + 1, _STOPS)),
        certainty=reading.certainty,
        polarity="negative" if denied else "positive",
        tense=reading.tense,
        reasons=(item.hit.entry.id, *reading.reasons),
    )


def _evidence(discourse: Discourse, sentence: Sentence, item: Found, parties: tuple[Mention, ...]) -> Span:
    words = [item.at, item.hit.last, *(p.full_first for p in parties), *(p.full_last for p in parties)]
    first, last = max(min(words), item.at - 30), min(max(*words, item.at + 4), item.at + 30, len(sentence.words) - 1)
    return discourse.annotated.doc.span(sentence.where, sentence.words[first].start, sentence.words[last].end)


def _parts(discourse: Discourse, parties: tuple[Mention, ...]) -> tuple[Part, ...]:
    out: dict[int, Part] = {}
    for mention in parties:
        for entity in discourse.actors(discourse.entity(mention)):
            if entity.type in _PARTIES:
                out.setdefault(entity.id, Part(entity.id, "party", None, mention.title, (mention.span,)))
    return tuple(out.values())


def _own_status(sentence: Sentence, found: list[Found], item: Found) -> AgreementStatus | None:
    """The status that the nearest verb or adjective gives."""
    if item.status:
        return item.status
    near = [f for f in found if f.status and f.role in ("hold", "state") and abs(f.at - item.at) <= _REACH]
    best = min(near, key=lambda f: abs(f.at - item.at), default=None)
    return best.status if best else "reached"


def _parties(
    discourse: Discourse, sentence: Sentence, near: tuple[Group, ...], found: list[Found], item: Found
) -> tuple[Mention, ...]:
    end = clause_end(sentence, item.at + 1, _STOPS)
    right = [g for g in near if item.hit.last < g.first < end and g.first - item.hit.last <= 2 * _REACH]
    out: list[Mention] = []
    for group in right:
        if group.preposition in {"بين", "مع"}:
            out += group.mentions
    out += _between_pronoun(discourse, sentence, near, item)
    if item.role == "noun":
        out += [
            m
            for g in right[:2]
            if g.first - item.hit.last <= 3 and g.preposition is None
            for m in g.mentions
            if m.type == "State"
        ]
    holder = item if item.role == "agree" else _holder(found, item)
    if holder is not None and len({m.entity for m in out}) < 2:
        out = [*_subject(discourse, sentence, near, holder), *out]
    return tuple({m.entity: m for m in out}.values())


def _between_pronoun(discourse: Discourse, sentence: Sentence, near: tuple[Group, ...], item: Found) -> list[Mention]:
    """`الاتفاق الموقع بينه وبين القوات`: the topic and the group behind the second `بين`."""
    words = sentence.words
    for at in range(item.hit.last + 1, min(item.hit.last + 5, len(words) - 1)):
        if fold(words[at].text) == "بين" and words[at + 1].token == words[at].token and words[at + 1].upos == "PRON":
            before = [g for g in near if g.last < item.at and g.preposition is None]
            own = before[-1].mentions[:1] if before else topic(discourse, sentence, item.at)
            other = next((g.mentions for g in near if g.first > at + 1 and g.preposition == "بين"), ())
            return [*own, *other]
    return []


def _holder(found: list[Found], item: Found) -> Found | None:
    """The nearest verb that holds the noun."""
    verbs = [f for f in found if f.role == "hold" and abs(f.at - item.at) <= _REACH]
    return min(verbs, key=lambda f: abs(f.at - item.at), default=None)


def _subject(discourse: Discourse, sentence: Sentence, near: tuple[Group, ...], verb: Found) -> tuple[Mention, ...]:
    """Who agreed or signed: the group right after the verb, or a coordination before it, insets skipped."""
    after = [g for g in near if 0 < g.first - verb.hit.last <= 3 and g.preposition is None]
    if after:
        return after[0].mentions
    before = [g for g in near if g.last < verb.at and verb.at - g.last <= 2 * _REACH]
    bare_before = [g for g in before if g.preposition in (None, "ان")]
    plural = [g for g in bare_before if len(g.mentions) > 1 or discourse.entity(g.mentions[0]).members]
    if plural and not words_between(sentence, plural[-1].last + 1, verb.at).count("ان"):
        return plural[-1].mentions
    return bare_before[-1].mentions if bare_before else topic(discourse, sentence, verb.at)
