"""Annotations of texts that break tokenizers, put together at random; and that nothing around changes one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotate.formats import to_json
from kg.annotate.reader import Reader
from tests.annotate.conftest import Annotate, document
from tests.annotate.test_reader import NEWS, assert_sound

_PIECES = {
    "words": ["قال", "الوزير", "وبلقائه", "للجنة", "دمشق", "فسيكتبونها", "كتابها"],
    "vocalised": ["قَالَ", "الوَزِيرُ", "مُحَمَّدٌ", "ٱلرَّحْمٰنِ", "\u064b\u064c"],
    "tatweel": ["الـــوزيـــر", "ـــ", "محـمـد"],
    "presentation forms": ["\ufed7\ufe8e\ufedd", "\ufdf2", "\ufefb", "\ufdfa", "\ufb56"],
    "latin": ["Reuters", "F-16", "داعشISIS", "café", "x" * 130],
    "controls": ["\u202b", "\u202c", "\u2067", "\u2069", "\u200f", "\u200e", "\u200c", "\ufeff", "\x00", "\u00ad"],
    "numbers": ["1,234.5", "٣٫٥", "۱۲۳", "12/5/2015", "٪50", "1" * 40],
    "punctuation": ["؟!", "...", "«", "»", "(", ")", "،", "؛", "--", ".", ":", "\u2026"],
    "emoji": ["😀", "👨‍👩‍👧", "🇸🇾", "\ud83d"],
    "blanks": [" ", " ", " ", "\n", "\u00a0", "\t", "\u2028", "\r\n", "\u3000"],
}
_TEXT = st.lists(st.sampled_from(sorted({p for pieces in _PIECES.values() for p in pieces})), max_size=60).map("".join)
_FEW = settings(
    max_examples=int(os.environ.get("KG_HOSTILE", "20")),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@_FEW
@given(_TEXT, _TEXT)
def test_offsets_are_right_whatever_the_text(annotated: Annotate, title: str, text: str) -> None:
    assert_sound(annotated(text, title=title))


@_FEW
@given(st.text(max_size=80))
def test_offsets_are_right_in_any_unicode(annotated: Annotate, text: str) -> None:
    assert_sound(annotated(text))


def test_kinds_one_after_another_with_no_blank(annotated: Annotate) -> None:
    for pieces in _PIECES.values():
        assert_sound(annotated("".join(pieces) * 40))


def test_another_process_and_other_articles_before_change_nothing(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    texts = ["قتل خمسة في انفجار ببغداد أمس.", NEWS, "قال الوزير ذلك."]
    rows = [json.dumps({"id": f"a{number}", "text": text}, ensure_ascii=False) for number, text in enumerate(texts)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "kg", "annotate", str(path), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    elsewhere = [json.loads(line)["sentences"] for line in done.stdout.splitlines()]
    here = [to_json(reader.read(document(text)))["sentences"] for text in reversed(texts)]
    assert elsewhere == json.loads(json.dumps(here[::-1]))
