"""The matcher over sentences: split and unsplit clitics, articles, lemmas."""

import pytest

from kg.lexicon.load import parse
from kg.lexicon.match import Matcher
from tests.sentences import Cell, sentence

ENTRIES = parse(
    "x.yaml",
    """
source: test
entries:
  - {id: according, forms: [بحسب, وفقا ل]}
  - {id: source, lemmas: [مصدر], forms: [مصدر]}
  - {id: agency, forms: [وكالة الأنباء]}
  - {id: meet, lemmas: [التقى]}
  - {id: paper, forms: [صحيفته]}
""",
)


@pytest.mark.parametrize(
    ("tokens", "ids"),
    [
        ((("و", "ب", "حسب"), "المصدر"), [("according", 1, 2), ("source", 3, 3)]),
        (("وبحسب", "مصدر"), [("according", 0, 0), ("source", 1, 1)]),
        (("وفقًا", ("ل", "المصدر")), [("according", 0, 1), ("source", 2, 2)]),
        (("قالت", "وكالة", "الأنباء"), [("agency", 1, 2)]),
        (("قالت", "وكالة", "نقل"), []),
        ((("صحيفة", "ه"),), [("paper", 0, 1)]),
        (("المصدرية",), []),
    ],
)
def test_forms(tokens: tuple[Cell, ...], ids: list[tuple[str, int, int]]) -> None:
    row, _ = sentence(*tokens)
    assert [(h.entry.id, h.first, h.last) for h in Matcher(ENTRIES).find(row)] == ids


def test_lemmas() -> None:
    row, _ = sentence("سيلتقون", "المصادر", lemmas={"سيلتقون": "اِلتَقَى", "المصادر": "مَصدَر"})
    assert [h.entry.id for h in Matcher(ENTRIES).find(row)] == ["meet", "source"]


def test_longest_hits_do_not_overlap() -> None:
    rows = "{id: a, forms: [وكالة]}, {id: b, forms: [وكالة الأنباء]}, {id: c, forms: [الأنباء]}"
    found = parse("x.yaml", f"source: t\nentries: [{rows}]")
    row, _ = sentence("وكالة", "الأنباء")
    assert [h.entry.id for h in Matcher(found).find_longest(row)] == ["b"]
