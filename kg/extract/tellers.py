"""Who only says so: `قال مصدر مطلع إن الوفدين التقيا`, `قال فلان إن الحزب وافق`; who tells of others took no part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.arabic.fold import fold
from kg.extract.attribution.cues import Cue, cues
from kg.extract.discourse import Discourse, Mention
from kg.model import Sentence

_TWO = 2  # others who are named, of whom something is told

Proposed = Mapping[int, tuple[Mention, str]]


def tellers(
    discourse: Discourse, sentence: Sentence, at: int, proposed: Proposed, *, named: frozenset[str], acts: bool
) -> frozenset[int]:
    """The entities that are cited for what word `at` evokes and have no part in it.

    They don't speak of themselves (`إنه التقى`), are not named again in what they say, and are either only described
    or tell of others: of two whom rules of these names find there, or, where the word `acts`, of its subject.
    """
    return frozenset(
        cue.source
        for cue in cues(discourse, sentence)
        if cue.source is not None and cue.covers(at) and not of_oneself(sentence, cue.first)
        if not _inside(discourse, sentence, cue)
        if _described(discourse, sentence, cue) or _of_others(discourse, sentence, cue, proposed, named, acts)
    )


def of_oneself(sentence: Sentence, first: int) -> bool:
    """Whether what is said from a word on begins with a pronoun: `إنه التقى`."""
    near = sentence.words[max(first - 1, 0) : first + 1]
    return any(w.upos == "PRON" or (fold(w.text).startswith("انه") and w.upos != "VERB") for w in near)


def _own(discourse: Discourse, sentence: Sentence, cue: Cue) -> list[Mention]:
    return [m for m in discourse.in_sentence(sentence.index) if m.entity == cue.source]


def _inside(discourse: Discourse, sentence: Sentence, cue: Cue) -> bool:
    return any(cue.first <= m.first <= cue.last for m in _own(discourse, sentence, cue))


def _described(discourse: Discourse, sentence: Sentence, cue: Cue) -> bool:
    """Whether who speaks is but a source: `مصدر مطلع`, not `وفد الحركة`."""
    own = _own(discourse, sentence, cue)
    return len(own) == 1 and own[0].reasons[:1] == ("source",) and not own[0].definite


def _of_others(
    discourse: Discourse, sentence: Sentence, cue: Cue, proposed: Proposed, named: frozenset[str], acts: bool
) -> bool:
    told = list(_told(sentence, cue, proposed))
    others = {m.entity for m, reason in told if reason in named}
    acting = acts and any(reason.startswith("subject") for _, reason in told)
    side = discourse.entities[cue.source].side if cue.source is not None else None
    return (acting or len(others) >= _TWO) and cue.source not in proposed and side not in others


def _told(sentence: Sentence, cue: Cue, proposed: Proposed) -> Iterator[tuple[Mention, str]]:
    """Whom rules propose among the words that are said."""
    for mention, reason in proposed.values():
        if mention.sentence == sentence.index and cue.first <= mention.first <= cue.last:
            yield mention, reason
