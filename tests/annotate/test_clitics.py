"""Words of a token never have letters that the token has not."""

from __future__ import annotations

import pytest

from kg.annotate.clitics import checked

CASES = [
    ("as said", "وقالت", "و قالت", "و قالت"),
    ("article behind l", "للرئيس", "ل الرئيس", "ل الرئيس"),
    ("article and a stem in l", "للجنة", "ل اللجنة", "ل اللجنة"),
    ("lost article", "وللرئيس", "و ل لرئيس", "و ل لرئيس"),
    ("a wrong letter", "وبالحكومة", "و ب الححومة", "و ب الحكومة"),
    ("a wrong letter behind ll", "للحكومة", "ل الححومة", "ل الحكومة"),
    ("teh before a pronoun", "حكومتها", "حكومة ها", "حكومة ها"),
    ("a plural", "سياساته", "سياسات ه", "سياسات ه"),
    ("a plural taken for a singular", "عملياتها", "عملياة ها", "عمليات ها"),
    ("a singular in -aat", "حياته", "حياة ه", "حياة ه"),
    ("a verbal noun", "مباراتهم", "مباراة هم", "مباراة هم"),
    ("yeh before a pronoun", "عليها", "على ها", "على ها"),
    ("alif before a pronoun", "مستواه", "مستوى ه", "مستوى ه"),
    ("clitics that are not there", "فرنسا", "و رنسا", "فرنسا"),
    ("two pronouns", "أعطيناه", "أعطي نا ه", "أعطي نا ه"),
    ("no stem left", "بها", "ب ها", "ب ها"),
    ("parts without clitics", "إنما", "إن ما", "إن ما"),
]


@pytest.mark.parametrize(("surface", "said", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_checked(surface: str, said: str, words: str) -> None:
    assert checked(surface, tuple(said.split())) == tuple(words.split())
