"""What linking leaves as it stands: whatever came in which way, the graph is the one that is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.link.identity
from kg.errors import StoreError
from kg.link.identity import mend
from kg.link.names import keys, person_name, seeks
from kg.model import Actor, Claim, ClauseContent, Extraction, Membership
from kg.rdf.index import Index, Term
from kg.rdf.iris import Minter
from kg.rdf.vocabulary import ID, KG, RDF
from kg.store.articles import remove, unlinked
from kg.store.claims import canonical
from kg.store.dataset import Change, Dataset, opened
from kg.store.view import View
from tests.link.test_identity import article, fresh, identity, required
from tests.world import actor, chain, document, event, part, quote
from tests.worldstore import build, put_article


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Dataset]:
    with opened(tmp_path / "store", write=True) as data:
        yield data


MADE = f"{ID}graph/link/made"


def node(told: Extraction, at: int = 1) -> str:
    """The IRI of an article's actor, the first behind the outlet if no other is meant."""
    return str(Minter(told.doc).node(told.actors[at].anchor))


def minister(name: str, title: str) -> Actor:
    return actor(name, memberships=(Membership(title),))


def feed(data: Dataset, *articles: Extraction) -> None:
    """Each is linked before the next comes."""
    for told in articles:
        put_article(data, told)
        mend(data)


NAME, BESIDE = "سليم الحمدان", (actor("نادر القاسم"), actor("كمال أوزدمير"))
PLAIN = article("plain", actor(NAME), BESIDE[0])
OF_QATAR = article("qatar", minister(NAME, "وزير الخارجية القطري"))
OF_TURKEY = article("turkey", minister(NAME, "وزير الخارجية التركي"), *BESIDE)


@pytest.mark.parametrize("order", [*permutations((PLAIN, OF_QATAR, OF_TURKEY))], ids=lambda o: "-".join(map(_key, o)))
def test_what_comes_may_take_asunder_what_stood(data: Dataset, order: tuple[Extraction, ...]) -> None:
    """Somebody without an office is the one minister of his name until an article makes it surer that he is the other.

    Offices of two states forbid that both are one, so the first two to come are taken asunder by the third.
    """
    feed(data, *order)
    plain, qatar, turkey = (canonical(data, node(told)) for told in (PLAIN, OF_QATAR, OF_TURKEY))
    assert plain == turkey != qatar
    assert identity(data) == fresh(list(order))


def _key(told: Extraction) -> str:
    return told.doc.record_id


def test_who_stood_with_one_that_goes_is_linked_anew(data: Dataset) -> None:
    """A bare family name is found by another key than the full one: what is left finds its label and IRI again."""
    title, met = "وزير خارجية روسيا", actor("جون كيري")
    full, short = (article(n, minister(n, title), met, *BESIDE) for n in ("سيرغي لافروف", "لافروف"))
    feed(data, full, short)
    assert canonical(data, node(full)) == canonical(data, node(short))
    for gone, left in ((full, short), (short, full)):
        remove(data, required(data, gone.doc.key))
        mend(data)
        assert identity(data) == fresh([left])
        feed(data, gone)


def agreed(key: str, *clauses: str) -> Extraction:
    """An article of its own outlet on one agreement of two sides, with its clauses."""
    outlet, told = actor(f"موقع {key}", "MediaOutlet"), event("Agreement", "اتفاق")
    sides = actor("سوريا", "State", known="state.sy"), actor("تركيا", "State", known="state.tr")
    parties = tuple(part(side, "party") for side in sides)
    pieces = tuple(event("Clause", text, agreement=told.anchor) for text in clauses)
    doc = document(f"id:x/{key}", f"{key}: وقع البلدان اتفاق الحدود", day="2015-06-01")
    words = (quote(doc, "وقع البلدان اتفاق الحدود"),)
    claims = [Claim(told.anchor, chain(outlet), words, status="signed", participants=parties)]
    claims += [
        Claim(piece.anchor, chain(outlet), (), clause=ClauseContent(text, "agreed", number))
        for number, (piece, text) in enumerate(zip(pieces, clauses, strict=True), start=1)
    ]
    return Extraction(doc, (outlet, *sides), (), (told, *pieces), tuple(claims), "run", outlet.anchor)


AGREED = agreed("a", "يفتح المعبر"), agreed("b"), agreed("c", "ينسحب الجيش")


@pytest.mark.parametrize("order", [*permutations(AGREED)], ids=lambda o: "-".join(map(_key, o)))
def test_an_agreement_keeps_the_clauses_of_all_articles(data: Dataset, order: tuple[Extraction, ...]) -> None:
    feed(data, *order)
    assert identity(data) == fresh(list(order))
    assert len({a for a, _ in data.pairs(KG.clause, data.identity)}) == 1
    assert len(list(data.pairs(KG.clause, data.identity))) == 2


def test_a_graph_that_was_not_written_to_its_end_is_made_anew(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(data, PLAIN)
    monkeypatch.setattr(kg.link.identity, "_AT_ONCE", 5)
    write, written = Dataset.change, []

    def full_disk(self: Dataset, *changes: Change) -> None:
        written.append(changes)
        if len(written) > 6:
            raise StoreError("the disk is full")
        write(self, *changes)

    put_article(data, OF_TURKEY)
    with monkeypatch.context() as patch:
        patch.setattr(Dataset, "change", full_disk)
        with pytest.raises(StoreError):
            mend(data)
    assert identity(data) != fresh([PLAIN, OF_TURKEY])
    mend(data)
    assert identity(data) == fresh([PLAIN, OF_TURKEY])
    assert unlinked(data) == []


PARTS = st.sampled_from(("سيرغي", "سيرجي", "لافروف", "ج", "كيري", "جون", "بن", "أبو", "محمد", "عبد", "الله", "الحمدان"))
PERSON = st.lists(PARTS, min_size=1, max_size=4).map(" ".join).map(person_name)


@given(PERSON, PERSON)
def test_who_looks_for_another_is_looked_for_by_the_other(one: object, other: object) -> None:
    """A node that stands looks for nobody: that is left to what comes."""
    assert bool({*seeks(one)} & {*keys(other)}) == bool({*seeks(other)} & {*keys(one)})  # type: ignore[arg-type]


def test_a_view_answers_as_an_index_of_the_whole_graph(tmp_path: Path) -> None:
    with opened(build(tmp_path / "world")) as data:
        for graph in data.article_graphs():
            view, index = View(data, graph), Index(data.triples(graph))
            for subject, predicate, term in data.triples(graph):
                assert view.all(subject, predicate) == index.all(subject, predicate)
                if not term.datatype:
                    assert view.subjects(predicate, term.value) == index.subjects(predicate, term.value)
            assert view.all("", RDF.type) == view.subjects(RDF.type, "urn:none") == []


def test_what_another_version_linked_is_linked_anew(data: Dataset) -> None:
    """Also a store of before such notes; who only reads it changes nothing but what is decided."""
    feed(data, PLAIN, OF_TURKEY)
    (note,) = data.triples(MADE)
    now = identity(data)
    wrong = min((t for t in now if t[1] == str(KG.linkKey)), key=str)
    for old in ((), ((note[0], note[1], Term("of another version", note[2].datatype)),)):
        data.change(Change(data.identity, gone=(wrong,)), Change(MADE, (note,), old))
        mend(data, renew=False)
        assert identity(data) == now - {wrong}
        mend(data)
        assert identity(data) == now
        assert list(data.triples(MADE)) == [note]
