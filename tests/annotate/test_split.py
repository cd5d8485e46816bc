"""Sentence ends and lengths, over tokens made by hand."""

from __future__ import annotations

import pytest

from kg.annotate.split import LONGEST, Token, resplit


def tokens(text: str, ends: tuple[int, ...] = ()) -> list[Token]:
    """Tokens of a text with blanks between; `_` glues a token to the one before it."""
    out: list[Token] = []
    at = 0
    for number, word in enumerate(text.split()):
        glued = word.startswith("_")
        word = word.lstrip("_")
        start = at if glued or not out else at + 1
        at = start + len(word)
        out.append(Token(word, start, at, (word,), number in ends))
    return out


def sentences(text: str, ends: tuple[int, ...] = ()) -> list[str]:
    return [" ".join(row["text"] for row in rows) for rows in resplit(tokens(text, ends))]


CASES = [
    ("a full stop ends", "قال ذلك _. وعاد الوزير", ["قال ذلك .", "وعاد الوزير"]),
    ("a closing quote goes along", 'قال : " نعم _. _" وعاد', ['قال : " نعم . "', "وعاد"]),
    ("a stop behind a quote", 'أطلق " صحوة _" . وعاد', ['أطلق " صحوة " .', "وعاد"]),
    ("a list's number does not end", "1 _. تسليم السلاح", ["1 . تسليم السلاح"]),
    ("an initial does not end", "قال جورج دبليو و _. بوش", ["قال جورج دبليو و . بوش"]),
    ("a question ends", "هل عاد الوزير _؟ نعم عاد", ["هل عاد الوزير ؟", "نعم عاد"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sentence_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_the_models_end_counts_after_a_few_words_only() -> None:
    assert sentences("عاجل عاد الوزير اليوم إلى العاصمة", (0, 3)) == ["عاجل عاد الوزير اليوم", "إلى العاصمة"]


def test_a_comma_is_no_end() -> None:
    assert sentences("عاد الوزير اليوم ، وقال", (3,)) == ["عاد الوزير اليوم ، وقال"]


def test_long_sentences_are_cut_at_commas() -> None:
    found = resplit(tokens(" ".join(["كلمة"] * 70 + ["،"] + ["كلمة"] * 200)))
    assert max(map(len, found)) <= LONGEST
    assert found[0][-1]["text"] == "،"
    assert sum(map(len, found)) == 271


def test_words_of_a_token_follow_it() -> None:
    token = Token("وقالت", 0, 5, ("و", "قالت"), True)
    (rows,) = resplit([token, Token("نعم", 6, 9, ("نعم",), True)])
    assert [row["id"] for row in rows] == [(1, 2), (1,), (2,), (3,)]
    assert "start_char" not in rows[1]
