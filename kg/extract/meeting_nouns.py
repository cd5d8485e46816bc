"""Rules that propose who met at a noun of meeting: `بين`, `مع`, a genitive, a light or containing verb, `بحضور`."""

from __future__ import annotations

from collections.abc import Sequence

from kg.arabic.fold import fold
from kg.extract.arguments import Group, words_between
from kg.extract.discourse import Mention
from kg.extract.meeting_subjects import THEM, joined, members, subject_before
from kg.extract.scenes import Member, Scene, reach
from kg.extract.topic import pair, topic
from kg.extract.triggers import Trigger
from kg.lexicon.words import word_class
from kg.model import Word

_REACH = 14
_HOLDING, _COMING = word_class("meeting.holding"), word_class("meeting.coming")
_GATHERING = word_class("meeting.gathering")
_RELATIVE = 2  # words before a verb among which the pronoun stands
_RELATIVES = frozenset({"الذي", "التي", "اللذان", "اللتان", "اللذين", "اللتين"})


def of_noun(scene: Scene, trigger: Trigger) -> list[Member]:
    """The members at a noun; what more than one rule finds, once a rule."""
    end = _noun_end(scene, trigger)
    right = [g for g in scene.groups if trigger.word < g.first < end]
    found = _partners(scene, trigger, right)
    found += _between_them(scene, trigger, end)
    attending = _attending(scene, trigger)
    if not any(m.mention.full_first > trigger.word for m in attending):
        found += _genitive(scene, trigger, right)
    found += _light_subject(scene, trigger) or _who_came(scene, trigger)
    found += attending
    found += joined(scene, trigger.word, end)
    if (trigger.owned or (found and _count(scene, found) < 2)) and _wants_other(scene, trigger):
        found += members(
            topic(scene.discourse, scene.sentence, trigger.word),
            "owner" if trigger.owned else "topic",
            "host" if trigger.entry.host else "attendee",
        )
    return found


def _count(scene: Scene, found: list[Member]) -> int:
    return len({e.id for m in found for e in scene.discourse.actors(scene.discourse.entity(m.mention))})


def _wants_other(scene: Scene, trigger: Trigger) -> bool:
    """A noun with one side only takes the topic as the other, unless it merely names a gathering."""
    return trigger.owned or not trigger.definite


def _noun_end(scene: Scene, trigger: Trigger) -> int:
    """The noun's reach: its clause, ended also by a verb that does not belong to it."""
    end = reach(scene, trigger.word + 1)
    own = {t.word for t in scene.triggers if t.entry.role in {"light", "contain", "attend", "preside", "join", "held"}}
    words = scene.sentence.words
    for word in words[trigger.word + 1 : end]:
        if word.upos == "VERB" and word.index not in own and not _relative(words, word.index):
            return word.index
    return end


def _relative(words: Sequence[Word], verb: int) -> bool:
    """Whether a verb only says something of a noun: `المباحثات التي شهدتها الدوحة بين الطرفين`."""
    return any(fold(word.text) in _RELATIVES for word in words[max(verb - _RELATIVE, 0) : verb])


def _partners(scene: Scene, trigger: Trigger, right: list[Group]) -> list[Member]:
    """Groups under `بين` and `مع`, and those that a containing verb after the noun brings."""
    found: list[Member] = []
    open_list = False
    alone: Group | None = None  # one under `بين`, whose other is still to come
    containing = next((t.word for t in scene.triggers if t.entry.role == "contain" and t.word > trigger.word), None)
    for group in right:
        brought = group.preposition in {"بين", "مع"} and not _of_relation(scene, group)
        brought = brought or (trigger.entry.host and group.preposition == "ل")  # `استقبال الملك لوزير الصحة`
        brought = brought or group.preposition in trigger.entry.partners
        brought = brought or (alone is not None and _and_before(scene, group))
        held = containing is not None and group.first > containing and group.preposition in {None, "ب", "مع"}
        if brought or held or (open_list and group.comma):
            found += members(group.mentions, "between" if brought else "held" if held else "list")
            open_list = True
            alone = group if group.preposition == "بين" and _single(group) else None
        else:
            open_list = False
    return found


def _single(group: Group) -> bool:
    return len(group.mentions) == 1 and not group.mentions[0].plural


def _and_before(scene: Scene, group: Group) -> bool:
    """`بين واشنطن التي تتهم النظام وموسكو`: what joins the second to the first, however far apart they stand."""
    return words_between(scene.sentence, group.first - 1, group.first) == ["و"]


_RELATIONS = word_class("relation")
_NEAR = 4  # words between a noun of relation and the `مع` that belongs to it


def _of_relation(scene: Scene, group: Group) -> bool:
    """Whether the `مع` or `بين` before a group belongs to another noun (`الحدود مع تركيا`)."""
    before = words_between(scene.sentence, group.first - 1 - _NEAR, group.first - 1)
    return any(w.removeprefix("ال") in _RELATIONS for w in before)


def _between_them(scene: Scene, trigger: Trigger, end: int) -> list[Member]:
    """`المباحثات التي جرت بينهما`, `لقاء جمعهما`: those two whom the passage spoke of."""
    words = scene.sentence.words
    for at in range(trigger.word + 1, min(end, len(words) - 1)):
        owned = words[at + 1].token == words[at].token
        gathers = fold(words[at].text) in _GATHERING and words[at + 1].text in THEM
        if owned and (gathers or fold(words[at].text) == "بين"):
            return members(pair(scene.discourse, scene.sentence, trigger.word), "between them")
    return []


def _genitive(scene: Scene, trigger: Trigger, right: list[Group]) -> list[Member]:
    """`لقاء الرئيس`, `اجتماع قادة ...`, `استقباله مدير ...`: a bare group that follows the noun."""
    for group in right[:1]:
        gap = words_between(scene.sentence, trigger.word + 1, group.first)
        if group.preposition is None and len(gap) <= (_REACH if trigger.owned and trigger.entry.host else 1):
            beside = trigger.entry.host and trigger.definite  # `كان في الاستقبال فلان وفلان`
            return members(group.mentions, "attended" if beside else "genitive")
    return []


def _light_subject(scene: Scene, trigger: Trigger) -> list[Member]:
    """The subject of a light verb that holds the noun: before it (`عقد X اجتماعا`) or after it (`اجتماع عقده X`)."""
    verb = _near(scene, trigger.word, "light")
    if verb is None:
        return []
    giver = [g for g in scene.groups if g.preposition in verb.entry.partners and g.first > max(trigger.word, verb.word)]
    given = [m for g in giver[:1] for m in members(g.mentions, "giver")]
    if verb.word > trigger.word:
        held = _after(scene, verb.word) or topic(scene.discourse, scene.sentence, trigger.word)
        return members(held, "light") + given
    between = [g for g in scene.groups if verb.word < g.first < trigger.word and g.preposition is None]
    subject = between[0].mentions if between else subject_before(scene, verb.word)
    found = members(
        subject or (() if _passive_like(scene, verb) else topic(scene.discourse, scene.sentence, verb.word)), "light"
    )
    return found + given


def _who_came(scene: Scene, trigger: Trigger) -> list[Member]:
    """`وصل الوزير إلى أربيل لعقد اجتماع مع`, `غادر الوفد للقاء`: the subject of the verb whose purpose it is."""
    before = [fold(w.text) for w in scene.sentence.words[max(trigger.word - 2, 0) : trigger.word]]
    if before[-1:] != ["ل"] and not (before[:1] == ["ل"] and before[-1] in _HOLDING):
        return []
    verb = next((w.index for w in reversed(scene.sentence.words[: trigger.word]) if w.upos == "VERB"), None)
    if verb is None or fold(scene.sentence.words[verb].lemma) not in _COMING:
        return []
    behind = next((g for g in scene.groups if verb < g.first < trigger.word and g.preposition is None), None)
    return members(subject_before(scene, verb) or (behind.mentions if behind else ()), "light")


def _passive_like(scene: Scene, verb: Trigger) -> bool:
    """A light verb right before its noun with `بين` after it has no subject of its own (`عقد اجتماع بين`)."""
    return "بين" in words_between(scene.sentence, verb.word, verb.word + 8)


def _after(scene: Scene, verb: int) -> tuple[Mention, ...]:
    for group in scene.groups:
        if group.first > verb:
            return group.mentions if group.preposition is None and group.first - verb <= 3 else ()
    return ()


def _attending(scene: Scene, trigger: Trigger) -> list[Member]:
    """Who attended: `حضر الاجتماع X وY`, `X حضرا الاجتماع`, `لقاء شارك فيه X`."""
    verb = _near(scene, trigger.word, "attend")
    if verb is None:
        return []
    before = subject_before(scene, verb.word) if verb.word < trigger.word else ()
    start = max(verb.word, trigger.word)
    return members(before, "attended") + [m for g in _listed(scene, start) for m in members(g.mentions, "attended")]


_LIST_GAP = 8  # words that may stand between the names of an enumeration


def _listed(scene: Scene, start: int) -> list[Group]:
    """Bare groups right of a word, as far as an enumeration goes: not past `أن` or a long gap."""
    out: list[Group] = []
    at = start
    for group in (g for g in scene.groups if g.first > start):
        between = words_between(scene.sentence, at + 1, group.first)
        if "ان" in between or "إن" in between or len(between) > _LIST_GAP:
            break
        if group.preposition is None:
            out.append(group)
        at = group.last
    return out


def _near(scene: Scene, noun: int, role: str) -> Trigger | None:
    """The nearest verb of a role within reach of the noun, no other noun of meeting between them."""
    found = [t for t in scene.triggers if t.entry.role == role and abs(t.word - noun) <= _REACH]
    nouns = [t.word for t in scene.triggers if t.entry.role == "noun" and t.word != noun]
    free = [t for t in found if not any(min(t.word, noun) < n < max(t.word, noun) for n in nouns)]
    return min(free, key=lambda t: abs(t.word - noun), default=None)
