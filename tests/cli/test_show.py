"""`kg show`: articles, and events and claims by themselves; who tells of the same, whose text is shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.store.claims import canonical, locals_of
from kg.store.dataset import opened
from tests.world import ARTICLE_FIRST, ARTICLE_THIRD, NAMES, copies
from tests.worldstore import build

MEETING, CLAUSE, CLAIM = NAMES["1:التقى"], NAMES["1:تنسحب"], NAMES["m1.dawn"]
(COPY,) = copies(ARTICLE_FIRST, 1)
COPY = replace(COPY, doc=replace(COPY.doc, outlet="صحيفة الغد", published=date(2020, 3, 21)))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return build(tmp_path / "store", (ARTICLE_FIRST, COPY, ARTICLE_THIRD))


def show(store: Path, *names: str) -> str:
    result = run(store, *names)
    assert result.exit_code == 0, result.output
    return result.stdout


def run(store: Path, *names: str) -> Result:
    return CliRunner().invoke(cli, ["--store", str(store), "show", *names], catch_exceptions=False)


def heads(told: str) -> int:
    return told.count("═══")


def test_an_article_says_who_tells_of_the_same_and_whose_text_it_shares(store: Path) -> None:
    (first, copy) = (show(store, name) for name in ("first", "c0"))
    assert "    also    c0، صحيفة الغد; independent sources: 1" in first
    assert "words taken over by c0، صحيفة الغد" in first
    assert "words of first، " in copy
    assert "also" not in show(store, "third")


@pytest.mark.parametrize("name", [MEETING, MEETING.split("/id/")[1]])
def test_an_event_is_shown_as_each_article_tells_it(store: Path, name: str) -> None:
    told = show(store, name)
    assert heads(told) == 2
    assert "MEETING" in told
    assert "AGREEMENT" not in told


def test_a_clause_is_shown_under_its_agreement(store: Path) -> None:
    told = show(store, CLAUSE)
    assert "AGREEMENT" in told
    assert "تنسحب القوات من البلدة" in told
    assert "يفتح المعبر" not in told


def test_a_claim_is_shown_alone(store: Path) -> None:
    told = show(store, CLAIM)
    assert heads(told) == told.count("MEETING") == 1


def test_an_id_that_became_another_answers_with_it(store: Path) -> None:
    with opened(store) as data:
        before = canonical(data, MEETING)
        (other,) = {*locals_of(data, before)} - {before}
    assert show(store, other) == show(store, before)


def test_an_unknown_event_is_refused(store: Path) -> None:
    refused = run(store, f"meeting/{'0' * 20}")
    assert refused.exit_code == 2
    assert "no such event" in refused.stderr
