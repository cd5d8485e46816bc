"""A small hand-made graph for which the answers of all queries are known: three articles, written as extractions.

`NAMES` gives each claim, event, actor and place of it a short name (`m1.dawn`), which the expected rows of
tests/query/expected use in place of IRIs (`@m1.dawn`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from kg.model import (
    Actor,
    ActorType,
    Anchor,
    Claim,
    ClauseContent,
    Document,
    Event,
    EventType,
    Extraction,
    Factuality,
    Hop,
    NodeClass,
    Participation,
    Place,
    PlaceCandidate,
    Role,
    Span,
    Time,
)
from kg.rdf.iris import Minter, claim_iris

RUN = "kg test"
DENIED = Factuality(polarity="negative")
DOHA = PlaceCandidate("geonames:290030", "الدوحة", 25.28545, 51.53096)


def document(key: str, text: str, *, title: str | None = None, outlet: str = "", day: str | None = None) -> Document:
    """An article by its key (`id:OUTLET/ID`)."""
    published = date.fromisoformat(day) if day else None
    name = key.rsplit("/", 1)[-1]
    digest = sha256(text.encode()).hexdigest()
    return Document(key, name, text, digest, title=title, outlet=outlet or None, published=published)


def quote(doc: Document, words: str) -> Span:
    """The first place where the text has these words."""
    start = doc.text.index(words)
    return doc.span("text", start, start + len(words))


def actor(name: str, kind: ActorType = "Person", *aliases: str, **more: Any) -> Actor:
    """An actor anchored to its name."""
    return Actor(Anchor("actor", name), kind, name, aliases, anonymous=kind == "UnnamedActor", **more)


def place(name: str, *aliases: str, **more: Any) -> Place:
    """A place anchored to its name."""
    return Place(Anchor("place", name), name, aliases, **more)


def event(kind: EventType, words: str, nth: int = 0, **more: Anchor) -> Event:
    """An event anchored to its words."""
    node: NodeClass = kind.lower()  # type: ignore[assignment]
    return Event(Anchor(node, words, nth), kind, **more)


def day(text: str, start: str | None, end: str | None = None) -> Time:
    """A time; a day if no end is given."""
    return Time(text, start, end or start, "interval" if end else "day", "stated")


def part(who: Actor, role: Role = "attendee", side: Actor | None = None, **more: Any) -> Participation:
    """A member of an event."""
    return Participation(who.anchor, role, side.anchor if side else None, **more)


def chain(*sources: Actor | tuple[Actor, str]) -> tuple[Hop, ...]:
    """A chain from the outlet to the deepest source, each with its cue where one is given."""
    pairs = [s if isinstance(s, tuple) else (s, None) for s in sources]
    return tuple(Hop(who.anchor, cue=cue) for who, cue in pairs)


# --- the first article: a meeting by two chains from one source, denied; an agreement with clauses; a request --------

MORNING = actor("صحيفة الصباح الجديد", "MediaOutlet")
DAWN = actor("وكالة الفجر", "MediaOutlet", "الفجر")
ORIENT = actor("قناة المشرق", "MediaOutlet", known="test.orient")
MINISTRY = actor("وزارة الخارجية", "GovernmentBody")
OFFICIAL = actor("مسؤول في وزارة الخارجية", "UnnamedActor", affiliation=MINISTRY.anchor)
SALIM = actor("سليم الحمدان", "Person", "الحمدان")
KAMAL = actor("كمال أوزدمير")
NADIR = actor("نادر القاسم")
RAMI = actor("رامي الناصر")
ZIAD = actor("زياد المطر")
SYRIA = actor("سوريا", "State", "سورية", known="state.sy")
TURKEY = actor("تركيا", "State", known="state.tr")
OPPOSITION = actor("المعارضة السورية", "Organization", known="sy.opposition")

QATAR = place("قطر")
DOHA_PLACE = place("الدوحة", candidates=(DOHA,), within=QATAR.anchor)
HOTEL = place("فندق على البحر", described=True, within=DOHA_PLACE.anchor)
ISTANBUL = place("إسطنبول")

FIRST = document(
    "id:صحيفة الصباح الجديد/first",
    "التقى سليم الحمدان كمال أوزدمير في فندق بالدوحة بوساطة نادر القاسم. "
    "وأجريت محادثات في إسطنبول. نفى رامي الناصر اللقاء. "
    "توصل الطرفان إلى اتفاق. تنسحب القوات من البلدة إذا توقف القصف. يفتح المعبر. وطلب أوزدمير استبعاد زياد المطر.",
    title="لقاء في الدوحة",
    outlet="صحيفة الصباح الجديد",
    day="2020-03-20",
)
MET = event("Meeting", "التقى")
AGREED = event("Agreement", "اتفاق")
WITHDRAWAL = event("Clause", "تنسحب", agreement=AGREED.anchor)
CROSSING = event("Clause", "يفتح", agreement=AGREED.anchor)
ASKED = event("Request", "طلب", about=AGREED.anchor)

CLAIMS_FIRST = {
    "m1.dawn": Claim(
        MET.anchor, chain(MORNING, (DAWN, "نقلت"), (OFFICIAL, "كشف")),
        (quote(FIRST, "التقى سليم الحمدان كمال أوزدمير في فندق بالدوحة"), quote(FIRST, "بوساطة نادر القاسم")),
        status="held", kind="in-person", place=HOTEL.anchor, time=day("10 آذار", "2020-03-10"),
        participants=(part(SALIM, side=SYRIA), part(KAMAL, side=TURKEY), part(NADIR, "mediator")),
    ),
    "m1.orient": Claim(
        MET.anchor, chain(MORNING, (ORIENT, "بحسب"), (OFFICIAL, "قال")), (quote(FIRST, "وأجريت محادثات في إسطنبول"),),
        status="held", kind="talks", place=ISTANBUL.anchor, time=day("12 آذار", "2020-03-12"),
        participants=(part(SALIM, side=OPPOSITION), part(KAMAL, side=TURKEY)), factuality=Factuality("probable"),
    ),
    "m1.denial": Claim(
        MET.anchor, chain(MORNING, (RAMI, "نفى")), (quote(FIRST, "نفى رامي الناصر اللقاء"),), status="denied",
        participants=(part(SALIM, side=SYRIA), part(KAMAL, side=TURKEY)), factuality=DENIED,
    ),
    "a1.official": Claim(
        AGREED.anchor, chain(MORNING, (OFFICIAL, "قال")), (quote(FIRST, "توصل الطرفان إلى اتفاق"),), status="reached",
        participants=(part(SYRIA, "party"), part(TURKEY, "party"), part(NADIR, "mediator")),
        time=day("آذار", "2020-03-01", "2020-03-31"),
    ),
    "c1.official": Claim(
        WITHDRAWAL.anchor, chain(MORNING, (OFFICIAL, "قال")), (quote(FIRST, "تنسحب القوات من البلدة"),),
        clause=ClauseContent(
            "تنسحب القوات من البلدة", "agreed", 1, (TURKEY.anchor,), (SYRIA.anchor,), condition="إذا توقف القصف",
            deadline=day("نهاية العام", "2020-12-31"),
        ),
    ),
    "c2.official": Claim(
        CROSSING.anchor, chain(MORNING, (OFFICIAL, "قال")), (quote(FIRST, "يفتح المعبر"),),
        clause=ClauseContent("يفتح المعبر", "deferred", 2),
    ),
    "c2.morning": Claim(
        CROSSING.anchor, chain(MORNING), (quote(FIRST, "يفتح المعبر"),),
        clause=ClauseContent("يفتح المعبر", "rejected", 2, rejected_by=(SYRIA.anchor,)),
    ),
    "r1.morning": Claim(
        ASKED.anchor, chain(MORNING), (quote(FIRST, "طلب أوزدمير استبعاد زياد المطر"),), content="استبعاد زياد المطر",
        participants=(part(KAMAL, "requester", TURKEY), part(SYRIA, "requested"), part(ZIAD, "target")),
    ),
}
ARTICLE_FIRST = Extraction(
    doc=FIRST,
    actors=(MORNING, DAWN, ORIENT, MINISTRY, OFFICIAL, SALIM, KAMAL, NADIR, RAMI, ZIAD, SYRIA, TURKEY, OPPOSITION),
    places=(QATAR, DOHA_PLACE, HOTEL, ISTANBUL),
    events=(MET, AGREED, WITHDRAWAL, CROSSING, ASKED),
    claims=tuple(CLAIMS_FIRST.values()),
    run=RUN,
    outlet=MORNING.anchor,
)

# --- the second article: the same people by other names, a call without its year, a meeting that is planned ----------

HORIZON = actor("موقع الأفق", "MediaOutlet")
SALIM_2 = actor("سليم الحَمدان", "Person", "أبو رمزي")
KAMAL_2 = actor("كمال اوزدمير")
SECOND = document(
    "id:موقع الأفق/second",
    "اتصل سليم الحَمدان بكمال اوزدمير في 28 أيار. ويلتقيان في الدوحة. وقالت وكالة الفجر إن الطرفين توصلا إلى اتفاق.",
    outlet="موقع الأفق",
)
CALLED = event("Meeting", "اتصل")
TO_MEET = event("Meeting", "يلتقيان")
AGREED_2 = event("Agreement", "اتفاق")
DOHA_2 = place("مدينة الدوحة", "الدوحة", candidates=(DOHA,))
CLAIMS_SECOND = {
    "m2.horizon": Claim(
        CALLED.anchor, chain(HORIZON), (quote(SECOND, "اتصل سليم الحَمدان بكمال اوزدمير"),), status="ongoing",
        kind="phone", participants=(part(SALIM_2), part(KAMAL_2)), time=day("28 أيار", "--05-28"),
    ),
    "m3.horizon": Claim(
        TO_MEET.anchor, chain(HORIZON), (quote(SECOND, "ويلتقيان في الدوحة"),), status="planned", place=DOHA_2.anchor,
        participants=(part(SALIM_2, "host"),), factuality=Factuality("possible", "positive", "future"),
    ),
    "a2.dawn": Claim(
        AGREED_2.anchor, chain(HORIZON, (DAWN, "قالت")), (quote(SECOND, "الطرفين توصلا إلى اتفاق"),), status="signed",
        participants=(part(SYRIA, "party"),),
    ),
}
ARTICLE_SECOND = Extraction(
    doc=SECOND,
    actors=(HORIZON, DAWN, SALIM_2, KAMAL_2, SYRIA),
    places=(DOHA_2,),
    events=(CALLED, TO_MEET, AGREED_2),
    claims=tuple(CLAIMS_SECOND.values()),
    run=RUN,
    outlet=HORIZON.anchor,
)

# --- the third article: a person of a single name, an unnamed source, and nothing that happened ----------------------

KAMAL_3 = actor("كمال")
SOURCE_3 = actor("مسؤول في وزارة الخارجية", "UnnamedActor")
THIRD = document("id:موقع الأفق/third", "اتهم كمال سوريا.", outlet="موقع الأفق", day="2020-04-01")
ACCUSED = event("Accusation", "اتهم")
CLAIMS_THIRD = {
    "x1.source": Claim(
        ACCUSED.anchor, chain(HORIZON, (SOURCE_3, "قال")), (quote(THIRD, "اتهم كمال سوريا"),),
        content="اتهم كمال سوريا", participants=(part(KAMAL_3, "accuser"), part(SYRIA, "accused")),
    ),
}
ARTICLE_THIRD = Extraction(
    doc=THIRD, actors=(HORIZON, KAMAL_3, SOURCE_3, SYRIA), places=(), events=(ACCUSED,),
    claims=tuple(CLAIMS_THIRD.values()), run=RUN, outlet=HORIZON.anchor,
)
ARTICLES = (ARTICLE_FIRST, ARTICLE_SECOND, ARTICLE_THIRD)


def _names() -> dict[str, str]:
    """IRIs of claims (`m1.dawn`), of local events, actors and places (`1:التقى`, `2:سليم الحَمدان`), by article."""
    names: dict[str, str] = {}
    told = (CLAIMS_FIRST, CLAIMS_SECOND, CLAIMS_THIRD)
    for number, (article, claims) in enumerate(zip(ARTICLES, told, strict=True), start=1):
        minter = Minter(article.doc)
        iris = claim_iris(minter, article.claims)
        names |= {name: str(iri) for name, iri in zip(claims, iris, strict=True)}
        parts: tuple[Actor | Place | Event, ...] = (*article.actors, *article.places, *article.events)
        names[f"article:{number}"] = str(minter.article)
        names |= {f"{number}:{node.anchor.words}": str(minter.node(node.anchor)) for node in parts}
    return names


NAMES = _names()
REVIEWS: dict[str, Literal["accept", "reject"]] = {"m1.dawn": "accept", "m1.orient": "reject", "a1.official": "accept"}


def copies(article: Extraction, count: int) -> tuple[Extraction, ...]:
    """The article under other keys, as if other outlets had printed it."""
    docs = (replace(article.doc, key=f"{article.doc.key}-{n}", record_id=f"c{n}") for n in range(count))
    return tuple(replace(article, doc=doc) for doc in docs)
