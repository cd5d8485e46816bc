"""From whom a word's news is: a model weighs every voice around it, whom rules take among them.

Rules err where a sentence cites several, where a quotation runs on, and where words only set the scene of what is said
(`وذلك غداة اجتماع`); so each voice is weighed by how it is cited, where the word stands from there, and who it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kg.extract.attribution.cues import Cue
from kg.extract.attribution.voices import Moment, Voice, joined

Kind = Literal[
    "nobody", "relayed", "cue", "cues", "cue without a name", "quoted", "last", "earlier", "most cited", "ahead"
]
HOW: dict[Kind, str] = {
    "relayed": "lead",
    "cue": "cue",
    "cues": "cue",
    "quoted": "quotation",
    "cue without a name": "last speaker",
    "last": "last speaker",
    "ahead": "said after it",
    "earlier": "earlier speaker",
    "most cited": "most cited",
    "nobody": "nobody cited",
}  # the surest first
_ONE = 2  # cues from which on they are several


@dataclass(slots=True)
class Choice:
    """A voice that words may be from: how it comes into question, and the cues of the sentence that cite it.

    `since` is how many sentences before it spoke, `order` how many others spoke since; `share` its part of all cues.
    """

    voice: Voice
    kinds: list[Kind] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    since: int | None = None
    order: int = 0
    share: float | None = None
    ahead: Cue | None = None
    ruled: bool = False

    @property
    def how(self) -> str:
        """Why it is taken: the rule that takes it, else the surest way in which it comes into question."""
        return self.voice.how if self.ruled else next(how for kind, how in HOW.items() if kind in self.kinds)


def choices(moment: Moment) -> tuple[Choice, ...]:
    """Every voice that a word may be from, nobody who is named first; once a voice."""
    found: dict[tuple[int, ...], Choice] = {}
    for kind, voice, more in _proposed(moment):
        heard = moment.heard(voice)
        choice = found.setdefault(who(moment, heard), Choice(heard))
        choice.kinds.append(kind)
        choice.cues += more.cues
        choice.since, choice.order = (more.since, more.order) if choice.since is None else (choice.since, choice.order)
        choice.share = choice.share if more.share is None else more.share
        choice.ahead = choice.ahead or more.ahead
    ruled = found.setdefault(who(moment, moment.rule), Choice(moment.rule, ["cue"]))
    ruled.ruled, ruled.voice = True, moment.rule
    return tuple(found.values())


def who(moment: Moment, voice: Voice) -> tuple[int, ...]:
    """The entities of a voice without the outlet."""
    return tuple(entity for entity in voice.entities if entity != moment.outlet)


def speaking(moment: Moment) -> tuple[Cue, ...]:
    """The cues of the sentence by which somebody speaks."""
    return tuple(cue for cue in moment.cues if cue.role != "own")


def covering(moment: Moment) -> tuple[Cue, ...]:
    """Those whose words, as rules see it, the word is among."""
    return tuple(c for c in speaking(moment) if c.first <= moment.at <= c.last and c.at != moment.at)


def names(cue: Cue) -> bool:
    """Whether a cue says who speaks."""
    return cue.source is not None or cue.medium is not None


def _proposed(moment: Moment) -> Iterator[tuple[Kind, Voice, Choice]]:
    yield ("relayed" if moment.default.entities else "nobody"), moment.default, Choice(Voice())
    for cue in speaking(moment):
        if names(cue):
            yield "cue", joined([cue]), Choice(Voice(), cues=[cue])
        elif moment.last.entities:
            yield "cue without a name", moment.last, Choice(Voice(), cues=[cue])
    if len(covering(moment)) >= _ONE:
        yield "cues", joined(covering(moment)), Choice(Voice())
    if moment.quoting is not None and moment.quoting.entities:
        yield "quoted", moment.quoting, Choice(Voice())
    for order, (sentence, voice) in enumerate(moment.earlier):
        since = moment.sentence.index - sentence
        yield ("earlier" if order else "last"), voice, Choice(Voice(), since=since, order=order)
    if moment.cited:
        yield _most_cited(moment)
    ahead = next((cue for cue in moment.ahead if cue.role != "own" and names(cue)), None)
    if ahead is not None:
        yield "ahead", joined([ahead]), Choice(Voice(), ahead=ahead)


def _most_cited(moment: Moment) -> tuple[Kind, Voice, Choice]:
    entity, cited = max(moment.cited.items(), key=lambda item: (len(item[1]), -item[0]))
    medium = moment.discourse.entities[entity].type == "MediaOutlet"
    voice = Voice((entity,), (), cited[:1]) if medium else Voice((), (entity,), cited[:1])
    return "most cited", voice, Choice(Voice(), share=len(cited) / sum(map(len, moment.cited.values())))
