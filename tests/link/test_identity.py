"""Linking: what becomes one, what never does, and that neither order nor history leave a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.link.cluster import Bonds, cluster, link
from kg.link.derive import DERIVED
from kg.link.identity import mend, rebuild
from kg.link.lookup import resolve
from kg.link.score import Reason, Verdict
from kg.model import Actor, Claim, Extraction, Place
from kg.rdf.index import Triple
from kg.rdf.iris import Minter, article_of_key
from kg.rdf.vocabulary import KG, RDF, SEM, SKOS
from kg.store.articles import Stored, find, remove, unlinked
from kg.store.claims import canonical, names, node_of, nodes
from kg.store.dataset import Dataset, opened
from tests.world import (
    ARTICLE_FIRST,
    ARTICLE_SECOND,
    ARTICLES,
    CLAIMS_FIRST,
    DOHA,
    FIRST,
    NAMES,
    SECOND,
    actor,
    chain,
    document,
    event,
    part,
    place,
)
from tests.worldstore import put_article

PROV = "http://www.w3.org/ns/prov#wasDerivedFrom"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "store", write=True) as data:
        yield data


def article(key: str, *actors: Actor, places: tuple[Place, ...] = ()) -> Extraction:
    """An article by an outlet of its own that tells of one meeting of its actors at its first place."""
    outlet, met = actor("موقع الأفق", "MediaOutlet"), event("Meeting", "التقى")
    where = places[0].anchor if places else None
    claim = Claim(met.anchor, chain(outlet), (), status="held", participants=tuple(map(part, actors)), place=where)
    doc = document(f"id:x/{key}", key)
    return Extraction(doc, (outlet, *actors), places, (met,), (claim,), "run", outlet.anchor)


def same(data: Dataset, one: Actor | Place, other: Actor | Place) -> bool:
    """Whether two actors or places of two articles become one."""
    for key, node in (("one", one), ("two", other)):
        put_article(data, article(key, node) if isinstance(node, Actor) else article(key, places=(node,)))
    mend(data)
    kind = KG.Actor if isinstance(one, Actor) else KG.Place
    found = [n for n in nodes(data) if str(kind).rsplit("#")[-1] in n.classes and n.name != "موقع الأفق"]
    return len(found) == 1


QATAR, SYRIA = place("قطر"), place("سوريا")
ONE = {
    "people of the same folded name": (actor("سليم الحمدان"), actor("سليم الحَمدان")),
    "people of three names": (actor("محمد بن سليم الحمدان"), actor("محمد بن سليم الحمدان")),
    "people whose middle names are left out": (actor("نادر بن سليم القاسم"), actor("نادر القاسم")),
    "people in two spellings": (actor("سيرغي لافروف"), actor("سيرجي لافروف")),
    "groups of one name": (actor("لواء الفجر", "ArmedGroup"), actor("لواء الفجر", "ArmedGroup")),
    "acronyms in two scripts": (actor("بي كي كي", "ArmedGroup"), actor("PKK", "ArmedGroup")),
    "states of the same name": (actor("الأردن", "State"), actor("الاردن", "State")),
    "media of the same name": (actor("قناة المشرق", "MediaOutlet"), actor("قناة المشرق", "MediaOutlet")),
    "known groups by other names": (
        actor("داعش", "ArmedGroup", known="is"), actor("تنظيم الدولة", "ArmedGroup", known="is"),
    ),
    "places of one gazetteer entry": (place("الدوحة", candidates=(DOHA,)), place("مدينة الدوحة", candidates=(DOHA,))),
}  # fmt: skip
NEVER = {
    "unnamed actors": (actor("مسؤول تركي", "UnnamedActor"), actor("مسؤول تركي", "UnnamedActor")),
    "kunyas": (actor("أبو رمزي"), actor("أبو رمزي")),
    "single names": (actor("كمال"), actor("كمال")),
    "a single name of two words": (actor("عبد الله"), actor("عبد الله")),
    "a person and a medium": (actor("سليم الحمدان"), actor("سليم الحمدان", "MediaOutlet")),
    "bodies that every state has": (actor("مجلس القضاء", "GovernmentBody"), actor("مجلس القضاء", "GovernmentBody")),
    "family names": (actor("الحمدان"), actor("سليم الحمدان")),
    "people whose names many have": (actor("محمد علي"), actor("محمد علي")),
    "people of other vowels": (actor("سالم الحمدان"), actor("سليم الحمدان")),
    "described places": (place("حقل للغاز", described=True), place("حقل للغاز", described=True)),
    "places that may be several": (place("الدوحة"), place("الدوحة")),
    "a described place of one entry": (place("ميناء", described=True, candidates=(DOHA,)),) * 2,
}


@pytest.mark.parametrize(("one", "other"), ONE.values(), ids=ONE)
def test_become_one(data: Dataset, one: Actor | Place, other: Actor | Place) -> None:
    assert same(data, one, other)


@pytest.mark.parametrize(("one", "other"), NEVER.values(), ids=NEVER)
def test_stay_apart(data: Dataset, one: Actor | Place, other: Actor | Place) -> None:
    assert not same(data, one, other)


def test_places_of_one_name_in_places_of_one_name(data: Dataset) -> None:
    village = [place("القرية", within=around.anchor) for around in (QATAR, QATAR, SYRIA)]
    for number, (inner, around) in enumerate(zip(village, (QATAR, QATAR, SYRIA), strict=True)):
        put_article(data, article(str(number), places=(inner, around)))
    mend(data)
    found = [n for n in nodes(data) if n.name == "القرية"]
    assert sorted(len(n.locals) for n in found) == [1, 2]


def test_who_is_named_beside_the_other_is_not_the_other(data: Dataset) -> None:
    king, adviser = actor("نادر بن سليم"), actor("نادر بن سليم القاسمي")
    put_article(data, article("one", king, adviser))
    put_article(data, article("two", adviser))
    put_article(data, article("three", king))
    mend(data)
    found = sorted(len(n.locals) for n in nodes(data) if "Person" in n.classes)
    assert found in ([2, 2], [1, 1, 2])


def test_a_pseudonym_stays_its_articles_own(data: Dataset) -> None:
    plain = article("one", actor("سليم الحمدان"))
    hidden = article("two", actor("سليم الحمدان"))
    (claim,) = hidden.claims
    hidden = replace(hidden, claims=(replace(claim, participants=(replace(claim.participants[0], pseudonym=True),)),))
    put_article(data, plain)
    put_article(data, hidden)
    mend(data)
    assert len([n for n in nodes(data) if n.name == "سليم الحمدان"]) == 2


def test_the_label_is_the_most_frequent_then_the_longest_then_the_least(data: Dataset) -> None:
    spelt = ("سليم الحمدان", "سليم الحَمدان", "سليم الحمدان", "سَليم الحَمدان")
    for number, name in enumerate(spelt):
        put_article(data, article(str(number), actor(name, "Person", "أبو رمزي")))
    mend(data)
    (node,) = (n for n in nodes(data) if "Person" in n.classes)
    assert names(data, node.iri)[0] == "سليم الحمدان"
    assert set(node.aliases) == {*spelt, "أبو رمزي"} - {"سليم الحمدان"}
    assert node.iri == min(node.locals)


# --- what is derived -------------------------------------------------------------------------------------------------


def statements(data: Dataset, subject: str, predicate: str) -> set[str]:
    return set(data.objects(subject, predicate, data.identity))


def put_world(data: Dataset, *articles: Extraction) -> None:
    for told in articles or ARTICLES:
        put_article(data, told)
    mend(data)


def test_members_and_places_are_derived_from_what_took_place_and_is_not_denied(data: Dataset) -> None:
    put_world(data)
    met, planned = NAMES["1:التقى"], NAMES["2:يلتقيان"]
    members = {canonical(data, NAMES[f"1:{name}"]) for name in ("سليم الحمدان", "كمال أوزدمير", "نادر القاسم")}
    assert statements(data, met, SEM.hasActor) == members
    assert statements(data, met, SEM.hasPlace) == {NAMES["1:فندق على البحر"], NAMES["1:إسطنبول"]}
    assert statements(data, met, KG.independentSources) == {"1"}
    assert statements(data, planned, SEM.hasActor) == set()
    assert statements(data, planned, SEM.hasPlace) == set()


def test_parties_and_clauses(data: Dataset) -> None:
    put_world(data)
    agreed = NAMES["1:اتفاق"]
    assert statements(data, agreed, KG.party) == {canonical(data, NAMES["1:سوريا"]), NAMES["1:تركيا"]}
    assert statements(data, agreed, KG.clause) == {NAMES["1:تنسحب"], NAMES["1:يفتح"]}


def test_a_target_is_no_member(data: Dataset) -> None:
    put_world(data)
    members = {canonical(data, NAMES["1:كمال أوزدمير"]), canonical(data, NAMES["1:سوريا"])}
    assert statements(data, NAMES["1:طلب"], SEM.hasActor) == members


def test_every_derived_statement_names_its_claims_and_goes_with_the_last(data: Dataset) -> None:
    put_world(data)
    met = NAMES["1:التقى"]
    assert derivation_of(data, met, NAMES["1:فندق على البحر"]) == {NAMES["m1.dawn"]}
    assert derivation_of(data, met, canonical(data, NAMES["1:سليم الحمدان"])) == {NAMES["m1.dawn"], NAMES["m1.orient"]}
    rest = tuple(c for name, c in CLAIMS_FIRST.items() if name != "m1.dawn")
    put_world(data, replace(ARTICLE_FIRST, claims=rest))
    assert statements(data, met, SEM.hasPlace) == {NAMES["1:إسطنبول"]}
    assert derivation_of(data, met, canonical(data, NAMES["1:سليم الحمدان"])) == {NAMES["m1.orient"]}
    assert derivation_of(data, met, NAMES["1:فندق على البحر"]) == set()


def derivation_of(data: Dataset, subject: str, value: str) -> set[str]:
    query = f"""PREFIX rdf: <{RDF}> SELECT ?claim {{ ?d a <{KG.Derivation}> ; rdf:subject <{subject}> ;
        rdf:object <{value}> ; <{PROV}> ?claim }}"""
    return {row[0].value for row in data.select(query)[1] if row[0]}


def test_each_derived_statement_has_one_derivation(data: Dataset) -> None:
    put_world(data)
    count = "SELECT (COUNT(*) AS ?n) { VALUES ?p { %s } GRAPH <%s> { ?s ?p ?o } }"
    predicates = " ".join(f"<{p}>" for p in DERIVED)
    (derived,) = data.select(count % (predicates, data.identity))[1]
    (nodes_,) = data.select(f"SELECT (COUNT(*) AS ?n) {{ ?d a <{KG.Derivation}> }}")[1]
    assert derived == nodes_


# --- neither order nor history leave a trace -------------------------------------------------------------------------


def test_a_canonical_iri_that_changes_takes_what_hangs_on_it_along(data: Dataset) -> None:
    put_world(data, ARTICLE_FIRST)
    before = canonical(data, NAMES["1:سليم الحمدان"])
    assert before == NAMES["1:سليم الحمدان"]
    put_world(data, ARTICLE_SECOND)
    after = canonical(data, before)
    assert after == NAMES["2:سليم الحَمدان"] != before
    assert after in statements(data, NAMES["1:التقى"], SEM.hasActor)
    assert before not in statements(data, NAMES["1:التقى"], SEM.hasActor)
    doha = canonical(data, NAMES["1:الدوحة"])
    assert node_of(data, NAMES["1:فندق على البحر"]).within == (doha,)
    stored = find(data, SECOND.key)
    assert stored is not None
    remove(data, stored)
    mend(data)
    assert canonical(data, before) == before
    assert node_of(data, NAMES["1:فندق على البحر"]).within == (NAMES["1:الدوحة"],)
    assert identity(data) == fresh([ARTICLE_FIRST])


def identity(data: Dataset) -> set[Triple]:
    return set(data.triples(data.identity))


def fresh(articles: list[Extraction]) -> set[Triple]:
    """The identity graph of a new store into which these articles came in this order, linked at once."""
    with TemporaryDirectory() as folder, opened(Path(folder), write=True) as data:
        for told in articles:
            put_article(data, told)
        rebuild(data)
        return identity(data)


ACTORS = (
    actor("سليم الحمدان"), actor("سليم الحَمدان", "Person", "الحمدان"), actor("كمال أوزدمير"), actor("كمال"),
    actor("سوريا", "State", known="state.sy"), actor("سورية", "State", known="state.sy"), actor("سوريا", "State"),
    actor("مسؤول", "UnnamedActor"),
)  # fmt: skip
PLACES = ((), (place("الدوحة", candidates=(DOHA,)),), (place("القرية", within=QATAR.anchor), QATAR))
Content = tuple[list[Actor], tuple[Place, ...]]
told = st.tuples(st.lists(st.sampled_from(ACTORS), max_size=4, unique_by=lambda a: a.name), st.sampled_from(PLACES))
step = st.tuples(st.sampled_from("abcd"), st.none() | told, st.booleans())


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(step, min_size=1, max_size=7))
def test_mended_step_by_step_is_the_same_as_made_anew(steps: list[tuple[str, Content | None, bool]]) -> None:
    now: dict[str, Extraction] = {}
    with TemporaryDirectory() as folder, opened(Path(folder), write=True) as data:
        for key, content, link in steps:
            if content is None:
                stored = find(data, f"id:x/{key}")
                now.pop(key, None)
                if stored:
                    remove(data, stored)
            else:
                now[key] = article(key, *content[0], places=content[1])
                put_article(data, now[key])
            if link:
                mend(data)
        mend(data)
        assert unlinked(data) == []
        assert identity(data) == fresh(list(now.values())) == fresh(list(now.values())[::-1])


def test_linking_again_changes_nothing(data: Dataset) -> None:
    put_world(data)
    before = identity(data)
    mend(data, [article_of_key(FIRST.key)])
    rebuild(data)
    assert identity(data) == before
    assert statements(data, NAMES["1:التقى"], SKOS.prefLabel) == set()


def test_strong_evidence_is_no_key() -> None:
    """Points that add up to a key's do not join what contradicts each other; a key and a person's decision do."""
    reasons = (Reason(12.0, "the same name"),)
    for ground, clusters in (("evidence", 2), ("key", 1), ("person", 1)):
        found = link("a", "b", Verdict(12.0, reasons, ground=ground))  # type: ignore[arg-type]
        assert len(cluster(("a", "b"), (found,), lambda *_: True, Bonds()).clusters) == clusters


def test_an_id_answers_with_what_it_became_when_its_article_goes(data: Dataset) -> None:
    told = [article(key, actor("نادر بن سليم القاسم")) for key in "abcd"]
    for one in told:
        put_article(data, one)
    mend(data)
    ids = {one.doc.key: str(Minter(one.doc).node(one.actors[1].anchor)) for one in told}
    order = sorted(ids, key=lambda key: ids[key])
    least = ids[order[0]]
    assert resolve(data, "actor", least) == (least,)
    for gone, left in ((order[0], order[1]), (order[3], order[1]), (order[1], order[2])):
        remove(data, required(data, gone))
        mend(data)
        assert {resolve(data, "actor", ids[key]) for key in order} == {(ids[left],)}
    rebuild(data)
    assert resolve(data, "actor", least) == (ids[order[2]],)
    put_article(data, next(one for one in told if one.doc.key == order[0]))  # it comes back
    mend(data)
    assert {resolve(data, "actor", iri) for iri in ids.values()} == {(least,)}
    for key in (order[0], order[2]):
        remove(data, required(data, key))
    mend(data)
    assert not list(data.triples(f"{data.base}graph/link/former"))  # nothing is left of the cluster
    with pytest.raises(UsageError, match="no such actor"):
        resolve(data, "actor", least)


def required(data: Dataset, key: str) -> Stored:
    found = find(data, key)
    assert found is not None
    return found
