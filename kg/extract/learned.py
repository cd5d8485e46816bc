"""Log-linear models: yes or no by the weights of the features that hold, each feature a readable string.

A model is a JSON file in `weights/`: a bias, a weight a feature, and the threshold from which the answer is yes.  They
are trained by `python -m training.extraction` on the develop half of the benchmark (L2-regularised logistic regression;
Berger, Della Pietra & Della Pietra 1996), and say why: the features that weighed most.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.annotate.models import PASSAGES
from kg.hashes import hash_of


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature; a feature that the training did not see weighs nothing."""

    name: str
    bias: float
    weights: Mapping[str, float]
    threshold: float

    def score(self, features: Iterable[str]) -> float:
        """How likely the answer is yes, from 0 to 1."""
        total = self.bias + sum(self.weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def says(self, features: Iterable[str]) -> bool:
        """Whether the answer is yes."""
        return self.score(features) >= self.threshold

    def why(self, features: Iterable[str], *, most: int = 3) -> tuple[tuple[str, float], ...]:
        """The features that weighed most for the answer, with their weights."""
        return self._heaviest(features, most, 1)

    def why_not(self, features: Iterable[str], *, most: int = 3) -> tuple[tuple[str, float], ...]:
        """The features that weighed most against the answer, with their weights."""
        return self._heaviest(features, most, -1)

    def _heaviest(self, features: Iterable[str], most: int, sign: int) -> tuple[tuple[str, float], ...]:
        known = {f: self.weights[f] for f in features if self.weights.get(f, 0.0) * sign > 0}
        return tuple(sorted(known.items(), key=lambda item: (-item[1] * sign, item[0]))[:most])


_given: dict[str, Model] = {}


@contextmanager
def given(models: Mapping[str, Model]) -> Iterator[None]:
    """Has these models asked instead of those of `weights/` for a while: training asks what it has just fitted."""
    before = dict(_given)
    _given.update(models)
    try:
        yield
    finally:
        _given.clear()
        _given.update(before)


def model(name: str) -> Model:
    """A model of `weights/`."""
    return _given.get(name) or _shipped(name)


@cache
def _shipped(name: str) -> Model:
    text = (resources.files("kg.extract") / "weights" / f"{name}.json").read_text(encoding="utf-8")
    read = json.loads(text)
    return Model(name, read["bias"], read["weights"], read["threshold"])


@cache
def weights_hash() -> str:
    """The hash of all weights of extraction, the networks' included."""
    models = sorted((resources.files("kg.extract") / "weights").iterdir(), key=lambda file: file.name)
    networks = [resources.files("kg.annotate") / "resources" / name for name in PASSAGES]
    return hash_of(file for file in (*models, *networks) if file.is_file())
