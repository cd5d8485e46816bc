"""Decisions on who is who: they bind, outlive re-reads and rebuilt stores, and an undo leaves nothing but the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.judge.identity import attached
from kg.judge.log import append, entries
from kg.judge.name import node_named
from kg.judge.resolve import Resolver, decide, undo
from kg.link.identity import mend, rebuild
from kg.model import Actor, Anchor, Extraction, Membership
from kg.rdf.index import Triple
from kg.rdf.iris import Minter
from kg.store.claims import canonical
from kg.store.dataset import Dataset, opened
from tests.world import actor, document, quote
from tests.worldstore import put_article

OUTLET = actor("موقع الأفق", "MediaOutlet")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "store", write=True) as data:
        yield data


def article(key: str, *actors: Actor) -> Extraction:
    text = f"{key}: التقى " + " ".join(a.name for a in actors)
    doc = document(f"id:x/{key}", text)
    told = tuple(replace(a, evidence=(quote(doc, a.name),)) for a in actors)
    return Extraction(doc, (OUTLET, *told), (), (), (), "run", OUTLET.anchor)


def node(told: Extraction, name: str) -> str:
    return str(Minter(told.doc).node(Anchor("actor", name)))


def graph(data: Dataset) -> set[Triple]:
    return {t for g in data.graphs() if g != data.pending for t in data.triples(g)}


FULL, SHORT = article("a", actor("سليم الحمدان")), article("b", actor("الحمدان"))
THIRD = article("c", actor("سليم الحمدان"))


def stored(data: Dataset, *articles: Extraction) -> None:
    for told in articles:
        put_article(data, told)
    mend(data)


def one(data: Dataset, *nodes: str) -> bool:
    return len({canonical(data, n) for n in nodes}) == 1


A, B, C = node(FULL, "سليم الحمدان"), node(SHORT, "الحمدان"), node(THIRD, "سليم الحمدان")


def test_same_joins_whole_clusters_and_undo_leaves_nothing_but_the_log(data: Dataset) -> None:
    stored(data, FULL, SHORT, THIRD)
    before = graph(data)
    assert one(data, A, C)
    assert not one(data, A, B)
    told = decide(data, "same", C, B, by="رنا", why="الأسرة نفسها")
    assert one(data, A, B, C)
    assert [e.by for e in Resolver(data).explain(C, B).decided] == ["رنا"]
    undo(data, told.id[:8], by="سامي")
    assert graph(data) == before
    assert [e.what for e in entries(data.folder)] == ["same", "undo"]


def test_what_is_out_of_force_is_not_undone_again(data: Dataset) -> None:
    stored(data, FULL, SHORT)
    told = decide(data, "same", A, B)
    back = undo(data, told.id)
    with pytest.raises(UsageError, match="out of force already"):
        undo(data, told.id)
    undo(data, back.id)
    assert one(data, A, B)


def test_what_keeps_two_apart_that_would_be_one_is_told(data: Dataset) -> None:
    """The two have the same name; the one is one with a third whose office the other can't have."""
    name, beside = "سليم الحمدان", actor("نادر القاسم")
    plain = article("p", actor(name), beside)
    qatar = article("q", actor(name, memberships=(Membership("وزير الخارجية القطري"),)))
    turkey = article("t", actor(name, memberships=(Membership("وزير الخارجية التركي"),)), beside)
    stored(data, plain, qatar, turkey)
    nodes = [node(told, name) for told in (plain, qatar, turkey)]
    told = Resolver(data).explain(nodes[0], nodes[1])
    assert told.verdict
    assert told.verdict.merges
    assert not told.together
    assert told.apart
    assert told.apart[:2] == (nodes[2], nodes[1])
    assert "two states" in told.apart[2]
    decide(data, "not-same", nodes[0], nodes[1])
    told = Resolver(data).explain(nodes[0], nodes[1])
    assert told.apart == (*nodes[:2], "a person decided that they are not one")


def test_a_mention_is_not_explained_by_itself(data: Dataset) -> None:
    stored(data, FULL, SHORT)
    with pytest.raises(UsageError, match="one and the same mention"):
        Resolver(data).explain(A, A)


def test_a_name_means_a_mention_that_has_it(data: Dataset) -> None:
    """Not the least of its cluster, which an article may name otherwise."""
    spelt = article("d", actor("سيرغي لافروف")), article("e", actor("سيرجي لافروف"))
    stored(data, *spelt)
    assert one(data, node(spelt[0], "سيرغي لافروف"), node(spelt[1], "سيرجي لافروف"))
    for told in spelt:
        name = told.actors[1].name
        assert node_named(data, name) == node(told, name)


def test_not_same_divides(data: Dataset) -> None:
    stored(data, FULL, THIRD)
    decide(data, "not-same", A, C)
    assert not one(data, A, C)
    assert Resolver(data).doubts() == []


def test_the_later_decision_on_a_pair_holds(data: Dataset) -> None:
    stored(data, FULL, SHORT)
    decide(data, "same", A, B)
    decide(data, "not-same", A, B)
    assert not one(data, A, B)


def test_mended_by_decisions_is_the_same_as_made_anew(data: Dataset) -> None:
    stored(data, FULL, SHORT, THIRD)
    decide(data, "same", A, B)
    decide(data, "not-same", A, C)
    mended = graph(data)
    rebuild(data)
    assert graph(data) == mended


def test_decisions_outlive_a_new_reading_by_another_anchor_and_a_rebuilt_store(data: Dataset, tmp_path: Path) -> None:
    stored(data, FULL, SHORT)
    decide(data, "same", A, B)
    again = replace(FULL, actors=(OUTLET, replace(FULL.actors[1], anchor=Anchor("actor", "سليم"))))
    with opened(tmp_path / "other", write=True) as other:
        append(other.folder, *entries(data.folder))
        stored(other, again, SHORT)
        assert one(other, node(again, "سليم"), B)


def test_what_can_not_be_attached_any_more_is_listed_and_comes_back(data: Dataset) -> None:
    stored(data, FULL, SHORT)
    decide(data, "same", A, B)
    stored(data, replace(FULL, actors=(OUTLET,)))
    (lost,) = attached(data)
    assert lost.nodes is None
    stored(data, FULL)
    assert one(data, A, B)


def test_doubtful_pairs_come_with_the_most_useful_first(data: Dataset) -> None:
    office = (Membership("وزير الخارجية الروسي"),)
    rare = [article(k, actor("نادر القاسمي", memberships=office)) for k in "def"]
    stored(data, FULL, SHORT, *rare, article("g", actor("القاسمي")), article("h", actor("القاسمي")))
    doubts = Resolver(data).doubts()
    assert [d.use for d in doubts] == sorted((d.use for d in doubts), reverse=True)
    assert not any(d.together for d in doubts)


def test_two_mentions_of_one_node_and_two_classes_are_refused(data: Dataset) -> None:
    stored(data, FULL)
    with pytest.raises(UsageError, match="one and the same mention"):
        decide(data, "same", A, A)


def test_a_user_names_mentions_by_record_and_name(data: Dataset) -> None:
    stored(data, FULL, SHORT)
    assert node_named(data, "a/سليم الحمدان") == A
    assert node_named(data, "سليم الحمدان") == A
    with pytest.raises(UsageError, match="no actor of that name"):
        node_named(data, "شخص آخر")
