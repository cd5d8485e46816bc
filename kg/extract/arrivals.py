"""Where somebody came to: `وصل إلى طرابلس وفد تركي وعقد اجتماعا مع` tells where they met, if nothing else does."""

from __future__ import annotations

from collections.abc import Sequence

from kg.arabic.fold import fold
from kg.extract.places import PlaceChain
from kg.lexicon.words import word_class
from kg.model import Sentence

_COMING = word_class("meeting.coming")


def came_to(sentence: Sentence, named: Sequence[PlaceChain], before: int) -> PlaceChain | None:
    """The last place before a word that a verb of coming brings with `إلى`; None if there is none."""
    towards = (chain for chain in reversed(named) if chain.preposition == "الي" and chain.last < before)
    return next((chain for chain in towards if _comes(sentence, chain)), None)


def _comes(sentence: Sentence, chain: PlaceChain) -> bool:
    """Whether the verb nearest before a place is one of coming."""
    verb = next((w for w in reversed(sentence.words[: chain.first]) if w.upos == "VERB"), None)
    return verb is not None and fold(verb.lemma) in _COMING
