"""Graphs of any shape for comparing the stores: articles made by chance (with a seed) over few names.

What they say makes no sense; that every combination of what can be there or not is there is the point.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from kg.link.identity import mend
from kg.model import Actor, Anchor, Claim, ClauseContent, Event, Extraction, Factuality, Hop, Participation, Place, Time
from kg.rdf.index import Term
from kg.rdf.iris import Minter
from kg.rdf.vocabulary import KG
from kg.store.dataset import Change, Dataset
from tests.world import actor, document, event, place, quote
from tests.worldstore import put_article

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
MEDIA = tuple(actor(name, "MediaOutlet") for name in ("وكالة الفجر", "قناة المشرق", "صحيفة الصباح", "موقع «الأفق»"))
STATES = tuple(actor(name, "State", known=f"state.{n}") for n, name in enumerate(("سوريا", "تركيا", "قطر", "إيران")))
PEOPLE = tuple(
    actor(name, "Person", *forms)
    for name, *forms in (
        ("سليم الحَمدان", "الحمدان"), ("كمال أوزدمير",), ("نادر القاسم", "القاسم"), ("رامي الناصر",), ("زياد المطر",),
        ("هدى الأسعد",), ("ليث الشامي",), ("عبد الله المنصور",),
    )
)  # fmt: skip
BODIES = (actor("وزارة الخارجية", "GovernmentBody", known="b.mfa"), actor("الجيش الحر", "ArmedGroup", known="g.fsa"))
PLACES = ("قطر", "الدوحة", "إسطنبول", "فندق على البحر")
TEXT = 'التقى الوفدان في الفندق. قال المصدر إن الاتفاق وُقّع. «بند» أول؛ بند ثانٍ، "ثالث". نفى المتحدث ذلك = لا.'
_WORDS = ("التقى", "الوفدان", "الاتفاق", "بند", "ثالث", "نفى", "المصدر", "الفندق")


class _Chance:
    """One article's choices."""

    def __init__(self, seed: int, day: date | None) -> None:
        self.random = random.Random(seed)
        self.day = day
        self.used: dict[Anchor, Actor] = {}
        self.places: dict[Anchor, Place] = {}

    def maybe(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def use(self, who: Actor) -> Actor:
        if who.affiliation:
            self.use(next(b for b in BODIES if b.anchor == who.affiliation))
        self.used[who.anchor] = who
        return who

    def source(self) -> Actor:
        unnamed = replace(actor("مصدر مطلع", "UnnamedActor"), affiliation=self.random.choice(BODIES).anchor)
        plain = actor("مسؤول", "UnnamedActor")
        return self.use(self.random.choice((*MEDIA, *PEOPLE[:3], *BODIES, unnamed, plain)))

    def where(self) -> Anchor | None:
        if self.maybe(0.4):
            return None
        outer: Anchor | None = None
        for name in PLACES[: self.random.randint(1, 2)] if self.maybe(0.7) else PLACES[2:3]:
            found = place(name, within=outer)
            self.places[found.anchor] = found
            outer = found.anchor
        if self.maybe(0.3):
            hotel = place(PLACES[3], described=True, within=outer)
            self.places[hotel.anchor] = hotel
            return hotel.anchor
        return outer

    def time(self) -> Time | None:
        first = date(2019, 11, 1) + timedelta(self.random.randint(0, 500))
        last = first + timedelta(self.random.choice((0, 0, 0, 3, 40)))
        shapes: tuple[tuple[str | None, str | None], ...] = (
            (first.isoformat(), last.isoformat()), (first.isoformat(), None), (None, last.isoformat()),
            (f"--{first:%m-%d}", f"--{first:%m-%d}"), (f"--{first:%m}", f"--{first:%m}"),
            (f"--{first:%m-%d}", f"--{last:%m-%d}"),
        )  # fmt: skip
        start, end = self.random.choice(shapes)
        return None if self.maybe(0.3) else Time("يومها", start, end, "day" if start == end else "interval", "stated")

    def deadline(self) -> Time | None:
        """A time; without days in the place of one that is open to the end."""
        found = self.time()
        return replace(found, start=None) if found and found.end is None else found

    def factuality(self) -> Factuality:
        return Factuality(
            self.random.choice(("certain", "certain", "probable", "possible", "underspecified")),
            self.random.choice(("positive", "positive", "positive", "negative")),
            self.random.choice(("non-future", "future")),
        )

    def chain(self, outlet: Actor) -> tuple[Hop, ...]:
        sources = [outlet] + [self.source() for _ in range(self.random.choice((0, 0, 1, 1, 2)))]
        hops = []
        for who in sources:
            own = self.factuality() if self.maybe(0.2) else None
            said = self.time() if self.maybe(0.3) else None
            hops.append(Hop(who.anchor, self.random.choice((None, "قال", "بحسب")), said, own))
        return tuple(hops)

    def parts(self, roles: tuple[Any, ...]) -> tuple[Participation, ...]:
        members = self.random.sample((*PEOPLE, *STATES), self.random.randint(0, 4))
        sides: tuple[Actor | None, ...] = (None, None, *STATES[:3], BODIES[1])
        found = []
        for who in members:
            side = self.random.choice(sides)
            anchor = self.use(side).anchor if side and side != who else None
            title = self.random.choice((None, "الوزير"))
            found.append(Participation(self.use(who).anchor, self.random.choice(roles), anchor, title))
        return tuple(found)

    def some(self) -> tuple[Anchor, ...]:
        return tuple(
            self.use(who).anchor for who in self.random.sample((*STATES, *BODIES), self.random.choice((0, 1, 1, 2)))
        )


def article(seed: int) -> Extraction:
    """An article; the same seed gives the same."""
    chance = _Chance(seed, None)
    rnd = chance.random
    day = (date(2020, 1, 1) + timedelta(rnd.randint(0, 400))).isoformat() if chance.maybe(0.8) else None
    outlet = chance.use(rnd.choice(MEDIA))
    doc = document(
        f"id:{outlet.name}/r{seed}", TEXT, title="عنوان" if chance.maybe() else None, outlet=outlet.name, day=day
    )
    meetings = [event("Meeting", word) for word in _WORDS[: rnd.randint(0, 2)]]
    agreements = [event("Agreement", word) for word in _WORDS[2 : 2 + rnd.randint(0, 1)]]
    clauses = [
        event("Clause", word, agreement=a.anchor) for a in agreements for word in _WORDS[3 : 3 + rnd.randint(0, 2)]
    ]
    others = [event(rnd.choice(("Request", "Mandate", "Accusation")), "نفى")] if chance.maybe(0.4) else []
    events: list[Event] = [*meetings, *agreements, *clauses, *others]
    claims = [_claim(chance, doc, one, outlet) for one in events for _ in range(rnd.choice((1, 1, 2, 3)))]
    return Extraction(
        doc=doc, actors=tuple(chance.used.values()), places=tuple(chance.places.values()), events=tuple(events),
        claims=tuple(claims), run="kg test", outlet=outlet.anchor,
    )  # fmt: skip


def _claim(chance: _Chance, doc: Any, one: Event, outlet: Actor) -> Claim:
    rnd = chance.random
    evidence = tuple(quote(doc, word) for word in rnd.sample(_WORDS, rnd.randint(1, 2)))
    told = Claim(one.anchor, chance.chain(outlet), evidence, factuality=chance.factuality())
    if one.type == "Clause":
        content = ClauseContent(
            rnd.choice(("يفتح المعبر", "تنسحب القوات")), rnd.choice(("agreed", "proposed", "rejected")),
            rnd.choice((None, 1, 2)), chance.some(), chance.some(), chance.some(),
            rnd.choice((None, "إذا توقف القصف")), chance.deadline(),
        )  # fmt: skip
        return replace(told, clause=content)
    if one.type in ("Meeting", "Agreement"):
        held = ("held", "held", "ongoing", "planned", "cancelled", "denied")
        status = rnd.choice(held if one.type == "Meeting" else ("signed", "reached", "proposed", "failed", "denied"))
        roles = (
            ("attendee", "attendee", "host", "mediator") if one.type == "Meeting" else ("party", "party", "mediator")
        )
        kind = rnd.choice((None, "in-person", "talks")) if one.type == "Meeting" else None
        return replace(
            told, status=status, kind=kind, participants=chance.parts(roles), place=chance.where(), time=chance.time()
        )
    return replace(
        told, content="مضمون", participants=chance.parts(("requester", "requested", "target")), time=chance.time()
    )


def fill(data: Dataset, count: int) -> None:
    """Puts so many articles into a store, links them, and lets analysts and linking say something of them."""
    for seed in range(count):
        put_article(data, article(seed))
    mend(data)
    _join_events(data)
    rnd = random.Random(count)
    claims = sorted(s for s, _ in data.pairs(KG.asserts))
    told = [
        (c, str(KG.review), Term(rnd.choice(("accepted", "rejected")), _STRING)) for c in claims if rnd.random() < 0.5
    ]
    data.change(Change(f"{data.base}graph/analysts/judgements", new=tuple(told)))
    articles = [str(Minter(article(seed).doc).article) for seed in range(0, count, 3)]
    copied = [(a, str(KG.reuses), Term(b)) for a, b in pairwise(articles)]
    data.change(Change(data.identity, new=tuple(copied)))


def _join_events(data: Dataset) -> None:
    """Makes events of different articles one, as linking does with what it is sure of, and counts their sources."""
    gone, new = [], []
    for kind in ("Meeting", "Agreement", "Clause"):
        nodes = sorted({t.value for _, t in data.pairs(KG.canonical, data.identity)} & _of_class(data, kind))
        for number, node in enumerate(nodes):
            head = nodes[number - number % 3]
            if kind == "Clause":
                head = node
            for figure in (KG.independentSources, KG.independentSourcesAtMost):
                counted = data.objects(node, figure, data.identity)
                gone += [(node, str(figure), Term(one, _INTEGER)) for one in counted]
            if head == node:
                new.append((node, str(KG.independentSources), Term(str(1 + number % 2), _INTEGER)))
                new.append((node, str(KG.independentSourcesAtMost), Term("3", _INTEGER)))
                continue
            for local in data.subjects(KG.canonical, Term(node), data.identity):
                gone.append((local, str(KG.canonical), Term(node)))
                new.append((local, str(KG.canonical), Term(head)))
    data.change(Change(data.identity, gone=tuple(gone), new=tuple(new)))


def _of_class(data: Dataset, name: str) -> set[str]:
    return set(data.subjects("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", Term(str(KG[name]))))
