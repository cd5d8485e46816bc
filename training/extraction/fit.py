"""L2-regularised logistic regression over sets of features, deterministic: L-BFGS from zero on all examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch

from training.extraction.examples import Example

_LEAST = 3  # examples that a feature must occur in


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by feature, and the bias."""

    bias: float
    weights: dict[str, float]

    def scores(self, examples: Sequence[Example]) -> list[float]:
        """The log-odds of yes of every example."""
        return [self.bias + sum(self.weights.get(f, 0.0) for f in e.features) for e in examples]


def fit(examples: Sequence[Example], *, strength: float = 1.0) -> Fit:
    """L2-regularised logistic regression; `strength` is that of the penalty."""
    counts: dict[str, int] = {}
    for example in examples:
        for feature in example.features:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(f for f, n in counts.items() if n >= _LEAST)
    columns = {name: at for at, name in enumerate(names)}
    inputs = torch.zeros(len(examples), len(names), dtype=torch.float64)
    for row, example in enumerate(examples):
        for feature in example.features:
            if feature in columns:
                inputs[row, columns[feature]] = 1
    answers = torch.tensor([float(e.yes) for e in examples], dtype=torch.float64)
    weights = torch.zeros(len(names) + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        out = inputs @ weights[:-1] + weights[-1]
        value = torch.nn.functional.binary_cross_entropy_with_logits(out, answers, reduction="sum")
        value = value + strength * (weights[:-1] ** 2).sum() / 2
        value.backward()
        return value

    optimizer.step(loss)
    values = weights.detach().tolist()
    return Fit(round(values[-1], 4), {n: round(v, 4) for n, v in zip(names, values, strict=False) if abs(v) > 0.005})


def f1(scored: Iterable[tuple[float, bool]], threshold: float) -> float:
    """F1 of yes."""
    pairs = list(scored)
    found = sum(yes for score, yes in pairs if score >= threshold)
    given = sum(score >= threshold for score, _ in pairs)
    wanted = sum(yes for _, yes in pairs)
    return 2 * found / (given + wanted) if found else 0.0
