"""Counts by measure, a document at a time, so that they can be added up and drawn again for an interval."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_DRAWS = 1000
_SEED = 2015


@dataclass(slots=True)
class Score:
    """A measure: counts of found, spurious and missed (`tp`, `fp`, `fn`), or of right ones out of all."""

    name: str
    tp: int = 0
    fp: int = 0
    fn: int = 0
    right: int = 0
    of: int = 0

    def add(self, other: Score) -> None:
        """Adds another's counts."""
        self.tp += other.tp
        self.fp += other.fp
        self.fn += other.fn
        self.right += other.right
        self.of += other.of

    @property
    def value(self) -> float:
        """F1, or the share that is right; 0 where there is nothing to count."""
        if self.of:
            return self.right / self.of
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0

    def row(self) -> dict[str, float]:
        """The figures."""
        if self.of:
            return {"right": self.right, "of": self.of, "accuracy": round(self.right / self.of, 3)}
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        shares = {"precision": round(p, 3), "recall": round(r, 3), "f1": round(f, 3)}
        return shares | {"tp": self.tp, "fp": self.fp, "fn": self.fn}


@dataclass(slots=True)
class Tally:
    """The measures of one document, or of several together, by name."""

    by_name: dict[str, Score] = field(default_factory=dict)

    @property
    def scores(self) -> list[Score]:
        """The measures in order of their names."""
        return [self.by_name[name] for name in sorted(self.by_name)]

    def count(self, name: str, tp: int, fp: int, fn: int) -> None:
        """Adds counts of found, spurious and missed."""
        self.of(name).add(Score(name, tp, fp, fn))

    def judge(self, name: str, right: bool) -> None:
        """Adds one that is right or not."""
        self.of(name).add(Score(name, right=int(right), of=1))

    def of(self, name: str) -> Score:
        """The measure of a name, new if there was none."""
        return self.by_name.setdefault(name, Score(name))


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them added up."""
    out = Tally()
    for tally in tallies:
        for name, score in tally.by_name.items():
            out.of(name).add(score)
    return out


def intervals(tallies: Sequence[Tally], *, draws: int = _DRAWS) -> dict[str, tuple[float, float]]:
    """95 % intervals of every measure's value, by drawing documents again (Efron's percentile bootstrap, 1979).

    The seed is fixed, so the same documents give the same interval.
    """
    rng = random.Random(_SEED)
    drawn = [total(rng.choices(tallies, k=len(tallies))) for _ in range(draws)]
    names = sorted({name for tally in tallies for name in tally.by_name})
    out = {}
    for name in names:
        values = sorted(tally.of(name).value for tally in drawn)
        out[name] = values[int(0.025 * draws)], values[min(int(0.975 * draws), draws - 1)]
    return out
