"""Rules that propose who met at a trigger, each with its name; the model of :mod:`meetings` weighs them.

A verb finds its subject and object among the groups of mentions around it (either order); a noun finds its members
through `بين`, `مع`, a genitive, a light or containing verb, `بحضور`; what neither finds is taken up by :mod:`merge`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.arabic.fold import fold
from kg.extract.arguments import Group, words_between
from kg.extract.attribution.cues import cues
from kg.extract.discourse import Mention
from kg.extract.scenes import ACTING, Member, Scene, reach
from kg.extract.topic import pair, topic
from kg.extract.triggers import Trigger
from kg.lexicon.words import word_class
from kg.model import Role, Word

_REACH = 14
_HOLDING, _COMING = word_class("meeting.holding"), word_class("meeting.coming")
_GATHERING = word_class("meeting.gathering")
_THEM = frozenset({"هما", "هم"})
_RELATIVE = 2  # words before a verb among which the pronoun stands
_RELATIVES = frozenset({"الذي", "التي", "اللذان", "اللتان", "اللذين", "اللتين"})


def propose(scene: Scene, trigger: Trigger) -> tuple[Member, ...]:
    """The members that rules find at a trigger, each entity once, in order of the text."""
    return _distinct(_of_noun(scene, trigger) if trigger.entry.role == "noun" else _of_verb(scene, trigger))


def _distinct(found: list[Member]) -> tuple[Member, ...]:
    seen: dict[int, Member] = {}
    for member in found:
        if member.mention.type in ACTING:
            seen.setdefault(member.mention.entity, member)
    return tuple(sorted(seen.values(), key=lambda m: m.mention.full_first))


def _members(mentions: tuple[Mention, ...], reason: str, role: Role = "attendee") -> list[Member]:
    return [Member(m, role, reason) for m in mentions]


# --- verbs ---------------------------------------------------------------------------------------------------------


def _of_verb(scene: Scene, trigger: Trigger) -> list[Member]:
    end = reach(scene, trigger.word + 1)
    subject_role: Role = "host" if trigger.entry.host else "attendee"
    before = _subject_before(scene, trigger.word) or _of_oneself(scene, trigger.word)
    right = [g for g in scene.groups if trigger.word < g.first < end]
    bare = [g for g in right if g.preposition is None]
    partners = [g for g in right if g.preposition in trigger.entry.partners]
    subject = before or _subject_after(trigger, bare, partners) or topic(scene.discourse, scene.sentence, trigger.word)
    objects = [g for g in bare if not (subject and g.mentions[0].id == subject[0].id)]
    if trigger.entry.role == "with" and not partners:
        return []
    if trigger.entry.role == "verb":
        partners = [*objects[: 1 + _following_commas(objects)], *partners]
    found = _members(subject, "subject before" if before else "subject", subject_role)
    for group in partners:
        found += _members(group.mentions, "object" if group.preposition is None else "partner")
    return found + _joined(scene, trigger.word, end)


def _subject_after(trigger: Trigger, bare: list[Group], partners: list[Group]) -> tuple[Mention, ...]:
    """The first bare group right of a verb, if something else is left to be met."""
    if not bare or bare[0].first - trigger.word > _REACH:
        return ()
    if trigger.entry.role == "verb" and len(bare) < 2 and not partners and len(bare[0].mentions) < 2:
        return ()
    return bare[0].mentions


def _following_commas(found: list[Group]) -> int:
    """How many groups after the first continue its enumeration."""
    count = 0
    for group in found[1:]:
        if not group.comma:
            break
        count += 1
    return count


_BEFORE_VERB = frozenset(
    {"قد", "سوف", "س", "كان", "كانت", "لم", "لن", "لا", "ايضا", "،", ",", "امس", "اليوم", "الذي", "التي"}
)


_THAT = (["ان"], ["و", "ان"])


def _once(words: Sequence[Word], first: int) -> bool:
    """`سبق لهولاند أن التقى`: who stands behind `سبق ل` is the subject."""
    return any(fold(word.text) == "سبق" or fold(word.lemma) == "سبق" for word in words[max(first - 2, 0) : first - 1])


def _subject_before(scene: Scene, verb: int) -> tuple[Mention, ...]:
    """A bare group that ends right before the verb, particles between them allowed."""
    for group in reversed([g for g in scene.groups if g.last < verb]):
        between = words_between(scene.sentence, group.last + 1, verb)
        if group.preposition in (None, "ان") and all(w in _BEFORE_VERB for w in between):
            return group.mentions
        if group.preposition == "ل" and between in _THAT and _once(scene.sentence.words, group.first):
            return group.mentions
        break
    return ()


def _of_oneself(scene: Scene, verb: int) -> tuple[Mention, ...]:
    """`قال مسؤول إنه التقى`: who speaks, where what is said begins with a pronoun."""
    words = scene.sentence.words
    at = next((w.index for w in reversed(words[:verb]) if fold(w.text) not in _BEFORE_VERB), 0)
    if not (at and words[at].upos == "PRON" and fold(words[at - 1].text) == "ان"):
        return ()
    said = [c for c in cues(scene.discourse, scene.sentence) if c.source is not None and c.first == at]
    here = tuple(scene.discourse.in_sentence(scene.sentence.index))
    alike = [m for c in said[-1:] for m in here if m.entity == c.source and m.plural == (words[at].text in _THEM)]
    return tuple(m for m in alike if m.first < at)[:1]


# --- nouns ---------------------------------------------------------------------------------------------------------


def _of_noun(scene: Scene, trigger: Trigger) -> list[Member]:
    end = _noun_end(scene, trigger)
    right = [g for g in scene.groups if trigger.word < g.first < end]
    found = _partners(scene, trigger, right)
    found += _between_them(scene, trigger, end)
    attending = _attending(scene, trigger)
    if not any(m.mention.full_first > trigger.word for m in attending):
        found += _genitive(scene, trigger, right)
    found += _light_subject(scene, trigger) or _who_came(scene, trigger)
    found += attending
    found += _joined(scene, trigger.word, end)
    if (trigger.owned or (found and _count(scene, found) < 2)) and _wants_other(scene, trigger):
        found += _members(
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
            found += _members(group.mentions, "between" if brought else "held" if held else "list")
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
        gathers = fold(words[at].text) in _GATHERING and words[at + 1].text in _THEM
        if owned and (gathers or fold(words[at].text) == "بين"):
            return _members(pair(scene.discourse, scene.sentence, trigger.word), "between them")
    return []


def _genitive(scene: Scene, trigger: Trigger, right: list[Group]) -> list[Member]:
    """`لقاء الرئيس`, `اجتماع قادة ...`, `استقباله مدير ...`: a bare group that follows the noun."""
    for group in right[:1]:
        gap = words_between(scene.sentence, trigger.word + 1, group.first)
        if group.preposition is None and len(gap) <= (_REACH if trigger.owned and trigger.entry.host else 1):
            beside = trigger.entry.host and trigger.definite  # `كان في الاستقبال فلان وفلان`
            return _members(group.mentions, "attended" if beside else "genitive")
    return []


def _light_subject(scene: Scene, trigger: Trigger) -> list[Member]:
    """The subject of a light verb that holds the noun: before it (`عقد X اجتماعا`) or after it (`اجتماع عقده X`)."""
    verb = _near(scene, trigger.word, "light")
    if verb is None:
        return []
    giver = [g for g in scene.groups if g.preposition in verb.entry.partners and g.first > max(trigger.word, verb.word)]
    given = [m for g in giver[:1] for m in _members(g.mentions, "giver")]
    if verb.word > trigger.word:
        held = _after(scene, verb.word) or topic(scene.discourse, scene.sentence, trigger.word)
        return _members(held, "light") + given
    between = [g for g in scene.groups if verb.word < g.first < trigger.word and g.preposition is None]
    subject = between[0].mentions if between else _subject_before(scene, verb.word)
    found = _members(
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
    return _members(_subject_before(scene, verb) or (behind.mentions if behind else ()), "light")


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
    before = _subject_before(scene, verb.word) if verb.word < trigger.word else ()
    start = max(verb.word, trigger.word)
    return _members(before, "attended") + [m for g in _listed(scene, start) for m in _members(g.mentions, "attended")]


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


def _joined(scene: Scene, start: int, end: int) -> list[Member]:
    """Further members: `بحضور X وY`, `برئاسة X`."""
    found: list[Member] = []
    for opener in (t for t in scene.triggers if t.entry.role in {"join", "preside"} and start < t.word < end):
        taking = False
        for group in scene.groups:
            if group.first > opener.word and (group.first - opener.word <= 3 or (taking and group.comma)):
                found += _members(group.mentions, "joined")
                taking = True
            elif taking:
                break
    return found
