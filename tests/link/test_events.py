"""Events across articles: the same told by several is one, and what contradicts stays apart; independent sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.arabic.fold import name_key
from kg.judge.resolve import Resolver
from kg.link.content import content
from kg.link.identity import mend
from kg.link.independent import Chain, independent
from kg.model import Actor, Claim, ClauseContent, Extraction, Hop, Place, Time
from kg.rdf.iris import Minter
from kg.rdf.vocabulary import KG
from kg.store.claims import canonical
from kg.store.dataset import Dataset, opened
from tests.world import DOHA, actor, chain, day, document, event, part, place, quote
from tests.worldstore import put_article

LAVROV = actor("سيرغي لافروف")
KERRY = actor("جون كيري")
JUBEIR = actor("عادل الجبير")
ZARIF = actor("محمد جواد ظريف")
RUSSIA = actor("روسيا", "State", known="state.ru")
AMERICA = actor("الولايات المتحدة", "State", known="state.us")
DOHA_PLACE = place("الدوحة", candidates=(DOHA,))
OTHER = place("جنيف", candidates=(replace(DOHA, id="geonames:2660646", name="جنيف"),))
MET, AGREED = event("Meeting", "اجتمع"), event("Agreement", "اتفاق")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "store", write=True) as data:
        yield data


def meeting(
    key: str,
    *members: Actor,
    when: Time | None = None,
    where: Place | None = None,
    published: str = "2015-08-04",
    sources: tuple[Hop, ...] = (),
    outlet: str = "",
    side: Actor | None = None,
    **more: object,
) -> Extraction:
    """An article that tells of one meeting; `side` is whom the first member acts for."""
    medium = actor(outlet or f"صحيفة {key}", "MediaOutlet")
    doc = document(f"id:x/{key}", f"{key} اجتمع {' '.join(m.name for m in members)}", day=published)
    claim = Claim(
        MET.anchor,
        (*chain(medium), *sources),
        (quote(doc, "اجتمع"),),
        participants=tuple(
            replace(part(m), side=side.anchor if side and n == 0 else None) for n, m in enumerate(members)
        ),
        time=when,
        place=where.anchor if where else None,
        **{"status": "held", **more},  # type: ignore[arg-type]
    )
    places = (where,) if where else ()
    people = tuple({a.anchor: a for a in (medium, *members, RUSSIA, AMERICA)}.values())
    return Extraction(doc, people, places, (MET,), (claim,), "run", medium.anchor)


def node(told: Extraction) -> str:
    return str(Minter(told.doc).node(told.events[0].anchor))


def one(data: Dataset, *articles: Extraction) -> bool:
    for told in articles:
        put_article(data, told)
    mend(data)
    return len({canonical(data, node(told)) for told in articles}) == 1


THIRD_OF_AUGUST, FIFTH = day("3 آب", "2015-08-03"), day("5 آب", "2015-08-05")
SAME = {
    "the same people on the same day": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST), meeting("b", KERRY, LAVROV, when=THIRD_OF_AUGUST),
    ),
    "one says the day, the other the place": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST), meeting("b", KERRY, LAVROV, where=DOHA_PLACE),
    ),
    "in other spellings": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST),
        meeting("b", KERRY, actor("سيرجي لافروف"), when=THIRD_OF_AUGUST),
    ),
    "planned, then held": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST, published="2015-08-02", status="planned"),
        meeting("b", KERRY, LAVROV, when=THIRD_OF_AUGUST),
    ),
}  # fmt: skip
APART = {
    "days that contradict": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST, where=DOHA_PLACE),
        meeting("b", KERRY, LAVROV, when=FIFTH, where=DOHA_PLACE),
    ),
    "other people": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST, where=DOHA_PLACE),
        meeting("b", JUBEIR, KERRY, when=THIRD_OF_AUGUST, where=DOHA_PLACE),
    ),
    "weeks apart": (meeting("a", LAVROV, KERRY), meeting("b", KERRY, LAVROV, published="2015-08-29")),
    "held before the other was planned": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST),
        meeting("b", KERRY, LAVROV, published="2015-08-09", status="planned"),
    ),
    "two places": (
        meeting("a", LAVROV, KERRY, where=DOHA_PLACE), meeting("b", KERRY, LAVROV, where=OTHER),
    ),
    "a person and his own side, nobody else in common": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST, where=DOHA_PLACE, side=RUSSIA),
        meeting("b", LAVROV, JUBEIR, when=THIRD_OF_AUGUST, where=DOHA_PLACE, side=RUSSIA),
    ),
    "a call and a meeting": (
        meeting("a", LAVROV, KERRY, when=THIRD_OF_AUGUST, kind="phone"),
        meeting("b", KERRY, LAVROV, when=THIRD_OF_AUGUST, kind="in-person"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("articles", SAME.values(), ids=SAME)
def test_one_event(data: Dataset, articles: tuple[Extraction, ...]) -> None:
    assert one(data, *articles)


@pytest.mark.parametrize("articles", APART.values(), ids=APART)
def test_two_events(data: Dataset, articles: tuple[Extraction, ...]) -> None:
    assert not one(data, *articles)


def told_as(article: Extraction, words: str) -> Extraction:
    """The article with other words as evidence of its meeting."""
    doc = replace(article.doc, text=f"{article.doc.text} {words}")
    (claim,) = article.claims
    return replace(article, doc=doc, claims=(replace(claim, evidence=(quote(doc, words),)),))


def test_who_and_about_when_alone_is_a_doubt(data: Dataset) -> None:
    """The same two meet more than once: without a day or words in common people are asked."""
    told = (
        told_as(meeting("a", LAVROV, KERRY), "التقى الوزيران على هامش المؤتمر لبحث الملف"),
        told_as(meeting("b", KERRY, LAVROV, published="2015-08-05"), "كانت الاتصالات بينهما منتظمة"),
    )
    assert not one(data, *told)
    found = Resolver(data).doubts()
    assert [{d.one, d.other} for d in found] == [{node(a) for a in told}]
    verdict = Resolver(data).verdict(*sorted(map(node, told)))
    assert verdict
    assert "neither a day nor words in common" in [r.text for r in verdict.reasons]


COPY = " ".join(f"كلمة{n}" for n in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")  # longer than what two texts must share


@pytest.mark.parametrize(("words", "wanted"), [((COPY, COPY), True), ((COPY, "اجتمع الوزيران"), False)])
def test_today_in_a_copy_a_day_later_is_the_same_day(data: Dataset, words: tuple[str, str], wanted: bool) -> None:
    """`اليوم` in a text that was taken over: two days as worked out, one event; not where no text is shared."""
    days = (replace(day("اليوم", d), basis="inferred") for d in ("2015-08-03", "2015-08-04"))
    told = (
        told_as(meeting(key, LAVROV, KERRY, when=when, published=when.start or ""), text)
        for key, when, text in zip("ab", days, words, strict=True)
    )
    assert one(data, *told) == wanted


def test_a_third_that_fits_both_does_not_join_what_contradicts(data: Dataset) -> None:
    told = (*APART["days that contradict"], meeting("c", KERRY, LAVROV, where=DOHA_PLACE))
    assert not one(data, *told)
    assert len({canonical(data, node(a)) for a in told}) == 2


def agreement(key: str, text: str) -> Extraction:
    medium = actor(f"صحيفة {key}", "MediaOutlet")
    doc = document(f"id:x/{key}", f"{key} اتفاق {text}", day="2015-08-04")
    clause = event("Clause", "تسليم", agreement=AGREED.anchor)
    parties = (part(RUSSIA, "party"), part(AMERICA, "party"))
    signed = Claim(AGREED.anchor, chain(medium), (quote(doc, "اتفاق"),), status="signed", participants=parties,
                   time=THIRD_OF_AUGUST)  # fmt: skip
    content = Claim(clause.anchor, chain(medium), (quote(doc, text),), clause=ClauseContent(text, "agreed"))
    actors = (medium, RUSSIA, AMERICA)
    return Extraction(doc, actors, (), (clause, AGREED), (content, signed), "run", medium.anchor)


def test_two_states_agree_on_many_things(data: Dataset) -> None:
    """What two states signed on one day is one agreement in like words, and two in others."""
    told = [agreement("a", "تسليم المدينة ومخازنها"), agreement("b", "تسليم المدينة مع مخازنها")]
    signed = [signed_as(a, text) for a, text in zip(told, ("اتفاق نووي", "هدنة إنسانية"), strict=True)]
    for article in signed:
        put_article(data, article)
    mend(data)
    nodes = [str(Minter(a.doc).node(AGREED.anchor)) for a in signed]
    assert len({canonical(data, n) for n in nodes}) == 2


def signed_as(article: Extraction, words: str) -> Extraction:
    """The article with other words as evidence of its agreement."""
    doc = document(f"id:x/{words}", f"{article.doc.text} {words}", day="2015-08-04")
    _, signed = article.claims
    return replace(article, doc=doc, claims=(replace(signed, evidence=(quote(doc, words),)),), events=(AGREED,))


CONTENT = {
    "who agreed alone": ("الاتفاق الأميركي - التركي الذي تم التوصل إليه", set()),
    "what was agreed": ("اتفاق مع الوزير لافروف بشأن نزع الألغام", {"نزع", "الغام"}),
}


@pytest.mark.parametrize(("words", "wanted"), CONTENT.values(), ids=CONTENT)
def test_what_was_agreed_is_what_no_name_and_no_general_word_says(words: str, wanted: set[str]) -> None:
    assert content(name_key(words), ["سيرغي لافروف"]) == wanted


def test_a_clause_told_by_two_outlets_is_one(data: Dataset) -> None:
    assert one(data, agreement("a", "تسليم المدينة ومخازنها"), agreement("b", "تسليم المدينة مع مخازنها"))
    assert not one(data, agreement("a", "تسليم المدينة ومخازنها"), agreement("b", "وقف القصف على الريف"))


# --- independent sources ----------------------------------------------------------------------------------------------


def chains(*told: tuple[str, set[str], set[str]]) -> list[Chain]:
    return [Chain(f"c{n}", article, frozenset(s), frozenset(u)) for n, (article, s, u) in enumerate(told)]


COUNTS = {
    "two outlets that quote one agency": (chains(("1", {"a", "agency"}, set()), ("2", {"b", "agency"}, set())), (1, 1)),
    "two outlets, two sources": (chains(("1", {"a", "x"}, set()), ("2", {"b", "y"}, set())), (2, 2)),
    "one outlet's two articles": (chains(("1", {"a", "x"}, set()), ("2", {"a", "y"}, set())), (1, 1)),
    "supplied by the other's source": (
        chains(("1", {"a", "agency"}, set()), ("2", {"b", "agency", "y"}, set())), (1, 1),
    ),
    "copied": (chains(("1", {"a"}, set()), ("copy", {"b"}, set())), (1, 1)),
    "joined through a third": (
        chains(("1", {"a", "x"}, set()), ("2", {"b", "y"}, set()), ("3", {"x", "y"}, set())), (1, 1),
    ),
    "unnamed sources of one affiliation": (chains(("1", {"a", "u1"}, {"tr"}), ("2", {"b", "u2"}, {"tr"})), (1, 2)),
    "unnamed sources of two": (chains(("1", {"a", "u1"}, {"tr"}), ("2", {"b", "u2"}, {"ru"})), (2, 2)),
}  # fmt: skip


@pytest.mark.parametrize(("told", "wanted"), COUNTS.values(), ids=COUNTS)
def test_independent_sources(told: list[Chain], wanted: tuple[int, int]) -> None:
    assert independent(told, lambda a, b: {a, b} == {"1", "copy"}) == wanted
    assert independent(told[::-1], lambda a, b: {a, b} == {"1", "copy"}) == wanted


def test_the_counts_of_an_event_that_three_outlets_tell(data: Dataset) -> None:
    agency = actor("وكالة الفجر", "MediaOutlet")
    by_agency = chain(agency)
    told = [
        meeting("a", LAVROV, KERRY, agency, when=THIRD_OF_AUGUST, sources=by_agency),
        meeting("b", LAVROV, KERRY, agency, when=THIRD_OF_AUGUST, sources=by_agency),
        meeting("c", LAVROV, KERRY, agency, when=THIRD_OF_AUGUST),
    ]
    assert one(data, *told)
    event_ = canonical(data, node(told[0]))
    assert data.objects(event_, KG.independentSources, data.identity) == ["2"]
    assert data.objects(event_, KG.independentSourcesAtMost, data.identity) == ["2"]
