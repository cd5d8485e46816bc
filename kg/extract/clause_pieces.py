"""Pieces of prose that may say what one side is to do under an agreement; a model weighs each.

Sentences around an agreement's tellings are cut at punctuation, and these spans again before `و` that joins a verb, a
verbal noun or `أن`.  Of a span and its parts the parts are taken where one of them is likelier than the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.arabic.fold import fold
from kg.extract.agreement_rules import hits
from kg.extract.arguments import groups
from kg.extract.attribution.cues import cues
from kg.extract.clause_words import only_signed
from kg.extract.contents import denies
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame
from kg.extract.learned import model
from kg.extract.pair_features import aspect, bucket, tree_path
from kg.extract.passages import piece_features
from kg.extract.times import is_future_verb
from kg.lexicon.actors import actor_lexicon
from kg.lexicon.words import word_class
from kg.model import Sentence, Word

_CUTS = frozenset({"،", ",", "؛", ";", ".", ":", "!", "؟"})
AHEAD = 3  # sentences after a telling that may go on about the agreement
BACK = 1  # sentences before a telling that may say what was agreed
_LEAST = 2  # words
_OPENERS = frozenset(
    {
        "ب",
        "ل",
        "علي",
        "ان",
        "مقابل",
        "كما",
        "الا",
        "حيث",
        "الذي",
        "التي",
        "و",
        "بان",
        "لا",
        "عدم",
        "في",
        "من",
        "بعد",
        "شرط",
    }
)
_JOINTS = frozenset({"و", "او"})
_BREAKS = word_class("clause.break")
_MEDIATION = word_class("event.mediation", "event.patronage")
_BREAKS_OF_TWO = frozenset({("علي", "ان"), ("ب", "الاضافه"), ("اضافه", "الي"), ("ب", "شرط"), ("ب", "حيث")})
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "X"})
_FIRST = 4  # nouns and verbs of a piece that tell what it is about
_INSIDE = word_class("clause.weight")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words `first` to `last` (inclusive) of a sentence near a telling of an agreement; `whole` if a span."""

    sentence: Sentence
    first: int
    last: int
    whole: bool
    features: tuple[str, ...]


def likely(discourse: Discourse, frames: Sequence[Frame], others: Sequence[Frame]) -> Iterator[Segment]:
    """The pieces near an agreement's tellings that the model takes for its clauses; `others` are of all agreements."""
    weigher = model("agreement-clause")
    for whole, parts in spans(discourse, frames, others):
        best = max((weigher.score(p.features) for p in parts), default=0.0)
        chosen = parts if best >= weigher.score(whole.features) else [whole]
        yield from (s for s in chosen if weigher.says(s.features) and _tells_what(discourse, s))


def _tells_what(discourse: Discourse, segment: Segment) -> bool:
    """Whether a piece may say what was agreed.

    `أبرمت مصر صفقة مع إيطاليا بوساطة فرنسا` says that something was, and by whom; `صرح مسؤولون` who said so; `لم تتضمن`
    what was not.
    """
    at = segment.sentence, segment.first, segment.last
    if denies(*at) or only_signed(*at):
        return False
    told = {at for f in hits(segment.sentence) for at in range(f.hit.first, f.hit.last + 1)}
    said = {cue.at for cue in cues(discourse, segment.sentence)}
    known = told | said | discourse.actor_words(segment.sentence.index)
    words = segment.sentence.words[segment.first : segment.last + 1]
    return any(w.upos in CONTENT and w.index not in known and fold(w.text) not in _MEDIATION for w in words)


def spans(
    discourse: Discourse, frames: Sequence[Frame], others: Sequence[Frame]
) -> Iterator[tuple[Segment, list[Segment]]]:
    """The spans near an agreement's tellings, each with its parts if it has several."""
    for sentence, telling in _near(discourse, frames, others):
        for (first, last), pieces in pieces_of(sentence):
            whole = _segment(discourse, sentence, first, last, telling, whole=True)
            yield whole, [_segment(discourse, sentence, a, b, telling, whole=False) for a, b in pieces]


def pieces_of(sentence: Sentence) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """The spans between marks, first and last word, each with the parts that it is cut into, none if it is not cut."""
    for first, last in _between_marks(sentence):
        cuts = [at for at in range(first + 1, last) if _opens(sentence, at)]
        ends = [*(at - 1 for at in cuts), last]
        pieces = [(a, b) for a, b in zip([first, *cuts], ends, strict=True) if b - a + 1 >= _LEAST]
        yield _begun(sentence, first, last), [_begun(sentence, a, b) for a, b in pieces] if cuts else []


def _begun(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A piece without `و` and marks of quotation in front."""
    while first < last and fold(sentence.words[first].text) in {"و", "«", '"', "“"}:
        first += 1
    return first, last


def _near(discourse: Discourse, frames: Sequence[Frame], others: Sequence[Frame]) -> Iterator[tuple[Sentence, Frame]]:
    """Sentences of the text in which the agreement is told or that stand near, each with the telling it hangs on.

    A sentence hangs on the last telling before it, else on the first one after it.
    """
    told = {f.sentence: f for f in others if f.event != frames[0].event} | {f.sentence: f for f in frames}
    for sentence in discourse.annotated.sentences:
        at = sentence.index
        near = (*range(at, max(at - AHEAD, 0) - 1, -1), *range(at + 1, at + BACK + 1))
        telling = next((told[i] for i in near if i in told), None)
        if sentence.where == "text" and telling is not None and telling.event == frames[0].event:
            yield sentence, telling


def _between_marks(sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = 0
    for word in (*sentence.words, None):
        at = word.index if word is not None else len(sentence.words)
        if word is None or word.text in _CUTS:
            if at - first >= _LEAST:
                yield first, at - 1
            first = at + 1


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a new duty may begin at a word.

    It may at `و` with a verb, `أن`, a noun without the article or one that governs a preposition (`والسماح بـ`), no
    name, at `أو` with such a noun, and at `مقابل`, `على أن` and their like.
    """
    keys = [fold(w.text) for w in sentence.words[at : at + 2]]
    if keys[0] in _BREAKS or tuple(keys) in _BREAKS_OF_TWO:
        return True
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    if keys[0] not in _JOINTS or after is None:
        return False
    if any(name.first in (at, after.index) for name in sentence.names):
        return False
    if actor_lexicon().nouns.get((fold(after.text),)) is not None:
        return False  # `توصلت الحكومة ووفد من المدينة إلى اتفاق`
    if after.upos == "NOUN":
        return not keys[1].startswith("ال") or _governs(sentence, at + 1)
    return keys[0] == "و" and after.upos in {"VERB", "AUX", "SCONJ"}


def _governs(sentence: Sentence, at: int) -> bool:
    """Whether a preposition stands right behind a noun, as behind a verbal noun that it belongs to."""
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    return after is not None and after.upos == "ADP"


def _segment(
    discourse: Discourse, sentence: Sentence, first: int, last: int, telling: Frame, *, whole: bool
) -> Segment:
    found = (
        *_features(discourse, sentence, first, last, telling, whole),
        *piece_features(discourse, (sentence.index, first, last)),
    )
    return Segment(sentence, first, last, whole, found)


def _features(
    discourse: Discourse, sentence: Sentence, first: int, last: int, telling: Frame, whole: bool
) -> Iterator[str]:
    words = sentence.words[first : last + 1]
    where = _where(sentence, first, last, telling)
    yield where
    yield f"{where} whole={whole}"
    yield f"whole={whole} length={bucket(len(words))}"
    yield f"entry={telling.reasons[0]}"
    yield f"{where} entry={telling.reasons[0]}"
    yield f"status={telling.status}"
    yield from _beginning(sentence, first, where)
    yield from _governed(sentence, first, last, telling)
    yield from (f"speaks of {key}" for key in _subjects(sentence, first, last))
    yield f"cited={any(first <= c.at <= last for c in cues(discourse, sentence))}"
    aspects = {f for w in words if w.upos == "VERB" for f in w.feats.split("|") if f.startswith("Aspect")}
    yield f"{where} aspects={' '.join(sorted(aspects))}"
    yield f"verbs={min(sum(w.upos == 'VERB' for w in words), 3)}"
    yield f"future={any(is_future_verb(w, sentence) for w in words)}"
    yield f"numbers={any(w.upos == 'NUM' or w.text.isdigit() for w in words)}"
    yield from (f"has {key}" for key in sorted(_INSIDE & {fold(w.text) for w in words}))
    found = hits(sentence)
    yield from (f"{where} holds {f.role}" for f in found if first <= f.at <= last)
    yield from (f"{where} behind {f.role}" for f in found if first - 3 <= f.hit.last < first)
    parties = {p.entity for p in telling.parts}
    near = [
        (g, m) for g in groups(discourse, sentence.index) for m in g.mentions if first <= g.first and g.last <= last
    ]
    yield f"parties={min(len({m.entity for _, m in near} & parties), 2)}"
    yield f"actors={min(len(near), 3)}"
    yield from (f"{where} party {g.preposition}" for g, m in near if m.entity in parties)


def _governed(sentence: Sentence, first: int, last: int, telling: Frame) -> Iterator[str]:
    """The relation of a piece's outermost word to what governs it, and the way to it from the trigger."""
    inside = range(first, last + 1)
    top = next((w for w in sentence.words[first : last + 1] if w.upos in CONTENT and w.head not in inside), None)
    if top is None:
        return
    relation = top.deprel.partition(":")[0]
    yield f"top {top.upos} {relation}"
    if top.head >= 0:
        yield f"top {top.upos} {relation} of {fold(sentence.words[top.head].lemma)}"
    if sentence.index == telling.sentence:
        yield f"path={tree_path(sentence, telling.word, top.index)}"


def _subjects(sentence: Sentence, first: int, last: int) -> list[str]:
    """The lemmas of the first nouns and verbs of a piece: what duties are about (`انسحاب`, `تسليم`)."""
    words = [w for w in sentence.words[first : last + 1] if w.upos in {"NOUN", "VERB"}]
    return sorted({fold(w.lemma) for w in words[:_FIRST]})


def _where(sentence: Sentence, first: int, last: int, telling: Frame) -> str:
    """Where a piece stands against the telling's trigger."""
    if sentence.index != telling.sentence:
        apart = sentence.index - telling.sentence
        return f"sentences after={apart}" if apart > 0 else f"sentences before={-apart}"
    at = telling.word
    if first <= at <= last:
        return "with the trigger"
    return "before the trigger" if last < at else f"after the trigger={'near' if first - at < 12 else 'far'}"


def _beginning(sentence: Sentence, first: int, where: str) -> Iterator[str]:
    """How a piece begins, and what stands before it."""
    word = sentence.words[first]
    key = fold(word.text)
    yield f"begins {_shape(word)}"
    yield f"{where} begins {_shape(word)}"
    if key in _OPENERS:
        yield f"opens {key}"
        after = sentence.words[first + 1] if first + 1 < len(sentence.words) else None
        if after is not None:
            yield f"opens {key} {_shape(after)}"
    yield f"lemma {fold(word.lemma)}"
    before = sentence.words[first - 1] if first else None
    yield f"behind {fold(before.text) if before and (before.upos == 'PUNCT' or fold(before.text) in _OPENERS) else '-'}"


def _shape(word: Word) -> str:
    return f"{word.upos} {aspect(word)} {'definite' if fold(word.text).startswith('ال') else ''}".strip()
