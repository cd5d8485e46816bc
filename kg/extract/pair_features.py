"""What can be said of a trigger and a mention near it: order, distance, preposition, path in the tree, neighbours.

Features are strings such as `after preposition=مع`; no feature names an actor.  The tree is that of the parser, which
errs on long sentences, so that surface order is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.arabic.fold import fold
from kg.extract.arguments import Group
from kg.extract.discourse import Discourse, Mention
from kg.extract.elsewhere import elsewhere
from kg.extract.passages import ASKS, Mark, span_features, words_of
from kg.model import Sentence, Word

_LONGEST_PATH = 4
_UP = 8  # how far up the tree a common governor is looked for
_NEAR_WORDS = frozenset(
    {"ان", "حيث", "فيما", "بينما", "لكن", "الذي", "التي", "بعد", "قبل", "خلال", "بحضور", "برئاسه", "حضور", "رئاسه"}
)
_GRAMMATICAL = frozenset({"ADP", "ADV", "AUX", "CCONJ", "PART", "SCONJ", "VERB"})  # said as they are: never a name
_VAGUE = frozenset({"مختلفه", "اخري", "متعدده", "عديده", "متنوعه", "مختلفين", "اخرين", "اخرون", "متعددين"})
_SKIPPED = frozenset("\"«»“”‘’'()[]{}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a trigger stands, of which entry it is, the sentence's groups of mentions, and who is cited there.

    `marks` are features of the trigger alone (`owned=ه`), said together with where a mention comes from.
    """

    discourse: Discourse
    sentence: Sentence
    word: int
    entry: str
    role: str
    groups: tuple[Group, ...]
    speakers: frozenset[int] = frozenset()
    marks: tuple[str, ...] = ()
    evokes: Mark = "meeting"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mention that may be an argument, with the features that tell and the rule that proposes it, if one does."""

    mention: Mention
    features: tuple[str, ...]
    rule: str | None


def weigh(
    place: Place,
    proposed: Mapping[int, tuple[Mention, str]],
    acting: frozenset[str],
    more: Iterable[tuple[Mention, str]] = (),
) -> tuple[Weighed, ...]:
    """Whom rules propose, every other actor of the sentence, and whom it may mean without naming them.

    `more` are others that it may mean, with why.  Once an entity, in order of the text.
    """
    here = sum(m.sentence == place.sentence.index for m, _ in proposed.values())
    others: dict[int, list[str]] = {}
    meant = [*elsewhere(place.discourse, place.sentence, place.word), *more]
    for mention, why in meant:
        others.setdefault(mention.entity, []).append(why)
    near = [m for g in place.groups for m in g.mentions]
    out: dict[int, Weighed] = {}
    for mention in (*(m for m, _ in proposed.values()), *near, *(m for m, _ in meant)):
        if mention.entity in out or mention.type not in acting or mention.is_document:
            continue
        if _vague(place.discourse, mention):
            continue
        rule = proposed[mention.entity][1] if mention.entity in proposed else None
        if rule == "subject before" or not _only_cited(place, mention):
            features = pair_features(place, mention, rule)
            features += _meant(place, mention, others.get(mention.entity, []), min(here, 3))
            features += _read(place, mention)
            out[mention.entity] = Weighed(mention, features, rule)
    return tuple(sorted(out.values(), key=lambda w: (w.mention.sentence, w.mention.full_first)))


def _read(place: Place, mention: Mention) -> tuple[str, ...]:
    """What the network makes of an actor's mentions near the trigger."""
    words = words_of(place.discourse, place.discourse.entity(mention))
    at = (place.sentence.index, place.word)
    return tuple(span_features(place.discourse, at, place.evokes, ASKS[place.evokes], words))


def _vague(discourse: Discourse, mention: Mention) -> bool:
    """Whether it says of several only that there are others (`مجموعات مختلفة`), so that nobody could be meant."""
    last = fold(discourse.sentence(mention).words[mention.last].text)
    return mention.plural and discourse.entity(mention).anonymous and last in _VAGUE


def _only_cited(place: Place, mention: Mention) -> bool:
    """Whether an unnamed source is in the sentence only to be cited; a delegation that speaks also meets."""
    entity = place.discourse.entity(mention)
    if any(reason.startswith("party.") for reason in mention.reasons):
        return False
    return entity.anonymous and entity.affiliation is not None and not mention.plural and entity.id in place.speakers


def _meant(place: Place, mention: Mention, why: list[str], here: int) -> tuple[str, ...]:
    """Why somebody may be meant without a name, with what the trigger and the sentence leave open."""
    where = "here" if mention.sentence == place.sentence.index else "elsewhere"
    found = [f"{where} proposed here={here}"]
    for reason in dict.fromkeys(why):
        found += [f"{where} meant={reason}", f"{where} meant={reason} proposed here={here}"]
        found += [f"{where} meant={reason} {mark}" for mark in place.marks]
        found.append(f"{where} meant={reason} type={mention.type}")
    gender = _gender(place, mention)
    found += [f"{where} {mark}" for mark in place.marks]
    found += [f"{mark} gender={gender}" for mark in place.marks]
    return tuple(found)


def _gender(place: Place, mention: Mention) -> str:
    """A mention's grammatical gender and number, as a pronoun that means it would show them."""
    if mention.type == "Person":
        return "plural" if mention.plural else "masculine"
    head = place.discourse.sentence(mention).words[mention.head]
    if mention.plural:
        return "plural"
    return "feminine" if fold(head.text).endswith(("ه", "ات")) or "Gender=Fem" in head.feats else "masculine"


def pair_features(place: Place, mention: Mention, rule: str | None) -> tuple[str, ...]:
    """The features of a mention as an argument of a trigger; `rule` is the rule that proposes it, if one does."""
    found = [f"rule={rule}", f"rule={rule is not None}", f"entry={place.entry}", f"entry={place.entry} rule={rule}"]
    found += _of_mention(place, mention)
    if mention.sentence != place.sentence.index:
        found += ["elsewhere", f"elsewhere rule={rule}"]
        return tuple(found)
    found += _order(place, mention)
    found += _tree(place, mention)
    return tuple(found)


def _of_mention(place: Place, mention: Mention) -> Iterator[str]:
    entity = place.discourse.entity(mention)
    yield f"type={mention.type}"
    yield f"form={mention.form}"
    yield f"type={mention.type} form={mention.form}"
    if mention.title is not None:
        yield "titled"
    if mention.plural:
        yield "plural"
    if entity.id in place.speakers:
        yield "speaks"
        yield f"speaks type={mention.type}"
    if entity.members:
        yield "stands for members"
    yield f"mentions={min(len(entity.mentions), 4)}"
    yield from looks(place.discourse, mention)


def looks(discourse: Discourse, mention: Mention) -> Iterator[str]:
    """What tells a name from a common word that the tagger took for one: length, tag, whether it is known or titled."""
    entity, head = discourse.entity(mention), discourse.sentence(mention).words[mention.head]
    words, again = min(mention.last - mention.first + 1, 3), len(entity.mentions) > 1
    yield f"type={mention.type} head={head.upos}"
    yield f"type={mention.type} known={entity.known is not None}"
    yield f"type={mention.type} words={words} again={again} titled={mention.title is not None}"
    yield f"type={mention.type} words={words} head={head.upos} again={again}"


def _order(place: Place, mention: Mention) -> Iterator[str]:
    side = "after" if mention.full_first > place.word else "before"
    group = next((g for g in place.groups if mention in g.mentions), None)
    preposition = group.preposition if group else "inside"
    first, last = _between(place.word, mention)
    words = [w for w in place.sentence.words[first:last] if w.text not in _SKIPPED]
    yield side
    yield f"{side} role={place.role}"
    yield f"{side} entry={place.entry}"
    yield f"{side} preposition={preposition}"
    yield f"{side} preposition={preposition} role={place.role}"
    yield f"{side} preposition={preposition} entry={place.entry}"
    yield f"{side} distance={bucket(len(words))}"
    yield f"{side} verbs={min(sum(w.upos == 'VERB' for w in words), 3)}"
    yield f"{side} actors={min(_actors(place, first, last), 4)}"
    yield f"{side} marks={min(sum(w.upos == 'PUNCT' for w in words), 3)}"
    yield from (f"{side} past={key}" for key in sorted(_NEAR_WORDS & {fold(w.text) for w in words}))
    before = word_before(place.sentence, mention.full_first)
    yield f"{side} behind={before.upos if before else 'START'}"
    if before is not None and before.upos == "NOUN" and before.index != place.word:
        yield f"{side} noun behind={'definite' if fold(before.text).startswith('ال') else 'bare'}"
    if group is not None:
        yield f"{side} group={min(len(group.mentions), 3)}"
        yield f"{side} place in group={min(group.mentions.index(mention), 2)}"
        if group.comma:
            yield f"{side} after a comma"
    yield f"{side} {mention.type} preposition={preposition}"
    if before is not None and before.upos in _GRAMMATICAL:
        yield f"{side} word behind={fold(before.text)}"


def _between(at: int, mention: Mention) -> tuple[int, int]:
    return (at + 1, mention.full_first) if mention.full_first > at else (mention.full_last + 1, at)


def bucket(count: int) -> str:
    """A count of words as the least limit that it does not pass."""
    return next((str(limit) for limit in (0, 1, 2, 4, 7, 12, 20, 35) if count <= limit), "far")


def _actors(place: Place, first: int, last: int) -> int:
    return sum(len(g.mentions) for g in place.groups if first <= g.first and g.last < last)


def aspect(word: Word) -> str:
    """A verb's aspect as the tagger gives it (`Aspect=Perf`); "" where it gives none.

    What begins with a plain alif is none of the imperfect, whatever the tagger says (`التقى`).
    """
    wrong = "Aspect=Imp" in word.feats and "Mood=Imp" not in word.feats
    if word.upos == "VERB" and word.text.startswith("ا") and wrong:
        return "Aspect=Perf"
    return next((f for f in word.feats.split("|") if f.startswith("Aspect")), "")


def word_before(sentence: Sentence, at: int) -> Word | None:
    """The word before word `at`, quotation marks skipped."""
    at -= 1
    while at >= 0 and sentence.words[at].text in _SKIPPED:
        at -= 1
    return sentence.words[at] if at >= 0 else None


# --- the tree ------------------------------------------------------------------------------------------------------


def _tree(place: Place, mention: Mention) -> Iterator[str]:
    words = place.sentence.words
    head = words[mention.full_first]
    yield f"relation={head.deprel.partition(':')[0]}"
    if head.head >= 0 and head.head != place.word:
        governor = words[head.head]
        yield f"governor={governor.upos}"
        if governor.upos == "VERB":
            yield f"governor={fold(governor.lemma)} relation={head.deprel.partition(':')[0]}"
    yield f"governed by the trigger={head.head == place.word} role={place.role}"
    path = tree_path(place.sentence, place.word, mention.full_first)
    yield f"path={path}"
    yield f"path={path} role={place.role}"
    yield f"steps={path.count('>') + path.count('<') if path != 'far' else 'far'}"


def tree_path(sentence: Sentence, start: int, end: int) -> str:
    """Relations up from one word (`<`) and down to another (`>`), subtypes left out; `far` if there are many."""
    up, down = _ancestors(sentence, start), _ancestors(sentence, end)
    common = next((at for at in up if at in down), None)
    if common is None:
        return "far"
    rising = [sentence.words[at].deprel.partition(":")[0] + "<" for at in up[: up.index(common)]]
    falling = [">" + sentence.words[at].deprel.partition(":")[0] for at in reversed(down[: down.index(common)])]
    steps = [step for step in (*rising, *falling) if step not in (">conj", ">appos", ">flat")]
    return "".join(steps) if len(steps) <= _LONGEST_PATH else "far"


def _ancestors(sentence: Sentence, at: int) -> list[int]:
    out = [at]
    while sentence.words[out[-1]].head >= 0 and len(out) <= _UP:
        out.append(sentence.words[out[-1]].head)
    return out
