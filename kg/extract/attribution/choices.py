"""From whom a word's news is: a model weighs every voice around it, whom rules take among them.

Rules err where a sentence cites several, where a quotation runs on, and where words only set the scene of what is said
(`وذلك غداة اجتماع`); so each voice is weighed by how it is cited, where the word stands from there, and who it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.extract.attribution.cues import Cue
from kg.extract.attribution.moments import Moment
from kg.extract.attribution.voices import Voice, joined

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
_SEVERAL = 2  # cues that cover a word


@dataclass(frozen=True, slots=True)
class Choice:
    """A voice that words may be from: how it comes into question, and the cues of the sentence that cite it.

    `since` is how many sentences before it spoke, `order` how many others spoke since; `share` its part of all cues;
    `ahead` the cue of the next sentence that cites it; `ruled` if rules take it.
    """

    voice: Voice
    kinds: tuple[Kind, ...]
    cues: tuple[Cue, ...] = ()
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
    """Every voice that a word may be from, who speaks by default first; once a voice."""
    found: dict[tuple[int, ...], Choice] = {}
    for new in _proposed(moment):
        heard = replace(new, voice=moment.heard(new.voice))
        key = who(moment, heard.voice)
        found[key] = _both(found[key], heard) if key in found else heard
    key = who(moment, moment.rule)
    found[key] = replace(found.get(key, Choice(moment.rule, ("cue",))), voice=moment.rule, ruled=True)
    return tuple(found.values())


def _both(one: Choice, other: Choice) -> Choice:
    """A voice that comes into question in two ways."""
    return replace(
        one,
        kinds=(*one.kinds, *other.kinds),
        cues=(*one.cues, *other.cues),
        since=other.since if one.since is None else one.since,
        order=other.order if one.since is None else one.order,
        share=one.share if other.share is None else other.share,
        ahead=one.ahead or other.ahead,
    )


def who(moment: Moment, voice: Voice) -> tuple[int, ...]:
    """The entities of a voice without the outlet."""
    return tuple(entity for entity in voice.entities if entity != moment.outlet)


def speaking(moment: Moment) -> tuple[Cue, ...]:
    """The cues of the sentence by which somebody speaks."""
    return tuple(cue for cue in moment.cues if cue.role != "own")


def covering(moment: Moment) -> tuple[Cue, ...]:
    """Those whose words, as rules see it, the word is among."""
    return tuple(cue for cue in speaking(moment) if cue.covers(moment.at))


def _proposed(moment: Moment) -> Iterator[Choice]:
    yield Choice(moment.default, ("relayed" if moment.default.entities else "nobody",))
    for cue in speaking(moment):
        if cue.names:
            yield Choice(joined([cue]), ("cue",), (cue,))
        elif moment.last.entities:
            yield Choice(moment.last, ("cue without a name",), (cue,))
    if len(covering(moment)) >= _SEVERAL:
        yield Choice(joined(covering(moment)), ("cues",))
    if moment.quoting is not None and moment.quoting.entities:
        yield Choice(moment.quoting, ("quoted",))
    for order, (sentence, voice) in enumerate(moment.earlier):
        since = moment.sentence.index - sentence
        yield Choice(voice, ("earlier" if order else "last",), since=since, order=order)
    if moment.cited.most is not None:
        yield _most_cited(moment, moment.cited.most)
    ahead = next((cue for cue in moment.ahead if cue.role != "own" and cue.names), None)
    if ahead is not None:
        yield Choice(joined([ahead]), ("ahead",), ahead=ahead)


def _most_cited(moment: Moment, entity: int) -> Choice:
    cues = moment.cited.of(entity)
    medium = moment.discourse.entities[entity].type == "MediaOutlet"
    voice = Voice((entity,), (), cues[:1]) if medium else Voice((), (entity,), cues[:1])
    return Choice(voice, ("most cited",), share=len(cues) / moment.cited.total)
