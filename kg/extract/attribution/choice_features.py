"""What can be said of a voice and a word that may be from it; no feature names an actor."""

from __future__ import annotations

from collections.abc import Iterator

from kg.arabic.fold import fold
from kg.extract.attribution.choices import Choice, covering, speaking, who
from kg.extract.attribution.cited import OPENERS
from kg.extract.attribution.cues import Cue
from kg.extract.attribution.moments import Moment
from kg.extract.attribution.voices import CLOSE, OPEN, quotation
from kg.extract.elsewhere import first_person
from kg.lexicon.words import word_class
from kg.model import Sentence

_TOPIC = word_class("said.topic")
_UP = 12  # how far up the tree a governor is looked for


def features(moment: Moment, choice: Choice) -> tuple[str, ...]:
    """The features of a choice, in order, each once."""
    return tuple(dict.fromkeys(_features(moment, choice)))


def _features(moment: Moment, choice: Choice) -> Iterator[str]:
    cited = who(moment, choice.voice)
    base = "default" if cited == who(moment, moment.default) else "named"
    yield f"{base} ruled={choice.ruled}"
    yield f"{base} ruled={choice.ruled} how={moment.rule.how}"
    yield f"hops={len(cited) - len(who(moment, moment.default))}"
    yield from (f"{base} {said}" for said in _around(moment))
    if cited:
        yield from _speaker(moment, choice, cited[-1])
        yield "chain=" + " ".join(moment.discourse.entities[entity].type for entity in cited[:3])
    for cue in choice.cues:
        yield from _of_cue(moment, choice, cue)
    if "cues" in choice.kinds:
        yield "cues=" + " ".join(cue.role for cue in covering(moment)[:3])
    yield from _before(moment, choice)
    if choice.ahead is not None and not choice.cues:
        yield f"ahead {choice.ahead.role}"
        yield f"ahead {choice.ahead.reason}"


def _around(moment: Moment) -> Iterator[str]:
    """What the sentence is like, whoever speaks."""
    covered = bool(covering(moment))
    word = moment.sentence.words[moment.frame.word]
    told = "Agreement" if moment.frame.type in ("Agreement", "Clause") else "Meeting"
    yield f"{told} covering={min(len(covering(moment)), 2)} cues={min(len(speaking(moment)), 2)}"
    yield f"quotation={_quotation(moment)} covering={covered}"
    yield f"we={_we(moment)} covering={covered}"
    yield f"own={any(c.role == 'own' and c.at < moment.at for c in moment.cues)}"
    yield f"sentence={_some(moment.sentence.index, 1, 2, 4, 8)}"
    yield f"interview={moment.cited.interview}"
    yield f"after {_word_before(moment)} covering={covered}"
    yield f"{word.upos} covering={covered}"
    yield f"about={_about(moment.sentence)}"


def _speaker(moment: Moment, choice: Choice, speaker: int) -> Iterator[str]:
    """Who speaks, and how the voice comes into question."""
    entity, covered = moment.discourse.entities[speaker], bool(covering(moment))
    members = {part.entity for part in moment.frame.parts}
    met = speaker in members
    count = len(moment.cited.of(speaker))
    yield f"{entity.type} unnamed={entity.anonymous}"
    yield f"took part={met} covering={covered}"
    yield f"took part={met} after {_word_before(moment)}"
    yield f"side took part={entity.side in members if entity.side is not None else None}"
    yield f"cited={_some(count, 0, 1, 2, 4)} of={_some(len(moment.cited.cues), 1, 2, 4)}"
    yield "kinds=" + "+".join(sorted(set(choice.kinds)))
    for kind in dict.fromkeys(choice.kinds):
        yield f"{kind}"
        yield f"{kind} covering={covered} quoted={_quoted(moment)}"
        yield f"{kind} we={_we(moment)}"
        yield f"{kind} took part={met}"
        if not choice.cues:
            yield f"{kind} quotation={_quotation(moment)} cues={min(len(speaking(moment)), 2)}"


def _of_cue(moment: Moment, choice: Choice, cue: Cue) -> Iterator[str]:
    """Where the word stands from a cue of its sentence."""
    at, sentence = moment.at, moment.sentence
    covers = cue.covers(at)
    side = "before" if cue.at < at else "after" if cue.at > at else "same"
    named = "named" if cue.names else "unnamed"
    said = _some(at - cue.first, 2, 5, 10, 20, 40) if at >= cue.first else "no"
    between = sentence.words[min(cue.first, at) : max(cue.first, at)]
    others = [c for c in speaking(moment) if min(cue.at, at) < c.at < max(cue.at, at)]
    strangers = {c.source if c.source is not None else c.medium for c in others} - {None, *who(moment, choice.voice)}
    yield f"{cue.role} {side} covers={covers} word before what is said={cue.at < at < cue.first} {named}"
    yield f"{cue.reason} {side} {named}"
    yield f"{side} covers={covers} said={said} {named}"
    yield f"{side} said={said} after {_word_before(moment)}"
    yield f"{side} covers={covers} cues between={min(len(others), 2)}"
    yield f"{side} covers={covers} others between={min(len(strangers), 2)}"
    yield f"{side} covers={covers} commas={_some(sum(w.text in '،,' for w in between), 0, 1, 3)}"
    yield f"{side} covers={covers} quotation={_quotation(moment)} closed={any(w.text in CLOSE for w in between)}"
    yield f"{side} covers={covers} clauses={min(_clauses(sentence, cue.first, at), 2)}"
    yield f"{side} covers={covers} and that={any(fold(w.text) == 'ذلك' for w in between)}"
    yield f"{cue.role} opened by {_opener(sentence, cue)} covers={covers}"
    yield f"{side} about={_about(sentence)}"
    yield f"{side} first={cue.at <= 1}"
    above = _above(sentence, at)
    yield f"{side} covers={covers} governs={cue.at in above}"
    if cue.at in above[1:]:
        yield f"governs by {sentence.words[above[above.index(cue.at) - 1]].deprel.partition(':')[0]}"


def _before(moment: Moment, choice: Choice) -> Iterator[str]:
    """Who spoke before: how long before, and what has come between."""
    covered = bool(covering(moment))
    if choice.since is not None:
        kind = "earlier" if choice.order else "last"
        since = _some(choice.since, 1, 2, 3, 5, 8)
        yield f"{kind} since={since} covering={covered}"
        yield f"{kind} since={since} quoted={_quoted(moment)} we={_we(moment)}"
        yield f"{kind} new paragraph={_new_paragraph(moment)} covering={covered}"
        yield f"{kind} opens with {_first(moment.sentence)} covering={covered}"
        yield f"{kind} others since={choice.order}"
        yield f"{kind} alone={len(moment.cited.cues) <= 1}"
    if choice.share is not None:
        yield f"share={_some(round(10 * choice.share), 2, 4, 6, 8)} we={_we(moment)} covering={covered}"
        yield f"most cited interview={moment.cited.interview}"


# --- the sentence --------------------------------------------------------------------------------------------------


def _quoted(moment: Moment) -> bool:
    return moment.quoting is not None


def _quotation(moment: Moment) -> str:
    return quotation(moment.sentence, moment.at, runs_on=_quoted(moment))


def _we(moment: Moment) -> bool:
    """Whether the sentence has a word of whoever speaks."""
    verbs = (w.index for w in moment.sentence.words if w.upos == "VERB")
    return any(first_person(moment.sentence, at) for at in (moment.frame.word, *verbs))


def _word_before(moment: Moment) -> str:
    """The word before, as it is if it is grammatical: never a name."""
    if moment.at == 0:
        return "START"
    word = moment.sentence.words[moment.at - 1]
    return fold(word.text) if word.upos in ("ADP", "SCONJ", "CCONJ", "PART") else word.upos


def _about(sentence: Sentence) -> bool:
    """`وحول الزيارة، قال الوزير`: whether the sentence begins with what it is about."""
    return any(fold(word.text) in _TOPIC for word in sentence.words[:4])


def _opener(sentence: Sentence, cue: Cue) -> str:
    """What the words that are said begin behind."""
    word = fold(sentence.words[cue.first - 1].text) if 0 < cue.first <= len(sentence.words) else ""
    return word if word in OPENERS else "a mark" if word in OPEN | {'"'} else "nothing"


def _clauses(sentence: Sentence, first: int, last: int) -> int:
    """How many verbs are joined by `و` on the way."""
    near = sentence.words[min(first, last) : max(first, last)]
    after = (sentence.words[w.index + 1 : w.index + 2] for w in near if w.upos == "CCONJ")
    return sum(any(w.upos in ("VERB", "AUX") for w in words) for words in after)


def _above(sentence: Sentence, at: int) -> list[int]:
    """The word and its governors, the nearest first."""
    found: list[int] = []
    while at >= 0 and len(found) < _UP and at not in found:
        found.append(at)
        at = sentence.words[at].head
    return found


def _new_paragraph(moment: Moment) -> bool:
    """Whether a line ends before the sentence."""
    at = moment.sentence.index
    before = moment.discourse.annotated.sentences[at - 1] if at else moment.sentence
    if before.where != moment.sentence.where:
        return True
    return "\n" in moment.discourse.annotated.doc.source(before.where)[before.end : moment.sentence.start]


def _first(sentence: Sentence) -> str:
    """What a sentence begins with: a mark of quotation, a dash, or what kind of word."""
    word = sentence.words[0]
    return "a mark" if word.text in OPEN | {'"'} else "a dash" if word.text in "-–•" else word.upos


def _some(number: int, *steps: int) -> str:
    """A number in steps."""
    return next((f"{step}-" for step in steps if number <= step), "more")
