"""Claims against gold facts: alignment of events by shared members, then precision, recall and accuracies.

The measure is that of the gold facts' own guidelines: names match when the folded tokens of one contain those of the
other; an optional event costs nothing either way; status, place, date and chain count every distinct value given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.scoring.events import Told, gather
from kg.scoring.match import align, members_of, same_any
from kg.scoring.values import evidence_fits, valued

Json = dict[str, Any]
_KINDS = (("Meeting", "meetings"), ("Agreement", "agreements"))


@dataclass(slots=True)
class Score:
    """A measure: counts of found, spurious and missed (`tp`, `fp`, `fn`), or of right ones out of all."""

    name: str
    tp: int = 0
    fp: int = 0
    fn: int = 0
    right: int = 0
    of: int = 0

    def row(self) -> dict[str, float]:
        """The figures."""
        if self.of:
            return {"right": self.right, "of": self.of, "accuracy": round(self.right / self.of, 3)}
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        counts = {"tp": self.tp, "fp": self.fp, "fn": self.fn}
        return {"precision": round(p, 3), "recall": round(r, 3), "f1": round(f, 3), **counts}


@dataclass(slots=True)
class Result:
    """All measures, in order of their names, and a line a gold event."""

    _scores: dict[str, Score] = field(default_factory=dict)
    detail: list[str] = field(default_factory=list)

    @property
    def scores(self) -> list[Score]:
        """The measures."""
        return [self._scores[name] for name in sorted(self._scores)]

    def count(self, name: str, tp: int, fp: int, fn: int) -> None:
        """Adds counts to a measure."""
        score = self._scores.setdefault(name, Score(name))
        score.tp, score.fp, score.fn = score.tp + tp, score.fp + fp, score.fn + fn

    def judge(self, name: str, right: bool) -> None:
        """Adds a judgement to a measure."""
        score = self._scores.setdefault(name, Score(name))
        score.right, score.of = score.right + right, score.of + 1


def evaluate(claims: Iterable[Json], gold: Path) -> Result:
    """The measures of the claims against a folder of gold files.

    Raises:
        UsageError: no such folder, no gold file in it, or one that is no JSON.
    """
    documents = gather(claims)
    result = Result()
    for facts in _gold(gold):
        told = documents.get(facts["document"], {})
        for kind, key in _KINDS:
            _score(result, facts, kind.lower(), facts.get(key) or [], list(told.get(kind, {}).values()))
    return result


def _gold(folder: Path) -> list[Json]:
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise UsageError(f"{folder}: no folder with gold facts (*.json). Give one such as benchmark/clauses")
    out = []
    for path in paths:
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            facts["document"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}: no gold facts ({error}). Each file is an object with `document`") from error
        out.append(facts)
    return out


def _score(result: Result, facts: Json, low: str, golds: list[Json], told: list[Told]) -> None:
    pairs = align(golds, told)
    for number, gold in enumerate(golds):
        label = f"{facts['document']} {gold['id']}"
        if number not in pairs:
            if not gold.get("optional"):
                _missed(result, low, gold)
                result.detail.append(f"missed  {label}")
        elif not gold.get("optional"):
            _found(result, low, gold, told[pairs[number]], label)
    spare = len(told) - len(pairs)
    result.count(low, 0, spare, 0)
    if spare:
        result.detail.append(f"spurious {low} x{spare} in {facts['document']}")


def _missed(result: Result, low: str, gold: Json) -> None:
    result.count(low, 0, 0, 1)
    result.count(f"{low} members", 0, 0, len(members_of(gold)))
    for name, _ in valued(gold, Told()):
        result.count(f"{low} {name}", 0, 0, 1)
    for _ in gold.get("clauses") or []:
        result.count("clauses", 0, 0, 1)


def _found(result: Result, low: str, gold: Json, told: Told, label: str) -> None:
    members = members_of(gold)
    hit = sum(any(same_any(m, names) for names in told.members) for m in members)
    spurious = sum(not any(same_any(m, names) for m in members) for names in told.members)
    result.count(low, 1, 0, 0)
    result.count(f"{low} members", hit, spurious, len(members) - hit)
    for name, counts in valued(gold, told):
        result.count(f"{low} {name}", *counts)
    if gold.get("quote"):
        result.judge(f"{low} evidence", evidence_fits(gold["quote"], told.evidence))
    if low == "agreement":
        _clauses(result, gold, told)
    result.detail.append(f"found   {label}: members {hit}/{len(members)}, spurious {spurious}")


def _clauses(result: Result, gold: Json, told: Told) -> None:
    if not gold.get("clauses"):
        return
    left = dict(told.clauses)
    for wanted in gold["clauses"]:
        hit = next((iri for iri, clause in left.items() if clause.fits(wanted)), None)
        if hit is None:
            result.count("clauses", 0, 0, 1)
            continue
        clause = left.pop(hit)
        result.count("clauses", 1, 0, 0)
        result.judge("clause outcome", clause.outcome == wanted["outcome"])
        for role, names in (("obligor", clause.obligor), ("beneficiary", clause.beneficiary)):
            if wanted.get(role):
                result.judge(f"clause {role}", same_any(wanted[role], names))
        if wanted.get("conditional"):
            result.judge("clause condition", clause.conditional)
    result.count("clauses", 0, len(left), 0)
