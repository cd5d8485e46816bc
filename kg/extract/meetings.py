"""Meetings as single passages tell them: a trigger and who met, by rules that propose and a model that weighs them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.arabic.fold import fold
from kg.extract.apart import apart
from kg.extract.arguments import groups
from kg.extract.attribution.cues import speakers
from kg.extract.discourse import Discourse
from kg.extract.elsewhere import first_person
from kg.extract.learned import model
from kg.extract.meeting_rules import propose
from kg.extract.pair_features import Place, Weighed, weigh
from kg.extract.scenes import ACTING, Member, Scene, Telling, reach
from kg.extract.tellers import Proposed, tellers
from kg.extract.triggers import EVOKING, Trigger, behind_happening, triggers
from kg.model import Sentence

_NAMED = frozenset({"between", "list", "held", "partner", "object"})  # rules by which words name who met
_BOTH = "between them"  # a pronoun for two: they met or they did not
_ASKS = 3  # words from a noun to the medium that asks
_SUBJECT = 3  # words within which the subject follows a verb


def tellings(discourse: Discourse) -> Iterator[Telling]:
    """Every passage that evokes a meeting, in order of the text, those without members included."""
    for scene in scenes(discourse):
        for trigger in scene.triggers:
            if trigger.entry.role in EVOKING and not _tells_of_none(scene, trigger):
                yield from apart(scene, _telling(scene, trigger))


def _tells_of_none(scene: Scene, trigger: Trigger) -> bool:
    """Whether a trigger is of no meeting of its own."""
    return any(is_so(scene, trigger) for is_so in (_alone, _says_what_about, _asked_by_a_medium, _interview))


def _alone(scene: Scene, trigger: Trigger) -> bool:
    """Whether nothing brings the partner without whom a verb tells of no meeting: `أنباء تحدثت عن لقاء`."""
    behind = scene.sentence.words[trigger.word + 1 : reach(scene, trigger.word + 1)]
    return trigger.entry.strict and not any(fold(word.text) in trigger.entry.partners for word in behind)


def _says_what_about(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb only says what the meeting named beside it was about: `لقاء الوزير بنظيره تناول الأزمة`.

    As its subject that stands right behind it: `تناولت المشاورات بين الوزيرين الأزمة`.
    """
    if trigger.entry.role != "with":
        return False
    meetings = [t.word for t in scene.triggers if t.entry.role == "noun"]
    nouns = [word for word in meetings if word < trigger.word]
    if trigger.word + 1 in meetings:
        return True
    if not nouns:
        return False
    between = scene.sentence.words[nouns[-1] + 1 : trigger.word]
    end = reach(scene, trigger.word + 1)
    behind = [g for g in scene.groups if trigger.word < g.first < end]
    own = any(g.preposition in trigger.entry.partners for g in behind)
    own = own or any(g.preposition is None and g.first - trigger.word <= _SUBJECT for g in behind)
    return not own and not any(w.upos == "VERB" for w in between)


def _interview(scene: Scene, trigger: Trigger) -> bool:
    """`قال الوزير في اتصال هاتفي مع الصحيفة إن`: somebody tells a medium something, and nobody else is named."""
    words = scene.sentence.words
    if trigger.entry.kind != "phone" or trigger.word == 0 or fold(words[trigger.word - 1].text) != "في":
        return False
    end = next((w.index for w in words[trigger.word :] if fold(w.text) == "ان" or w.text == ":"), len(words))
    named = {scene.discourse.entity(m) for g in scene.groups if g.first < end for m in g.mentions}
    cited = speakers(scene.discourse, scene.sentence)
    return bool(cited) and not any(e.id not in cited and e.type != "MediaOutlet" for e in named)


def _asked_by_a_medium(scene: Scene, trigger: Trigger) -> bool:
    """`في حوار مع صحيفة الرياض`, `لقاء قناة العربية بالوزير`: a medium right behind the noun asks."""
    behind = next((g for g in scene.groups if g.first > trigger.word), None)
    if trigger.entry.role != "noun" or behind is None:
        return False
    if behind.preposition not in (None, "مع") or behind.mentions[0].type != "MediaOutlet":
        return False
    return behind.first - trigger.word <= _ASKS


def scenes(discourse: Discourse) -> Iterator[Scene]:
    """The sentences with their groups and triggers."""
    for sentence in discourse.annotated.sentences:
        yield Scene(discourse, sentence, groups(discourse, sentence.index), tuple(triggers(sentence)))


def _telling(scene: Scene, trigger: Trigger) -> Telling:
    roles = {m.mention.entity: m.role for m in propose(scene, trigger)}
    weigher = model("meeting-member")
    scored = [(w, weigher.score(w.features)) for w in weighed(scene, trigger)]
    both = max((score for w, score in scored if w.rule == _BOTH), default=0.0)
    scored = [(w, both if w.rule == _BOTH else score) for w, score in scored]
    members = tuple(
        Member(w.mention, roles.get(w.mention.entity, "attendee"), w.rule or "model", round(score, 3))
        for w, score in scored
        if score >= weigher.threshold
    )
    noun = trigger.entry.role == "noun"
    anaphoric = noun and (trigger.definite or trigger.owned or not members)
    return Telling(trigger, members, reach(scene, trigger.word + 1), anaphoric, (trigger.entry.id,))


def weighed(scene: Scene, trigger: Trigger) -> tuple[Weighed, ...]:
    """Every actor of the sentence, and whom rules bring from elsewhere, with what tells whether they met."""
    proposed = {m.mention.entity: (m.mention, m.reason) for m in propose(scene, trigger)}
    entry = trigger.entry
    cited = speakers(scene.discourse, scene.sentence)
    marks = [f"owned={_owner(scene, trigger)}", f"definite={trigger.definite}", f"role={entry.role}"]
    if first_person(scene.sentence, trigger.word):
        marks.append("first person")
    at = Place(scene.discourse, scene.sentence, trigger.word, entry.id, entry.role, scene.groups, cited, tuple(marks))
    told = _tellers(scene, trigger, proposed)
    if happened(scene.sentence, trigger) and not any(reason in _NAMED for _, reason in proposed.values()):
        return ()
    return tuple(w for w in weigh(at, proposed, ACTING) if w.mention.entity not in told)


def _tellers(scene: Scene, trigger: Trigger, proposed: Proposed) -> frozenset[int]:
    """Those who only say so, where nobody speaks of themselves."""
    if trigger.owned or first_person(scene.sentence, trigger.word):
        return frozenset()
    acts = trigger.entry.role == "verb"
    return tellers(scene.discourse, scene.sentence, trigger.word, proposed, named=_NAMED, acts=acts)


def happened(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether nothing is said of what was told before but that it took place: `أكد المستشار حدوث اللقاء`."""
    return trigger.definite and behind_happening(sentence, trigger.word)


def _owner(scene: Scene, trigger: Trigger) -> str:
    """The pronoun on a trigger (`لقائه`), empty if there is none."""
    return scene.sentence.words[trigger.word + 1].text if trigger.owned else ""
