"""`kg eval`: figures worked out by hand, and equal to the gold facts' own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.evaluate import evaluate

GOLD = {
    "document": "d1",
    "meetings": [
        {"id": "m1", "status": "held", "participants": [{"names": ["سامي الخطيب"]}, {"names": ["ليلى حداد"]}],
         "place": [["عمان"]], "date": {"year": 2015, "month": 7, "day": 3}, "source_chain": [["الأفق"], ["مصدر"]],
         "quote": "التقى سامي الخطيب ليلى حداد في عمان"},
        {"id": "m2", "status": "planned", "participants": [{"names": ["كريم"]}, {"names": ["نادر"]}]},
        {"id": "m3", "optional": True, "status": "held", "participants": [{"names": ["هالة"]}, {"names": ["رنا"]}]},
    ],
    "agreements": [
        {"id": "g1", "status": "signed", "parties": [["الوفد الأول"], ["الوفد الثاني"]],
         "clauses": [{"n": 1, "outcome": "agreed", "obligor": ["الوفد الأول"], "conditional": True, "mentions": ["المعبر"]},  # noqa: E501
                     {"n": None, "outcome": "rejected", "mentions": ["الأسرى"]}]},
    ],
}  # fmt: skip


def claim(kind: str, iri: str, members: list[str], **more: Any) -> dict[str, Any]:
    hops = [{"name": n, "aliases": []} for n in more.pop("chain", ["الأفق"])]
    return {
        "event": {"id": iri, "type": kind, "status": more.pop("status", None), **more.pop("event", {})},
        "participants": [{"name": n, "aliases": [], "side": None} for n in members],
        "place": None, "time": None, "attribution": hops,
        "evidence": [{"text": "سامي الخطيب ليلى حداد"}], "document": {"id": "d1"}, **more,
    }  # fmt: skip


CLAIMS = [
    claim("Meeting", "e1", ["سامي الخطيب", "ليلى حداد", "زائد"], status="held", chain=["الأفق", "مصدر مطلع"],
          place={"name": "عمان", "path": ["عمان"]}, time={"from": "2015-07-03", "precision": "day"}),
    claim("Meeting", "e2", ["لا أحد", "غيره"], status="held"),
    claim("Agreement", "a1", ["الوفد الأول", "الوفد الثاني"], status="signed"),
    claim("Clause", "c1", [], event={"agreement": "a1"}, clause={
        "number": 1, "outcome": "agreed", "text": "فتح المعبر", "condition": "إذا",
        "obligor": [{"name": "الوفد الأول", "aliases": []}], "beneficiary": []}),
    claim("Clause", "c2", [], event={"agreement": "a1"}, clause={
        "number": 2, "outcome": "agreed", "text": "شيء آخر", "condition": None, "obligor": [], "beneficiary": []}),
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one gold file."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "d1.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return folder


def test_figures_worked_out_by_hand(gold: Path) -> None:
    rows = {s.name: s.row() for s in evaluate(CLAIMS, gold).scores}
    assert rows["meeting"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "tp": 1, "fp": 1, "fn": 1}
    assert (rows["meeting members"]["tp"], rows["meeting members"]["fp"], rows["meeting members"]["fn"]) == (2, 1, 2)
    assert rows["meeting date"]["f1"] == 1.0
    assert rows["meeting source chain"]["f1"] == 1.0
    assert rows["meeting evidence"]["accuracy"] == 1.0
    assert (rows["clauses"]["tp"], rows["clauses"]["fp"], rows["clauses"]["fn"]) == (1, 1, 1)
    assert rows["clause condition"]["accuracy"] == 1.0


def test_the_same_as_the_gold_facts_scorer(gold: Path, shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(json.dumps(c, ensure_ascii=False) for c in CLAIMS), encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(path), str(gold), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert {s.name: s.row() for s in evaluate(CLAIMS, gold).scores} == json.loads(done.stdout)["scores"]


def test_no_gold_facts_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder with gold facts"):
        evaluate([], tmp_path / "none")
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match=r"x\.json"):
        evaluate([], tmp_path)
