"""Parts and keys of personal names."""

import pytest

from kg.arabic.names import (
    family_name,
    given_name,
    is_kunya,
    joined_servant,
    kunyas,
    may_be_same,
    person_key,
    split_name,
    without_kunya,
)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("فيصل غانم أبو محمد", "plain plain kunya"),
        ("عبد الله بن عبد العزيز آل سعود", "compound patronym family"),
        ("أبو عبد الرحمن الليبي", "kunya plain"),
        ("محمد بن سلمان", "plain patronym"),
        ("صلاح الدين الأيوبي", "compound plain"),
        ("محمد فضل الله", "plain compound"),
        ("أم عمر", "kunya"),
        ("أبو ظبي", "plain plain"),
        ("أبو", "plain"),
    ],
)
def test_parts(name: str, kinds: str) -> None:
    assert [part.kind for part in split_name(name)] == kinds.split()
    assert " ".join(part.text for part in split_name(name)) == name


def test_kunyas() -> None:
    assert kunyas("فضل السليم أبو مصطفى") == ("أبو مصطفى",)
    assert without_kunya("فضل السليم أبو مصطفى") == "فضل السليم"
    assert without_kunya("أبو رمزي") == "أبو رمزي"
    assert [is_kunya(n) for n in ("أبو رمزي", "أبي محمد الجولاني", "سامي أبو رمزي", "سامي")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("عبد الله بن محمد", "عبدالله ابن محمد", "عبدالله محمد"),
        ("أبو بكر البغدادي", "أبي بكر البغدادي", "أَبا بكر البغدادي"),
        ("أبو عبد الرحمن", "أبو عبدالرحمن"),
        ("تركي آل سعود", "تركي ال سعود"),
        ("صلاح الدين", "صلاحالدين"),
    ],
)
def test_one_key_for_all_spellings(names: tuple[str, ...]) -> None:
    assert len({person_key(name) for name in names}) == 1


def test_given_and_family() -> None:
    assert (given_name("عبد الوهاب الساعدي"), family_name("عبد الوهاب الساعدي")) == ("عبد الوهاب", "الساعدي")
    assert (given_name("أبو رمزي"), family_name("سامي")) == (None, None)
    assert family_name("محمد بن سلمان") is None


def test_shorter_forms() -> None:
    assert may_be_same("علوش", "زهران علوش")
    assert may_be_same("أبي محمد", "فيصل غانم أبو محمد")
    assert not may_be_same("محمد", "فيصل غانم أبو محمد")
    assert not may_be_same("", "زهران علوش")
    assert not may_be_same("علوش زهران", "زهران علوش")


def test_servant_as_one_word() -> None:
    assert joined_servant("عبدالله")
    assert joined_servant("عبدربه")
    assert not joined_servant("عبدة")
