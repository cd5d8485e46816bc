"""The copy for the model, and the way back to raw offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.normal import model_text

CASES = [
    ("plain", "قال الوزير", "قال الوزير"),
    ("tashkeel", "قَالَ", "قال"),
    ("tatweel", "محـــمد", "محمد"),
    ("presentation forms", "\ufefb\ufeed", "لاو"),
    ("the word God as one sign", "\ufdf2", "الله"),
    ("bidirectional controls", "\u202bقال\u202c", "قال"),
    ("zero-width joiner inside", "ق\u200dال", "قال"),
    ("Persian yeh and kaf", "علی کان", "علي كان"),
    ("no-break space and tab", "قال\u00a0\tهو", "قال  هو"),
    ("a control sign", "قال\x00هو", "قال هو"),
    ("a lone surrogate", "قال\ud83dهو", "قال هو"),
]


@pytest.mark.parametrize(("raw", "copy"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_copy(raw: str, copy: str) -> None:
    assert model_text(raw, 0, len(raw)).text == copy


@pytest.mark.parametrize(
    ("raw", "start", "end", "expected"),
    [
        ("قال مُحَمَّدٌ أمس", 4, 8, "مُحَمَّدٌ"),
        ("\u202bمحـمد\u202c", 0, 4, "محـمد\u202c"),
        ("في \ufdf2", 3, 7, "\ufdf2"),
    ],
)
def test_raw_span(raw: str, start: int, end: int, expected: str) -> None:
    first, last = model_text(raw, 0, len(raw)).raw_span(start, end)
    assert raw[first:last] == expected


def test_part_of_a_text_keeps_offsets_of_the_whole() -> None:
    raw = "سطر\nقالَ هو"
    part = model_text(raw, 4, len(raw))
    assert part.text == "قال هو"
    assert part.raw_span(4, 6) == (9, 11)


@given(st.text(alphabet=st.sampled_from("اب ةـَ\ufefb\ufdf2\u200f\u202b\n1.«\x00"), max_size=30))
def test_every_character_of_the_copy_comes_from_its_span(raw: str) -> None:
    copy = model_text(raw, 0, len(raw))
    for at in range(len(copy.text)):
        start, end = copy.raw_span(at, at + 1)
        assert 0 <= start < end <= len(raw)
        assert copy.text[at] in model_text(raw, start, end).text
