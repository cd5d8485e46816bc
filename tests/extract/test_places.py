"""Places: the gazetteer, and chains of named and described places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.frames import PlaceName
from kg.extract.gazetteer import countries_of, is_country, is_weak, known, lookup
from kg.extract.places import place_chain, place_chains, place_names
from kg.extract.setting import most_exact
from kg.model import NameType, Span
from tests.sentences import Cell, annotated, sentence

TAGS = {
    **dict.fromkeys(["في", "ب", "ل", "من", "إلى", "على"], "ADP"),
    **dict.fromkeys(["الروسية", "القطرية", "السعودية", "الاستراتيجية", "الدولي"], "ADJ"),
    **dict.fromkeys(["التقى", "عقد", "وصل", "بحث", "زار"], "VERB"),
    **dict.fromkeys(["و"], "CCONJ"),
    **dict.fromkeys(["ه"], "PRON"),
}


def read(*tokens: Cell, names: tuple[tuple[NameType, str], ...] = ()) -> list[str]:
    """The chains of a sentence: preposition, places, `*` before described ones."""
    doc = annotated(sentence(*tokens, upos=TAGS, names=names))
    (row,) = doc.sentences
    found = []
    for chain in place_chains(row):
        places = place_names(doc.doc, row, chain)
        for place in places:
            assert doc.doc.text[place.span.start : place.span.end] == place.span.text
        found.append(" < ".join([("*" if p.described else "") + p.name for p in places]))
        found[-1] = f"{chain.preposition or '-'} {found[-1]}"
    return found


@pytest.mark.parametrize(
    ("tokens", "names", "chains"),
    [
        (
            ["في", "حقل", ("ل", "إنتاج"), "الغاز", "في", "منطقة", "الشدّادي", ("ب", "الحسكة"), "في", "28", "مايو"],
            (("LOC", "الشدّادي"), ("LOC", "الحسكة")),
            ["في *حقل لإنتاج الغاز < الشدّادي < الحسكة"],
        ),
        (["في", "حقل", ("ل", "إنتاج"), "النفط", "قرب", "الرميلة"], (), ["في *حقل لإنتاج النفط", "قرب الرميلة"]),
        (["في", "قصر", "الورود", "في", "جدة"], (), ["في *قصر الورود < جدة"]),
        ([("ب", "مقر"), "المنظمة", ("ب", "باريس")], (("LOC", "باريس"),), ["ب *مقر المنظمة < باريس"]),
        ([("ب", "مقر"), "السفارة", "السعودية", ("ب", "القاهرة"), "،"], (), ["ب *مقر السفارة السعودية < القاهرة"]),
        (["وصل", "إلى", "مطار", "عدن", "الدولي"], (("LOC", "عدن"),), ["الي *مطار عدن < عدن"]),
        (["في", "مقر", "إدارة", "جوازات", "منطقة", "الباحة"], (), ["في *مقر إدارة جوازات منطقة الباحة < الباحة"]),
        (["في", "العاصمة", "الروسية", "موسكو"], (("LOC", "موسكو"),), ["في موسكو"]),
        (["في", "العاصمة", "الروسية", "أمس"], (), ["في *العاصمة الروسية"]),
        (["في", "العاصمة", "الأردنية", "عمّان"], (("LOC", "عمّان"),), ["في عمّان"]),
        (["في", "العاصمة", "الكويتية", "أمس"], (), ["في *العاصمة الكويتية"]),
        (["في", "مدينة", "صور"], (), ["في صور"]),
        (["التقى", "في", "صور", "قديمة"], (), []),
        (["في", "بلد", "عربي"], (), []),
        (["في", "الغوطة", "الشرقية", ("ب", "ريف"), "دمشق"], (), ["في الغوطة الشرقية < ريف دمشق"]),
        (["في", "عدن", "جنوب", "اليمن"], (), ["في عدن < اليمن"]),
        (["في", "جرابلس", "شمال", "حلب"], (), ["في جرابلس", "- *شمال حلب"]),
        (["في", "لندن", "في", "سوريا"], (("LOC", "لندن"),), ["في لندن", "في سوريا"]),
        (["في", "بيروت", "في", "سوريا"], (), ["في بيروت", "في سوريا"]),
        (["في", "دير", "الزور", ("و", "الرقة")], (), ["في دير الزور"]),
        (["في", "مكتب", "ه", ("ب", "الرياض")], (), ["في *مكتب", "ب الرياض"]),
        (["في", ("مكتب", "ه"), ("ب", "الرياض")], (), ["في *مكتبه < الرياض"]),
        (["في", "جبل", "لبنان"], (), ["في *جبل لبنان < لبنان"]),
        (["في", "مدينة", "نصر"], (), ["في مدينة نصر"]),
        (["في", "المطار"], (), ["في *المطار"]),
        ([("ل", "الرياض")], (("LOC", "الرياض"),), ["ل الرياض"]),
        (["التقى", "الوزير", "أمس"], (), []),
        (["ل", "«", "الشرق", "الأوسط", "»"], (), []),
        (["بالحسكة"], (), ["ب الحسكة"]),
        (["في", ("ب", "غداد")], (), ["في بغداد"]),
        (["في", "السفارة", "السعودية"], (), ["في *السفارة السعودية"]),
        (["في", "فندق", "في", "جدة"], (), ["في *فندق < جدة"]),
        ([], (), []),
    ],
)
def test_chains(tokens: list[Cell], names: tuple[tuple[NameType, str], ...], chains: list[str]) -> None:
    assert read(*tokens, names=names) == chains


def test_a_chain_at_a_word() -> None:
    row, _ = sentence("التقى", "الوفد", "في", "العاصمة", "القطرية", "الدوحة", upos=TAGS, names=[("LOC", "الدوحة")])
    chain = place_chain(row, 2)
    assert chain is not None
    (part,) = chain.parts
    assert (part.kind, part.first, part.last, part.full_first, chain.first) == ("named", 5, 5, 3, 3)
    assert place_chain(row, 0) is None
    assert place_chain(row, 99) is None


def test_what_a_capital_stands_for() -> None:
    doc = annotated(sentence("في", "العاصمة", "القطرية", upos=TAGS))
    (chain,) = place_chains(doc.sentences[0])
    assert chain.parts[0].stands_for == "الدوحة"
    (place,) = place_names(doc.doc, doc.sentences[0], chain)
    assert [c.name for c in place.candidates[:1]] == ["Doha"]


def test_the_list_is_sound() -> None:
    assert {k.country for k in known("الشدادي")} == {"SY"}
    assert known("الشدادي")[0].path == ("sy.hasakah", "sy")
    assert known("مدينة عدن") == known("عدن") != ()
    assert known("مدينة عدن", exact=True) == ()
    assert known("كوباني") == known("عين العرب")
    assert is_country("السعودية")
    assert not is_country("الرياض")
    assert is_weak("بلد")
    assert countries_of("طرابلس") == {"LY", "LB"}


@pytest.mark.parametrize(
    ("name", "within", "candidate"),
    [
        ("سوريا", (), "Syria"),
        ("عدن", (), "Aden"),
        ("مدينة جدة", (), "Jeddah"),
        ("باريس", (), "Paris"),
        ("زنجبار", (), "Zinjibār"),
        ("طرابلس", ("لبنان",), "Tripoli"),
        ("القدس الغربية تماما", (), None),
    ],
)
def test_candidates(name: str, within: tuple[str, ...], candidate: str | None) -> None:
    found = lookup(name, within=within)
    assert [c.name for c in found[:1]] == ([candidate] if candidate else [])
    assert all(-90 <= c.lat <= 90 and -180 <= c.lon <= 180 and c.id.startswith("geonames:") for c in found)


def test_what_it_lies_in_chooses() -> None:
    lebanese, libyan = lookup("طرابلس", within=["لبنان"]), lookup("طرابلس", within=["ليبيا"])
    assert {c.id for c in lebanese}.isdisjoint({c.id for c in libyan})
    assert {c.id for c in lookup("طرابلس")} == {c.id for c in (*lebanese, *libyan)}


WORDS = ["في", "ب", "مدينة", "مطار", "عدن", "العاصمة", "الروسية", "دير", "الزور", "ل", "شمال", "سوريا", "،", "و", "«"]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_words_give_chains_in_order(words: list[str]) -> None:
    doc = annotated(sentence(*words, upos=TAGS))
    row = doc.sentences[0]
    last = -1
    for chain in place_chains(row):
        assert last < chain.first <= chain.last < len(row.words)
        assert all(part.full_first <= part.first <= part.last for part in chain.parts)
        for place in place_names(doc.doc, row, chain):
            assert doc.doc.text[place.span.start : place.span.end] == place.span.text
        last = chain.last


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (("قطر", "الدوحة"), "الدوحة"),
        (("قطر", "موسكو"), "قطر"),
        (("الدوحة", "قطر"), "الدوحة"),
        (("موسكو", "الدوحة"), "موسكو"),
    ],
)
def test_of_a_country_and_a_town_in_it_the_town(told: tuple[str, ...], place: str) -> None:
    places = [(PlaceName(name, Span("text", 0, 1, name), False, ()),) for name in told]
    assert most_exact(places)[0].name == place
    assert most_exact([(), *places]) == ()
