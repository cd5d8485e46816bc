"""Names of people and bodies: which go together, and how."""

from __future__ import annotations

import pytest

from kg.link.bodies import body_name
from kg.link.bodies import keys as body_keys
from kg.link.names import fit, keys, person_name, seeks
from kg.link.spelling import alike, skeleton
from kg.link.statistics import name_table

FITS = {
    "transliterations": ("سيرغي لافروف", "سيرجي لافروف", "full"),
    "long vowels left out": ("فيديريكا موغيريني", "فدريكا موجريني", "full"),
    "one word or two": ("عبد الله الربيعة", "عبدالله الربيعة", "full"),
    "ya and alif maqsura": ("جون كيرى", "جون كيري", "full"),
    "a patronymic left out": ("خالد بن محمد العطية", "خالد العطية", "shorter"),
    "the house left out": ("سلمان بن عبدالعزيز آل سعود", "سلمان بن عبدالعزيز", "beginning"),
    "a first name left out": ("محمد جواد ظريف", "جواد ظريف", "end"),
    "the article": ("خالد العطية", "خالد عطية", "full"),
    "an initial": ("ج كيري", "جون كيري", "full"),
    "a family name": ("لافروف", "سيرغي لافروف", "family"),
    "a given name": ("سيرغي", "سيرغي لافروف", "given"),
    "a kunya with its nisba": ("أبو محمد الجولاني", "أبي محمد الجولاني", "full"),
    "a kunya": ("أبو محمد", "فيصل غانم أبو محمد", "kunya"),
    "other vowels of an Arabic name": ("سالم العلي", "سليم العلي", None),
    "other given names": ("مسعود بارزاني", "نيجيرفان بارزاني", None),
    "father and son": ("محمد بن سلمان", "سلمان بن عبدالعزيز", None),
    "a son and his father's full name": ("محمد بن سلمان بن عبدالعزيز", "سلمان بن عبدالعزيز", None),
    "a son and his father of the house": ("محمد بن سلمان بن عبدالعزيز آل سعود", "سلمان بن عبدالعزيز آل سعود", None),
    "two kunyas": ("أبو محمد الجولاني", "أبو بكر الجولاني", None),
}


@pytest.mark.parametrize(("one", "other", "way"), FITS.values(), ids=FITS)
def test_how_names_go_together(one: str, other: str, way: str | None) -> None:
    for a, b in ((one, other), (other, one)):
        found = fit(person_name(a), person_name(b))
        assert (found.fit if found else None) == way


FOUND = {name: case for name, case in FITS.items() if case[2]}


@pytest.mark.parametrize(("one", "other", "way"), FOUND.values(), ids=FOUND)
def test_names_that_go_together_find_each_other(one: str, other: str, way: str) -> None:
    first, second = person_name(one), person_name(other)
    met = set(seeks(first)) & set(keys(second))
    assert met == set() if way == "given" or way == "kunya" else met
    assert bool(met) == bool(set(seeks(second)) & set(keys(first)))


def test_a_title_at_the_end_is_no_part() -> None:
    assert person_name("محمد بن نايف ولي العهد") == person_name("محمد بن نايف")


@pytest.mark.parametrize(
    ("one", "other"), [("بوغدانوف", "بوجدانوف"), ("نتنياهو", "نتانياهو"), ("جينتيلوني", "جنتلوني")]
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert alike(one, other) == 0.9


def test_common_names_have_more_namesakes() -> None:
    table = name_table()
    assert table.version >= 1
    assert table.namesakes(person_name("محمد علي")) > 1 > 0.05 > table.namesakes(person_name("عادل الجبير"))


@pytest.mark.parametrize(
    ("name", "generic"),
    [("وزارة الداخلية", True), ("الأمن العام", True), ("وزارة الداخلية الكويتية", True), ("جيش الفتح", False),
     ("شرطة الباحة", False), ("مركز الملك سلمان للإغاثة", False)],
)  # fmt: skip
def test_bodies_that_every_state_has(name: str, generic: bool) -> None:
    assert body_name(name).generic is generic


def test_a_body_names_its_state() -> None:
    assert body_name("وزارة الدفاع الأميركية").state == "state.us"
    assert body_name("وزارة الدفاع").state is None


@pytest.mark.parametrize(("arabic", "latin"), [("بي كي كي", "PKK"), ("سي آي إيه", "CIA"), ("بي واي دي", "PYD")])
def test_acronyms_in_two_scripts(arabic: str, latin: str) -> None:
    assert set(body_keys(body_name(arabic))) == set(body_keys(body_name(latin))) != set()
