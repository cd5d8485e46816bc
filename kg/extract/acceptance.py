"""Whether what words seem to tell is an event at all: `تقابل ذلك بالرفض` tells of no meeting.

Looks at all tellings of one event together: what evokes it, who takes part and how sure that is, how it is framed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.arabic.fold import fold
from kg.extract.agreement_rules import evoking, hits
from kg.extract.attribution.cues import speakers
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame, Part, by_event, named_by_words
from kg.extract.learned import Model, model
from kg.extract.pair_features import bucket, word_before
from kg.extract.passages import event_likelihood, likelihood
from kg.lexicon.words import word_class

_LIKELY = 0.3  # from which score on a party that a rule names is taken for one
_DENIAL = "fact.denial"
_MEET, _NO_DOUBT = frozenset({"meet.ijtamaa", "meet.iltaqa"}), 0.9  # from which likelihood the network has none
_HAPPENING = word_class("event.happening")
_HELD, _HARDLY_DOUBTED = 5, 0.8  # words from `عقد` to the noun of meeting; the network's likelihood
_NEAR = 3  # words before a trigger that may frame it
_FRAMES = frozenset(
    {"اذا", "لو", "قد", "لم", "لن", "لا", "عدم", "ان", "بعد", "قبل", "خلال", "عقب", "اي", "كل", "هل", "ما", "سوف", "س"}
    | {"يمكن", "يجب", "ضروره", "امكانيه", "اجل", "لاجل", "اثر", "منذ", "حول", "بشان", "نتائج"}
    | {"في", "ب", "ل", "الي", "من"}
)
_GRAMMATICAL = frozenset({"ADP", "CCONJ", "PART", "SCONJ", "PRON", "PUNCT"})
_READ, _ALONE = "read as an event", "read alone"
_INFLECTION = ("Aspect", "Mood", "Person")


def accepted(
    discourse: Discourse, frames: Iterable[Frame], name: str, members: Callable[[Sequence[Frame]], frozenset[int]]
) -> tuple[Frame, ...]:
    """The frames of the events that the model of this name takes for events; `members` tells who takes part."""
    frames = tuple(frames)
    weigher = model(name)
    kept = {event: members(told) for event, told in by_event(frames).items() if _stands(discourse, told, weigher)}
    kept = {event: entities for event, entities in kept.items() if not _of_one_side(discourse, entities)}
    return tuple(_with(f, kept[f.event]) for f in frames if f.event in kept)


def _stands(discourse: Discourse, frames: Sequence[Frame], weigher: Model) -> bool:
    """Whether it is an event: the model says so, or the words themselves.

    A text of one sentence may be a piece of news or no more than a headline, so that either look at it will do.
    """
    if any(_explicit(discourse, frame) for frame in frames):
        return True
    features = event_features(discourse, frames)
    alone = len(discourse.annotated.sentences) == 1 and weigher.says(unread(features))
    return alone or weigher.says(features)


def _of_one_side(discourse: Discourse, entities: Iterable[int]) -> bool:
    """Whether they are somebody and whom he or she stands for: the head of a body receives nobody in it."""
    two = sorted(entities)
    return len(two) == 2 and any(discourse.entities[at].side in two for at in two)


def _explicit(discourse: Discourse, frame: Frame) -> bool:
    """Whether the words of a telling leave nothing to weigh."""
    if frame.type == "Agreement":
        return _says_so(frame)
    return _denied(frame) or _met(discourse, frame) or _agreed_on(discourse, frame)


def _denied(frame: Frame) -> bool:
    """`نفت الوزارة وجود أي مفاوضات مع واشنطن`: who denies, and with whom."""
    return _DENIAL in frame.reasons and bool(named_by_words(frame)) and len(everybody((frame,))) >= 2


def _met(discourse: Discourse, frame: Frame) -> bool:
    """`اجتمع رؤساء روسيا وتركيا وإيران`: several are the subject of a verb of meeting, and the network has no doubt."""
    subjects = [p for p in frame.parts if p.reason == "subject" and p.score >= _LIKELY]
    several = frame.reasons[0] in _MEET and len(subjects) >= 2
    return several and _beside(discourse, frame) and event_likelihood(discourse, frame) >= _NO_DOUBT


def _agreed_on(discourse: Discourse, frame: Frame) -> bool:
    """`اتفقت طهران وواشنطن على عقد جولة من المحادثات`: two agreed to meet, and the network hardly doubts it."""
    sentence = discourse.annotated.sentences[frame.sentence]
    words = [fold(word.text) for word in sentence.words[max(frame.word - _HELD, 0) : frame.word]]
    held = next((at for at, word in enumerate(words) if word in _HAPPENING), 0)
    if not held or words[held - 1] != "علي" or len(frame.parts) < 2:
        return False
    verbs = (found.at for found in evoking(sentence, hits(sentence)) if found.role == "agree")
    near = any(0 < frame.word - at <= 2 * _HELD for at in verbs)
    return near and event_likelihood(discourse, frame) >= _HARDLY_DOUBTED


def _says_so(frame: Frame) -> bool:
    """Whether two whom its words name sign, or are the subject of a verb of agreeing."""
    named = [
        p.reason for p in frame.parts if p.reason not in {"", "model", "elsewhere", "topic"} and p.score >= _LIKELY
    ]
    return (frame.status == "signed" and len(named) >= 2) or (frame.status == "reached" and named.count("subject") >= 2)


def everybody(frames: Iterable[Frame]) -> frozenset[int]:
    """The entities of all tellings."""
    return frozenset(part.entity for frame in frames for part in frame.parts)


def _with(frame: Frame, entities: frozenset[int]) -> Frame:
    return replace(frame, parts=tuple(p for p in frame.parts if p.entity in entities))


def event_features(discourse: Discourse, frames: Sequence[Frame]) -> tuple[str, ...]:
    """The features of an event told by these frames."""
    found = [f"tellings={min(len(frames), 4)}"]
    main = max(frames, key=lambda f: sum(part.score for part in f.parts))
    found += _of_members(discourse, [part for frame in frames for part in frame.parts], main)
    found += _of_telling(discourse, main)
    beside = [frame for frame in frames if _beside(discourse, frame)]
    found += _read(discourse, beside)
    found += _of_two(discourse, main)
    found += [f"entry={entry}" for entry in dict.fromkeys(frame.reasons[0] for frame in frames)]
    found += [f"reads {reason}" for frame in frames for reason in frame.reasons[1:]]
    named = min(max(len(named_by_words(frame)) for frame in frames), 3)
    found += [f"told by rules={named}", f"told by rules={named} entry={main.reasons[0]}"]
    found.append(f"timed={any(f.time for f in frames)}")
    found.append(f"placed={any(f.place for f in frames)}")
    found.append(f"in title={any(f.trigger.where == 'title' for f in frames)}")
    first = min(f.sentence for f in frames)
    found.append(f"sentence={bucket(first)}")
    features = tuple(dict.fromkeys(found))
    return features if beside else unread(features)


def _read(discourse: Discourse, frames: Sequence[Frame]) -> Iterator[str]:
    """What the network makes of the words that evoke an event, of tellings with sentences beside them."""
    scores = sorted(event_likelihood(discourse, f) for f in frames)
    if scores:
        yield from likelihood(_READ, scores[-1])
        yield from likelihood(f"{_READ} by the half of its tellings", scores[len(scores) // 2])


def unread(features: Iterable[str]) -> tuple[str, ...]:
    """The features of an event of which the network is not asked: each weighs otherwise then.

    Those that are of such an event stay as they are.
    """
    features = tuple(features)
    if _ALONE in features:
        return features
    return (_ALONE, *(f"{_ALONE} {feature}" for feature in features if not feature.startswith(_READ)))


def _beside(discourse: Discourse, frame: Frame) -> bool:
    """Whether a frame is of the text, or of a title of several sentences.

    One alone is a headline, and annotators seldom quote headlines, from whose quotations the network learned.
    """
    sentences = discourse.annotated.sentences
    near = sentences[max(frame.sentence - 1, 0) : frame.sentence + 2]
    return frame.trigger.where == "text" or sum(s.where == sentences[frame.sentence].where for s in near) > 1


def _of_members(discourse: Discourse, parts: Sequence[Part], main: Frame) -> Iterator[str]:
    by_entity = {part.entity: part for part in sorted(parts, key=lambda p: p.score)}
    entities = [discourse.entities[at] for at in by_entity]
    scores = sorted((part.score for part in by_entity.values()), reverse=True)
    yield f"members={min(len(by_entity), 5)}"
    yield f"least of two={_tenth(scores[1]) if len(scores) > 1 else 'none'}"
    yield f"most={_tenth(scores[0]) if scores else 'none'}"
    yield f"sum={bucket(int(2 * sum(scores)))}"
    yield f"types={' '.join(sorted({e.type for e in entities}))}"
    yield f"people={min(sum(e.type == 'Person' for e in entities), 3)}"
    yield f"named={min(sum(not e.anonymous for e in entities), 3)}"
    yield f"states only={all(e.type == 'State' for e in entities)}"
    yield f"unnamed={any(e.anonymous for e in entities)}"
    yield f"media={any(e.type == 'MediaOutlet' for e in entities)}"
    yield f"main people={min(sum(discourse.entities[p.entity].type == 'Person' for p in main.parts), 3)}"
    yield f"entry={main.reasons[0]} people={min(sum(e.type == 'Person' for e in entities), 2)}"


def _of_two(discourse: Discourse, frame: Frame) -> Iterator[str]:
    """How the two surest of a telling come to it: by which rules, on which side of the trigger, as whose words."""
    first = sorted(frame.parts, key=lambda p: (-p.score, p.entity))[:2]
    by, stand = (" ".join(sorted(f(part) for part in first)) for f in (_by, lambda part: _stands_at(frame, part)))
    yield f"two by={by}"
    yield f"two stand={stand}"
    yield f"two by={by} entry={frame.reasons[0]}"
    cited = speakers(discourse, discourse.annotated.sentences[frame.sentence])
    yield f"of two cited={sum(part.entity in cited for part in first)}"


def _by(part: Part) -> str:
    return part.reason or "model"


def _stands_at(frame: Frame, part: Part) -> str:
    """Before or behind the trigger and how far, or in another sentence, as far as offsets tell."""
    here = [s for s in part.evidence if s.where == frame.trigger.where]
    if not here:
        return "elsewhere"
    apart = (
        here[0].start - frame.trigger.end if here[0].start >= frame.trigger.end else frame.trigger.start - here[0].end
    )
    side = "behind" if here[0].start >= frame.trigger.end else "before"
    return f"{side} {next((str(limit) for limit in (3, 15, 60, 200) if apart <= limit), 'far')}"


def _tenth(score: float) -> str:
    return f"{int(score * 10) / 10:.1f}"


def _of_telling(discourse: Discourse, frame: Frame) -> Iterator[str]:
    sentence = discourse.annotated.sentences[frame.sentence]
    word = sentence.words[frame.word]
    text = fold(word.text)
    yield f"tag={word.upos}"
    yield f"definite={text.startswith('ال')}"
    yield f"plural={text.endswith(('ات', 'ين', 'ون'))}"
    yield f"relation={word.deprel.partition(':')[0]}"
    yield from (f"has {feature}" for feature in word.feats.split("|") if feature.startswith(_INFLECTION))
    if word.head >= 0:
        head = sentence.words[word.head]
        yield f"governed by {fold(head.lemma)}"
        yield f"governed by a {head.upos}"
    before = word_before(sentence, word.index)
    yield f"behind={before.upos if before else 'START'}"
    near = {fold(w.text) for w in sentence.words[max(0, word.index - _NEAR) : word.index]}
    yield from (f"framed by {key}" for key in sorted(near & _FRAMES))
    after = sentence.words[word.index + 1] if word.index + 1 < len(sentence.words) else None
    yield f"before={after.upos if after else 'END'}"
    if after is not None and after.upos in _GRAMMATICAL:
        yield f"word after={fold(after.text)}"
        yield f"entry={frame.reasons[0]} word after={fold(after.text)}"
    yield f"entry={frame.reasons[0]} definite={text.startswith('ال')}"
    yield f"status={frame.status}"
    yield f"tense={frame.tense} certainty={frame.certainty}"
    yield f"length={bucket(len(sentence.words))}"
    yield f"question={any(w.text in ('؟', '?') for w in sentence.words)}"
